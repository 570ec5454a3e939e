"""The drawn time line: every part in its colour at its place, on every screen and on paper."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtGui import QColor, QImage

from hcpcs_desktop.ui.appearance import Appearance
from hcpcs_desktop.ui.look import Look
from hcpcs_desktop.ui.paper import Paper
from hcpcs_desktop.ui.theme import THEMES
from hcpcs_desktop.ui.timeline import Timeline, drawn, picture, places

CHECKED = date(2022, 12, 31)
LINE = Timeline(
    2018,
    2023,
    ((date(2018, 1, 1), date(2019, 12, 31)), (date(2021, 1, 1), date(2023, 12, 31))),
    CHECKED,
    (date(2020, 7, 1),),
    date(2019, 1, 1),
    told="In words",
)


def at(image: QImage, look: Look, when: date, share: float = 0.5) -> QColor:
    """Return the colour on a day, at a share of the bar's height; above 1 is below the bar."""
    found = places(look)
    across, down = found.across(LINE, when), found.bar.top() + found.bar.height() * share
    return image.pixelColor(round(across * look.sharpness), round(down * look.sharpness))


def near(colour: QColor, wanted: QColor) -> bool:
    return all(abs(one - two) < 12 for one, two in zip(colour.getRgb(), wanted.getRgb(), strict=True))  # type: ignore[call-overload] # a tuple of four


def colours_of(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("zoom", [100, 200])
def test_each_part_has_its_colour_at_its_place(appearance: Appearance, theme: str, zoom: int) -> None:
    appearance.set_theme(theme)
    appearance.set_zoom(zoom)
    image, colours = drawn(LINE, appearance), appearance.colours
    for day in (date(2018, 3, 1), date(2019, 10, 1), date(2021, 3, 1), date(2022, 10, 1)):
        assert near(at(image, appearance, day), colours.colour("good"))
    assert at(image, appearance, date(2020, 3, 1)).alpha() == 0
    assert near(at(image, appearance, date(2019, 1, 1)), colours.colour("text"))
    unchecked = {at(image, appearance, date(2023, month, 15)).name() for month in range(1, 13)}
    assert colours.colour("good").name() not in unchecked
    assert colours.colour("caution").name() in colours_of(image)
    assert colours.colour("caution_soft").name() in colours_of(image)
    drop = 1 + appearance.metrics.gap(0.9) / places(appearance).bar.height()
    assert near(at(image, appearance, date(2020, 7, 1), drop), colours.colour("accent"))
    assert at(image, appearance, date(2021, 7, 1), drop).alpha() == 0


def test_what_begins_before_the_first_year_points_there(appearance: Appearance) -> None:
    def left_of_the_bar(timeline: Timeline) -> QColor:
        found = places(appearance)
        return drawn(timeline, appearance).pixelColor(
            round(found.bar.left() - appearance.metrics.gap(0.3)), round(found.bar.center().y())
        )

    assert left_of_the_bar(LINE).alpha() == 0
    older = LINE._replace(valid=((date(1986, 1, 1), date(2023, 12, 31)),))
    assert near(left_of_the_bar(older), appearance.colours.colour("good"))
    assert left_of_the_bar(LINE._replace(valid=((date(1986, 1, 1), date(1999, 12, 31)),))).alpha() == 0


def test_another_meaning_cuts_the_bar(appearance: Appearance) -> None:
    image = drawn(LINE._replace(anew=(date(2021, 7, 1),)), appearance)
    assert near(at(image, appearance, date(2021, 7, 1)), appearance.colours.colour("base"))


def test_a_day_outside_the_years_is_not_marked(appearance: Appearance) -> None:
    text = appearance.colours.colour("text").name()
    assert text in colours_of(drawn(LINE, appearance))
    assert text not in colours_of(drawn(LINE._replace(on=date(1999, 1, 1)), appearance))
    assert "date of service" in LINE.legend
    assert "date of service" not in LINE._replace(on=date(1999, 1, 1)).legend
    assert "Diamond" in LINE.legend
    assert "Diamond" not in LINE._replace(changes=()).legend
    assert "not checked, after 31 Dec 2022" in LINE.legend


@pytest.mark.parametrize("on", [date(2018, 1, 1), date(2023, 12, 31)])
@pytest.mark.parametrize("last", [2018, 2023, 2090])
def test_nothing_is_drawn_at_the_edge(appearance: Appearance, on: date, last: int) -> None:
    line = LINE._replace(last=last, on=on, changes=(date(2018, 1, 1), date(last, 12, 31)))
    image = drawn(line, appearance)
    right = image.width() - 1
    assert not any(image.pixelColor(x, y).alpha() for x in (0, right) for y in range(image.height()))
    assert not any(image.pixelColor(x, 0).alpha() for x in range(image.width()))


def test_days_follow_each_other_within_the_bar(appearance: Appearance) -> None:
    found = places(appearance)
    days = [date(1900, 1, 1), *(date(year, 1, 1) for year in range(2018, 2025)), date(2100, 1, 1)]
    across = [found.across(LINE, day) for day in days]
    assert across[0] == across[1] == found.bar.left()
    assert across[-1] == across[-2] == found.bar.right()
    assert all(one < two for one, two in pairwise(across[1:-1]))


@pytest.mark.usefixtures("appearance")
def test_paper_gets_a_finer_image_of_the_same_size() -> None:
    paper = Paper()
    image = drawn(LINE, paper)
    assert image.width() == round(places(paper).size.width() * 4)
    assert near(at(image, paper, date(2018, 3, 1)), paper.colours.colour("good"))


def test_a_picture_carries_its_image_and_its_words(appearance: Appearance) -> None:
    made = picture(LINE, appearance)
    assert made.source.startswith("data:image/png;base64,")
    assert (made.told, made.legend) == ("In words", LINE.legend)
    assert made.width == appearance.metrics.columns(76)

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.ui.area_map import DOWN, LEFT, RIGHT, UP, Rect, beside, divided

VALUES = st.lists(st.integers(1, 5000), min_size=1, max_size=60)
FRAMES = st.builds(
    Rect, st.floats(-50, 50), st.floats(-50, 50), st.floats(1, 3000), st.floats(1, 3000)
)  # from a sliver to a wall
WIDE = Rect(0, 0, 600, 400)


def overlap(one: Rect, other: Rect) -> float:
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.bottom, other.bottom) - max(one.top, other.top)
    return max(width, 0) * max(height, 0)


@given(VALUES, FRAMES)
def test_areas_are_in_proportion_and_fill_the_frame(values: list[int], frame: Rect) -> None:
    rects = divided(values, frame)
    whole = frame.width * frame.height
    assert len(rects) == len(values)
    for value, rect in zip(values, rects, strict=True):
        assert rect.width * rect.height == pytest.approx(whole * value / sum(values), rel=1e-6)
    assert sum(rect.width * rect.height for rect in rects) == pytest.approx(whole)


@given(VALUES, FRAMES)
def test_areas_lie_inside_and_none_over_another(values: list[int], frame: Rect) -> None:
    rects = divided(values, frame)
    slack = 1e-6 * max(frame.width, frame.height)
    for rect in rects:
        assert frame.left - slack <= rect.left <= rect.right <= frame.right + slack
        assert frame.top - slack <= rect.top <= rect.bottom <= frame.bottom + slack
    for one, other in combinations(rects, 2):
        assert overlap(one, other) <= slack * max(frame.width, frame.height)


@given(VALUES)
def test_the_same_numbers_give_the_same_map_in_whatever_order(values: list[int]) -> None:
    assert divided(values, WIDE) == divided(list(values), WIDE)
    assert sorted(divided(values, WIDE)) == sorted(divided(values[::-1], WIDE))


def test_the_worked_example_of_the_paper() -> None:
    rects = divided([6, 6, 4, 3, 2, 2, 1], Rect(0, 0, 6, 4))
    assert [(round(one.left, 2), round(one.top, 2)) for one in rects] == [
        (0, 0),
        (0, 2),
        (3, 0),
        (4.71, 0),
        (3, 2.33),
        (4.2, 2.33),
        (5.4, 2.33),
    ]


def test_nothing_has_no_area() -> None:
    assert divided([], WIDE) == ()
    assert divided([1, 2], Rect(0, 0, 0, 10))[0].width == 0
    with pytest.raises(ValueError, match="above 0"):
        divided([1, 0], WIDE)


def test_a_point_lies_in_one_area() -> None:
    rects = divided([5, 4, 3, 2, 1], WIDE)
    for x in range(0, 600, 7):
        for y in range(0, 400, 7):
            assert sum(rect.holds(x, y) for rect in rects) == 1


def test_arrows_go_to_what_lies_beside() -> None:
    rects = (Rect(0, 0, 4, 4), Rect(4, 0, 2, 1), Rect(4, 1, 2, 3), Rect(0, 4, 6, 2))
    assert [beside(rects, 0, way) for way in (LEFT, UP, RIGHT, DOWN)] == [0, 0, 2, 3]
    assert [beside(rects, 1, way) for way in (LEFT, UP, RIGHT, DOWN)] == [0, 1, 1, 2]
    assert beside(rects, 3, UP) == 0
    assert beside(rects[:1], 0, RIGHT) == 0


@given(VALUES)
def test_the_way_there_has_a_way_back(values: list[int]) -> None:
    rects = divided(values, WIDE)
    for place in range(len(rects)):
        for way, back in ((LEFT, RIGHT), (UP, DOWN)):
            there = beside(rects, place, way)
            if there != place:
                assert beside(rects, there, back) != there

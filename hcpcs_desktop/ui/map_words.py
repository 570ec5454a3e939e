"""What the colours of the map mean: the token of a branch, the legend, and the same in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from hcpcs_desktop.codes.fields import NOT_PAYABLE
from hcpcs_desktop.ui.branch_model import spoken, stretch
from hcpcs_desktop.ui.words import counted

if TYPE_CHECKING:
    from hcpcs_desktop.codes.branches import Branch

STATUS, COVERAGE = "status", "coverage"


class Meaning(NamedTuple):
    """The token of a colour, its words in the legend, and those after a share in an area, long and short."""

    token: str
    legend: str
    words: str = ""
    short: str = ""


_STEPS = (
    (0.95, Meaning("good", "95 % or more valid")),
    (0.75, Meaning("caution", "75 to 95 %")),
    (0.0, Meaning("warning", "less")),
)
_UNCHECKED = Meaning("neutral", "Load a release to see what is valid")
_SPECIAL = Meaning("good", "D special instructions", "special instructions", "D")
_CARRIER = Meaning("neutral", "C contractor decides", "contractor decides", "C")
_UNPAID = Meaning("caution", "I, M, S not payable", "not payable", "I, M, S")
_UNSAID = Meaning("neutral", "without coverage", "without coverage", "without")
_NONE_VALID = Meaning("warning", "none valid")
_COVERAGES = {"D": _SPECIAL, "C": _CARRIER, **dict.fromkeys(NOT_PAYABLE, _UNPAID)}


def meaning(branch: Branch, by: str, *, checked: bool) -> Meaning:
    """Return what the colour of a branch with codes says, by status or by coverage."""
    if by == COVERAGE:
        return _commonest(branch)[0]
    if not checked:
        return _UNCHECKED
    return next(step for least, step in _STEPS if branch.valid >= least * branch.codes)


def legend(branches: Sequence[Branch], by: str, *, checked: bool) -> tuple[Meaning, ...]:
    """Return the meanings that the colours of `branches` can have, those that are rare only where used."""
    used = [meaning(one, by, checked=checked) for one in branches]
    if by == COVERAGE:
        usual: tuple[Meaning, ...] = (_SPECIAL, _CARRIER, _UNPAID)
    else:
        usual = tuple(step for _, step in _STEPS) if checked else (_UNCHECKED,)
    return tuple(dict.fromkeys((*usual, *used)))


def told(branch: Branch, by: str, *, checked: bool) -> tuple[tuple[str, ...], ...]:
    """Return what an area says of its branch beside its name: line by line, each from long to short."""
    count = counted(branch.codes, "code", "codes")
    if by == COVERAGE:
        common, number = _commonest(branch)
        if common == _NONE_VALID:
            return (common.legend,), (count,)
        share = percent(number, branch.valid)
        return (f"{share} {common.words}", f"{share} {common.short}"), (count,)
    if not checked:
        return ((count,),)
    share = percent(branch.valid, branch.codes)
    return ((f"{branch.valid:,} of {branch.codes:,} valid", f"{share} valid", share),)


def announced(branch: Branch, by: str, *, checked: bool) -> str:
    """Return all that an area says of its branch, for a screen reader and the tool tip."""
    parts = [spoken(branch, checked=checked)]
    if checked:
        parts[0] += f" ({percent(branch.valid, branch.codes)})"
    if by == COVERAGE:
        parts.append(told(branch, by, checked=checked)[0][0])
    return ", ".join(parts)


def place_name(above: Branch | None) -> str:
    """Return the name of the branch whose inside the map shows, that of the whole for None."""
    if above is None:
        return "All letters"
    return f"Letter {above.letter}" if above.letter else stretch(above, " to ")


def level_name(above: Branch | None, count: int) -> str:
    """Return the name of the level that the map shows, with the number of its areas."""
    if above is None:
        return f"{place_name(above)}, {count} with codes"
    return f"{place_name(above)}, {counted(count, 'section', 'sections')}"


def percent(part: int, whole: int) -> str:
    """Return a share as whole percent; 100 and 0 only where it is all or nothing."""
    exact = 100 * part / whole
    shown = round(exact) if part in (0, whole) else min(99, max(1, round(exact)))
    return f"{shown} %"


def _commonest(branch: Branch) -> tuple[Meaning, int]:
    """Return the commonest coverage of the valid codes, and how many have it."""
    counts: dict[Meaning, int] = {}
    for letter, count in branch.coverage:
        kind = _COVERAGES.get(letter, _UNSAID)
        counts[kind] = counts.get(kind, 0) + count
    return max(counts.items(), key=lambda one: one[1], default=(_NONE_VALID, 0))

"""The command `hcpcs words`: lists, adds, removes, loads and saves the user's own words."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from typing import NamedTuple

from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.answers import OwnWordsReport
from hcpcs_desktop.search.own_words import PROGRAM, OwnWord, key_of

_TERM = 24


class Done(NamedTuple):
    """What an action gives: the JSON, the lines for people, and whether everything named was taken."""

    data: object
    lines: tuple[str, ...]
    all_taken: bool = True


def run(options: Namespace, reference: Reference) -> Done:
    """Do what the words of the command line ask for."""
    return _ACTIONS[options.action or "list"](options, reference)


def _list(_: Namespace, reference: Reference) -> Done:
    kept = reference.own_words()
    against = {one.term: one.text for one in reference.own_word_conflicts(kept)}
    data = [{"term": one.term, "means": one.means, "conflict": against.get(one.term)} for one in kept]
    if not kept:
        return Done({"words": data}, ("No own word is kept. Add one: hcpcs words add TERM MEANS",))
    lines = (line for one in kept for line in _listed(one, against.get(one.term)))
    return Done({"words": data}, tuple(lines))


def _listed(word: OwnWord, conflict: str | None) -> Iterator[str]:
    yield f"{word.term:<{_TERM}} {word.means}"
    if conflict:
        yield f"{'':<{_TERM}} {conflict}"


def _add(options: Namespace, reference: Reference) -> Done:
    key = key_of(options.term)
    before = next((one.means for one in reference.own_words() if key_of(one.term) == key), None)
    word = reference.set_own_word(options.term, " ".join(options.means))
    conflict = next((one.text for one in reference.own_word_conflicts((word,))), None)
    was = f" (before: {before})" if before not in (None, word.means) else ""
    lines = [f"{word.term} means {word.means}{was}.", *([conflict] if conflict else [])]
    return Done({"word": word, "before": before, "conflict": conflict}, tuple(lines))


def _remove(options: Namespace, reference: Reference) -> Done:
    gone = reference.remove_own_word(options.term)
    return Done({"removed": gone}, (f"{gone.term} removed.",))


def _load(options: Namespace, reference: Reference) -> Done:
    report = reference.load_own_words(options.file, replace=options.replace)
    stands_back = any(one.against != PROGRAM for one in report.conflicts)
    return Done(report, tuple(_reported(report)), not stands_back and not report.problems)


def _reported(report: OwnWordsReport) -> Iterator[str]:
    yield f"{report.added} added, {report.changed} changed, {report.unchanged} kept already."
    for conflict in report.conflicts:
        where = f"line {conflict.line}: " if conflict.line else ""
        yield f"  {where}{conflict.text}"
    for problem in report.problems:
        where = f"line {problem.line}: " if problem.line else ""
        yield f"  {where}{problem.text} {problem.remedy}"


def _save(options: Namespace, reference: Reference) -> Done:
    count = reference.save_own_words(options.file)
    return Done({"saved": count, "file": options.file}, (f"{options.file}: {count} own words written.",))


_ACTIONS: dict[str, Callable[[Namespace, Reference], Done]] = {
    "list": _list,
    "add": _add,
    "remove": _remove,
    "load": _load,
    "save": _save,
}

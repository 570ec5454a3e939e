"""Runs one command and gives its exit status (contract)."""

from __future__ import annotations

import errno
import io
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

from hcpcs_desktop.cli import changing, documents, timely, words
from hcpcs_desktop.cli.arguments import CPT, UsageError, parse
from hcpcs_desktop.cli.changing import SavePdf
from hcpcs_desktop.cli.readable import Paper
from hcpcs_desktop.cli.tables import record_rows, records_csv
from hcpcs_desktop.reference import Reference
from hcpcs_desktop.reference.answers import Exported, Progress
from hcpcs_desktop.reference.errors import (
    DownloadFault,
    EnvironmentFault,
    NotPublished,
    RefusedWords,
    UnknownRelease,
)
from hcpcs_desktop.reference.sheets import as_workbook
from hcpcs_desktop.reference.whole_files import put
from hcpcs_desktop.search.answer import Answer
from hcpcs_desktop.search.filters import Filters

DONE, NO, USAGE, ENVIRONMENT = 0, 1, 2, 3

Open = Callable[[str | None], Reference]


def main(arguments: Sequence[str], open_reference: Open, save_pdf: SavePdf) -> int:
    """Run the command in `arguments`; `open_reference` opens the data folder it names (None: the usual).

    `save_pdf` is called only where a PDF is asked for; it alone needs Qt.
    """
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        return _run(parse(arguments), open_reference, save_pdf)
    except tuple(_STATUSES) as error:
        return _failed(error, _STATUSES[type(error)])
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        advice = "Free some space" if error.errno == errno.ENOSPC else "Check the name and your permission"
        return _failed(f"{where}{error.strerror or error}. {advice}.", ENVIRONMENT)


def _nowhere() -> TextIO:
    """Return a stream for a caller that closed its own."""
    return Path(os.devnull).open("w", encoding="utf-8")


_STATUSES: dict[type[BaseException], int] = {
    UsageError: USAGE,
    UnknownRelease: NO,
    RefusedWords: NO,
    NotPublished: NO,
    DownloadFault: ENVIRONMENT,
    EnvironmentFault: ENVIRONMENT,
    KeyboardInterrupt: ENVIRONMENT,
}


def _failed(why: object, status: int) -> int:
    print(why if str(why) else "Stopped; nothing was changed.", file=sys.stderr)
    return status


def _run(options: Namespace, open_reference: Open, save_pdf: SavePdf) -> int:
    reference = open_reference(getattr(options, "data_dir", None))
    try:
        told = reference.overview().warnings
        _warn(told)
        status = _COMMANDS[options.command](options, reference, _Out(options, save_pdf))
        _warn(warning for warning in reference.overview().warnings if warning not in told)
        return status
    finally:
        reference.close()


def _warn(warnings: Iterable[str]) -> None:
    for warning in warnings:
        print(warning, file=sys.stderr)


class _Out:
    """Where a command's answer goes: JSON, or lines for people."""

    def __init__(self, options: Namespace, save_pdf: SavePdf) -> None:
        self.save_pdf = save_pdf
        self.json = bool(getattr(options, "json", False))
        self.paper = Paper(colour=sys.stdout.isatty())

    def give(self, data: object, lines: Iterable[str]) -> None:
        print(documents.document(data) if self.json else "\n".join(lines))


def _explain(options: Namespace, reference: Reference, out: _Out) -> int:
    _pin(options, reference)
    found = reference.explain_each(" ".join(options.text), on=options.on)
    corrected = [reference.corrections(one.listed_as) for one in found]
    lines = (
        line
        for one, rows in zip(found, corrected, strict=True)
        for line in (*out.paper.explanation(one), *out.paper.corrections(rows), "")
    )
    out.give(documents.explanations(found, corrected), lines)
    return NO if all(one.kind == "not_a_code" for one in found) else DONE


def _pin(options: Namespace, reference: Reference) -> None:
    """Answer from the named release alone; what the window has pinned is its own."""
    if options.release is not None:
        reference.pin(options.release)


def _search(options: Namespace, reference: Reference, out: _Out) -> int:
    _pin(options, reference)
    filters = Filters(**{name: getattr(options, name) for name in Filters._fields})
    if options.batch is not None:
        return _batch(options, reference, filters)
    if not options.query:
        raise UsageError("hcpcs search: name what to search for, or a file with --batch.")
    found = _find(" ".join(options.query), options, reference, filters)
    out.give(
        documents.answer(found), (*out.paper.answer(found), *out.paper.standing(reference.standing(found.on)))
    )
    return DONE if found.total or found.card is not None else NO


def _find(text: str, options: Namespace, reference: Reference, filters: Filters) -> Answer:
    return reference.search(
        text, on=options.on, limit=options.limit, filters=filters, without=options.without
    )


def _batch(options: Namespace, reference: Reference, filters: Filters) -> int:
    if options.query:
        raise UsageError("hcpcs search: name a query or --batch FILE, not both.")
    if options.batch == "-":
        _batch_lines(sys.stdin, options, reference, filters)
    else:
        with Path(options.batch).open(encoding="utf-8-sig", errors="replace") as file:
            _batch_lines(file, options, reference, filters)
    return DONE


def _batch_lines(file: TextIO, options: Namespace, reference: Reference, filters: Filters) -> None:
    for line in file:
        found = _find(line.rstrip("\r\n"), options, reference, filters)
        print(documents.line(documents.answer(found)), flush=True)


def _releases(_: Namespace, reference: Reference, out: _Out) -> int:
    loaded, licensed = reference.releases(), reference.licensed()
    beside = [reference.companions(one.exact_name) for one in loaded]
    own = {"licensed": licensed} if licensed is not None else {}
    listed = [one._asdict() | {"companions": files} for one, files in zip(loaded, beside, strict=True)]
    lines = (*out.paper.releases(loaded, beside), *out.paper.licensed(licensed))
    out.give({"releases": listed, **own}, lines)
    return DONE


def _import(options: Namespace, reference: Reference, out: _Out) -> int:
    def tell(progress: Progress) -> None:
        if sys.stderr.isatty():
            print(f"{progress.step} {progress.file}".rstrip(), file=sys.stderr)

    done = reference.load(options.paths, tell)
    out.give(done, out.paper.report(done))
    return NO if done.refused else DONE


def _fetch(options: Namespace, reference: Reference, out: _Out) -> int:
    from hcpcs_desktop.cli import fetching  # noqa: PLC0415 - seldom asked

    done = fetching.run(options, reference)
    out.give(done.data, done.lines)
    return DONE if done.all_taken else NO


def _remove(options: Namespace, reference: Reference, out: _Out) -> int:
    if options.release.lower() == CPT:
        return _remove_licensed(reference, out)
    gone = reference.remove(options.release)
    out.give({"removed": gone}, [f"{gone.exact_name} removed."])
    return DONE


def _remove_licensed(reference: Reference, out: _Out) -> int:
    files = reference.remove_licensed()
    told = f"CPT files removed: {files}." if files else "No CPT files are loaded."
    out.give({"removed": {"licensed": files}}, [told])
    return DONE if files else NO


def _diff(options: Namespace, reference: Reference, out: _Out) -> int:
    found = reference.compare(options.old, options.new)
    out.give(timely.difference(found), timely.difference_lines(found))
    return DONE


def _changes(options: Namespace, reference: Reference, out: _Out) -> int:
    found = changing.selected(options, reference)
    written = changing.write(options, found, out.save_pdf)
    out.give(changing.document(found), written or changing.lines(found))
    return DONE


def _history(options: Namespace, reference: Reference, out: _Out) -> int:
    found = reference.history(options.code)
    out.give(timely.history(found), timely.history_lines(found))
    return DONE if found.views else NO


def _export(options: Namespace, reference: Reference, out: _Out) -> int:
    found = reference.export(options.release, on=options.on)
    as_json = options.format == "json" or out.json
    if options.format == "xlsx" and not out.json:
        return _workbook(found, options.out)
    text = documents.document(documents.export(found)) + "\n" if as_json else records_csv(found)
    if options.out:
        put(Path(options.out), text.encode())
    else:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(newline="")  # a CSV's line ends are its own
        sys.stdout.write(text)
    return DONE


def _workbook(found: Exported, name: str | None) -> int:
    if not name:
        raise UsageError("hcpcs export: a workbook needs a file; name it with --out FILE.")
    put(Path(name), as_workbook(record_rows(found), "HCPCS"))
    return DONE


def _words(options: Namespace, reference: Reference, out: _Out) -> int:
    done = words.run(options, reference)
    out.give(done.data, done.lines)
    return DONE if done.all_taken else NO


def _doctor(_: Namespace, reference: Reference, out: _Out) -> int:
    found = reference.doctor()
    out.give(found, out.paper.health(found))
    return DONE if found.ok else NO


_COMMANDS: dict[str, Callable[[Namespace, Reference, _Out], int]] = {
    "explain": _explain,
    "search": _search,
    "releases": _releases,
    "import": _import,
    "fetch": _fetch,
    "remove": _remove,
    "diff": _diff,
    "changes": _changes,
    "history": _history,
    "export": _export,
    "words": _words,
    "doctor": _doctor,
}

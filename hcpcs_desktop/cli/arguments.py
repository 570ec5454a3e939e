"""The words of the command line (contract)."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NoReturn

from hcpcs_desktop import __version__
from hcpcs_desktop.codes.quarters import read_quarter
from hcpcs_desktop.codes.release import iso_day
from hcpcs_desktop.reference.what_changed import FIELDS, MODIFIERS, WHAT

NOT_YET = ("check", "drill", "cards")
"""Commands that later versions bring."""

FORMATS_NOT_YET = ("fhir", "parquet")
_DIGITS = 6
_CODE = re.compile(r"[A-Z][0-9]{4}")
CPT = "cpt"
"""Names the licensee's files where a release is named."""

_IMPORT = (
    "Besides CMS's files, a licensee of the AMA may load its files of CPT wording: LONGULT or LONGULF, MEDU "
    "and SHORTU, as they are, or a folder or zip of them. The wording is shown in the window only and never "
    "copied or exported; 'hcpcs remove cpt' removes it."
)
_WORDS = (
    "Your own words: what your office calls a thing, for words of CMS's texts or for codes. A search uses "
    "them like the program's own, in the place of those of the same name. They are kept with the favourites, "
    "and no load or update touches them."
)
_LOAD = (
    "Reads UTF-8 or UTF-16 text with a tab between term and meaning, lines such as 'hoyer = E0630', or CSV; "
    "lines that begin with # are passed over. A kept word with another meaning stays, unless --replace."
)

_FETCH = (
    "The only command that uses the network: one HTTPS request to CMS's published address for the quarter, "
    "with the system's certificates and proxy. Nothing else is sent, and nothing is loaded without --load. "
    "What was cut off goes on with the next attempt."
)


class UsageError(Exception):
    """The words of the command line are wrong; exit status 2."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of leaving the program, and takes no shortened options."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - argparse's own settings
        super().__init__(allow_abbrev=False, **settings)

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}\nSee: {self.prog} --help")


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the parsed arguments.

    Raises:
        UsageError: they are wrong, or name a command of a later version.

    """
    command = _command(arguments)
    if command in NOT_YET:
        raise UsageError(f"hcpcs {command}: not yet in this version.")
    return _parser().parse_args(arguments)


def _command(arguments: Sequence[str]) -> str:
    """Return the first word that is neither an option nor the folder of ``--data-dir``."""
    before = ""
    for word in arguments:
        if not word.startswith("-") and before != "--data-dir":
            return word
        before = word
    return ""


def _parser() -> argparse.ArgumentParser:
    shared = _Parser(add_help=False)
    shared.add_argument(
        "--data-dir", metavar="DIR", default=argparse.SUPPRESS, help="where cache and notebook live"
    )
    shared.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="one JSON document")
    parser = _Parser(
        prog="hcpcs",
        description="Explains US medical procedure codes: HCPCS Level I (CPT) and Level II. Works offline; "
        "only 'fetch' uses the network.",
        parents=[shared],
    )
    parser.add_argument("--version", action="version", version=f"hcpcs {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for add in (
        _explain,
        _search,
        _releases,
        _import,
        _fetch,
        _remove,
        _diff,
        _changes,
        _history,
        _export,
        _words,
        _doctor,
    ):
        add(commands, shared)
    return parser


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[_Parser]


def _explain(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser("explain", parents=[shared], help="say what a code or modifier is")
    one.add_argument("text", metavar="TEXT", nargs="+", help="codes, with or without modifiers")
    _add_day(one)


def _search(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser("search", parents=[shared], help="find codes and modifiers")
    one.add_argument("query", metavar="QUERY", nargs="*", help="words, a code, a prefix or a range")
    one.add_argument(
        "--batch", metavar="FILE", help="a query a line in, a JSON document a line out ('-': input)"
    )
    one.add_argument("--limit", type=_count, default=50, metavar="N", help="hits at most (50)")
    one.add_argument("--kind", choices=("code", "modifier"), help="only codes or only modifiers")
    one.add_argument(
        "--section", type=_section, metavar="SECTION", help="only codes of this letter, or as E0950-E1298"
    )
    one.add_argument("--status", choices=("active", "ended"), help="only codes with this status on the day")
    one.add_argument(
        "--coverage", type=_letter, metavar="LETTER", help="only codes with this coverage letter"
    )
    one.add_argument(
        "--pricing", type=_pricing, metavar="NN", help="only codes with this pricing indicator, such as 32"
    )
    one.add_argument("--added-since", type=_day, metavar="DATE", help="only codes added on this day or later")
    one.add_argument("--ended-since", type=_day, metavar="DATE", help="only codes that ended then or later")
    one.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="TERM",
        help="do not use this fact, or this correction of a word; may be repeated",
    )
    _add_day(one)


def _releases(commands: Commands, shared: _Parser) -> None:
    commands.add_parser("releases", parents=[shared], help="list the loaded releases")


def _import(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser(
        "import", parents=[shared], help="load CMS files, zips or folders of them", description=_IMPORT
    )
    one.add_argument("paths", metavar="PATH", nargs="+", help="zip, TXT, XLSX, XLS, CSV or a folder")


def _fetch(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser(
        "fetch", parents=[shared], help="get a release of CMS from the network", description=_FETCH
    )
    one.add_argument(
        "quarter",
        metavar="YYYY-MM",
        nargs="?",
        type=_quarter,
        help="the quarter's first month (this quarter, or the next one where this is loaded)",
    )
    one.add_argument("--load", action="store_true", help="load it when it is there")


def _remove(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser("remove", parents=[shared], help="remove a loaded release, or your CPT files")
    one.add_argument(
        "release", metavar="RELEASE", help="YYYY-MM, or YYYY-MM+REVISION, or cpt for all of your CPT files"
    )


def _diff(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser("diff", parents=[shared], help="say what differs between two loaded releases")
    one.add_argument("old", metavar="OLD", help="YYYY-MM, or YYYY-MM+REVISION")
    one.add_argument("new", metavar="NEW", help="the release to compare it with")


def _changes(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser(
        "changes",
        parents=[shared],
        help="what changed between two releases, to read, print or calculate with",
    )
    one.add_argument("old", metavar="OLD", help="YYYY-MM, or YYYY-MM+REVISION")
    one.add_argument("new", metavar="NEW", help="the release to compare it with")
    one.add_argument("--favourites", action="store_true", help="only your favourite codes and modifiers")
    one.add_argument("--section", type=_part, metavar="L", help="only this letter, or 'modifiers'")
    one.add_argument("--field", choices=tuple(FIELDS), help="only changes of this field")
    one.add_argument("--what", choices=tuple(WHAT), help="only this kind of change")
    for name, told in (("pdf", "a PDF"), ("csv", "a table as CSV"), ("xlsx", "a table as a workbook")):
        one.add_argument(f"--{name}", metavar="FILE", help=f"write {told}")


def _history(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser("history", parents=[shared], help="say what each release says of a code")
    one.add_argument("code", metavar="CODE", help="a Level II code or modifier")


def _export(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser("export", parents=[shared], help="write every record of a release")
    one.add_argument(
        "--format", type=_format, default="csv", metavar="FORMAT", help="csv (default), json or xlsx"
    )
    one.add_argument("--release", metavar="RELEASE", help="YYYY-MM[+REVISION] (the newest), or builtin")
    one.add_argument(
        "--on", type=_day, metavar="DATE", help="say what each code is on this day; picks the release, too"
    )
    one.add_argument("--out", metavar="FILE", help="the file to write (standard output)")


def _words(commands: Commands, shared: _Parser) -> None:
    one = commands.add_parser(
        "words", parents=[shared], help="list, add, remove, load and save your own words", description=_WORDS
    )
    actions = one.add_subparsers(dest="action", metavar="ACTION", parser_class=_Parser)
    actions.add_parser("list", parents=[shared], help="list them (also without ACTION)")
    add = actions.add_parser("add", parents=[shared], help="keep a word, in the place of one of that name")
    add.add_argument("term", metavar="TERM", help="what your office says; several words in quotes")
    add.add_argument("means", metavar="MEANS", nargs="+", help="words of CMS's texts, or codes; ';' between")
    remove = actions.add_parser("remove", parents=[shared], help="forget a word")
    remove.add_argument("term", metavar="TERM", help="the word; several in quotes")
    load = actions.add_parser(
        "load", parents=[shared], help="keep the words of a text file", description=_LOAD
    )
    load.add_argument("file", metavar="FILE", help="a line a word: the term, a tab, its meaning")
    load.add_argument("--replace", action="store_true", help="the file's meaning wins over one that is kept")
    save = actions.add_parser("save", parents=[shared], help="write them to a text file that load reads")
    save.add_argument("file", metavar="FILE", help="the file to write")


def _doctor(commands: Commands, shared: _Parser) -> None:
    commands.add_parser("doctor", parents=[shared], help="check the data folder")


def _add_day(parser: _Parser) -> None:
    parser.add_argument("--on", type=_day, metavar="DATE", help="the date of service, YYYY-MM-DD (today)")
    parser.add_argument(
        "--release", metavar="RELEASE", help="answer from this loaded release alone, YYYY-MM[+REVISION]"
    )


def _day(text: str) -> str:
    try:
        return iso_day(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _quarter(text: str) -> str:
    try:
        return read_quarter(text).name
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > _DIGITS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of hits, such as 50")
    return int(text)


def _letter(text: str) -> str:
    if len(text) != 1 or not text.isascii() or not text.isalpha():
        raise argparse.ArgumentTypeError(f"{text!r} is not one letter, such as E")
    return text.upper()


def _section(text: str) -> str:
    """Return a letter, or a stretch of codes such as E0950-E1298, in capitals."""
    first, between, last = text.upper().partition("-")
    if not between:
        return _letter(text)
    if not (_CODE.fullmatch(first) and _CODE.fullmatch(last) and first <= last):
        raise argparse.ArgumentTypeError(f"{text!r} is no letter and no stretch such as E0950-E1298")
    return f"{first}-{last}"


def _part(text: str) -> str:
    """Return the letter of a section in capitals, or the word for modifiers."""
    return MODIFIERS if text.casefold() == MODIFIERS else _letter(text)


def _pricing(text: str) -> str:
    if not re.fullmatch(r"[0-9A-Za-z]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a pricing indicator, such as 32")
    return text.upper()


def _format(text: str) -> str:
    if text in FORMATS_NOT_YET:
        raise argparse.ArgumentTypeError(f"{text}: not yet in this version; csv, json and xlsx are")
    if text not in ("csv", "json", "xlsx"):
        raise argparse.ArgumentTypeError(f"{text!r} is no format; choose csv, json or xlsx")
    return text

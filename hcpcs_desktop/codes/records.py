"""The records of an official release, and the problems met while reading one."""

from typing import Literal, NamedTuple


class CodeRecord(NamedTuple):
    """One code or modifier as CMS's file lists it; names and order of the fields as `export` gives them.

    Codes are text. Texts have their white space folded. A blank field is an empty text, a blank list
    an empty tuple. Dates are ISO texts or None; `ended` is the last valid day.
    """

    code: str
    kind: Literal["code", "modifier"]
    short_description: str
    long_description: str
    pricing: tuple[str, ...] = ()
    multiple_pricing: str = ""
    cim: tuple[str, ...] = ()
    mcm: tuple[str, ...] = ()
    statute: str = ""
    lab_certification: tuple[str, ...] = ()
    cross_reference: tuple[str, ...] = ()
    coverage: str = ""
    asc_group: str = ""
    asc_date: str | None = None
    mog_group: str = ""
    mog_policy: str = ""
    mog_date: str | None = None
    processing_note: str = ""
    betos: str = ""
    type_of_service: tuple[str, ...] = ()
    anesthesia_units: str = ""
    added: str | None = None
    action_effective: str | None = None
    ended: str | None = None
    action: str = ""


class Problem(NamedTuple):
    """Something in a file that was not taken, with what the user can do about it.

    `line` is the 1-based line or row, or None where the whole file is meant.
    """

    file: str
    line: int | None
    text: str
    remedy: str


class PlainName(NamedTuple):
    """The words of this program for one code; a row of ``resources/builtin``.

    `words` are what people say for it, separated by semicolons.
    """

    code: str
    name: str
    words: str
    hint: str
    added: str | None
    ended: str | None
    coverage: str

    def speaks_of(self, added: str | None) -> bool:
        """Tell whether it names the code that was added on this day: CMS gives a number out again.

        A day that is not known speaks against nothing.
        """
        return added is None or self.added is None or added == self.added

    def said(self) -> tuple[str, ...]:
        """Return what people say for it, most telling first."""
        return tuple(word for word in self.words.split("; ") if word)

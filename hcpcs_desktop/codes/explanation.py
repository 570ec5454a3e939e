"""The answer to "what is this code?": frozen values with the keys of the command line's JSON."""

from typing import Literal, NamedTuple

from hcpcs_desktop.codes.absence import Absence

REBUILT = "This release was rebuilt from published data in CMS's layout; it is not CMS's own file."

Kind = Literal["code", "modifier", "not_a_code"]
Status = Literal["active", "ended", "not_yet", "absent", "unknown"]


class Part(NamedTuple):
    """One stretch of characters of a code and what that position means."""

    text: str
    meaning: str


class ModifierNote(NamedTuple):
    """One modifier: whose it is, what it says and whether anything lists it."""

    modifier: str
    level: str | None
    maintainer: str | None
    description: str | None
    known: bool
    kind: str = ""
    note: str = ""


class Field(NamedTuple):
    """One field of CMS's record: its name, the raw value, the meaning, what the field is.

    `meaning` is None where this program's table does not hold the value.
    """

    name: str
    value: str
    meaning: str | None
    key: str = ""
    explanation: str = ""


class Lookalike(NamedTuple):
    """Another code set or code that the same characters may be taken for; `code` where it is one code."""

    set: str
    why: str
    code: str = ""


class Mistake(NamedTuple):
    """What people often say of such a code, and what is right."""

    said: str
    right: str


class Replacement(NamedTuple):
    """What CMS's file names in the place of a code: its title, and what it is on the same day, in words.

    Where CMS wrote something that is no code, there is no title and no status.
    """

    code: str
    title: str = ""
    status: Status | None = None
    told: str = ""


class Source(NamedTuple):
    """A release that an answer rests on."""

    release: str
    file: str
    loaded: str


class Explanation(NamedTuple):
    """What one text is; the keys and words are those of ``hcpcs explain --json``.

    Dates are ISO texts. `status` speaks for the day `on`; `covered` is False where that day lies
    outside what the loaded releases have seen, and `checked_through` is the last day they speak for.
    `plain_name`, `plain_words` (what people say for it) and `hint` are this program's own. `why` tells in
    sentences why it is of this level and whose, `rule` what decided; `keeper` is who within the maintainer
    decides, `cadence` how often, `terms` what one may do with the wording.
    `licensed` tells that the descriptions are a licensee's, shown with `licence_notice`, the notice of that
    file, and never copied out of the program; no other text has a medium description.
    `replacements` is what the cross reference of the record that ends the code names, as CMS wrote it, and
    `replaced_by` the same with titles. `later` says what a later release knows of the end of a code that the
    deciding one lists without an end. `absence` says why a code is absent; `outside` tells that the day
    lies before the first loaded release or after what was seen.
    """

    input: str
    read_as: str
    on: str
    kind: Kind
    code: str | None = None
    modifiers: tuple[ModifierNote, ...] = ()
    level: str | None = None
    code_set: str | None = None
    category: str | None = None
    section: str | None = None
    subsection: str | None = None
    maintainer: str | None = None
    structure: tuple[Part, ...] = ()
    well_formed: bool = False
    in_section: bool = False
    status: Status = "unknown"
    covered: bool = False
    checked_through: str | None = None
    status_reason: str = ""
    added: str | None = None
    ended: str | None = None
    short_description: str | None = None
    long_description: str | None = None
    plain_name: str | None = None
    plain_words: tuple[str, ...] = ()
    hint: str | None = None
    description_source: str | None = None
    licence: str | None = None
    licensed: bool = False
    medium_description: str | None = None
    licence_notice: str | None = None
    fields: tuple[Field, ...] = ()
    notes: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    lookalikes: tuple[Lookalike, ...] = ()
    suggestions: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    not_payable_by_medicare: bool = False
    catch_all: bool = False
    rule: str = ""
    keeper: str = ""
    cadence: str = ""
    terms: str = ""
    section_note: str = ""
    mistakes: tuple[Mistake, ...] = ()
    replacements: tuple[str, ...] = ()
    replaced_by: tuple[Replacement, ...] = ()
    later: str = ""
    absence: Absence = ""
    outside: bool = False

    @property
    def listed_as(self) -> str:
        """The code, or the modifier that stands alone, as CMS's file lists it; '' for neither."""
        if self.kind == "modifier":
            return self.modifiers[0].modifier
        return self.code or ""

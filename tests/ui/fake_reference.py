"""A reference made of thirty invented or public-shape records, for tests of the window."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from hcpcs_desktop.codes import explain as shapes
from hcpcs_desktop.codes.branches import Branch, counted
from hcpcs_desktop.codes.choosing import which_one
from hcpcs_desktop.codes.day_standing import DayStanding, day_standing
from hcpcs_desktop.codes.differences import runs_against
from hcpcs_desktop.codes.explanation import Explanation, Source
from hcpcs_desktop.codes.fields import NOT_PAYABLE, decode
from hcpcs_desktop.codes.records import Change, CodeRecord, Correction, Problem, TransactionReport
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.status import dated
from hcpcs_desktop.reference.answers import (
    CatchAll,
    CompanionFile,
    CorrectionOf,
    Downloaded,
    Exported,
    Health,
    Imported,
    LicensedFiles,
    LoadReport,
    Neighbour,
    Neighbours,
    Overview,
    OwnWordsReport,
    Preview,
    Progress,
    Proposal,
    Refused,
    ReleaseInfo,
    Skipped,
)
from hcpcs_desktop.reference.errors import UnknownRelease
from hcpcs_desktop.search.answer import Answer, Hit
from hcpcs_desktop.search.filters import NONE, Filters
from hcpcs_desktop.search.own_words import OwnWord, WordConflict, own_word
from tests.ui.fake_getting import FakeGetting
from tests.ui.fake_licensed import FakeLicensed
from tests.ui.fake_time import FakeTime
from tests.ui.fake_words import FakeWords

LABEL = "CMS January 2026"
CHECKED_THROUGH = "2026-03-31"
LONG_TEXT = (
    "Invented monthly care service; "
    + "with every element that such a text can list, one after the other, " * 70
)[:4500] + "."
HTML_TEXT = "Dressing <b>bold</b> & <script>alert(1)</script> under 16 sq. in."

_ROWS = """\
E0143|Folding walker with wheels|Walker folding wheeled w/o s|Walker, folding, wheeled, adjustable|D|
E0141|Rigid walker with wheels|Rigid wheeled walker adj/fix|Walker, rigid, wheeled, adjustable|D|
E0147|Heavy-duty walker, braking, variable wheel resistance|Walker variable wheel resist|Walker, heavy duty|D|
E0149|Heavy-duty wheeled walker, rigid or folding|Heavy duty wheeled walker|Walker, wheeled, any type|D|
E0148|Heavy-duty walker without wheels|Heavyduty walker no wheels|Walker, without wheels|D|
E0156|Seat attachment for a walker|Walker seat attachment|Seat attachment, walker|D|
E0155|Wheel attachment, rigid pickup walker, per pair|Walker wheel attachment,pair|Wheel attachment, pair|D|
E0144|Enclosed four-sided walker with seat|Enclosed walker w rear seat|Walker, enclosed, four sided framed|D|
E0100|Cane|Cane adjust/fixed with tip|Cane, includes canes of all materials|D|
E0601|CPAP machine|Cont airway pressure device|Continuous positive airway pressure device|D|
E1399||Durable medical equipment mi|Durable medical equipment, miscellaneous|C|
E2300||Pwr seat elevation sys|Power seat elevation system, any type|D|2024-03-31
K0001|Standard wheelchair|Standard wheelchair|Standard wheelchair|D|
K0003|Lightweight wheelchair|Lightweight wheelchair|Lightweight wheelchair|D|
K0903||Mult den insert dir carv/cam|Invented text for diabetics only|C|2018-12-31
A0425|Ambulance mileage, ground|Ground mileage|Ground mileage, per statute mile|D|
A4253|Glucose test strips, per 50|Blood glucose/reagent strips|Blood glucose test or reagent strips|D|
A9270|Non-covered item or service|Non-covered item or service|Non-covered item or service|M|
G0008|Giving a flu shot|Admin influenza virus vac|Administration of influenza virus vaccine|C|
G6001||Echo guidance radiotherapy|Invented text on guidance for a treatment field|C|2025-12-31
H0015||Alcohol and/or drug services|Alcohol and/or drug services, intensive|I|
J1100|Dexamethasone injection, 1 mg|Dexamethasone sodium phos|Injection, dexamethasone, 1 mg|C|
J0171||Adrenalin epinephrine inject|Injection, adrenalin, epinephrine, 0.1 mg|C|2025-06-30
J9035|Bevacizumab injection, 10 mg|Bevacizumab injection|Injection, bevacizumab, 10 mg|D|
Q3014|Telehealth site fee|Telehealth facility fee|Telehealth originating site facility fee|D|
S9999||Sales tax|Sales tax|I|
T1019|Personal care, per 15 minutes|Personal care ser per 15 min|Personal care services|I|
V2020|Glasses frame|Vision svcs frames purchases|Frames, purchases|D|
V5008|Hearing screening|Hearing screening|Hearing screening|M|
U0001||X|X|C|
"""
CORRECTED = CorrectionOf(
    "2026-01",
    LABEL,
    Correction(
        "E0143",
        "Invented: change Cov to C",
        "2026-02-01",
        (("coverage", "C"), ("LC SCOPE", "9")),
        "Invented remark",
        "V2_HCPC2026_Corrections.xlsx",
        5,
    ),
)
MODIFIERS = {"LT": "Left side", "RT": "Right side", "JW": "Drug amount discarded, not given to any patient"}


def _record(line: str) -> tuple[str, CodeRecord]:
    code, plain, short, long, coverage, ended = line.split("|")
    record = CodeRecord(
        code=code,
        kind="code",
        short_description=short,
        long_description=long,
        coverage=coverage,
        pricing=("32",) if code[0] in "EK" else ("57", "51"),
        multiple_pricing="A",
        type_of_service=("A", "P", "R") if code[0] == "E" else ("9",),
        betos="D1E" if code[0] == "E" else "Z9Z",
        cross_reference=("E2298",) if code == "E2300" else (),
        added="1986-01-01",
        action_effective="1999-01-01",
        ended=ended or None,
        action="D" if ended else "N",
    )
    return plain, record


class FakeReference(FakeTime):
    """Answers like the real one for a few codes; `log` holds what was asked to be kept."""

    def __init__(self, *, loaded: bool = True) -> None:
        super().__init__()
        self.names: dict[str, str] = {}
        self.records: dict[str, CodeRecord] = {}
        for line in _ROWS.splitlines():
            plain, record = _record(line)
            self.names[record.code], self.records[record.code] = plain, record
        self.records["G0556"] = self.records["G0008"]._replace(code="G0556", long_description=LONG_TEXT)
        self.names["G0556"] = "Monthly care service"
        self.records["A6250"] = self.records["A4253"]._replace(code="A6250", long_description=HTML_TEXT)
        self.names["A6250"] = "Dressing <i>with</i> markup"
        self.infos: list[ReleaseInfo] = [_release()] if loaded else []
        self.settings: dict[str, str] = {}
        self.chosen: str | None = None
        self.opened: list[str] = []
        self.marked: set[str] = set()
        self.fault: Exception | None = None
        self.load_steps = 3
        self.load_gate: Callable[[int], None] = lambda step: None
        self.searches: list[str] = []
        self.closed = False
        self.notes = {"0001": "Invented note on a walker", "0002": "Invented note on a cane"}
        self.corrected = [CORRECTED]
        self.cpt = FakeLicensed()
        self.words = FakeWords(self._fail)
        self.getting = FakeGetting(self._fail)

    @property
    def loaded(self) -> bool:
        return bool(self.infos)

    def search(
        self,
        text: str,
        *,
        on: date | str | None = None,
        limit: int = 50,
        filters: Filters = NONE,
        without: Sequence[str] = (),
    ) -> Answer:
        self._fail()
        self.searches.append(text)
        day = _iso(on)
        found = shapes.explain(text, day)
        code = found[0].code
        if code is not None and code not in self.records:
            return Answer(text, found[0].read_as, day, 1, 0.1, card=self.explain_each(text, on=day)[0])
        if code is not None and len(found) == 1:
            hits = [self._hit(code, day, "exact code", "")]
            return Answer(text, found[0].read_as, day, 1, 0.1, tuple(hits))
        if len(found) == 1 and found[0].kind == "modifier" and text.strip().upper() in MODIFIERS:
            name = text.strip().upper()
            hit = Hit(name, "modifier", MODIFIERS[name], "active", None, "exact", "modifier")
            return Answer(text, name, day, 1, 0.1, (hit,))
        return self._search_words(text, day, limit)

    def _search_words(self, text: str, day: str, limit: int) -> Answer:
        words = text.lower().split()
        hits = [
            self._hit(code, day, "words", ", ".join(words), words)
            for code, record in self.records.items()
            if all(
                code.lower().startswith(word)
                or word in f"{self.names[code]} {record.short_description}".lower()
                for word in words
            )
        ]
        hits.sort(key=lambda hit: hit.status == "ended")
        advice = () if hits else ("Check the spelling, or try fewer words.",)
        suggestions = () if hits else ("E0143", "K0001")
        return Answer(text, text.strip(), day, len(hits), 0.2, tuple(hits[:limit]), None, advice, suggestions)

    def _hit(self, code: str, day: str, tier: str, words: str, marks: Sequence[str] = ()) -> Hit:
        record = self.records[code]
        title = self.names[code] or record.short_description
        places = [(title.lower().find(word), len(word)) for word in marks]
        spans = tuple((start, start + length) for start, length in sorted(places) if start >= 0)
        status = dated(record.added, record.ended, day)[0] if self.loaded else "unknown"
        section = shapes.explain(code, day)[0].section
        why = f"words: {words}" if words else tier
        return Hit(code, "code", title, status, section, tier, why, spans, record.ended, record.coverage)

    def explain(self, text: str, *, on: date | str | None = None) -> Explanation | tuple[Explanation, ...]:
        found = self.explain_each(text, on=on)
        return found if len(found) > 1 else found[0]

    def explain_each(
        self, text: str, *, on: date | str | None = None, licensed: bool = False
    ) -> tuple[Explanation, ...]:
        self._fail()
        found = map(self._fill, shapes.explain(text, _iso(on)))
        return tuple(map(self.cpt.with_wording, found)) if licensed else tuple(found)

    def _fill(self, shape: Explanation) -> Explanation:
        modifiers = tuple(
            note._replace(description=MODIFIERS.get(note.modifier, note.description), known=True)
            for note in shape.modifiers
        )
        shape = shape._replace(modifiers=modifiers)
        record = self.records.get(shape.code or "")
        if record is None:
            return shape
        if not self.loaded:
            return shape._replace(
                plain_name=self.names[record.code] or None,
                description_source="plain-language name of this program",
            )
        status, reason = dated(record.added, record.ended, shape.on)
        covered = shape.on <= CHECKED_THROUGH
        return shape._replace(
            status=status,
            covered=covered,
            checked_through=CHECKED_THROUGH,
            status_reason=f"{reason} in {LABEL}.",
            added=record.added,
            ended=record.ended,
            short_description=record.short_description,
            long_description=record.long_description,
            plain_name=self.names[record.code] or None,
            description_source=LABEL,
            fields=decode(record),
            hint="Four legs, two of them on wheels." if record.code == "E0143" else None,
            sources=(Source("2026-01", "HCPC2026_JAN_ANWEB.txt", "2026-02-11"),),
            not_payable_by_medicare=record.coverage in NOT_PAYABLE,
        )

    def sections(self, on: date | str | None = None) -> tuple[Branch, ...]:
        self._fail()
        day = _iso(on)
        valid = [
            code for code, one in self.records.items() if dated(one.added, one.ended, day)[0] == "active"
        ]
        return counted(self.records, valid)

    def listed(self, first: str, last: str, *, on: date | str | None = None) -> tuple[Hit, ...]:
        self._fail()
        codes = sorted(code for code in self.records if first <= code <= last)
        return tuple(self._hit(code, _iso(on), "added 1986-01-01", "") for code in codes)

    def neighbours(self, explanation: Explanation) -> Neighbours:
        self._fail()
        code = explanation.code or ""
        if code not in self.records or explanation.code_set != "HCPCS Level II":
            return Neighbours(code)
        text = self.records[code].long_description
        alike = tuple(
            Neighbour(
                one,
                self.names[one],
                record.long_description,
                "active",
                runs_against(record.long_description, (text,)),
            )
            for one, record in self.records.items()
            if one != code and one[:3] == code[:3]
        )
        texts = {code: text, **{one.code: one.text for one in alike}}
        return Neighbours(code, (), alike, which_one(texts))

    def corrections(self, code: str | None = None) -> tuple[CorrectionOf, ...]:
        self._fail()
        return tuple(one for one in self.corrected if code in (None, one.correction.code))

    def transaction_report(self, release: str) -> TransactionReport | None:
        return TransactionReport("HCPC2026_JAN_Trans.xlsx", {"E0143": Change("N", "No Change")})

    def release_notes(self, release: str) -> dict[str, str]:
        self._fail()
        return dict(self.notes)

    def noc_codes(self, release: str) -> tuple[CatchAll, ...]:
        self._fail()
        return (CatchAll("E1399", "Durable medical equipment, miscellaneous"),) if self.notes else ()

    def companions(self, release: str) -> tuple[CompanionFile, ...]:
        self._fail()
        return (CompanionFile("processing-notes", "proc_notes.txt", len(self.notes)),) if self.notes else ()

    def releases(self) -> tuple[ReleaseInfo, ...]:
        return tuple(self.infos)

    def standing(self, on: date | str | None = None) -> DayStanding:
        self._fail()
        releases = [Release(2026, 1)] if self.loaded else []
        return day_standing(releases, _iso(on), pinned=self.chosen is not None)

    def pin(self, release: str | None) -> None:
        self._fail()
        if release is not None and release not in [info.exact_name for info in self.infos]:
            raise UnknownRelease(f"No loaded release is called {release}.")
        self.chosen = release

    def pinned(self) -> ReleaseInfo | None:
        return next((info for info in self.infos if info.exact_name == self.chosen), None)

    def overview(self) -> Overview:
        if not self.loaded:
            return Overview("Built-in plain-language set", 0, 0, 1234, None)
        return Overview(self.infos[-1].label, len(self.infos), 8259, 1234, CHECKED_THROUGH)

    def load(
        self,
        path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        progress: Callable[[Progress], None] | None = None,
    ) -> LoadReport:
        paths = [path] if isinstance(path, str | os.PathLike) else list(path)
        for step in range(self.load_steps):
            self.load_gate(step)
            if progress is not None:
                progress(Progress(str(paths[0]), "reading rows", step, self.load_steps))
        self._fail()
        self.infos = [_release()]
        problem = Problem(
            "HCPC2026.txt", 17, "The line is shorter than the layout says", "Load the file again"
        )
        taken = Imported(str(paths[0]), "hcpcs-release", "2026-01", 8259, 390, (problem,), label=LABEL)
        refused = Refused("/somewhere/other.txt", "No valid record in it", 1)
        return LoadReport((taken,), (refused,), (Skipped("README.txt", "a text about the files"),))

    def preview(
        self,
        path: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
        progress: Callable[[Progress], None] | None = None,
    ) -> Preview:
        return self.getting.preview(progress)

    def newest_to_ask(self, today: date | None = None) -> Proposal:
        return self.getting.proposal()

    def download(self, quarter: str, progress: Callable[[Progress], None] | None = None) -> Downloaded:
        return self.getting.download(quarter, progress)

    def discard_download(self, path: str | os.PathLike[str]) -> None:
        self.getting.discard(str(path))

    def remove(self, release: str) -> ReleaseInfo:
        self._fail()
        found = next(info for info in self.infos if info.exact_name == release)
        self.infos.remove(found)
        return found

    def licensed(self) -> LicensedFiles | None:
        self._fail()
        return self.cpt.loaded()

    def remove_licensed(self) -> int:
        self._fail()
        return self.cpt.remove()

    def export(self, release: str | None = None, *, on: date | str | None = None) -> Exported:
        raise NotImplementedError

    def doctor(self) -> Health:
        raise NotImplementedError

    def recent(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(reversed(self.opened)))

    def note_opened(self, code: str) -> None:
        self.opened.append(code)

    def favourites(self) -> tuple[str, ...]:
        return tuple(sorted(self.marked))

    def set_favourite(self, code: str, wanted: bool) -> None:
        self._fail()
        (self.marked.add if wanted else self.marked.discard)(code)

    def setting(self, key: str, default: str = "") -> str:
        return self.settings.get(key, default)

    def set_setting(self, key: str, value: str) -> None:
        self.settings[key] = value

    def own_words(self) -> tuple[OwnWord, ...]:
        return self.words.all()

    def set_own_word(self, term: str, means: str) -> OwnWord:
        return self.words.keep(own_word(term, means))

    def remove_own_word(self, term: str) -> OwnWord:
        return self.words.remove(term)

    def own_word_conflicts(self, words: Iterable[OwnWord]) -> tuple[WordConflict, ...]:
        return self.words.conflicts(words)

    def load_own_words(self, path: str | os.PathLike[str], *, replace: bool = False) -> OwnWordsReport:
        return self.words.load(replace=replace)

    def save_own_words(self, path: str | os.PathLike[str]) -> int:
        return len(self.words.all())

    def interrupt(self) -> None:
        return

    def close(self) -> None:
        self.closed = True

    def _fail(self) -> None:
        if self.fault is not None:
            raise self.fault


def opener(reference: FakeReference) -> Callable[[Path], FakeReference]:
    """Return what the window calls to open its reference."""
    return lambda data_dir: reference


def _iso(on: date | str | None) -> str:
    return (on or date.today()).isoformat() if not isinstance(on, str) else on


def _release() -> ReleaseInfo:
    return ReleaseInfo(
        "2026-01",
        None,
        "/data/HCPC2026_JAN_ANWEB.zip",
        "2026-02-11",
        8259,
        390,
        True,
        LABEL,
        False,
        "2026-01",
        CHECKED_THROUGH,
    )

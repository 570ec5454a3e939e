"""Completes the explanation of a code's shape with what the loaded releases and the built-in set say."""

from __future__ import annotations

from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.codes.explain import explain
from hcpcs_desktop.codes.explanation import REBUILT, Explanation, Field, ModifierNote, Source
from hcpcs_desktop.codes.fields import NOT_PAYABLE, decode
from hcpcs_desktop.codes.modifiers import PAIR
from hcpcs_desktop.codes.records import CodeRecord, PlainName
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.codes.replacement import named_instead
from hcpcs_desktop.codes.status import Verdict, dated, decide, taken_out
from hcpcs_desktop.reference.replacing import replaced
from hcpcs_desktop.releases.builtin import NAME as BUILTIN

_OWN_WORDS = "plain-language name of this program"
_COMPOSED = "Composed of two places; CMS's file does not list such pairs one by one."
_NONE_NAMED = "No replacement named by CMS."
_NO_GRACE = "There is no grace period: it cannot be used for a service after its last valid day."
_PINNED = "Pinned to {label}: no other release has a say."
_CATCH_ALL = "A catch-all code: the claim needs a description, and payers often hold it back."


class Explainer:
    """Explains texts with the data that `reader` gives."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def explain_each(self, text: str, on: str) -> tuple[Explanation, ...]:
        """Return what `text` is on the ISO day `on`, with all that the loaded data say."""
        return tuple(self._completed(one) for one in explain(text, on))

    def _completed(self, shape: Explanation) -> Explanation:
        if shape.kind == "not_a_code":
            return shape
        modifiers = tuple(self._with_official_text(note, shape) for note in shape.modifiers)
        shape = shape._replace(modifiers=modifiers)
        if shape.kind == "modifier":
            return self._modifier(shape)
        return self._code(shape) if shape.code_set == "HCPCS Level II" else shape

    def _with_official_text(self, note: ModifierNote, shape: Explanation) -> ModifierNote:
        """Return the note with CMS's text in place of this program's, where a release lists the modifier."""
        if note.kind == PAIR:
            return note
        verdict = self._verdict(note.modifier, "modifier", shape.on)
        if verdict.record is None:
            return note
        return note._replace(description=verdict.record.long_description, known=True)

    def _verdict(self, code: str, kind: str, on: str) -> Verdict:
        pinned = self._reader.pinned is not None
        verdict = decide(self._reader.answering(kind), self._reader.listed(code, kind), on, pinned=pinned)
        if verdict.absence != "unlisted":
            return verdict
        replaced_files = self._reader.listed_anywhere(code, kind)
        return taken_out(verdict, replaced_files, on) if replaced_files else verdict

    def _modifier(self, shape: Explanation) -> Explanation:
        note = shape.modifiers[0]
        verdict = self._verdict(note.modifier, "modifier", shape.on)
        if verdict.record is not None:
            return self._listed(shape, verdict)._replace(licence=None)
        if note.kind == PAIR:
            own = note.description
            return shape._replace(status_reason=_COMPOSED, plain_name=own, description_source=_OWN_WORDS)
        own = note.description
        if note.level == "II" and verdict.release is not None:
            source = _OWN_WORDS if own else None
            return _with_verdict(shape, verdict)._replace(plain_name=own, description_source=source)
        return shape._replace(plain_name=own, description_source=_OWN_WORDS if own else None)

    def _code(self, shape: Explanation) -> Explanation:
        code = shape.code or ""
        plain = self._reader.plain(code)
        if not self._reader.answering():
            return shape if plain is None else _from_builtin(shape, plain)
        verdict = self._verdict(code, "code", shape.on)
        full = _with_verdict(shape, verdict) if verdict.record is None else self._listed(shape, verdict)
        if plain is None or not plain.speaks_of(full.added):
            return full
        source = full.description_source or _OWN_WORDS
        notes = (*full.notes, _own_dates(plain)) if verdict.record is None else full.notes
        sources = (*full.sources, _own_table(plain))
        return _with_own_words(full, plain)._replace(description_source=source, notes=notes, sources=sources)

    def _listed(self, shape: Explanation, verdict: Verdict) -> Explanation:
        release, record = verdict.release, verdict.record
        assert release is not None
        assert record is not None
        catch_all = self._reader.is_noc(release, record.code)
        unpaid = record.coverage in NOT_PAYABLE
        return replaced(self._reader, _with_verdict(shape, verdict), verdict)._replace(
            added=record.added,
            ended=record.ended,
            short_description=record.short_description,
            long_description=record.long_description,
            description_source=release.label,
            fields=tuple(self._field(field, release) for field in decode(record)),
            notes=(*shape.notes, *_record_notes(record, verdict, catch_all=catch_all)),
            not_payable_by_medicare=unpaid,
            catch_all=catch_all,
        )

    def _field(self, field: Field, release: Release) -> Field:
        """Return a field with the text of its processing note, or the name of the code it refers to."""
        if field.key == "processing_note":
            return field._replace(meaning=self._reader.note(release, field.value) or field.meaning)
        if field.key == "cross_reference":
            return field._replace(meaning=self._title(field.value, release) or field.meaning)
        return field

    def _title(self, code: str, release: Release) -> str | None:
        plain = self._reader.plain(code)
        if plain is not None:
            return plain.name
        record = self._reader.listed(code, "code").get(release)
        return record.long_description if record else None


def said_to_be_pinned(found: tuple[Explanation, ...], release: Release | None) -> tuple[Explanation, ...]:
    """Return explanations that say which release is pinned, if one is, wherever a release has a say."""
    if release is None:
        return found
    note = _PINNED.format(label=release.label)
    return tuple(one._replace(notes=(note, *one.notes)) if one.sources else one for one in found)


def _with_verdict(shape: Explanation, verdict: Verdict) -> Explanation:
    release = verdict.release
    return shape._replace(
        status=verdict.status,
        covered=verdict.covered,
        checked_through=verdict.checked_through,
        status_reason=verdict.reason,
        absence=verdict.absence,
        sources=(Source(release.exact_name, release.file, release.loaded),) if release else (),
    )


def _record_notes(record: CodeRecord, verdict: Verdict, *, catch_all: bool) -> list[str]:
    notes = [_NONE_NAMED] if record.ended and not named_instead(record) else []
    if verdict.status == "ended":
        notes.append(_NO_GRACE)
    if verdict.status == "active" and record.coverage in NOT_PAYABLE:
        notes.append(f"Valid is not payable: Medicare does not pay it (coverage {record.coverage}).")
    if catch_all:
        notes.append(_CATCH_ALL)
    if verdict.release is not None and verdict.release.rebuilt:
        notes.append(REBUILT)
    return notes


def _from_builtin(shape: Explanation, plain: PlainName) -> Explanation:
    """Return the answer of the built-in set alone, from its own dates."""
    status, reason = dated(plain.added, plain.ended, shape.on)
    coverage = CodeRecord(plain.code, "code", "", "", coverage=plain.coverage)
    return _with_own_words(shape, plain)._replace(
        status=status,
        covered=False,
        status_reason=f"{reason} in the built-in set; no CMS release is loaded that could confirm it.",
        added=plain.added,
        ended=plain.ended,
        description_source=_OWN_WORDS,
        fields=decode(coverage),
        not_payable_by_medicare=plain.coverage in NOT_PAYABLE,
        notes=(*shape.notes, _NO_GRACE) if status == "ended" else shape.notes,
        sources=(_own_table(plain),),
    )


def _own_table(plain: PlainName) -> Source:
    return Source(BUILTIN, f"resources/builtin/{plain.code[0].lower()}.tsv", "")


def _own_dates(plain: PlainName) -> str:
    """Return what the built-in set knows of a code that no loaded release lists."""
    until = f", ended {plain.ended}" if plain.ended else ""
    return f"This program's own set, made from CMS's January 2026 file, has it: added {plain.added}{until}."


def _with_own_words(shape: Explanation, plain: PlainName) -> Explanation:
    return shape._replace(plain_name=plain.name, plain_words=plain.said(), hint=plain.hint or None)

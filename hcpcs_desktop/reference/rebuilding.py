"""Builds the first cache, refreshes the built-in set in it, and rebuilds it from the originals."""

from __future__ import annotations

from pathlib import Path

from hcpcs_desktop.cache.build import Build, FactRows, building, fact_rows
from hcpcs_desktop.cache.errors import DamagedFile, EnvironmentFault
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.originals import Originals
from hcpcs_desktop.cache.schema import FINGERPRINT, STAMP
from hcpcs_desktop.reference.loading import deliver
from hcpcs_desktop.reference.state import state_of
from hcpcs_desktop.releases.builtin import fingerprint, read_builtin, stamp
from hcpcs_desktop.releases.companions import kind_of
from hcpcs_desktop.releases.content import Original, read_content
from hcpcs_desktop.releases.errors import RefusedFile
from hcpcs_desktop.search.facts import read_facts

_PATIENCE = 15.0
_NEW_KINDS = {"corrections", "transaction-report"}
_PASSED_OVER = (
    "The version before did not read CMS's corrections and transaction reports. To have them, load "
    "CMS's zips of your releases once more."
)


def shipped_facts() -> FactRows:
    """Return the facts of search that this program ships, as the cache keeps them."""
    return fact_rows(read_facts())


def built_from() -> dict[str, str]:
    """Return the marks by which a state tells which built-in tables are in it."""
    return {FINGERPRINT: fingerprint(), STAMP: stamp()}


def refresh_words(folder: Folder) -> tuple[str, ...]:
    """Put this program's built-in set into the cache; a folder that cannot be written keeps the older."""
    try:
        with building(folder, patience=_PATIENCE) as build:
            if state_of(folder) != "ready":
                build.set_builtin(read_builtin(), shipped_facts(), built_from())
    except EnvironmentFault as error:
        return (f"The plain-language set of an earlier version is in use: {error}",)
    return ()


def rebuild(folder: Folder, damaged: Path | None) -> tuple[str, ...]:
    """Build the cache anew from the kept originals and the built-in set; return what could not be rebuilt.

    `damaged` is the state that was found wanting, None where there was none; where another program has made
    a sound one in the meantime that is used.

    Raises:
        EnvironmentFault: the folder cannot be written, or another program is loading.

    """
    told: list[str] = []
    with building(folder, afresh=True, patience=_PATIENCE) as build:
        if folder.current() != damaged and _other_program_was_first(folder):
            return ()
        build.set_builtin(read_builtin(), shipped_facts(), built_from())
        originals = Originals(folder)
        try:
            kept = originals.releases()
        except DamagedFile as error:
            kept = {}
            told.append(f"{error} The releases it held have to be loaded again from CMS's files.")
        for name, loaded in kept.items():
            told += _add_kept(build, originals, name, loaded)
    return tuple(told)


def _add_kept(build: Build, originals: Originals, name: str, loaded: str) -> tuple[str, ...]:
    """Add the release kept as `name`; return what to tell where it cannot be read any more."""
    try:
        content = read_content(tuple(Original(*one) for one in originals.files(name)))
    except (RefusedFile, DamagedFile) as error:
        return (f"{name} could not be rebuilt and has to be loaded again: {error}",)
    build.add(deliver(content._replace(release=content.release._replace(loaded=loaded))))
    return ()


def catch_up(folder: Folder) -> tuple[str, ...]:
    """Add what an older version of the program loaded since this one last changed the folder.

    Both keep their originals in one file, each its own state. What cannot be done now is done at the next
    start.
    """
    told: list[str] = []
    try:
        originals = Originals(folder)
        kept = originals.releases()
        with building(folder, patience=_PATIENCE) as build:
            known = {one.exact_name for one in build.releases()}
            for name in kept.keys() - known:
                told += _add_kept(build, originals, name, kept[name])
        with folder.locked():
            folder.clean()
    except DamagedFile as error:
        told.append(f"{error} What another version of the program loaded has to be loaded again.")
    except EnvironmentFault as error:
        told.append(f"What another version of the program loaded is not taken over yet: {error}")
    return tuple(told)


def passed_over(folder: Folder) -> tuple[str, ...]:
    """Return what to tell of the files beside releases that the version before did not keep."""
    originals = Originals(folder)
    try:
        kept = [{kind_of(one.role) for one in originals.files(name)} for name in originals.releases()]
    except DamagedFile:
        return ()
    return () if all(kinds & _NEW_KINDS for kinds in kept) else (_PASSED_OVER,)


def _other_program_was_first(folder: Folder) -> bool:
    try:
        return state_of(folder) == "ready"
    except (DamagedFile, EnvironmentFault):
        return False

"""Checks the data folder and cleans what a killed load left behind."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from hcpcs_desktop import __version__, assets
from hcpcs_desktop.cache.errors import DamagedFile, EnvironmentFault
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.licensed import LicensedStore
from hcpcs_desktop.cache.notebook import Notebook
from hcpcs_desktop.cache.originals import Originals
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.cache.schema import FINGERPRINT
from hcpcs_desktop.reference.answers import Check, Health, ReleaseInfo
from hcpcs_desktop.releases import partials
from hcpcs_desktop.releases.builtin import fingerprint


def examine(
    folder: Folder,
    reader: Reader,
    notebook: Notebook,
    releases: tuple[ReleaseInfo, ...],
    warnings: tuple[str, ...],
) -> Health:
    """Return the outcome of every check; leftovers are removed, which is well."""
    checks = tuple(_checks(folder, reader, notebook, warnings))
    return Health(all(check.ok for check in checks), __version__, str(folder.path), releases, checks)


def _checks(folder: Folder, reader: Reader, notebook: Notebook, warnings: tuple[str, ...]) -> Iterator[Check]:
    yield Check("program files", assets.root().is_dir(), f"Found in {assets.root()}.")
    yield _writable(folder)
    wrong = reader.check()
    yield Check("cache", not wrong, wrong or f"{reader.path.name} is sound.")
    current = not wrong and reader.mark(FINGERPRINT) == fingerprint()
    yield Check(
        "built-in set", current, "Of this version." if current else "Of another version of the program."
    )
    yield _originals(folder, reader)
    fault = notebook.check()
    yield Check("notebook", not fault, fault or "The user's own file is sound.")
    yield _licensed(LicensedStore(folder.licensed))
    yield _downloads(folder)
    yield _leftovers(folder, None if wrong else reader)
    for warning in warnings:
        yield Check("warning", False, warning)


def _writable(folder: Folder) -> Check:
    try:
        folder.prepare()
    except EnvironmentFault as error:
        return Check("data folder", False, str(error))
    return Check("data folder", True, f"{folder.path} can be written.")


def _originals(folder: Folder, reader: Reader) -> Check:
    try:
        kept = Originals(folder).releases()
        loaded = [release.exact_name for release in reader.releases()]
    except (DamagedFile, EnvironmentFault) as error:
        return Check("originals", False, f"{error} Load the releases again, so that they are kept.")
    missing = [name for name in loaded if name not in kept]
    if missing:
        return Check("originals", False, f"Not kept: {', '.join(missing)}. Load them again.")
    return Check("originals", True, f"Kept for {len(loaded)} loaded releases.")


def _licensed(store: LicensedStore) -> Check:
    fault = store.check()
    if fault:
        return Check("licensed files", False, fault)
    names = ", ".join(kept.name for kept in store.files())
    return Check("licensed files", True, f"{names}; never copied or exported." if names else "None loaded.")


def _downloads(folder: Folder) -> Check:
    """Clear up parts of downloads that no one went on with; what is finished stays."""
    gone = partials.clean(folder.downloads)
    kept, begun = partials.kept(folder.downloads), partials.unfinished(folder.downloads)
    found = ((kept, "Kept"), (begun, "Begun"), (gone, "Old parts removed"))
    told = [f"{name}: {', '.join(path.name for path in paths)}." for paths, name in found if paths]
    return Check("downloads", True, " ".join(told) or "None.")


def _leftovers(folder: Folder, sound: Reader | None) -> Check:
    """Clear up; a `sound` reader of the cache tells which originals belong to a load that was killed."""
    try:
        with folder.locked():
            gone = folder.clean()
            left = folder.leftovers()
            if sound is not None and not folder.has_newer():
                _drop_unloaded(Originals(folder), sound)
    except EnvironmentFault as error:
        return Check("leftovers", not folder.leftovers(), str(error))
    if left:
        return Check("leftovers", True, f"{len(left)} files are still open elsewhere and go later.")
    return Check("leftovers", True, f"Removed: {len(gone)}." if gone else "None.")


def _drop_unloaded(originals: Originals, reader: Reader) -> None:
    loaded = {release.exact_name for release in reader.releases()}
    with contextlib.suppress(DamagedFile):  # told by the check of the originals
        for name in originals.releases():
            if name not in loaded:
                originals.drop(name)

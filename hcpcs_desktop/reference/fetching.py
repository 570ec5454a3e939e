"""Gets releases of CMS from the network into the data folder; the only way of this program to the network."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from hcpcs_desktop.codes.quarters import Quarter, quarter_to_ask, quarters_to_choose, read_quarter
from hcpcs_desktop.codes.release import Release
from hcpcs_desktop.reference.answers import Askable, Downloaded, Progress, Proposal
from hcpcs_desktop.releases import addresses, partials
from hcpcs_desktop.releases.errors import DownloadFault


def proposal(today: date, releases: Iterable[Release]) -> Proposal:
    """Return which quarter to ask for, and every quarter that can be asked for."""
    loaded = {release.name for release in releases}
    choices = tuple(_askable(quarter, loaded) for quarter in quarters_to_choose(today))
    return Proposal(_askable(quarter_to_ask(today, loaded), loaded), choices)


def _askable(quarter: Quarter, loaded: set[str]) -> Askable:
    where = addresses.published(quarter)
    return Askable(quarter.name, quarter.label, where.addresses, quarter.name in loaded)


def fetch(folder: Path, name: str, progress: Callable[[Progress], None] | None) -> Downloaded:
    """Fetch the release of the quarter called `name` into `folder`.

    Raises:
        DownloadFault: the network, the server or the disk.
        ValueError: `name` is no quarter that can be asked for.

    """
    from hcpcs_desktop.releases.download import download  # noqa: PLC0415 - the proposal needs no network

    quarter = read_quarter(name)
    where = addresses.published(quarter)

    def tell(done: int, total: int) -> None:
        if progress is not None:
            progress(Progress(where.addresses[0], "downloading", done, total))

    found = download(quarter, where, folder, tell)
    return Downloaded(
        quarter.name, str(found.path), found.address, found.size, found.sha256, found.resumed, found.when
    )


def drop(folder: Path, path: Path) -> None:
    """Remove the download at `path`; nothing outside `folder` is ever touched.

    Raises:
        DownloadFault: the disk does not remove it.
        ValueError: it lies elsewhere.

    """
    if path.parent != folder:
        raise ValueError(f"{path} is no download of this program.")
    try:
        partials.discard(path)
    except OSError as error:
        raise DownloadFault(
            f"{path}: {error.strerror or error}. Close what uses it and try again."
        ) from error

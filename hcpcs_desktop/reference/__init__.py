"""The one door: what the window and the command line may ask."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from hcpcs_desktop.reference.protocol import Reference

__all__ = ["Reference", "is_prepared", "open_reference"]


def open_reference(data_dir: str | os.PathLike[str] | None = None) -> Reference:
    """Return the reference over `data_dir` (None: the environment's or the platform's own folder).

    The folder is made if need be. Where it can be neither read nor written the built-in set answers all the
    same, and `overview` and `doctor` say why.
    """
    from hcpcs_desktop import paths  # noqa: PLC0415 - the window imports this package before its first paint
    from hcpcs_desktop.cache.files import Folder  # noqa: PLC0415
    from hcpcs_desktop.reference.service import LocalReference  # noqa: PLC0415

    return LocalReference(Folder(paths.data_dir(data_dir)))


def is_prepared(data_dir: str | os.PathLike[str]) -> bool:
    """Tell whether this version has a cache in `data_dir`; without one opening takes some seconds."""
    from hcpcs_desktop.cache.files import Folder  # noqa: PLC0415 - as above

    return Folder(Path(data_dir)).current() is not None


def __getattr__(name: str) -> object:
    """Import the protocol when it is first asked for by name."""
    if name == "Reference":
        from hcpcs_desktop.reference.protocol import Reference  # noqa: PLC0415 - as above

        return Reference
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

"""Says where the user's data and the logs live."""

from __future__ import annotations

import os
from pathlib import Path

DATA_DIR_VARIABLE = "HCPCS_DESKTOP_DATA_DIR"


def data_dir(chosen: str | os.PathLike[str] | None = None) -> Path:
    """Return the data folder: the one `chosen`, else the environment's, else the platform's own."""
    named = chosen or os.environ.get(DATA_DIR_VARIABLE)
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where the folder is named

    return user_data_path("hcpcs-desktop", appauthor=False)


def log_dir(data: Path) -> Path:
    """Return the folder for crash logs of the program that works in `data`."""
    return data / "logs"

"""The composition root: the two entry points, the only place that knows every room."""

from __future__ import annotations

import sys
from pathlib import Path

from hcpcs_desktop import paths
from hcpcs_desktop.reference import Reference, open_reference


def command_main(arguments: list[str] | None = None) -> int:
    """Run the command line `hcpcs` and return its exit status; Qt is not imported."""
    from hcpcs_desktop.cli.main import main  # noqa: PLC0415 - the window does without it

    return main(sys.argv[1:] if arguments is None else arguments, open_reference)


def desktop_main(arguments: list[str] | None = None) -> int:
    """Open the window and return its exit status."""
    from hcpcs_desktop.ui.desktop import main  # noqa: PLC0415 - the command line does without Qt

    return main(sys.argv[1:] if arguments is None else arguments, _open, paths.data_dir)


def _open(data: Path) -> Reference:
    return open_reference(data)

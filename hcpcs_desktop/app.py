"""The composition root: the two entry points, the only place that knows every room.

Each room is imported when it is needed: the window paints before anything of the data is loaded, and the
command line never imports Qt.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os
    from pathlib import Path

    from hcpcs_desktop.reference import Reference
    from hcpcs_desktop.reference.what_changed import Selected


def command_main(arguments: list[str] | None = None) -> int:
    """Run the command line `hcpcs` and return its exit status."""
    from hcpcs_desktop.cli.main import main  # noqa: PLC0415 - see above

    return main(sys.argv[1:] if arguments is None else arguments, _open, _save_pdf)


def desktop_main(arguments: list[str] | None = None) -> int:
    """Open the window and return its exit status."""
    from hcpcs_desktop import paths  # noqa: PLC0415 - see above
    from hcpcs_desktop.ui.desktop import main  # noqa: PLC0415

    return main(sys.argv[1:] if arguments is None else arguments, _open, paths.data_dir)


def _save_pdf(selected: Selected, path: Path) -> int:
    from hcpcs_desktop.ui.changes_paper import save_changes  # noqa: PLC0415 - brings Qt

    return save_changes(selected, path)


def _open(data: str | os.PathLike[str] | None) -> Reference:
    from hcpcs_desktop.reference import open_reference  # noqa: PLC0415 - see above

    return open_reference(data)

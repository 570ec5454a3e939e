"""Tell whether pictures show a window: run by .venv's Python with their files, it prints what is wrong.

A window without a word on it has a handful of colours; the edges of smoothed letters alone bring dozens.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QImage

FEWEST_COLOURS = 16
_SAMPLES = 400


def colours(picture: QImage) -> int:
    """Return the number of colours on a grid of at most 400 by 400 points; an unreadable picture has none."""
    across = range(0, picture.width(), max(1, picture.width() // _SAMPLES))
    down = range(0, picture.height(), max(1, picture.height() // _SAMPLES))
    return len({picture.pixel(x, y) for y in down for x in across})


def fault(path: str) -> str:
    """Say what is wrong with a picture of the window, or return an empty text."""
    count = colours(QImage(path))
    if count == 0:
        return f"{path} is not a picture"
    return "" if count >= FEWEST_COLOURS else f"{path} shows no window: it has {count} colours"


def main() -> int:
    """Print the faults of the pictures named on the command line; exit status 1 if there is one."""
    faults = [text for text in map(fault, sys.argv[1:]) if text]
    print("\n".join(faults), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())

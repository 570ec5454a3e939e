"""A walk through a tree of questions."""

from __future__ import annotations

from hcpcs_desktop.codes.choosing import Step


def followed(steps: tuple[Step, ...], text: str) -> tuple[str, ...]:
    """Walk through the steps as a reader does who holds a thing with this text; () where none fits."""
    depth = 0
    for step in steps:
        if step.depth < depth:
            return ()
        if step.depth == depth and step.words.casefold() in text.casefold():
            if step.codes:
                return step.codes
            depth += 1
    return ()

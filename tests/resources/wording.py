"""Tells whether a plain name repeats CMS's wording."""

from __future__ import annotations

import re


def copied(name: str, *official: str) -> bool:
    """Tell whether all of a name is CMS's wording: the same words, or a stretch of them, five or more."""
    words = re.findall(r"[a-z0-9]+", name.lower())
    for text in official:
        there = re.findall(r"[a-z0-9]+", text.lower())
        if words == there:
            return True
        if len(words) >= 5 and f" {' '.join(words)} " in f" {' '.join(there)} ":
            return True
    return False

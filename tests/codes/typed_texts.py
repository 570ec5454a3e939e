"""Texts such as people type and paste: codes, modifiers and slips, joined by all sorts of marks."""

from __future__ import annotations

from hypothesis import strategies as st

_PIECES = st.one_of(
    st.from_regex(r"[0-9A-Za-z]{1,7}", fullmatch=True),
    st.from_regex(r"[A-Z][0-9]{4}", fullmatch=True),
    st.from_regex(r"[0-9OIl]{4}[0-9FTUMAO]", fullmatch=True),
    st.from_regex(r"[A-Z0-9]{2}", fullmatch=True),
    st.sampled_from(["CPT", "HCPCS", "code", "modifier", "mod", "to", "or", "in", "and", "25", "RH", "JW"]),
    st.sampled_from(["\u0130", "\u00df", "\u01f0", "\u2122", "\u2460", "e\u200b\u0301", "\u0390", "\u0149"]),
)
_MARKS = '-/,:;.+*#()"\u2013\u00a0\u00ad\ufeff\t\n\x00'
_JOINTS = st.sampled_from(["", " ", "- ", ", ", *_MARKS])

TYPED_TEXTS = st.lists(st.tuples(_JOINTS, _PIECES, _JOINTS), max_size=9).map(
    lambda found: "".join(part for three in found for part in three)
)

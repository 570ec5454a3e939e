"""The built-in set of the tests: few names, so that a first start is quick, and all where they matter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from hcpcs_desktop.codes.records import PlainName
from hcpcs_desktop.reference import rebuilding
from hcpcs_desktop.releases.builtin import read_builtin

_FEW = frozenset(
    " ".join(
        (
            "A0130 A0425 A0427 A0428 A0429 A0999 A4206 A4230 A4239 A4253 A4259 A4338 A4351 A4357 A4388 A5500",
            "A6402 A6530 A6610 A7003 A7030 A9270 A9999 B4034 B4035 B4036 B4150 C1713 C1874 C9399 C9600 E0100",
            "E0105 E0110 E0114 E0118 E0135 E0143 E0149 E0163 E0244 E0260 E0277 E0431 E0470 E0570 E0601 E0602",
            "E0603 E0607 E0630 E0730 E0776 E0784 E1390 E1392 E1399 E2103 E2298 E2300 E2402 G0008 G0009 G0103",
            "G0105 G0121 G0202 G0402 G0438 G0439 G0463 G2211 G6001 H0001 H0004 H0015 J0165 J0171 J0585 J0696",
            "J1010 J1040 J1050 J1100 J1885 J2405 J3301 J3420 J3490 J7325 J7613 J8501 J9000 J9271 J9380 J9999",
            "K0001 K0003 K0800 K0823 K0903 L0120 L0650 L1812 L1830 L1833 L1902 L3908 L4361 L4387 L5301 L8000",
            "L8699 M0075 M0201 M0240 M1003 P3000 P9016 Q0091 Q3014 Q4010 Q4038 Q4100 Q5101 Q9967 R0070 R0075",
            "S0209 S8101 S9083 S9999 T1000 T1015 T1019 T2003 T2025 T4523 U0001 U0002 U0003 V2020 V2100 V2200",
            "V2520 V2781 V2784 V5008 V5261 V5266",
        )
    ).split()
)


every_name = cache(read_builtin)


@cache
def few_names() -> tuple[PlainName, ...]:
    """Return the names of 150 everyday codes of all letters."""
    return tuple(one for one in every_name() if one.code in _FEW)


@contextmanager
def whole_set() -> Iterator[None]:
    """Let first starts build the whole built-in set, as the program does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rebuilding, "read_builtin", every_name)
        yield

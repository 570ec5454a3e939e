"""Packs and unpacks sets of index entries: one bit an entry in an integer, in the file as small as may be."""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Sequence

LAYER = 65_536
"""So many entries lie in one layer of the index, so that a number of two bytes names each."""

_SPARSE, _DENSE = b"\x00", b"\x01"
_NUMBERS_A_BYTE = 16
_SMALL = 4
_LITTLE = sys.byteorder == "little"


def packed(numbers: Sequence[int]) -> bytes:
    """Return ascending numbers below `LAYER` as bytes: a list, or a map of bits where that is shorter."""
    if not numbers:
        return b""
    if len(numbers) * _NUMBERS_A_BYTE < numbers[-1] or len(numbers) <= _SMALL:
        return _SPARSE + (array("H", numbers).tobytes() if _LITTLE else _swapped(numbers))
    return packed_bits(bits(numbers))


def _swapped(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}H", *numbers)


def packed_bits(mask: int) -> bytes:
    """Return a set of bits as bytes."""
    return _DENSE + mask.to_bytes((mask.bit_length() + 7) // 8, "little") if mask else b""


def unpacked(data: bytes | None) -> int:
    """Return the set of bits that `packed` or `packed_bits` wrote."""
    if not data:
        return 0
    if data[0]:
        return int.from_bytes(data[1:], "little")
    return bits(struct.unpack(f"<{len(data) // 2}H", data[1:]))


def counted(data: bytes) -> int:
    """Return how many numbers `packed` or `packed_bits` wrote, without unpacking them."""
    if not data:
        return 0
    return int.from_bytes(data[1:], "little").bit_count() if data[0] else len(data) // 2


def bits(numbers: Sequence[int]) -> int:
    """Return numbers as a set of bits."""
    if len(numbers) <= _SMALL:
        mask = 0
        for number in numbers:
            mask |= 1 << number
        return mask
    data = bytearray((max(numbers) >> 3) + 1)
    for number in numbers:
        data[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(data, "little")


def lowest(mask: int, count: int) -> list[int]:
    """Return the first `count` numbers of a set of bits, ascending."""
    found: list[int] = []
    while mask and len(found) < count:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return found

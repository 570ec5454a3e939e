from hypothesis import given
from hypothesis import strategies as st

from hcpcs_desktop.cache.postings import LAYER, counted, packed, packed_bits, unpacked

NUMBERS = st.frozensets(st.integers(0, 400) | st.integers(0, LAYER - 1), max_size=60).map(sorted)


@given(NUMBERS)
def test_what_is_packed_is_unpacked_and_counted(numbers: list[int]) -> None:
    mask = sum(1 << number for number in numbers)
    for data in (packed(numbers), packed_bits(mask)):
        assert unpacked(data) == mask
        assert counted(data) == len(numbers)


def test_many_that_lie_close_are_a_map_of_bits() -> None:
    assert counted(packed(range(5000))) == 5000
    assert len(packed(range(5000))) < 1000

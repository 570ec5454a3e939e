"""Zips that are damaged, locked, endless or hostile: refused in words, and nothing is written anywhere."""

from __future__ import annotations

import random
import struct
import zipfile

import pytest

from hcpcs_desktop.releases import archive
from hcpcs_desktop.releases.errors import RefusedFile
from tests.builders import encrypted, zip_of

NAME = "HCPC2026_JAN_ANWEB.txt"


def test_names_and_content() -> None:
    data = zip_of({f"folder/{NAME}": b"invented", "folder/": b""})
    assert archive.member_names(data) == [f"folder/{NAME}"]
    assert archive.read_member(data, f"folder/{NAME}") == b"invented"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04 no zip", b"PK\x05\x06", zip_of({NAME: b"x" * 5000})[:-30], b"<html>not found</html>"],
)
def test_a_truncated_zip(data: bytes) -> None:
    with pytest.raises(RefusedFile, match="damaged"):
        archive.member_names(data)


def test_a_wrong_checksum() -> None:
    data = zip_of({NAME: b"invented text"}, zipfile.ZIP_STORED).replace(b"invented", b"Invented")
    with pytest.raises(RefusedFile, match=r"damaged.*CRC"):
        archive.read_member(data, NAME)


def test_a_password() -> None:
    with pytest.raises(RefusedFile, match="password"):
        archive.read_member(encrypted(zip_of({NAME: b"invented"})), NAME)


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damaged_content_of_any_packing(method: int) -> None:
    good = zip_of({NAME: random.Random(1).randbytes(3000)}, method)
    for seed in range(60):
        noise = random.Random(seed)
        data = bytearray(good)
        at = noise.randrange(60, 2500)
        data[at : at + 20] = noise.randbytes(20)
        with pytest.raises(RefusedFile, match="damaged"):
            archive.read_member(bytes(data), NAME)


def test_an_unknown_packing() -> None:
    data = zip_of({NAME: b"invented"}, zipfile.ZIP_STORED)
    data = data.replace(
        struct.pack("<4sHHH", b"PK\x03\x04", 20, 0, 0), struct.pack("<4sHHH", b"PK\x03\x04", 20, 0, 99)
    )
    data = data.replace(struct.pack("<HHH", 20, 0, 0), struct.pack("<HHH", 20, 0, 99))
    with pytest.raises(RefusedFile, match="damaged"):
        archive.read_member(data, NAME)


def test_any_damage_anywhere() -> None:
    good = zip_of({NAME: b"invented text " * 300, "other.txt": b"x"})
    for seed in range(300):
        noise = random.Random(seed)
        data = bytearray(good)
        for _ in range(noise.randrange(1, 6)):
            data[noise.randrange(len(data))] = noise.randrange(256)
        try:
            for name in archive.member_names(bytes(data)):
                archive.read_member(bytes(data), name)
        except RefusedFile as refused:
            assert str(refused).endswith((".", ")"))  # noqa: PT017 - either outcome is right


def test_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBERS", 2)
    with pytest.raises(RefusedFile, match="holds 3 files"):
        archive.member_names(zip_of({"a": b"", "b": b"", "c": b""}))


def test_a_bomb_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 10_000)
    with pytest.raises(RefusedFile, match="would unpack to more"):
        archive.member_names(zip_of({NAME: b"0" * 20_000}))
    with pytest.raises(RefusedFile, match="would unpack to more"):
        archive.check_declared_sizes(zip_of({NAME: b"0" * 20_000}))


def test_a_bomb_that_lies_about_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of({NAME: b"0" * 3_000_000})
    lying = data.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 1_000))
    assert lying != data
    monkeypatch.setattr(archive, "MAX_MEMBER", 10_000)
    assert archive.member_names(lying) == [NAME]
    with pytest.raises(RefusedFile):
        archive.read_member(lying, NAME)


def test_a_member_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_MEMBER", 1024 * 1024)
    with pytest.raises(RefusedFile, match="larger than 1 MB"):
        archive.read_member(zip_of({NAME: b"0" * 3_000_000}), NAME)

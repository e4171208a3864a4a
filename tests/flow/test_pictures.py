"""What pictures say of themselves, over the files in `pictures/` (their names say what is true), and over any bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.pictures import EXTENSIONS, HEAD, Picture, picture

# WIDTHxHEIGHT_what-is-special.extension, the size as a browser shows it.
FILES = sorted((Path(__file__).parent / "pictures").iterdir())
every_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


def stated(path: Path) -> Picture:
    width, height = path.stem.partition("_")[0].split("x")
    (mime,) = (mime for mime, extension in EXTENSIONS.items() if extension == path.suffix)
    return Picture(mime, int(width), int(height))


@every_file
def test_type_and_size(path: Path) -> None:
    assert picture(path.read_bytes()) == stated(path)


@every_file
def test_a_head_cut_short_still_has_its_type_and_no_wrong_size(path: Path) -> None:
    whole = path.read_bytes()
    for end in range(32, len(whole)):
        assert picture(whole[:end]) in (stated(path), Picture(stated(path).mime))


def test_every_type_has_a_file() -> None:
    assert {path.suffix for path in FILES} == set(EXTENSIONS.values())


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<html>", b"ID3", b"\xff\xd8", b"RIFF\0\0\0\0WAVE"]
)
def test_no_picture(data: bytes) -> None:
    assert picture(data) is None


def test_a_picture_of_no_size_has_none() -> None:
    assert picture(b"GIF89a" + bytes(10)) == Picture("image/gif")


STARTS = (b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x1cftypavif")


@given(st.sampled_from(STARTS), st.binary(max_size=300))
def test_any_bytes_are_read_without_an_error(start: bytes, rest: bytes) -> None:
    found = picture(start + rest)
    assert found is None or (found.width is None) == (found.height is None)


@given(st.sampled_from(FILES), st.data())
def test_any_damage_is_read_without_an_error(path: Path, data: st.DataObject) -> None:
    whole = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=5)):
        whole[at] = data.draw(st.integers(0, 255))
    found = picture(bytes(whole))
    assert found is None or found.mime in EXTENSIONS


def test_a_head_of_nothing_but_fill_bytes_ends() -> None:
    assert picture(b"\xff\xd8" + b"\xff" * HEAD * 2) == Picture("image/jpeg")
    assert picture(b"\0\0\0\x1cftypavif" + b"\0" * HEAD) == Picture("image/avif")

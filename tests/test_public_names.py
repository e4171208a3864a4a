"""The public names: complete, sorted, documented, loaded lazily, cheap."""

import inspect
import subprocess
import sys

import pytest

import mediakit


def test_all_is_complete_and_sorted() -> None:
    names = [name for name in mediakit.__all__ if name != "__version__"]
    assert names == sorted(names)
    assert len(set(names)) == len(names)
    assert dir(mediakit) == sorted(mediakit.__all__)


@pytest.mark.parametrize("name", [name for name in mediakit.__all__ if name != "__version__"])
def test_every_name_loads_and_says_what_it_is(name: str) -> None:
    value = getattr(mediakit, name)
    if name == "Embed":  # a union of the seven kinds
        return
    assert inspect.getdoc(value), f"mediakit.{name} has no docstring"


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        mediakit.nothing  # noqa: B018


def loaded_after(code: str) -> set[str]:
    """The modules of a fresh interpreter after running `code`."""
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return {line.split(".")[0] for line in out.splitlines()}


THIRD_PARTY = {"bs4", "feedgen", "lxml", "mutagen", "requests", "urllib3", "soupsieve", "dateutil", "certifi", "idna"}


def test_importing_mediakit_loads_no_third_party_package() -> None:
    assert not loaded_after("import mediakit") & THIRD_PARTY


def test_recognizing_a_url_and_rendering_its_card_loads_no_third_party_package() -> None:
    code = "import mediakit\nassert mediakit.card(mediakit.recognize('https://youtu.be/M0veL1ght01'))"
    assert not loaded_after(code) & THIRD_PARTY

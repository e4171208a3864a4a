"""Every form of embed, one file each: `cases/*.html` is a post, the `.json` beside it what is found in it.

A new case is a new pair of files. `found` lists the embeds in order: of the embed what its kept form says (without what
the provider's table adds), the editor's words, and the exact markup. A case named `nothing-…` embeds nothing.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mediakit import body
from mediakit.embed import Placed
from mediakit.html import Html

CASES = sorted((Path(__file__).parent / "cases").glob("*.html"))


def told(found: body.Found) -> dict[str, object]:
    """What a case says of one embed."""
    embed = dict(found.embed.to_dict())
    for name in ("schema", "provenance", "ids", "status"):
        embed.pop(name, None)
    player = embed.pop("player", None)
    if isinstance(player, dict) and found.embed.provider is None:
        embed["player"] = player["url"]
    if found.embed.provider is not None:
        embed["provider"] = found.embed.provider.key
    out: dict[str, object] = {"embed": embed}
    for name in ("caption", "credit", "alt", "title"):
        value = getattr(found, name)
        if value is not None:
            out[f"{name}_html" if isinstance(value, Html) else name] = str(value)
    out["markup"] = found.markup
    return out


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_found(case: Path) -> None:
    post = case.read_text(encoding="utf-8")
    expected = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    found = [told(each) for each in body.find(post, base_url=expected["base_url"])]
    assert found == expected["found"]
    assert bool(found) != case.stem.startswith("nothing-")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_every_other_byte_stays(case: Path) -> None:
    post = case.read_text(encoding="utf-8")
    base = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))["base_url"]
    assert body.replace(post, lambda found: found.markup, base_url=base) == post
    marked = body.replace(post, lambda found: "\ue000", base_url=base)
    rest = post
    for found in body.find(post, base_url=base):
        rest = rest.replace(found.markup, "\ue000", 1)
    assert marked == rest


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_parts_are_the_post(case: Path) -> None:
    post = case.read_text(encoding="utf-8")
    base = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))["base_url"]
    parts = body.split(post, base_url=base)
    assert [each for each in parts if isinstance(each, Placed)] == [f.placed for f in body.find(post, base_url=base)]
    assert all(isinstance(each, Html | Placed) and each != "" for each in parts)


def test_there_are_enough_cases() -> None:
    nothing = [case for case in CASES if case.stem.startswith("nothing-")]
    assert len(nothing) >= 25
    assert len(CASES) - len(nothing) >= 80
    assert {case.stem for case in CASES} == {case.stem for case in CASES[0].parent.glob("*.json")}


def test_no_element_is_spelled_out_to_be_told_from_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """beautifulsoup's hash of an element spells out all its markup: in a deep figure that costs the depth's square."""
    import bs4

    def spelled(_: bs4.Tag) -> int:
        raise AssertionError("an element was hashed")

    monkeypatch.setattr(bs4.Tag, "__hash__", spelled)
    for case in CASES:
        assert list(body.find(case.read_text(encoding="utf-8"), base_url="https://example.org/")) is not None

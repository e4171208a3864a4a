"""Pages and oEmbed answers as data: a new case is a new folder with the bytes and what they say."""

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mediakit.errors import BadAnswer
from mediakit.read import Page, oembed_facts, page_facts

HERE = Path(__file__).parent
PAGES = sorted((HERE / "cases").iterdir())
ANSWERS = sorted((HERE / "oembed").iterdir())


PAGE_FACTS = [each.name for each in dataclasses.fields(Page) if each.name != "embed"]


def plain(value: Any) -> Any:
    """A value of a page as its case writes it: what is not stated is left out of records."""
    if dataclasses.is_dataclass(value):
        stated = {each.name: plain(getattr(value, each.name)) for each in dataclasses.fields(value)}
        return {name: one for name, one in stated.items() if one is not None and one != [] and one != {}}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return value


def expected_in(folder: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return data


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: folder.name)
def test_a_page_says_what_is_expected(folder: Path) -> None:
    expected = expected_in(folder)
    page = page_facts(
        (folder / "page.html").read_bytes(),
        url=expected["url"],
        content_type=expected["content_type"],
        headers=expected.get("headers"),
    )
    data = page.embed.to_dict()
    assert {name: data.get(name) for name in expected["embed"]} == expected["embed"]
    assert page.embed.kind == expected["kind"]
    provenance = page.embed.provenance
    assert {name: provenance[name].kind for name in expected["embed"] if name in provenance} == expected["from"]
    for name in PAGE_FACTS:
        if name in expected:
            assert plain(getattr(page, name)) == expected[name]


@pytest.mark.parametrize("folder", ANSWERS, ids=lambda folder: folder.name)
def test_an_answer_says_what_is_expected(folder: Path) -> None:
    expected = expected_in(folder)
    body = next(folder.glob("answer.*")).read_bytes()
    options = {name: expected[name] for name in ("content_type", "trust") if name in expected}
    if "refused" in expected:
        with pytest.raises(BadAnswer) as caught:
            oembed_facts(body, url=expected["url"], **options)
        assert caught.value.where == expected["refused"]
        return
    answer = oembed_facts(body, url=expected["url"], **options)
    data = dict(answer.embed.to_dict())
    data.pop("schema", None)
    assert data == expected["embed"]
    assert answer.cache_age == expected["cache_age"]

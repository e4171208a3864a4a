"""Pages and oEmbed answers as data: a new case is a new folder with the bytes and what they say."""

import json
from pathlib import Path
from typing import Any

import pytest

from mediakit.errors import BadAnswer
from mediakit.read import oembed_facts, page_facts

HERE = Path(__file__).parent
PAGES = sorted((HERE / "cases").iterdir())
ANSWERS = sorted((HERE / "oembed").iterdir())


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
    for name in ("oembed", "feeds", "refresh", "framable", "live"):
        if name in expected:
            found = getattr(page, name)
            assert (list(found) if isinstance(found, tuple) else found) == expected[name]


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

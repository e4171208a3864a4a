"""The kept form: what was written loads again, for ever; what cannot be read is refused with its place."""

import json
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_embed, any_placed

from mediakit.embed import KINDS, Embed, Person, Placed
from mediakit.errors import InvalidData
from mediakit.html import Html
from mediakit.kept import from_dict, json_schema, placed_from_dict, placed_to_dict

RELEASES = Path(__file__).parent / "kept"
KEPT = sorted(RELEASES.glob("*/*.json"))
FULL = json.loads((RELEASES / "0.1" / "video.json").read_text(encoding="utf-8"))
SCHEMA = json.loads(resources.files("mediakit").joinpath("embed.schema.json").read_text(encoding="utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


@given(any_embed())
def test_what_is_kept_comes_back_equal(embed: Embed) -> None:
    assert from_dict(json.loads(json.dumps(embed.to_dict()))) == embed


@given(any_embed())
def test_kept_text_is_the_same_each_time(embed: Embed) -> None:
    written = json.dumps(embed.to_dict())
    assert json.dumps(from_dict(json.loads(written)).to_dict()) == written


@given(any_placed())
def test_a_placed_embed_comes_back_equal(placed: Placed) -> None:
    assert placed_from_dict(json.loads(json.dumps(placed_to_dict(placed)))) == placed


def test_a_caption_that_is_html_stays_html() -> None:
    placed = Placed(embed=from_dict(FULL), caption=Html("The <i>Ada</i>"))
    again = placed_from_dict(json.loads(json.dumps(placed_to_dict(placed))))
    assert again == placed
    assert isinstance(again.caption, Html)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_values_of_every_release_load_and_lose_nothing(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    assert from_dict(data).to_dict() == data


def test_kept_values_know_every_kind_and_field() -> None:
    kinds = {json.loads(path.read_text(encoding="utf-8"))["kind"] for path in KEPT}
    assert kinds == set(KINDS)
    assert set(FULL) == set(SCHEMA["properties"])


def test_the_published_schema_is_the_one_the_code_states() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert json_schema() == SCHEMA


@given(any_embed())
def test_every_written_embed_is_valid_by_the_schema(embed: Embed) -> None:
    VALID.validate(json.loads(json.dumps(embed.to_dict())))


def test_the_schema_refuses_what_from_dict_refuses() -> None:
    for name in ("kind", "key", "url"):
        assert not VALID.is_valid({k: v for k, v in FULL.items() if k != name})
    assert not VALID.is_valid({**FULL, "kind": "film"})
    assert not VALID.is_valid({**FULL, "schema": 2})
    assert not VALID.is_valid({**FULL, "duration": "62"})


def test_what_says_nothing_is_unknown() -> None:
    odd = {**FULL, "title": "", "authors": [{"name": "", "handle": ""}], "player": None, "keywords": []}
    embed = from_dict(odd)
    assert (embed.title, embed.authors, embed.player) == (None, (Person(name=""),), None)
    assert from_dict(json.loads(json.dumps(embed.to_dict()))) == embed


def test_fields_of_a_later_minor_release_are_passed_over() -> None:
    assert from_dict({**FULL, "mood": "calm", "player": {**FULL["player"], "mood": 1}}) == from_dict(FULL)


def changed(*path: str | int) -> Callable[[Any], Any]:
    def change(value: object) -> Any:
        data = json.loads(json.dumps(FULL))
        at = data
        for step in path[:-1]:
            at = at[step]
        at[path[-1]] = value
        return data

    return change


@pytest.mark.parametrize(
    ("path", "value", "where", "word"),
    [
        (("kind",), "film", "kind", "video"),
        (("kind",), None, "kind", "text"),
        (("schema",), 2, "schema", "newer mediakit"),
        (("schema",), "1", "schema", "whole number"),
        (("key",), None, "key", "missing"),
        (("url",), "javascript:alert(1)", "url", "http"),
        (("title",), 7, "title", "text"),
        (("published",), "yesterday", "published", "date"),
        (("duration",), True, "duration", "number"),
        pytest.param(("duration",), 10**400, "duration", "number", id="huge"),
        (("authors",), {}, "authors", "list"),
        (("authors", 1), {"url": "https://example.org/"}, "authors[1].name", "missing"),
        (("authors", 0, "url"), "data:text/html,x", "authors[0].url", "http"),
        (("images", 1, "role"), "banner", "images[1].role", "poster"),
        (("images", 0, "width"), 1.5, "images[0].width", "whole number"),
        (("ids", "thing"), 42, "ids.thing", "text"),
        (("player", "sizing"), "big", "player.sizing", "ratio"),
        (("quoted", "published"), "x", "quoted.published", "date"),
        (("quoted", "kind"), "x", "quoted.kind", "one of"),
        (("status", "state"), "dead", "status.state", "gone"),
        (("provenance", "title", "kind"), "guess", "provenance.title.kind", "oembed"),
        (("chapters", 1, "start"), "31", "chapters[1].start", "number"),
    ],
)
def test_bad_data_is_refused_with_its_place(path: tuple[str | int, ...], value: object, where: str, word: str) -> None:
    with pytest.raises(InvalidData) as refused:
        from_dict(changed(*path)(value))
    assert refused.value.where == where
    assert word in str(refused.value)
    assert str(refused.value).startswith(f"{where}: ")


def test_quotes_without_end_are_refused_not_followed() -> None:
    data = FULL
    for _ in range(2_000):
        data = {**FULL, "quoted": data}
    with pytest.raises(InvalidData, match="deep"):
        from_dict(data)


def test_no_mapping_at_all_is_refused() -> None:
    for data in (None, [], "x", 1):
        with pytest.raises(InvalidData, match="embed: an object is expected"):
            from_dict(data)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2),
    max_leaves=5,
)


@given(st.sampled_from(sorted(FULL)), _JSON)
def test_any_junk_in_any_field_is_read_or_refused_never_a_crash(name: str, junk: object) -> None:
    try:
        embed = from_dict({**FULL, name: junk})
    except InvalidData as refused:
        assert refused.where
        assert refused.where.startswith(name)
    else:
        assert from_dict(json.loads(json.dumps(embed.to_dict()))) == embed


@pytest.mark.parametrize("name", ["caption", "credit", "alt", "title", "caption_html"])
def test_bad_words_of_an_editor_are_refused_with_their_place(name: str) -> None:
    with pytest.raises(InvalidData) as refused:
        placed_from_dict({"embed": FULL, name: 7})
    assert refused.value.where == f"placed.{name}"

"""JSON-LD as pages write it: each way of breaking it, repaired to the value that was meant."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.fields import JSON
from mediakit.read.jsonld import _repaired, flattened, objects, values

# What a page holds, what it means.
BROKEN: list[tuple[str, JSON]] = [
    ('{"a": 1,}', {"a": 1}),
    ('{"a": [1, 2,],}', {"a": [1, 2]}),
    ('{"a": 1};', {"a": 1}),
    ('<!-- {"a": 1} -->', {"a": 1}),
    ('//<![CDATA[\n{"a": 1}\n//]]>', {"a": 1}),
    ('/* x */ {"a": 1 /* y */, // z\n "b": 2}', {"a": 1, "b": 2}),
    ('{"a": "https://example.org//x /* no comment */"}', {"a": "https://example.org//x /* no comment */"}),
    ('{"a": "one\ntwo\tthree"}', {"a": "one\ntwo\tthree"}),
    ('{"a": "it\\\'s"}', {"a": "it's"}),
    ('{"a": "C:\\dir"}', {"a": "C:dir"}),
    ('{"a": "say "yes" now", "b": "c"}', {"a": 'say "yes" now', "b": "c"}),
    ('{"a": "b" "c": 1}', {"a": "b", "c": 1}),
    ('{"a": {"b": 1} "c": 2}', {"a": {"b": 1}, "c": 2}),
    ('{"a": , "b": 1}', {"a": None, "b": 1}),
    ('{"a": undefined, "b": NaN, "c": 01}', {"a": None, "b": None, "c": "01"}),
    ('{"a": [1, 2', {"a": [1, 2]}),
    ('{"a": "cut o', {"a": "cut o"}),
    ('{"a": 1}{"b": 2}', [{"a": 1}, {"b": 2}]),
    ('{"a": 1},{"b": 2}', [{"a": 1}, {"b": 2}]),
    ('\ufeff{"a": 1}', {"a": 1}),
    ("{&quot;a&quot;: 1}", {"a": 1}),
    ('{"a": 1}}', {"a": 1}),
]


@pytest.mark.parametrize(("text", "meant"), BROKEN, ids=[text[:30] for text, _ in BROKEN])
def test_broken_json_is_repaired(text: str, meant: JSON) -> None:
    found = values(text)
    assert found == [meant]


@pytest.mark.parametrize("text", ["", "   ", "//", "window.x = 1", "<p>no</p>"])
def test_what_is_no_json_is_left_out(text: str) -> None:
    assert not [value for value in values(text) if isinstance(value, dict | list) and value]


anything = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), anything, max_size=4))
def test_repairing_sound_json_changes_nothing(value: JSON) -> None:
    assert json.loads(_repaired(json.dumps(value)), strict=False) == value


@given(st.text(alphabet='{}[]",:\\/*\n <>-a1&;', max_size=60))
def test_repairing_never_fails(text: str) -> None:
    list(flattened(values(text)))


def test_graphs_and_lists_are_opened_and_nested_objects_stay() -> None:
    page = (
        '<script type="application/ld+json">[{"@graph": [{"@type": "A", "author": {"@type": "B"}}]}, {"@type": "C"}]'
        '</script><script type=\'APPLICATION/LD+JSON; charset=utf-8\'>{"@type": "D"}</script>'
        '<script type="application/json">{"@type": "E"}</script>'
    )
    assert [one["@type"] for one in objects(page)] == ["A", "C", "D"]


def test_very_deep_nesting_is_left_out_without_an_error() -> None:
    assert values("[" * 100_000) == []

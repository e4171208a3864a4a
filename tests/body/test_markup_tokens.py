"""Tokens: the whole of the source, in order, whatever it holds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit import markup

SOUP = st.lists(
    st.one_of(
        st.text(max_size=4),
        st.sampled_from(
            ["<a ", "<b>", "</b>", "<!--", "-->", "<script>", "</script>", "<title>", '="', "='", ">", "<", "/>"]
        ),
    ),
    max_size=40,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(SOUP)
def test_tokens_are_the_whole_source(source: str) -> None:
    at = 0
    for token in markup.tokens(source):
        assert token.start == at < token.end
        at = token.end
        if token.kind in ("start", "end"):
            assert source[token.start] == "<" and source[token.end - 1] == ">" and token.name
            markup.attributes(source[token.start : token.end])
        elif token.kind == "text":
            markup.unescape(source[token.start : token.end])
    assert at == len(source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a < b <", [("text", "a < b <")]),
        ("<b title='>'>x", [("start", "<b title='>'>"), ("text", "x")]),
        ('<b title=">x', [("start", '<b title=">'), ("text", "x")]),
        ("</>x</ p>", [("comment", "</>"), ("text", "x"), ("comment", "</ p>")]),
        ("<!-->x", [("comment", "<!-->"), ("text", "x")]),
        ("<title>a<b></title>", [("start", "<title>"), ("raw", "a<b>"), ("end", "</title>")]),
        ("<title>a<b>", [("start", "<title>"), ("text", "a"), ("start", "<b>")]),
        ("<script>a<b>", [("start", "<script>"), ("raw", "a<b>")]),
        ("<SCRIPT>a</sCript >", [("start", "<SCRIPT>"), ("raw", "a"), ("end", "</sCript >")]),
        ("<?php x ?>", [("comment", "<?php x ?>")]),
    ],
)
def test_tokens(source: str, expected: list[tuple[str, str]]) -> None:
    assert [(token.kind, source[token.start : token.end]) for token in markup.tokens(source)] == expected


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("<a b c=1 d='2' e=\"3\">", {"b": "", "c": "1", "d": "2", "e": "3"}),
        ("<a href=?a=1&copy=2&lt;>", {"href": "?a=1&copy=2<"}),
        ("<a A=1 a=2/>", {"a": "1"}),
        ("<a =x y>", {"x": "", "y": ""}),
        ("<a b = 'x y' / c>", {"b": "x y", "c": ""}),
        ("<a b='&#106;&#x6a;&notin;'>", {"b": "jj∉"}),
    ],
)
def test_attributes(tag: str, expected: dict[str, str]) -> None:
    assert markup.attributes(tag) == expected

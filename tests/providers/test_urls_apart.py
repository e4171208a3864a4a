"""URLs taken apart for the tables: the quick way says what the full reading says, of anything at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import providers
from mediakit import url as urls

HOSTS = ["youtu.be", "www.youtube.com", "WWW.Example.org", "www.www.example", "www.", "a..b", ".a", "a.", "a-", "-"]
HOSTS += ["localhost", "häfen.example", "a_b.example", "1.2.3.4", "[::1]", "a%2eb", "user@a.example", "a.example:443"]
PIECES = ["a", "@a", ".", "%20", "%", "é", "\\", "//", "/", "?", "??", "#", "##", "&", "=", ":", "@", "[", "]", '"']
PIECES += [" ", "\t", "\n", "\x00", "\x7f", "\x85", "\u2028", "\ud800", "<", ">", "|", "~", "^", "`", "{", "}", "'"]


@st.composite
def addresses(draw):
    scheme = draw(st.sampled_from(["https://", "http://", "HTTPS://", "https:/", "https:\\\\", "ftp://", " http://"]))
    pieces = draw(st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8))
    return scheme + draw(st.sampled_from(HOSTS) | st.text(max_size=6)) + draw(st.sampled_from("/?#x")) + "".join(pieces)


@given(addresses() | st.text(max_size=40))
def test_the_quick_way_says_what_the_full_reading_says(text):
    assert urls.apart(text) == urls._apart_in_full(text)


@pytest.mark.parametrize("host", HOSTS)
def test_so_it_does_of_every_host_with_every_character_in_every_place(host):
    for piece in (*PIECES, *map(chr, range(33, 127))):
        for tail in (
            "",
            f"/{piece}",
            f"/a{piece}/b",
            f"?{piece}",
            f"/?a{piece}b",
            f"#{piece}",
            f"/a?b#c{piece}d",
            piece,
        ):
            text = f"https://{host}{tail}"
            assert urls.apart(text) == urls._apart_in_full(text), text


def test_so_it_does_of_every_example():
    for provider in providers.BUILT_IN:
        for url in (*provider.lookalikes, *(example[0] for example in provider.examples)):
            for text in (url, f"{url}?a=b&c#d", f"{url}#d?e", f" {url}", f"{url}\n", url.upper(), f"{url}é"):
                assert urls.apart(text) == urls._apart_in_full(text), text


@pytest.mark.parametrize("length", [urls.MAX_LENGTH - 1, urls.MAX_LENGTH, urls.MAX_LENGTH + 1])
def test_a_url_may_be_so_long_and_no_longer(length):
    text = "https://a.example/".ljust(length, "a")
    assert urls.apart(text) == urls._apart_in_full(text)
    assert (urls.apart(text) is None) is (length > urls.MAX_LENGTH)


@given(st.text(max_size=30))
def test_what_is_quoted_is_read_back(text):
    from urllib.parse import quote, unquote

    text = text.encode("utf-8", "replace").decode()
    assert urls.quoted(text) == quote(text, safe="")
    assert unquote(urls.quoted(text)) == text
    assert urls.parameters(urls.with_parameters("https://a.example/", q=text).partition("?")[2]).get("q") == text

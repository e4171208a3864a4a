"""Reading never fails but by our own errors, always answers with a kept form that loads, and takes linear time."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import from_dict, merge, url
from mediakit.embed import Embed
from mediakit.errors import MediaKitError
from mediakit.read import charset, decode, page_facts, read_oembed, read_page
from mediakit.read.labels import ENCODINGS, NAMES
from mediakit.read.markup import parse

HERE = Path(__file__).parent
PAGE_BYTES = [path.read_bytes() for path in sorted((HERE / "cases").glob("*/page.html"))]
ANSWER_BYTES = [
    path.read_bytes() for path in sorted((HERE / "oembed").glob("*/answer.*")) if path.stat().st_size < 9999
]
ADDRESS = "https://www.harbour-post.example/2016/01/11/ferry"
PIECES = [
    *(b"< > \" ' & &amp; &#0; &#xD800; </script> <!-- ]]> { } [ ] : , null 1e999 -1 0000-00-00 <svg> <title>".split()),
    *(b'\\ud800 \\u0000 content=" <base href=//x> https://[::1 http://a:99999/ @graph "@id":"#a"'.split()),
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xfe\xff", b"itemscope ", b"9" * 400),
]


def mutated(bodies: list[bytes], count: int) -> Iterator[bytes]:
    chance = random.Random(2016)
    for _ in range(count):
        body = bytearray(chance.choice(bodies))
        for _ in range(chance.randint(1, 6)):
            at = chance.randint(0, len(body))
            match chance.randint(0, 3):
                case 0:
                    body[at:at] = chance.choice(PIECES)
                case 1:
                    del body[at : at + chance.randint(1, 40)]
                case 2:
                    body[at : at + 1] = bytes([chance.randrange(256)])
                case _:
                    start = chance.randint(0, len(body))
                    body[at:at] = body[start : start + chance.randint(1, 200)]
        yield bytes(body)


def assert_sound(embed: Embed) -> None:
    data = embed.to_dict()
    assert from_dict(data) == embed
    assert embed.key.startswith("link:url:")
    assert embed.title is None or (0 < len(embed.title) <= 500 and "\n" not in embed.title)
    for each in (*embed.images, *embed.files):
        assert url.safe(each.url) == each.url
    assert embed.player is None or embed.player.url.startswith("https://")
    assert all(name == name.strip() and name for name in (person.name for person in embed.authors))
    assert not any(
        hasattr(embed, name) and getattr(embed, name) == "" for name in ("title", "description", "lang", "text")
    )
    assert merge(embed, embed) == embed


def test_mutated_pages_are_read() -> None:
    for body in mutated(PAGE_BYTES, 1_500):
        page = page_facts(body, url=ADDRESS, headers={"link": body[:300].decode("latin-1")})
        assert_sound(page.embed)
        addresses = (*page.oembed, *(each.url for each in (*page.feeds, *page.icons)))
        assert all(url.safe(address) for address in addresses)


def test_mutated_answers_are_read_or_refused() -> None:
    read = 0
    for body in mutated(ANSWER_BYTES, 1_500):
        try:
            embed = read_oembed(body, url=ADDRESS)
        except MediaKitError:
            continue
        read += 1
        assert_sound(embed)
    assert read > 100


@given(st.binary(max_size=300), st.sampled_from([None, "text/html", "text/html; charset=utf-16", "image/png", "x", ""]))
def test_any_bytes_are_read(body: bytes, content_type: str | None) -> None:
    assert_sound(read_page(body, url=ADDRESS, content_type=content_type))
    assert charset(body, content_type) in ENCODINGS
    decode(body, content_type).encode("utf-8")


@given(st.text(max_size=200))
def test_any_text_in_a_title_is_one_line_that_xml_can_carry(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    assert_sound(read_page(f'<meta property="og:title" content="{escaped}">', url=ADDRESS))


@given(st.text(max_size=300))
def test_any_text_as_an_address_is_answered(address: str) -> None:
    embed = read_page(b"<link rel=canonical href=/a><meta property=og:image content=b.jpg>", url=address)
    assert embed.kind == "link"


@pytest.mark.parametrize("name", sorted(ENCODINGS))
def test_every_label_names_its_encoding_and_every_encoding_decodes_ascii(name: str) -> None:
    assert NAMES[name] == name
    for label in ENCODINGS[name][1].split():
        assert charset(b"", f"text/html; charset={label.upper()}") == name
    if not name.startswith("utf-16"):
        assert decode(b"<p>plain</p>", f"text/html; charset={name}") == "<p>plain</p>"


def test_the_standard_has_228_labels() -> None:
    assert len(NAMES) == 228


HOSTILE = {
    "nested elements": "<div>" * 100_000,
    "unclosed tags": "<a " * 150_000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
    "attributes that quote the end of a tag": "<p " + " ".join(f'a{n}=">"' for n in range(40_000)) + ">",
    "attributes apart by slashes": "<p " + "/".join(f"a{n}" for n in range(60_000)) + ">",
    "metas": '<meta property="og:image" content="/a">' * 12_000,
    "links": '<link rel="alternate icon" type="application/json+oembed" href="/a">' * 7_000,
    "bylines": '<div class="author byline date">' * 16_000,
    "nested microdata": '<div itemscope itemprop="author">' * 15_000,
    "repeated text of microdata": '<div itemscope itemprop="text">' * 250 + "word " * 90_000,
    "brackets": '<script type="application/ld+json">' + "[" * 500_000,
    "objects in objects": '<script type="application/ld+json">' + '{"a":' * 90_000,
    "quotation marks": '<script type="application/ld+json">' + '" ' * 240_000,
    "objects": '<script type="application/ld+json">[' + '{"@type":"Article"},' * 20_000,
    "graphs in graphs": '<script type="application/ld+json">' + '{"@graph":' * 400 + "1" + "}" * 400 + "</script>",
    "title": "<title>" + "a - " * 120_000,
    "entities": '<meta name=description content="' + "&amp;" * 100_000 + '">',
    "names": '<meta name=author content="' + "Aa Bb and " * 50_000 + '">',
    "comments": "<!--" * 120_000,
    "tags in tags": ("<a " * 98 + ">") * 2_000,
    "many tags in many tags": ("<a " * 990 + ">") * 170 + ("<b " * 5_000 + ">"),
    "cards in cards": "<p class=h-entry>" + "<div class=h-card>" * 200 + "<a href=x><img src=y>" * 20_000,
    "entries": '<div class="hentry"><a class="entry-title" href=x>x</a></div>' * 8_000,
    "types in types": "<div typeof=Article property=hasPart>" * 200 + "<b property=name>x</b>" * 15_000,
    "prefixes": "<p typeof=x prefix='" + "a: http://schema.org/ " * 20_000 + "'>",
    "srcset": "<img src=x srcset='" + "a.jpg 100w, " * 40_000 + "'>",
    "states": '<script>{"publishedAt":"' * 20_000,
    "datelines": "<time>3 " + "May " * 100_000,
    "parsely": "<meta name=parsely-page content='" + "[" * 400_000 + "'>",
    "robots": "<meta name=robots content='" + "noai: " * 60_000 + "'>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_shapes_that_cost_others_minutes_are_read(name: str) -> None:
    body = HOSTILE[name][: 512 * 1024].encode()
    assert_sound(read_page(body, url=ADDRESS))


def test_a_tag_of_thousands_of_attributes_keeps_the_first_and_loses_no_neighbour() -> None:
    attributes = " ".join(f"a{n}=1" for n in range(5_000))
    body = f'<meta property="og:title" content="kept"><p {attributes}>words</p><meta name="author" content="Ana Lim">'
    embed = read_page(body, url=ADDRESS)
    assert (embed.title, embed.authors[0].name) == ("kept", "Ana Lim")


def test_a_tag_is_cut_where_attributes_would_cost_their_square_and_not_before() -> None:
    flood = parse("<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">")
    assert max(len(element.attrib) for element in flood.iter()) <= 1_000
    long = " ".join(f"data-a{n}='x y'" for n in range(200))
    assert read_page(f'<meta {long} property="og:title" content="kept">', url=ADDRESS).title == "kept"


# What hides a tag from whoever reads more simply than the parser; `%s` is a flood of attributes.
HIDING = {
    "a value without quotation marks that holds one": '<a href=x="y><b %s>"',
    "a quotation mark in a comment": '<!-- <a b=" --><i %s c="">',
    "a quotation mark in a title": '<title><a b="</title><b %s c="">',
    "a script that a comment begins": "<!-- <script> --><b %s>",
    "an attribute that begins with an equals sign": '<a ="b"><b %s>"',
    "a flood in a flood": "<p %s x='<b %s>'><i %s>" + '<u a="' + "<s %s>" * 3 + '">',
}


@pytest.mark.parametrize("name", HIDING)
def test_no_flood_of_attributes_hides_from_the_guard(name: str) -> None:
    flood = " ".join(f"a{n}=1" for n in range(5_000))
    root = parse("<title>kept</title>" + HIDING[name].replace("%s", flood) + "</b>words")
    assert max(len(element.attrib) for element in root.iter()) <= 1_000
    assert next(root.iter("title")).text


def test_a_flood_in_a_script_costs_the_page_nothing_else() -> None:
    flood = " ".join(f"a{n}=1" for n in range(5_000))
    body = f'<script>if (a <b {flood}) {{}}</script><meta name="author" content="Ana Lim">'
    assert read_page(body, url=ADDRESS).authors[0].name == "Ana Lim"


def test_the_same_bytes_give_the_same_value() -> None:
    for body in PAGE_BYTES:
        assert read_page(body, url=ADDRESS) == read_page(body, url=ADDRESS)


def test_a_page_saved_with_its_styles_inline_has_its_title_behind_them() -> None:
    body = b"<style>" + b"p{color:#000}" * 90_000 + b"</style><title>Ferry sinks</title>"
    assert len(body) > 1024 * 1024
    assert read_page(body, url=ADDRESS).title == "Ferry sinks"

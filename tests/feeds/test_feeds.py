"""RSS and Atom: what is written, what is refused, where feedgen alone would have gone wrong."""

import locale
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mediakit import chars, feeds
from mediakit.embed import Person
from mediakit.errors import InvalidFeed
from mediakit.feeds import NAMESPACES, Element, Enclosure, Feed, Item
from mediakit.feeds.reading import read_xml
from mediakit.html import Html

SITE = "https://harbour.example"
ATOM = "{http://www.w3.org/2005/Atom}"

POST = Item(
    id=f"{SITE}/live#post-2",
    url=f"{SITE}/live#post-2",
    title="Lights & <lamps>",
    summary="The lamps failed.",
    content=Html("<p>The lamps failed ]]> at nine.</p>"),
    authors=(Person(name="Ada Quist", url=f"{SITE}/ada"), Person(name="Bo Lind")),
    published=datetime(2016, 1, 11, 21, 0, tzinfo=timezone(timedelta(hours=2))),
    updated=datetime(2016, 1, 11, 20, 30, 0, 123, tzinfo=UTC),
    categories=("lamps", "harbours & moles"),
    enclosures=(
        Enclosure(url=f"{SITE}/a.mp3", length=81_000, type="audio/mpeg"),
        Enclosure(url=f"{SITE}/b.mp4", type="video/mp4"),
    ),
    lang="ar",
    elements=(Element("podcast:license", "cc-by-4.0", (("url", f"{SITE}/license"),)),),
)
FEED = Feed(
    id=f"{SITE}/live",
    title="Harbour, live",
    url=f"{SITE}/live",
    self_url=f"{SITE}/live.xml",
    description="All day from the quay.",
    lang="en",
    authors=(Person(name="The Harbour Gazette"),),
    items=(POST, Item(id="urn:uuid:0b6e1a5c-7d9f-5d9b-9c4f-6c2f3a1d8e77", title="One", published=date(2016, 1, 10))),
    icon=f"{SITE}/icon.png",
    logo=f"{SITE}/logo.png",
    rights="The Harbour Gazette",
    hub="https://hub.example/",
)
ONE = Item(id="https://a.example/1", published=date(2016, 1, 1))
SMALL = Feed(id=f"{SITE}/", title="T", url=f"{SITE}/", items=(ONE,))

BOTH = pytest.mark.parametrize("write", [feeds.rss, feeds.atom])


def test_rss_says_all_of_it() -> None:
    channel = etree.fromstring(feeds.rss(FEED))[0]
    links = [dict(link.attrib) for link in channel.findall("atom:link", NAMESPACES)]
    assert links == [
        {"href": FEED.self_url, "rel": "self", "type": "application/rss+xml"},
        {"href": FEED.hub, "rel": "hub"},
    ]
    item = channel.find("item")
    said = [(etree.QName(e).localname, e.text, dict(e.attrib)) for e in item]
    assert said == [
        ("title", POST.title, {}),
        ("link", POST.url, {}),
        ("description", POST.summary, {}),
        ("encoded", POST.content, {}),
        ("guid", POST.id, {"isPermaLink": "false"}),
        ("category", "lamps", {}),
        ("category", "harbours & moles", {}),
        ("enclosure", None, {"url": f"{SITE}/a.mp3", "length": "81000", "type": "audio/mpeg"}),
        ("pubDate", "Mon, 11 Jan 2016 21:00:00 +0200", {}),
        ("link", None, {"href": f"{SITE}/b.mp4", "rel": "enclosure", "type": "video/mp4"}),
        ("creator", "Ada Quist", {}),
        ("creator", "Bo Lind", {}),
        ("language", "ar", {}),
        ("license", "cc-by-4.0", {"url": f"{SITE}/license"}),
    ]
    plain = {etree.QName(e).localname: e.text for e in channel if len(e) == 0 and e.text}
    assert plain == {
        "title": FEED.title, "link": FEED.url, "description": FEED.description, "copyright": FEED.rights,
        "generator": "mediakit", "language": "en", "lastBuildDate": "Mon, 11 Jan 2016 20:30:00 +0000",
        "creator": "The Harbour Gazette",
    }  # fmt: skip


def test_atom_says_all_of_it() -> None:
    root = etree.fromstring(feeds.atom(FEED))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [dict(link.attrib) for link in root.findall(f"{ATOM}link")] == [
        {"href": FEED.self_url, "rel": "self", "type": "application/atom+xml"},
        {"href": FEED.url, "rel": "alternate"},
        {"href": FEED.hub, "rel": "hub"},
    ]
    entry = root.find(f"{ATOM}entry")
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    # feedgen alone loses rel, type and length of an entry's links.
    assert [dict(link.attrib) for link in entry.findall(f"{ATOM}link")] == [
        {"href": POST.url, "rel": "alternate"},
        {"href": f"{SITE}/a.mp3", "rel": "enclosure", "type": "audio/mpeg", "length": "81000"},
        {"href": f"{SITE}/b.mp4", "rel": "enclosure", "type": "video/mp4"},
    ]
    said = {etree.QName(e).localname: e.text for e in entry if len(e) == 0 and e.text}
    assert said == {
        "id": POST.id, "title": POST.title, "updated": "2016-01-11T20:30:00+00:00", "content": POST.content,
        "summary": POST.summary, "published": "2016-01-11T21:00:00+02:00", "license": "cc-by-4.0",
    }  # fmt: skip
    assert entry.find(f"{ATOM}content").get("type") == "html"
    people = [(a.findtext(f"{ATOM}name"), a.findtext(f"{ATOM}uri")) for a in entry.findall(f"{ATOM}author")]
    assert people == [("Ada Quist", f"{SITE}/ada"), ("Bo Lind", None)]
    assert [category.get("term") for category in entry.findall(f"{ATOM}category")] == list(POST.categories)


def test_a_bare_day_is_noon_and_an_entry_without_words_still_stands() -> None:
    entry = etree.fromstring(feeds.atom(FEED)).findall(f"{ATOM}entry")[1]
    assert entry.findtext(f"{ATOM}updated") == "2016-01-10T12:00:00+00:00"
    assert entry.findtext(f"{ATOM}content") == "One"


def test_atom_always_names_an_author() -> None:
    root = etree.fromstring(feeds.atom(SMALL))
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "T"
    signed = replace(SMALL, items=(replace(SMALL.items[0], authors=(Person(name="Ada"),)),))
    assert etree.fromstring(feeds.atom(signed)).find(f"{ATOM}author") is None


def test_only_what_is_used_is_declared() -> None:
    assert b"itunes" not in feeds.rss(SMALL)
    assert b"xmlns:podcast=" in feeds.rss(FEED).split(b">")[1]


@BOTH
def test_same_feed_same_bytes_and_no_clock(write: object) -> None:
    assert callable(write)
    body = write(FEED)
    assert write(FEED) == body
    assert str(datetime.now(UTC).year).encode() not in body
    assert b"feedgen" not in body
    assert body.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n")


@BOTH
def test_the_process_locale_is_never_touched(write: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> str:
        raise AssertionError("setlocale changes the whole process")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert callable(write)
    write(FEED)


@BOTH
def test_threads_write_the_same_bytes(write: object) -> None:
    assert callable(write)
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: write(FEED), range(40))) == {write(FEED)}


NAIVE = datetime(2016, 1, 1)  # noqa: DTZ001 - what is refused


@BOTH
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": ""}, "item 1: id: an item needs an id"),
        ({"id": "https://a.example/\x00"}, 'item "https://a.example/": id: '),
        ({"id": "https://a.example/\ud800"}, 'item "https://a.example/": id: '),
        ({"url": "javascript:alert(1)"}, "item \"https://a.example/1\": url: 'javascript:alert(1)' is no http(s) URL"),
        ({"url": f"{SITE}/\x0ba"}, 'item "https://a.example/1": url: '),
        ({"published": NAIVE}, 'item "https://a.example/1": published: 2016-01-01T00:00:00 has no zone'),
        ({"enclosures": (Enclosure(url="a.mp3"),)}, "item \"https://a.example/1\": enclosures[0].url: 'a.mp3'"),
        ({"authors": (Person(name="A", url="x"),)}, "item \"https://a.example/1\": authors[0].url: 'x'"),
    ],
)
def test_what_no_feed_may_carry_is_refused_by_item_and_field(write: object, change: object, words: str) -> None:
    assert callable(write)
    assert isinstance(change, dict)
    with pytest.raises(InvalidFeed) as caught:
        write(replace(SMALL, items=(replace(SMALL.items[0], **change),)))
    assert str(caught.value).startswith(words)


@BOTH
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "\x00"}, "feed: title: a feed needs a title"),
        ({"url": "/live"}, "feed: url: '/live' is no http(s) URL"),
        ({"self_url": "feed.xml"}, "feed: self_url: "),
        ({"hub": "hub"}, "feed: hub: "),
        ({"updated": NAIVE}, "feed: updated: "),
        ({"items": SMALL.items * 2}, 'item "https://a.example/1": id: item 1 has the same id'),
    ],
)
def test_what_no_feed_may_carry_is_refused_by_field(write: object, change: object, words: str) -> None:
    assert callable(write)
    assert isinstance(change, dict)
    with pytest.raises(InvalidFeed) as caught:
        write(replace(SMALL, **change))
    assert str(caught.value).startswith(words)


@pytest.mark.parametrize(
    ("feed", "words"),
    [
        (replace(SMALL, id="harbour"), "feed: id: 'harbour' is no URI"),
        (replace(SMALL, items=(Item(id="ep 1"),)), "item \"ep 1\": id: 'ep 1' is no URI"),
        (replace(SMALL, items=()), "feed: updated: nothing in the feed has a date"),
    ],
)
def test_atom_asks_for_more(feed: Feed, words: str) -> None:
    with pytest.raises(InvalidFeed) as caught:
        feeds.atom(feed)
    assert str(caught.value).startswith(words)


# --- any text in any field ---

anything = st.text(max_size=40) | st.text(alphabet="\x00\x0b\x1b\ufffe\uffff\ud800]>&<\"' \t\r\n%a", max_size=20)
maybe = st.none() | anything
people = st.lists(st.builds(Person, name=anything), max_size=2).map(tuple)
items = st.builds(
    Item,
    id=st.uuids().map(lambda value: value.urn),
    title=maybe,
    summary=maybe,
    content=st.none() | anything.map(Html),
    authors=people,
    published=st.none() | st.dates(min_value=date(1970, 1, 1)),
    categories=st.lists(anything, max_size=3).map(tuple),
    lang=maybe,
    elements=st.lists(st.builds(Element, st.just("dc:subject"), maybe), max_size=2).map(tuple),
)
whole = st.builds(
    Feed,
    id=st.just(f"{SITE}/"),
    title=anything.map(lambda text: f"x{text}"),
    url=st.just(f"{SITE}/"),
    description=maybe,
    lang=maybe,
    authors=people,
    rights=maybe,
    generator=maybe,
    updated=st.just(date(2016, 1, 1)),
    items=st.lists(items, max_size=3, unique_by=lambda item: item.id).map(tuple),
)


@BOTH
@given(feed=whole)
def test_any_text_in_any_field_gives_a_well_formed_feed(write: object, feed: Feed) -> None:
    assert callable(write)
    body = write(feed)
    root = ElementTree.fromstring(body)  # expat, which wrote none of it
    entries = root.findall("channel/item") or root.findall(f"{ATOM}entry")
    assert len(entries) == len(feed.items)
    prefix = ATOM if write is feeds.atom else ""
    for entry, item in zip(entries, feed.items, strict=True):
        title = chars.one_line(item.title or "")
        if title:
            assert entry.findtext(f"{prefix}title") == title
    assert read_xml(body).name in {"rss", "atom:feed"}


@given(whole)
def test_what_is_left_out_is_reported(feed: Feed) -> None:
    reported = {problem.where for problem in feeds.problems(feed)}
    for name in ("title", "description", "rights"):
        assert (f"feed: {name}" in reported) == bool(chars.forbidden(getattr(feed, name) or ""))
    for item in feed.items:
        for name in ("title", "summary", "content"):
            assert (f'item "{item.id}": {name}' in reported) == bool(chars.forbidden(getattr(item, name) or ""))


# --- XML by strangers ---

LAUGHS = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><rss><channel><title>&c;</title></channel></rss>'


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (LAUGHS, "a feed that declares entities is refused"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><rss>&b;</rss>', "a feed that declares entities"),
        (b"<rss><channel>", "line 1, column "),
        (b"", "line 1, column 1: not well-formed XML: Document is empty"),
        (b"no xml", "line 1, column 1: not well-formed XML"),
        (b"<rss>" + b"<a>" * 400 + b"</a>" * 400 + b"</rss>", "line 1, column "),
    ],
)
def test_xml_that_is_broken_or_hostile_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(InvalidFeed) as caught:
        read_xml(body)
    assert str(caught.value).startswith(words), caught.value


def test_namespaces_are_known_by_their_uri_not_their_prefix() -> None:
    body = (
        b'<rss xmlns:x="https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md" '
        b'xmlns:y="http://www.itunes.com/DTDs/PodCast-1.0.dtd" xmlns:z="urn:z"><x:guid/><y:block/><z:own/></rss>'
    )
    assert [child.name for child in read_xml(body).children] == ["podcast:guid", "itunes:block", "{urn:z}own"]

"""Hypothesis strategies for mediakit's values: any embed, with strangers' text in every field that takes text.

`any_embed()` holds to the values' own rules (`None` is unknown, never `""`; addresses are http or https) and to nothing
else: the words are hostile. `any_embed(urls=any_text())` breaks the rule about addresses too, for renderers.
"""

from __future__ import annotations

from datetime import timedelta, timezone
from functools import cache
from typing import Any, get_args

from hypothesis import strategies as st

from mediakit.embed import (
    KINDS,
    Chapter,
    Copy,
    Embed,
    FrozenMap,
    Image,
    ImageRole,
    MediaFile,
    Organization,
    Person,
    Placed,
    Player,
    ProviderRef,
    Rights,
    Series,
    Snapshot,
    Source,
    SourceKind,
    State,
    Status,
    Warning,
)

# What strangers' titles have broken: markup, attributes, templates, CDATA, controls, halves of surrogate pairs,
# direction overrides, noncharacters, line separators, and words in scripts that run the other way.
NASTY = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "]]><!--",
    "-->",
    "{{ 7*7 }} {% raw %} ${x}",
    "&amp;lt; &#x3c; &copy",
    "javascript:alert(1)",
    "\x00\x08\x0b\x1b[31m\x7f\x85",
    "\ud83d lone",
    "\udc00",
    "\ufffe\uffff\U0001ffff",
    "\u2028\u2029",
    "\u202eevil\u202c \u200b\u200f",
    "مرحبا بالعالم",
    "שלום",
    "👩‍👩‍👧‍👦 e\u0301",
    "a | b || c\n\n# d\n* e_f_",
    "=cmd|' /C calc'!A0",
    "line\r\nSet-Cookie: a=b",
    " leading and trailing ",
    "Z" * 3000,
)


def any_text(max_size: int = 60) -> st.SearchStrategy[str]:
    """Any text but the empty one: plain words, every code point there is (surrogates too), and what broke others."""
    every = st.characters(codec=None, exclude_categories=())
    return st.one_of(
        st.sampled_from(("Harbour lights", "A ship", "x", "0", *NASTY)),
        st.text(every, min_size=1, max_size=max_size),
        st.builds(lambda a, b: a + b, st.sampled_from(NASTY[:-1]), st.text(max_size=10)),
    )


def web_urls() -> st.SearchStrategy[str]:
    """Absolute http(s) URLs that `url.safe` lets through, some of them with markup in their query."""
    hosts = st.sampled_from(
        ("example.org", "www.example.com", "media.example.net:8080", "xn--bcher-kva.example", "[::1]")
    )
    tails = st.one_of(
        st.sampled_from(
            (
                "",
                "a",
                "a/b.mp3",
                '?q="><b>',
                "?a=1&b=2",
                "?x='y'",
                "#f",
                "a%20b",
                "é",
                "?u=javascript:alert(1)",
                "//x",
                "a;b,c",
            )
        ),
        st.text("abcdefghij0123456789-._~/?&=%+'\"<>|{}é", max_size=30),
    )
    return st.builds("{}://{}/{}".format, st.sampled_from(("https", "http")), hosts, tails)


def moments() -> st.SearchStrategy[Any]:
    """Bare days, and aware datetimes in any offset of whole minutes."""
    zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.one_of(st.dates(), st.datetimes(timezones=zones))


URLS = web_urls()
TEXTS = any_text()
_SIZES = st.one_of(st.none(), st.integers(0, 20_000))
_SECONDS = st.floats(0, 1e9, allow_nan=False)


def any_image(urls: st.SearchStrategy[str] = URLS, texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Image]:
    """Any picture; `local`, the name of a kept copy, is any text too."""
    words = st.none() | texts
    return st.builds(
        Image,
        url=urls,
        role=st.sampled_from(get_args(ImageRole)),
        width=_SIZES,
        height=_SIZES,
        alt=words,
        mime=words,
        size=_SIZES,
        local=st.none() | st.sampled_from(("3f9a0c.jpg", "0f" * 16 + ".png", "f0" * 16 + ".jpg")) | texts,
        caption=words,
        credit=words,
    )


def any_source() -> st.SearchStrategy[Source]:
    """Any source of a field."""
    return st.builds(
        Source,
        kind=st.sampled_from(get_args(SourceKind)),
        rank=st.integers(0, 100),
        url=st.none() | web_urls(),
        at=st.none() | moments(),
    )


def any_status() -> st.SearchStrategy[Status]:
    """Any state a medium can be in."""
    return st.builds(
        Status,
        state=st.sampled_from(get_args(State)),
        http=st.none() | st.integers(100, 599),
        reason=st.none() | any_text(),
        checked=st.none() | moments(),
        since=st.none() | moments(),
    )


def any_player(urls: st.SearchStrategy[str] = URLS) -> st.SearchStrategy[Player]:
    """Any player."""
    return st.builds(
        Player,
        url=urls,
        width=_SIZES,
        height=_SIZES,
        sizing=st.sampled_from(("ratio", "fixed", "auto")),
        parent=st.none() | st.sampled_from(("parent",)) | any_text(),
    )


@cache
def any_fields(
    urls: st.SearchStrategy[str] = URLS,
    texts: st.SearchStrategy[str] = TEXTS,
    depth: int = 1,
) -> dict[str, st.SearchStrategy[Any]]:
    """One strategy for every field of `Medium` that is not `key`, `url` or `provenance`."""
    words, address, when = st.none() | texts, st.none() | urls, st.none() | moments()

    def some(item: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.lists(item, max_size=2).map(tuple)

    image = any_image(urls, texts)
    return {
        "provider": st.none()
        | st.builds(
            ProviderRef,
            key=st.sampled_from(("youtube", "x", "example")),
            name=texts,
            url=address,
        ),
        "ids": st.dictionaries(st.sampled_from(("video", "list", "user")), texts, max_size=2).map(FrozenMap),
        "title": words,
        "description": words,
        "text": words,
        "lang": st.none() | st.sampled_from(("en", "ar", "de-CH")) | texts,
        "authors": some(st.builds(Person, name=texts, url=address, handle=words)),
        "publisher": st.none() | st.builds(Organization, name=texts, url=address),
        "published": when,
        "modified": when,
        "duration": st.none() | _SECONDS,
        "start": st.none() | _SECONDS,
        "end": st.none() | _SECONDS,
        "live": st.sampled_from((None, "upcoming", "live", "ended")),
        "images": some(image),
        "photos": some(image),
        "files": some(
            st.builds(
                MediaFile, url=urls, mime=words, size=_SIZES, width=_SIZES, height=_SIZES, bitrate=_SIZES, local=words
            )
        ),
        "player": st.none() | any_player(urls),
        "series": st.none() | st.builds(Series, title=texts, url=address, feed=address),
        "season": st.none() | st.integers(0, 100),
        "episode": st.none() | st.integers(0, 10_000),
        "chapters": some(
            st.builds(Chapter, start=_SECONDS, title=texts, end=st.none() | _SECONDS, url=address, image=address)
        ),
        "transcript": address,
        "quoted": any_embed(urls=urls, texts=texts, depth=depth - 1) | st.none() if depth > 0 else st.none(),
        "form": st.sampled_from((None, "document", "map", "chart", "poll", "code", "form")),
        "pages": st.none() | st.integers(0, 10_000),
        "keywords": some(texts),
        "rights": st.none()
        | st.builds(
            Rights,
            license=words,
            license_url=address,
            credit=words,
            copyright=words,
            acquire_url=address,
            usage_url=address,
        ),
        "status": any_status(),
        "snapshots": some(
            st.builds(Snapshot, url=urls, taken=moments(), text=words, title=words, published=when, sha256=texts)
        ),
        "archived": some(st.builds(Copy, url=urls, service=words, captured=when)),
        "warnings": some(st.builds(Warning, code=texts, detail=texts)),
    }


@st.composite
def any_embed(
    draw: st.DrawFn,
    *,
    kinds: tuple[str, ...] = tuple(KINDS),
    urls: st.SearchStrategy[str] = URLS,
    texts: st.SearchStrategy[str] = TEXTS,
    depth: int = 1,
    **given: Any,
) -> Embed:
    """Any embed of these kinds. What is `given` (values or strategies, by field) stands; every other field is known or
    not, as chance has it, and so is the provenance of those that are known."""
    strategies = any_fields(urls, texts, depth)
    known = draw(st.lists(st.sampled_from(sorted(strategies)), unique=True, max_size=8))
    values = {name: draw(strategies[name]) for name in known if name not in given}
    values["url"] = draw(urls)
    values["key"] = draw(st.sampled_from((f"link:url:{values['url']}", "youtube:video:a-b_c", "x:post:1234")))
    for name, value in given.items():
        values[name] = draw(value) if isinstance(value, st.SearchStrategy) else value
    if "provenance" not in given:
        stated = sorted(name for name, value in values.items() if value is not None and value != ())
        named = draw(st.lists(st.sampled_from(stated), unique=True, max_size=4))
        values["provenance"] = FrozenMap({name: draw(any_source()) for name in named})
    return KINDS[draw(st.sampled_from(kinds))](**values)  # type: ignore[index]


EMBEDS = any_embed()


def any_placed(embeds: st.SearchStrategy[Embed] = EMBEDS) -> st.SearchStrategy[Placed]:
    """Any embed with any words of an editor's (as plain text, never `Html`)."""
    words = st.none() | any_text()
    return st.builds(Placed, embed=embeds, caption=words, credit=words, alt=words, title=words)

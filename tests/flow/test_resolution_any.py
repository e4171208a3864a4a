"""Whatever comes back, resolving ends in an Embed that can be kept, or in a ResolveError; and it harms nobody else."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import NASTY, any_text

from mediakit.drivers import run
from mediakit.embed import Embed
from mediakit.errors import FetchError, FetchTimeout, ForbiddenURL, ResolveError
from mediakit.flow import Request, Response
from mediakit.kept import from_dict
from mediakit.resolution import resolving
from mediakit.store import MemoryStore

VICTIM = "https://www.youtube.com/watch?v=M0veL1ght01"
URLS = (
    "https://youtu.be/M0veL1ght02?t=42",
    "https://x.com/a/status/2055501493171130932",
    "https://t.co/abc",
    "https://t.me/durov/142",
    "https://social.example/@harbour/116583593869312321",
    "https://post.example/story",
    "https://cdn.example/a.mp3",
    "https://cdn.example/a.jpg",
    "https://web.archive.org/web/20160111202300/https://post.example/story",
)
PLACES = st.sampled_from((*URLS, VICTIM, "/login", "http://127.0.0.1/", "javascript:x", "//evil.example", "\x00", ""))
WORDS = st.sampled_from(NASTY) | any_text()


@st.composite
def pages(draw: st.DrawFn) -> bytes:
    one, two, place = draw(WORDS), draw(WORDS), draw(PLACES)
    parts = (
        f"<title>{one}</title>",
        f'<meta property="og:title" content="{two}">',
        f'<meta property="og:url" content="{place}"><link rel=canonical href="{place}">',
        f'<link rel=alternate type=application/json+oembed href="{place}">',
        f'<meta property="og:image" content="{place}"><meta property="og:type" content="video">',
        f'<meta property="og:video:secure_url" content="{place}">',
        f'<meta http-equiv=refresh content="0;url={place}">',
        '<script type="application/ld+json">'
        + json.dumps({"@type": "NewsArticle", "headline": one, "url": place, "author": {"name": two}})
        + "</script>",
    )
    return "".join(draw(st.lists(st.sampled_from(parts), max_size=5))).encode("utf-8", "replace")


@st.composite
def oembeds(draw: st.DrawFn) -> bytes:
    fields = {
        "type": draw(st.sampled_from(["video", "photo", "rich", "link", "film"])),
        "title": draw(WORDS),
        "author_name": draw(WORDS),
        "url": draw(PLACES),
        "provider_name": "YouTube",
        "html": draw(WORDS | PLACES.map(lambda place: f'<iframe src="{place}"></iframe>')),
        "thumbnail_url": draw(PLACES),
        "cache_age": draw(st.one_of(st.integers(), st.floats(), st.text(max_size=5))),
        "width": draw(st.one_of(st.integers(), st.text(max_size=5), st.none())),
    }
    kept = draw(st.lists(st.sampled_from(sorted(fields)), unique=True))
    return json.dumps({name: fields[name] for name in kept}).encode()


TYPES = ("text/html", "application/json", "image/png", "audio/mpeg", "x")
ANSWERS = st.one_of(
    st.builds(
        Response,
        url=st.just(""),
        status=st.sampled_from((200, 200, 200, 200, 204, 206)),
        headers=st.sampled_from(({}, *({"content-type": mime} for mime in TYPES))),
        body=st.one_of(pages(), oembeds(), st.binary(max_size=50)),
    ),
    st.builds(
        Response,
        url=st.just(""),
        status=st.sampled_from((301, 302, 307, 300, 304)),
        headers=PLACES.map(lambda place: {"location": place}),
    ),
    st.builds(
        Response, url=st.just(""), status=st.sampled_from((400, 401, 403, 404, 410, 429, 500, 503)), headers=st.just({})
    ),
    st.sampled_from((FetchError("https://x.example/", "no"), FetchTimeout("https://x.example/", "late"))),
)


@settings(max_examples=200)
@given(st.sampled_from(URLS), st.lists(ANSWERS, min_size=1, max_size=6))
def test_any_answers(url: str, answers: list[Response | ResolveError]) -> None:
    store, asked = MemoryStore(clock=lambda: 1e9), []

    def fetch(request: Request, deadline: float | None = None) -> Response:
        asked.append(request.url)
        answer = answers[(len(asked) - 1) % len(answers)]
        if isinstance(answer, ResolveError):
            raise answer
        return answer

    def resolve(text: str) -> Embed | ResolveError:
        try:
            return run(resolving(text), fetch=fetch, store=store, clock=lambda: 1e9)
        except ResolveError as error:
            return error

    found = resolve(url)
    assert len(asked) < 60
    if isinstance(found, ResolveError):
        assert resolve(url).reason == found.reason or isinstance(found, ForbiddenURL)
        return
    assert from_dict(json.loads(json.dumps(found.to_dict()))) == found
    count = len(asked)
    assert resolve(url) == found
    assert len(asked) == count or count == 0
    # What was answered about this can have changed only what this leads to; never a stranger's row.
    led = {entry.key for entry in store.entries()}
    assert found.key in led
    for entry in store.entries():
        assert entry.embed is not None
        assert entry.embed.provider is None or entry.embed.provider.key in entry.embed.key
        if entry.key != found.key and entry.negative is None:
            assert entry.embed.key in led

"""The resolving conversation: spoken by hand once, then over a table of worlds, by both drivers."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from mediakit.drivers import arun, run
from mediakit.embed import Embed, Status, Video, Warning
from mediakit.errors import (
    BadStatus,
    FetchError,
    FetchTimeout,
    ForbiddenURL,
    Gone,
    MediaKitError,
    ResolveError,
    StoreError,
    TooManyRedirects,
)
from mediakit.flow import Ask, Entry, Lease, Load, Now, Release, Request, Response, Save
from mediakit.providers import endpoint, from_url
from mediakit.resolution import resolving
from mediakit.resolution.remembering import FAILED, FRESH, GONE, LEASE, LEAST, MOST
from mediakit.store import MemoryStore

VIDEO = "https://www.youtube.com/watch?v=M0veL1ght01"
POST = "https://x.com/SandholmLight/status/2055501493171130932"
STORY = "https://post.example/2026/ferry"
NOW = datetime(2026, 5, 16, 12, 0, 0, tzinfo=UTC)


def oembed_of(url: str) -> str:
    known = from_url(url)
    assert known is not None
    address = endpoint(known)
    assert address is not None
    return address


ABOUT_VIDEO = {"type": "video", "version": "1.0", "title": "The first push", "author_name": "Sandholm Museum"}


@dataclass
class World:
    """Answers by URL; a missing one is a network that nobody answers in. Time goes on by one second with each ask."""

    answers: Mapping[str, Response | MediaKitError | str]
    time: float = NOW.timestamp()
    asked: list[str] = field(default_factory=list)
    store: MemoryStore | None = None
    pace: float = 1.0

    def fetch(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(request.url)
        self.time += self.pace
        if deadline is not None and self.time >= deadline:
            self.time = deadline
            raise FetchTimeout(request.url, "the deadline came before the answer")
        answer = self.answers.get(request.url) or FetchError(request.url, "nobody answers")
        if isinstance(answer, MediaKitError):
            raise answer
        if isinstance(answer, str):
            return Response(url=request.url, status=302, headers={"location": answer})
        return Response(url=request.url, status=answer.status, headers=answer.headers, body=answer.body)

    def resolve(self, text: str, *, seconds: float | None = None, **options: Any) -> Embed:
        deadline = None if seconds is None else self.time + seconds
        return run(
            resolving(text, deadline=deadline, **options),
            fetch=self.fetch,
            store=self.store,
            deadline=deadline,
            clock=lambda: self.time,
            sleep=self.sleep,
        )

    def sleep(self, seconds: float) -> None:
        self.time += seconds


class InLoop(World):
    """The same world, driven by tasks."""

    def resolve(self, text: str, *, seconds: float | None = None, **options: Any) -> Embed:
        async def fetch(request: Request, deadline: float | None = None) -> Response:
            return self.fetch(request, deadline)

        async def sleep(seconds: float) -> None:
            self.sleep(seconds)

        deadline = None if seconds is None else self.time + seconds
        return asyncio.run(
            arun(
                resolving(text, deadline=deadline, **options),
                fetch=fetch,
                store=self.store,
                deadline=deadline,
                clock=lambda: self.time,
                sleep=sleep,
            )
        )


@pytest.fixture(params=[World, InLoop], ids=["run", "arun"])
def world(request: pytest.FixtureRequest) -> Any:
    return request.param


def html(body: str, **headers: str) -> Response:
    head = {"content-type": "text/html; charset=utf-8", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return Response(url="", status=200, headers=head, body=body.encode())


def data(value: object) -> Response:
    return Response(url="", status=200, headers={"content-type": "application/json"}, body=json.dumps(value).encode())


def status(number: int) -> Response:
    return Response(url="", status=number, headers={})


def codes(embed: Embed) -> list[str]:
    return [warning.code for warning in embed.warnings]


# ---- by hand ---------------------------------------------------------------------------------------------------------


def test_the_conversation_about_a_video_by_hand() -> None:
    flow = resolving("https://youtu.be/M0veL1ght01?t=42")
    key = "youtube:video:M0veL1ght01"
    assert next(flow) == Load(key)
    assert flow.send(None) == Now()
    assert flow.send(1000.0) == Lease(key, LEASE)
    assert flow.send(7) == Load(key)
    assert flow.send(None) == Now()
    assert flow.send(1000.0) == Now()
    asked = flow.send(1000.0)
    assert asked == Ask(Request(url=oembed_of(VIDEO), purpose="oembed"))
    assert flow.send(data({**ABOUT_VIDEO, "cache_age": 7200})) == Now()
    assert flow.send(1001.0) == Now()
    saved = flow.send(1001.0)
    assert isinstance(saved, Save)
    assert (saved.entry.key, saved.entry.saved, saved.entry.fresh_until) == (key, 1000.0, 8201.0)
    assert saved.token == 7
    assert flow.send(True) == Release(key, 7)
    with pytest.raises(StopIteration) as end:
        flow.send(None)
    embed = end.value.value
    assert (embed.title, embed.start, embed.player.url[-9:]) == ("The first push", 42.0, "?start=42")
    assert isinstance(saved.entry.embed, Video)
    assert (saved.entry.embed.start, "start=" in saved.entry.embed.player.url) == (None, False)


# ---- who is asked, and what comes of it ------------------------------------------------------------------------------


def test_an_endpoint_is_enough(world: Any) -> None:
    here = world({oembed_of(VIDEO): data(ABOUT_VIDEO)})
    embed = here.resolve(VIDEO)
    assert here.asked == [oembed_of(VIDEO)]
    assert (embed.kind, embed.key, embed.url) == ("video", "youtube:video:M0veL1ght01", VIDEO)
    assert (embed.title, embed.authors[0].name, embed.provider.name) == ("The first push", "Sandholm Museum", "YouTube")
    assert embed.status == Status(state="ok", http=200, checked=NOW)
    source = embed.provenance["title"]
    assert (source.kind, source.url, source.at) == ("oembed", oembed_of(VIDEO), NOW)
    assert embed.warnings == ()


def test_a_page_is_asked_where_there_is_no_endpoint(world: Any) -> None:
    page = "<title>Ferry sinks</title><meta property='og:description' content='In the harbour.'>"
    here = world({STORY: html(page)})
    embed = here.resolve(STORY + "?utm_source=x#top")
    assert here.asked == [STORY]
    assert (embed.kind, embed.key, embed.title) == ("link", f"link:url:{STORY}", "Ferry sinks")
    assert embed.provenance["title"].url == STORY
    assert embed.status == Status(state="ok", http=200, checked=NOW)


def test_a_post_without_words_is_read_on_its_page_too(world: Any) -> None:
    toot = "https://social.example/@harbour/116583593869312321"
    page = "<meta property='og:type' content='article'><meta property='og:description' content='Until it is lit.'>"
    here = world({oembed_of(toot): data({"type": "rich", "author_name": "Harbour"}), toot: html(page)})
    embed = here.resolve(toot)
    assert here.asked == [oembed_of(toot), toot]
    assert (embed.kind, embed.authors[0].name) == ("post", "Harbour")
    assert embed.text == "Until it is lit."
    assert embed.provenance["text"].kind == "opengraph"


def test_a_page_that_fails_beside_an_endpoint_is_a_warning(world: Any) -> None:
    toot = "https://social.example/@harbour/116583593869312321"
    embed = world({oembed_of(toot): data({"type": "rich", "author_name": "Harbour"})}).resolve(toot)
    assert (embed.authors[0].name, embed.status.state, codes(embed)) == ("Harbour", "ok", ["unreachable"])


@pytest.mark.parametrize("way", [301, 302, 303, 307, 308])
def test_redirects_are_followed_hop_by_hop(way: int) -> None:
    moved = Response(url="", status=way, headers={"location": "../ferry"})
    here = World({"https://post.example/2026/old/": moved, STORY: html("<title>Ferry</title>")})
    embed = here.resolve("https://post.example/2026/old/")
    assert here.asked == ["https://post.example/2026/old/", STORY]
    assert (embed.title, embed.url, embed.key) == ("Ferry", STORY, "link:url:https://post.example/2026/old/")


def test_redirects_end(world: Any) -> None:
    here = world({f"https://a.example/{n}": f"/{n + 1}" for n in range(20)})
    with pytest.raises(TooManyRedirects):
        here.resolve("https://a.example/0")
    assert len(here.asked) == 6


def test_a_page_that_sends_its_reader_on_is_one_more_hop(world: Any) -> None:
    sends = html(f"<meta http-equiv=refresh content='0;url={STORY}'>")
    embed = world({"https://short.example/a": sends, STORY: html("<title>Ferry</title>")}).resolve(
        "https://short.example/a"
    )
    assert (embed.title, embed.url) == ("Ferry", STORY)


def test_a_short_link_becomes_its_target(world: Any) -> None:
    here = world({"https://t.co/abc": POST + "?s=20", oembed_of(POST): data({"type": "rich", "html": TWEET})})
    embed = here.resolve("https://t.co/abc")
    assert (embed.key, embed.kind, embed.text) == ("twitter:status:2055501493171130932", "post", "Good morning, tower.")
    assert here.asked == ["https://t.co/abc", oembed_of(POST)]


def test_a_short_link_may_lead_to_a_stranger(world: Any) -> None:
    embed = world({"https://t.co/abc": STORY, STORY: html("<title>Ferry</title>")}).resolve("https://t.co/abc")
    assert (embed.key, embed.title, embed.provider) == (f"link:url:{STORY}", "Ferry", None)


def test_a_short_link_that_nobody_answers_is_still_its_providers(world: Any) -> None:
    embed = world({}).resolve("https://t.co/abc")
    assert (embed.provider.key, embed.url, embed.status.state) == ("twitter", "https://t.co/abc", "unreachable")


def test_a_strangers_short_link_becomes_its_target(world: Any) -> None:
    here = world({"https://bit.example/x": VIDEO + "&t=5", oembed_of(VIDEO): data(ABOUT_VIDEO)})
    embed = here.resolve("https://bit.example/x")
    assert (embed.key, embed.title, embed.start) == ("youtube:video:M0veL1ght01", "The first push", 5.0)


def test_short_links_in_a_circle_end(world: Any) -> None:
    here = world({"https://t.co/a": "https://fb.watch/b", "https://fb.watch/b": "https://t.co/a"})
    assert here.resolve("https://t.co/a").key == "twitter:short:a"
    assert len(here.asked) < 15


def test_a_deleted_posts_page_that_leads_to_its_author_says_nothing_of_the_post(world: Any) -> None:
    post = "https://t.me/durov/142"
    here = world({post: "https://evil.example/", "https://evil.example/": html("<title>Casino</title>")})
    embed = here.resolve(post)
    assert (embed.key, embed.title, codes(embed)) == ("telegram:post:durov/142", None, ["answer"])


TWEET = '<blockquote class="twitter-tweet"><p lang="en">Good morning, tower.</p>&mdash; Sandholm</blockquote>'

# ---- failures --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (status(404), "gone"),
        (status(410), "gone"),
    ],
)
def test_what_the_provider_says_for_good_is_said_and_dated(answer: Response, state: str) -> None:
    here = World({oembed_of(VIDEO): answer, VIDEO: html("<title>YouTube</title>")})
    embed = here.resolve(VIDEO)
    assert here.asked == [oembed_of(VIDEO)]
    assert (embed.status.state, embed.status.http, embed.status.checked) == (state, answer.status, NOW)
    assert (codes(embed), embed.player is not None, embed.title) == ([state], True, None)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (status(429), "unreachable"),
        (status(503), "unreachable"),
        (None, "unreachable"),
        (FetchTimeout("https://x", "too slow"), "unreachable"),
        (data({"type": "film"}), "answer"),
        (html("<title>hm</title>"), "answer"),
        ("http://169.254.169.254/latest", "forbidden"),
    ],
)
def test_what_passes_changes_nothing_for_readers(answer: Response | None, code: str) -> None:
    embed = World({oembed_of(VIDEO): answer} if answer else {}).resolve(VIDEO)
    bare = from_url(VIDEO)
    assert bare is not None
    assert (embed.url, embed.player, embed.status.state) == (bare.url, bare.player, "unreachable")
    assert codes(embed)[0] in (code, "unreachable")
    assert code in codes(embed)


def test_a_404_from_a_host_that_is_only_shaped_like_a_provider_is_no_verdict(world: Any) -> None:
    toot = "https://social.example/@harbour/116583593869312321"
    embed = world({oembed_of(toot): status(404), toot: html("<title>A blog</title>")}).resolve(toot)
    assert (embed.title, embed.status.state, codes(embed)) == ("A blog", "ok", ["gone"])


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (status(404), Gone),
        (status(500), BadStatus),
        (None, FetchError),
        (FetchTimeout(STORY, "too slow"), FetchTimeout),
        (Response(url="", status=302, headers={"location": "javascript:alert(1)"}), ResolveError),
        (Response(url="", status=302, headers={}), ResolveError),
        (Response(url="", status=304, headers={}), BadStatus),
        ("http://127.0.0.1/", ForbiddenURL),
        ("https://post.example:6379/", ForbiddenURL),
    ],
)
def test_a_stranger_that_does_not_answer_is_an_error(answer: Response | None, kind: type[ResolveError]) -> None:
    here = World({STORY: answer} if answer else {})
    with pytest.raises(kind):
        here.resolve(STORY)
    assert here.asked == [STORY]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "see you at the harbour",
        "ftp://example.org/",
        "javascript:alert(1)",
        "http://localhost/",
        "https://u:p@a.example/",
    ],
)
def test_what_cannot_be_asked_is_refused_before_anything_is(text: str) -> None:
    here = World({})
    with pytest.raises(ForbiddenURL):
        here.resolve(text)
    assert here.asked == []


def test_a_host_of_the_newsrooms_own_may_be_asked(world: Any) -> None:
    inner = "http://cms.internal:8080/story"
    here = world({inner: html("<title>Draft</title>")})
    assert here.resolve(inner, allow_hosts=("cms.internal",)).title == "Draft"


def test_a_closed_provider_is_not_asked(world: Any) -> None:
    here = world({"https://vine.co/v/hBFz2AmTaXU": html("<title>Buy this domain</title>")})
    embed = here.resolve("https://vine.co/v/hBFz2AmTaXU")
    assert (embed.status.state, embed.title, here.asked) == ("gone", None, [])


def test_a_wall_gives_no_words(world: Any) -> None:
    embed = world({STORY: html("<title>Just a moment...</title>")}).resolve(STORY)
    assert (embed.title, embed.status.state, embed.status.checked) == (None, "blocked", NOW)


def test_a_pasted_code_keeps_its_own_words_when_nobody_answers(world: Any) -> None:
    code = TWEET.replace("Sandholm<", f'Sandholm <a href="{POST}">May 16, 2026</a><')
    embed = world({oembed_of(POST): status(404)}).resolve(code)
    assert (embed.key, embed.status.state) == ("twitter:status:2055501493171130932", "gone")
    assert embed.text == "Good morning, tower."


def test_what_a_pasted_code_says_is_not_kept_for_others(world: Any) -> None:
    code = TWEET.replace("Sandholm<", f'Sandholm <a href="{POST}">May 16, 2026</a><')
    frame = "<iframe src='https://maps.example/embed/7' title='Poisoned' width=4 height=3></iframe>"
    here = world({}, store=MemoryStore())
    for pasted in (code, frame):
        here.resolve(pasted)
    for entry in here.store.entries():
        assert (entry.embed.text, entry.embed.title, entry.embed.images) == (None, None, ())


# ---- what a page may and may not say ---------------------------------------------------------------------------------


def test_an_answer_changes_nothing_else(world: Any) -> None:
    lies = html(
        f"<title>Lies</title><link rel=canonical href='{VIDEO}'><meta property='og:url' content='{POST}'>"
        "<meta property='og:site_name' content='YouTube'>"
    )
    here = world({STORY: lies})
    here.store = MemoryStore()
    embed = here.resolve(STORY)
    assert (embed.key, embed.url, embed.provider) == (f"link:url:{STORY}", STORY, None)
    assert [entry.key for entry in here.store.entries()] == [f"link:url:{STORY}"]


def test_a_page_may_name_another_address_of_its_own_site(world: Any) -> None:
    page = html("<title>Ferry</title><link rel=canonical href='https://www.post.example/ferry'>")
    embed = world({STORY: page}).resolve(STORY)
    assert (embed.url, embed.key) == ("https://www.post.example/ferry", f"link:url:{STORY}")


def naming(endpoint_url: str, more: str = "") -> Response:
    return html(f"<link rel=alternate type=application/json+oembed href='{endpoint_url}'>{more}")


def test_an_endpoint_that_a_page_names_is_asked_for_what_the_page_left_out(world: Any) -> None:
    named = "https://clips.example/oembed?url=x"
    answer = {"type": "video", "title": "Launch", "provider_name": "YouTube", "provider_url": "https://www.youtube.com"}
    here = world({"https://clips.example/1": naming(named, "<title>Clips</title>"), named: data(answer)})
    embed = here.resolve("https://clips.example/1")
    assert here.asked == ["https://clips.example/1", named]
    assert (embed.kind, embed.provider, embed.key) == ("video", None, "link:url:https://clips.example/1")
    assert embed.publisher.name == "Clips"  # the page's own word; the endpoint's is another's name


def test_what_a_named_endpoint_says_weighs_less_than_one_we_sanction(world: Any) -> None:
    named = "https://clips.example/oembed?url=x"
    page = naming(named, "<title>Clips</title><meta property='og:title' content='As the page says'>")
    here = world({"https://clips.example/1": page, named: data({"type": "video", "title": "As the endpoint says"})})
    assert here.resolve("https://clips.example/1").title == "As the page says"


def test_wordpress_articles_are_not_asked_twice(world: Any) -> None:
    here = world({STORY: naming("https://post.example/wp-json/oembed/1.0/embed?url=x", "<title>Ferry</title>")})
    assert here.resolve(STORY).title == "Ferry"
    assert here.asked == [STORY]


@pytest.mark.parametrize("named", ["https://evil.example/oembed?url=x", "https://post.example.evil.example/oembed"])
def test_an_endpoint_on_another_site_is_not_asked(named: str) -> None:
    here = World({STORY: naming(named)})
    here.resolve(STORY)
    assert here.asked == [STORY]


def test_an_endpoint_that_leads_to_another_site_is_not_followed(world: Any) -> None:
    named = "https://post.example/oembed"
    here = world({STORY: naming(named), named: "https://evil.example/oembed"})
    embed = here.resolve(STORY)
    assert here.asked == [STORY, named]
    assert codes(embed) == ["answer"]


def test_a_page_may_name_a_providers_endpoint(world: Any) -> None:
    named = oembed_of(VIDEO)
    here = world({STORY: naming(named), named: data(ABOUT_VIDEO)})
    embed = here.resolve(STORY)
    assert (embed.key, embed.url, embed.title) == (f"link:url:{STORY}", STORY, "The first push")
    assert here.asked == [STORY, named]


# ---- files -----------------------------------------------------------------------------------------------------------

GIF = b"GIF89a" + bytes([64, 1, 200, 0]) + bytes(30)


def file(mime: str, body: bytes = b"", **headers: str) -> Response:
    return Response(url="", status=200, headers={"content-type": mime, **headers}, body=body)


def test_a_file_is_the_medium_itself(world: Any) -> None:
    url = "https://cdn.example/ep/12.mp3"
    signed = "https://edge.example/12?sig=x"
    here = world({url: signed, signed: file("audio/mpeg", b"ID3", **{"content-length": "12345678"})})
    embed = here.resolve(url)
    assert (embed.kind, embed.url) == ("audio", url)
    assert [(each.url, each.mime, each.size) for each in embed.files] == [(url, "audio/mpeg", 12345678)]


@pytest.mark.parametrize("mime", ["image/gif", "text/html", "application/octet-stream"])
def test_a_picture_is_known_by_its_bytes(mime: str) -> None:
    url = "https://cdn.example/tower"
    embed = World({url: file(mime, GIF, **{"content-range": "bytes 0-39/9000"})}).resolve(url)
    image = embed.images[0]
    assert (embed.kind, image.url, image.role) == ("photo", url, "photo")
    assert (image.mime, image.width, image.height, image.size) == ("image/gif", 320, 200, 9000)


def test_a_document_is_one(world: Any) -> None:
    url = "https://court.example/ruling"
    embed = world({url: file("application/pdf", b"%PDF-1.7", **{"content-length": "800"})}).resolve(url)
    assert (embed.kind, embed.form, embed.files[0].size) == ("rich", "document", 800)


def test_an_unknown_kind_of_file_is_a_link(world: Any) -> None:
    url = "https://data.example/votes"
    embed = world({url: file("application/zip")}).resolve(url)
    assert (embed.kind, embed.url, embed.status.state) == ("link", url, "ok")


def test_a_file_that_nobody_serves_is_still_what_its_address_says(world: Any) -> None:
    embed = world({}).resolve("https://cdn.example/ep/12.mp3")
    assert (embed.kind, embed.status.state, codes(embed)) == ("audio", "unreachable", ["unreachable"])


# ---- memory ----------------------------------------------------------------------------------------------------------


def kept(world: World) -> Entry:
    assert world.store is not None
    entry = world.store.load("youtube:video:M0veL1ght01")
    assert entry is not None
    return entry


@pytest.fixture
def remembered(world: Any) -> World:
    here: World = world({oembed_of(VIDEO): data(ABOUT_VIDEO)})
    here.store = MemoryStore(clock=lambda: here.time)
    here.resolve(VIDEO)
    here.asked.clear()
    return here


def test_what_is_fresh_is_not_asked_again_and_each_paste_keeps_its_own_stretch(remembered: World) -> None:
    first = remembered.resolve("https://youtu.be/M0veL1ght01?t=42")
    second = remembered.resolve(VIDEO)
    assert remembered.asked == []
    assert (first.title, first.start, second.title, second.start) == ("The first push", 42.0, "The first push", None)
    assert "start" in first.player.url and "start" not in second.player.url  # type: ignore[union-attr]


def test_what_is_stale_is_asked_again_and_nothing_known_is_lost(remembered: World) -> None:
    remembered.time += FRESH + 1
    remembered.answers = {oembed_of(VIDEO): data({"type": "video", "title": "The last push", "duration": 62})}
    embed = remembered.resolve(VIDEO)
    assert remembered.asked == [oembed_of(VIDEO)]
    assert (embed.title, embed.duration, embed.authors[0].name) == ("The last push", 62.0, "Sandholm Museum")


@pytest.mark.parametrize("answer", [status(503), None, data({"type": "film"})])
def test_a_failing_refresh_changes_nothing_for_readers(remembered: World, answer: Response | None) -> None:
    before = remembered.resolve(VIDEO)
    remembered.time += FRESH + 1
    remembered.answers = {oembed_of(VIDEO): answer} if answer else {}
    after = remembered.resolve(VIDEO)
    assert (after.title, after.status, after.images) == (before.title, before.status, before.images)
    assert len(after.warnings) > 0
    remembered.asked.clear()
    remembered.resolve(VIDEO)
    assert remembered.asked == []
    remembered.time += FAILED + 1
    remembered.answers = {oembed_of(VIDEO): data(ABOUT_VIDEO)}
    assert remembered.resolve(VIDEO).warnings == ()


def test_what_is_gone_is_said_beside_what_was_kept(remembered: World) -> None:
    remembered.time += FRESH + 1
    remembered.answers = {oembed_of(VIDEO): status(404)}
    embed = remembered.resolve(VIDEO)
    assert (embed.title, embed.status.state, embed.status.http) == ("The first push", "gone", 404)
    assert kept(remembered).fresh_until == remembered.time + GONE
    remembered.time += GONE + 1
    remembered.answers = {}
    assert remembered.resolve(VIDEO).status.state == "gone"
    remembered.time += GONE + 1
    remembered.answers = {oembed_of(VIDEO): data(ABOUT_VIDEO)}
    assert remembered.resolve(VIDEO).status.state == "ok"


@pytest.mark.parametrize(("stated", "good_for"), [(0, FRESH), (60, LEAST), (7200, 7200), (3153600000, MOST)])
def test_cache_age_is_heard_within_bounds(stated: int, good_for: float) -> None:
    here = World({oembed_of(VIDEO): data({**ABOUT_VIDEO, "cache_age": stated})}, store=MemoryStore())
    here.resolve(VIDEO)
    assert kept(here).fresh_until == here.time + good_for


def test_what_was_forgotten_is_not_asked_and_not_shown(remembered: World) -> None:
    assert isinstance(remembered.store, MemoryStore)
    remembered.store.forget("youtube:video:M0veL1ght01", "asked by the author")
    remembered.time += 10 * FRESH
    embed = remembered.resolve("https://youtu.be/M0veL1ght01?t=42")
    assert remembered.asked == []
    assert (embed.title, embed.authors, embed.player, embed.images) == (None, (), None, ())
    assert (embed.url, embed.ids["video"], embed.provider.name) == (VIDEO, "M0veL1ght01", "YouTube")  # type: ignore[union-attr]
    assert embed.warnings == (Warning(code="forgotten", detail="asked by the author"),)


def test_a_short_link_is_kept_and_forgotten_with_its_target(world: Any) -> None:
    here = world({"https://bit.example/x": VIDEO + "&t=5", oembed_of(VIDEO): data(ABOUT_VIDEO)})
    here.store = MemoryStore(clock=lambda: here.time)
    first = here.resolve("https://bit.example/x")
    here.asked.clear()
    assert here.resolve("https://bit.example/x") == first
    assert here.asked == []
    here.store.forget(first.key, "asked")
    assert here.resolve("https://bit.example/x").title is None
    assert here.resolve(VIDEO).title is None
    assert here.asked == []


def test_a_stranger_that_failed_is_not_asked_by_a_crowd(world: Any) -> None:
    here = world({STORY: status(404)})
    here.store = MemoryStore(clock=lambda: here.time)
    for _ in range(3):
        with pytest.raises(Gone) as gone:
            here.resolve(STORY)
        assert (gone.value.status, gone.value.url) == (404, STORY)
    assert here.asked == [STORY]
    here.time += GONE + 1
    here.answers = {STORY: html("<title>Ferry</title>")}
    assert here.resolve(STORY).title == "Ferry"


def test_while_another_asks_what_is_kept_is_served(remembered: World) -> None:
    remembered.time += FRESH + 1
    assert remembered.store is not None
    assert remembered.store.lease("youtube:video:M0veL1ght01", 60.0) is not None
    assert remembered.resolve(VIDEO).title == "The first push"
    assert remembered.asked == []


def test_who_has_nothing_waits_for_a_leader_and_takes_over_when_it_died(world: Any) -> None:
    here = world({oembed_of(VIDEO): data(ABOUT_VIDEO)})
    here.store = MemoryStore(clock=lambda: here.time)
    here.store.lease("youtube:video:M0veL1ght01", 3.0)
    began = here.time
    assert here.resolve(VIDEO).title == "The first push"
    assert 3.0 <= here.time - began - here.pace < 4.0


def test_a_store_that_fails_costs_a_warning(world: Any) -> None:
    class Broken(MemoryStore):
        def load(self, key: str) -> Entry | None:
            raise StoreError("embeds.db: disk I/O error")

        def save(self, entry: Entry, token: int | None = None) -> bool:
            raise StoreError("embeds.db: disk I/O error")

        def lease(self, key: str, seconds: float) -> int | None:
            raise StoreError("embeds.db: disk I/O error")

    embed = world({oembed_of(VIDEO): data(ABOUT_VIDEO)}, store=Broken()).resolve(VIDEO)
    assert embed.title == "The first push"
    assert embed.warnings == (Warning(code="store", detail="embeds.db: disk I/O error"),)


# ---- deadlines -------------------------------------------------------------------------------------------------------


def test_when_time_runs_out_what_is_known_offline_is_the_answer(world: Any) -> None:
    here = world({oembed_of(VIDEO): data(ABOUT_VIDEO)}, pace=5.0)
    here.store = MemoryStore(clock=lambda: here.time)
    embed = here.resolve(VIDEO, seconds=2.0)
    assert (embed.key, embed.title, codes(embed)) == ("youtube:video:M0veL1ght01", None, ["deadline"])
    assert embed.status == Status()
    assert here.store.load(embed.key) is None
    assert here.resolve(VIDEO).title == "The first push"


def test_when_time_runs_out_a_stranger_is_a_bare_link(world: Any) -> None:
    here = world({STORY: html("<title>Ferry</title>")}, pace=5.0)
    here.store = MemoryStore(clock=lambda: here.time)
    embed = here.resolve(STORY, seconds=2.0)
    assert (embed.kind, embed.url, embed.title, codes(embed)) == ("link", STORY, None, ["deadline"])
    assert here.store.load(embed.key) is None


def test_when_time_runs_out_what_is_kept_is_the_answer(remembered: World) -> None:
    remembered.time += FRESH + 1
    remembered.pace = 5.0
    embed = remembered.resolve(VIDEO, seconds=2.0)
    assert (embed.title, codes(embed)) == ("The first push", ["deadline"])


def test_when_time_runs_out_while_another_asks(world: Any) -> None:
    here = world({oembed_of(VIDEO): data(ABOUT_VIDEO)})
    here.store = MemoryStore(clock=lambda: here.time)
    here.store.lease("youtube:video:M0veL1ght01", 60.0)
    began = here.time
    embed = here.resolve(VIDEO, seconds=2.0)
    assert (embed.title, codes(embed), here.asked) == (None, ["deadline"], [])
    assert here.time - began == pytest.approx(2.0)


def test_when_time_runs_out_after_the_endpoint_what_it_said_is_kept(world: Any) -> None:
    toot = "https://social.example/@harbour/116583593869312321"
    here = world({oembed_of(toot): data({"type": "rich", "author_name": "Harbour"}), toot: html("x")}, pace=1.5)
    here.store = MemoryStore(clock=lambda: here.time)
    embed = here.resolve(toot, seconds=2.0)
    assert (embed.authors[0].name, codes(embed)) == ("Harbour", ["deadline"])
    saved = here.store.load(embed.key)
    assert saved is not None
    assert (saved.embed.authors[0].name, saved.embed.warnings) == ("Harbour", ())


def test_when_time_runs_out_behind_a_short_link_its_target_is_the_answer(world: Any) -> None:
    here = world({"https://t.co/abc": VIDEO, oembed_of(VIDEO): data(ABOUT_VIDEO)}, pace=1.5)
    here.store = MemoryStore(clock=lambda: here.time)
    embed = here.resolve("https://t.co/abc", seconds=2.0)
    assert (embed.key, codes(embed)) == ("youtube:video:M0veL1ght01", ["deadline"])
    assert here.resolve("https://t.co/abc").title == "The first push"


def test_a_fetch_that_gives_up_by_itself_before_the_deadline_is_a_failure_not_a_deadline(world: Any) -> None:
    late = FetchTimeout(STORY, "no answer within 10 s")
    with pytest.raises(FetchTimeout):
        world({STORY: late}).resolve(STORY, seconds=60.0)

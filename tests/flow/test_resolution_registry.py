"""The registry in the conversation: asked before the page of an address no row knows, believed less than a row's."""

import json

import pytest

from mediakit.drivers import run
from mediakit.embed import Embed
from mediakit.errors import FetchError, Gone, ResolveError
from mediakit.flow import Request, Response
from mediakit.kept import from_dict
from mediakit.providers import BUILT_IN, endpoint, from_url
from mediakit.providers.model import Noun, Pattern, Provider
from mediakit.providers.registry import registered
from mediakit.resolution import resolving
from mediakit.store import MemoryStore

# A service of the registry that no row of ours knows; its endpoint lives.
MODEL = "https://sbedit.net/0af1b2"
ENDPOINT = "https://sbedit.net/oembed/?url=https%3A%2F%2Fsbedit.net%2F0af1b2"
VIDEO = {
    "type": "video",
    "version": "1.0",
    "title": "The ferry",
    "html": '<iframe src="https://sbedit.net/e/1"></iframe>',
}
PAGE = (
    '<html><head><title>A page</title><meta property="og:title" content="The page of the ferry">'
    '<meta property="og:description" content="Where it lies"><script type="application/ld+json">'
    '{"@type": "NewsArticle", "headline": "The ferry", "datePublished": "2026-05-14T12:00:00Z"}</script></head></html>'
)


def answered(body, status=200, **headers) -> Response:
    kind = "application/json" if isinstance(body, dict) else "text/html"
    text = json.dumps(body) if isinstance(body, dict) else body
    return Response(url="", status=status, headers={"content-type": kind, **headers}, body=text.encode())


def resolved(
    text: str, answers: dict, store: MemoryStore | None = None, **options
) -> tuple[Embed | ResolveError, list[str]]:
    """What `text` resolves to in a world of these answers, and who was asked."""
    asked: list[str] = []

    def fetch(request: Request, deadline: float | None = None) -> Response:
        asked.append(request.url)
        answer = answers.get(request.url)
        if isinstance(answer, str):
            return Response(url=request.url, status=302, headers={"location": answer})
        if answer is None:
            raise FetchError(request.url, "nobody answers")
        return answer

    try:
        return run(resolving(text, **options), fetch=fetch, store=store, clock=lambda: 1.8e9), asked
    except ResolveError as error:
        return error, asked


def test_the_world_is_as_these_tests_take_it_to_be():
    assert from_url(MODEL) is None
    found = registered(MODEL)
    assert found is not None and found.endpoint == ENDPOINT


def test_a_medium_is_told_by_the_registrys_endpoint_alone():
    store = MemoryStore(clock=lambda: 1.8e9)
    found, asked = resolved(MODEL + "?utm_source=feed#top", {ENDPOINT: answered(VIDEO)}, store)
    assert asked == [ENDPOINT]
    assert (found.kind, found.key, found.url) == ("video", f"link:url:{MODEL}", MODEL)
    assert (found.title, found.player.url, found.status.state) == ("The ferry", "https://sbedit.net/e/1", "ok")
    assert (found.provider.key, found.provider.name, found.provider.url) == ("sbedit", "sbedit", "https://sbedit.net")
    assert found.warnings == ()
    assert from_dict(json.loads(json.dumps(found.to_dict()))) == found
    again, asked = resolved(MODEL, {}, store)
    assert (again, asked) == (found, [])


def test_its_word_weighs_less_than_a_rows_and_more_than_a_page_named_ones():
    ours = "https://vimeo.com/36881035"
    known = endpoint(from_url(ours))
    row, _ = resolved(ours, {known: answered(VIDEO)})
    registry, _ = resolved(MODEL, {ENDPOINT: answered(VIDEO)})
    elsewhere = "https://post.example/1"
    link = '<title></title><link rel="alternate" type="application/json+oembed" href="/oembed?1">'
    named, _ = resolved(elsewhere, {elsewhere: answered(link), "https://post.example/oembed?1": answered(VIDEO)})
    ranks = [embed.provenance["title"].rank for embed in (row, registry, named)]
    assert ranks == sorted(ranks, reverse=True) and len(set(ranks)) == 3
    assert row.provenance["provider"].rank > registry.provenance["provider"].rank


@pytest.mark.parametrize(
    "answer",
    [
        None,
        answered({}, 404),
        answered({}, 403),
        answered({}, 500),
        answered("<html>no oEmbed</html>"),
        answered({"type": "video", "version": "1.0"}),
        "https://elsewhere.example/oembed",
    ],
    ids=["nobody", "404", "403", "500", "a page", "says nothing", "leads to another site"],
)
def test_an_endpoint_that_fails_leaves_it_to_the_page(answer):
    answers = {ENDPOINT: answer, MODEL: answered(PAGE), "https://elsewhere.example/oembed": answered(VIDEO)}
    found, asked = resolved(MODEL, answers)
    assert asked == [ENDPOINT, MODEL]
    assert found.title == "The page of the ferry"
    assert found.provider.key == "sbedit"
    assert found.status.state == "ok"
    assert len(found.warnings) == 1, found.warnings


def test_an_endpoint_may_lead_on_within_its_site():
    there = "https://api.sbedit.net/oembed"
    found, asked = resolved(MODEL, {ENDPOINT: there, there: answered(VIDEO)})
    assert asked == [ENDPOINT, there] and found.title == "The ferry"


def test_what_is_rich_may_be_an_article_so_its_page_is_asked_too():
    rich = {**VIDEO, "type": "rich", "title": "The ferry - sbedit", "author_name": "Ann"}
    found, asked = resolved(MODEL, {ENDPOINT: answered(rich), MODEL: answered(PAGE)})
    assert asked == [ENDPOINT, MODEL]
    assert (found.title, found.description) == ("The page of the ferry", "Where it lies")
    assert found.published is not None and found.authors[0].name == "Ann"
    assert found.player.url == "https://sbedit.net/e/1"
    assert found.provider.key == "sbedit"
    alone, _ = resolved(MODEL, {ENDPOINT: answered(rich)})
    assert (alone.title, alone.status.state) == ("The ferry - sbedit", "ok")
    assert [warning.code for warning in alone.warnings] == ["unreachable"]


def test_an_endpoint_that_answered_is_not_asked_again_when_the_page_names_it():
    rich = {**VIDEO, "type": "rich", "html": ""}
    link = '<link rel="alternate" type="application/json+oembed" href="https://sbedit.net/oembed/?format=json&url=1">'
    page = answered(f'<title></title><meta property="og:type" content="video">{link}')
    _, asked = resolved(MODEL, {ENDPOINT: answered(rich), MODEL: page})
    assert asked == [ENDPOINT, MODEL]
    _, asked = resolved(MODEL, {MODEL: page})
    assert asked == [ENDPOINT, MODEL, "https://sbedit.net/oembed/?format=json&url=1"]


def test_nobody_answers_and_nothing_is_made_up():
    found, asked = resolved(MODEL, {})
    assert isinstance(found, FetchError) and asked == [ENDPOINT, MODEL]
    found, _ = resolved(MODEL, {ENDPOINT: answered({}, 404), MODEL: answered("", 404)})
    assert isinstance(found, Gone)


def test_a_page_that_leads_to_another_site_is_not_the_providers():
    there = "https://post.example/ferry"
    found, _ = resolved(MODEL, {MODEL: there, there: answered(PAGE)})
    assert (found.title, found.provider) == ("The page of the ferry", None)


def test_an_endpoint_known_dead_is_not_asked_and_its_provider_named():
    url = "https://beams.fm/ferry"
    found, asked = resolved(url, {url: answered(PAGE)})
    assert asked == [url]
    assert (found.provider.name, found.title) == ("Beams.fm", "The page of the ferry")
    assert found.warnings == ()


def test_of_a_newspapers_article_its_page_is_asked():
    url = "https://www.deseret.com/2026/05/14/ferry"
    found, asked = resolved(url, {url: answered(PAGE)})
    assert asked == [url]
    assert (found.kind, found.provider.name) == ("link", "Deseret News")


def test_a_row_goes_before_the_registry():
    row = Provider(
        key="ours",
        name="Ours",
        url="https://sbedit.net",
        hosts=("sbedit.net",),
        nouns=(Noun("model", "rich", (Pattern("/{model}"),), "https://sbedit.net/{model}"),),
        examples=(),
    )
    found, asked = resolved(MODEL, {MODEL: answered(PAGE), ENDPOINT: answered(VIDEO)}, providers=(row, *BUILT_IN))
    assert asked == [MODEL]
    assert (found.provider.key, found.key) == ("ours", "ours:model:0af1b2")


def test_a_media_file_is_no_page_of_its_host():
    url = "https://desk.smugmug.com/ferry.jpg"
    assert registered(url) is not None
    _, asked = resolved(url, {})
    assert asked == [url]


def test_a_code_that_frames_a_service_of_the_registry():
    found, asked = resolved(f'<iframe src="{MODEL}" width="640" height="360"></iframe>', {ENDPOINT: answered(VIDEO)})
    assert asked == [ENDPOINT]
    assert (found.title, found.provider.key) == ("The ferry", "sbedit")


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/sbedit.net/0af1b2",
        "https://sbedit.net.evil.example/0af1b2",
        "https://notsbedit.net/0af1b2",
        "https://evil.example/?u=https://sbedit.net/0af1b2",
        "https://evil.example/#https://sbedit.net/0af1b2",
    ],
)
def test_strangers_that_look_like_it_are_strangers(url):
    _, asked = resolved(url, {})
    assert len(asked) == 1 and asked[0].startswith(url.partition("#")[0])


def test_what_only_its_fragment_names_shares_a_key_with_others_so_it_is_not_asked_about():
    url = "https://knowledgepad.co/#/knowledge/ferry"
    assert registered(url) is not None
    _, asked = resolved(url, {})
    assert asked == ["https://knowledgepad.co/"]

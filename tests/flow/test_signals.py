"""What providers say when they don't answer: recorded answers, a case a file (`signals/*.toml`), in our own words.

`url` is what was pasted. Each of `answers` comes `from` the endpoint that is sanctioned (`oembed`), the address itself
(`page`) or a URL; where none is recorded nobody answers. `expect`: the status, words of its reason, facts, the codes
of the warnings; what is not named is not looked at. `asked`: who is asked, where that matters.
"""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mediakit import card, from_dict, merge
from mediakit.drivers import run
from mediakit.embed import Embed, Status
from mediakit.errors import FetchError
from mediakit.flow import Entry, Request, Response
from mediakit.providers import endpoint, from_url
from mediakit.resolution import resolving
from mediakit.store import MemoryStore

CASES = sorted((Path(__file__).parent / "signals").glob("*.toml"))
NOW = 1_800_000_000.0


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def asked_at(case: dict[str, Any], place: str) -> str:
    """The address of a place: the sanctioned endpoint's, the page's, or the one that is spelled out."""
    known = from_url(case["url"])
    if place == "oembed":
        address = endpoint(known) if known is not None else None
        assert address is not None, f"nobody sanctions an endpoint for {case['url']}"
        return address
    return (known.url if known is not None else case["url"]) if place == "page" else place


def answers(case: dict[str, Any]) -> dict[str, Response]:
    found = {}
    for each in case["answers"]:
        mime = "application/json" if "json" in each else "text/html; charset=utf-8"
        address = asked_at(case, each["from"])
        found[address] = Response(
            url=address,
            status=each.get("status", 200),
            headers={"content-type": mime, **each.get("headers", {})},
            body=each.get("json", each.get("body", "")).encode(),
        )
    return found


def resolved(case: dict[str, Any], store: MemoryStore | None = None) -> tuple[Embed, list[str]]:
    told, asked = answers(case), []

    def fetch(request: Request, deadline: float | None = None) -> Response:
        asked.append(request.url)
        if request.url not in told:
            raise FetchError(request.url, "nobody answers")
        return told[request.url]

    return run(resolving(case["url"]), fetch=fetch, store=store, clock=lambda: NOW), asked


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_it_means_is_said(path: Path) -> None:
    case = read(path)
    embed, asked = resolved(case)
    wanted = case["expect"]
    status = embed.status
    assert status.state == wanted["state"], status
    assert status.checked is not None
    if "http" in wanted:
        assert status.http == wanted["http"]
    assert wanted.get("reason", "") in (status.reason or ""), status.reason
    assert sorted({warning.code for warning in embed.warnings}) == sorted(wanted.get("warnings", [])), embed.warnings
    for name in ("title", "text", "url", "key"):
        if name in wanted:
            assert getattr(embed, name) == wanted[name]
    if "title" not in wanted:
        assert embed.title is None  # the title of a page that refuses is about its site
    if "player" in wanted:
        assert embed.player is not None and embed.player.url.startswith(wanted["player"])
    if "asked" in case:
        assert asked == [asked_at(case, place) for place in case["asked"]]
    assert from_dict(embed.to_dict()) == embed
    assert card(embed)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_was_known_stays_whatever_is_said_later(path: Path) -> None:
    """A good value that is stale is never replaced by a failure: the status changes, the facts stay."""
    case = read(path)
    known = from_url(case["expect"].get("key", case["url"])) or from_url(case["url"])
    if known is None or case["expect"].get("key"):
        return
    store = MemoryStore(clock=lambda: NOW)
    sources = {"title": known.provenance["key"], **known.provenance}
    good = type(known)(
        key=known.key,
        url=known.url,
        provider=known.provider,
        ids=known.ids,
        title="As it was",
        player=known.player,
        status=Status(state="ok", http=200),
        provenance=type(known.provenance)(sources),
    )
    base = from_url(known.url)
    assert base is not None
    store.save(Entry(key=base.key, embed=merge(base, good), saved=NOW - 100_000, fresh_until=NOW - 1))
    embed, _ = resolved(case, store)
    assert embed.title is not None
    if case["expect"].get("title") is None:
        assert embed.title == "As it was"
    state = case["expect"]["state"]
    passing = state in ("unknown", "unreachable", "blocked", "login")
    assert embed.status.state == ("ok" if passing else state)


def test_every_provider_of_the_table_is_a_row() -> None:
    from mediakit.providers import by_key
    from mediakit.resolution import signals

    for key in {*signals._ENDPOINTS, *signals._PAGES, *signals._SECRETS}:
        assert by_key(key) is not None, key
        assert key not in signals._ENDPOINTS or by_key(key).oembed


def discovered(page: str, said: str) -> Embed:
    """What a stranger's page is, whose endpoint says this of itself."""
    case = {
        "url": page,
        "answers": [
            {"from": "page", "body": "<title></title><link rel=alternate type=application/json+oembed href='/o?1'>"},
            {"from": page.rpartition("/")[0] + "/o?1", "json": said},
        ],
    }
    return resolved(case)[0]


@pytest.mark.parametrize("name", ["YouTube", "youtube", "BBC", "Bluesky"])
def test_a_stranger_may_not_call_itself_by_a_providers_name(name: str) -> None:
    said = json.dumps({"type": "video", "title": "Launch", "provider_name": name})
    embed = discovered("https://clips.example/1", said)
    assert (embed.kind, embed.title, embed.provider, embed.publisher) == ("video", "Launch", None, None)


def test_a_stranger_may_call_itself_what_nobody_is_called() -> None:
    embed = discovered("https://clips.example/1", '{"type": "video", "title": "Launch", "provider_name": "Clip Nook"}')
    assert embed.provider is None and embed.publisher.name == "Clip Nook"


def test_a_strangers_claims_to_others_ids_are_not_heard() -> None:
    """Its player is a stranger's (framed without its origin), and nothing it says changes whose the thing is."""
    said = (
        '{"type": "video", "title": "Launch", "provider_name": "YouTube", "provider_url": "https://www.youtube.com/",'
        ' "video_id": "M0veL1ght01", "url": "https://www.youtube.com/watch?v=M0veL1ght01",'
        ' "html": "<iframe src=\\"https://www.youtube-nocookie.com/embed/M0veL1ght01\\"></iframe>"}'
    )
    embed = discovered("https://clips.example/1", said)
    assert (embed.key, embed.url) == ("link:url:https://clips.example/1", "https://clips.example/1")
    assert (dict(embed.ids), embed.provider) == ({}, None)
    (sandbox,) = re.findall(r'sandbox="([^"]*)"', card(embed))
    assert "allow-scripts" in sandbox and "allow-same-origin" not in sandbox

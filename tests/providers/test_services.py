"""The services we promise to know: each has a row that can be asked, and those that ended say so."""

import json
from pathlib import Path

import pytest

from mediakit import providers

LINES = (Path(__file__).parent / "services.txt").read_text(encoding="utf-8").splitlines()
PROMISED = {kind: keys.split() for kind, _, keys in (line.partition(":") for line in LINES if line[:1] != "#")}
# On the list of what ended stand some whose owners changed, and who live.
ALIVE = {"viddler", "funnyordie"}


@pytest.mark.parametrize("key", sorted({key for keys in PROMISED.values() for key in keys}))
def test_a_promised_service_has_a_row(key):
    provider = providers.by_key(key)
    assert provider is not None
    assert provider.examples and provider.lookalikes


@pytest.mark.parametrize("key", [key for key in PROMISED["gone"] if key not in ALIVE])
def test_what_ended_is_gone_and_still_says_what_it_was(key):
    provider = providers.by_key(key)
    assert provider.retired is not None
    for url, what, canonical in provider.examples:
        embed = providers.from_url(url)
        assert embed.status.state == "gone"
        assert embed.status.reason == provider.retired.reason
        assert embed.status.since == provider.retired.since
        assert (embed.key, embed.url) == (f"{key}:{what}", canonical)
        assert embed.ids and embed.player is None
        assert providers.endpoint(embed) is None


@pytest.mark.parametrize("provider", [p for p in providers.BUILT_IN if p.retired], ids=lambda p: p.key)
def test_a_closing_day_has_its_source(provider):
    """A day that nobody stated is not ours to state."""
    assert provider.retired.since is None or (provider.source and provider.checked), provider.retired


def test_names_that_only_differ_in_their_spelling_are_one_host():
    for url in (
        "HTTPS://WWW.YOUTUBE.COM/watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com./watch?v=dQw4w9WgXcQ",
        "https://www.youtube.com:443/watch?v=dQw4w9WgXcQ",
        "http://www.youtube.com:80/watch?v=dQw4w9WgXcQ",
    ):
        assert providers.from_url(url).key == "youtube:video:dQw4w9WgXcQ", url


@pytest.mark.parametrize(
    "host",
    [
        "youtube.com.evil.example",
        "evil-youtube.com",
        "evilyoutube.com",
        "youtube.com@evil.example",
        "youtube.com:x@evil.example",
        "evil@youtube.com",
        "youtube.com:8080",
        "youtube.com%2eevil.example",
        "youtube%2ecom",
        "%79outube.com",
        "youtube.com%00.evil.example",
        "youtube.com\\.evil.example",
        "youtube.com\u3002evil.example",
        "youtubе.com",
        "xn--youtub-rdf.com",
        "youtube.com.",
        "[::1]",
        "youtube",
        ".youtube.com.evil.example",
        "youtube.com..evil.example",
        "youtube-com.evil.example",
    ],
)
def test_a_tricky_host_is_not_youtubes(host):
    embed = providers.from_url(f"https://{host}/watch?v=dQw4w9WgXcQ")
    if host == "youtube.com.":  # the one that is: a final dot says the same name
        assert embed.key == "youtube:video:dQw4w9WgXcQ"
    else:
        assert embed is None or embed.provider is None or embed.provider.key != "youtube"


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("https://x.com/Interior/status/463440424141459456", "2014-05-05T22:09:42.079000+00:00"),
        ("https://www.tiktok.com/@desk/video/6718335390845095173", "2019-07-27T13:32:33+00:00"),
        ("https://misskey.example/notes/9d2fhp0q1l", "2023-04-02T03:49:59.402000+00:00"),
        ("https://discord.com/channels/1/943865945699532811/943865945699532811", None),
        (
            "https://discord.com/channels/175928847299117063/175928847299117063/943865945699532811",
            "2022-02-17T13:46:17.636000+00:00",
        ),
        ("https://gts.example/@ana/statuses/01GRDZW7YKM4T8Q2V0XJ5H9N3B", "2023-02-04T"),
        # Numbers of the time before ids held times, or of nothing.
        ("https://x.com/jack/status/20", None),
        ("https://misskey.example/notes/zzzzzzzzzz", None),
    ],
)
def test_the_time_that_an_id_holds_is_derived_and_says_so(url, published):
    embed = providers.from_url(url)
    when = embed.published if embed is not None else None
    if published is None:
        assert when is None
    else:
        assert when.isoformat().startswith(published)
        assert embed.provenance["published"].kind == "id"
        assert embed.provenance["published"].rank < embed.provenance["url"].rank


def test_an_alias_names_a_row():
    from mediakit.providers.aliases import ALIASES

    assert {key for key in ALIASES.values() if providers.by_key(key) is None} == set()
    assert not {name for name in ALIASES if providers.by_key(name) is not None}


def test_whoever_the_registry_lists_on_a_host_of_ours_is_our_provider():
    """A registry provider all of whose hosts one row of ours names has that row's key."""
    from mediakit.providers.registry import SNAPSHOT, each, key

    hosts: dict[str, set[str]] = {}
    for scheme, endpoint in each(json.loads(SNAPSHOT.read_text(encoding="utf-8"))):
        hosts.setdefault(endpoint.name, set()).add(scheme.partition("/")[0].replace("*.", ""))
    strangers = {}
    for name, its in hosts.items():
        ours = [{provider.key for provider in providers.by_host(host)} for host in its]
        shared = set.intersection(*ours)
        if len(shared) == 1 and providers.by_key(key(name)) is None:
            strangers[name] = shared
    assert strangers == {}


@pytest.mark.parametrize(
    ("host", "keys"),
    [
        ("youtu.be", ["youtube"]),
        ("WWW.YouTube.com.", ["youtube"]),
        ("harbour.tumblr.com", ["tumblr"]),
        ("evil-youtube.com", []),
        ("youtube.com.evil.example", []),
        ("com", []),
        ("", []),
    ],
)
def test_a_row_by_its_host(host, keys):
    assert [provider.key for provider in providers.by_host(host)] == keys

"""The oEmbed registry behind our rows: every scheme takes its own and nobody else's; traps of translating schemes."""

import json
import subprocess
import sys
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import providers
from mediakit import url as urls
from mediakit.errors import InvalidData
from mediakit.providers import registry
from mediakit.providers.aliases import ALIASES
from mediakit.providers.registry import HEALTH, SNAPSHOT, Ailing, Registry, registered
from mediakit.providers.scheme import Scheme, _fits

DATA = json.loads(SNAPSHOT.read_text("utf-8"))
SCHEMES = list(registry.each(DATA))
ALIASED = {endpoint.name for _, endpoint in SCHEMES if registry.key(endpoint.name) in set(ALIASES.values())}
# With all endpoints in health: what the schemes themselves say.
ALL = Registry(DATA, {})


def example(scheme: str, word: str = "a1", label: str = "desk") -> str:
    """An address of this scheme: a word for each `*`, a label for each in the host, more where it is a beginning."""
    host, _, rest = scheme.removeprefix("www.").partition("/")
    if "*" not in scheme and scheme.endswith("/"):
        rest += word
    return f"https://{host.replace('*', label)}/{rest.replace('**', '*').replace('*', word)}"


def takers(url: str) -> set[str]:
    """The names of all providers that have a scheme for this address, by the plainest reading of each scheme."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.")
    path, query, fragment = parts.path, parts.query, parts.fragment
    found = set()
    for scheme, endpoint in SCHEMES:
        wanted, _, rest = scheme.partition("/")
        wanted = wanted.removeprefix("www.")
        labels, own = wanted.split("."), host.split(".")
        same = len(labels) == len(own) and all(a in ("*", b) for a, b in zip(labels, own, strict=True))
        if (same or wanted == "*." + host) and Scheme("/" + rest).takes(path, query, fragment):
            found.add(endpoint.name)
    return found


def one(*schemes: str, endpoint: str = "https://clip.example/oembed", health=None, **more) -> Registry:
    """A registry of one provider."""
    row = {"name": "Clip", "url": "https://clip.example", "endpoints": [{"url": endpoint, "schemes": schemes, **more}]}
    return Registry({"providers": [row]}, health or {})


@pytest.mark.parametrize(("scheme", "endpoint"), SCHEMES, ids=lambda value: value if isinstance(value, str) else "")
def test_an_address_made_of_a_scheme_is_its_providers(scheme, endpoint):
    for made in (example(scheme), example(scheme, "Ferry-1_2", "x-1")):
        front, back = made.split("//")
        for url in (made, f"http://{back}", f"{front}//www.{back}", f"HTTPS://WWW.{back}", f"{made}#top"):
            found = ALL.find(url)
            assert found is not None, url
            # Another provider's scheme may say more of the same address: then both claim it.
            assert found.provider.name == endpoint.name or found.provider.name in takers(url), url
            assert found.endpoint.startswith("https://")
            assert "{" not in found.endpoint
            asked = parse_qs(urlsplit(found.endpoint).query)["url"][0]
            assert urlsplit(asked).path == urlsplit(url).path


@pytest.mark.parametrize(("scheme", "endpoint"), SCHEMES, ids=lambda value: value if isinstance(value, str) else "")
def test_what_only_looks_like_it_is_refused(scheme, endpoint):
    url = example(scheme)
    parts = urlsplit(url)
    tail = url.split(parts.netloc, 1)[1]
    own = scheme.partition("/")[0].replace("*.", "")
    domain = ".".join(own.split(".")[-2:])
    for evil in (
        f"https://{parts.netloc}.evil.example{tail}",
        f"https://{own}.evil.example{tail}",
        f"https://evil{own}{tail}",
        f"https://evil-{domain}{tail}",
        f"https://desk.evil{own}{tail}",
        f"https://desk.evil-{own}{tail}",
        f"https://evil.example/{parts.netloc}{tail}",
        f"https://evil.example/x.{own}{tail}",
        f"https://evil.example/{url}",
        f"https://evil.example/?u={url}",
        f"https://evil.example/?u={quote(url, safe='')}",
        f"https://evil.example/?.{own}{tail}",
        f"https://evil.example/#{url}",
        f"https://evil.example#.{own}{tail}",
        f"https://evil.example?.{own}{tail}",
        f"https://evil.example\\.{own}{tail}",
        f"https://{parts.netloc}@evil.example{tail}",
        f"https://{parts.netloc}:password@evil.example{tail}",
        f"https://evil.example@{parts.netloc}{tail}",
        f"https://{parts.netloc}:8080{tail}",
        f"https://{parts.netloc}%2eevil.example{tail}",
        f"https://{parts.netloc}%00.evil.example{tail}",
        f"https://{own.replace('.', '-')}{tail}",
        f"javascript://{parts.netloc}{tail}",
        f"ftp://{parts.netloc}{tail}",
        f"//{parts.netloc}{tail}",
        f"x{url}",
    ):
        found = ALL.find(evil)
        # A label with `evil` before it may be one of those that another scheme's `*.` takes in, on the same domain.
        assert found is None or found.provider.name in takers(evil), (evil, found)
        assert found is None or urlsplit(evil).netloc.endswith(f".{domain}"), evil


@pytest.mark.parametrize(("scheme", "endpoint"), SCHEMES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_hosts_front_door_is_nothing_to_embed(scheme, endpoint):
    host = scheme.partition("/")[0].replace("*", "desk")
    for url in (f"https://{host}", f"https://{host}/", f"https://{host}/?utm_source=a", f"https://{host}//"):
        found = ALL.find(url)
        assert found is None, (url, found)


@pytest.mark.parametrize(
    ("schemes", "yes", "no"),
    [
        pytest.param(
            ["*.clip.example/watch*"],
            [
                "www.clip.example/watch?v=1",
                "clip.example/watch?v=1",
                "m.clip.example/watch/1",
                "m.clip.example/watches",
            ],
            [
                "clip.example/watch",
                "a.b.clip.example/watch?v=1",
                "notclip.example/watch?v=1",
                "clip.example/x/watch?v=1",
            ],
            id="a star in the midst of a word reaches into the query, one in a host is one label",
        ),
        pytest.param(
            ["*.*.clip.example/*"],
            ["a.b.clip.example/1"],
            ["a.clip.example/1", "clip.example/1", "a.b.c.clip.example/1"],
            id="two stars are two labels",
        ),
        pytest.param(
            ["clip.example/*/photo/*"],
            ["clip.example/ann/photo/1", "clip.example/ann/photo/1/", "clip.example/ann/photo/1?from=feed#top"],
            [
                "clip.example/photo/1",
                "clip.example/ann/photo/",
                "clip.example/?u=/a/photo/1",
                "clip.example/a?b=/photo/1",
            ],
            id="a star is something, and stays in the path",
        ),
        pytest.param(
            ["clip.example/list.php?list=*"],
            ["clip.example/list.php?list=1", "clip.example/list.php?index=2&list=1&t=3"],
            [
                "clip.example/listXphp?list=1",
                "clip.example/list.php?list=",
                "clip.example/list.php?playlist=1",
                "clip.example/lis.php?list=1",
                "clip.example/list.php/list=1",
                "clip.example/list.php",
            ],
            id="a question mark is itself, parameters come in any order",
        ),
        pytest.param(
            ["clip.example/embed?a=*&b=on"],
            ["clip.example/embed?b=on&a=1", "clip.example/embed/?a=1&b=on"],
            ["clip.example/embed?a=1", "clip.example/embed?a=1&b=off"],
            id="all parameters are wanted",
        ),
        pytest.param(
            ["clip.example/#/videos/*"],
            ["clip.example/#/videos/1"],
            ["clip.example/", "clip.example/#/users/1", "clip.example/videos/1", "clip.example/a#/videos/1"],
            id="a fragment",
        ),
        pytest.param(
            ["clip.example/player/"],
            ["clip.example/player/1", "clip.example/player/1/2?a"],
            ["clip.example/player/", "clip.example/player", "clip.example/a/player/1", "clip.example/players/1"],
            id="without a star, a slash at the end makes it a beginning",
        ),
        pytest.param(
            ["clip.example/embed"],
            ["clip.example/embed", "clip.example/embed/", "clip.example/embed?id=1"],
            ["clip.example/embed/1", "clip.example/embeds"],
            id="without a star nor a slash it is the whole path",
        ),
        pytest.param(
            ["clip.example/design/*/view"],
            ["clip.example/design/1/view", "clip.example/design/1/view?utm_source=a", "clip.example/design/1/2/view/"],
            ["clip.example/design/view", "clip.example/design/1/views", "clip.example/design/1/viewer"],
            id="a path that ends in words ends there",
        ),
        pytest.param(
            ["clip.example/a.b+c(d)[e]*"],
            ["clip.example/a.b+c(d)[e]1"],
            ["clip.example/aXb+c(d)[e]1", "clip.example/a.bbc(d)[e]1"],
            id="nothing else in a scheme is special",
        ),
        pytest.param(
            ["clip.example/step/**"],
            ["clip.example/step/1"],
            ["clip.example/step/", "clip.example/step"],
            id="two stars",
        ),
        pytest.param(["clip.example/a*aa"], ["clip.example/aaaa"], ["clip.example/aaa"], id="pieces do not overlap"),
    ],
)
def test_how_schemes_are_read(schemes, yes, no):
    found = one(*schemes)
    for address in yes:
        assert found.find(f"https://{address}") is not None, address
        assert found.find(f"http://{address}") is not None, address
    for address in no:
        assert found.find(f"https://{address}") is None, address


@pytest.mark.parametrize(
    ("endpoint", "more", "asked"),
    [
        ("https://clip.example/oembed", {}, "https://clip.example/oembed?url="),
        ("http://clip.example/oembed", {}, "https://clip.example/oembed?url="),
        ("https://clip.example/oembed/?format=json", {}, "https://clip.example/oembed/?format=json&url="),
        ("https://clip.example/oembed.{format}", {}, "https://clip.example/oembed.json?url="),
        ("https://clip.example/o.{format}", {"formats": ["json", "xml"]}, "https://clip.example/o.json?url="),
        ("https://clip.example/o.{format}", {"formats": ["xml"]}, "https://clip.example/o.xml?url="),
    ],
)
def test_the_request(endpoint, more, asked):
    url = "https://clip.example/v/1?b=2&c=%20&utm_source=feed"
    found = one("clip.example/v/*", endpoint=endpoint, **more).find(url + "#t=3")
    assert found.endpoint == asked + "https%3A%2F%2Fclip.example%2Fv%2F1%3Fb%3D2%26c%3D%2520"


def test_an_address_that_its_fragment_names_is_asked_about_with_it():
    found = one("clip.example/#/v/*").find("https://clip.example/#/v/1")
    assert found.endpoint.endswith("url=https%3A%2F%2Fclip.example%2F%23%2Fv%2F1")


def test_the_scheme_that_says_most_is_taken():
    rows = [
        {"name": name, "endpoints": [{"url": f"https://{name}.example/oembed", "schemes": [scheme]}]}
        for name, scheme in (("a", "clip.example/*"), ("b", "clip.example/*/photos/*"), ("c", "*.clip.example/*"))
    ]
    found = Registry({"providers": rows}, {})
    assert found.find("https://clip.example/1").provider.name == "a"
    assert found.find("https://clip.example/ann/photos/1").provider.name == "b"
    assert found.find("https://m.clip.example/ann/photos/1").provider.name == "c"


def test_ailing_endpoints_are_not_asked_but_named():
    address = "https://clip.example/oembed"
    dead = Ailing(state="dead", reason="its host is gone", source="an audit", checked="2026-07")
    found = one("clip.example/*", health={address: dead}).find("https://clip.example/1")
    assert (found.provider.key, found.provider.name, found.endpoint, found.reason) == (
        "clip",
        "Clip",
        None,
        "its host is gone",
    )
    moved = Ailing(state="replaced", reason="moved", source="-", checked="2026-07", by="https://new.clip.example/o")
    found = one("clip.example/*", health={address: moved}).find("https://clip.example/1")
    assert found.endpoint == "https://new.clip.example/o?url=https%3A%2F%2Fclip.example%2F1"


def test_an_endpoint_that_lives_goes_before_one_that_does_not():
    rows = [
        {"name": name, "endpoints": [{"url": f"https://{name}.example/oembed", "schemes": [scheme]}]}
        for name, scheme in (("old", "clip.example/v/*"), ("new", "clip.example/*"))
    ]
    dead = {"https://old.example/oembed": Ailing(state="dead", reason="-", source="-", checked="2026-07")}
    assert Registry({"providers": rows}, dead).find("https://clip.example/v/1").provider.name == "new"
    assert Registry({"providers": rows}, {}).find("https://clip.example/v/1").provider.name == "old"


def test_notes_on_endpoints_are_about_endpoints_that_there_are():
    known = {endpoint.url for _, endpoint in SCHEMES}
    notes = registry.health()
    assert len(notes) > 30
    assert set(notes) <= known
    for address, ailing in notes.items():
        assert ailing.reason and ailing.source and ailing.checked.startswith("20"), address
        assert (ailing.by is None) or ailing.state == "replaced", address
        assert ailing.by is None or urls.safe(ailing.by), address


@pytest.mark.parametrize(
    "text",
    [
        "source = 1",
        "x",
        '[[source]]\ntitle = "a"',
        '[[source]]\ntitle = "a"\nchecked = "2026-07"\nreason = "b"\nendpoints = [{ url = "https://a.example" }]',
        '[[source]]\ntitle = "a"\nchecked = "2026-07"\nstate = "ill"\nreason = "b"\nendpoints = [{ url = "u" }]',
        '[[source]]\ntitle = "a"\nchecked = "2026-07"\nstate = "dead"\nendpoints = [{ url = "u" }]',
        '[[source]]\ntitle = "a"\nchecked = "2026-07"\nstate = "dead"\nreason = "b"\n'
        'endpoints = [{ url = "u" }, { url = "u" }]',
    ],
)
def test_notes_that_cannot_be_read(tmp_path, text):
    file = tmp_path / HEALTH.name
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidData, match=HEALTH.name):
        registry.health(file)


def test_what_the_services_of_our_own_rows_are_asked_is_decided_by_the_rows():
    """The Graph API's old version is not asked, whatever the registry says."""
    found = registered("https://www.facebook.com/harbourmuseum")
    assert found is not None and found.endpoint is None and "own rows" in found.reason


def test_the_snapshot_is_dated_small_sorted_and_bears_its_licence():
    text = SNAPSHOT.read_text("utf-8")
    assert len(text.encode()) + len(HEALTH.read_bytes()) < 120_000
    assert DATA["package"] == "oembed-providers"
    assert len(DATA["version"].rpartition(".")[2]) == 8
    notice = " ".join(DATA["_"])
    assert "Copyright (c) 2016 Cal Henderson" in notice and "Permission is hereby granted" in notice
    names = [row["name"] for row in DATA["providers"]]
    assert names == sorted(names, key=str.casefold)
    assert sum(line.startswith('{"name": ') for line in text.splitlines()) == len(names) > 350
    assert len(SCHEMES) > 700
    assert all(urls.safe(endpoint.url) for _, endpoint in SCHEMES)
    assert all("//" not in scheme.partition("/")[0] and "/" in scheme for scheme, _ in SCHEMES)


def test_keys_are_letters_and_digits_and_tell_providers_apart():
    by_key = {}
    for _, endpoint in SCHEMES:
        key = registry.key(endpoint.name)
        assert key.isascii() and key.isalnum() and key == key.lower()
        by_key.setdefault(key, set()).add(endpoint.name)
    # Two names may mean one provider of ours, by an alias (`X` and `Twitter`); else a key has one name.
    assert all(len(names - ALIASED) <= 1 for names in by_key.values())
    assert registry.key("日本") == "unnamed"


def test_nothing_of_it_is_read_for_what_our_own_rows_know():
    code = (
        "import sys, mediakit\n"
        "assert mediakit.recognize('https://youtu.be/dQw4w9WgXcQ').provider.key == 'youtube'\n"
        "assert mediakit.recognize('https://sbedit.net/1') is None\n"
        "assert 'mediakit.providers.registry' not in sys.modules\n"
        "from mediakit.providers import registry\n"
        "assert 'json' not in sys.modules and 'tomllib' not in sys.modules\n"
        "assert registry._snapshot.cache_info().currsize == 0\n"
        "from mediakit.resolution.question import question\n"
        "from mediakit.policy import Limits\n"
        "question('https://youtu.be/dQw4w9WgXcQ', mediakit.providers.BUILT_IN, Limits())\n"
        "assert registry._snapshot.cache_info().currsize == 0\n"
        "question('https://sbedit.net/1', mediakit.providers.BUILT_IN, Limits())\n"
        "assert registry._snapshot.cache_info().currsize == 1\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_recognition_stays_our_own_tables():
    assert registered("https://sbedit.net/0af1b2") is not None
    assert providers.from_url("https://sbedit.net/0af1b2") is None


@given(st.text(max_size=60))
def test_any_text_is_somebodys_or_nobodys(text):
    for url in (text, f"https://{text}", f"https://www.youtube.com/{text}", f"https://desk.tumblr.com/post/{text}"):
        found = ALL.find(url)
        if found is not None:
            parts = urls.split(url)
            assert parts is not None and parts.user is None and parts.port is None
            assert urls.safe(found.endpoint)


@given(st.lists(st.text("ab/", max_size=4), min_size=1, max_size=6), st.text("ab/", max_size=14))
def test_pieces_fit_as_a_regular_expression_says(pieces, text):
    import re

    expected = re.fullmatch(".+".join(map(re.escape, pieces)), text) is not None
    assert _fits(tuple(pieces), text) is expected


@given(st.sampled_from(["/", "/a/", "/a", "/a/b", "/a/b/"]), st.text("ab/", max_size=8))
def test_a_scheme_that_is_a_beginning_and_a_star_is_read_as_any_other(start, rest):
    scheme = Scheme(start + ("*" if start.endswith("/") else "/*"))
    assert scheme.takes == scheme._begins
    assert scheme.takes("/" + rest, "", "") == scheme._fits("/" + rest, "", "")


@given(st.text("ab/*?=#", max_size=8), st.lists(st.sampled_from(["", "a", "b", "ab", "a/b", "/"]), max_size=4))
def test_what_a_scheme_takes_begins_as_it_says(text, pieces):
    """A scheme is only tried on paths that have its first piece."""
    scheme = Scheme("/" + text)
    path = "/" + "/".join(pieces)
    if scheme.first is not None and scheme.takes(path, "a=b", "a"):
        assert path[1:].partition("/")[0] == scheme.first


def test_a_domain_and_hosts_one_and_two_labels_below_it():
    found = one("*.clip.example/*", "*.*.far.example/*")
    takes = ["clip.example", "a.clip.example", "a.b.far.example"]
    refuses = ["a.b.clip.example", "far.example", "a.far.example", "a.b.c.far.example", "example"]
    assert [host for host in takes + refuses if found.find(f"https://{host}/1")] == takes


def test_an_endpoint_above_goes_before_a_dead_one_of_the_host_itself():
    rows = [
        {"name": name, "endpoints": [{"url": f"https://{name}.example/oembed", "schemes": [scheme]}]}
        for name, scheme in (("own", "a.b.example/*"), ("near", "*.b.example/*"), ("far", "*.*.example/*"))
    ]
    dead = {
        f"https://{name}.example/oembed": Ailing(state="dead", reason=name, source="-", checked="2026-07")
        for name in ("own", "near", "far")
    }

    def name(*ailing):
        health = {address: note for address, note in dead.items() if note.reason in ailing}
        return Registry({"providers": rows}, health).find("https://a.b.example/1").provider.name

    assert [name(), name("own"), name("own", "near"), name("own", "near", "far")] == ["own", "near", "far", "own"]


def test_a_long_address_costs_no_power_of_its_length():
    """A regular expression of five stars would take hours."""
    pieces = ("/", *("a" * 3 for _ in range(200)), "b")
    assert _fits(pieces, "/" + "a" * 1900) is False

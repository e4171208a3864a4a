"""Every provider's row is tested by its own examples and lookalikes, and by lookalikes made for all of them."""

import re
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from mediakit import merge, providers
from mediakit import url as urls
from mediakit.kept import from_dict
from mediakit.providers.forms import expression
from mediakit.providers.wrappers import WRAPPERS

EXAMPLES = [(p, *example) for p in providers.BUILT_IN for example in p.examples]
LOOKALIKES = [(p, url) for p in providers.BUILT_IN for url in p.lookalikes]
NOUNS = [(p, noun) for p in providers.BUILT_IN for noun in p.nouns]


def name(value):
    return value.key if isinstance(value, providers.Provider) else getattr(value, "name", None)


@pytest.mark.parametrize(("provider", "url", "what", "canonical"), EXAMPLES, ids=name)
def test_an_example_is_its_providers_and_says_what_the_row_says(provider, url, what, canonical):
    embed = providers.from_url(url)
    assert embed is not None
    assert (embed.key, embed.url, embed.provider.key) == (f"{provider.key}:{what}", canonical, provider.key)
    assert embed.provider.name == provider.name


@pytest.mark.parametrize(("provider", "url", "what", "canonical"), EXAMPLES, ids=name)
def test_the_canonical_url_names_the_same_thing(provider, url, what, canonical):
    again = providers.from_url(canonical)
    assert again.key == f"{provider.key}:{what}"
    assert again.url == canonical


@pytest.mark.parametrize(("provider", "url", "what", "canonical"), EXAMPLES, ids=name)
def test_no_other_row_takes_an_example(provider, url, what, canonical):
    others = tuple(p for p in providers.BUILT_IN if p is not provider and "{host}" not in p.hosts)
    found = providers.from_url(url, others)
    assert found is None or found.provider is None


@pytest.mark.parametrize(("provider", "url"), LOOKALIKES, ids=name)
def test_a_lookalike_is_refused(provider, url):
    embed = providers.from_url(url)
    assert embed is None or embed.provider is None or embed.provider.key != provider.key


@pytest.mark.parametrize(("provider", "url", "what", "canonical"), EXAMPLES, ids=name)
def test_a_host_that_only_looks_like_it_is_refused(provider, url, what, canonical):
    if "://" not in url or not url.startswith("http") or any("{host}" in p.hosts for p in (provider,)):
        return
    parts = urlsplit(url)
    tail = url.split(parts.netloc, 1)[1]
    domain = ".".join(parts.netloc.split(".")[-2:])
    for evil in (
        f"https://{parts.netloc}.evil.example{tail}",
        f"https://evil{domain}{tail}",
        f"https://evil-{domain}{tail}",
        f"https://{parts.netloc}.evil{domain}{tail}",
        f"https://evil.example/{parts.netloc}{tail}",
        f"https://evil.example/{url}",
        f"https://evil.example/?u={quote(url, safe='')}",
        f"https://evil.example/?u={url}",
        f"https://evil.example/#{url}",
        f"https://{parts.netloc}@evil.example{tail}",
        f"https://{parts.netloc}:password@evil.example{tail}",
        f"https://evil.example\\@{parts.netloc}{tail}",
        f"javascript://{parts.netloc}{tail}",
    ):
        embed = providers.from_url(evil)
        taken = embed is not None and embed.provider is not None and embed.provider.key == provider.key
        assert not taken, evil


@pytest.mark.parametrize(("provider", "url", "what", "canonical"), EXAMPLES, ids=name)
def test_an_embed_of_a_url_is_kept_and_merges_with_itself(provider, url, what, canonical):
    embed = providers.from_url(url)
    assert from_dict(embed.to_dict()) == embed
    assert merge(embed, providers.from_url(canonical)).key == embed.key
    assert hash(embed) == hash(providers.from_url(url))
    known = {f for f in embed.provenance if not getattr(embed, f)}
    assert not known, "provenance names a field that is not known"


@pytest.mark.parametrize(("provider", "url", "what", "canonical"), EXAMPLES, ids=name)
def test_what_a_url_becomes_is_a_safe_address(provider, url, what, canonical):
    embed = providers.from_url(url)
    assert urls.safe(embed.url) == embed.url
    if embed.player is not None:
        assert urls.safe(embed.player.url) == embed.player.url
        assert embed.player.url.startswith("https://")
    request = providers.endpoint(embed)
    assert request is None or urls.safe(request) == request


@pytest.mark.parametrize("provider", providers.BUILT_IN, ids=name)
def test_a_row_is_whole(provider):
    assert re.fullmatch("[a-z0-9]+", provider.key)
    assert urls.safe(provider.url)
    assert provider.examples and provider.lookalikes
    assert provider.source or not provider.checked, "compared with nothing"
    nouns = [noun.name for noun in provider.nouns]
    assert len(nouns) == len(set(nouns))
    assert all(re.fullmatch("[a-z0-9]+", noun) for noun in nouns)
    assert all(noun in nouns for oembed in provider.oembed for noun in oembed.nouns)
    assert provider.retired is None or not provider.oembed


@pytest.mark.parametrize("provider", providers.BUILT_IN, ids=name)
def test_hosts_are_written_in_one_of_the_four_forms(provider):
    """`www.` is taken off before the look-up, so a host that says it would never be found."""
    for host in (*provider.hosts, *(h for n in provider.nouns for p in n.patterns for h in p.hosts)):
        assert re.fullmatch(r"\{host\}|(?:\.|\{[a-z]+\}\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+", host), host
        assert not host.startswith("www.")


def test_few_forms_are_tried_for_a_url():
    """The cost of a URL doesn't grow with the rows: only forms of its host that begin like its path are tried."""
    from mediakit.providers import index_of

    index = index_of(providers.BUILT_IN)
    for _, url, _, canonical in EXAMPLES:
        for address in (url, canonical):
            host, _, first, _, _ = urls.apart(providers.unwrap(address))
            bucket = index._bucket(host) or index._anywhere
            assert len(bucket.first.get(first, bucket.rest)) <= 16, address


def test_keys_are_unique():
    keys = [provider.key for provider in providers.BUILT_IN]
    assert len(keys) == len(set(keys))


def repeats(tree, inside=False):
    """Whether a parsed expression repeats without bound inside of what repeats without bound."""
    from re import _constants as op

    for kind, value in tree:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            many = value[1] == op.MAXREPEAT or value[1] > 1
            if many and inside:
                return True
            if repeats(value[2], inside or many):
                return True
        elif kind is op.SUBPATTERN:
            if repeats(value[-1], inside):
                return True
        elif kind in (op.BRANCH,):
            if any(repeats(branch, inside) for branch in value[1]):
                return True
        elif kind in (op.ASSERT, op.ASSERT_NOT) and repeats(value[1], inside):
            return True
    return False


def single(tree):
    """Whether every repeat within a repeat is bounded by its own separator: `[^/]+/` and `[.]\\w+`, never `(a+)+`."""
    from re import _constants as op

    for kind, value in tree:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT) and value[1] > 1:
            items = list(value[2])
            if repeats(items, True):
                inner = items[0][1][-1] if len(items) == 1 and items[0][0] is op.SUBPATTERN else items
                ends = (inner[0][0], inner[-1][0])
                if op.LITERAL not in ends:
                    return False
        elif kind is op.SUBPATTERN:
            if not single(value[-1]):
                return False
        elif kind is op.BRANCH and not all(single(branch) for branch in value[1]):
            return False
    return True


@pytest.mark.parametrize(("provider", "noun"), NOUNS, ids=name)
def test_no_pattern_can_run_away(provider, noun):
    from re import _parser as parser

    for pattern in noun.patterns:
        for text in (pattern.path, pattern.fragment or "", *pattern.query.values()):
            tree = parser.parse(expression(text, provider.parts))
            assert single(tree), text


def test_a_runaway_pattern_would_be_seen():
    from re import _parser as parser

    assert not single(parser.parse("(?:a+)+"))
    assert not single(parser.parse("(?:[a-z]+[0-9]*)+"))
    assert single(parser.parse("(?:[^/]+/)*x"))


@pytest.mark.parametrize(
    ("wrapper", "outer", "inner"), [(w, *example) for w in WRAPPERS for example in w.examples], ids=name
)
def test_a_wrapper_is_unwrapped(wrapper, outer, inner):
    assert providers.unwrap(outer) == inner
    named = providers.from_url(inner)
    assert named is not None
    assert providers.from_url(outer).key == named.key


def test_the_page_of_the_documentation_is_the_rows():
    page = Path(__file__).parents[2] / "docs" / "providers.md"
    assert page.read_text(encoding="utf-8") == providers.table(), (
        "run: python -m mediakit.providers > docs/providers.md"
    )


@pytest.mark.parametrize(("provider", "url", "what", "canonical"), EXAMPLES, ids=name)
def test_a_player_of_ours_that_comes_back_as_a_pasted_frame_is_the_same_thing(provider, url, what, canonical):
    embed = providers.from_url(url)
    if embed.player is None:
        return
    found = providers.from_url(embed.player.url)
    assert found is not None, embed.player.url
    assert found.provider.key == provider.key
    assert found.key.split(":", 2)[2] == embed.key.split(":", 2)[2]

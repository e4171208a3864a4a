"""recognize: from a URL to an embed, beside micawber's question which provider a URL belongs to."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Literal

from bench import urls
from bench.contest import Bar, Bench, Contender, Results, Work, at_least, at_most

ALL = "examples and strangers"
OURS = "mediakit.recognize"
TWICE, FOUR_TIMES = "mediakit.recognize, 2 x the providers", "mediakit.recognize, 4 x the providers"
MATCH = "mediakit.providers.match"
REGISTERED = "mediakit.providers.registry.registered"
BOTH = "mediakit.recognize, else registered"
PEER = "micawber, the same registry"
PEER_FOUR_TIMES = "micawber, 4 x the registry"
PEER_BUNDLED = "micawber, the registry it brings"


def inputs(size: Literal["full", "smoke"]) -> dict[str, list[str]]:
    examples = urls.examples()
    registry = urls.of_registry(urls.snapshot())
    if size == "smoke":
        examples, registry = examples[:20], registry[:20]
    strangers = urls.strangers(len(examples))
    found = {ALL: examples + strangers, "examples": examples, "strangers": strangers, "URLs of the registry": registry}
    if real := urls.of_corpus():
        found["real URLs (corpus)"] = real if size == "full" else real[:20]
    return found


def recognize() -> Work:
    import mediakit

    return mediakit.recognize


def recognize_among(times: int) -> Work:
    import mediakit
    from mediakit.providers import BUILT_IN, Provider

    rows: list[Provider] = list(BUILT_IN)
    for number in range(2, times + 1):
        rows += [_copy(provider, f"copy{number}") for provider in BUILT_IN if not _anywhere(provider)]
    return partial(mediakit.recognize, providers=tuple(rows))


def _anywhere(provider: Any) -> bool:
    """Whether it is software that anybody may run: a copy on other hosts would be the same row."""
    hosts = [*provider.hosts, *(host for noun in provider.nouns for each in noun.patterns for host in each.hosts)]
    return "{host}" in hosts


def _copy(provider: Any, name: str) -> Any:
    """The same row for a provider of another name on other hosts."""

    def hosts(given: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(_elsewhere(host, name) for host in given)

    nouns = tuple(
        noun._replace(patterns=tuple(each._replace(hosts=hosts(each.hosts)) for each in noun.patterns))
        for noun in provider.nouns
    )
    return replace(
        provider, key=provider.key + name, hosts=hosts(provider.hosts), nouns=nouns, uris=type(provider.uris)()
    )


def _elsewhere(host: str, name: str) -> str:
    part, joint, rest = host.rpartition("}.")
    if joint:
        return f"{part}{joint}{name}-{rest}"
    return f".{name}-{host[1:]}" if host.startswith(".") else f"{name}-{host}"


def match() -> Work:
    from mediakit import providers

    return providers.match


def registered() -> Work:
    from mediakit.providers import registry

    return registry.registered


def recognize_else_registered() -> Work:
    import mediakit
    from mediakit.providers import registry

    def ask(url: str) -> object:
        return mediakit.recognize(url) or registry.registered(url)

    return ask


def micawber(times: int) -> Work:
    """micawber's own reading of a providers.json, given our snapshot; copies stand on hosts of their own."""
    import micawber

    rows = []
    for number in range(1, times + 1):
        before = "https://" if number == 1 else f"https://copy{number}."
        for provider in urls.snapshot():
            endpoints = [
                {"url": each["url"], "schemes": [before + scheme for scheme in each["schemes"]]}
                for each in provider["endpoints"]
            ]
            rows.append({"provider_name": provider["name"], "endpoints": endpoints})
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "providers.json")
        file.write_text(json.dumps(rows), encoding="utf-8")
        work: Work = micawber.bootstrap_oembed(providers_file=str(file)).provider_for_url
    return work


def micawber_bundled() -> Work:
    import micawber

    work: Work = micawber.bootstrap_oembed().provider_for_url
    return work


def bars(results: Results) -> Sequence[Bar]:
    ours = results.lines[ALL][OURS].median * 1e6
    registry = "URLs of the registry"
    return (
        at_most("recognize: at most 6 µs a URL", ours, 6, "µs"),
        at_most("recognize, 4 x the providers: flat (at most 1.1 x)", results.ratio(FOUR_TIMES, OURS, ALL), 1.1, "x"),
        at_least("recognize: at least 30 x as fast as micawber", results.ratio(PEER, OURS, ALL), 30, "x"),
        at_least("whose it is, no embed: at least 30 x as fast as micawber", results.ratio(PEER, MATCH, ALL), 30, "x"),
        at_least(
            "the registry: at least 30 x as fast as micawber on the same registry's URLs",
            results.ratio(PEER, REGISTERED, registry),
            30,
            "x",
        ),
        at_least(
            "recognize, else the registry: at least 30 x as fast as micawber", results.ratio(PEER, BOTH, ALL), 30, "x"
        ),
    )


BENCH = Bench(
    title="recognize",
    about=(
        "A URL to an embed with its ids, canonical URL, player and times, offline. micawber says which endpoint a URL "
        "belongs to, no more. Inputs: every example URL of our providers, some with tracking parameters, as many "
        "strangers' articles, and URLs made of the registry's own schemes."
    ),
    unit="µs a URL",
    scale=1e6,
    contenders=(
        Contender(name=OURS, make=recognize),
        Contender(name=TWICE, make=partial(recognize_among, 2), only=(ALL,)),
        Contender(name=FOUR_TIMES, make=partial(recognize_among, 4), only=(ALL,)),
        Contender(name=MATCH, make=match),
        Contender(name=REGISTERED, make=registered),
        Contender(name=BOTH, make=recognize_else_registered),
        Contender(name=PEER, make=partial(micawber, 1), needs=("micawber",)),
        Contender(name=PEER_FOUR_TIMES, make=partial(micawber, 4), needs=("micawber",), only=(ALL,)),
        Contender(name=PEER_BUNDLED, make=micawber_bundled, needs=("micawber",), only=(ALL,)),
    ),
    inputs=inputs,
    bars=bars,
)

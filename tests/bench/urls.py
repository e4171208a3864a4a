"""URLs as newsrooms paste them: our providers' examples, strangers' articles, the registry's own, and real ones."""

from __future__ import annotations

import json
import random
from typing import Any

from bench.words import HOSTS, WORDS, corpus

TRACKING = (
    "utm_source=newsletter&utm_medium=email",
    "utm_source=x&utm_medium=social&utm_campaign=desk",
    "fbclid=IwAR0a1b",
)


def examples() -> list[str]:
    """Every example of every provider; every third is followed by tracking parameters, as links from posts are."""
    from mediakit.providers import BUILT_IN

    dice = random.Random(3)
    found = []
    for number, url in enumerate(example[0] for provider in BUILT_IN for example in provider.examples):
        if number % 3 == 0 and url.startswith("http") and "#" not in url:
            url += ("&" if "?" in url else "?") + dice.choice(TRACKING)
        found.append(url)
    return found


def strangers(count: int) -> list[str]:
    """Addresses of articles on sites that nobody lists, in the forms that newspapers' systems give them."""
    dice = random.Random(4)

    def slug(least: int, most: int) -> str:
        return "-".join(dice.choice(WORDS) for _ in range(dice.randint(least, most)))

    def one() -> str:
        host = dice.choice(("", "www.", "www.", "m.", "news.")) + dice.choice(HOSTS)
        day = f"{dice.randint(2009, 2026)}/{dice.randint(1, 12):02}/{dice.randint(1, 28):02}"
        path = dice.choice(
            (
                f"{day}/{slug(4, 9)}/",
                f"{dice.choice(WORDS)}/{slug(4, 9)}-{dice.randint(10**5, 10**8)}.html",
                f"{dice.choice(WORDS)}/{dice.choice(WORDS)}/article{dice.randint(10**6, 10**8)}.ece",
                f"article/{slug(3, 6)}",
                f"?p={dice.randint(100, 99999)}",
                f"story/{dice.getrandbits(64):016x}",
                f"video/{slug(2, 5)}",
                f"{slug(3, 8)}",
                "",
            )
        )
        query = dice.choice(("", "", "", "?" + dice.choice(TRACKING), "#comments")) if "?" not in path else ""
        return f"{dice.choice(('https', 'https', 'https', 'http'))}://{host}/{path}{query}"

    return [one() for _ in range(count)]


def snapshot() -> list[dict[str, Any]]:
    """The providers of the registry's snapshot."""
    from mediakit.providers import registry

    rows: list[dict[str, Any]] = json.loads(registry.SNAPSHOT.read_text(encoding="utf-8"))["providers"]
    return rows


def of_registry(rows: list[dict[str, Any]]) -> list[str]:
    """A URL of every scheme of the registry: a word, a number or a slug where it has a star."""
    dice = random.Random(5)
    found = []
    for row in rows:
        for scheme in (scheme for each in row["endpoints"] for scheme in each["schemes"]):
            host, slash, path = scheme.partition("/")
            while "*" in host:
                host = host.replace("*", dice.choice(WORDS), 1)
            while "*" in path:
                path = path.replace("*", dice.choice((str(dice.randint(10**4, 10**9)), dice.choice(WORDS))), 1)
            found.append(f"https://{host}{slash}{path}")
    return found


def of_corpus() -> list[str]:
    """URLs that real newsrooms and libraries' tests wrote; none where the corpus is not there."""
    folder = corpus()
    if folder is None:
        return []
    lines = (folder / "url-cases.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["url"]) for line in lines]

"""Mutated inputs of every kind, and the readers that must survive them; `python tests/mutations.py 200000` runs many.

Seeds are the project's own cases and, with `--corpus FOLDER`, strangers' material. Same seed, same inputs. An exception
that is not ours, a kept form that does not load again, a byte that `replace` loses: each is shown with its input.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import mediakit
from mediakit import MediaKitError, body
from mediakit.read import charset, page_facts, read_oembed

HERE = Path(__file__).parent
ADDRESS = "https://harbour.example/2016/01/11/post"
# A page is cut to a window: its head, or somewhere in it; a campaign of whole pages would be one of lxml.
WINDOW = 6_000
PIECES = [
    *(b"< > \" ' & &amp; &#0; &#xD800; </script> <!-- --> ]]> { } [ ] : , null 1e999 -1 0000-00-00 <svg> ".split()),
    *(b'\\ud800 \\u0000 content=" <base href=//x> https://[::1 http://a:99999/ @graph <iframe src= <title>'.split()),
    *(b"https://youtu.be/ //w.soundcloud.com/player/?url= %2F%2F %zz ?v= &list= #t= @ \xe2\x80\xae \xc2\xa0".split()),
    *(b'<blockquote class="twitter-tweet" class="instagram-media" data-href=" </p> <p> <a href=" [embed] <br>'.split()),
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xfe\xff", b"itemscope ", b"9" * 400),
    *(b"<div>" * 300, b"[/caption]", "\u2014 Ana (@ana) ".encode()),
]
Check = Callable[[bytes], None]


def check_recognize(data: bytes) -> None:
    """A pasted text: nothing raised, and what it becomes is kept and loads."""
    _kept(mediakit.recognize(data.decode("utf-8", "surrogateescape")))


def check_find(data: bytes) -> None:
    """A post: what is found is kept, and every other byte stays."""
    post = data.decode("utf-8", "surrogateescape")
    for found in body.find(post, base_url=ADDRESS):
        _kept(found.embed)
        assert post[found.span[0] : found.span[1]] == found.markup
    assert body.replace(post, lambda found: found.markup, base_url=ADDRESS) == post


def check_page(data: bytes) -> None:
    _kept(page_facts(data, url=ADDRESS, content_type="text/html").embed)


def check_oembed(data: bytes) -> None:
    _kept(read_oembed(data, url=ADDRESS))


def check_charset(data: bytes) -> None:
    data.decode(charset(data, None), "replace")
    charset(data, data[:60].decode("latin-1"))


def _kept(embed: mediakit.Embed | None) -> None:
    if embed is not None:
        assert mediakit.from_dict(embed.to_dict()) == embed


CHECKS: dict[str, Check] = {
    "recognize": check_recognize,
    "find": check_find,
    "page": check_page,
    "oembed": check_oembed,
    "charset": check_charset,
}


def own_seeds() -> dict[str, list[bytes]]:
    """The project's own cases, by what reads them."""
    from mediakit.providers import BUILT_IN

    urls = [url.encode() for provider in BUILT_IN for url, _, _ in provider.examples]
    posts = [path.read_bytes() for path in sorted((HERE / "body" / "cases").glob("*.html"))]
    pages = [path.read_bytes() for path in sorted((HERE / "read" / "cases").glob("*/page.html"))]
    answers = [path.read_bytes() for path in sorted((HERE / "read" / "oembed").glob("*/answer.*"))]
    answers = [answer for answer in answers if len(answer) < 9_999]
    return {"recognize": urls + posts, "find": posts, "page": pages, "oembed": answers, "charset": pages}


def strangers_seeds(corpus: Path) -> dict[str, list[bytes]]:
    """The corpus's URLs, codes, pages and answers, by what reads them."""

    def rows(name: str) -> list[dict[str, str]]:
        return [json.loads(line) for line in (corpus / name).read_text(encoding="utf-8").splitlines()]

    urls = [row["url"].encode() for row in rows("url-cases.jsonl")]
    codes = [row["html"].encode() for row in rows("embedcode-cases.jsonl")]
    answers = [row["body"].encode("utf-8", "surrogatepass") for row in rows("oembed-cases.jsonl")]
    pages = []
    for path in sorted(each for each in corpus.glob("page-*/**/files/*") if each.is_file()):
        data = path.read_bytes()
        pages.append(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)
    return {"recognize": urls + codes, "find": codes + pages, "page": pages, "oembed": answers, "charset": pages}


def mutated(seeds: list[bytes], chance: random.Random) -> bytes:
    """One of the seeds, or a window of it, with one to six pieces put in, taken out, doubled or changed."""
    seed = chance.choice(seeds)
    if len(seed) > WINDOW:
        at = chance.choice((0, chance.randrange(len(seed) - WINDOW)))
        seed = seed[at : at + WINDOW]
    data = bytearray(seed)
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        match chance.randint(0, 4):
            case 0:
                data[at:at] = chance.choice(PIECES)
            case 1:
                del data[at : at + chance.randint(1, 40)]
            case 2:
                data[at : at + 1] = bytes([chance.randrange(256)])
            case 3:
                other = chance.choice(seeds)
                start = chance.randint(0, len(other))
                data[at:at] = other[start : start + chance.randint(1, 300)]
            case _:
                start = chance.randint(0, len(data))
                data[at:at] = data[start : start + chance.randint(1, 200)]
    return bytes(data)


def campaign(seeds: dict[str, list[bytes]], count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """`count` inputs, each with the name of the reader that it is for: most for those that take the least time."""
    chance = random.Random(seed)
    names = [*("recognize",) * 8, *("find",) * 4, *("page",) * 4, *("oembed",) * 2, *("charset",) * 2]
    for _ in range(count):
        name = chance.choice(names)
        yield name, mutated(seeds[name], chance)


def main() -> int:
    """Run a campaign and say what happened; 1 when anything failed."""
    parser = argparse.ArgumentParser(description="Read mutated inputs until something breaks.")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=2016)
    parser.add_argument("--corpus", type=Path)
    options = parser.parse_args()
    seeds = own_seeds()
    if options.corpus is not None:
        seeds = {name: [*seeds[name], *more] for name, more in strangers_seeds(options.corpus).items()}
    done: Counter[str] = Counter()
    refused: Counter[str] = Counter()
    slowest: dict[str, float] = {}
    failures = 0
    for name, data in campaign(seeds, options.count, options.seed):
        began = time.process_time()
        try:
            CHECKS[name](data)
        except MediaKitError as error:
            refused[f"{name} {type(error).__name__}"] += 1
        except Exception:
            failures += 1
            print(name, repr(data[:400]), traceback.format_exc(limit=-3), sep="\n", file=sys.stderr)
        done[name] += 1
        slowest[name] = max(slowest.get(name, 0), time.process_time() - began)
    print("read", dict(done), "refused", dict(refused))
    print("slowest in ms", {name: round(1e3 * took) for name, took in slowest.items()}, "failures", failures)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())

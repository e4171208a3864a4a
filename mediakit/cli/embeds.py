"""`mediakit resolve`, `find`, `card`: from what somebody pasted to what readers see."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediakit import url as urls
from mediakit.cli.asking import asking_options, count, open_ledger, open_resolver, web_address
from mediakit.cli.terminal import count_of, print_json, progress, read_input, status_line
from mediakit.errors import InvalidData, MediaKitError, ResolveError
from mediakit.fields import JSON

if TYPE_CHECKING:
    from mediakit.body import Found, Hole
    from mediakit.embed import Embed

FORMS: Final = ("html", "text", "feed", "jsonld")
WORKERS: Final = 16


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The three commands and their options."""
    resolve = commands.add_parser(
        "resolve",
        help="say what URLs are: ask the provider and the page, remember the answer",
        description="Say what each URL is. Asks the provider and the page, and remembers the answer in a SQLite file.",
    )
    resolve.add_argument(
        "urls", nargs="*", metavar="URL", help="web addresses; without any: one a line from standard input"
    )
    asking_options(resolve)
    resolve.add_argument(
        "--workers", type=count, default=WORKERS, metavar="N", help=f"how many are asked at once, {WORKERS} if left out"
    )
    resolve.add_argument(
        "--ledger",
        type=Path,
        metavar="FILE",
        help="where answers are written down as they come: after a stop the same command goes on where it was",
    )
    resolve.add_argument("--json", action="store_true", help="one JSON value a line: the kept form, or the error")
    resolve.set_defaults(run=_resolve, name="resolve")

    find = commands.add_parser(
        "find",
        help="list what an HTML file embeds",
        description="List what an HTML file embeds, in order, with caption and credit. Asks nobody.",
    )
    find.add_argument("file", metavar="FILE", help="an HTML file, or - for standard input")
    find.add_argument(
        "--base-url", type=web_address, metavar="URL", help="where the page stands, for relative addresses"
    )
    find.add_argument("--json", action="store_true", help="a JSON list: embed, caption, credit, alt, hole, markup")
    find.set_defaults(run=_find, name="find")

    card = commands.add_parser(
        "card",
        help="print the card of a URL, an embed code or a kept embed",
        description="Print the card of one thing: a URL, a pasted embed code, or a file with a kept embed (JSON).",
    )
    card.add_argument("what", metavar="WHAT", help="a URL, an embed code, a .json file of `resolve --json`, or -")
    card.add_argument(
        "--form", choices=FORMS, default="html", help="html (if left out), text, feed (for feed readers), jsonld"
    )
    card.add_argument("--lang", default="en", metavar="LANG", help="the language of the card's own words")
    asking_options(card)
    card.add_argument("--json", action="store_true", help="all forms in one JSON object")
    card.set_defaults(run=_card, name="card")


def offline(text: str) -> Embed:
    """What `text` says by itself; a bare link for a URL that nobody is known by."""
    from mediakit.embed import Link
    from mediakit.recognition import recognize

    embed = recognize(text)
    if embed is not None:
        return embed
    address = urls.canonical(text)
    if address is None or urls.safe(text) is None:
        raise ResolveError(text, "this is no web address (http or https)")
    return Link(key=f"link:url:{address}", url=address)


def _answers(chosen: argparse.Namespace, asked: list[str]) -> Iterator[Embed | ResolveError]:
    if chosen.offline:
        for each in asked:
            try:
                yield offline(each)
            except ResolveError as error:
                yield error
        return
    with open_ledger(chosen.ledger) as ledger, open_resolver(chosen) as resolver:
        yield from resolver.resolve_many(asked, workers=chosen.workers, deadline=chosen.deadline, ledger=ledger)


def _resolve(chosen: argparse.Namespace) -> int:
    from mediakit import cards

    asked = chosen.urls if chosen.urls not in ([], ["-"]) else [line.strip() for line in sys.stdin if line.strip()]
    failed = 0
    for at, answer in zip(progress(asked, "resolving"), _answers(chosen, asked), strict=True):
        if isinstance(answer, MediaKitError):
            failed += 1
            if chosen.json:
                print(
                    json.dumps({"url": at, "error": type(answer).__name__, "reason": answer.reason}, ensure_ascii=False)
                )
            else:
                print(f"mediakit resolve: {answer}", file=sys.stderr)
        elif chosen.json:
            print(json.dumps(answer.to_dict(), ensure_ascii=False))
        else:
            status = status_line(answer.status)
            print(cards.text(answer) + ("" if status is None else f"\n    {status}") + "\n")
            for warning in answer.warnings:
                print(f"mediakit resolve: {at}: {warning.detail}", file=sys.stderr)
    return 1 if failed else 0


def _find(chosen: argparse.Namespace) -> int:
    from mediakit import body, cards
    from mediakit.read import charset, decode

    raw = read_input(chosen.file)
    html = decode(raw, None)
    found = list(body.find(html, base_url=chosen.base_url))
    missed = list(body.holes(html, base_url=chosen.base_url))
    every: list[Found | Hole] = sorted([*found, *missed], key=lambda each: each.span)
    if chosen.json:
        print_json([_row(each) for each in every])
        return 0
    for each in every:
        if isinstance(each, body.Hole):
            print(f"[Hole] {_words(each)}\n    {each.advice.replace('base_url', '--base-url')}\n")
            continue
        status = status_line(each.embed.status)
        print(cards.text(each.placed) + ("" if status is None else f"\n    {status}") + "\n")
    counts = [count_of(len(these), word) for these, word in ((found, "embed"), (missed, "hole")) if these]
    said = " and ".join(counts) or "nothing is embedded"
    print(f"{said} in {chosen.file} ({charset(raw, None)})", file=sys.stderr)
    return 0


def _row(each: Found | Hole) -> JSON:
    """A place of the post: what it embeds, or the hole it is."""
    from mediakit.body import Hole

    if isinstance(each, Hole):
        hole: JSON = {"reason": each.reason, "address": each.address, "words": each.words, "advice": each.advice}
        return {"embed": None, "hole": hole, "markup": each.markup}
    return {
        "embed": each.embed.to_dict(),
        "caption": each.caption,
        "credit": each.credit,
        "alt": each.alt,
        "hole": None,
        "markup": each.markup,
    }


def _words(hole: Hole) -> str:
    """What a hole says of itself, on one line, as much of it as names it."""
    said = " ".join(" ".join(filter(None, (hole.words, hole.address and f"<{hole.address}>"))).split())
    said = said or " ".join(hole.markup.split())
    return said if len(said) <= 200 else said[:199] + "…"


def _subject(chosen: argparse.Namespace) -> Embed:
    """What the card is about: a kept embed when it is a file of one, else what was pasted, resolved."""
    from mediakit.kept import from_dict

    text = chosen.what
    if text == "-" or _names_a_file(text):
        raw = read_input(text)
        try:
            return from_dict(json.loads(raw))
        except InvalidData as error:
            raise InvalidData(f"{error.where}: {error.reason}", text) from None
        except ValueError:
            if text.endswith(".json"):
                raise InvalidData("is not one JSON value, the kept form of an embed", text) from None
            text = raw.decode("utf-8", "replace").strip()
    known = offline(text)
    if chosen.offline:
        return known
    with open_resolver(chosen) as resolver:
        return resolver.resolve(text, deadline=chosen.deadline)


def _names_a_file(text: str) -> bool:
    """Whether it is a file rather than an address or a code: these may be longer than any file's name, too."""
    if urls.safe(text) is not None or text.lstrip().startswith("<"):
        return False
    return text.endswith(".json") or Path(text).is_file()


def _card(chosen: argparse.Namespace) -> int:
    from mediakit import cards

    embed = _subject(chosen)
    theme = cards.Theme(lang=chosen.lang)
    forms: dict[str, JSON] = {
        "html": cards.html(embed, theme),
        "text": cards.text(embed, theme),
        "feed": cards.feed(embed, theme),
        "jsonld": cards.jsonld(embed),
    }
    if chosen.json:
        print_json(forms)
    elif chosen.form == "jsonld":
        print_json(forms["jsonld"])
    else:
        print(forms[chosen.form])
    return 0

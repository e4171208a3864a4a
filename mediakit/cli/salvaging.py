"""`mediakit salvage`: what a CMS remembers of embeds, out of its export, as kept embeds or into a store."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from mediakit.cli.asking import open_store
from mediakit.cli.terminal import count_of, counting
from mediakit.errors import InvalidData

if TYPE_CHECKING:
    from mediakit.embed import Embed
    from mediakit.salvage import Salvaged
    from mediakit.store import SQLiteStore

# Looked up and saved in one go: few enough that a run that is stopped loses next to nothing.
_AT_ONCE: Final = 200


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    salvage = commands.add_parser(
        "salvage",
        help="take kept embeds out of a CMS's export, often the last copy of a post that is gone",
        description=(
            "Take the embeds that a CMS remembers out of its export: a WordPress export (WXR, its _oembed_ rows), or "
            "Wagtail's rows (manage.py dumpdata wagtailembeds.embed, better with --format jsonl). Asks nobody."
        ),
    )
    salvage.add_argument("files", nargs="+", metavar="FILE", help="an export, or - for standard input")
    salvage.add_argument(
        "--store",
        metavar="FILE",
        help="keep them in this SQLite file, beside what it knows already; running it again changes nothing more",
    )
    salvage.add_argument("--json", action="store_true", help="one JSON value a line: embed (the kept form), post, told")
    salvage.set_defaults(run=_salvage, name="salvage")


def _salvage(chosen: argparse.Namespace) -> int:
    from mediakit import cards, times

    found = (each for name in chosen.files for each in _in_file(name))
    tally = {"found": 0, "new": 0, "known better": 0, "as it was": 0, "forgotten": 0}
    with ExitStack() as opened:
        store = opened.enter_context(open_store(Path(chosen.store))) if chosen.store else None
        for batch in _batches(found):
            tally["found"] += len(batch)
            if store is not None:
                for what in _kept((each.embed for each in batch), store):
                    tally[what] += 1
            for each in batch:
                if chosen.json:
                    told = None if each.told is None else times.iso(each.told)
                    row = {"embed": each.embed.to_dict(), "post": each.post, "told": told}
                    print(json.dumps(row, ensure_ascii=False))
                elif not chosen.store:
                    print(cards.text(each.embed) + "".join(f"\n    {line}" for line in _place(each)) + "\n")
    count = f"{count_of(tally.pop('found'), 'embed')} in {', '.join(chosen.files)}"
    if chosen.store:
        details = ", ".join(f"{number} {what}" for what, number in tally.items() if number)
        line = f"{count}: {details or 'nothing to keep'} → {chosen.store}"
        print(line, file=sys.stderr if chosen.json else sys.stdout)
    else:
        print(count, file=sys.stderr)
    return 0


def _batches(found: Iterable[Salvaged]) -> Iterator[list[Salvaged]]:
    """Some at a time; where the file turns out to be broken, what stood before comes first."""
    batch: list[Salvaged] = []
    try:
        for each in found:
            batch.append(each)
            if len(batch) == _AT_ONCE:
                yield batch
                batch = []
    except InvalidData:
        if batch:
            yield batch
        raise
    if batch:
        yield batch


def _place(each: Salvaged) -> Iterator[str]:
    from mediakit import times

    if each.post is not None:
        yield f"Stood in: {each.post}"
    if each.told is not None:
        yield f"Told: {times.iso(each.told)}"


def _in_file(name: str) -> Iterator[Salvaged]:
    """What one export remembers, read as it is taken; how far we are is shown on a terminal."""
    from mediakit import salvage

    with _opened(name) as file:
        size = os.fstat(file.fileno()).st_size if name != "-" else 0
        start = file.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]  # type: ignore[attr-defined]  # it is buffered
        if start == b"<":
            found = salvage.from_wordpress(file)
        elif start == b"[":
            found = salvage.from_wagtail(_text(file.read(), name))
        elif start == b"{":
            found = salvage.from_wagtail(_text(line, name) for line in file)
        else:
            raise InvalidData("is neither a WordPress export (XML) nor rows of Wagtail's (JSON)", name)
        try:
            yield from counting(found, f"salvaging {name}", lambda: file.tell() / size if size else None)
        except InvalidData as error:
            raise InvalidData(error.reason, f"{name}: {error.where}" if error.where else name) from None


def _opened(name: str) -> BinaryIO:
    if name == "-":
        if sys.stdin is None:
            raise InvalidData("there is no standard input", name)
        return sys.stdin.buffer
    path = Path(name)
    if not path.is_file():
        raise InvalidData("is no ordinary file" if path.exists() else "there is no such file", name)
    return path.open("rb")


def _text(line: bytes, name: str) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidData("is not UTF-8, as JSON is", name) from None


def _kept(embeds: Iterable[Embed], store: SQLiteStore) -> Iterator[str]:
    """Each embed put into the store beside what it holds, and what became of it.

    What is there already stays as fresh as it was, and a takedown stays one. What is new is stale at once: it was told
    years ago, and whoever resolves it asks, and shows this when nobody answers.
    """
    from mediakit.flow import Entry
    from mediakit.merging import merge

    ours: dict[str, Embed] = {}
    times_seen: dict[str, int] = {}
    for each in embeds:
        embed = _itself(each)
        ours[embed.key] = merge(ours[embed.key], embed) if embed.key in ours else embed
        times_seen[embed.key] = times_seen.get(embed.key, 0) + 1
    there: Mapping[str, Entry] = store.load_many(ours)
    changed: list[Entry] = []
    for key, embed in ours.items():
        entry = there.get(key)
        if entry is None or entry.embed is None or entry.negative is not None:
            what = "forgotten" if entry is not None and entry.forgotten is not None else "new"
            saved = entry.saved if entry is not None else 0.0
            new = Entry(key=key, embed=embed, saved=saved, fresh_until=saved)
        else:
            merged = merge(entry.embed, embed)
            what = "as it was" if merged == entry.embed else "known better"
            new = replace(entry, embed=merged)
        if what in ("new", "known better"):
            changed.append(new)
        yield from [what, *["as it was"] * (times_seen[key] - 1)]
    store.save_many(changed)


def _itself(embed: Embed) -> Embed:
    """The thing alone, as everybody's answer is kept: without the stretch that one post pointed at."""
    from mediakit.embed import FrozenMap
    from mediakit.providers import from_url

    if embed.start is None and embed.end is None:
        return embed
    known = from_url(embed.url)
    player = known.player if known is not None and known.key == embed.key else None
    sources = FrozenMap({name: source for name, source in embed.provenance.items() if name not in ("start", "end")})
    return replace(embed, start=None, end=None, player=player or embed.player, provenance=sources)

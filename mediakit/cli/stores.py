"""`mediakit store`: look after what was remembered: what is due, ask it again, prune, carry, take down."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from mediakit.cli.asking import asking_options, chosen_store, open_web
from mediakit.cli.terminal import print_json, table
from mediakit.errors import InvalidData, MediaKitError, StoreError

if TYPE_CHECKING:
    from mediakit.store import RedisStore, SQLiteStore

_LONGEST: Final = 16 * 1024 * 1024 + 1  # one more than a line may have: it is refused, not read to its end
_UNITS: Final = {"k": 1_000, "m": 1_000_000, "g": 1_000_000_000}
_SPANS: Final = {"s": 1.0, "h": 3_600.0, "d": 86_400.0, "w": 7 * 86_400.0, "y": 365.25 * 86_400.0}


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands and their options."""
    group = commands.add_parser(
        "store",
        help="look after what was remembered: due, refresh, prune, export, import, forget",
        description="Look after the store where `resolve` remembers its answers. Nothing runs by itself: use cron.",
    )
    actions = group.add_subparsers(title="commands", metavar="ACTION", required=True)

    due = actions.add_parser("due", help="list what is to be asked again, longest due first; asks nobody")
    due.add_argument("--limit", type=_count, default=100, metavar="N", help="at most so many (if left out, 100)")
    due.set_defaults(run=_due, name="store due")

    refresh = actions.add_parser("refresh", help="ask again what is due; what fails loses nothing")
    refresh.add_argument("--limit", type=_count, default=100, metavar="N", help="at most so many (if left out, 100)")
    asking_options(refresh)
    refresh.set_defaults(run=_refresh, name="store refresh")

    prune = actions.add_parser("prune", help="drop what nobody answered, and short links that can be asked again")
    prune.add_argument("--older-than", type=_span, metavar="SPAN", help="saved longer ago than this: 90d, 2y, 12h")
    prune.add_argument("--most", type=_bytes, metavar="BYTES", help="keep at most so many bytes: 500M, 2G")
    prune.add_argument(
        "--drop-readable",
        action="store_const",
        const="drop",
        default="keep",
        dest="readable",
        help="let go of embeds too, the oldest first, though each may be the last copy there is",
    )
    prune.set_defaults(run=_prune, name="store prune")

    export = actions.add_parser("export", help="write every entry and every takedown as JSON lines")
    export.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="written whole or not at all; - for stdout"
    )
    export.set_defaults(run=_export, name="store export")

    bring = actions.add_parser("import", help="read JSON lines: newer entries stay, takedowns win")
    bring.add_argument("file", metavar="FILE", help="what `export` wrote, or - for standard input")
    bring.set_defaults(run=_import, name="store import")

    forget = actions.add_parser("forget", help="take down a thing: its words, its files, and what others quote of it")
    forget.add_argument(
        "key", metavar="KEY", help="the key of the thing (`due`, `resolve --json` and `export` show it)"
    )
    forget.add_argument("--reason", required=True, metavar="WORDS", help="why; readers see it where the thing stood")
    forget.add_argument("--media", metavar="FOLDER", type=Path, help="delete its kept files from this folder")
    forget.set_defaults(run=_forget, name="store forget")

    for action in actions.choices.values():
        if action is not refresh:
            action.add_argument("--store", metavar="STORE", help="a SQLite file, or a redis:// address")
        action.add_argument("--json", action="store_true", help="the result as JSON")


def _opened(chosen: argparse.Namespace) -> SQLiteStore | RedisStore:
    store = chosen_store(chosen.store)
    if store is None:
        raise StoreError("there is no store: name one with --store, or in MEDIAKIT_STORE")
    return store


def _due(chosen: argparse.Namespace) -> int:
    from mediakit.refreshing import address_of

    with _opened(chosen) as store:
        due = store.refresh_due(time.time(), chosen.limit)
    if chosen.json:
        print_json([{"key": each.key, "url": address_of(each), "fresh_until": each.fresh_until} for each in due])
    for each in due if not chosen.json else ():
        print(address_of(each))
    return 0


def _refresh(chosen: argparse.Namespace) -> int:
    from mediakit.client import Resolver
    from mediakit.refreshing import refresh_due

    if chosen.offline:
        raise InvalidData("asks the web, so it can't be --offline (`mediakit store due` asks nobody)", "--offline")
    hosts, failed, rows = tuple(chosen.allow_host), 0, []
    with (
        _opened(chosen) as store,
        open_web(chosen) as web,
        Resolver(fetch=web, store=store, allow_hosts=hosts) as resolver,
    ):
        for each in refresh_due(resolver, store, time.time(), chosen.limit, deadline=chosen.deadline):
            wrong = isinstance(each.answer, MediaKitError)
            state = str(each.answer) if isinstance(each.answer, MediaKitError) else each.answer.status.state
            failed += wrong
            if chosen.json:
                print(json.dumps({"key": each.key, "url": each.url, "failed": wrong, "state": state}))
            rows.append((each.key, state))
    if not chosen.json:
        print(table(rows, ("key", "state")) if rows else "nothing is due")
    return 1 if failed else 0


def _prune(chosen: argparse.Namespace) -> int:
    from mediakit.store import SQLiteStore, prune

    with _opened(chosen) as store:
        pruned = prune(
            store,
            time.time(),
            older_than=chosen.older_than,
            most_bytes=chosen.most,
            readable=chosen.readable,
        )
        if pruned.removed and isinstance(store, SQLiteStore):
            store.compact()
    if chosen.json:
        print_json({"removed": pruned.removed, "freed": pruned.freed, "left": pruned.left})
    else:
        print(f"{pruned.removed} removed, {pruned.freed} bytes freed, {pruned.left} bytes left")
    if chosen.most is not None and pruned.left > chosen.most:
        print(
            "mediakit store prune: the rest can be read, each maybe the last copy (--drop-readable lets the oldest go)",
            file=sys.stderr,
        )
        return 1
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from mediakit.store import export_lines

    with _opened(chosen) as store:
        if chosen.file == "-":
            count = _written(export_lines(store), sys.stdout.buffer)
        else:
            path = Path(chosen.file)
            descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            try:  # as private as the temporary file is made: an export holds all that the store does
                with os.fdopen(descriptor, "wb") as out:
                    count = _written(export_lines(store), out)
                    os.fsync(out.fileno())
                Path(beside).replace(path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
    if chosen.json and chosen.file != "-":
        print_json({"written": count})
    else:
        print(f"{count} entries written", file=sys.stderr)
    return 0


def _written(lines: Iterator[bytes], out: IO[bytes]) -> int:
    count = 0
    for line in lines:
        out.write(line)
        count += 1
    out.flush()
    return count


def _import(chosen: argparse.Namespace) -> int:
    from mediakit.store import entries_in, import_lines

    with tempfile.TemporaryFile() as spooled:
        if chosen.file == "-":  # read whole before a line is saved, as a file is
            while block := sys.stdin.buffer.read(1 << 20):
                spooled.write(block)
        with _opened(chosen) as store, spooled if chosen.file == "-" else Path(chosen.file).open("rb") as lines:
            try:
                lines.seek(0)
                for _ in entries_in(_lines(lines)):
                    pass
                lines.seek(0)
                imported = import_lines(store, _lines(lines))
            except InvalidData as error:
                raise InvalidData(f"{error.where}: {error.reason}", chosen.file) from None
    if chosen.json:
        print_json({"read": imported.read, "kept": imported.kept})
    else:
        print(f"{imported.read} entries read, {imported.kept} kept")
    return 0


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    return iter(lambda: file.readline(_LONGEST), b"")


def _forget(chosen: argparse.Namespace) -> int:
    if not chosen.reason.strip():
        raise InvalidData("says nothing", "--reason")
    with _opened(chosen) as store:
        purged = store.forget(chosen.key, chosen.reason)
    deleted, left = [], []
    for name in purged.files:
        path = None if chosen.media is None else chosen.media / name
        # A name is one of ours, never a path: what an import brought shall delete nothing else.
        if path is not None and Path(name).name == name and path.is_file():
            path.unlink()
            deleted.append(name)
        else:
            left.append(name)
    if chosen.json:
        print_json({"forgotten": list(purged.keys), "deleted": deleted, "files": left})
        return 0
    for key in purged.keys:
        print(f"forgotten: {key}")
    for name in deleted:
        print(f"deleted: {name}")
    for name in left:
        print(f"delete it where you keep files: {name}")
    if not purged.keys:
        print("was forgotten before")
    return 0


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= 100_000:
        raise argparse.ArgumentTypeError(f"a number from 1 to 100000 is expected, not {text!r}")
    return int(text)


def _bytes(text: str) -> int:
    number, unit = (text[:-1], _UNITS[text[-1].lower()]) if text[-1:].lower() in _UNITS else (text, 1)
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise argparse.ArgumentTypeError(f"a number of bytes is expected, like 500M or 2G, not {text!r}")
    return int(number) * unit


def _span(text: str) -> float:
    number = text[:-1]
    if text[-1:] not in _SPANS or not number.isascii() or not number.isdigit() or len(number) > 6:
        raise argparse.ArgumentTypeError(f"a span of time is expected, like 12h, 90d or 2y, not {text!r}")
    return int(number) * _SPANS[text[-1]]

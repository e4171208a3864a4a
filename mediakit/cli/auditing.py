"""`mediakit audit`: how what was embedded is today, in posts, folders, pages, or the store; and the repair."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediakit import url as urls
from mediakit.cli.asking import chosen_store, open_web, web_address, web_options
from mediakit.cli.terminal import count_of, progress, table, write_files
from mediakit.errors import InvalidData, MediaKitError, ResolveError, TooLarge

if TYPE_CHECKING:
    from mediakit import audit
    from mediakit.flow import Entry, Fetch
    from mediakit.store import RedisStore, SQLiteStore

FOUND: Final = 3
"""The exit code when something is lost or at risk: cron mails what was printed."""
_FRESH: Final = 86_400.0  # seconds an answer of an audit is good in the store: an audit comes every night


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    command = commands.add_parser(
        "audit",
        help="check how what was embedded is today, and repair posts",
        description=(
            "Ask anew about everything embedded in files (HTML, text, kept JSON), folders of them, web pages, or,"
            " without any, the store: alive, moved, gone, locked, about to expire. Exit code 3: lost or at risk."
        ),
    )
    command.add_argument(
        "what", nargs="*", metavar="WHAT", help="files, folders, web addresses; without any: the store"
    )
    command.add_argument("--apply", action="store_true", help="write the repairs into files and store")
    command.add_argument("--html", metavar="FILE", type=Path, help="write the findings as a page of their own")
    command.add_argument("--all", action="store_true", help="list what is alive, too")
    command.add_argument(
        "--soon",
        type=_days,
        default=timedelta(days=7),
        metavar="DAYS",
        help="pictures that expire by then (if left out, 7)",
    )
    command.add_argument("--no-archives", action="store_true", help="look nothing up in web archives")
    command.add_argument(
        "--base-url", type=web_address, metavar="URL", help="where the posts stand, for relative addresses"
    )
    web_options(command)
    command.add_argument("--json", action="store_true", help="one JSON value a line and finding")
    command.set_defaults(run=_audit, name="audit")


def _days(text: str) -> timedelta:
    try:
        days = float(text)
    except ValueError:
        days = -1.0
    if not 0 <= days <= 3650:
        raise argparse.ArgumentTypeError(f"a number of days is expected, not {text!r}")
    return timedelta(days=days)


@dataclass
class _Looked:
    """What was looked into: the text of each file, the entries of the store, all that stands in them, the holes.

    `failed`: how many files could not be read, or not be written; each has had its line.
    """

    files: dict[Path, str] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    stands: list[audit.Standing] = field(default_factory=list)
    findings: list[audit.Finding] = field(default_factory=list)
    failed: int = 0

    def fail(self, error: MediaKitError | OSError) -> None:
        """Say why a file is left out; the others are looked at all the same."""
        words = str(error) if isinstance(error, MediaKitError) else f"{error.filename}: {error.strerror}"
        print(f"mediakit audit: {words}", file=sys.stderr)
        self.failed += 1


def _audit(chosen: argparse.Namespace) -> int:
    from mediakit import audit
    from mediakit.keeping import ARCHIVES

    hosts = tuple(chosen.allow_host)
    store = chosen_store(chosen.store)
    try:
        with open_web(chosen) as web:
            looked = _look(chosen, web, store)
            _remember(looked, store)
            asked = audit.check_all(
                looked.stands,
                fetch=web,
                archives=() if chosen.no_archives else ARCHIVES,
                soon=chosen.soon,
                allow_hosts=hosts,
            )
            keys = list(dict.fromkeys(each.embed.key for each in looked.stands))
            findings = [
                *looked.findings,
                *(finding for _, finding in zip(progress(keys, "asking"), asked, strict=True)),
            ]
        findings.sort(key=lambda each: (audit.LEVELS.index(each.level), *map(str, each.places[:1])))
        _show(chosen, findings)
        if chosen.apply:
            _apply(chosen, looked, findings, store)
    finally:
        if store is not None:
            store.close()
    if looked.failed:
        return 1
    return FOUND if any(each.level in ("error", "warning") for each in findings) else 0


def _look(chosen: argparse.Namespace, web: Fetch, store: SQLiteStore | RedisStore | None) -> _Looked:
    from mediakit import audit
    from mediakit.audit.looking import looking_into
    from mediakit.drivers import run
    from mediakit.store.rules import is_alias

    looked = _Looked()
    if not chosen.what:
        if store is None:
            raise InvalidData("there is nothing to audit: name files, folders or web addresses, or a --store", "WHAT")
        for entry in store.entries():
            if entry.embed is not None and entry.negative is None and not is_alias(entry):
                looked.entries[entry.key] = entry
                place = audit.Place(file="store", path=entry.key)
                looked.stands.append(audit.Standing(embed=entry.embed, place=place))
        return looked
    for what in chosen.what:
        if urls.safe(what) is not None and not Path(what).exists():
            try:
                text, address, whole = run(looking_into(what, allow_hosts=chosen.allow_host), fetch=web)
            except ResolveError as error:
                looked.findings.append(audit.unanswered(what, error, audit.Place(file=what)))
                continue
            _sort(audit.standing(text, "html", what, address), looked)
            if not whole:
                cut = TooLarge(what, "the page is longer than is read of one: save it and audit the file")
                looked.findings.append(audit.unanswered(what, cut, audit.Place(file=what)))
            continue
        for path in _files(Path(what)):
            try:
                text = _text(path)
                found = list(audit.standing(text, audit.FORMS[path.suffix.lower()], str(path), chosen.base_url))
            except (InvalidData, OSError) as error:
                if [str(path)] == chosen.what:
                    raise
                looked.fail(error)
                continue
            looked.files[path] = text
            _sort(iter(found), looked)
    return looked


def _sort(found: Iterator[audit.Standing | audit.Finding], looked: _Looked) -> None:
    from mediakit import audit

    for each in found:
        if isinstance(each, audit.Standing):
            looked.stands.append(each)
        else:
            looked.findings.append(each)


def _files(what: Path) -> list[Path]:
    """The files that may hold embeds: the one that is named, or all of a folder and those below it."""
    from mediakit import audit

    if not what.exists():
        raise InvalidData("there is no such file or folder, and it is no web address", str(what))
    if not what.is_dir():
        if what.suffix.lower() not in audit.FORMS:
            raise InvalidData(f"is none of the files that are understood: {', '.join(audit.FORMS)}", str(what))
        return [what]
    inside = (
        path for path in what.rglob("*") if not any(part.startswith(".") for part in path.relative_to(what).parts)
    )
    return sorted(path for path in inside if path.suffix.lower() in audit.FORMS and path.is_file())


def _text(path: Path) -> str:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError as error:
        reason = f"is not UTF-8 (byte {error.start}): what can't be read exactly can't be repaired"
        raise InvalidData(reason, str(path)) from error


def _remember(looked: _Looked, store: SQLiteStore | RedisStore | None) -> None:
    """What the store knows of the embeds of a post: their words, so that a card can tell what was there."""
    from mediakit.merging import merge

    if store is None or looked.entries:
        return
    known: Mapping[str, Entry] = store.load_many({each.embed.key for each in looked.stands})
    for number, each in enumerate(looked.stands):
        entry = known.get(each.embed.key)
        if entry is not None and entry.embed is not None and entry.embed.key == each.embed.key:
            looked.stands[number] = replace(each, embed=merge(each.embed, entry.embed))


def _show(chosen: argparse.Namespace, findings: list[audit.Finding]) -> None:
    from mediakit import audit

    listed = [each for each in findings if chosen.all or each.level != "ok"]
    if chosen.json:
        for each in listed:
            print(json.dumps(audit.to_dict(each), ensure_ascii=False))
    elif listed:
        print(table([audit.row(each) for each in listed], ["how", "what", "where", "why"]))
    if chosen.html is not None:
        body = audit.page(findings, datetime.now(UTC)).encode()
        write_files(chosen.html.parent, {chosen.html.name: body})
    counts = Counter(each.level for each in findings)
    words = {"error": "lost", "warning": "at risk", "info": "to know", "ok": "alive"}
    said = ", ".join(f"{counts[level]} {words[level]}" for level in audit.LEVELS if counts[level])
    print(f"{count_of(len(findings), 'embed')} checked{': ' + said if said else ''}", file=sys.stderr)


def _apply(
    chosen: argparse.Namespace,
    looked: _Looked,
    findings: list[audit.Finding],
    store: SQLiteStore | RedisStore | None,
) -> None:
    from mediakit import audit

    by_key = {each.embed.key: each for each in findings if each.embed is not None}
    by_stood = {each.embed.key: each.embed for each in looked.stands}
    written = 0
    for path, text in looked.files.items():
        after = audit.mended(text, audit.FORMS[path.suffix.lower()], by_key, chosen.base_url)
        if after == text:
            continue
        try:
            if _text(path) != text:  # somebody saved it while the web was asked
                raise InvalidData("was changed meanwhile and is left as it is: run the audit again", str(path))
            write_files(path.parent, {path.name: after.encode()})
        except (InvalidData, OSError) as error:
            looked.fail(error)
        else:
            written += 1
    saved = 0
    if store is not None:
        now = time.time()
        for key, entry in looked.entries.items():
            found = by_key.get(key)
            if found is not None and found.embed is not None and found.embed != by_stood[key]:
                saved += store.save(replace(entry, embed=found.embed, saved=now, fresh_until=now + _FRESH))
    print(f"repaired: {count_of(written, 'file')}, {saved} kept in the store", file=sys.stderr)

"""What the commands that ask the web share: their options, and the fetch, store, ledger and resolver made of them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediakit import url as urls
from mediakit.errors import StoreError

if TYPE_CHECKING:
    from mediakit.client import Resolver
    from mediakit.flow import Fetch
    from mediakit.store import Ledger, RedisStore, SQLiteStore

# More threads than this only wait for each other.
MOST_WORKERS: Final = 256


def web_options(command: argparse.ArgumentParser) -> None:
    """The options of how the web is asked, and where answers are remembered."""
    command.add_argument(
        "--store", metavar="STORE", help="where answers are remembered: a SQLite file, redis://…, `none`"
    )
    command.add_argument(
        "--allow-host",
        action="append",
        default=[],
        type=host,
        metavar="NAME",
        help="a host of your own that may be private and use any port",
    )
    command.add_argument(
        "--contact",
        type=_contact,
        metavar="URL",
        help="your page or mailto: address, told to those who are asked (or MEDIAKIT_CONTACT)",
        default=os.environ.get("MEDIAKIT_CONTACT"),
    )


def asking_options(command: argparse.ArgumentParser) -> None:
    """The options of every command that may ask the web or not."""
    web_options(command)
    command.add_argument("--offline", action="store_true", help="ask nobody: only what the URL itself says")
    command.add_argument("--deadline", type=_positive, metavar="SECONDS", help="answer by then, with what is known")


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < 3600:
        raise argparse.ArgumentTypeError(f"a number of seconds above 0 is expected, not {text!r}")
    return value


def _contact(text: str) -> str:
    from mediakit.fetch.exchange import who

    try:
        who(None, text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


def count(text: str) -> int:
    """How many are asked at once, for an option."""
    value = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    if not 1 <= value <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"a number from 1 to {MOST_WORKERS} is expected, not {text!r}")
    return value


def host(text: str) -> str:
    """The name of a host, for an option."""
    parts = urls.split(f"http://{text}/")
    has_port = ":" in text.rpartition("]")[2]
    if parts is None or has_port or parts.user is not None or parts.path != "/":
        raise argparse.ArgumentTypeError(f"the name of a host is expected, without scheme, port or path, not {text!r}")
    return parts.host


def web_address(text: str) -> str:
    """An http(s) URL, for an option."""
    if urls.safe(text) is None:
        raise argparse.ArgumentTypeError(f"a web address (http or https) is expected, not {text!r}")
    return text


def store_path(chosen: str | None) -> Path | None:
    """Where answers are remembered: as chosen, else `MEDIAKIT_STORE`, else the cache folder; `None` for `none`."""
    named = chosen or os.environ.get("MEDIAKIT_STORE")
    if named == "none":
        return None
    if named:
        return Path(named)
    cache = os.environ.get("XDG_CACHE_HOME")
    return (Path(cache) if cache else Path.home() / ".cache") / "mediakit" / "embeds.sqlite"


def open_store(path: Path) -> SQLiteStore:
    """The store in a SQLite file, whose folder is made where there is none."""
    from mediakit.store import SQLiteStore

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = f"answers can't be remembered in {path} ({error.strerror}): name another file with --store, or `none`"
        raise StoreError(reason) from error
    return SQLiteStore(path)


def chosen_store(chosen: str | None) -> SQLiteStore | RedisStore | None:
    """The store that was chosen, opened: a Redis or Valkey by its address, else the file of `store_path`."""
    from mediakit.store import RedisStore

    named = chosen or os.environ.get("MEDIAKIT_STORE") or ""
    if named.startswith(("redis://", "rediss://", "unix://")):
        return RedisStore(named)
    path = store_path(chosen)
    return None if path is None else open_store(path)


@contextmanager
def open_web(chosen: argparse.Namespace) -> Iterator[Fetch]:
    """The guarded web with its manners, as the options say: hosts that may be private, whom to ask about us."""
    from mediakit.fetch import Polite, WebFetch

    hosts = tuple(chosen.allow_host)
    with WebFetch(allow_hosts=hosts, contact=chosen.contact) as web:
        yield Polite(web, own=hosts)


@contextmanager
def open_resolver(chosen: argparse.Namespace) -> Iterator[Resolver]:
    """A resolver as the options say, with its store."""
    from mediakit.client import Resolver

    store = chosen_store(chosen.store)
    with (
        nullcontext() if store is None else store,
        open_web(chosen) as web,
        Resolver(fetch=web, store=store, allow_hosts=tuple(chosen.allow_host)) as resolver,
    ):
        yield resolver


def open_ledger(path: Path | None) -> AbstractContextManager[Ledger | None]:
    """The ledger in a file, made where there is none; nothing where none was chosen."""
    from mediakit.store import Ledger

    return nullcontext() if path is None else Ledger(path)

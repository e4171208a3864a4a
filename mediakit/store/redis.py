"""A store in Redis or Valkey, shared by many machines; JSON with its schema version, never pickle.

Needs the extra `mediakit[redis]`. Whatever must be one step is one Lua script (`scripts.py`). A Redis that evicts keys
(`maxmemory-policy allkeys-*`) would lose tombstones: give it one of the `volatile-*` policies, or `noeviction`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final, Literal

from mediakit.errors import InvalidData, StoreError
from mediakit.flow import Entry
from mediakit.policy import shown
from mediakit.store import scripts
from mediakit.store.rules import (
    Purged,
    entry_from_json,
    entry_to_json,
    in_batches,
    is_refreshed,
    lawful,
    related,
    tombstone,
)
from mediakit.takedown import files_of, keys_within

_FORM: Final = 1
_PAGE: Final = 200  # commands sent at once


class RedisStore:
    """Keeps embeds in the server at `url` (`redis://[:password@]host:port/number`, `rediss://`, `unix://`).

    `name` keeps several stores in one server apart; `patience` is how many seconds to wait for an answer. Leases go by
    the server's clock, unless another is given. Raises `StoreError` when the server can't be reached or used, or the
    package `redis` is missing. Close it with `close()` or use it in a `with` block.

        with Resolver(store=RedisStore("redis://cache.example:6379/0")) as resolver: ...
    """

    def __init__(
        self,
        url: str = "redis://localhost:6379/0",
        *,
        name: str = "mediakit",
        patience: float = 10.0,
        clock: Callable[[], float] | None = None,
    ) -> None:
        try:
            import redis
        except ImportError as error:
            raise StoreError("the package redis is not installed: pip install 'mediakit[redis]'") from error
        self._url, self._prefix, self._clock = shown(url), f"{{{name}}}:", clock
        self._failures = redis.RedisError
        try:
            # Its types answer for the async client too, which makes every answer maybe an awaitable.
            client: Any = redis.Redis.from_url(url, socket_timeout=patience, socket_connect_timeout=patience)
        except ValueError as error:
            raise StoreError(f"{self._url}: {error}") from error
        self._redis = client
        self._scripts = {
            text: client.register_script(text)
            for text in (scripts.SAVE, scripts.PURGE, scripts.LEASE, scripts.RELEASE, scripts.REMOVE)
        }
        with self._answering():
            client.set(self._prefix + "form", _FORM, nx=True)
            form = int(client.get(self._prefix + "form"))
        if form > _FORM:
            self.close()
            raise StoreError(
                f"{self._url}: the store {name!r} was made by a newer mediakit (store {form}; this one reads up to"
                f" {_FORM}): upgrade mediakit, or give another name"
            )

    def load(self, key: str) -> Entry | None:
        """The entry that was saved under this key, its tombstone, or `None`."""
        return self.load_many([key]).get(key)

    def load_many(self, keys: Iterable[str]) -> dict[str, Entry]:
        """The entries and tombstones under these keys, by key; what is not there is left out."""
        found: dict[str, Entry] = {}
        for batch in in_batches(keys, _PAGE):
            for key, fields in zip(batch, self._fields(batch), strict=True):
                entry = self._entry(key, *fields)
                if entry is not None:
                    found[key] = entry
        return found

    def save(self, entry: Entry, token: int | None = None) -> bool:
        """Keep an entry, and whether it was kept.

        It is not when its key was forgotten, when a later one is kept already, or when the lease with this `token` has
        gone to somebody else since. An entry that is a tombstone is a takedown.
        """
        if entry.forgotten is not None:
            return bool(self._purge(tombstone(entry.key, entry.forgotten, entry.saved)).keys)
        (answer,) = self._save([lawful(entry, {})], token)
        while answer == -1:
            found = self.load_many(related(entry))
            entry = lawful(entry, {key: each for key, each in found.items() if each.forgotten is not None})
            if entry.forgotten is not None:
                self._purge(entry, "alone")
                return False
            (answer,) = self._save([entry], token)
        return answer == 1

    def save_many(self, entries: Iterable[Entry]) -> int:
        """Keep many entries, some hundred in one trip; how many were kept."""
        kept = 0
        for batch in in_batches(entries, _PAGE):
            plain = [lawful(entry, {}) for entry in batch if entry.forgotten is None]
            answers = self._save(plain, None)
            kept += sum(answer == 1 for answer in answers)
            again = [entry for entry, answer in zip(plain, answers, strict=True) if answer == -1]
            kept += sum(map(self.save, [*again, *(entry for entry in batch if entry.forgotten is not None)]))
        return kept

    def forget(self, key: str, reason: str) -> Purged:
        """A takedown: what is kept under this key goes, whatever led to it too, and what others quote of it.

        A tombstone stays and says the reason of the first takedown; nothing that is saved later undoes it. Redis writes
        its own files anew when it likes: `BGREWRITEAOF` and `BGSAVE` make it do so now.
        """
        with self._answering():
            at = self._clock() if self._clock is not None else float("{}.{:06}".format(*self._redis.time()))
        return self._purge(tombstone(key, reason, at))

    def lease(self, key: str, seconds: float) -> int | None:
        """A token for this key that is good for some seconds, or `None` while somebody else holds it.

        A holder that was killed holds it until the seconds are over, no longer.
        """
        now = "" if self._clock is None else repr(self._clock())
        with self._answering():
            token = self._scripts[scripts.LEASE](
                keys=[self._named("lease", key), self._prefix + "token"], args=[repr(float(seconds)), now]
            )
        return None if token is None else int(token)

    def release(self, key: str, token: int) -> None:
        """Give a lease back; one that ran out and was given to somebody else stays theirs."""
        with self._answering():
            self._scripts[scripts.RELEASE](keys=[self._named("lease", key)], args=[token])

    def entries(self) -> Iterator[Entry]:
        """Every entry and every tombstone, in the order of their keys; what is saved meanwhile may be seen or not."""
        for page in self._pages():
            for key, fields in zip(page, self._fields(page), strict=True):
                entry = self._entry(key, *fields)
                if entry is not None:
                    yield entry

    def refresh_due(self, now: float, limit: int) -> tuple[Entry, ...]:
        """The entries to be asked again at `now` (POSIX seconds): those that are due longest, at most `limit`.

        Short links and what never answered are not among them; nothing is asked here.
        """
        with self._answering():
            names = self._redis.zrangebyscore(self._prefix + "due", "-inf", repr(float(now)), start=0, num=limit)
        found = self.load_many([name.decode() for name in names])
        return tuple(entry for entry in found.values() if entry.fresh_until <= now and is_refreshed(entry))

    def remove(self, entries: Iterable[Entry]) -> int:
        """Drop these entries where they have not been saved anew since; how many went. Tombstones stay."""
        removed = 0
        for batch in in_batches(entries, _PAGE):
            with self._answering(), self._redis.pipeline(transaction=False) as pipe:
                for entry in batch:
                    self._scripts[scripts.REMOVE](
                        keys=self._keys(entry.key), args=[self._prefix, entry.key, repr(entry.saved)], client=pipe
                    )
                removed += sum(pipe.execute())
        return removed

    def close(self) -> None:
        """Close the connections; the server keeps what it has."""
        self._redis.close()

    def __enter__(self) -> RedisStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ---- the server --------------------------------------------------------------------------------------------------

    def _save(self, entries: list[Entry], token: int | None) -> list[int]:
        """What the script says of each: 1 kept, 0 refused, -1 something in it was forgotten."""
        with self._answering(), self._redis.pipeline(transaction=False) as pipe:
            for entry in entries:
                name, *rest = self._keys(entry.key)
                inner = [self._named("entry", each) for each in sorted(related(entry))]
                about = "" if entry.embed is None else entry.embed.key
                due = repr(entry.fresh_until) if is_refreshed(entry) else ""
                self._scripts[scripts.SAVE](
                    keys=[name, self._named("lease", entry.key), *rest, *inner],
                    args=[
                        self._prefix,
                        entry.key,
                        repr(entry.saved),
                        entry_to_json(entry),
                        about,
                        due,
                        "" if token is None else token,
                    ],
                    client=pipe,
                )
            return [int(answer) for answer in pipe.execute()]

    def _purge(self, stone: Entry, which: Literal["alone", "all"] = "all") -> Purged:
        """The tombstones first: from then on nothing that holds the thing is saved. Then the others are cleaned."""
        gone = self._mark(stone, which)
        if not gone:
            return Purged((), ())
        new = {key: tombstone(key, stone.forgotten or "", stone.saved) for key in gone}
        touched = set[str]()
        for key, text in gone.items():
            entry = self._readable(key, text)
            if entry is not None and entry.embed is not None:
                touched |= files_of(entry.embed)
        for key, text in self._texts():
            if any(json.dumps(name).encode() in text for name in new):
                entry = self._readable(key, text)
                if entry is None:
                    with self._answering():
                        self._redis.hdel(self._named("entry", key), "text", "saved")
                elif entry.embed is not None and not new.keys().isdisjoint(keys_within(entry.embed)):
                    touched |= files_of(entry.embed)
                    self._save([lawful(entry, new)], None)
        for _, text in self._texts() if touched else ():
            touched -= {name for name in touched if json.dumps(name).encode() in text}
        return Purged(tuple(sorted(gone)), tuple(sorted(touched)))

    def _mark(self, stone: Entry, which: Literal["alone", "all"]) -> dict[str, bytes]:
        """Put tombstones on a key, what it leads to (not if `alone`) and all that lead there; with what stood there."""
        with self._answering():
            answer = self._scripts[scripts.PURGE](
                keys=self._keys(stone.key), args=[self._prefix, stone.key, repr(stone.saved), stone.forgotten, which]
            )
        return {key.decode(): text for key, text in zip(answer[::2], answer[1::2], strict=True)}

    def _pages(self) -> Iterator[list[str]]:
        """All keys in the order of their letters, some hundred at once."""
        last = b"-"
        while True:
            with self._answering():
                page = self._redis.zrangebylex(self._prefix + "keys", last, b"+", start=0, num=_PAGE)
            if not page:
                return
            yield [name.decode() for name in page]
            last = b"(" + page[-1]

    def _texts(self) -> Iterator[tuple[str, bytes]]:
        """Every entry's key and JSON, as it stands there."""
        for page in self._pages():
            for key, (text, _, _) in zip(page, self._fields(page), strict=True):
                if text is not None:
                    yield key, text

    def _fields(self, keys: list[str]) -> list[tuple[bytes | None, bytes | None, bytes | None]]:
        with self._answering(), self._redis.pipeline(transaction=False) as pipe:
            for key in keys:
                pipe.hmget(self._named("entry", key), "text", "gone", "saved")
            return [(text, gone, saved) for text, gone, saved in pipe.execute()]

    def _entry(self, key: str, text: bytes | None, gone: bytes | None, saved: bytes | None) -> Entry | None:
        if gone is not None and saved is not None:
            return tombstone(key, gone.decode(), float(saved))
        if text is None:
            return None
        try:
            return entry_from_json(text)
        except InvalidData as error:
            raise StoreError(f"{self._url}: what is kept under {key!r} can't be read: {error}") from error

    def _readable(self, key: str, text: bytes) -> Entry | None:
        """The entry, or `None` when there is none or it is broken: that shall stop no takedown."""
        try:
            return self._entry(key, text, None, None) if text else None
        except StoreError:
            return None

    def _named(self, what: str, key: str) -> str:
        return f"{self._prefix}{what}:{key}"

    def _keys(self, key: str) -> list[str]:
        return [self._named("entry", key), self._prefix + "keys", self._prefix + "due"]

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """What the client says becomes a `StoreError` with the server and the way out."""
        try:
            yield
        except (self._failures, UnicodeEncodeError) as error:
            kind = type(error).__name__
            advice = {
                "ConnectionError": "; see that the server runs and can be reached from here",
                "TimeoutError": "; it did not answer in time: try again",
                "AuthenticationError": "; the user name or password in the address is wrong",
                "OutOfMemoryError": "; give the server more memory, or prune the store",
            }.get(kind, "")
            raise StoreError(f"{self._url}: {error}{advice}") from error

"""Every store does as a plain model does, whatever is done to it, in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from store_makers import URL, Clock, Store

from mediakit.embed import Embed, Image, Link, SocialPost
from mediakit.flow import Entry
from mediakit.takedown import purged

_PHASES = (Phase.explicit, Phase.reuse, Phase.generate)  # making a failure smaller takes minutes over a server
KEYS = st.sampled_from(("a", "b", "c", "d", "link:url:https://e.example/?q=ü"))
TIMES = st.sampled_from((0.0, 1.0, 2.0, 2.5, 1e9 + 1 / 3))
FILES = st.sampled_from((None, "1.jpg", "2.jpg"))


@st.composite
def some_entry(draw: st.DrawFn) -> Entry:
    """An entry that is about itself or leads to another, may quote a third, may be negative, may be a takedown."""
    key, saved = draw(KEYS), draw(TIMES)
    if draw(st.integers(0, 9)) == 0:
        return Entry(key=key, embed=None, saved=saved, fresh_until=saved, forgotten=draw(st.sampled_from(("x", "y"))))

    def post(about: str, quoted: Embed | None) -> Embed:
        local = draw(FILES)
        images = () if local is None else (Image(url=URL, local=local),)
        text = draw(st.sampled_from(("words", None)))
        return SocialPost(key=about, url=URL, text=text, images=images, quoted=quoted)

    about = draw(st.one_of(st.just(key), KEYS))
    quoted = None if draw(st.booleans()) else post(draw(KEYS), None)
    negative = draw(st.sampled_from((None, None, "refused")))
    return Entry(
        key=key,
        embed=Link(key=about, url=URL) if negative else post(about, quoted),
        saved=saved,
        fresh_until=draw(TIMES),
        stale_until=draw(st.none() | TIMES),
        negative=negative,
    )


class Model:
    """What a store is, in plain words."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.stones: dict[str, Entry] = {}
        self.leases: dict[str, tuple[int, float]] = {}

    def save(self, entry: Entry, token: int | None) -> bool:
        key = entry.key
        if key in self.stones:
            return False
        if entry.forgotten is not None:
            self.forget(key, entry.forgotten, entry.saved)
            return True
        if key in self.entries and self.entries[key].saved > entry.saved:
            return False
        if token is not None and key in self.leases and self.leases[key][0] > token:
            return False
        assert entry.embed is not None
        if entry.embed.key in self.stones:
            self.purge({key}, self.stones[entry.embed.key])
            return False
        self.entries[key] = self.cleaned(entry)
        return True

    def cleaned(self, entry: Entry) -> Entry:
        embed = entry.embed
        if embed is None or embed.quoted is None or embed.quoted.key not in self.stones:
            return entry
        if any(warning.code == "forgotten" for warning in embed.quoted.warnings):
            return entry
        bare = purged(embed.quoted, self.stones[embed.quoted.key].forgotten or "")
        return replace(entry, embed=replace(embed, quoted=bare))

    def files(self) -> set[str]:
        found = set()
        for entry in self.entries.values():
            embed = entry.embed
            while embed is not None:
                found |= {image.local for image in embed.images if image.local}
                embed = embed.quoted
        return found

    def forget(self, key: str, reason: str, at: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if key in self.stones:
            return (), ()
        things = {key}
        if key in self.entries:
            things.add(self.entries[key].embed.key)  # type: ignore[union-attr]
        return self.purge(things, Entry(key=key, embed=None, saved=at, fresh_until=at, forgotten=reason))

    def purge(self, things: set[str], stone: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        before = self.files()
        for _ in self.entries:  # a chain of short links is no longer than there are entries
            things |= {each.key for each in self.entries.values() if each.embed and each.embed.key in things}
        new = sorted(things - set(self.stones))
        for name in new:
            self.entries.pop(name, None)
            self.stones[name] = replace(stone, key=name)
        self.entries = {name: self.cleaned(each) for name, each in self.entries.items()}
        return tuple(new), tuple(sorted(before - self.files()))

    def due(self, now: float, limit: int) -> tuple[Entry, ...]:
        found = [
            each
            for each in self.entries.values()
            if each.negative is None and each.embed is not None and each.embed.key == each.key
            if each.fresh_until <= now
        ]
        return tuple(sorted(found, key=lambda each: (each.fresh_until, each.key))[:limit])


def machine(store: Store, clock: Clock) -> type[RuleBasedStateMachine]:
    """The machine that does everything to both."""

    class Compared(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.model = Model()
            self.tokens: dict[str, list[int]] = {}

        @rule(entry=some_entry(), which=st.none() | st.integers(0, 3))
        def save(self, entry: Entry, which: int | None) -> None:
            had = self.tokens.get(entry.key, [])
            token = had[which % len(had)] if had and which is not None else None
            assert store.save(entry, token) == self.model.save(entry, token)

        @rule(entries=st.lists(some_entry(), max_size=4, unique_by=lambda entry: entry.key))
        def save_many(self, entries: list[Entry]) -> None:
            plain = [entry for entry in entries if entry.forgotten is None]
            assert store.save_many(plain) == sum(self.model.save(entry, None) for entry in plain)

        @rule(key=KEYS, reason=st.sampled_from(("asked", "a court")))
        def forget(self, key: str, reason: str) -> None:
            purged = store.forget(key, reason)
            assert (purged.keys, purged.files) == self.model.forget(key, reason, clock.time)

        @rule(key=KEYS, seconds=st.sampled_from((1.0, 5.0)))
        def lease(self, key: str, seconds: float) -> None:
            token = store.lease(key, seconds)
            held = key in self.model.leases and self.model.leases[key][1] > clock.time
            assert (token is None) == held
            if token is not None:
                assert all(token > old for had in self.tokens.values() for old in had)
                self.model.leases[key] = (token, clock.time + seconds)
                self.tokens.setdefault(key, []).append(token)

        @rule(key=KEYS, which=st.integers(0, 3))
        def release(self, key: str, which: int) -> None:
            had = self.tokens.get(key, [0])
            token = had[which % len(had)]
            store.release(key, token)
            if key in self.model.leases and self.model.leases[key][0] == token:
                self.model.leases[key] = (token, 0.0)

        @rule(seconds=st.sampled_from((0.5, 1.0, 5.0)))
        def wait(self, seconds: float) -> None:
            clock.time += seconds

        @rule(now=TIMES, limit=st.integers(0, 3))
        def refresh_due(self, now: float, limit: int) -> None:
            assert store.refresh_due(now, limit) == self.model.due(now, limit)

        @rule(entries=st.lists(some_entry(), max_size=3, unique_by=lambda entry: entry.key))
        def remove(self, entries: list[Entry]) -> None:
            same = [each for each in entries if each.key in self.model.entries]
            gone = [each.key for each in same if self.model.entries[each.key].saved == each.saved]
            assert store.remove(entries) == len(gone)
            for key in gone:
                del self.model.entries[key]

        @invariant()
        def holds_the_same(self) -> None:
            every = sorted([*self.model.entries.values(), *self.model.stones.values()], key=lambda each: each.key)
            assert list(store.entries()) == every
            assert store.load_many([each.key for each in every]) == {each.key: each for each in every}

        def teardown(self) -> None:
            clock.time = 1000.0

    return Compared


def test_a_store_does_as_the_model_does(make_store: Callable[[], Store], clock: Clock) -> None:
    def fresh() -> Any:
        return machine(make_store(), clock)()

    run_state_machine_as_test(fresh, settings=settings(max_examples=40, stateful_step_count=25, phases=_PHASES))

"""What pruning may drop, and in which order; what it may not."""

import pytest
from store_makers import URL, Store, entry

from mediakit.embed import Link
from mediakit.flow import Entry
from mediakit.store import Pruned, prune

NOW = 10_000.0


def negative(key: str, saved: float, until: float) -> Entry:
    embed = Link(key=key, url=URL)
    return Entry(key=key, embed=embed, saved=saved, fresh_until=until, stale_until=until, negative="refused")


@pytest.fixture
def full(store: Store) -> Store:
    """Old and new entries of every rank."""
    store.save_many(
        [
            entry("old", saved=1.0),
            entry("new", saved=9_000.0),
            entry("short", about="new", saved=9_500.0),
            entry("only", about="nowhere", saved=2.0),  # its target has no entry: this is all there is
            negative("over", 1.0, 100.0),
            negative("holds", 9_999.0, 11_000.0),
        ]
    )
    store.forget("gone", "asked")
    return store


def keys(store: Store) -> list[str]:
    return [each.key for each in store.entries()]


def test_without_a_wish_only_what_is_over_goes(full: Store) -> None:
    pruned = prune(full, NOW)
    assert keys(full) == ["gone", "holds", "new", "old", "only", "short"]
    assert (pruned.removed, pruned.freed > 0) == (1, True)
    assert prune(full, NOW) == Pruned(removed=0, freed=0, left=pruned.left)


def test_by_age_no_copy_goes_that_can_be_read_and_is_all_there_is(full: Store) -> None:
    assert prune(full, NOW, older_than=100.0).removed == 2
    assert keys(full) == ["gone", "holds", "new", "old", "only"]
    assert prune(full, NOW, older_than=0.0).removed == 1
    assert keys(full) == ["gone", "new", "old", "only"]


def test_by_age_when_asked_the_old_goes(full: Store) -> None:
    prune(full, NOW, older_than=5_000.0, readable="drop")
    assert keys(full) == ["gone", "holds", "new", "short"]


def test_by_size_the_cheapest_to_lose_goes_first_and_just_enough(full: Store) -> None:
    order = ["holds", "short", "old", "only", "new"]
    for number in range(1, len(order) + 1):
        left = prune(full, NOW).left
        pruned = prune(full, NOW, most_bytes=left - 1, readable="drop")
        assert sorted(keys(full)) == sorted(["gone", *order[number:]])
        assert pruned.left == left - pruned.freed


def test_by_size_nothing_readable_goes_unasked(full: Store) -> None:
    pruned = prune(full, NOW, most_bytes=0)
    assert keys(full) == ["gone", "new", "old", "only"]
    assert pruned.left > 0
    assert prune(full, NOW, most_bytes=0, readable="drop").removed == 3
    assert keys(full) == ["gone"]


def test_a_tombstone_outlives_every_pruning(full: Store) -> None:
    prune(full, 1e12, older_than=0.0, most_bytes=0, readable="drop")
    assert full.load("gone").forgotten == "asked"  # type: ignore[union-attr]


def test_what_is_saved_while_pruning_stays(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = full.remove

    def meanwhile(entries: list[Entry]) -> int:
        going = list(entries)
        full.save(entry("over", title="it answers again", saved=NOW))
        return remove(going)

    monkeypatch.setattr(full, "remove", meanwhile)
    assert prune(full, NOW).removed == 0
    assert full.load("over") == entry("over", title="it answers again", saved=NOW)

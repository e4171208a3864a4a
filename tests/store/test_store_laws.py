"""What every store promises, over each of them: in memory, in a file, in a Redis server."""

import threading

from store_makers import URL, Clock, Store, entry

from mediakit.embed import Embed, Image, Link, SocialPost, Video
from mediakit.flow import Entry
from mediakit.store import MemoryStore, Purged


def test_what_is_saved_is_loaded(store: Store) -> None:
    assert store.load("k") is None
    store.save(entry())
    assert store.load("k") == entry()
    store.save(entry(title="B", saved=2.0))
    assert store.load("k") == entry(title="B", saved=2.0)
    assert store.load("other") is None


def test_an_earlier_answer_does_not_overwrite_a_later_one(store: Store) -> None:
    store.save(entry(title="late", saved=5.0))
    store.save(entry(title="early", saved=4.0))
    assert store.load("k") == entry(title="late", saved=5.0)


def test_what_is_forgotten_stays_forgotten(store: Store) -> None:
    store.save(entry())
    store.save(entry("link:url:https://short.example/k", about="k"))
    store.save(entry("other"))
    store.forget("k", "asked by \ud83d the author")
    for key in ("k", "link:url:https://short.example/k"):
        store.save(entry(key, saved=9999.0))
        found = store.load(key)
        assert found is not None
        assert (found.embed, found.saved) == (None, 1000.0)
        assert (found.forgotten or "").startswith("asked by")
    assert store.load("other") == entry("other")


def test_what_was_never_kept_can_be_forgotten_too(store: Store) -> None:
    store.forget("k", "asked by the author")
    store.save(entry())
    assert store.load("k").embed is None  # type: ignore[union-attr]


def test_a_tombstone_can_be_brought_from_elsewhere(store: Store) -> None:
    store.save(entry())
    store.save(Entry(key="k", embed=None, saved=2.0, fresh_until=2.0, forgotten="a court"))
    store.save(entry(saved=3.0))
    assert store.load("k").forgotten == "a court"  # type: ignore[union-attr]


def test_entries_come_in_the_order_of_their_keys(store: Store) -> None:
    for number in range(450):
        store.save(entry(f"k{(number * 7) % 450:03}"))
    store.forget("k007", "x")
    keys = [each.key for each in store.entries()]
    assert keys == [f"k{number:03}" for number in range(450)]


def test_one_holds_the_lease_until_it_is_given_back(store: Store) -> None:
    first = store.lease("k", 10.0)
    assert first is not None
    assert store.lease("k", 10.0) is None
    assert store.lease("other", 10.0) is not None
    store.release("k", first)
    assert store.lease("k", 10.0) is not None


def test_a_lease_runs_out_and_its_token_then_gives_nothing_back(store: Store, clock: Clock) -> None:
    first = store.lease("k", 10.0)
    clock.time += 10.0
    second = store.lease("k", 10.0)
    assert first is not None and second is not None and second > first
    store.release("k", first)
    assert store.lease("k", 10.0) is None


def test_threads_find_exactly_one_leader(store: Store) -> None:
    start, tokens = threading.Barrier(8), []

    def claim() -> None:
        start.wait(timeout=20)
        tokens.append(store.lease("k", 60.0))

    threads = [threading.Thread(target=claim) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([token for token in tokens if token is not None]) == 1


def test_memory_keeps_what_was_used_last_and_every_tombstone() -> None:
    store = MemoryStore(2)
    store.forget("gone", "x")
    for key in ("a", "b"):
        store.save(entry(key))
    store.load("a")
    store.save(entry("c"))
    assert [each.key for each in store.entries()] == ["a", "c", "gone"]


def test_a_kind_is_kept(store: Store) -> None:
    store.save(Entry(key="v", embed=Video(key="v", url=URL), saved=1.0, fresh_until=1.0))
    assert store.load("v").embed.kind == "video"  # type: ignore[union-attr]


def quoting(key: str, quoted: str, local: str = "1.jpg", saved: float = 1.0) -> Entry:
    inner = SocialPost(
        key=quoted, url=f"{URL}{quoted}", text="a canary sings", images=(Image(url=f"{URL}p", local=local),)
    )
    post = SocialPost(key=key, url=URL, text="look", quoted=inner, images=(Image(url=f"{URL}o", local="own.jpg"),))
    return Entry(key=key, embed=post, saved=saved, fresh_until=saved + 9.0)


def embed_of(store: Store, key: str) -> Embed:
    found = store.load(key)
    assert found is not None and found.embed is not None
    return found.embed


def test_all_of_an_entry_comes_back(store: Store) -> None:
    whole = Entry(
        key="k",
        embed=Link(key="k", url=URL),
        saved=0.1 + 0.2,
        fresh_until=1e9 + 1 / 3,
        stale_until=2e9 + 1 / 7,
        negative="the connection was refused",
    )
    assert store.save(whole)
    assert store.load("k") == whole


def test_many_are_loaded_and_saved_at_once(store: Store) -> None:
    many = [entry(f"k{number:03}") for number in range(450)]
    store.save(entry("k007", title="later", saved=5.0))
    store.forget("k008", "asked")
    assert store.save_many(many) == 448
    found = store.load_many([f"k{number:03}" for number in range(460)])
    assert len(found) == 450
    assert found["k006"] == many[6]
    assert found["k007"].saved == 5.0
    assert found["k008"].forgotten == "asked"
    assert store.load_many([]) == {}
    assert store.save_many([]) == 0


def test_a_late_leader_saves_nothing_once_another_had_the_lease(store: Store, clock: Clock) -> None:
    late = store.lease("k", 10.0)
    clock.time += 10.0
    leader = store.lease("k", 10.0)
    assert late is not None and leader is not None
    assert not store.save(entry(title="late", saved=3.0), late)
    assert store.load("k") is None
    assert store.save(entry(title="leader", saved=2.0), leader)
    store.release("k", leader)
    assert not store.save(entry(title="late", saved=3.0), late)
    store.release("k", late)
    assert store.load("k") == entry(title="leader", saved=2.0)


def test_who_holds_the_lease_or_was_followed_by_nobody_saves(store: Store, clock: Clock) -> None:
    token = store.lease("k", 10.0)
    assert store.save(entry(saved=1.0), token)
    clock.time += 60.0
    assert store.save(entry(title="slow", saved=2.0), token)
    assert store.load("k") == entry(title="slow", saved=2.0)


def test_what_quotes_a_forgotten_thing_keeps_its_own_words_only(store: Store) -> None:
    assert store.save(quoting("post", "k"))
    purged = store.forget("k", "a court")
    assert purged == Purged(keys=("k",), files=("1.jpg",))
    assert store.save(quoting("post", "k", saved=2.0))
    assert store.save(quoting("another", "k", local="2.jpg"))
    assert store.save_many([quoting("third", "k")]) == 1
    for key in ("post", "another", "third"):
        embed = embed_of(store, key)
        assert embed.text == "look"
        assert embed.quoted is not None
        assert (embed.quoted.text, embed.quoted.images, embed.quoted.url) == (None, (), f"{URL}k")
        assert [warning.detail for warning in embed.quoted.warnings] == ["a court"]


def test_files_that_another_entry_shows_are_not_deleted(store: Store) -> None:
    store.save(quoting("a", "q1", local="shared.jpg"))
    store.save(quoting("b", "q2", local="shared.jpg"))
    assert store.forget("q1", "asked") == Purged(keys=("q1",), files=())
    assert store.forget("q2", "asked") == Purged(keys=("q2",), files=("shared.jpg",))
    assert store.forget("a", "asked").files == ()
    assert store.forget("b", "asked").files == ("own.jpg",)


def test_a_short_link_of_a_forgotten_thing_stays_forgotten_whenever_it_comes(store: Store) -> None:
    store.forget("k", "asked")
    assert not store.save(entry("short", about="k"))
    assert store.load("short").forgotten == "asked"  # type: ignore[union-attr]
    assert store.save_many([entry("second", about="k")]) == 0
    assert store.load("second").forgotten == "asked"  # type: ignore[union-attr]


def test_forgetting_a_short_link_forgets_the_thing_and_all_that_lead_to_it(store: Store) -> None:
    store.save_many([entry("k"), entry("short", about="k"), entry("second", about="k"), entry("other")])
    assert store.forget("short", "asked").keys == ("k", "second", "short")
    assert store.forget("k", "again") == Purged(keys=(), files=())
    assert {each.key: each.forgotten for each in store.entries()} == {
        "k": "asked",
        "second": "asked",
        "short": "asked",
        "other": None,
    }


def test_an_alias_that_leads_elsewhere_now_is_not_taken_with_what_it_led_to(store: Store) -> None:
    store.save(entry("short", about="k"))
    store.save(entry("short", about="other", saved=2.0))
    assert store.forget("k", "asked").keys == ("k",)
    assert store.load("short") == entry("short", about="other", saved=2.0)


def test_a_tombstone_without_a_reason_is_one_all_the_same(store: Store) -> None:
    store.save(entry())
    store.forget("k", " ")
    assert store.load("k").forgotten == "no reason was given"  # type: ignore[union-attr]


def test_what_is_due_comes_in_order_and_only_what_is_worth_asking(store: Store) -> None:
    for number in (3, 1, 2):
        store.save(entry(f"k{number}", saved=float(number)))
    store.save(entry("later", saved=50.0))
    store.save(entry("short", about="k1"))
    store.save(Entry(key="dead", embed=Link(key="dead", url=URL), saved=1.0, fresh_until=2.0, negative="refused"))
    store.forget("gone", "asked")
    assert [each.key for each in store.refresh_due(12.0, 10)] == ["k1", "k2", "k3"]
    assert [each.key for each in store.refresh_due(12.0, 2)] == ["k1", "k2"]
    assert [each.key for each in store.refresh_due(10.5, 10)] == ["k1"]
    store.save(entry("k1", saved=30.0))
    assert [each.key for each in store.refresh_due(12.0, 10)] == ["k2", "k3"]
    assert store.refresh_due(12.0, 0) == ()


def test_what_was_saved_anew_is_not_removed_nor_is_a_tombstone(store: Store) -> None:
    store.save_many([entry("a"), entry("b"), entry("short", about="b")])
    store.save(entry("b", title="new", saved=2.0))
    store.forget("c", "asked")
    tomb = store.load("c")
    assert tomb is not None
    assert store.remove([entry("a"), entry("b"), entry("short", about="b"), tomb, entry("never")]) == 2
    assert [each.key for each in store.entries()] == ["b", "c"]
    assert store.refresh_due(99.0, 9) == (entry("b", title="new", saved=2.0),)
    assert store.forget("b", "asked").keys == ("b",)

"""How long an answer says it may be kept: the rules of RFC 9111, and headers that nobody should send."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.client import Resolver
from mediakit.fetch import Recorded
from mediakit.flow import Response
from mediakit.freshness import fresh_for
from mediakit.store import MemoryStore

NOW = datetime(2026, 5, 16, 12, tzinfo=UTC)
DATE = "Sat, 16 May 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "public"}, None),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": "MAX-AGE=60"}, 60),
        ({"cache-control": 'max-age="60"'}, 60),
        ({"cache-control": "max-age=60, s-maxage=600"}, 600),
        ({"cache-control": "s-maxage=0, max-age=600"}, 0),
        ({"cache-control": "max-age=60, max-age=600"}, 60),
        ({"cache-control": "max-age=60", "expires": "Sat, 16 May 2026 13:00:00 GMT"}, 60),
        ({"cache-control": "max-age=60", "age": "20"}, 40),
        ({"cache-control": "max-age=60", "age": "20, 30"}, 40),
        ({"cache-control": "max-age=60", "age": "90"}, 0),
        ({"cache-control": "max-age=60", "age": "soon"}, 60),
        ({"cache-control": "max-age=60", "date": "Sat, 16 May 2026 11:59:30 GMT"}, 30),
        ({"cache-control": "max-age=60", "date": "Sat, 16 May 2026 12:10:00 GMT"}, 60),
        ({"cache-control": "max-age=60, no-store"}, 0),
        ({"cache-control": "no-cache, max-age=60"}, 0),
        ({"cache-control": 'no-cache="set-cookie"'}, 0),
        ({"cache-control": "private, max-age=60"}, 60),
        ({"cache-control": 'x="max-age=9, no-store", max-age=60'}, 60),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=1.5"}, 0),
        ({"cache-control": "max-age"}, 0),
        ({"cache-control": "max-age=٣"}, 0),
        ({"cache-control": "max-age=" + "9" * 500}, 2_147_483_648),
        ({"expires": "Sat, 16 May 2026 13:00:00 GMT"}, 3600),
        ({"expires": "Sat, 16 May 2026 13:00:00 GMT", "date": DATE, "age": "600"}, 3000),
        ({"expires": "Sat, 16 May 2026 11:00:00 GMT"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "-1"}, 0),
        ({"expires": ""}, 0),
    ],
)
def test_what_headers_say(headers: dict[str, str], seconds: float | None) -> None:
    assert fresh_for(headers, NOW) == seconds


@given(st.dictionaries(st.sampled_from(("cache-control", "expires", "age", "date")), st.text(max_size=60)))
def test_no_header_breaks_it(headers: dict[str, str]) -> None:
    found = fresh_for(headers, NOW)
    assert found is None or 0.0 <= found < 1e12


def test_a_header_without_end_costs_nothing() -> None:
    for text in ('"' * 100_000, "a=" * 50_000, ",=" * 50_000, 'a="' * 30_000, "max-age=60" + " " * 100_000):
        assert fresh_for({"cache-control": text, "age": text, "expires": text, "date": text}, NOW) is not None


@pytest.mark.parametrize(
    ("stated", "seconds"),
    [
        (None, 86_400),  # a day, where nothing is said
        ("max-age=60", 6 * 3_600),  # a minute is for a network's caches
        ("no-store", 6 * 3_600),
        ("max-age=172800", 172_800),
        ("max-age=31536000", 7 * 86_400),  # in a week somebody should see whether it is still there
    ],
)
def test_a_page_is_asked_again_when_it_says_so_within_bounds(stated: str | None, seconds: int) -> None:
    url, store = "https://example.org/ferry", MemoryStore(clock=NOW.timestamp)
    headers = {"content-type": "text/html", **({} if stated is None else {"cache-control": stated})}
    page = Response(url=url, status=200, headers=headers, body=b"<title>Ferry sinks</title>")
    with Resolver(fetch=Recorded({url: page}), store=store, clock=NOW.timestamp) as resolver:
        resolver.resolve(url)
    (kept,) = store.entries()
    assert kept.fresh_until == NOW.timestamp() + seconds

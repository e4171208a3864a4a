"""A domain that was sold: what its new owner says never takes the place of what is kept."""

import pytest

from mediakit.drivers import run
from mediakit.embed import Embed
from mediakit.fetch import Recorded
from mediakit.flow import Response
from mediakit.resolution import resolving
from mediakit.store import MemoryStore

OLD, PARKED, SAME_SITE = "https://old.example/ferry", "https://parked.example/", "https://www.old.example/2026/ferry"


def page(url: str, title: str) -> Response:
    return Response(url=url, status=200, headers={"content-type": "text/html"}, body=f"<title>{title}</title>".encode())


def moved(to: str) -> Response:
    return Response(url=OLD, status=301, headers={"location": to})


def asked_twice(*later: Response) -> tuple[Embed, MemoryStore]:
    """The old address resolved and kept, and a month later asked again of a web that has changed."""
    now = [1_000_000.0]
    store = MemoryStore(clock=lambda: now[0])
    before = {OLD: page(OLD, "The ferry is back")}
    run(resolving(OLD), fetch=Recorded(before), store=store, clock=lambda: now[0])
    now[0] += 30 * 86_400
    web = {answer.url: answer for answer in later}
    return run(resolving(OLD), fetch=Recorded(web), store=store, clock=lambda: now[0]), store


def test_what_is_kept_stays_and_a_warning_says_why() -> None:
    found, store = asked_twice(moved(PARKED), page(PARKED, "Buy this domain"))
    assert (found.title, found.url) == ("The ferry is back", OLD)
    assert [warning.code for warning in found.warnings] == ["moved"] and PARKED in found.warnings[0].detail
    kept = store.load(found.key)
    assert kept is not None and kept.embed is not None and kept.embed.title == "The ferry is back"


@pytest.mark.parametrize(
    ("to", "title"), [(SAME_SITE, "The ferry sails again"), ("https://new.example/ferry", "The ferry is back")]
)
def test_what_moved_is_followed(to: str, title: str) -> None:
    found, _ = asked_twice(moved(to), page(to, title))
    assert (found.title, found.url, found.warnings) == (title, to, ())


def test_what_was_never_known_is_learned() -> None:
    web = Recorded({OLD: moved(PARKED), PARKED: page(PARKED, "Buy this domain")})
    assert run(resolving(OLD), fetch=web).title == "Buy this domain"

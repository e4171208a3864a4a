"""The verdict: what an answer says of a kept embed, and that nothing known is lost by it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from strategies import any_embed

from mediakit import Gallery, Image, Link, Video, recognize
from mediakit.audit import Evidence, Finding, Place, check_all, checking, judge
from mediakit.audit.posts import Standing
from mediakit.drivers import run
from mediakit.embed import Copy, Embed, Player, Status
from mediakit.errors import BadStatus, FetchTimeout, Gone, ResolveError
from mediakit.fetch import Recorded
from mediakit.flow import Request, Response

NOW = datetime(2026, 1, 2, 12, tzinfo=UTC)
URL = "https://example.org/ferry"
LINK = Link(key=f"link:url:{URL}", url=URL, title="The ferry")
VIDEO = Video(key="x:video:1", url="https://x.example/1", title="Fog", player=Player(url="https://x.example/e/1"))


def verdict(kept: Embed, answer: Embed | ResolveError, **more: object) -> Finding:
    return judge(kept, answer, Evidence(), NOW, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("state", "sign", "level", "repair"),
    [
        ("ok", "alive", "ok", None),
        ("unknown", "alive", "ok", None),
        ("gone", "gone", "error", "snapshot"),
        ("private", "private", "error", "snapshot"),
        ("embed_off", "embed_off", "warning", "snapshot"),
        ("geo", "geo", "warning", None),
        ("age", "age", "warning", None),
        ("login", "login", "warning", None),
        ("blocked", "blocked", "info", None),
        ("unreachable", "unreachable", "info", None),
    ],
)
def test_every_state_has_its_sign(state: str, sign: str, level: str, repair: str | None) -> None:
    found = verdict(VIDEO, replace(VIDEO, status=Status(state=state, reason="so it is", checked=NOW)))  # type: ignore[arg-type]
    assert (found.sign, found.level) == (sign, level)
    assert (found.repair.kind if found.repair else None) == repair
    if sign != "alive":
        assert "so it is" in found.issues[0].message


@pytest.mark.parametrize(
    ("error", "sign"),
    [
        (Gone(URL, 404), "gone"),
        (BadStatus(URL, 503), "unreachable"),
        (FetchTimeout(URL, "no answer in 10 s"), "unreachable"),
    ],
)
def test_an_error_is_an_answer_too(error: ResolveError, sign: str) -> None:
    found = verdict(LINK, error)
    assert found.sign == sign and found.embed is not None
    assert found.embed.title == "The ferry" and found.embed.status.checked == NOW


def test_what_was_gone_is_not_brought_back_by_a_silence() -> None:
    kept = replace(LINK, status=Status(state="gone", since=NOW - timedelta(days=9)))
    found = verdict(kept, FetchTimeout(URL, "no answer"))
    assert found.sign == "gone" and found.embed == kept


def test_what_moved_is_written_anew() -> None:
    found = verdict(LINK, replace(LINK, url="https://example.org/2026/ferry"))
    assert (found.sign, found.level) == ("moved", "info")
    assert found.repair is not None and found.repair.url == "https://example.org/2026/ferry"


@pytest.mark.parametrize(
    "answer",
    [
        replace(LINK, url="https://example.org/ferry?token=abcdef0123456789"),
        replace(LINK, url="https://example.org/signin", status=Status(state="login", checked=NOW)),
    ],
)
def test_an_address_that_opens_something_or_asks_who_is_there_is_written_nowhere(answer: Embed) -> None:
    found = verdict(LINK, answer)
    assert found.repair is None and "moved" in {issue.sign for issue in found.issues}
    assert not any("abcdef0123456789" in issue.message for issue in found.issues)


def test_a_domain_that_was_sold_is_told_and_not_believed() -> None:
    found = verdict(LINK, replace(LINK, url="https://parking.example/?d=example.org", title="This domain is for sale"))
    assert (found.sign, found.level, found.repair, found.embed) == ("moved", "warning", None, LINK)
    moved = verdict(LINK, replace(LINK, url="https://new.example/ferry"))  # it calls itself the same
    assert moved.repair is not None and moved.repair.url == "https://new.example/ferry"


def test_a_short_link_becomes_what_it_leads_to() -> None:
    short = recognize("https://t.co/abc123")
    target = recognize("https://youtu.be/dQw4w9WgXcQ")
    assert short is not None and target is not None
    found = verdict(short, target)
    assert found.embed == target and found.sign == "moved"


def test_an_archived_copy_is_the_better_repair() -> None:
    copy = Copy(url="https://web.archive.org/web/2026/https://example.org/ferry", service="Wayback Machine")
    found = verdict(LINK, Gone(URL, 410), archived=replace(LINK, archived=(copy,)))
    assert found.repair is not None and (found.repair.kind, found.repair.url) == ("archive", copy.url)
    assert found.embed is not None and found.embed.archived == (copy,)


def test_what_is_private_is_shown_from_no_archive() -> None:
    kept = replace(VIDEO, archived=(Copy(url="https://web.archive.org/web/2026/x"),))
    found = verdict(kept, replace(kept, status=Status(state="private")))
    assert found.repair is not None and found.repair.kind == "snapshot"


def test_a_provider_that_closed_is_told_with_its_day() -> None:
    vine = recognize("https://vine.co/v/MipYPTTeF1I")
    assert vine is not None
    found = verdict(vine, vine)
    assert (found.sign, found.level) == ("retired", "error") and "Vine closed on 20" in found.issues[0].message


def test_a_picture_that_expires_is_told_before_it_does() -> None:
    soon = Image(url="https://scontent.cdninstagram.com/p.jpg?oh=0&oe=6957CE80", role="card")  # 2026-01-02 14:00 UTC
    found = verdict(replace(LINK, images=(soon,)), LINK)
    assert (found.sign, found.level) == ("expiring", "warning") and found.issues[0].at is not None
    kept = replace(soon, local="abc.jpg")
    assert verdict(replace(LINK, images=(kept,)), LINK).sign == "alive", "what is kept need not last elsewhere"


def test_a_player_that_is_locked_out_is_told() -> None:
    found = judge(VIDEO, VIDEO, Evidence(framable=False), NOW)
    assert (found.sign, found.level) == ("not_framable", "warning")
    gone = replace(VIDEO, status=Status(state="gone"))
    assert [issue.sign for issue in judge(gone, gone, Evidence(framable=False), NOW).issues] == ["gone"]


def test_the_worst_comes_first() -> None:
    soon = Image(url="https://scontent.cdninstagram.com/p.jpg?oh=0&oe=6957CE80", role="card")
    found = verdict(replace(LINK, images=(soon,)), Gone(URL, 410))
    assert [issue.sign for issue in found.issues] == ["gone", "expiring"]


def test_copies_of_pictures_stay() -> None:
    photo = Image(url="https://x.example/1.jpg", role="photo", local="1.jpg")
    kept = Gallery(key="x:set:1", url="https://x.example/1", photos=(photo,))
    found = verdict(kept, replace(kept, photos=(replace(photo, local=None),)))
    assert found.embed is not None and found.embed.photos == (photo,)


@given(any_embed(), any_embed())
def test_no_answer_takes_a_title_away(kept: Embed, answer: Embed) -> None:
    found = judge(kept, replace(answer, key=kept.key), Evidence(), NOW)
    assert found.embed is not None
    assert found.embed.title is not None or kept.title is None
    assert found.level in ("ok", "info", "warning", "error")


class Web:
    """What each address answers; counts."""

    def __init__(self, answers: dict[str, Response]) -> None:
        self.asked: list[str] = []
        self._recorded = Recorded(answers)

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(request.url)
        return self._recorded(request, deadline)


def page(url: str, body: str, **headers: str) -> Response:
    return Response(url=url, status=200, headers={"content-type": "text/html", **headers}, body=body.encode())


PLAYER = "https://example.org/player"
WITH_PLAYER = (
    f"<title>Fog</title><meta property=og:video:url content={PLAYER}><meta property=og:type content=video.other>"
)


@pytest.mark.parametrize(
    ("headers", "sign"),
    [({}, "alive"), ({"x-frame-options": "DENY"}, "not_framable"), ({"x-frame-options": "ALLOWALL"}, "alive")],
)
def test_the_player_is_asked_whether_it_may_be_framed(headers: dict[str, str], sign: str) -> None:
    web = Web({URL: page(URL, WITH_PLAYER), PLAYER: page(PLAYER, "", **headers)})
    kept = Video(key=f"link:url:{URL}", url=URL, player=Player(url=PLAYER))
    found = run(checking(kept, archives=()), fetch=web)
    assert found.sign == sign and PLAYER in web.asked


def test_what_is_gone_is_looked_up_in_archives() -> None:
    from mediakit.keeping import ARCHIVES

    asked: list[str] = []

    def web(request: Request, deadline: float | None = None) -> Response:
        asked.append(request.url)
        if request.url == URL:
            return Response(url=URL, status=410, headers={})
        body = (
            b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "url":'
            b' "http://web.archive.org/web/20160112080000/https://example.org/ferry"}}}'
        )
        return Response(url=request.url, status=200, headers={"content-type": "application/json"}, body=body)

    found = run(checking(LINK, archives=ARCHIVES[:1]), fetch=web)
    assert found.repair is not None
    assert found.repair.url == "https://web.archive.org/web/20160112080000/https://example.org/ferry"
    assert len(asked) == 2
    assert run(checking(LINK, archives=()), fetch=web).repair is not None
    assert len(asked) == 3


def test_what_stands_in_many_places_is_asked_once() -> None:
    web = Web({URL: page(URL, "<title>The ferry</title>")})
    stands = [Standing(embed=LINK, place=Place(file=f"{n}.html", line=n)) for n in range(1, 6)]
    (found,) = check_all(stands, fetch=web, archives=())
    assert web.asked == [URL] and [place.file for place in found.places] == [f"{n}.html" for n in range(1, 6)]

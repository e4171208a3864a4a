"""Archived copies: found where they are, nearest to the day, never invented; asked for on request."""

import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.drivers import run
from mediakit.embed import Copy, Embed, Link, Snapshot
from mediakit.errors import BadAnswer, BadStatus, FetchError, FetchTimeout, ForbiddenURL, MediaKitError
from mediakit.fetch import Recorded
from mediakit.flow import Request, Response
from mediakit.keeping import ARCHIVES, Archive, ArchiveAccess, find_archived, memento, request_copy

URL = "https://www.example.org/ferry?id=7"
LINK = Link(key=f"link:url:{URL}", url=URL, published=date(2016, 1, 11))
WAYBACK, ARQUIVO = ARCHIVES
VEFSAFN = memento("Vefsafn", "wayback.vefsafn.is", "https://wayback.vefsafn.is/wayback/timemap/link/")
NOW = datetime(2026, 5, 16, 12, tzinfo=UTC)
ACCESS = ArchiveAccess("key-0", "secret-1")


def said(body: object, status: int = 200, mime: str = "application/json", **headers: str) -> Response:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(url="", status=status, headers={"content-type": mime, **named}, body=raw)


class Web:
    """Answers by the beginning of the address, the first rule that fits; each of a list once, the last for ever."""

    def __init__(self, **rules: object) -> None:
        places = {
            "available": "https://archive.org/wayback/available",
            "cdx": "https://web.archive.org/cdx/",
            "arquivo": "https://arquivo.pt/wayback/cdx",
            "timemap": "https://wayback.vefsafn.is/wayback/timemap/link/",
            "status": "https://web.archive.org/save/status/",
            "save": "https://web.archive.org/save",
        }
        self.rules = [(places[name], rules[name]) for name in places if name in rules]
        self.asked: list[Request] = []
        self.waited: list[float] = []

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(request)
        for place, answer in self.rules:
            if request.url.startswith(place):
                if isinstance(answer, list):
                    answer = answer.pop(0) if len(answer) > 1 else answer[0]
                if isinstance(answer, Exception):
                    raise answer
                assert isinstance(answer, Response)
                return answer
        raise FetchError(request.url, "nobody answers")


def look(web: Web, *archives: Archive, embed: Embed = LINK, **more: object) -> Embed:
    flow = find_archived(embed, archives=archives, **more)  # type: ignore[arg-type]
    return run(flow, fetch=web, clock=lambda: NOW.timestamp(), sleep=web.waited.append)


def closest(url: str, available: object = True, status: str = "200") -> Response:
    return said({"archived_snapshots": {"closest": {"available": available, "status": status, "url": url}}})


def test_the_nearest_to_the_day_of_publication() -> None:
    web = Web(available=closest(f"http://web.archive.org:80/web/20160112080000/{URL}"))
    found = look(web, WAYBACK)
    assert found.archived == (
        Copy(
            url=f"https://web.archive.org/web/20160112080000/{URL}",
            service="Wayback Machine",
            captured=datetime(2016, 1, 12, 8, tzinfo=UTC),
        ),
    )
    (asked,) = web.asked
    assert asked.url.endswith("?url=https%3A%2F%2Fwww.example.org%2Fferry%3Fid%3D7&timestamp=20160111120000")
    assert found.warnings == ()


def test_the_index_is_asked_where_availability_knows_nothing() -> None:
    rows = [["timestamp", "original"], ["20150101000000", URL], ["20160110000000", URL], ["20170101000000", URL]]
    web = Web(available=said({"archived_snapshots": {}}), cdx=said(rows))
    assert [copy.url[28:36] for copy in look(web, WAYBACK).archived] == ["20160110"]
    assert "closest=20160111120000" in web.asked[1].url


def test_several_archives_are_asked_side_by_side_and_by_their_own_forms() -> None:
    lines = [{"timestamp": stamp, "url": URL, "status": "200"} for stamp in ("20160101000000", "20160112000000")]
    timemap = (
        f'<{URL}>; rel="original",\n'
        f'<https://wayback.vefsafn.is/wayback/20150101000000/{URL}>; rel="first memento"; datetime="Thu, 1 Jan 2015",\n'
        f'<https://wayback.vefsafn.is/wayback/20160113000000/{URL}>; rel="memento"; datetime="Wed, 13 Jan 2016"'
    )
    web = Web(
        available=closest(f"https://web.archive.org/web/20160111000000/{URL}"),
        arquivo=said("\n".join(map(json.dumps, lines)).encode(), mime="text/x-ndjson"),
        timemap=said(timemap.encode(), mime="application/link-format"),
    )
    found = look(web, WAYBACK, ARQUIVO, VEFSAFN)
    assert [(copy.service, copy.captured and copy.captured.day) for copy in found.archived] == [
        ("Wayback Machine", 11),
        ("Arquivo.pt", 12),
        ("Vefsafn", 13),
    ]
    assert len(web.asked) == 3


def test_near_what() -> None:
    def stamp(embed: Embed, **more: object) -> str:
        web = Web(available=said({}), cdx=said([]))
        look(web, WAYBACK, embed=embed, **more)
        return web.asked[0].url[-14:]

    bare = Link(key="link:url:https://a.example/", url="https://a.example/")
    seen = Snapshot(url="https://a.example/", taken=datetime(2020, 1, 1, tzinfo=UTC))
    assert stamp(bare) == "20260516120000"
    assert stamp(Link(key=bare.key, url=bare.url, snapshots=(seen,))) == "20200101000000"
    assert stamp(LINK, near=date(2001, 2, 3)) == "20010203120000"


@pytest.mark.parametrize(
    "address",
    [
        "https://web.archive.org/web/20160112080000/https://www.example.org/other",
        "https://web.archive.org/web/20160112080000/https://www.example.org/ferry?id=8",
        "https://evil.example/web/20160112080000/" + URL,
        "https://web.archive.org.evil.example/web/20160112080000/" + URL,
        "https://web.archive.org/web/2016/" + URL,
        "https://web.archive.org/web/20161332080000/" + URL,
        "https://web.archive.org/web/*/" + URL,
        "javascript:alert(1)//web.archive.org/web/20160112080000/" + URL,
        "None",
    ],
)
def test_nothing_is_invented(address: str) -> None:
    assert look(Web(available=closest(address), cdx=said([])), WAYBACK).archived == ()


@pytest.mark.parametrize(
    "address",
    [
        f"https://web.archive.org/web/20160112080000if_/{URL}",
        "https://web.archive.org/web/20160112080000/http://example.org/ferry?id=7",
    ],
)
def test_spellings_of_one_address(address: str) -> None:
    (copy,) = look(Web(available=closest(address)), WAYBACK).archived
    assert copy.captured == datetime(2016, 1, 12, 8, tzinfo=UTC)


@pytest.mark.parametrize(("available", "status"), [(False, "200"), ("yes", "200"), (True, "404"), (True, "302")])
def test_what_is_no_good_copy(available: object, status: str) -> None:
    web = Web(available=closest(f"https://web.archive.org/web/20160112080000/{URL}", available, status), cdx=said([]))
    assert look(web, WAYBACK).archived == ()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (FetchError("https://archive.org/", "nobody answers"), "nobody answers"),
        (said(b"<html>busy"), "no JSON"),
        (said([]), "no JSON object"),
        (said(b"", 500), "500"),
        (said(b"", 302, location="https://evil.example/"), "leads elsewhere"),
    ],
)
def test_an_archive_that_fails_is_told_and_costs_nothing(answer: object, words: str) -> None:
    found = look(Web(available=answer, cdx=FetchError("https://web.archive.org/", words)), WAYBACK)
    assert found.archived == ()
    (warning,) = found.warnings
    assert warning.code == "archive" and words in warning.detail and "Wayback Machine" in warning.detail
    again = look(Web(available=closest(f"https://web.archive.org/web/20160112080000/{URL}")), WAYBACK, embed=found)
    assert (len(again.archived), again.warnings) == (1, ())


def test_404_is_an_answer() -> None:
    assert look(Web(arquivo=said(b"", 404)), ARQUIVO).warnings == ()


def test_rate_is_respected_once() -> None:
    good = closest(f"https://web.archive.org/web/20160112080000/{URL}")
    web = Web(available=[said(b"", 429, retry_after="7"), good])
    assert len(look(web, WAYBACK).archived) == 1
    assert web.waited == [7.0]
    for busy in (said(b"", 429, retry_after="3600"), said(b"", 503)):
        web = Web(available=busy, cdx=busy)
        found = look(web, WAYBACK)
        assert (found.archived, web.waited, len(found.warnings)) == ((), [], 1)


def test_what_is_known_or_nowhere_is_not_asked() -> None:
    known = Link(key=LINK.key, url=URL, archived=(Copy(url="https://web.archive.org/x", service="Wayback Machine"),))
    nowhere = Link(key="link:url:https://unknown.invalid/x", url="https://unknown.invalid/x")
    web = Web()
    assert look(web, WAYBACK, embed=known) is known
    assert look(web, WAYBACK, embed=nowhere) is nowhere
    assert web.asked == []
    long = "https://a.example/" + "a" * 2060
    assert "longer" in look(web, WAYBACK, embed=Link(key="x:y:1", url=long)).warnings[0].detail


@given(st.one_of(st.binary(max_size=200), st.text('<>;="rel memnto,[]{}0123456789:/.', max_size=200).map(str.encode)))
def test_any_answer(body: bytes) -> None:
    answer = said(body)
    found = look(Web(available=answer, cdx=answer, arquivo=answer, timemap=answer), WAYBACK, ARQUIVO, VEFSAFN)
    assert found.archived == ()
    assert {warning.code for warning in found.warnings} <= {"archive"}


def test_answers_pass_the_policy_of_types() -> None:
    body = json.dumps({"timestamp": "20160112000000", "url": URL, "status": "200"}).encode()
    address = ARQUIVO.questions[0][0].replace("{at}", "20160111120000")
    asked = address.replace("{url}", "https%3A%2F%2Fwww.example.org%2Fferry%3Fid%3D7")
    for mime in ("text/x-cdxj", "application/x-ndjson", "text/x-ndjson", "application/json"):
        fetch = Recorded({asked: said(body, mime=mime)})
        assert len(run(find_archived(LINK, archives=(ARQUIVO,)), fetch=fetch).archived) == 1, mime


# ---- Save Page Now ---------------------------------------------------------------------------------------------------


def request(web: Web) -> Copy:
    return run(request_copy(URL, ACCESS), fetch=web, sleep=web.waited.append)


JOB = said({"url": URL, "job_id": "spn2-0a1b"})
PENDING = said({"status": "pending", "job_id": "spn2-0a1b"})
DONE = said({"status": "success", "timestamp": "20260516120102", "original_url": URL})


def test_a_copy_on_request() -> None:
    web = Web(save=JOB, status=[PENDING, PENDING, DONE])
    copy = request(web)
    assert (copy.url, copy.service) == (f"https://web.archive.org/web/20260516120102/{URL}", "Wayback Machine")
    assert copy.captured == datetime(2026, 5, 16, 12, 1, 2, tzinfo=UTC)
    assert web.waited == [6.0] * 3
    first = web.asked[0]
    assert (first.method, first.headers["authorization"]) == ("POST", "LOW key-0:secret-1")
    assert first.body == b"url=https%3A%2F%2Fwww.example.org%2Fferry%3Fid%3D7&skip_first_archive=1"
    assert [each.url for each in web.asked[1:]] == ["https://web.archive.org/save/status/spn2-0a1b"] * 3


def test_a_page_that_led_on_within_its_site() -> None:
    moved = said({"status": "success", "timestamp": "20260516120102", "original_url": "https://example.org/news/7"})
    assert request(Web(save=JOB, status=moved)).url.endswith("/https://example.org/news/7")


@pytest.mark.parametrize(
    ("rules", "kind", "words"),
    [
        ({"save": said(b"", 401)}, BadStatus, "401"),
        ({"save": said(b"", 429)}, BadStatus, "no more captures"),
        ({"save": said({"message": "You have reached\n a limit"})}, BadAnswer, "You have reached  a limit"),
        ({"save": said({"job_id": "../../etc"})}, BadAnswer, "does not take it"),
        ({"save": said(b"<html>")}, BadAnswer, "no JSON"),
        (
            {"save": JOB, "status": said({"status": "error", "status_ext": "error:blocked-url"})},
            BadAnswer,
            "blocked-url",
        ),
        ({"save": JOB, "status": PENDING}, FetchTimeout, "was not done"),
        (
            {"save": JOB, "status": said({"status": "success", "timestamp": "1", "original_url": URL})},
            BadAnswer,
            "another page",
        ),
        (
            {
                "save": JOB,
                "status": said(
                    {"status": "success", "timestamp": "20260516120102", "original_url": "https://evil.example/"}
                ),
            },
            BadAnswer,
            "another page",
        ),
        ({"save": FetchError("https://web.archive.org/", "nobody answers")}, FetchError, "nobody answers"),
    ],
)
def test_what_can_go_wrong(rules: dict[str, object], kind: type[MediaKitError], words: str) -> None:
    web = Web(**rules)
    with pytest.raises(kind, match=words) as error:
        request(web)
    assert "secret-1" not in str(error.value)
    assert len(web.asked) <= 25


@pytest.mark.parametrize(
    "url",
    [
        "http://cms.internal/draft",
        "https://10.0.0.1/draft",
        "https://desk:pw@example.org/draft",
        "https://example.org/draft?preview_token=abc",
        "https://b.s3.amazonaws.com/p.pdf?X-Amz-Signature=0a",
    ],
)
def test_what_is_nobody_elses_to_know_is_not_handed_on(url: str) -> None:
    web = Web(save=JOB)
    with pytest.raises(ForbiddenURL):
        run(request_copy(url, ACCESS), fetch=web)
    look(web, WAYBACK, embed=Link(key="link:url:x", url=url))
    assert web.asked == []


def test_a_busy_moment_is_waited_for() -> None:
    web = Web(save=[said(b"", 429, retry_after="5"), JOB], status=DONE)
    request(web)
    assert web.waited == [5.0, 6.0]


def test_the_secret_is_not_shown() -> None:
    assert "secret-1" not in repr(ACCESS)

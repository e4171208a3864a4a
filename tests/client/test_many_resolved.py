"""Lists through the resolvers: as ready or in order, with a ledger to stop and go on, told how far they are."""

import asyncio
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterable
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from mediakit import AsyncResolver, Resolver
from mediakit.client import Progress, Resolved, resolve_many
from mediakit.embed import Link
from mediakit.errors import (
    BadAnswer,
    BadStatus,
    FetchError,
    FetchTimeout,
    ForbiddenURL,
    Gone,
    ResolveError,
    StoreError,
    TooLarge,
)
from mediakit.flow import Request, Response
from mediakit.store import Ledger, SQLiteStore


class Site:
    """Answers every URL with its last piece as the title; those it is told of with what it is told."""

    def __init__(self, **odd: Callable[[str], Response]) -> None:
        self.asked: list[str] = []
        self.odd = odd

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(request.url)
        name = request.url.rpartition("/")[2]
        if name in self.odd:
            return self.odd[name](request.url)
        page = f"<title>{name}</title>".encode()
        return Response(url=request.url, status=200, headers={"content-type": "text/html"}, body=page)

    async def later(self, request: Request, deadline: float | None = None) -> Response:
        return self(request, deadline)


def gone(url: str) -> Response:
    return Response(url=url, status=410, headers={})


def lost(url: str) -> Response:
    raise FetchError(url, "the connection was reset")


def words(answer: Any) -> str | None:
    return type(answer).__name__ if isinstance(answer, ResolveError) else answer.title


def in_order(way: str, site: Site, urls: Iterable[str], **options: Any) -> list[str | None]:
    if way == "threads":
        with Resolver(fetch=site) as resolver:
            return [words(answer) for answer in resolver.resolve_many(urls, **options)]

    async def main() -> list[str | None]:
        async with AsyncResolver(fetch=site.later) as resolver:
            return [words(answer) async for answer in resolver.resolve_many(urls, **options)]

    return asyncio.run(main())


def as_completed(way: str, site: Site, urls: Iterable[str], **options: Any) -> list[Resolved]:
    if way == "threads":
        with Resolver(fetch=site) as resolver:
            return list(resolver.resolve_as_completed(urls, **options))

    async def main() -> list[Resolved]:
        async with AsyncResolver(fetch=site.later) as resolver:
            return [done async for done in resolver.resolve_as_completed(urls, **options)]

    return asyncio.run(main())


both = pytest.mark.parametrize("way", ["threads", "tasks"])
URLS = [f"https://{host}.example/{n}" for n in range(5) for host in "abc"]


@both
def test_each_comes_with_its_input_and_its_place(way: str) -> None:
    done = as_completed(way, Site(), URLS)
    assert sorted((each.index, each.url) for each in done) == list(enumerate(URLS))
    assert all(words(each.answer) == each.url[-1] for each in done)


@both
def test_progress_is_told_with_each_answer(way: str) -> None:
    told: list[Progress] = []
    in_order(way, Site(**{"2": gone}), URLS, progress=told.append)
    assert [each.done for each in told] == list(range(1, 16))
    assert told[-1] == Progress(15, 3)


@both
def test_what_the_ledger_holds_is_not_asked_again(way: str, tmp_path: Path) -> None:
    first, second = Site(**{"3": gone}), Site()
    with Ledger(tmp_path / "list.ledger") as ledger:
        before = in_order(way, first, URLS[:10], ledger=ledger)
    with Ledger(tmp_path / "list.ledger") as ledger:
        after = in_order(way, second, URLS, ledger=ledger)
        assert len(ledger) == 15
    assert after == before + [url[-1] for url in URLS[10:]]
    assert sorted(second.asked) == sorted(URLS[10:])


@both
def test_a_failure_that_may_pass_is_asked_again(way: str, tmp_path: Path) -> None:
    with Ledger(tmp_path / "list.ledger") as ledger:
        assert in_order(way, Site(**{"1": lost}), URLS[:4], ledger=ledger) == ["0", "0", "0", "FetchError"]
        assert in_order(way, (again := Site()), URLS[:4], ledger=ledger) == ["0", "0", "0", "1"]
    assert again.asked == [URLS[3]]


@both
def test_what_comes_again_far_behind_is_answered_by_the_ledger(way: str, tmp_path: Path) -> None:
    urls = [f"https://a.example/{n}" for n in range(200)] * 2
    site = Site()
    with Ledger(tmp_path / "list.ledger") as ledger:
        assert in_order(way, site, urls, workers=2, ledger=ledger) == [url.rpartition("/")[2] for url in urls]
    assert len(site.asked) == 200


def test_a_reader_that_stops_finds_the_answers_it_had(tmp_path: Path) -> None:
    async def main() -> None:
        async with AsyncResolver(fetch=Site().later) as resolver:
            with Ledger(tmp_path / "list.ledger") as ledger:
                async with aclosing(resolver.resolve_many(URLS, workers=2, ledger=ledger)) as answers:  # type: ignore[type-var]
                    await anext(answers)
                assert 1 <= len(ledger) <= 9

    asyncio.run(main())


ANSWERS = [
    Link(key="link:url:https://a.example/1", url="https://a.example/1", title="Ferry"),
    ResolveError("https://a.example/", "nobody knows"),
    BadStatus("https://a.example/", 418),
    Gone("https://a.example/", 404, "it is not there"),
    BadAnswer("https://a.example/", "no JSON", "line 1"),
    TooLarge("https://a.example/", "more than 512 kB"),
]


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda each: type(each).__name__)
def test_every_answer_is_remembered_as_it_was(answer: Any, tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.note("x", answer)
        found = ledger.answer("x")
    if isinstance(answer, ResolveError):
        assert (type(found), str(found), vars(found)) == (type(answer), str(answer), vars(answer))
    else:
        assert found == answer


def test_a_timeout_is_remembered_as_nothing(tmp_path: Path) -> None:
    with Ledger(tmp_path / "x.ledger") as ledger:
        ledger.note("x", FetchTimeout("https://a.example/", "no answer in 10 s"))
        assert ledger.answer("x") is None and len(ledger) == 1


def test_an_input_that_no_encoding_knows_ends_no_list(tmp_path: Path) -> None:
    wrong = "https://example.org/\udce4"
    error = ForbiddenURL(wrong, "no web address")
    with Ledger(tmp_path / "list.ledger") as ledger:
        ledger.note(wrong, error)
        found = ledger.answer(wrong)
        assert isinstance(found, ForbiddenURL) and (found.url, found.reason) == (error.url, error.reason)


def test_a_store_is_no_ledger(tmp_path: Path) -> None:
    SQLiteStore(tmp_path / "embeds.db").close()
    with pytest.raises(StoreError, match="database of another program"):
        Ledger(tmp_path / "embeds.db")


def test_one_text_is_not_many() -> None:
    async def later() -> None:
        async with AsyncResolver(fetch=Site().later) as resolver:
            resolver.resolve_many("https://a.example/")

    with Resolver(fetch=Site()) as resolver:
        for call in (resolve_many, resolver.resolve_many, resolver.resolve_as_completed):
            with pytest.raises(TypeError, match=r"is \[url\]"):
                call("https://a.example/")  # type: ignore[operator]
    with pytest.raises(TypeError, match=r"is \[url\]"):
        asyncio.run(later())


def test_ctrl_c_waits_for_nobody(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        textwrap.dedent("""
            import os, signal, threading, time
            from mediakit import Resolver
            def never(request, deadline=None):
                print("asked", flush=True)
                time.sleep(60)
            with Resolver(fetch=never) as resolver:
                list(resolver.resolve_many(["https://a.example/1"]))
        """)
    )
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, program], text=True, **pipes) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)  # less than the 60 s that it would wait
    assert (first, said.strip().rpartition("\n")[2]) == ("asked\n", "KeyboardInterrupt")


@both
def test_an_error_that_is_an_answer_holds_nothing_but_its_words(way: str) -> None:
    """Ten thousand of them would else hold the frames of ten thousand conversations."""

    def foreign(url: str) -> Response:
        try:
            raise OSError("the connection was reset")
        except OSError as error:
            raise FetchError(url, "the connection was reset") from error

    (done,) = as_completed(way, Site(odd=foreign), ["https://a.example/odd"])
    assert isinstance(done.answer, FetchError)
    assert (done.answer.__traceback__, done.answer.__context__, done.answer.__cause__) == (None, None, None)

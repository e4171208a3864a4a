"""The resolvers: one at a time and many, in threads and in a loop, on recorded answers and on a server of our own."""

import asyncio
import json
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from mediakit import client
from mediakit.client import Answer, AsyncResolver, Resolver, resolve, resolve_many
from mediakit.embed import Embed
from mediakit.errors import FetchError, ForbiddenURL, Gone, ResolveError
from mediakit.fetch import Recorded
from mediakit.flow import Request, Response
from mediakit.store import MemoryStore, SQLiteStore

PICTURES = Path(__file__).parent.parent / "flow" / "pictures"
PNG = (PICTURES / "37x23_plain.png").read_bytes()


class Web:
    """Every path answers with a page of its name; `none` is 404. Counts, and knows how many asked at once."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.asked: list[str] = []
        self.most = self._now = 0
        self._seconds = seconds
        self._lock = threading.Lock()

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        with self._lock:
            self.asked.append(request.url)
            self._now += 1
            self.most = max(self.most, self._now)
        time.sleep(self._seconds)
        with self._lock:
            self._now -= 1
        return self.answer(request)

    async def in_loop(self, request: Request, deadline: float | None = None) -> Response:
        self.asked.append(request.url)
        self._now += 1
        self.most = max(self.most, self._now)
        await asyncio.sleep(self._seconds)
        self._now -= 1
        return self.answer(request)

    def answer(self, request: Request) -> Response:
        name = request.url.rpartition("/")[2]
        if name == "none":
            return Response(url=request.url, status=404, headers={})
        if name.endswith("png"):
            return Response(url=request.url, status=200, headers={"content-type": "image/png"}, body=PNG)
        body = f"<title>{name}</title><meta property='og:image' content='/p.png'>".encode()
        return Response(url=request.url, status=200, headers={"content-type": "text/html"}, body=body)


class InThreads:
    """`Resolver`, as the tests below use both."""

    def __init__(self, web: Web, **options: Any) -> None:
        self.resolver = Resolver(fetch=web, **options)

    def resolve(self, url: str, **options: Any) -> Embed:
        return self.resolver.resolve(url, **options)

    def many(self, urls: Any, take: int | None = None, **options: Any) -> list[Answer]:
        answers = self.resolver.resolve_many(urls, **options)
        found = [answer for answer, _ in zip(answers, range(take), strict=False)] if take else list(answers)
        answers.close()  # type: ignore[attr-defined]
        return found

    def keep_images(self, embed: Embed) -> Any:
        return self.resolver.keep_images(embed)


class InLoop:
    """`AsyncResolver`, likewise."""

    def __init__(self, web: Web, **options: Any) -> None:
        self.web, self.options = web, options

    def _run(self, work: Callable[[AsyncResolver], Any]) -> Any:
        async def main() -> Any:
            async with AsyncResolver(fetch=self.web.in_loop, **self.options) as resolver:
                return await work(resolver)

        return asyncio.run(main())

    def resolve(self, url: str, **options: Any) -> Embed:
        return self._run(lambda resolver: resolver.resolve(url, **options))

    def many(self, urls: Any, take: int | None = None, **options: Any) -> list[Answer]:
        async def work(resolver: AsyncResolver) -> list[Answer]:
            found: list[Answer] = []
            async with aclosing(resolver.resolve_many(urls, **options)) as answers:
                async for answer in answers:
                    found.append(answer)
                    if len(found) == take:
                        break
            return found

        return self._run(work)

    def keep_images(self, embed: Embed) -> Any:
        return self._run(lambda resolver: resolver.keep_images(embed))


both = pytest.mark.parametrize("kind", [InThreads, InLoop])


def titles(answers: list[Answer]) -> list[str | None]:
    return [type(answer).__name__ if isinstance(answer, ResolveError) else answer.title for answer in answers]


@both
def test_one(kind: Any) -> None:
    assert kind(Web()).resolve("https://a.example/story").title == "story"
    with pytest.raises(Gone):
        kind(Web()).resolve("https://a.example/none")
    with pytest.raises(ForbiddenURL, match="harbour"):
        kind(Web()).resolve("see you at the harbour")


@both
def test_many_come_in_order_with_errors_as_values(kind: Any) -> None:
    urls = ["https://a.example/x", "nonsense", "https://a.example/none", "https://b.example/y", "https://a.example/x"]
    assert titles(kind(Web()).many(urls)) == ["x", "ForbiddenURL", "Gone", "y", "x"]
    assert kind(Web()).many([]) == []


@both
def test_many_ask_once_for_what_comes_again(kind: Any) -> None:
    web = Web(0.01)
    urls = [f"https://a.example/{n % 5}" for n in range(60)] + ["https://a.example/none"] * 5
    answers = kind(web).many(urls, workers=8)
    assert titles(answers) == [str(n % 5) for n in range(60)] + ["Gone"] * 5
    assert sorted(web.asked) == sorted({*urls})


@both
def test_many_remember_nothing_beyond_the_call_without_a_store(kind: Any) -> None:
    web = Web()
    asker = kind(web)
    asker.many(["https://a.example/x"])
    asker.many(["https://a.example/x"])
    assert len(web.asked) == 2


@both
def test_a_store_is_used_by_all(kind: Any) -> None:
    web, store = Web(), MemoryStore()
    kind(web, store=store).many(["https://a.example/x"] * 3)
    kind(web, store=store).resolve("https://a.example/x")
    assert len(web.asked) == 1


@both
def test_many_ask_at_the_same_time_and_never_more_than_allowed(kind: Any) -> None:
    web = Web(0.02)
    kind(web).many([f"https://a.example/{n}" for n in range(40)], workers=4)
    assert web.most == 4


@both
def test_many_read_no_further_than_a_window_ahead(kind: Any) -> None:
    taken: list[int] = []

    def endless() -> Iterator[str]:
        while True:
            taken.append(1)
            yield f"https://a.example/{len(taken)}"

    web = Web()
    assert titles(kind(web).many(endless(), take=10, workers=2)) == [str(n) for n in range(1, 11)]
    assert len(taken) <= 10 + 2 * 4
    assert len(web.asked) <= len(taken)


def test_many_take_urls_that_come_in_time() -> None:
    async def urls() -> AsyncIterator[str]:
        for n in range(3):
            await asyncio.sleep(0)
            yield f"https://a.example/{n}"

    assert titles(InLoop(Web()).many(urls())) == ["0", "1", "2"]


@both
def test_a_bug_in_a_fetch_comes_out(kind: Any) -> None:
    class Broken(Web):
        def answer(self, request: Request) -> Response:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        kind(Broken()).many(["https://a.example/x"])


@both
def test_a_deadline_is_in_seconds(kind: Any) -> None:
    embed = kind(Web(), clock=lambda: 100.0).resolve("https://youtu.be/M0veL1ght01", deadline=0.0)
    assert [warning.code for warning in embed.warnings] == ["deadline"]
    (answer,) = kind(Web()).many(["https://a.example/x"], deadline=0.0)
    assert (answer.url, answer.warnings[0].code) == ("https://a.example/x", "deadline")


@both
def test_pictures_are_kept(kind: Any) -> None:
    asker = kind(Web())
    embed, files = asker.keep_images(asker.resolve("https://a.example/story"))
    assert [file.body for file in files] == [PNG]
    assert embed.images[0].local == files[0].name


@both
def test_hosts_of_the_newsrooms_own(kind: Any) -> None:
    assert kind(Web(), allow_hosts=("cms.internal",)).resolve("http://cms.internal:81/x").title == "x"
    with pytest.raises(ForbiddenURL):
        kind(Web()).resolve("http://cms.internal:81/x")


def test_a_closed_resolver_says_so() -> None:
    resolver = Resolver()
    resolver.close()
    resolver.close()
    with pytest.raises(RuntimeError, match="closed"):
        resolver.resolve("https://example.org/")


def test_a_store_of_ones_own_that_is_empty_is_a_store() -> None:
    class Counted(MemoryStore):
        def __len__(self) -> int:
            return sum(1 for _ in self.entries())

    store = Counted()
    with Resolver(fetch=Web(), store=store) as resolver:
        list(resolver.resolve_many(["https://example.org/ferry"]))
    assert len(store) == 1


def test_functions_refuse_without_asking() -> None:
    with pytest.raises(ForbiddenURL):
        resolve("not a URL")
    assert [type(answer) for answer in resolve_many(["not a URL", "http://127.0.0.1/"])] == [ForbiddenURL] * 2
    assert resolve("https://vine.co/v/e5vIvmV5v9J").status.state == "gone"


def test_no_transport_is_loaded_for_what_needs_none() -> None:
    code = (
        "import sys; from mediakit.client import Resolver\n"
        "with Resolver() as r: r.resolve('https://vine.co/v/e5vIvmV5v9J')\n"
        "print(sorted({'requests', 'urllib3', 'lxml', 'bs4', 'feedgen', 'mutagen'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# ---- the web itself, on loopback -------------------------------------------------------------------------------------

PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/short": (302, {"Location": "/story"}, b"never read"),
    "/story": (
        200,
        {"Content-Type": "text/html; charset=utf-8"},
        "<title>Fähre sinkt</title><meta property='og:image' content='/tower.png'>"
        "<link rel=alternate type=application/json+oembed href='/oembed'>".encode(),
    ),
    "/oembed": (200, {"Content-Type": "application/json"}, json.dumps({"type": "rich", "author_name": "Ada"}).encode()),
    "/tower.png": (200, {"Content-Type": "image/png"}, PNG),
    "/gone": (410, {}, b""),
    "/loop": (301, {"Location": "/loop"}, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path == "/slow":
            self.server.going.wait(20)  # type: ignore[attr-defined]
        status, headers, body = PAGES.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the tests read `asked`."""


@pytest.fixture
def server() -> Iterator[Any]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked, server.going = [], threading.Event()  # type: ignore[attr-defined]
        server.url = f"http://127.0.0.1:{server.server_port}"  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.going.set()  # type: ignore[attr-defined]
        server.shutdown()
        thread.join()


def test_end_to_end(server: Any, tmp_path: Path) -> None:
    with SQLiteStore(tmp_path / "e.db") as store, Resolver(store=store, allow_hosts=("127.0.0.1",)) as resolver:
        embed = resolver.resolve(server.url + "/short")
        assert (embed.title, embed.url, embed.authors[0].name) == ("Fähre sinkt", server.url + "/story", "Ada")
        kept, files = resolver.keep_images(embed)
        assert (kept.images[0].local, files[0].body) == (files[0].name, PNG)
        asked = list(server.asked)
        assert resolver.resolve(server.url + "/short") == embed
        assert server.asked == asked == ["/short", "/story", "/oembed", "/tower.png"]
        answers = list(resolver.resolve_many([server.url + path for path in ("/gone", "/loop", "/short", "/nowhere")]))
        assert titles(answers) == ["Gone", "TooManyRedirects", "Fähre sinkt", "Gone"]


def test_end_to_end_in_a_loop(server: Any) -> None:
    async def main() -> tuple[Embed, list[Answer]]:
        async with AsyncResolver(allow_hosts=("127.0.0.1",)) as resolver:
            one = await resolver.resolve(server.url + "/short")
            urls = [server.url + path for path in ("/gone", "/short")]
            return one, [answer async for answer in resolver.resolve_many(urls)]

    one, many = asyncio.run(main())
    assert (one.title, titles(many)) == ("Fähre sinkt", ["Gone", "Fähre sinkt"])


def test_end_to_end_a_server_that_does_not_answer_in_time(server: Any) -> None:
    with Resolver(allow_hosts=("127.0.0.1",)) as resolver:
        embed = resolver.resolve(server.url + "/slow", deadline=0.3)
    assert (embed.kind, embed.url, embed.warnings[0].code) == ("link", server.url + "/slow", "deadline")


def test_end_to_end_nothing_inner_is_asked_unless_allowed(server: Any) -> None:
    with Resolver() as resolver, pytest.raises(ForbiddenURL):
        resolver.resolve(server.url + "/story")
    assert server.asked == []


def test_recorded_answers_and_a_fixed_clock_give_the_same_each_time() -> None:
    url = "https://example.org/ferry"
    page = Response(url=url, status=200, headers={"content-type": "text/html"}, body=b"<title>Ferry sinks</title>")
    found = [Resolver(fetch=Recorded({url: page}), clock=lambda: 1.0e9).resolve(url) for _ in range(2)]
    assert json.dumps(found[0].to_dict()) == json.dumps(found[1].to_dict())
    assert found[0].status.checked is not None
    with pytest.raises(FetchError, match="recorded"):
        Resolver(fetch=Recorded({})).resolve(url)


def test_no_state_is_left_in_the_module() -> None:
    mutable = {name: value for name, value in vars(client).items() if isinstance(value, list | dict | set)}
    assert {name for name in mutable if not name.startswith("__")} == set()

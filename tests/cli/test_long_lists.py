"""`mediakit resolve --ledger`: a long list, stopped by Ctrl-C and taken up by another process, which asks the rest."""

import json
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Lock, Thread

import pytest

COUNT = 40
STOPPED_AFTER = 15


class Site(ThreadingHTTPServer):
    """Titles every page by its path, counts who was asked; from the `STOPPED_AFTER`th on it lets nobody go at first."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.asked: Counter[str] = Counter()
        self.answered: set[str] = set()
        self.lock, self.held, self.released = Lock(), Event(), Event()
        self.most = self.now = 0


class Page(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        site = self.server
        with site.lock:
            site.asked[self.path] += 1
            site.now += 1
            site.most = max(site.most, site.now)
            waits = len(site.answered) >= STOPPED_AFTER and not site.released.is_set()
            if not waits:
                site.answered.add(self.path)
        if waits:
            site.held.set()
            site.released.wait(30)
        with site.lock:
            site.now -= 1
        body = f"<title>The story at {self.path}</title>".encode()
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who was stopped hangs up
        thread = Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.released.set()
        server.shutdown()
        thread.join()


def command(site: Site, *words: str) -> list[str]:
    urls = [f"http://127.0.0.1:{site.server_address[1]}/{number}" for number in range(COUNT)]
    options = ["--allow-host", "127.0.0.1", "--store", "none", "--json", *words]
    return [sys.executable, "-m", "mediakit", "resolve", *options, *urls]


def test_a_list_that_was_stopped_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    words = command(site, "--ledger", "july.ledger", "--workers", "3")
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(words, cwd=tmp_path, **pipes) as running:
        assert site.held.wait(60), "nobody was asked"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)  # less than the 30 s that the site holds who it holds
    assert (running.returncode, said.decode()) == (130, "mediakit resolve: stopped\n")
    assert site.most <= 3
    site.released.set()

    again = subprocess.run(words, cwd=tmp_path, capture_output=True, check=True, timeout=60)
    rows = [json.loads(line) for line in again.stdout.splitlines()]
    assert [row["title"] for row in rows] == [f"The story at /{number}" for number in range(COUNT)]
    # Asked a second time: who was under way when the signal came, one for each worker, and nobody else.
    assert sum(site.asked.values()) <= COUNT + 3 and max(site.asked.values()) <= 2

    asked = Counter(site.asked)
    once_more = subprocess.run(words, cwd=tmp_path, capture_output=True, check=True, timeout=60)
    assert once_more.stdout == again.stdout and site.asked == asked, "what is written down is not asked"


def test_a_file_that_is_no_ledger_is_left_alone(site: Site, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Dear diary\n" * 200)
    said = subprocess.run(command(site, "--ledger", "notes.txt"), cwd=tmp_path, capture_output=True, check=False)
    assert said.returncode == 1 and not site.asked
    assert said.stderr.count(b"\n") == 1 and b"notes.txt" in said.stderr
    assert (tmp_path / "notes.txt").read_text() == "Dear diary\n" * 200


@pytest.mark.parametrize("number", ["0", "-1", "many", "257", "9" * 40])
def test_workers_are_counted(number: str, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "mediakit", "resolve", "--workers", number, "https://example.org/"]
    said = subprocess.run(words, cwd=tmp_path, capture_output=True, check=False)
    assert said.returncode == 2
    assert f"a number from 1 to 256 is expected, not '{number}'" in said.stderr.decode()

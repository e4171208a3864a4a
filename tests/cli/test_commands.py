"""The command line as people meet it: what it prints, and that bad input gives one clear line and never a traceback."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest


def mediakit(*words: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "mediakit", *words],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "MEDIAKIT_STORE": "none"},
    )


BAD = {
    "unknown command": (["frobnicate"], 2, "frobnicate"),
    "no command": ([], 2, "COMMAND"),
    "unknown option": (["resolve", "--frobnicate"], 2, "--frobnicate"),
    "missing file": (["find", "nowhere.html"], 1, "nowhere.html"),
    "a folder for a file": (["find", "folder"], 1, "folder"),
    "not a URL": (["resolve", "--offline", "not a url"], 1, "not a url"),
    "not a URL, asked": (["resolve", "ftp://example.org/x"], 1, "ftp://example.org/x"),
    "an address inside": (["resolve", "http://127.0.0.1/admin"], 1, "127.0.0.1"),
    "deadline of nothing": (["resolve", "--deadline", "0", "https://example.org/"], 2, "--deadline"),
    "card of nothing": (["card", "--offline", "hello"], 1, "hello"),
    "card of broken JSON": (["card", "broken.json"], 1, "broken.json"),
    "card of other JSON": (["card", "other.json"], 1, "url"),
    "no blog.toml": (["live", "build", "folder", "out"], 1, "blog.toml"),
    "broken TOML": (["live", "build", "brokenblog", "out"], 1, "blog.toml"),
    "nothing to read": (["live", "build", "empty.html", "out"], 1, ""),
    "missing page": (["live", "build", "nowhere.html", "out"], 1, "nowhere.html"),
    "no show.toml": (["podcast", "build", "folder", "out"], 1, "show.toml"),
    "broken show": (["podcast", "build", "brokenshow", "out"], 1, "show.toml"),
    "no such show": (["podcast", "build", "nowhere", "out"], 1, "nowhere"),
    "empty audio": (["probe", "empty.mp3"], 1, "empty.mp3"),
    "text as audio": (["probe", "text.mp3"], 1, "text.mp3"),
    "missing audio": (["probe", "nowhere.mp3"], 1, "nowhere.mp3"),
    "a feed that is not there": (["podcast", "check", "nowhere.xml"], 1, "nowhere.xml"),
    "a time without zone": (["podcast", "build", "folder", "out", "--now", "2026-05-16"], 2, "--now"),
    "output is a file": (["demo", "empty.html"], 1, "empty.html"),
    "output in its source": (["live", "build", "folder", "folder/out"], 1, "folder/out"),
    "a host with a port": (["resolve", "--allow-host", "127.0.0.1:80", "https://example.org/"], 2, "--allow-host"),
    "a host that is none": (["resolve", "--allow-host", "a b", "https://example.org/"], 2, "--allow-host"),
    "a contact that is none": (["resolve", "--contact", "nobody", "https://example.org/"], 2, "--contact"),
    "a form that is none": (["card", "--form", "pdf", "https://youtu.be/M0veL1ght01"], 2, "--form"),
    "an address that is none": (["live", "build", "empty.html", "out", "--url", "nonsense"], 2, "--url"),
    "a deadline in words": (["resolve", "--deadline", "soon", "https://example.org/"], 2, "--deadline"),
}


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    for name, file in (("brokenblog", "blog.toml"), ("brokenshow", "show.toml")):
        (tmp_path / name).mkdir()
        (tmp_path / name / file).write_text('title = "never closed\n', encoding="utf-8")
    (tmp_path / "empty.html").write_bytes(b"")
    (tmp_path / "empty.mp3").write_bytes(b"")
    (tmp_path / "text.mp3").write_text("no sound at all", encoding="utf-8")
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "other.json").write_text('{"kind": "link", "key": "link:url:https://example.org/"}', encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("case", BAD)
def test_bad_input_gives_one_clear_line(case: str, odd: Path) -> None:
    words, code, named = BAD[case]
    done = mediakit(*words, cwd=odd)
    said = done.stderr.decode()
    assert done.returncode == code, said
    assert len(said.strip().splitlines()) == 1, said
    assert said.startswith("mediakit") and named in said
    assert "Traceback" not in said and done.stdout == b""


@pytest.mark.parametrize(
    "words",
    [
        words.split()
        for words in ("", "demo", "resolve", "find", "card", "live", "live build", "podcast", "podcast build", "probe")
    ],
)
def test_every_command_explains_itself(words: list[str], tmp_path: Path) -> None:
    done = mediakit(*words, "--help", cwd=tmp_path)
    assert done.returncode == 0 and b"usage: mediakit" in done.stdout


def test_resolving_offline(tmp_path: Path) -> None:
    done = mediakit("resolve", "--offline", "--json", "https://youtu.be/M0veL1ght01?t=62", "nonsense", cwd=tmp_path)
    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["key"], first["start"]) == ("youtube:video:M0veL1ght01", 62)
    assert second["url"] == "nonsense" and second["error"]
    assert done.returncode == 1


def test_urls_come_from_standard_input(tmp_path: Path) -> None:
    done = mediakit(
        "resolve", "--offline", cwd=tmp_path, stdin=b"https://youtu.be/M0veL1ght01\n\nhttps://vimeo.com/76979871\n"
    )
    assert done.returncode == 0
    assert b"youtube.com/watch?v=M0veL1ght01" in done.stdout and b"vimeo.com/76979871" in done.stdout


def test_finding_what_a_page_embeds(tmp_path: Path) -> None:
    page = '<p>Look:</p><iframe src="https://www.youtube.com/embed/M0veL1ght01"></iframe>'
    done = mediakit("find", "-", "--json", cwd=tmp_path, stdin=page.encode())
    (found,) = json.loads(done.stdout)
    assert found["embed"]["key"] == "youtube:video:M0veL1ght01" and "iframe" in found["markup"]
    empty = mediakit("find", "-", cwd=tmp_path, stdin=b"<p>Nothing here.</p>")
    assert empty.returncode == 0 and empty.stdout == b"" and b"nothing is embedded" in empty.stderr


def test_a_card_in_every_form(tmp_path: Path) -> None:
    done = mediakit("card", "--offline", "--json", "https://youtu.be/M0veL1ght01", cwd=tmp_path)
    forms = json.loads(done.stdout)
    assert set(forms) == {"html", "text", "feed", "jsonld"} and all(forms.values())
    kept = mediakit("resolve", "--offline", "--json", "https://youtu.be/M0veL1ght01", cwd=tmp_path).stdout
    (tmp_path / "kept.json").write_bytes(kept)
    again = mediakit("card", "--offline", "--json", "kept.json", cwd=tmp_path)
    assert json.loads(again.stdout) == forms


def test_a_card_begins_where_the_address_says_when_the_web_is_asked_too(tmp_path: Path) -> None:
    done = mediakit("card", "--form", "text", "--deadline", "0.001", "https://youtu.be/M0veL1ght01?t=62", cwd=tmp_path)
    assert "From 1:02" in done.stdout.decode()


def test_a_code_is_no_file_however_long_it_is(tmp_path: Path) -> None:
    words = "My grandfather kept this light. " * 20
    code = (
        f'<blockquote class="twitter-tweet"><p>{words}</p>&mdash; Jonna Friis (@jonnafriis)'
        ' <a href="https://twitter.com/jonnafriis/status/2055544610616250932">May 16, 2026</a></blockquote>'
    )
    done = mediakit("card", "--offline", "--form", "text", code, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr
    assert "Jonna Friis" in done.stdout.decode()
    done = mediakit("card", "--offline", "--form", "text", "https://example.org/tides.json", cwd=tmp_path)
    assert "https://example.org/tides.json" in done.stdout.decode(), done.stderr


def test_a_saved_text_becomes_a_live_blog_with_its_holes(tmp_path: Path) -> None:
    saved = (
        "Harbour Day: The Lightship Comes Home\n\nJune 14, 2025\n\nThe Gates Are Open\n\n"
        "The queue reaches the fish market.\n\n"
        "This video shows the first tow line going over:\n\n— Ines Korhonen\n"
    )
    (tmp_path / "saved.txt").write_text(saved, encoding="utf-8")
    done = mediakit(
        "live", "build", "saved.txt", "out", "--url", "https://tidewire.example/live/x", "--json", cwd=tmp_path
    )
    told = json.loads(done.stdout)
    assert told["posts"] == 1 and [hole["medium"] for hole in told["holes"]] == ["video"]
    assert (tmp_path / "out" / "index.html").is_file()


def test_a_feed_is_checked(tmp_path: Path) -> None:
    mediakit("demo", "out", cwd=tmp_path)
    good = mediakit("podcast", "check", "out/tide-tables/feed.xml", "--json", cwd=tmp_path)
    assert good.returncode == 0
    assert not [each for each in json.loads(good.stdout) if each["level"] == "error"]
    bad = (tmp_path / "out" / "tide-tables" / "feed.xml").read_bytes().replace(b"<language>en<", b"<language>xx-yy-zz<")
    refused = mediakit("podcast", "check", "-", cwd=tmp_path, stdin=bad)
    assert refused.returncode == 1 and b"language" in refused.stdout and b"line" in refused.stdout


def test_a_reader_that_stops_early_is_no_error(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m mediakit --help | head -n 1", shell=True, capture_output=True, check=False, cwd=tmp_path
    )
    assert b"usage" in done.stdout and b"Traceback" not in done.stderr


class _Site(BaseHTTPRequestHandler):
    """A small site: a page, and an address that is gone."""

    def do_GET(self) -> None:
        page = b"<!doctype html><title>The gates are open</title><meta property='og:site_name' content='Tidewire'>"
        self.send_response(200 if self.path == "/page" else 410)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_host_of_ones_own_is_asked_when_it_is_named(site: str, tmp_path: Path) -> None:
    refused = mediakit("resolve", f"{site}/page", cwd=tmp_path)
    assert refused.returncode == 1 and b"127.0.0.1" in refused.stderr
    asked = mediakit("resolve", "--allow-host", "127.0.0.1", "--json", f"{site}/page", f"{site}/gone", cwd=tmp_path)
    page, gone = (json.loads(line) for line in asked.stdout.splitlines())
    assert (page["title"], page["publisher"]["name"]) == ("The gates are open", "Tidewire")
    assert gone.get("error") == "Gone" or gone["status"]["state"] == "gone"


def test_a_console_without_the_letters_is_no_end(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mediakit", "demo", "out"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert done.returncode == 0 and done.stderr == b""


def test_a_link_out_of_the_folder_is_not_copied(tmp_path: Path) -> None:
    blog = tmp_path / "blog"
    (blog / "posts").mkdir(parents=True)
    (blog / "media").mkdir()
    (tmp_path / "secret.txt").write_text("the alarm code", encoding="utf-8")
    (blog / "media" / "quay.jpg").symlink_to(tmp_path / "secret.txt")
    (blog / "blog.toml").write_text('title = "T"\nurl = "https://tidewire.example/live/t"\n', encoding="utf-8")
    front = "+++\npublished = 2026-05-16T08:00:00Z\n+++\n"
    post = front + '<img src="media/quay.jpg" alt="The quay" width="640" height="480">\n'
    (blog / "posts" / "one.html").write_text(post, encoding="utf-8")
    mediakit("live", "build", "blog", "out", cwd=tmp_path)
    assert not any(b"alarm" in path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())

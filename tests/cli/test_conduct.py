"""How the command line behaves when it is stopped, when nobody reads it, and what it says of statuses and holes."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest


def mediakit(*words: str, cwd: Path, **more) -> subprocess.CompletedProcess[bytes]:
    env = {**os.environ, "MEDIAKIT_STORE": "none"}
    command = [sys.executable, "-m", "mediakit", *words]
    return subprocess.run(command, cwd=cwd, capture_output=True, check=False, env=env, **more)


@pytest.fixture
def silent() -> Iterator[tuple[str, Event]]:
    """A server that takes every connection, answers none, and says when the first has come."""
    came = Event()
    held = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    held.append(server.accept()[0])
                except OSError:
                    return
                came.set()

        Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", came
        server.shutdown(socket.SHUT_RDWR)
    for each in held:
        each.close()


@pytest.mark.parametrize("command", ["resolve", "card", "live build"])
def test_ctrl_c_stops_at_once(command: str, silent: tuple[str, Event], tmp_path: Path) -> None:
    """Nobody waits the ten seconds that a host may take; the bound here is only there to end a test that hangs."""
    address, came = silent
    (tmp_path / "page.html").write_text(
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "H", "liveBlogUpdate": '
        '[{"@type": "BlogPosting", "headline": "P", "datePublished": "2026-05-16T08:00:00Z", "articleBody": "x", '
        f'"video": {{"@type": "VideoObject", "name": "V", "url": "{address}/1"}}}}]}}</script>',
        encoding="utf-8",
    )
    words = {
        "resolve": ["resolve", *(f"{address}/{number}" for number in range(40))],
        "card": ["card", f"{address}/1"],
        "live build": ["live", "build", "page.html", "out", "--resolve", "--url", f"{address}/blog"],
    }[command]
    running = subprocess.Popen(
        [sys.executable, "-m", "mediakit", *words, "--allow-host", "127.0.0.1", "--store", "none"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert came.wait(30), "nobody was asked"
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=5)
    assert running.returncode == 130
    assert said.decode() == f"mediakit {command}: stopped\n"


@pytest.mark.parametrize("words", ["--help", "resolve --offline --json -", "find page.html", "find --json page.html"])
def test_a_closed_output_is_no_traceback(words: str, tmp_path: Path) -> None:
    urls = "".join(f"https://youtu.be/M0veL1gh{number:03}\n" for number in range(400))
    (tmp_path / "page.html").write_text("".join(f"<p>{url}</p>" for url in urls.split()), encoding="utf-8")
    read, write = os.pipe()
    os.close(read)
    running = subprocess.Popen(
        [sys.executable, "-m", "mediakit", *words.split()],
        cwd=tmp_path,
        stdin=subprocess.PIPE,
        stdout=write,
        stderr=subprocess.PIPE,
    )
    os.close(write)
    _, said = running.communicate(urls.encode())
    assert running.returncode == (0 if words == "--help" else 141)
    assert b"Traceback" not in said and b"Broken pipe" not in said and b"Exception" not in said


def test_no_standard_input_is_said(tmp_path: Path) -> None:
    for command in ("find", "salvage"):
        closed = f"{sys.executable} -m mediakit {command} - <&-"
        done = subprocess.run(closed, shell=True, capture_output=True, check=False, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (1, b"")
        assert done.stderr == f"mediakit {command}: -: there is no standard input\n".encode()


def test_statuses_are_said(tmp_path: Path) -> None:
    done = mediakit(
        "resolve", "--offline", "https://vine.co/v/e5vIvmV5v9J", "https://youtu.be/M0veL1ght01", cwd=tmp_path
    )
    assert b"\n    Status: gone since 2017-01-17: Vine closed" in done.stdout
    assert done.stdout.count(b"Status:") == 1


POST = '<p>https://youtu.be/M0veL1ght01</p><p>Hear: <audio src="/x.mp3" title="Fog"></audio></p>'


def test_holes_are_shown_where_they_are(tmp_path: Path) -> None:
    done = mediakit("find", "-", cwd=tmp_path, input=POST.encode())
    assert done.stdout.decode().splitlines()[-3:] == [
        "[Hole] Fog </x.mp3>",
        "    its address is relative: give --base-url, the address of the post",
        "",
    ]
    assert done.stderr.startswith(b"1 embed and 1 hole in -")
    told = json.loads(mediakit("find", "-", "--json", cwd=tmp_path, input=POST.encode()).stdout)
    assert [(each["embed"] is None, each["hole"] is None) for each in told] == [(False, True), (True, False)]
    assert (told[1]["hole"]["reason"], told[1]["hole"]["address"], told[1]["hole"]["words"]) == (
        "relative",
        "/x.mp3",
        "Fog",
    )
    whole = mediakit("find", "-", "--base-url", "https://desk.example/", cwd=tmp_path, input=POST.encode())
    assert whole.stderr.startswith(b"2 embeds in -")


@pytest.fixture
def blog(tmp_path: Path) -> Path:
    folder = tmp_path / "blog"
    (folder / "posts").mkdir(parents=True)
    (folder / "media").mkdir()
    (folder / "media" / "quay.gif").write_bytes(b"GIF89a" + bytes([2, 0, 1, 0]) + bytes(20))
    (folder / "blog.toml").write_text('title = "T"\nurl = "https://old.example/live/t"\n', encoding="utf-8")
    front = "+++\npublished = 2026-05-16T08:00:00Z\n+++\n"
    post = front + '<p>Look.</p><img src="media/quay.gif" alt="The quay" width="640" height="480">\n'
    (folder / "posts" / "one.html").write_text(post, encoding="utf-8")
    return folder


def test_another_address_is_the_blogs_pictures_too(blog: Path) -> None:
    done = mediakit("live", "build", "blog", "out", "--url", "https://new.example/live/t", cwd=blog.parent)
    assert done.returncode == 0, done.stderr
    out = blog.parent / "out"
    assert (out / "media" / "quay.gif").is_file()
    for path in (each for each in out.rglob("*") if each.suffix in (".html", ".atom", ".json", ".jsonld", ".txt")):
        text = path.read_text("utf-8")
        for around in ('"{}"', "<id>{}</id>"):  # its id is its name, which stays
            text = text.replace(around.format("https://old.example/live/t"), "")
        assert "old.example" not in text, path.name
    assert "https://new.example/live/t/media/quay.gif" in (out / "feed.atom").read_text("utf-8")


def test_why_there_is_no_feed_is_said_in_its_own_words(tmp_path: Path) -> None:
    (tmp_path / "saved.html").write_text(
        '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Harbour Day", "liveBlogUpdate": '
        '[{"@type": "BlogPosting", "headline": "The gates are open", "articleBody": "The queue is long."}]}</script>',
        encoding="utf-8",
    )
    done = mediakit("live", "build", "saved.html", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"no feed was written: " in done.stderr and b"the blog has no url" in done.stderr
    dateless = mediakit("live", "build", "saved.html", "out2", "--url", "https://desk.example/x", cwd=tmp_path)
    assert dateless.returncode == 0, dateless.stderr
    assert b"nothing in the blog has a date" in dateless.stderr
    assert not (tmp_path / "out2" / "feed.atom").exists()
    assert "feed.atom" not in (tmp_path / "out2" / "index.html").read_text("utf-8")
    told = json.loads(mediakit("live", "build", "saved.html", "out3", "--json", cwd=tmp_path).stdout)
    assert "no url" in told["no_feed"]

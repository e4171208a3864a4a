"""`mediakit audit` as cron and a person meet it: a real server, real files, a real store."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from mediakit import Link
from mediakit.flow import Entry
from mediakit.store import SQLiteStore

POST = """<p>The fog came in  at dawn.</p>
<p>{site}/alive</p>
<figure><iframe src="{site}/gone"></iframe>
<figcaption>The horn, at dawn | Ines Korhonen</figcaption></figure>
<p>{site}/moved</p>
"""


class Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path
        if path == "/moved":
            self.send_response(301)
            self.send_header("Location", "/2026/new")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = (
            POST.format(site=f"http://{self.headers['Host']}").encode()
            if path == "/post"
            else b"<title>Fog bell</title>"
        )
        if path == "/long":
            body = f"<p>http://{self.headers['Host']}/alive</p>".encode() + b"<p>Fog.</p>" * 60_000
        self.send_response(410 if path == "/gone" else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def audit(*words: str | Path, cwd: Path, store: str = "none") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mediakit", "audit", "--allow-host", "127.0.0.1", "--no-archives", *map(str, words)],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "MEDIAKIT_STORE": store},
    )


@pytest.fixture
def folder(site: str, tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "0905.html").write_text(POST.format(site=site))
    (tmp_path / "posts" / "0940.txt").write_text(f"Later:\n\n{site}/moved\n")
    kept = Link(key=f"link:url:{site}/gone", url=f"{site}/gone", title="The horn of the Aurora")
    (tmp_path / "posts" / "kept.json").write_text(json.dumps({"embeds": [kept.to_dict()]}, indent=2) + "\n")
    (tmp_path / "posts" / "notes.pdf").write_bytes(b"%PDF")
    return tmp_path


def test_a_folder_is_looked_through(folder: Path, site: str) -> None:
    done = audit("posts", cwd=folder)
    assert (done.returncode, done.stderr) == (3, "3 embeds checked: 1 lost, 1 to know, 1 alive\n")
    lost, moved = done.stdout.splitlines()[1:]
    assert lost.startswith("gone") and "posts/0905.html:3" in lost and "posts/kept.json:embeds[0]" in lost
    assert moved.startswith("moved") and "posts/0940.txt:3" in moved and f"{site}/2026/new" in moved


def test_nothing_lost_is_nothing_for_cron(folder: Path, site: str) -> None:
    (folder / "fine.html").write_text(f"<p>{site}/alive</p>")
    done = audit("fine.html", cwd=folder)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "1 embed checked: 1 alive\n")
    assert audit("fine.html", "--all", cwd=folder).stdout.splitlines()[1].startswith("alive")


def test_the_repair_is_written_and_only_it(folder: Path, site: str) -> None:
    done = audit("posts", "--apply", cwd=folder)
    assert done.returncode == 3 and "repaired: 3 files, 0 kept in the store" in done.stderr
    post = (folder / "posts" / "0905.html").read_text()
    before = POST.format(site=site).split("\n")
    after = post.split("\n")
    assert after[:2] == before[:2] and after[-1] == "" and after[-2] == f"<p>{site}/2026/new</p>"
    assert "The horn, at dawn" in post and "Ines Korhonen" in post and "The horn of the Aurora" in post
    assert (folder / "posts" / "0940.txt").read_text() == f"Later:\n\n{site}/2026/new\n"
    (kept,) = json.loads((folder / "posts" / "kept.json").read_text())["embeds"]
    assert kept["status"]["state"] == "gone" and kept["title"] == "The horn of the Aurora"
    written = {path: path.read_bytes() for path in (folder / "posts").iterdir() if path.suffix != ".json"}
    audit("posts", "--apply", cwd=folder)
    assert {path: path.read_bytes() for path in written} == written, "a repair is made once"


def test_one_file_that_cant_be_read_does_not_keep_the_others(folder: Path, site: str) -> None:
    (folder / "posts" / "0000.html").write_bytes(b"<p>\xe4</p>")
    (folder / "posts" / "bom.json").write_bytes(b'\xef\xbb\xbf{"a": 1}')
    done = audit("posts", "--apply", cwd=folder)
    assert done.returncode == 1 and "0000.html: is not UTF-8" in done.stderr and "bom.json" not in done.stderr
    assert "repaired: 3 files" in done.stderr and "mk-card" in (folder / "posts" / "0905.html").read_text()


def test_a_file_that_is_written_keeps_who_may_read_it(folder: Path, site: str) -> None:
    draft = folder / "posts" / "0940.txt"
    draft.chmod(0o600)
    assert "repaired" in audit("posts", "--apply", cwd=folder).stderr
    assert "/2026/new" in draft.read_text() and draft.stat().st_mode & 0o777 == 0o600


def test_what_was_saved_meanwhile_is_left_as_it_is(
    folder: Path, site: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mediakit import audit as asked
    from mediakit.cli import main

    def saved_meanwhile(*given: object, **more: object) -> list[object]:
        found = list(before(*given, **more))  # type: ignore[arg-type]
        (folder / "posts" / "0940.txt").write_text("The editor's newest words.\n")
        return found

    before = asked.check_all
    monkeypatch.setattr(asked, "check_all", saved_meanwhile)
    monkeypatch.chdir(folder)
    words = ["audit", "posts", "--apply", "--allow-host", "127.0.0.1", "--no-archives", "--store", "none"]
    assert main(words) == 1
    assert "0940.txt: was changed meanwhile" in capsys.readouterr().err
    assert (folder / "posts" / "0940.txt").read_text() == "The editor's newest words.\n"
    assert "mk-card" in (folder / "posts" / "0905.html").read_text()


def test_without_apply_nothing_is_written(folder: Path) -> None:
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "posts").iterdir()}
    audit("posts", cwd=folder)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_a_page_is_looked_into(folder: Path, site: str) -> None:
    done = audit(f"{site}/post", "--json", cwd=folder)
    found = {each["sign"]: each for each in map(json.loads, done.stdout.splitlines())}
    assert done.returncode == 3 and set(found) == {"gone", "moved"}
    assert found["gone"]["places"] == [{"file": f"{site}/post", "line": 3, "path": None}]
    assert found["gone"]["repair"] == {"kind": "snapshot", "url": None}


def test_a_page_that_is_not_there_is_said(folder: Path, site: str) -> None:
    done = audit(f"{site}/gone", cwd=folder)
    assert done.returncode == 3 and "could not be looked into, or not to its end" in done.stdout


def test_a_page_that_is_too_long_is_said_to_be_seen_in_part(folder: Path, site: str) -> None:
    done = audit(f"{site}/long", "--all", cwd=folder)
    assert done.returncode == 3 and "save it and audit the file" in done.stdout
    assert "Fog bell" in done.stdout, "what was read of it is audited"


def test_the_store_is_audited_and_learns_of_it(folder: Path, site: str) -> None:
    store = folder / "kept.sqlite"
    embed = Link(key=f"link:url:{site}/gone", url=f"{site}/gone", title="The horn of the Aurora")
    with SQLiteStore(store) as opened:
        opened.save(Entry(key=embed.key, embed=embed, saved=time.time() - 60, fresh_until=time.time() + 3600))
        opened.forget("link:url:https://taken.example/", "asked for by a court")
    done = audit("--apply", cwd=folder, store=str(store))
    assert done.returncode == 3 and "1 embed checked: 1 lost\nrepaired: 0 files, 1 kept in the store" in done.stderr
    with SQLiteStore(store) as opened:
        entry = opened.load(embed.key)
    assert entry is not None and entry.embed is not None
    assert (entry.embed.status.state, entry.embed.title) == ("gone", "The horn of the Aurora")


def test_what_the_store_knows_goes_on_the_card_of_a_post(folder: Path, site: str) -> None:
    store = folder / "kept.sqlite"
    embed = Link(key=f"link:url:{site}/gone", url=f"{site}/gone", title="The bell of the mole")
    with SQLiteStore(store) as opened:
        opened.save(Entry(key=embed.key, embed=embed, saved=0.0, fresh_until=1.0))
    (folder / "posts" / "kept.json").unlink()
    audit("posts", "--apply", cwd=folder, store=str(store))
    assert "The bell of the mole" in (folder / "posts" / "0905.html").read_text()


def test_the_findings_as_a_page(folder: Path) -> None:
    audit("posts", "--html", "out/audit.html", cwd=folder)
    page = (folder / "out" / "audit.html").read_text()
    assert "Audit of 3 embeds" in page and "The horn of the Aurora" in page and "<script" not in page


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "there is nothing to audit"),
        (["nowhere"], "nowhere: there is no such file or folder"),
        (["posts/notes.pdf"], "none of the files that are understood"),
        (["broken.json"], "broken.json: is no JSON"),
        (["latin1.html"], "latin1.html: is not UTF-8 (byte 3)"),
    ],
)
def test_bad_input_is_one_line(words: list[str], said: str, folder: Path) -> None:
    (folder / "broken.json").write_text("{nonsense")
    (folder / "latin1.html").write_bytes(b"<p>\xe4</p>")
    done = audit(*words, cwd=folder)
    assert done.returncode == 1 and said in done.stderr and done.stderr.count("\n") == 1 and not done.stdout

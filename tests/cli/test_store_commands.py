"""`mediakit store` as people meet it: what is due, refreshed, pruned, carried and taken down; bad input in one line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediakit.embed import Image, Link, SocialPost
from mediakit.flow import Entry
from mediakit.store import SQLiteStore

URL = "https://example.org/"
KEY = f"link:url:{URL}old"


def mediakit(*words: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "mediakit", "store", *words],
        cwd=cwd,
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, "MEDIAKIT_STORE": str(cwd / "embeds.db")},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a store: an old entry, one that nobody answered, one that quotes another, and a kept picture."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "a.jpg").write_bytes(b"picture")
    picture = Image(url=f"{URL}a.jpg", local="a.jpg")
    quoted = SocialPost(key="x:post:1", url="https://x.com/a/status/1", text="a canary sings", images=(picture,))
    post = SocialPost(key="x:post:2", url="https://x.com/b/status/2", text="look", quoted=quoted)
    dead = Link(key="link:url:https://dead.example/", url="https://dead.example/")
    with SQLiteStore(tmp_path / "embeds.db") as store:
        store.save(Entry(key=KEY, embed=Link(key=KEY, url=f"{URL}canonical", title="Old"), saved=1.0, fresh_until=2.0))
        store.save(Entry(key=post.key, embed=post, saved=1.0, fresh_until=4e9))
        store.save(Entry(key=dead.key, embed=dead, saved=1.0, fresh_until=2.0, stale_until=2.0, negative="refused"))
    return tmp_path


def test_what_is_due_is_listed_by_the_address_to_ask(folder: Path) -> None:
    assert mediakit("due", cwd=folder).stdout.decode().split() == [f"{URL}old"]
    assert json.loads(mediakit("due", "--json", cwd=folder).stdout) == [
        {"key": KEY, "url": f"{URL}old", "fresh_until": 2.0}
    ]


def test_what_is_refreshed_in_vain_stays_and_waits_its_turn(folder: Path) -> None:
    with SQLiteStore(folder / "embeds.db") as store:
        inner = Link(key="link:url:http://127.0.0.1/", url="http://127.0.0.1/", title="Inside")
        store.save(Entry(key=inner.key, embed=inner, saved=1.0, fresh_until=1.0))
    ran = mediakit("refresh", "--limit", "1", "--json", cwd=folder)
    row = json.loads(ran.stdout)
    assert (ran.returncode, row["key"], row["failed"]) == (1, inner.key, True)
    with SQLiteStore(folder / "embeds.db") as store:
        kept = store.load(inner.key)
        assert kept is not None and kept.embed == inner and kept.fresh_until > 1e9
    assert mediakit("due", cwd=folder).stdout.decode().split() == [f"{URL}old"]


def test_pruning_says_what_went(folder: Path) -> None:
    ran = json.loads(mediakit("prune", "--json", cwd=folder).stdout)
    assert ran["removed"] == 1
    ran = mediakit("prune", "--most", "10", cwd=folder)
    assert (ran.returncode, b"--drop-readable" in ran.stderr) == (1, True)
    assert mediakit("prune", "--older-than", "1y", "--drop-readable", cwd=folder).stdout.startswith(b"2 removed")


def test_a_store_is_carried_by_a_file_and_by_a_pipe(folder: Path, tmp_path: Path) -> None:
    assert mediakit("export", "kept.jsonl", cwd=folder).returncode == 0
    lines = (folder / "kept.jsonl").read_bytes()
    assert lines.count(b"\n") == 3
    assert mediakit("export", cwd=folder).stdout == lines
    assert sorted(path.name for path in folder.iterdir() if "kept" in path.name) == ["kept.jsonl"]
    for given, stdin in (("kept.jsonl", b""), ("-", lines)):
        ran = mediakit("import", given, "--store", f"new{len(stdin)}.db", "--json", cwd=folder, stdin=stdin)
        assert json.loads(ran.stdout) == {"read": 3, "kept": 3}
    ran = mediakit("import", "-", "--store", "bad.db", cwd=folder, stdin=lines + b"nonsense\n")
    assert (ran.returncode, ran.stderr.count(b"\n"), b"line 4" in ran.stderr) == (1, 1, True)
    assert mediakit("export", "--store", "bad.db", cwd=folder).stdout == b""


def test_a_takedown_takes_words_quotes_and_files_and_stays(folder: Path) -> None:
    mediakit("export", "before.jsonl", cwd=folder)
    ran = mediakit("forget", "x:post:1", "--reason", "asked by its author", "--media", "media", "--json", cwd=folder)
    assert json.loads(ran.stdout) == {"forgotten": ["x:post:1"], "deleted": ["a.jpg"], "files": []}
    assert not (folder / "media" / "a.jpg").exists()
    mediakit("import", "before.jsonl", cwd=folder)
    lines = mediakit("export", cwd=folder).stdout
    assert b"canary" not in lines
    assert b"asked by its author" in lines and b"look" in lines
    assert mediakit("forget", "x:post:1", "--reason", "again", cwd=folder).stdout == b"was forgotten before\n"


def test_a_name_that_leads_out_of_the_folder_deletes_nothing(folder: Path) -> None:
    (folder / "own.txt").write_text("mine")
    evil = Link(key="x:post:9", url=URL, images=(Image(url=URL, local="../own.txt"),))
    with SQLiteStore(folder / "embeds.db") as store:
        store.save(Entry(key=evil.key, embed=evil, saved=1.0, fresh_until=2.0))
    ran = mediakit("forget", "x:post:9", "--reason", "x", "--media", "media", cwd=folder)
    assert b"../own.txt" in ran.stdout
    assert (folder / "own.txt").read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ([], 2, "ACTION"),
        (["frobnicate"], 2, "frobnicate"),
        (["forget", "k"], 2, "--reason"),
        (["forget", "k", "--reason", " "], 1, "--reason"),
        (["prune", "--most", "much"], 2, "500M"),
        (["prune", "--older-than", "90"], 2, "90d"),
        (["due", "--limit", "0"], 2, "--limit"),
        (["import", "nowhere.jsonl"], 1, "nowhere.jsonl"),
        (["export", "nowhere/kept.jsonl"], 1, "nowhere"),
        (["due", "--store", "none"], 1, "--store"),
        (["due", "--store", "redis://127.0.0.1:1/0"], 1, "see that the server runs"),
        (["refresh", "--offline"], 1, "--offline"),
    ],
)
def test_what_is_wrong_is_one_line(words: list[str], code: int, said: str, tmp_path: Path) -> None:
    ran = mediakit(*words, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (code, b"")
    assert said in ran.stderr.decode()
    assert ran.stderr.count(b"\n") == 1

"""`mediakit salvage`: an export becomes kept embeds; running it again, or after a stop, loses nothing known."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediakit import from_dict
from mediakit.cli import main
from mediakit.embed import FrozenMap, Source, Status, Video
from mediakit.flow import Entry
from mediakit.store import SQLiteStore

EXPORT = Path(__file__).parent.parent / "salvage" / "exports" / "desk.xml"
VINE = "vine:video:e5vIvmV5v9J"
ROW = {"url": "https://www.youtube.com/watch?v=M0veL1ght01&t=42", "type": "video", "title": "The push", "html": ""}


def salvaged(*words: str, cwd: Path) -> tuple[str, str]:
    command = [sys.executable, "-m", "mediakit", "salvage", *words]
    done = subprocess.run(command, cwd=cwd, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    return done.stdout.decode(), done.stderr.decode()


def test_embeds_are_printed_with_where_they_stood(tmp_path: Path) -> None:
    told, said = salvaged(str(EXPORT), cwd=tmp_path)
    assert "> The lamps are lit." in told
    assert "    Stood in: https://desk.example/2016/01/11/lamps/\n" in told and "    Told: 2016-01-11T20:00:00" in told
    assert said == f"4 embeds in {EXPORT}\n"


def test_lines_of_json_are_kept_embeds(tmp_path: Path) -> None:
    told, _ = salvaged(str(EXPORT), "--json", cwd=tmp_path)
    rows = [json.loads(line) for line in told.splitlines()]
    assert from_dict(rows[0]["embed"]).text == "The lamps are lit.\n\nCome and see."
    assert (rows[0]["post"], rows[0]["told"][:10]) == ("https://desk.example/2016/01/11/lamps/", "2016-01-11")


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    first, _ = salvaged(str(EXPORT), "--store", "kept/desk.sqlite", cwd=tmp_path)
    assert first.startswith(f"4 embeds in {EXPORT}: 4 new")
    with SQLiteStore(tmp_path / "kept" / "desk.sqlite") as store:
        before = list(store.entries())
    again, _ = salvaged(str(EXPORT), "--store", "kept/desk.sqlite", cwd=tmp_path)
    assert again.startswith(f"4 embeds in {EXPORT}: 4 as it was")
    with SQLiteStore(tmp_path / "kept" / "desk.sqlite") as store:
        assert list(store.entries()) == before
        assert store.load(VINE).embed.status.state == "gone"


def test_what_is_known_is_added_to_and_what_was_forgotten_stays_so(tmp_path: Path) -> None:
    lamps = "twitter:status:686648001122334455"
    seen = Video(
        key=VINE,
        url="https://vine.co/v/e5vIvmV5v9J",
        title="The crane",
        status=Status(state="gone"),
        provenance=FrozenMap({"title": Source(kind="oembed", rank=70)}),
    )
    with SQLiteStore(tmp_path / "s.sqlite") as store:
        store.save(Entry(key=VINE, embed=seen, saved=1000.0, fresh_until=2000.0))
        store.forget(lamps, "asked by the author")
    told, _ = salvaged(str(EXPORT), "--store", "s.sqlite", cwd=tmp_path)
    assert "2 new, 1 known better, 1 forgotten" in told
    with SQLiteStore(tmp_path / "s.sqlite") as store:
        vine, forgotten = store.load(VINE), store.load(lamps)
    assert (vine.embed.title, vine.embed.provider.key, vine.saved, vine.fresh_until) == (
        "The crane",
        "vine",
        1000.0,
        2000.0,
    )
    assert (forgotten.embed, forgotten.forgotten) == (None, "asked by the author")


@pytest.mark.parametrize("lines", [False, True], ids=["a list", "lines"])
def test_wagtails_rows(lines: bool, tmp_path: Path) -> None:
    rows = [{"model": "wagtailembeds.embed", "pk": number, "fields": ROW} for number in (1, 2)]
    text = "\n".join(map(json.dumps, rows)) if lines else json.dumps(rows, indent=1)
    (tmp_path / "rows.json").write_text(text, encoding="utf-8")
    told, _ = salvaged("rows.json", "--store", "s.sqlite", cwd=tmp_path)
    assert told.startswith("2 embeds in rows.json: 1 new, 1 as it was")
    with SQLiteStore(tmp_path / "s.sqlite") as store:
        kept = store.load("youtube:video:M0veL1ght01").embed
    # The stretch is the post's, not the video's.
    assert (kept.title, kept.start, "start=" in kept.player.url) == ("The push", None, False)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"no export at all", "is neither a WordPress export (XML) nor rows of Wagtail's (JSON)"),
        (b"", "is neither a WordPress export (XML) nor rows of Wagtail's (JSON)"),
        (b"[{", "not JSON"),
        (b'{"a": 1}\n{', "line 2: not JSON"),
        (b"[\xff]", "is not UTF-8"),
        (b"<rss><channel>", "not well-formed XML"),
    ],
)
def test_what_is_no_export_is_one_line(content: bytes, words: str, tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("odd.xml").write_bytes(content)
    assert main(["salvage", "odd.xml"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("mediakit salvage: odd.xml: ") and words in said.err and said.err.count("\n") == 1


def test_an_export_that_breaks_off_keeps_what_stood_before(tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    whole = EXPORT.read_bytes()
    Path("broken.xml").write_bytes(whole[: whole.index(b"<title>Without")])
    assert main(["salvage", "broken.xml", "--store", "s.sqlite"]) == 1
    assert "broken.xml: line" in capsys.readouterr().err
    with SQLiteStore("s.sqlite") as store:
        assert {entry.key for entry in store.entries()} >= {VINE, "twitter:status:686648001122334455"}


def test_a_terminal_sees_how_far_it_is(tmp_path: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "mediakit", "salvage", str(EXPORT), "--store", "s.sqlite"]
    done = subprocess.run(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=follower, check=True)
    os.close(follower)
    shown = os.read(leader, 10_000).decode()
    os.close(leader)
    assert "salvaging" in shown and "█" in shown and b"4 new" in done.stdout

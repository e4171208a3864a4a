"""`mediakit podcast build` and `mediakit probe`: from audio files to a feed, and what an audio file is."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from mediakit.cli.terminal import print_json, table, write_files
from mediakit.errors import InvalidData
from mediakit.fields import JSON


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The two commands and their options."""
    podcast = commands.add_parser(
        "podcast", help="make a podcast feed from a folder of audio", description="Podcast feeds."
    )
    actions = podcast.add_subparsers(title="actions", metavar="ACTION", required=True)
    build = actions.add_parser(
        "build",
        help="measure the audio, write the feed",
        description="Measure the audio of a show's folder (show.toml, audio) and write its feed, ready to upload.",
    )
    build.add_argument("folder", metavar="FOLDER", help="the show: show.toml and its audio files (docs/show-folder.md)")
    build.add_argument("out", metavar="OUT", help="where feed.xml, chapters and audio go")
    build.add_argument("--now", type=moment_of, metavar="TIME", help="build as of then (RFC 3339); later episodes wait")
    build.add_argument("--json", action="store_true", help="what was written, as JSON")
    build.set_defaults(run=_build, name="podcast build")

    probe = commands.add_parser(
        "probe",
        help="measure an audio file",
        description="Measure an audio file: type, size, duration, tags, chapters.",
    )
    probe.add_argument("files", nargs="+", metavar="FILE")
    probe.add_argument("--json", action="store_true", help="a JSON list, one object a file")
    probe.set_defaults(run=_probe, name="probe")


def moment_of(text: str) -> datetime:
    """A time with its zone, for an option."""
    from mediakit.times import moment

    found = moment(text)
    if not isinstance(found, datetime):
        raise argparse.ArgumentTypeError(
            f"a time with its zone is expected, such as 2026-05-16T09:00:00Z, not {text!r}"
        )
    return found


def _build(chosen: argparse.Namespace) -> int:
    from mediakit import podcast

    folder = Path(chosen.folder)
    if not folder.is_dir():
        raise InvalidData("there is no such folder", chosen.folder)
    out = Path(chosen.out)
    files = podcast.build(folder, now=chosen.now or datetime.now(UTC))
    write_files(out, {name: files.source(name) or files[name] for name in files})
    sizes = {name: (out / name).stat().st_size for name in files}
    if chosen.json:
        print_json(sizes)
    else:
        print(table([[name, f"{size:,} bytes"] for name, size in sizes.items()], ("written", "size")))
    return 0


def _probe(chosen: argparse.Namespace) -> int:
    from mediakit import podcast

    rows: list[JSON] = []
    for name in chosen.files:
        if Path(name).exists() and not Path(name).is_file():
            raise InvalidData("is no ordinary file", name)
        facts = podcast.probe(name)
        rows.append(facts.to_dict())
        if not chosen.json:
            print(podcast.describe(facts), file=sys.stdout)
    if chosen.json:
        print_json(rows)
    return 0

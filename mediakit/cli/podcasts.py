"""`mediakit podcast build`, `podcast check` and `mediakit probe`: from audio files to a feed, and what they are."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediakit.cli.terminal import count_of, print_json, read_input, table, write_files
from mediakit.errors import InvalidData
from mediakit.fields import JSON

if TYPE_CHECKING:
    from mediakit.feeds import Problem

PROFILES: Final = ("all", "psp1", "apple", "spotify", "youtube", "podcasting20")


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands and their options."""
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

    check = actions.add_parser(
        "check",
        help="say what directories will refuse, misread or miss in a feed",
        description="Say what directories and apps will refuse, misread or miss in a feed, with line and column. "
        "Exit code 1 when there is an error.",
    )
    check.add_argument("feed", metavar="FEED", help="a feed's file, or - for standard input")
    check.add_argument("--profile", choices=PROFILES, default="all", help="for whom; all if left out")
    check.add_argument("--json", action="store_true", help="a JSON list: rule, level, where, message, source")
    check.set_defaults(run=_check, name="podcast check")

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
        print_json({"written": sizes, "problems": [_spelled(problem) for problem in files.problems]})
        return 0
    print(table([[name, f"{size:,} bytes"] for name, size in sizes.items()], ("written", "size")))
    for problem in files.problems:
        print(f"mediakit podcast build: {problem.level}: {problem.where}: {problem.message}", file=sys.stderr)
    return 0


def _check(chosen: argparse.Namespace) -> int:
    from mediakit import podcast

    found = podcast.check(read_input(chosen.feed), profile=chosen.profile)
    errors = sum(problem.level == "error" for problem in found)
    if chosen.json:
        print_json([_spelled(problem) for problem in found])
    else:
        if found:
            print(
                table([[p.level, p.where, p.rule, p.message] for p in found], ("level", "where", "rule", "what to do"))
            )
        print(f"{chosen.feed}: {count_of(errors, 'error')}, {count_of(len(found) - errors, 'hint')}", file=sys.stderr)
    return 1 if errors else 0


def _spelled(problem: Problem) -> dict[str, JSON]:
    return {
        "rule": problem.rule,
        "level": problem.level,
        "where": problem.where,
        "message": problem.message,
        "source": problem.source,
    }


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

"""The command line: `mediakit`. One module a command group; this one reads the words.

Promises: what was asked for goes to standard output, everything else to standard error; an error is one clear line and
a non-zero exit code; never a traceback. The codes (docs/command-line.md has the table): 0 done; 1 it could not be done,
or not all of it; 2 the command is wrong; 3 an audit found something lost or at risk; 130 stopped by Ctrl-C; 141 nobody
reads the output any more (`| head`).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from mediakit import __version__
from mediakit.errors import MediaKitError


class Parser(argparse.ArgumentParser):
    """argparse, with its errors on one line that says what to do."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {_plain(message)} (see {self.prog} --help)\n")


def _plain(message: str) -> str:
    """argparse's words, said for a person: which command is unknown, which are there."""
    if message.startswith(("argument COMMAND", "argument ACTION")) and "invalid choice: " in message:
        wrong, _, known = message.partition("invalid choice: ")[2].partition(" (choose from ")
        return f"there is no command {wrong}; there are {known.rstrip(')').replace(chr(39), '')}"
    return message.replace("the following arguments are required: ", "missing: ")


def parser() -> argparse.ArgumentParser:
    """Every command with its options."""
    from mediakit.cli import auditing, demo, embeds, liveblog, podcasts, salvaging, stores

    top = Parser(
        prog="mediakit",
        description="Resolve embedded media once, keep it readable for ever.",
        epilog="Every command takes --json. Try: mediakit demo",
    )
    top.add_argument("--version", action="version", version=f"mediakit {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for group in (demo, embeds, auditing, liveblog, podcasts, salvaging, stores):
        group.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; takes the words after `mediakit` (else those of the process), returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a console that can't show a letter shows another, and goes on
            stream.reconfigure(errors="replace")
    name = "mediakit"
    try:
        try:
            chosen = parser().parse_args(arguments)
            name = f"mediakit {chosen.name}"
            code: int = chosen.run(chosen)
        finally:  # also what --help prints before it leaves
            if sys.stdout is not None:
                sys.stdout.flush()
    except MediaKitError as error:
        return _say(name, str(error))
    except BrokenPipeError:
        # What is still to be written, at the end too, goes nowhere. As a program that a closed pipe ends (128 + 13).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except OSError as error:
        return _say(name, f"{error.filename}: {error.strerror}" if error.filename else str(error))
    except KeyboardInterrupt:
        _say(name, "stopped")
        return 130
    return code


def _say(command: str, message: str) -> int:
    print(f"{command}: {' '.join(message.split())}", file=sys.stderr)
    return 1

"""`mediakit live build`: a folder of posts, or a saved page, becomes a live blog that lasts."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.cli.asking import asking_options, open_resolver, web_address
from mediakit.cli.terminal import count_of, print_json, read_input, table, write_files
from mediakit.errors import InvalidData, InvalidFeed

if TYPE_CHECKING:
    from mediakit.live import LiveBlog


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    live = commands.add_parser("live", help="make a lasting live blog", description="Live blogs.")
    actions = live.add_subparsers(title="actions", metavar="ACTION", required=True)
    build = actions.add_parser(
        "build",
        help="build the page, feeds and cards of a live blog",
        description=(
            "Build a live blog from a folder of posts (docs/live-folder.md), or from a saved page: HTML or plain text. "
            "Of a saved page it also lists the holes: places where the text announces a medium that is gone."
        ),
    )
    build.add_argument("source", metavar="SOURCE", help="a folder with blog.toml, an HTML or text file, or -")
    build.add_argument("out", metavar="OUT", help="the folder that is written")
    build.add_argument("--url", type=web_address, metavar="URL", help="where the page stands (or stood)")
    build.add_argument(
        "--resolve", action="store_true", help="ask providers and pages about every embed, keep pictures"
    )
    asking_options(build)
    build.add_argument("--json", action="store_true", help="what was read and what is missing, as JSON")
    build.set_defaults(run=_build, name="live build")


def _build(chosen: argparse.Namespace) -> int:
    from mediakit import live
    from mediakit.cli import site

    holes: tuple[live.Hole, ...] = ()
    copied: dict[str, bytes | Path] = {}
    source = Path(chosen.source)
    if source.is_dir():
        if Path(chosen.out).resolve().is_relative_to(source.resolve()):
            raise InvalidData("lies in the folder that is read; choose another", chosen.out)
        blog = live.read_folder(source, url=chosen.url)
        copied.update(own_files(blog, source))
    else:
        blog, holes = live.read(read_input(chosen.source), url=chosen.url)
    failed: dict[str, str] = {}
    if chosen.resolve and not chosen.offline:
        with open_resolver(chosen) as resolver:
            gathered = site.gather(live.embeds(blog), resolver)
        blog = live.with_embeds(blog, gathered.embeds)
        copied.update({f"{site.MEDIA}/{name}": body for name, body in gathered.pictures.items()})
        failed.update(gathered.failed)
    atom, no_feed = None, None
    try:
        atom = site.feed(blog)
    except InvalidFeed as error:  # everything else can be written
        no_feed = error.reason
    copied.update(dict(site.files(blog, atom=atom)))
    write_files(Path(chosen.out), copied)
    embeds = live.embeds(blog)
    if chosen.json:
        print_json(
            {
                "title": blog.title,
                "posts": len(blog.posts),
                "embeds": len(embeds),
                "holes": [{"line": hole.line, "medium": hole.medium, "words": hole.words} for hole in holes],
                "failed": failed,
                "no_feed": no_feed,
                "written": sorted(copied),
            }
        )
        return 0
    made = f"{count_of(len(blog.posts), 'post')}, {count_of(len(embeds), 'embed')}"
    print(f"{blog.title}: {made} → {Path(chosen.out, site.PAGE)}")
    if no_feed is not None:
        print(f"mediakit live build: no feed was written: {no_feed}", file=sys.stderr)
    for key, reason in failed.items():
        print(f"mediakit live build: {key}: {reason}", file=sys.stderr)
    if holes:
        print(f"\n{count_of(len(holes), 'hole')}: the text announces a medium that is not there any more")
        rows = [["" if hole.line is None else str(hole.line), hole.medium, hole.words] for hole in holes]
        print(table(rows, ("line", "medium", "words")))
    return 0


def own_files(blog: LiveBlog, folder: Path) -> dict[str, Path]:
    """The blog's own pictures and sounds: files of its folder that its embeds name, under the same names."""
    from mediakit import live

    found: dict[str, Path] = {}
    for placed in live.embeds(blog):
        embed = placed.embed
        names = {part.local for part in (*embed.images, *embed.photos)} | {part.local for part in embed.files}
        found.update({name: folder / name for name in names if name and _is_inside(folder, name)})
    return found


def _is_inside(folder: Path, name: str) -> bool:
    """Whether `name` is a file of the folder, and not a way out of it."""
    path = (folder / name).resolve()
    return path.is_file() and path.is_relative_to(folder.resolve())

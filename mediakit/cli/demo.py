"""`mediakit demo`: the whole job on the example that ships with the package, with no configuration and no network.

Everything the command does, a newsroom does with the public functions: read the posts, recognize what is embedded, ask
(here: recorded answers), keep, render. The example's clock stands still on the day after its event, so that the same
bytes come out on any day.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mediakit.cli.terminal import print_json, table, write_files
from mediakit.fields import JSON

if TYPE_CHECKING:
    from mediakit.embed import Embed
    from mediakit.live import LiveBlog
    from mediakit.podcast import Show

EXAMPLE: Final = Path(__file__).parent.parent / "example"
NOW: Final = datetime(2026, 5, 17, 8, tzinfo=UTC)
_SHOW: Final = "tide-tables"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command and its options."""
    demo = commands.add_parser(
        "demo",
        help="build the example: a live blog with its embeds and its podcast feed",
        description="Build the example that ships with mediakit into a folder: a live blog with its embeds, feeds and "
        "podcast. Asks nobody: the providers' answers were recorded.",
    )
    demo.add_argument("folder", nargs="?", default="mediakit-demo", metavar="FOLDER", help="mediakit-demo if left out")
    demo.add_argument("--open", action="store_true", help="show the page in the browser")
    demo.add_argument(
        "--serve", nargs="?", type=_port, const=8000, metavar="PORT", help="serve the folder on 127.0.0.1"
    )
    demo.add_argument("--json", action="store_true", help="what was made, as JSON")
    demo.set_defaults(run=_demo, name="demo")


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"a port from 0 to 65535 is expected, not {text!r}")
    return int(text)


def build() -> tuple[LiveBlog, dict[str, bytes | Path]]:
    """The example resolved, and the files it becomes; the same on every day and machine.

    >>> blog, files = build()
    >>> len(blog.posts), "index.html" in files, "tide-tables/feed.xml" in files
    (14, True, True)
    """
    from mediakit import live, podcast
    from mediakit.cli import site
    from mediakit.cli.liveblog import own_files
    from mediakit.client import Resolver
    from mediakit.fetch import Recorded
    from mediakit.store import MemoryStore

    written = live.read_folder(EXAMPLE / "blog")
    show = podcast.read_folder(EXAMPLE / "show")
    known = _own_episodes(show)
    with Resolver(fetch=Recorded(EXAMPLE / "answers"), store=MemoryStore(), clock=NOW.timestamp) as resolver:
        gathered = site.gather(live.embeds(written), resolver, known)
    blog = live.with_embeds(written, gathered.embeds)
    files: dict[str, bytes | Path] = {}
    files.update({f"{site.MEDIA}/{name}": body for name, body in gathered.pictures.items()})
    files.update(own_files(blog, EXAMPLE / "blog"))
    made = podcast.build(EXAMPLE / "show", now=NOW)
    files.update({f"{_SHOW}/{name}": made.source(name) or made[name] for name in made})
    files[f"{_SHOW}/cover.jpg"] = EXAMPLE / "show" / "cover.jpg"
    files.update(site.files(blog, atom=site.feed(blog)))
    return blog, files


def _own_episodes(show: Show) -> Mapping[str, Embed]:
    """The show's episodes as embeds that play from this very folder."""
    from mediakit import podcast

    found: dict[str, Embed] = {}
    for episode in show.episodes:
        embed = podcast.episode_embed(show, episode)
        sounds = tuple(replace(each, local=f"{_SHOW}/audio/{each.url.rpartition('/')[2]}") for each in embed.files)
        covers = tuple(
            replace(each, local=f"{_SHOW}/cover.jpg", width=1400, height=1400, mime="image/jpeg")
            for each in embed.images
        )
        found[embed.key] = replace(embed, files=sounds, images=covers)
    return found


def _demo(chosen: argparse.Namespace) -> int:
    from mediakit.cli import site

    started = time.perf_counter()
    blog, files = build()
    folder = Path(chosen.folder)
    write_files(folder, files)
    page = folder / site.PAGE
    if chosen.json:
        print_json({"page": str(page), "written": sorted(files), "embeds": _rows(blog)})
    else:
        _report(blog, files, page, time.perf_counter() - started)
    if chosen.open:
        import webbrowser

        webbrowser.open(page.resolve().as_uri())
    if chosen.serve is not None:
        _serve(folder, chosen.serve)
    return 0


def _rows(blog: LiveBlog) -> list[JSON]:
    from mediakit import live
    from mediakit.cli import site

    return [
        {
            "kind": placed.embed.kind,
            "key": placed.embed.key,
            "title": placed.title or placed.embed.title,
            "from": site.origin_of(placed.embed),
            "state": placed.embed.status.state,
        }
        for placed in live.embeds(blog)
    ]


def _report(blog: LiveBlog, files: Mapping[str, bytes | Path], page: Path, seconds: float) -> None:
    from mediakit import cards, live
    from mediakit.cli import site

    placed = live.embeds(blog)
    rows = []
    for each in placed:
        card = cards.card(each)
        words = card.title or (each.caption and str(each.caption)) or card.byline or each.embed.url
        where = (
            each.embed.provider.name
            if each.embed.provider
            else (each.embed.publisher.name if each.embed.publisher else "")
        )
        state = "gone, kept" if each.embed.status.state in ("gone", "private") else "kept"
        rows.append([card.label, where, _short(words, 44), site.origin_of(each.embed), state])
    print(table(rows, ("what", "where", "title or words", "known from", "state")))
    gone = sum(row[-1] != "kept" for row in rows)
    print(
        f"\n{len(blog.posts)} posts, {len(placed)} embeds ({gone} gone from their providers and still readable), "
        f"{len(files)} files in {seconds:.1f} s, no network"
    )
    for name, what in (
        (site.PAGE, "the live blog"),
        ("live.txt", "its plain-text twin"),
        ("feed.atom", "its feed"),
        (f"{_SHOW}/feed.xml", "the podcast feed"),
        ("cards/", "the cards one by one"),
    ):
        print(f"  {page.parent / name}  {what}")


def _short(text: str, width: int) -> str:
    from mediakit.chars import shorten

    return shorten(text, width)


def _serve(folder: Path, port: int) -> None:
    from functools import partial
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    with ThreadingHTTPServer(("127.0.0.1", port), partial(SimpleHTTPRequestHandler, directory=str(folder))) as server:
        print(f"serving http://127.0.0.1:{server.server_port}/ (stop with Ctrl-C)", file=sys.stderr)
        server.serve_forever()

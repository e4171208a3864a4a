"""The main job, as its user runs it: `mediakit demo` in a fresh process, and everything it promises about its files."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree
from lxml import html as lxml_html

from mediakit import cards, live
from mediakit.cli import demo


def run(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """`mediakit ...` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "mediakit", *words],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder, made once by the command itself, with every socket refused."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "sitecustomize.py").write_text(
        "import sys\n"
        "def no_network(event, args):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        raise RuntimeError('the demo asked the network: ' + repr(args))\n"
        "sys.addaudithook(no_network)\n",
        encoding="utf-8",
    )
    done = run("demo", "out", cwd=folder, PYTHONPATH=f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    assert done.returncode == 0, done.stderr
    assert done.stderr == "", "progress and noise must be silent in a pipe"
    return folder / "out"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_twice_the_same_bytes_in_another_zone_and_with_other_hashes(made: Path, tmp_path: Path) -> None:
    again = run("demo", "again", cwd=tmp_path, TZ="Pacific/Apia", PYTHONHASHSEED="7", LC_ALL="C")
    assert again.returncode == 0, again.stderr
    assert contents(tmp_path / "again") == contents(made)


def test_everything_the_readme_promises_is_there(made: Path) -> None:
    names = set(contents(made))
    assert {"index.html", "live.txt", "live.jsonld", "feed.atom", "blog.json", "cards.css", "live.css"} <= names
    assert {"tide-tables/feed.xml", "tide-tables/audio/walk.mp3", "tide-tables/cover.jpg"} <= names
    assert sum(name.startswith("cards/") for name in names) == len(live.embeds(demo.build()[0]))
    assert not [name for name in names if name.startswith(".") or "/." in name], "no half-written file is left"


def test_the_shape_of_the_example() -> None:
    blog, _ = demo.build()
    assert 10 <= len(blog.posts) <= 14
    assert len({person.name for post in blog.posts for person in post.authors}) == 2
    assert [post.id for post in blog.posts if post.corrections] == ["1141-halfway"]
    assert [post.id for post in blog.posts if post.withdrawn] == ["1215-withdrawn"]
    assert [post.lang for post in blog.posts if post.lang] == ["ar"]
    assert blog.previous is not None and blog.hero is not None and blog.hero.credit
    kinds = {placed.embed.kind for placed in live.embeds(blog)}
    assert {"video", "photo", "audio", "post", "link"} <= kinds
    gone = [placed.embed.key for placed in live.embeds(blog) if placed.embed.status.state == "gone"]
    assert len(gone) >= 2, "a deleted post, and a video whose provider is gone"


def test_every_embed_has_its_line_in_the_text_twin(made: Path) -> None:
    """Counted on both sides: each embed of the example is told in the twin, and the twin tells no more than these."""
    text = (made / "live.txt").read_text("utf-8")
    blog, _ = demo.build()
    embeds = live.embeds(blog)
    theme = cards.Theme(lang="en")
    told = re.findall(r"^\[(\d+)/(\d+)\] \[", text, re.MULTILINE)
    assert told == [(str(number), str(len(embeds))) for number in range(1, len(embeds) + 1)]
    for placed in embeds:
        card = cards.card(placed, theme)
        title = None if placed.embed.kind == "post" else card.name
        for words in (title, placed.embed.text, placed.credit, *(author.name for author in placed.embed.authors)):
            assert words is None or str(words) in text, f"{placed.embed.key}: {words!r} is not told"
        if placed.embed.url.startswith("https://") and not placed.embed.images[:1]:
            assert placed.embed.url in text


def test_the_page_asks_nobody_before_a_click(made: Path) -> None:
    """Nothing that a browser loads by itself points to another host: no picture, style, script, frame or font."""
    for page in [made / "index.html", *(made / "cards").glob("*.html")]:
        tree = lxml_html.fromstring(page.read_bytes())
        loaded = [
            *tree.xpath("//img/@src | //source/@src | //audio/@src | //video/@src | //video/@poster | //embed/@src"),
            *tree.xpath("//iframe/@src | //script/@src | //object/@data"),
            *tree.xpath("//link[@rel='stylesheet' or @rel='icon' or @rel='preload' or @rel='preconnect']/@href"),
        ]
        assert loaded, f"{page.name} shows nothing of its own"
        for address in loaded:
            assert not urlsplit(address).netloc, f"{page.name} asks {address}"
            assert (page.parent / address).resolve().is_file(), f"{page.name} misses {address}"
        assert not tree.xpath("//script[not(@type='application/ld+json')]")
        assert not tree.xpath("//@style | //style")
        for inner in tree.xpath("//iframe/@srcdoc"):
            for address in lxml_html.fromstring(inner).xpath("//img/@src | //link/@href"):
                assert not urlsplit(address).netloc


def test_what_is_gone_is_still_readable(made: Path) -> None:
    text = (made / "live.txt").read_text("utf-8")
    assert "My grandfather kept this light for 31 years" in text and "Jonna Friis" in text
    page = (made / "index.html").read_text("utf-8")
    assert "My grandfather kept this light for 31 years" in page
    assert "https://vine.co/v/eS4ndh0lmVn" in page


def test_the_kept_blog_reads_back_and_renders_the_same_page(made: Path) -> None:
    """What is kept is enough: no recorded answer, no folder is needed to render the page again."""
    from mediakit.cli import site

    kept = live.from_dict(json.loads((made / "blog.json").read_text("utf-8")))
    assert dict(site.files(kept, atom=b""))["index.html"] == (made / "index.html").read_bytes()


def test_the_feeds_are_well_formed_and_of_one_mind(made: Path) -> None:
    atom = etree.fromstring((made / "feed.atom").read_bytes())
    assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 14
    rss = etree.fromstring((made / "tide-tables" / "feed.xml").read_bytes())
    enclosure = rss.find("channel/item/enclosure")
    audio = made / "tide-tables" / "audio" / "walk.mp3"
    assert enclosure is not None
    assert int(enclosure.get("length", "0")) == audio.stat().st_size
    assert rss.findtext("channel/item/{http://www.itunes.com/dtds/podcast-1.0.dtd}duration") == "31"


def test_json_is_what_the_table_says(tmp_path: Path) -> None:
    done = run("demo", "out", "--json", cwd=tmp_path)
    told = json.loads(done.stdout)
    assert Path(tmp_path, told["page"]).is_file()
    assert {row["state"] for row in told["embeds"]} >= {"gone", "ok"}


def test_a_newer_build_leaves_equal_files_untouched(made: Path, tmp_path: Path) -> None:
    first = run("demo", "out", cwd=tmp_path)
    assert first.returncode == 0
    before = {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in contents(tmp_path / "out")}
    assert run("demo", "out", cwd=tmp_path).returncode == 0
    assert {name: (tmp_path / "out" / name).stat().st_mtime_ns for name in before} == before


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text("utf-8")
    shown = re.search(r"```text\n(.*?)\n```", readme, re.DOTALL)
    done = run("demo", cwd=tmp_path)
    seconds = re.compile(r"in \d+\.\d s")
    assert shown is not None
    assert seconds.sub("in … s", shown[1]) == seconds.sub("in … s", done.stdout.rstrip())

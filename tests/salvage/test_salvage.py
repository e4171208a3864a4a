"""What a CMS remembers becomes kept embeds: WordPress's post meta, Wagtail's rows."""

import hashlib
import io
import itertools
import json
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit import InvalidData, card, from_dict, salvage
from mediakit.read import wxr

HERE = Path(__file__).parent
CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "feed-cases" / "wordpress-exports" / "files"
TWEET = "https://twitter.com/analim/status/686648001122334455"


def hashed(address: str, size: str) -> str:
    """WordPress's own hash: md5 of the URL and PHP's serialized size."""
    return hashlib.md5(f"{address}{size}".encode(), usedforsecurity=False).hexdigest()


def desk() -> bytes:
    """The export with the hashes that WordPress would have written: a theme of 580 pixels, WordPress 4 and 6."""
    text = (HERE / "exports" / "desk.xml").read_text(encoding="utf-8")
    old, new = (f'a:2:{{s:5:"width";i:580;s:6:"height";{kind}:870;}}' for kind in "di")
    text = text.replace("@tweet@", hashed(TWEET, old)).replace("@vine@", hashed("https://vine.co/v/e5vIvmV5v9J", new))
    return text.replace("@clip@", hashed("https://clips.example/watch?v=7&lang=en", new)).encode()


def test_what_wordpress_remembers():
    tweet, vine, clip, photo = salvage.from_wordpress(desk())
    assert (tweet.embed.key, tweet.embed.text) == (
        "twitter:status:686648001122334455",
        "The lamps are lit.\n\nCome and see.",
    )
    assert (tweet.embed.authors[0].name, tweet.embed.authors[0].handle, tweet.embed.lang) == ("Ana Lim", "analim", "en")
    assert tweet.post == "https://desk.example/2016/01/11/lamps/"
    assert tweet.told == datetime(2016, 1, 11, 20, 0, tzinfo=UTC)
    assert tweet.embed.provenance["text"].at == tweet.told
    assert tweet.embed.provenance["key"].at is None  # what an address says is true at any time

    assert (vine.embed.key, vine.embed.status.state, vine.told) == ("vine:video:e5vIvmV5v9J", "gone", None)

    # Nobody knows this host, and the frame alone would have been all there is: the hash proves what was asked about.
    assert clip.embed.url == "https://clips.example/watch?v=7&lang=en"
    assert (clip.embed.player.url, clip.told) == ("https://player.clips.example/7", None)

    assert (photo.embed.key, photo.embed.text) == ("instagram:post:-7PIhyA6J3", "Fog over the pier")
    assert photo.post == "https://desk.example/2016/01/12/again/"


def test_what_was_salvaged_is_kept_and_shown():
    for each in salvage.from_wordpress(desk()):
        assert from_dict(each.embed.to_dict()) == each.embed
        assert card(each.embed)


def test_an_export_that_breaks_off_gives_what_stood_before():
    whole = desk()
    found = salvage.from_wordpress(whole[: whole.index(b"<title>Without")])
    assert [next(found).embed.provider.key, next(found).embed.provider.key] == ["twitter", "vine"]
    next(found)
    with pytest.raises(InvalidData) as caught:
        next(found)
    assert caught.value.where.startswith("line ")


@pytest.mark.parametrize(
    "export",
    [
        b"",
        b"no XML",
        b'<!DOCTYPE a [<!ENTITY b "c">]><rss><channel><item><title>&b;</title></item></channel></rss>',
        b"<rss><channel><item>",
        b"<rss>" + b"<![CDATA[" * 10_000,
    ],
)
def test_what_is_no_export_is_said(export):
    with pytest.raises(InvalidData):
        list(salvage.from_wordpress(export))


def test_characters_that_xml_forbids_do_not_lose_an_export():
    posts = list(
        wxr.posts(b"\xef\xbb\xbf\n<rss><channel><item><title>Fog\x0b\x00 again</title></item></channel></rss>")
    )
    assert [post.title for post in posts] == ["Fog again"]


def test_ampersands_that_were_not_escaped_do_not_lose_an_export():
    export = (
        b"<rss><channel><item><title>Fog &amp; rain & &nbsp; &#38;</title><link>https://a.example/?b=1&c=2</link><x>"
    )
    posts = list(wxr.posts(export + b"<![CDATA[a & b]]></x></item></channel></rss>"))
    assert [(post.title, post.link) for post in posts] == [("Fog & rain & &nbsp; &", "https://a.example/?b=1&c=2")]


ROW = {
    "url": TWEET,
    "max_width": None,
    "type": "rich",
    "html": '<blockquote class="twitter-tweet"><p lang="en">The lamps are lit.</p>&mdash; Ana Lim (@analim) '
    f'<a href="{TWEET}">January 11, 2016</a></blockquote>',
    "title": "",
    "author_name": "Ana Lim",
    "provider_name": "Twitter",
    "thumbnail_url": None,
    "width": 550,
    "height": None,
    "last_updated": "2016-01-11T20:00:00Z",
}
DUMPED = {"model": "wagtailembeds.embed", "pk": 7, "fields": ROW}
OTHER = {"model": "wagtailcore.page", "pk": 1, "fields": {"url": "https://desk.example/"}}


@pytest.mark.parametrize(
    "rows",
    [
        [ROW],
        [OTHER, DUMPED],
        json.dumps([DUMPED, OTHER], indent=1),
        json.dumps(ROW) + "\n\n" + json.dumps(OTHER) + "\n",
    ],
    ids=["mappings", "dumped", "a JSON list", "JSON lines"],
)
def test_what_wagtail_remembers(rows):
    (found,) = salvage.from_wagtail(rows)
    assert (found.embed.key, found.embed.text) == ("twitter:status:686648001122334455", "The lamps are lit.")
    assert (found.embed.authors[0].handle, found.embed.provider.key) == ("analim", "twitter")
    assert found.told == datetime(2016, 1, 11, 20, 0, tzinfo=UTC)
    assert found.embed.provenance["text"].at == found.told


def test_a_row_of_an_unknown_site_and_one_that_is_empty():
    still = "https://clips.example/1.jpg"
    row = {"url": "https://clips.example/v/1", "type": "video", "title": "The crane", "thumbnail_url": still}
    rows = [row, {"url": "https://clips.example/v/2"}, {"url": "javascript:alert(1)"}, {}]
    clip, bare = salvage.from_wagtail(rows)
    assert (clip.embed.kind, clip.embed.title, clip.embed.images[0].url) == ("video", "The crane", still)
    assert (bare.embed.kind, bare.embed.url, bare.told) == ("link", "https://clips.example/v/2", None)


@pytest.mark.parametrize("text", ["{", "[1]", '{"url": "x"}\n{"url"', "7"])
def test_json_that_is_none_is_said(text):
    with pytest.raises(InvalidData):
        list(salvage.from_wagtail(text))


class Dripping(io.RawIOBase):
    """A file that gives a few bytes at a time, whatever is asked for."""

    def __init__(self, content: bytes, sizes: list[int]) -> None:
        self.content, self.sizes = content, itertools.cycle(sizes)

    def read(self, size: int = -1) -> bytes:
        some = next(self.sizes)
        piece, self.content = self.content[:some], self.content[some:]
        return piece


PIECES = st.lists(
    st.sampled_from(
        [
            b"&",
            b"&amp;",
            b"&nbsp;",
            b"&#38;",
            b"&#x26;",
            b"<![CDATA[",
            b"]]>",
            b"]",
            b"x\x0b",
            b"#",
            b";",
            b"<b/>",
            b"a",
        ]
    ),
    max_size=30,
)


@given(PIECES, st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_an_export_is_cleaned_alike_however_its_bytes_arrive(pieces, sizes):
    content = b"<rss>" + b"".join(pieces)
    whole, dripping = wxr._Cleaned(io.BytesIO(content)), wxr._Cleaned(Dripping(content, sizes))
    assert b"".join(iter(dripping.read, b"")) == b"".join(iter(whole.read, b""))


def test_a_file_is_read_as_its_embeds_are_taken(tmp_path):
    path = tmp_path / "desk.xml"
    path.write_bytes(desk())
    with path.open("rb") as file:
        assert list(salvage.from_wordpress(file)) == list(salvage.from_wordpress(desk()))


GROWTH = """
import io, resource, sys
from mediakit import salvage

TWEET = b"https://twitter.com/analim/status/6866480011223344"
POST = b"<item><link>https://desk.example/%d</link><content:encoded><![CDATA[" + b"fog & rain " * 2000
META = (b"]]></content:encoded><wp:postmeta><wp:meta_key>_oembed_%032d</wp:meta_key><wp:meta_value><![CDATA["
        b"<blockquote class='twitter-tweet'><p>Fog.</p><a href='" + TWEET + b"%d'>d</a></blockquote>]]></wp:meta_value>"
        b"</wp:postmeta></item>")

class Export(io.RawIOBase):
    def __init__(self, posts):
        self.parts = iter([b"<rss xmlns:wp='w' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>",
                           *range(posts), b"</channel></rss>"])
    def read(self, size=-1):
        part = next(self.parts, b"")
        return (POST + META) % (part, part, part % 100) if isinstance(part, int) else part

peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
assert sum(1 for _ in salvage.from_wordpress(Export(50))) == 50
before = peak()
assert sum(1 for _ in salvage.from_wordpress(Export(1500))) == 1500
print(peak() - before)
"""


def test_an_export_of_any_size_takes_the_same_memory():
    done = subprocess.run([sys.executable, "-c", GROWTH], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < 12 * 1024, "kilobytes more for an export of 33 MB"


def test_rows_of_wagtails_table_as_a_database_has_them():
    """The table as Wagtail's migrations leave it, and a time as Django writes it into SQLite: without its zone."""
    db = sqlite3.connect(":memory:")
    db.row_factory = sqlite3.Row
    db.execute(
        "CREATE TABLE wagtailembeds_embed (id integer PRIMARY KEY AUTOINCREMENT, url text NOT NULL, max_width smallint,"
        " type varchar(10) NOT NULL, html text NOT NULL, title text NOT NULL, author_name text NOT NULL,"
        " provider_name text NOT NULL, thumbnail_url text NOT NULL, width integer, height integer,"
        " last_updated datetime NOT NULL, hash varchar(32) NOT NULL UNIQUE, cache_until datetime)"
    )
    row = {**ROW, "thumbnail_url": "", "last_updated": "2016-01-11 20:00:00.123456", "hash": "0" * 32}
    names = ", ".join(row)
    db.execute(f"INSERT INTO wagtailembeds_embed ({names}) VALUES ({', '.join('?' * len(row))})", list(row.values()))
    (found,) = salvage.from_wagtail(dict(each) for each in db.execute("SELECT * FROM wagtailembeds_embed"))
    assert (found.embed.key, found.told) == ("twitter:status:686648001122334455", date(2016, 1, 11))
    db.close()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (datetime(2016, 1, 11, 20, 0, tzinfo=UTC), datetime(2016, 1, 11, 20, 0, tzinfo=UTC)),
        (datetime(2016, 1, 11, 20, 0), date(2016, 1, 11)),  # noqa: DTZ001  # a site without time zones
        (None, None),
        (7, None),
    ],
)
def test_times_as_django_hands_them_over(written, told):
    (found,) = salvage.from_wagtail([{**ROW, "last_updated": written}])
    assert found.told == told


def test_a_line_separator_within_a_text_parts_no_row():
    """Django writes `--format jsonl` without escapes, and JSON allows U+2028 in a string."""
    (found,) = salvage.from_wagtail(json.dumps({**DUMPED, "note": "a\u2028b"}, ensure_ascii=False))
    assert found.embed.key == "twitter:status:686648001122334455"


def test_lines_of_a_dump_one_by_one(tmp_path):
    path = tmp_path / "embeds.jsonl"
    path.write_text(json.dumps(DUMPED) + "\n\n" + json.dumps(OTHER) + "\n", encoding="utf-8")
    with path.open(encoding="utf-8") as lines:
        (found,) = salvage.from_wagtail(lines)
    assert found.embed.key == "twitter:status:686648001122334455"
    with pytest.raises(InvalidData, match="line 2"):
        list(salvage.from_wagtail(["", "{"]))


@pytest.mark.parametrize("depth", [1, 2])
def test_slashes_that_a_plugin_left_in_do_not_lose_an_answer(depth):
    """Post meta that went through PHP's `addslashes` once too often."""
    html = '<blockquote class="twitter-tweet"><p>It\'s lit.</p><a href="%s">d</a></blockquote>' % TWEET  # noqa: UP031
    for _ in range(depth):
        html = re.sub(r"([\\\\'\"])", r"\\\1", html)
    export = (
        '<rss xmlns:wp="w"><channel><item><wp:postmeta><wp:meta_key>_oembed_%s</wp:meta_key>'  # noqa: UP031
        "<wp:meta_value><![CDATA[%s]]></wp:meta_value></wp:postmeta></item></channel></rss>" % ("1" * 32, html)
    )
    (found,) = salvage.from_wordpress(export.encode())
    assert (found.embed.key, found.embed.text) == ("twitter:status:686648001122334455", "It's lit.")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project: shared/corpus/feed-cases")
def test_real_exports_are_read():
    files = sorted(CORPUS.glob("*.xml"))
    assert files
    posts = [post for path in files for post in wxr.posts(path.read_bytes())]
    assert len(posts) > len(files)
    for path in files:
        for each in salvage.from_wordpress(path.read_bytes()):
            assert from_dict(each.embed.to_dict()) == each.embed

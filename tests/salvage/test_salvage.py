"""What a CMS remembers becomes kept embeds: WordPress's post meta, Wagtail's rows."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

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


@pytest.mark.skipif(not CORPUS.is_dir(), reason="no corpus beside the project: shared/corpus/feed-cases")
def test_real_exports_are_read():
    files = sorted(CORPUS.glob("*.xml"))
    assert files
    posts = [post for path in files for post in wxr.posts(path.read_bytes())]
    assert len(posts) > len(files)
    for path in files:
        for each in salvage.from_wordpress(path.read_bytes()):
            assert from_dict(each.embed.to_dict()) == each.embed

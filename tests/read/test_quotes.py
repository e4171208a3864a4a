"""Quotations: each network in its own way and languages; a pasted code tells what the same code in an answer tells."""

import json
from pathlib import Path

import pytest

from mediakit import body
from mediakit.read import quotes, read_oembed

ANSWERS = sorted((Path(__file__).parent / "oembed").glob("quoted-*/answer.json"))


@pytest.mark.parametrize(
    ("code", "name", "handle"),
    [
        ("<p>Ein Beitrag geteilt von Ana Lim (@ana.lim)</p>", "Ana Lim", "ana.lim"),
        ("<p>Une publication partagée par Ana Lim (@ana.lim)</p>", "Ana Lim", "ana.lim"),
        ("<p>Una publicación compartida de Ana Lim (@ana.lim)</p>", "Ana Lim", "ana.lim"),
        ("<p>Um post compartilhado por Ana Lim (@ana.lim) em <time>2016</time></p>", "Ana Lim", "ana.lim"),
        ("<p>A post shared by Ana Lim (@ana.lim)</p>", "Ana Lim", "ana.lim"),
        ("<p>A video posted by Ana Lim (@ana.lim) on Jan 11, 2016 at 8:23pm PST</p>", "Ana Lim", "ana.lim"),
    ],
)
def test_who_shared_it_in_the_language_of_the_desk(code, name, handle):
    quote = quotes.read(f'<blockquote class="instagram-media"><div><a href="/p/1">See it</a></div>{code}</blockquote>')
    assert (quote.authors[0].name, quote.authors[0].handle, quote.text) == (name, handle, None)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # Facebook's first codes name the author behind the word "Post".
        (
            '<div class="fb-post" data-href="https://faces.example/d/posts/1"><div class="fb-xfbml-parse-ignore">'
            '<a href="https://faces.example/d/posts/1">Post</a> by <a href="https://faces.example/d">Desk</a>.</div></div>',
            ("Desk", "https://faces.example/d", None, None),
        ),
        # A line of the words that looks like a signature is none: the last one signs.
        (
            '<blockquote class="twitter-tweet"><p>Cranes - two (@one) of them</p>&mdash; Ana<br>(@ana) 11 January 2016'
            "</blockquote>",
            ("Ana", None, "Cranes - two (@one) of them", "2016-01-11"),
        ),
        # Letters that were drawn; breaks that were set and those of the source alone.
        (
            '<blockquote class="twitter-tweet"><p>Fog\nagain <img class="Emoji" alt="🌫" src="x.png"><br>till noon</p>'
            "&mdash; Ana (@ana)</blockquote>",
            ("Ana", None, "Fog again 🌫\ntill noon", None),
        ),
        # The class was lost on the way.
        (
            '<blockquote><p>Fog.</p><p>Posted by <a href="https://faces.example/d">Desk</a> on Monday, 11 January 2016'
            "</p></blockquote>",
            ("Desk", "https://faces.example/d", "Fog.", "2016-01-11"),
        ),
        (
            '<blockquote class="mastodon-embed"><a href="https://m.example/@ana/1"><div>Post by @ana</div>'
            "<div>View on Mastodon</div></a></blockquote>",
            ("ana", None, None, None),
        ),
    ],
)
def test_what_is_quoted(code, expected):
    quote = quotes.read(code)
    author = quote.authors[0]
    day = quote.published.isoformat() if quote.published else None
    assert (author.name, author.url, quote.text, day) == expected


@pytest.mark.parametrize("file", ANSWERS, ids=lambda file: file.parent.name)
def test_a_pasted_code_tells_what_an_answer_tells(file):
    answer = json.loads(file.read_text(encoding="utf-8"))
    (found,) = body.find(answer["html"])
    read = read_oembed(json.dumps({"type": "rich", "html": answer["html"]}), url=found.embed.url)
    told = {"text", "authors", "published", "lang"} if read.kind == "post" else {"authors"}
    assert {name: getattr(found.embed, name) for name in told} == {name: getattr(read, name) for name in told}


def test_addresses_of_a_quotation_follow_the_page():
    code = (
        '<blockquote class="twitter-tweet"><p>Fog</p>&mdash; Ana (<a href="/@ana?ref_src=x">@ana</a>) 2016-01-11'
        "</blockquote>"
    )
    assert quotes.read(code, base="https://m.example/post").authors[0].url == "https://m.example/@ana"
    assert quotes.read(code).authors[0].url is None


def test_is_signed():
    assert quotes.is_signed("Fog.\n— Ana (@ana@m.example) 4 Aug 2023")
    assert not quotes.is_signed("Fog (@ana) and rain")

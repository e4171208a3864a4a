"""Which lines announce a medium that is not there, and which only look so."""

import pytest

from mediakit.embed import Link, Placed, Video
from mediakit.html import Html
from mediakit.live.holes import Passage, find_holes
from mediakit.live.pieces import passages

VIDEO = Placed(embed=Video(key="youtube:video:a", url="https://www.youtube.com/watch?v=a"))
LINK = Placed(embed=Link(key="link:url:https://example.org/", url="https://example.org/"))


def holes(*parts, lang="en"):
    body = tuple(part if isinstance(part, Placed) else Html(part) for part in parts)
    return [(hole.medium, hole.words) for hole in find_holes(passages(body), lang)]


@pytest.mark.parametrize(
    ("medium", "words"),
    [
        ("video", "This video shows the pier as the ice reaches it:"),
        ("video", "Footage from the roof. It begins at noon:"),
        ("photo", "The museum has sent us two photographs:"),
        ("post", "The minister tweeted:"),
        ("map", "A map of the closed roads:"),
        ("unknown", "The same tower was documented on the mole in May:"),
        ("photo", "The coast guard posted photographs of the empty moorings"),
        ("video", "Somebody uploaded a short video of the rescue"),
        ("audio", "Listen below or click here to open the podcast in a new tab."),
        ("video", "Watch the whole rescue below."),
        ("photo", "As you see in the photo below, the door is gone."),
        ("photo", "Here’s the photo everybody is talking about."),
    ],
)
def test_announced_and_not_there(medium, words):
    assert holes(f"<p>{words}</p>", "<p>The wind has turned.</p>") == [(medium, words)]
    assert holes(f"<p>{words}</p>") == [(medium, words)]


@pytest.mark.parametrize(
    "words",
    [
        "Now he is quoted as saying:",
        "In a video message the mayor said:",
        "There are three reasons:",
        "No time for the video? Here it is in three steps:",
        "The video was seen by thousands.",
        "He posted photos of the trip on Friday.",
        "What we know so far:",
        "The ferry leaves at 18:42",
        "They published the documents, and left.",
        "Photographs are not allowed.",
    ],
)
def test_only_looks_like_one(words):
    assert holes(f"<p>{words}</p>", "<p>The wind has turned.</p>") == []


def test_a_medium_a_quotation_or_a_list_fills_it():
    said = "<p>This video shows the pier:</p>"
    assert holes(said, VIDEO) == []
    assert holes(said, LINK) == []
    assert holes(said, "<p>Filmed on Sunday.</p>", VIDEO) == []
    assert holes(said, "<p>“The pier is gone.”</p>") == []
    assert holes(said, "<blockquote><p>The pier is gone.</p></blockquote>") == []
    assert holes(said, "<ul><li>the pier</li></ul>") == []
    assert len(holes(said, "<p>One.</p><p>Two.</p>", VIDEO)) == 1


def test_a_pointer_is_filled_by_such_a_medium_anywhere_in_the_post():
    assert holes(VIDEO, "<p>Watch below.</p>", "<p>More.</p>") == []
    assert holes(LINK, "<p>Watch below.</p>") == [("video", "Watch below.")]
    assert holes(VIDEO, "<p>Listen below.</p>") == [("audio", "Listen below.")]


def test_headings_and_languages_without_words_have_none():
    assert holes("<h3>The video:</h3>") == []
    assert holes("<p>This video shows the pier:</p>", lang="pl") == []
    assert len(holes("<p>This video shows the pier:</p>", lang="en-GB")) == 1


def test_the_line_is_told_where_it_is_known():
    (hole,) = find_holes([Passage(kind="text", text="Watch below.", line=12)])
    assert hole.line == 12
    (hole,) = find_holes([Passage(kind="text", text="Watch below.")])
    assert hole.line is None

"""recognize: URLs as people paste them, and codes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.recognition import recognize

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "url-cases.jsonl"
SPINE = (
    "youtube vimeo twitter facebook instagram soundcloud spotify applepodcasts tiktok bluesky mastodon telegram "
    "dailymotion vine"
).split()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("  https://youtu.be/dQw4w9WgXcQ \n", "youtube:video:dQw4w9WgXcQ"),
        ("youtu.be/dQw4w9WgXcQ", "youtube:video:dQw4w9WgXcQ"),
        ("\u2068https://www.youtube.com/watch?v=dQw4w9WgXcQ\u2069\u200b ", "youtube:video:dQw4w9WgXcQ"),
        ("\ufeffhttps://cdn.example.org/12.mp3\u200b", "link:url:https://cdn.example.org/12.mp3"),
        ("www.youtube.com/watch?v=dQw4w9WgXcQ", "youtube:video:dQw4w9WgXcQ"),
        ("//www.youtube.com/embed/dQw4w9WgXcQ", "youtube:video:dQw4w9WgXcQ"),
        ("<https://youtu.be/dQw4w9WgXcQ>", "youtube:video:dQw4w9WgXcQ"),
        ("(https://youtu.be/dQw4w9WgXcQ).", "youtube:video:dQw4w9WgXcQ"),
        ("“https://youtu.be/dQw4w9WgXcQ”", "youtube:video:dQw4w9WgXcQ"),
        ("YOUTU.BE/dQw4w9WgXcQ", "youtube:video:dQw4w9WgXcQ"),
        ("spotify:track:2vN0b6d2ogn72kL75EmN3v", "spotify:track:2vN0b6d2ogn72kL75EmN3v"),
        (
            "at://did:plc:vjug55kidv6sye7ykr5faxxn/app.bsky.feed.post/3jzn6g7ixgq2y",
            "bluesky:post:did:plc:vjug55kidv6sye7ykr5faxxn/3jzn6g7ixgq2y",
        ),
        ("youtube://dQw4w9WgXcQ", "youtube:video:dQw4w9WgXcQ"),
    ],
)
def test_a_pasted_address(text, key):
    assert recognize(text).key == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "see you at the harbour",
        "setup.py/x",
        "notes.example/@desk/109372843234643423",
        "example.org/a.mp3",
        "dQw4w9WgXcQ",
        "youtube",
        "ftp://youtu.be/dQw4w9WgXcQ",
        "javascript:alert(1)",
        "mailto:desk@youtu.be",
        "https://example.org/",
        "Look: https://youtu.be/dQw4w9WgXcQ is fine",
        "x < y",
        "[sic]",
        "<",
        "<p>nothing here</p>",
    ],
)
def test_text_that_names_nothing(text):
    assert recognize(text) is None


@pytest.mark.parametrize(
    "code",
    [
        '<iframe width="560" height="315" src="https://www.youtube.com/embed/dQw4w9WgXcQ" allowfullscreen></iframe>',
        '<p>First words</p><iframe src="//www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0"></iframe>',
    ],
)
def test_a_pasted_code(code):
    assert recognize(code).key == "youtube:video:dQw4w9WgXcQ"


@given(st.text())
def test_no_text_raises(text):
    recognize(text)


@given(st.text(alphabet="<>[]/:.&?=#%\\\x00\ud800 ahtps", max_size=60))
def test_no_ugly_text_raises(text):
    recognize(text)


@pytest.mark.parametrize("wrong", [None, b"https://youtu.be/dQw4w9WgXcQ", 7, ["https://youtu.be/dQw4w9WgXcQ"]])
def test_what_is_no_text_is_named(wrong):
    with pytest.raises(TypeError, match=f"a URL or a code is taken as str, not as {type(wrong).__name__}"):
        recognize(wrong)


@pytest.mark.skipif(not CORPUS.is_file(), reason="no corpus beside the project: shared/corpus/url-cases.jsonl")
def test_real_urls_of_the_first_providers():
    """Whole tables of URLs that others collected; what differs is either a profile page or not an id of a video."""
    rows = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if not row.get("disputed") and row["provider"] in SPINE]
    wanted = [row for row in rows if row["core"] and not row.get("negative")]
    found = {row["url"]: recognize(row["url"]) for row in rows}
    right = sum(1 for row in wanted if (e := found[row["url"]]) and e.provider and e.provider.key == row["provider"])
    assert right >= 0.99 * len(wanted)
    visible = [row for row in wanted if row.get("id_in_url")]
    right = sum(1 for row in visible if (e := found[row["url"]]) and e.key.endswith(row["id"]))
    assert right >= 0.99 * len(visible)

"""Files: every embed is found where it stands, a repair changes it and no other byte, and the editor's words stay."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_embed

from mediakit import Link, SocialPost, prose, recognize
from mediakit.audit import Finding, Repair, Standing, mended, standing
from mediakit.embed import Copy, Embed, Status
from mediakit.errors import InvalidData
from mediakit.kept import from_dict

POST = """<h2>Fog over the bay</h2>\r
<p>Nobody saw   it &mdash; but:</p>
<figure><iframe width=560 src='https://www.youtube.com/embed/dQw4w9WgXcQ'></iframe>
<figcaption>The horn, at dawn | Ines Korhonen</figcaption></figure>
<p>https://vimeo.com/76979871</p>
<p>Later &hellip;</p>
"""
YOUTUBE, VIMEO = "youtube:video:dQw4w9WgXcQ", "vimeo:video:76979871"


def gone(embed: Embed, **more: object) -> Finding:
    embed = replace(embed, status=Status(state="gone"), title="The horn of the Aurora", **more)  # type: ignore[arg-type]
    copy = embed.archived[0].url if embed.archived else None
    return Finding(embed=embed, repair=Repair(kind="archive" if copy else "snapshot", url=copy))


def stands(text: str, form: str, **more: object) -> list[tuple[str, str]]:
    found = list(standing(text, form, "f", **more))  # type: ignore[arg-type]
    return [(each.embed.key, str(each.place)) for each in found if isinstance(each, Standing)]


def test_a_post_is_read_with_its_lines() -> None:
    assert stands(POST, "html") == [(YOUTUBE, "f:3"), (VIMEO, "f:5")]


def test_a_hole_is_a_finding() -> None:
    (found,) = standing("<p>x</p>\n<audio src='/fog.mp3' title='Fog'></audio>", "html", "f")
    assert isinstance(found, Finding) and (found.sign, found.level, str(found.places[0])) == ("hole", "error", "f:2")


def test_what_is_gone_becomes_its_card_and_nothing_else_changes() -> None:
    embed = recognize("https://youtu.be/dQw4w9WgXcQ")
    assert embed is not None
    copy = Copy(
        url="https://web.archive.org/web/2016/https://www.youtube.com/watch?v=dQw4w9WgXcQ", service="Wayback Machine"
    )
    after = mended(POST, "html", {YOUTUBE: gone(embed, archived=(copy,))})
    begin, end = POST.index("<figure>"), POST.index("</figure>") + len("</figure>")
    assert after.startswith(POST[:begin]) and after.endswith(POST[end:])
    card = after[begin : len(after) - len(POST[end:])]
    words = prose.plain(card)
    for each in ("The horn of the Aurora", "The horn, at dawn", "Ines Korhonen"):
        assert each in words
    assert copy.url in card and "<iframe" not in card


def test_a_repair_is_made_once() -> None:
    embed = recognize("https://youtu.be/dQw4w9WgXcQ")
    assert embed is not None
    repair = {YOUTUBE: gone(embed)}
    once = mended(POST, "html", repair)
    assert mended(once, "html", repair) == once


@pytest.mark.parametrize(
    "post",
    [
        "<p>https://old.example/a?x=1&amp;y=2</p>",
        '<p><a href="https://old.example/a?x=1&amp;y=2&amp;utm_source=z">https://old.example/a?x=1&amp;y=2</a></p>',
        '<iframe src="https://old.example/a?x=1&y=2"></iframe>',
    ],
)
def test_what_moved_gets_its_new_address_wherever_the_old_one_is_written(post: str) -> None:
    (found,) = standing(post, "html", "f")
    assert isinstance(found, Standing)
    new = "https://new.example/b?x=1&y=2"
    finding = Finding(embed=replace(found.embed, url=new), repair=Repair(kind="relink", url=new))
    after = mended(post, "html", {found.embed.key: finding})
    assert "old.example" not in after and "https://new.example/b?x=1&amp;y=2" in after
    (again,) = standing(after, "html", "f")
    assert isinstance(again, Standing) and again.embed.url == new


def test_a_longer_address_is_another() -> None:
    post = "<p>https://old.example/a</p><p>https://old.example/a/b</p>"
    finding = Finding(embed=None, repair=None)
    key = "link:url:https://old.example/a"
    link = Link(key=key, url="https://new.example/a")
    finding = Finding(embed=link, repair=Repair(kind="relink", url=link.url))
    assert mended(post, "html", {key: finding}) == post.replace("https://old.example/a<", "https://new.example/a<")


def test_plain_text_changes_in_addresses_alone() -> None:
    text = "Fog. See:\n\nhttps://vimeo.com/76979871\n\nand so on <3\n"
    embed = recognize("https://vimeo.com/76979871")
    assert embed is not None and stands(text, "text") == [(VIMEO, "f:3")]
    assert mended(text, "text", {VIMEO: gone(embed)}) == text
    copy = Copy(url="https://web.archive.org/web/2016/https://vimeo.com/76979871")
    after = mended(text, "text", {VIMEO: gone(embed, archived=(copy,))})
    assert after == text.replace("https://vimeo.com/76979871", copy.url)


@given(st.lists(any_embed(), max_size=4), st.sampled_from([None, 2, 4]), st.booleans())
def test_kept_embeds_are_found_wherever_they_stand_in_json(
    kept: list[Embed], indent: int | None, ascii_only: bool
) -> None:
    value = {
        "title": "Nebel über der Bucht",
        "posts": [{"n": 1.50, "body": ["words", each.to_dict()]} for each in kept],
    }
    text = json.dumps(value, indent=indent, ensure_ascii=ascii_only) + "\n"
    assert [key for key, _ in stands(text, "json")] == [each.key for each in kept]
    assert mended(text, "json", {}) == text
    told = {each.key: Finding(embed=replace(each, title="Nebel")) for each in kept}
    after = mended(text, "json", told)
    assert [from_dict(post["body"][1]) for post in json.loads(after)["posts"]] == [
        told[each.key].embed for each in kept
    ]
    back = {each.key: Finding(embed=each) for each in kept}
    if len(back) == len(kept):
        assert mended(after, "json", back) == text, "the spelling is the file's own"


def test_a_json_place_is_a_path() -> None:
    link = Link(key="link:url:https://a.example/", url="https://a.example/")
    text = json.dumps({"posts": [{"body": ["x", link.to_dict()]}]})
    assert stands(text, "json") == [(link.key, "f:posts[0].body[1]")]


def test_json_lines_keep_their_other_lines() -> None:
    a, b = (SocialPost(key=f"x:post:{n}", url=f"https://x.example/{n}", text=f"Fog {n}") for n in "12")
    lines = [json.dumps({"key": each.key, "embed": each.to_dict()}, ensure_ascii=False) for each in (a, b)]
    text = f"{lines[0]}\n\n{lines[1]}\r\n"
    assert stands(text, "lines") == [("x:post:1", "f:1"), ("x:post:2", "f:3")]
    after = mended(text, "lines", {"x:post:2": Finding(embed=replace(b, status=Status(state="gone")))})
    first, blank, second, end = after.split("\n")
    assert (first, blank, end) == (lines[0], "", "") and second.endswith("\r") and '"gone"' in second


@pytest.mark.parametrize("form", ["json", "lines"])
def test_no_byte_changes_but_those_of_the_embed(form: str) -> None:
    link = Link(key="link:url:https://a.example/", url="https://a.example/", title="Nebel\u2028über der Bucht")
    kept = json.dumps(link.to_dict(), ensure_ascii=False)
    frame = '\ufeff{"n": 1.50,  "id": 123456789012345678901, "e": 1E400, "twice": 1, "twice": 2, "embed": %s }\r\n'
    told = {link.key: Finding(embed=replace(link, title="Fog"))}
    after = mended(frame % kept, form, told)  # type: ignore[arg-type]
    assert after == frame % json.dumps(told[link.key].embed.to_dict(), ensure_ascii=False)  # type: ignore[union-attr]
    assert stands(frame % kept, form) == [(link.key, "f:1" if form == "lines" else "f:embed")]


def test_json_is_indented_as_its_file_is() -> None:
    link = Link(key="link:url:https://a.example/", url="https://a.example/", title="Nebel")
    told = {link.key: Finding(embed=replace(link, title="Fog", status=Status(state="gone")))}
    for indent, newline in ("\t", "\n"), (2, "\r\n"), (3, "\n"):
        text = json.dumps({"posts": [link.to_dict(), 1.50]}, indent=indent).replace("\n", newline)
        new = json.dumps({"posts": [told[link.key].embed.to_dict(), 1.50]}, indent=indent)  # type: ignore[union-attr]
        assert mended(text, "json", told) == new.replace("\n", newline)


def test_broken_json_names_the_line() -> None:
    with pytest.raises(InvalidData, match="f:2: is no JSON"):
        list(standing('{"a": 1}\n{nonsense', "lines", "f"))
    with pytest.raises(InvalidData, match="f: is no JSON"):
        list(standing("nonsense", "json", "f"))

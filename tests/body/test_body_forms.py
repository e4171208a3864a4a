"""Every form of embed code, one row each: `forms/*.toml` holds posts and what is found in them, by family of form.

A new case is a new row: `post`, and `found`, the embeds in order as `kind key`, or as a table with `is` and any of the
names in `said` below. What is found must be the whole post, but for `rest`. `holes` are the reasons of what names
nothing.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mediakit import body
from mediakit.embed import Gallery

ROWS = [
    (f"{path.stem}: {row['name']}", row)
    for path in sorted((Path(__file__).parent / "forms").glob("*.toml"))
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]
]


def said(found: body.Found, names: list[str]) -> dict[str, object]:
    """What a row says of one embed, by the names that the row uses."""
    embed = found.embed
    photos = embed.photos if isinstance(embed, Gallery) else ()
    values: dict[str, object] = {
        "is": f"{embed.kind} {embed.key}",
        "title": embed.title,
        "description": embed.description,
        "text": embed.text,
        "author": embed.authors[0].name if embed.authors else None,
        "duration": embed.duration,
        "start": embed.start,
        "image": embed.images[0].url if embed.images else None,
        "player": embed.player.url if embed.player is not None else None,
        "photos": [each.url for each in photos],
        "captions": [each.caption or "" for each in photos],
        "credits": [each.credit or "" for each in photos],
        "caption": found.caption,
        "credit": found.credit,
        "alt": found.alt,
    }
    return {name: values[name] for name in names}


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("row", [row for _, row in ROWS], ids=[name for name, _ in ROWS])
def test_form(row: dict[str, object]) -> None:
    post, base = str(row["post"]), str(row.get("base_url", "https://example.org/post/"))
    expected = [{"is": each} if isinstance(each, str) else each for each in row.get("found", [])]  # type: ignore[attr-defined]
    base_url = base or None
    found = list(body.find(post, base_url=base_url))
    names = [list(each) for each in expected]
    names += [["is"]] * (len(found) - len(expected))
    assert [said(each, wanted) for each, wanted in zip(found, names, strict=False)] == expected
    rest = post
    for each in found:
        assert post[each.span[0] : each.span[1]] == each.markup
        rest = rest.replace(each.markup, "", 1)
    if not row.get("holes"):
        assert squeezed(rest) == squeezed(str(row.get("rest", "")))
    assert [hole.reason for hole in body.holes(post, base_url=base_url)] == row.get("holes", [])


def test_no_name_stands_twice() -> None:
    assert len({name for name, _ in ROWS}) == len(ROWS)

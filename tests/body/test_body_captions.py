"""House forms of captions: the words about a picture and whose it is, told apart."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from mediakit.body import captions

ROWS = [
    (text, caption or None, credit or None)
    for group in tomllib.loads((Path(__file__).parent / "captions.toml").read_text(encoding="utf-8")).values()
    for text, (caption, credit) in group.items()
]


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        (
            "Left to right: the mayor, the pilot | Ana Lim/Reuters",
            "Left to right: the mayor, the pilot",
            "Ana Lim/Reuters",
        ),
        ("The tower at noon. (Photo: Ana Lim/AFP)", "The tower at noon.", "Ana Lim/AFP"),
        ("The tower at noon. (Photo by Ana Lim/Getty Images)", "The tower at noon.", "Ana Lim/Getty Images"),
        ("The tower at noon. [Ana Lim/Reuters]", "The tower at noon.", "Ana Lim/Reuters"),
        ("The tower at noon (AP Photo/Ana Lim)", "The tower at noon", "AP Photo/Ana Lim"),
        ("The tower at noon. Photograph: Ana Lim/EPA", "The tower at noon.", "Ana Lim/EPA"),
        ("The tower at noon. Credit: Ana Lim", "The tower at noon.", "Ana Lim"),
        ("The tower at noon. Picture: Ana Lim", "The tower at noon.", "Ana Lim"),
        ("Der Turm. Foto: Ana Lim/dpa", "Der Turm.", "Ana Lim/dpa"),
        ("La tour. Crédit photo : Ana Lim", "La tour.", "Ana Lim"),
        ("Башня. Фото: Анна Лим", "Башня.", "Анна Лим"),
        ("The tower at noon. REUTERS/Ana Lim", "The tower at noon.", "REUTERS/Ana Lim"),
        ("The tower at noon. Ana Lim/Getty Images", "The tower at noon.", "Ana Lim/Getty Images"),
        ("The tower at noon © Ana Lim", "The tower at noon", "© Ana Lim"),
        ("The tower at noon. © 2016 Ana Lim", "The tower at noon.", "© 2016 Ana Lim"),
        ("The tower at noon — Photo: Ana Lim", "The tower at noon", "Ana Lim"),
        ("Photo: Ana Lim", None, "Ana Lim"),
        ("(Reuters)", None, "Reuters"),
        ("Courtesy of the harbour museum", None, "Courtesy of the harbour museum"),
        ("The tower (left) and the pier (right)", "The tower (left) and the pier (right)", None),
        ("The source of the river: nobody knows", "The source of the river: nobody knows", None),
        ("A photo by night shows nothing", "A photo by night shows nothing", None),
        ("Video by night shows nothing", "Video by night shows nothing", None),
        ("Is it true | or not?", "Is it true | or not?", None),
        ("", None, None),
    ],
)
def test_caption_and_credit(text: str, caption: str | None, credit: str | None) -> None:
    assert captions.apart(text) == (caption, credit)


@pytest.mark.parametrize(("text", "caption", "credit"), ROWS, ids=[text for text, _, _ in ROWS])
def test_house_forms(text: str, caption: str | None, credit: str | None) -> None:
    assert captions.apart(text) == (caption, credit)


def test_no_text_takes_long() -> None:
    for bit in ("( ", "Photo: ", "a | ", "A. ", "Ana Lim ", "© ", "A/"):
        captions.apart(bit * 50_000)
        captions.apart(bit * (2_900 // len(bit)))

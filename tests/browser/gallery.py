"""A page of every card, for the browser tests and for the eye: `python tests/browser/gallery.py FOLDER`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))

from card_cases import NAMES, THEME, case, media

from mediakit import cards
from mediakit.cards import Theme
from mediakit.html import Html, join, tag

VARIANTS = [(mode, lang) for mode in ("facade", "player", "static") for lang in ("en", "ar")]
PAGE_CSS = """
:root { color-scheme: light dark; background: light-dark(#f6f5f2, #121212); color: light-dark(#1a1a1a, #ededed); }
body { margin: 0 auto; padding: 1rem; max-inline-size: 42rem; font: 1rem/1.5 system-ui, sans-serif; }
"""


def theme(mode: str, lang: str) -> Theme:
    return replace(THEME, mode=mode, lang=lang, heading=2)  # type: ignore[arg-type]


def page(mode: str, lang: str, names: list[str] = NAMES) -> str:
    """A whole HTML document with these cases, in a column."""
    chosen = theme(mode, lang)
    head = tag(
        "head",
        {},
        Html('<meta charset="utf-8"><meta name="viewport" content="width=device-width">'),
        tag("title", {}, f"Cards: {mode}, {lang}"),
        Html('<link rel="stylesheet" href="page.css"><link rel="stylesheet" href="cards.css">'),
    )
    shown = join(cards.html(case(name), chosen) for name in names)
    body = tag("body", {}, tag("main", {}, tag("h1", {}, "Cards"), shown))
    return Html("<!doctype html>\n") + tag("html", {"lang": lang, "dir": chosen.dir}, head, body) + "\n"


def pictures(folder: Path) -> None:
    """Pictures of our own for the cases: a sea and a sky, drawn by code."""
    from PIL import Image, ImageDraw, ImageFilter

    folder.mkdir(parents=True, exist_ok=True)
    sizes = {"ferry.jpg": (1280, 720), "bridge.jpg": (1280, 720), "quay.jpg": (1600, 1067), "cover.jpg": (600, 600)}
    for number, (name, (width, height)) in enumerate({**sizes, "map.jpg": (1280, 720)}.items()):
        image = Image.new("RGB", (width, height))
        draw = ImageDraw.Draw(image)
        horizon = height * (55 + 5 * (number % 3)) // 100
        for y in range(height):
            share = y / horizon if y < horizon else (y - horizon) / (height - horizon)
            warm, cold = ((232, 170 - 20 * number, 120), (64 + 14 * number, 92, 128))
            top, bottom = (cold, warm) if y < horizon else ((150, 120, 110), (24, 44, 62))
            draw.line([(0, y), (width, y)], tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
        sun = height // 9
        draw.ellipse((width * 0.62, horizon - sun * 1.4, width * 0.62 + 2 * sun, horizon + sun * 0.6), (255, 226, 176))
        draw.rectangle((0, horizon, width, horizon + 2), (40, 52, 66))
        for boat in range(3):
            x, size = width * (0.15 + 0.2 * boat), height / (9 + boat)
            draw.polygon(
                [
                    (x, horizon),
                    (x + size * 2.2, horizon),
                    (x + size * 1.8, horizon + size * 0.5),
                    (x + size * 0.3, horizon + size * 0.5),
                ],
                (28, 34, 44),
            )
            draw.rectangle((x + size * 0.8, horizon - size * 0.6, x + size * 1.4, horizon), (240, 236, 226))
        image.filter(ImageFilter.GaussianBlur(1.2)).save(folder / name, quality=82)


def build(folder: Path) -> dict[tuple[str, str], Path]:
    """Every variant of the page in a folder, with its stylesheets and pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cards.css").write_text(cards.stylesheet(), "utf-8")
    (folder / "page.css").write_text(PAGE_CSS, "utf-8")
    pictures(folder / media(""))
    written = {}
    for mode, lang in VARIANTS:
        path = folder / f"{mode}-{lang}.html"
        path.write_text(page(mode, lang), "utf-8")
        written[mode, lang] = path
    return written


if __name__ == "__main__":
    for path in build(Path(sys.argv[1])).values():
        print(path)

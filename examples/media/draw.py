"""Draws the pictures of the example live blog: scenes of a lighthouse that is moved inland, as SVG, then as JPEG.

    python examples/media/draw.py FOLDER

Needs Chromium (to set the SVG) and Pillow (to write the JPEG). Every scene is a list of shapes; nothing is random, so the
same code draws the same picture. The pictures in mediakit/example/ were made with it.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIES = {
    "dawn": ("#20304f", "#7b5e7b", "#f2a477", "#fbd9a6"),
    "day": ("#5b9bd0", "#8fc0e4", "#cfe6f3", "#f4f1e4"),
    "noon": ("#3f7fbd", "#7db3dc", "#bfdcee", "#eef3ee"),
    "storm": ("#2b333d", "#46525e", "#6d7a83", "#9aa3a3"),
    "dusk": ("#1b2140", "#4a3a6b", "#b35b73", "#f3b27a"),
    "night": ("#070d1f", "#101c38", "#1e3152", "#38506e"),
}


def sky(kind: str, width: int, height: int) -> str:
    """The sky: four colours from the top to the horizon."""
    stops = "".join(f'<stop offset="{i / 3:.2f}" stop-color="{c}"/>' for i, c in enumerate(SKIES[kind]))
    return (
        f'<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient></defs>'
        f'<rect width="{width}" height="{height}" fill="url(#sky)"/>'
    )


def sun(x: float, y: float, r: float, colour: str = "#fff1cf") -> str:
    """Sun or moon with two halos."""
    return "".join(
        f'<circle cx="{x}" cy="{y}" r="{r * k}" fill="{colour}" opacity="{o}"/>'
        for k, o in ((2.6, 0.12), (1.7, 0.2), (1, 0.95))
    )


def sea(y: float, width: int, height: int, colour: str) -> str:
    """The sea below `y`, with rows of light."""
    rows = "".join(
        f'<path d="M{(i * 173) % width - 60} {y + 12 + i * 9} q30 -5 60 0 t60 0 t60 0" stroke="#fff" stroke-width="2" fill="none" opacity="{0.28 - i * 0.012:.3f}"/>'
        for i in range(18)
    )
    return f'<rect y="{y}" width="{width}" height="{height - y}" fill="{colour}"/>{rows}'


def land(points: str, colour: str) -> str:
    """A dune or a meadow: a closed path."""
    return f'<path d="{points} Z" fill="{colour}"/>'


def lighthouse(x: float, base: float, h: float, lit: bool = False, frame: bool = True) -> str:
    """The tower, standing at `x` on `base`, `h` high; on its steel frame when it is on the move."""
    w, top = h * 0.17, h * 0.11
    out = []
    if lit:
        out.append(
            f'<path d="M{x} {base - h * 0.93} L{x - h * 2.4} {base - h * 1.25} L{x - h * 2.4} {base - h * 0.7} Z" fill="#ffe9a8" opacity=".33"/>'
        )
    for i in range(6):
        y0, y1 = base - h * 0.82 * i / 6, base - h * 0.82 * (i + 1) / 6
        a, b = w - (w - top) * i / 6, w - (w - top) * (i + 1) / 6
        out.append(
            f'<path d="M{x - a} {y0} L{x + a} {y0} L{x + b} {y1} L{x - b} {y1} Z" fill="{("#b3402f", "#f5efe3")[i % 2]}"/>'
        )
        out.append(
            f'<path d="M{x + a * 0.35} {y0} L{x + a} {y0} L{x + b} {y1} L{x + b * 0.35} {y1} Z" fill="#000" opacity=".13"/>'
        )
    g = base - h * 0.82
    out.append(f'<rect x="{x - top * 1.5}" y="{g - h * 0.025}" width="{top * 3}" height="{h * 0.03}" fill="#26313c"/>')
    out.append(
        f'<rect x="{x - top * 0.8}" y="{g - h * 0.12}" width="{top * 1.6}" height="{h * 0.1}" fill="{"#ffe08a" if lit else "#bfd6de"}" stroke="#26313c" stroke-width="{h * 0.012}"/>'
    )
    out.append(f'<path d="M{x - top} {g - h * 0.12} Q{x} {g - h * 0.24} {x + top} {g - h * 0.12} Z" fill="#26313c"/>')
    for k in (0.2, 0.45):
        out.append(
            f'<rect x="{x - h * 0.02}" y="{base - h * k}" width="{h * 0.04}" height="{h * 0.06}" rx="{h * 0.02}" fill="#26313c"/>'
        )
    if frame:
        out.append(f'<rect x="{x - w * 1.9}" y="{base}" width="{w * 3.8}" height="{h * 0.05}" fill="#e0a526"/>')
        out.append(
            f'<path d="M{x - w * 1.7} {base} L{x - w} {base - h * 0.16} M{x + w * 1.7} {base} L{x + w} {base - h * 0.16}" stroke="#e0a526" stroke-width="{h * 0.018}"/>'
        )
        for k in range(8):
            out.append(
                f'<circle cx="{x - w * 1.7 + k * w * 0.486}" cy="{base + h * 0.072}" r="{h * 0.022}" fill="#2a2a2a"/>'
            )
    return "".join(out)


def rails(y: float, width: int) -> str:
    """Two rails on sleepers, across the picture."""
    sleepers = "".join(
        f'<rect x="{x}" y="{y + 2}" width="16" height="13" fill="#5a4634"/>' for x in range(-10, width, 46)
    )
    return f'{sleepers}<rect y="{y}" width="{width}" height="5" fill="#8d949b"/><rect y="{y + 12}" width="{width}" height="5" fill="#767d84"/>'


def people(y: float, xs: range, colour: str = "#1f2733", umbrellas: bool = False) -> str:
    """A row of onlookers from behind, each a little different by its place."""
    out = []
    for i, x in enumerate(xs):
        h = 46 + (i * 37) % 23
        out.append(
            f'<circle cx="{x}" cy="{y - h}" r="10" fill="{colour}"/><path d="M{x - 17} {y} Q{x - 17} {y - h + 12} {x} {y - h + 12} Q{x + 17} {y - h + 12} {x + 17} {y} Z" fill="{colour}"/>'
        )
        if umbrellas and i % 2 == 0:
            c = ("#b3402f", "#e0a526", "#3f7fbd", "#4d8066")[(i // 2) % 4]
            out.append(
                f'<path d="M{x - 44} {y - h - 22} Q{x} {y - h - 74} {x + 44} {y - h - 22} Z" fill="{c}"/><path d="M{x} {y - h - 22} V{y - h + 22}" stroke="{colour}" stroke-width="3"/>'
            )
    return "".join(out)


def boat(x: float, y: float, s: float, colour: str = "#26313c") -> str:
    """A small sailing boat."""
    return f'<path d="M{x - 40 * s} {y} L{x + 40 * s} {y} L{x + 28 * s} {y + 14 * s} L{x - 28 * s} {y + 14 * s} Z" fill="{colour}"/><path d="M{x} {y - 4 * s} V{y - 78 * s} L{x + 34 * s} {y - 12 * s} Z" fill="#f5efe3"/><path d="M{x - 4 * s} {y - 10 * s} V{y - 66 * s} L{x - 26 * s} {y - 10 * s} Z" fill="#e7dcc6"/>'


def svg(width: int, height: int, *shapes: str) -> str:
    """The whole picture."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{"".join(shapes)}</svg>'


W, H = 1280, 720
SCENES = {
    "hero": svg(
        W,
        H,
        sky("dawn", W, H),
        sun(980, 470, 52),
        sea(500, W, H, "#37506f"),
        boat(1090, 520, 0.9),
        land("M0 600 Q320 520 700 560 T1280 610 V720 H0", "#6b6f52"),
        land("M0 650 Q400 600 820 636 T1280 660 V720 H0", "#4b5340"),
        rails(622, W),
        lighthouse(430, 590, 470),
        people(712, range(700, 1240, 58)),
    ),
    "rails": svg(
        W,
        H,
        sky("day", W, H),
        sun(200, 130, 40),
        sea(400, W, H, "#5d92b5"),
        land("M0 470 Q500 400 1280 460 V720 H0", "#93a26d"),
        '<path d="M520 470 L610 470 L1010 720 L270 720 Z" fill="#b9a98a"/>',
        *(
            f'<rect x="{640 - 75 - k * 33}" y="{486 + k * k * 3.6:.0f}" width="{(75 + k * 33) * 1.75:.0f}" height="{6 + k * 2.2:.0f}" fill="#5a4634"/>'
            for k in range(8)
        ),
        '<path d="M545 470 L370 720 h26 L556 470 Z M578 470 L892 720 h26 L588 470 Z" fill="#8d949b"/>',
        lighthouse(565, 448, 250),
    ),
    "crowd": svg(
        W,
        H,
        sky("storm", W, H),
        sea(430, W, H, "#4d606c"),
        land("M0 540 Q600 470 1280 520 V720 H0", "#5f684f"),
        lighthouse(880, 520, 400),
        people(720, range(40, 1260, 64), umbrellas=True),
        *(
            f'<path d="M{x} {(x * 7) % 690} l-7 26" stroke="#dfe6ea" stroke-width="2" opacity=".4"/>'
            for x in range(10, 1280, 29)
        ),
    ),
    "start": svg(
        W,
        H,
        sky("noon", W, H),
        sea(470, W, H, "#4680a6"),
        land("M0 560 Q640 500 1280 570 V720 H0", "#7f9160"),
        rails(640, W),
        lighthouse(560, 604, 520),
        '<path d="M690 630 h170 l26 -26 h-222 Z" fill="#e0a526"/><rect x="812" y="560" width="60" height="46" fill="#e0a526"/><rect x="822" y="568" width="40" height="24" fill="#bfd6de"/>',
        people(716, range(930, 1250, 62)),
    ),
    "drone": svg(
        W,
        H,
        '<rect width="1280" height="720" fill="#8ea070"/>',
        '<path d="M0 0 H420 Q500 160 410 330 T470 720 H0 Z" fill="#4b86a8"/><path d="M420 0 Q500 160 410 330 T470 720 h70 Q450 520 486 330 T500 0 Z" fill="#e8dcb8"/>',
        '<path d="M560 330 L1280 250 v60 L560 390 Z" fill="#b9a98a"/>',
        '<path d="M560 346 L1280 266 M560 374 L1280 294" stroke="#767d84" stroke-width="6"/>',
        '<g transform="translate(880 322)"><rect x="-64" y="-56" width="128" height="112" fill="#e0a526"/><circle r="46" fill="#f5efe3"/><circle r="32" fill="#b3402f"/><circle r="18" fill="#26313c"/><path d="M0 0 L300 250 L336 214 Z" fill="#000" opacity=".18"/></g>',
        *(
            f'<circle cx="{620 + (i * 91) % 600}" cy="{450 + (i * 53) % 220}" r="7" fill="{("#1f2733", "#b3402f", "#f5efe3", "#3f7fbd")[i % 4]}"/>'
            for i in range(70)
        ),
    ),
    "museum": svg(
        W,
        H,
        sky("dusk", W, H),
        land("M0 600 Q640 560 1280 600 V720 H0", "#3a3d44"),
        '<rect x="220" y="420" width="840" height="190" fill="#51392f"/><path d="M180 420 L640 300 L1100 420 Z" fill="#34251f"/>',
        *(f'<rect x="{260 + i * 105}" y="470" width="58" height="80" fill="#ffd98a"/>' for i in range(8)),
        '<rect x="596" y="520" width="88" height="90" fill="#26313c"/>',
        lighthouse(1010, 600, 430, lit=True, frame=False),
        people(716, range(120, 560, 66)),
    ),
    "harbour": svg(
        W,
        H,
        sky("day", W, H),
        sun(1050, 150, 44),
        sea(420, W, H, "#4680a6"),
        boat(300, 470, 1.6),
        boat(620, 520, 2.2, "#b3402f"),
        boat(960, 460, 1.3),
        land("M0 640 H1280 V720 H0", "#5a4634"),
        *(f'<rect x="{60 + i * 150}" y="600" width="26" height="90" fill="#3c2f24"/>' for i in range(9)),
    ),
    "storm": svg(
        720,
        720,
        sky("storm", 720, 720),
        sea(470, 720, 720, "#33424c"),
        '<path d="M0 560 Q90 420 190 540 T390 520 T600 545 T760 500 V720 H0 Z" fill="#445864"/><path d="M0 600 Q110 500 230 590 T470 580 T760 560 V720 H0 Z" fill="#2c3a44"/>',
        lighthouse(420, 560, 420, lit=True, frame=False),
        '<path d="M150 60 l-40 96 h34 l-30 84 92 -118 h-40 l30 -62 Z" fill="#ffe9a8"/>',
    ),
    "cover": svg(
        1400,
        1400,
        sky("dusk", 1400, 1400),
        sun(300, 330, 90, "#fff1cf"),
        sea(980, 1400, 1400, "#2b3358"),
        land("M0 1160 Q700 1040 1400 1150 V1400 H0", "#1f2733"),
        lighthouse(860, 1130, 860, lit=True, frame=False),
        '<g fill="#fff6e5" font-family="Noto Sans, sans-serif" font-weight="700"><text x="90" y="1270" font-size="132">Tide Tables</text><text x="94" y="1344" font-size="50" font-weight="400">stories from the edge of the land</text></g>',
    ),
}


def main(folder: Path) -> None:
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or sys.exit("Chromium is needed: apt-get install chromium")
    for name, picture in SCENES.items():
        width, height = (int(part.split('"')[1]) for part in picture.split(" ")[2:4])
        with tempfile.TemporaryDirectory() as scratch:
            page = Path(scratch, "page.html")
            page.write_text(
                f"<!doctype html><style>body{{margin:0}}svg{{display:block}}</style>{picture}", encoding="utf-8"
            )
            shot = Path(scratch, "shot.png")
            subprocess.run(
                [
                    chromium,
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--hide-scrollbars",
                    "--force-device-scale-factor=1",
                    f"--window-size={width},{height}",
                    f"--screenshot={shot}",
                    page.as_uri(),
                ],
                check=True,
                capture_output=True,
            )
            out = io.BytesIO()
            Image.open(shot).convert("RGB").crop((0, 0, width, height)).save(
                out, "JPEG", quality=70, optimize=True, progressive=True
            )
            (folder / f"{name}.jpg").write_bytes(out.getvalue())
        print(f"{name}.jpg {width}x{height}, {len(out.getvalue())} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

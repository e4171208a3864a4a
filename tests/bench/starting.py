"""Starting: what an import and a first card cost a fresh process, beside the interpreter alone and others' imports."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from typing import Literal

from bench.contest import Bar, Bench, Contender, Results, Work, at_most

GIVEN = "fresh process"
BARE, IMPORT = "the interpreter alone", "import mediakit"
CARD = "import, first recognize, first card"
URL = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
CODES = {
    IMPORT: ("import mediakit", ()),
    BARE: ("pass", ()),
    CARD: (f"import mediakit; assert mediakit.card(mediakit.recognize({URL!r}))", ()),
    "import lxml.html": ("import lxml.html", ()),
    "import bs4": ("import bs4", ()),
    "import micawber": ("import micawber", ("micawber",)),
    "import micawber, load the registry it brings": ("import micawber; micawber.bootstrap_oembed()", ("micawber",)),
    "import extruct": ("import extruct", ("extruct",)),
    "import metadata_parser": ("import metadata_parser", ("metadata_parser",)),
    "import linkpreview": ("import linkpreview", ("linkpreview",)),
}


def inputs(size: Literal["full", "smoke"]) -> dict[str, list[None]]:
    return {GIVEN: [None] * (10 if size == "full" else 1)}


def run(code: str) -> Work:
    # Bytecode of its own, whatever the environment says of it: the unmeasured first start writes it.
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder)
    env = os.environ | {"PYTHONPYCACHEPREFIX": folder}
    env.pop("PYTHONDONTWRITEBYTECODE", None)

    def once(_: None) -> bool:
        return subprocess.run([sys.executable, "-c", code], env=env, check=True).returncode == 0

    return once


def bars(results: Results) -> Sequence[Bar]:
    lines = results.lines[GIVEN]
    bare = lines[BARE].median * 1e3
    return (
        at_most("import mediakit: under 10 ms above the interpreter", lines[IMPORT].median * 1e3 - bare, 10, "ms"),
        at_most("first card: under 60 ms, the interpreter included", lines[CARD].median * 1e3, 60, "ms"),
    )


BENCH = Bench(
    title="Starting",
    about="CPU of a whole process that ends at once: the interpreter, the imports (from bytecode), the first use.",
    unit="ms a process",
    scale=1e3,
    contenders=tuple(
        Contender(name=name, make=partial(run, code), needs=needs) for name, (code, needs) in CODES.items()
    ),
    inputs=inputs,
    bars=bars,
    clock="children",
)

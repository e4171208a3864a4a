"""The house stands on its ground: imports go down only, and each outside library stays in its one room."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "mediakit"

# Each room may import the rooms that stand lower. Whoever adds a module adds it here, and thinks where it belongs.
LEAVES = {"errors", "chars", "url", "html", "markup", "times", "fields", "frozen", "pictures", "expiry"}
VALUES = LEAVES | {"embed", "merging", "kept"}
FLOW = {"flow", "policy", "content", "hops", "takedown", "freshness"}
BELOW: dict[str, set[str]] = {
    **dict.fromkeys(LEAVES, LEAVES),
    "embed": VALUES,  # `to_dict` hands over to `kept`, inside the method
    "merging": VALUES,
    "kept": VALUES,
    "prose": VALUES,
    "providers": VALUES,
    "read": VALUES | {"providers", "prose"},
    "body": VALUES | {"providers", "prose", "read"},
    "recognition": VALUES | {"providers", "body"},
    "salvage": VALUES | {"providers", "read", "body"},
    "flow": VALUES,
    "policy": VALUES | {"flow"},  # limits are per `Purpose`
    "content": VALUES | {"flow"},  # so are the types that are let in
    "hops": VALUES | FLOW,
    "takedown": VALUES,
    "freshness": VALUES,
    "drivers": VALUES | FLOW,
    "many": set(),
    "resolution": VALUES | FLOW | {"providers", "read", "recognition"},
    "keeping": VALUES | FLOW | {"providers"},
    "fetch": VALUES | FLOW,
    "store": VALUES | FLOW,
    "client": VALUES
    | FLOW
    | {"providers", "recognition", "resolution", "keeping", "drivers", "fetch", "store", "many"},
    "refreshing": VALUES | FLOW | {"store", "client"},
    "audit": VALUES | FLOW | {"providers", "read", "body", "cards", "resolution", "keeping", "drivers", "many"},
    "cards": VALUES,
    "feeds": VALUES,
    "live": VALUES | {"cards", "feeds", "read", "body", "prose", "providers"},
    "podcast": VALUES | {"feeds", "prose", "flow"},
}
TOP = {"cli", "example", "integrations", "__init__", "__main__"}
# Where each outside library's words may be spoken.
OUTSIDE = {
    "bs4": {"body"},
    "feedgen": {"feeds"},
    "lxml": {"read", "feeds", "podcast"},
    "mutagen": {"podcast.audio"},
    "aiohttp": {"fetch"},
    "certifi": {"fetch"},
    "requests": {"fetch"},
    "urllib3": {"fetch"},
    "socket": {"fetch"},
    "ssl": {"fetch"},
    "idna": {"url"},
    "yarl": {"fetch"},
    "redis": {"store"},
}
STDLIB_ONLY_IN = {"pickle": set(), "sqlite3": {"store"}}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_go_down_only(path: Path) -> None:
    name = name_of(path)
    room = name.split(".")[0] or "__init__"
    if room in TOP:
        return
    assert room in BELOW, f"{name} stands in no room: give it its place in the table above"
    ours = {each.split(".")[1] for each in imported(path) if each.startswith("mediakit.")}
    upward = {each for each in ours if (PACKAGE / each).is_dir() or (PACKAGE / f"{each}.py").is_file()}
    upward -= BELOW[room] | {room}
    assert not upward, f"{name} imports {sorted(upward)}, which stand beside or above it"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_outside_libraries_stay_in_their_rooms(path: Path) -> None:
    name = name_of(path)
    room = name.split(".")[0]
    for library, rooms in {**OUTSIDE, **STDLIB_ONLY_IN}.items():
        if any(each == library or each.startswith(f"{library}.") for each in imported(path)):
            assert room in rooms or name in rooms, f"{name} imports {library}, which only {sorted(rooms)} may"


def test_the_table_names_only_rooms_that_exist() -> None:
    rooms = {name_of(path).split(".")[0] for path in modules()} - {""}
    assert set(BELOW) <= rooms

"""The page of an audit in a real browser: valid, accessible, no sideways scroll, whatever stands in it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from harness import opened, served, validate

from mediakit import Link, audit
from mediakit.audit import Finding, Issue, Place, Repair, Sign

NOW = datetime(2026, 11, 22, 19, tzinfo=UTC)
LONG = "https://example.org/" + "harbour" * 30
NAMES = ("The horn of the Aurora", "مرحبا بكم في الميناء", "<b>&amp;", None)


def findings() -> Iterator[Finding]:
    link = Link(key="link:url:https://example.org/", url="https://example.org/")
    places = (Place(file="posts/0905.html", line=3), Place(file=LONG, path="posts[3].body[1]"))
    yield Finding(embed=None, places=places, issues=(Issue(sign="hole", level="error", message=LONG),))
    for number, sign in enumerate(get_args(Sign)):
        level = audit.LEVELS[number % 3]
        repair = Repair(kind="archive", url=LONG) if number % 2 else Repair(kind="snapshot")
        embed = replace(link, url=LONG if number % 3 else link.url, title=NAMES[number % 4])
        yield Finding(
            embed=embed, places=places, issues=(Issue(sign=sign, level=level, message="so it is"),), repair=repair
        )
    yield Finding(embed=link, places=places)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("audit-page")
    (made / "audit.html").write_text(audit.page(findings(), NOW))
    (made / "empty.html").write_text(audit.page([], NOW))
    return made


def test_the_validator_has_nothing_to_say(folder: Path, vnu: None) -> None:
    assert validate([folder / "audit.html", folder / "empty.html"]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_accessible_and_in_its_bounds(browser: Any, axe: None, folder: Path, scheme: Any, width: int) -> None:
    with (
        served(folder) as site,
        opened(browser, f"{site}audit.html", scheme=scheme, width=width, policy="bypassed") as page,
    ):
        assert page.violations() == []
        assert page.sideways() == 0
        assert page.outside == []

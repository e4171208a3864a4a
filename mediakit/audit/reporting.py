"""Reporting: findings as rows for a table, as JSON, as a page of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from mediakit.audit.findings import LEVELS, Finding, Level
from mediakit.embed import Embed
from mediakit.fields import JSON
from mediakit.html import Html, join, tag
from mediakit.times import iso

SIGNS: Final = {
    "alive": "alive",
    "gone": "gone",
    "retired": "provider closed",
    "private": "private",
    "hole": "hole",
    "embed_off": "embedding off",
    "geo": "not everywhere",
    "age": "age check",
    "login": "log-in",
    "not_framable": "player locked out",
    "expiring": "picture expires",
    "moved": "moved",
    "blocked": "programs kept out",
    "unreachable": "no answer",
}
_REPAIRS: Final = {
    "relink": "write its new address",
    "archive": "show what was kept, with the archived copy",
    "snapshot": "show what was kept",
}
_HEADS: Final[dict[Level, str]] = {"error": "Lost", "warning": "At risk", "info": "To know", "ok": "Alive"}


def row(finding: Finding) -> tuple[str, str, str, str]:
    """A finding as the cells of a table: state, what it is, where it stands, what is wrong and what mends it."""
    where = ", ".join(str(place) for place in finding.places[:3])
    if len(finding.places) > 3:
        where += f" and {len(finding.places) - 3} more"
    said = "; ".join(issue.message for issue in finding.issues)
    if finding.repair is not None:
        said += f" -> {_REPAIRS[finding.repair.kind]}" + (f": {finding.repair.url}" if finding.repair.url else "")
    return SIGNS[finding.sign], _name(finding.embed), where, said


def to_dict(finding: Finding) -> dict[str, JSON]:
    """A finding as JSON: the level and sign, the embed in its kept form, places, issues, the repair."""
    return {
        "level": finding.level,
        "sign": finding.sign,
        "embed": finding.embed.to_dict() if finding.embed is not None else None,
        "places": [{"file": place.file, "line": place.line, "path": place.path} for place in finding.places],
        "issues": [
            {
                "sign": issue.sign,
                "level": issue.level,
                "message": issue.message,
                "at": iso(issue.at) if issue.at is not None else None,
            }
            for issue in finding.issues
        ],
        "repair": {"kind": finding.repair.kind, "url": finding.repair.url} if finding.repair is not None else None,
    }


def page(findings: Iterable[Finding], now: datetime) -> str:
    """The findings as a page of their own, the worst first; it needs nothing beside it, and no script.

    >>> from datetime import UTC
    >>> "Nothing was checked" in page([], datetime(2026, 1, 2, tzinfo=UTC))
    True
    """
    every = sorted(findings, key=lambda each: (LEVELS.index(each.level), each.sign, _name(each.embed)))
    counts = Counter(each.level for each in every)
    title = f"Audit of {len(every)} embeds" if len(every) != 1 else "Audit of 1 embed"
    summary = [
        tag("li", {"data-level": level}, tag("b", None, str(counts[level])), f" {_HEADS[level].lower()}")
        for level in LEVELS
        if counts[level]
    ]
    groups = [
        tag(
            "section",
            {"data-level": level, "aria-labelledby": level},
            tag("h2", {"id": level}, _HEADS[level]),
            tag("ul", {"class": "findings"}, join(_item(each) for each in every if each.level == level)),
        )
        for level in LEVELS
        if counts[level]
    ]
    moment = tag("time", {"datetime": now.isoformat(timespec="seconds")}, now.strftime("%Y-%m-%d %H:%M %Z").strip())
    head = tag(
        "head",
        None,
        tag("meta", {"charset": "utf-8"}),
        tag("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
        tag("meta", {"name": "color-scheme", "content": "light dark"}),
        tag("title", None, title),
        tag("style", None, Html(_STYLE)),
    )
    main = tag(
        "main",
        None,
        tag("h1", None, title),
        tag("p", None, "Asked ", moment, "."),
        tag("ul", {"class": "counts"}, join(summary)) if summary else tag("p", None, "Nothing was checked."),
        join(groups),
    )
    return Html("<!doctype html>\n") + tag("html", {"lang": "en"}, head, tag("body", None, main)) + "\n"


def _item(finding: Finding) -> Html:
    embed = finding.embed
    name = tag("bdi", None, _name(embed))
    heading = tag("a", {"href": embed.url, "rel": "noopener noreferrer"}, name) if embed is not None else name
    said = [tag("p", None, issue.message) for issue in finding.issues]
    if finding.repair is not None:
        url = finding.repair.url
        link = join((": ", tag("a", {"href": url, "rel": "noopener noreferrer"}, url))) if url is not None else ""
        said.append(tag("p", {"class": "repair"}, f"Repair: {_REPAIRS[finding.repair.kind]}", link))
    places = [tag("li", None, tag("code", None, str(place))) for place in finding.places]
    return tag(
        "li",
        None,
        tag("h3", None, tag("span", {"class": "sign"}, SIGNS[finding.sign]), " ", heading),
        join(said),
        tag("ul", {"class": "places"}, join(places)) if places else "",
    )


def _name(embed: Embed | None) -> str:
    """What people call it: its title, the beginning of its words, its address."""
    if embed is None:
        return "an unnamed embed"
    words = embed.title or embed.text or embed.description
    who = f"{embed.provider.name}: " if embed.provider is not None else ""
    if words is None:
        return who + embed.url
    return who + (words if len(words) <= 80 else words[:79] + "…")


_STYLE: Final = """
:root { color-scheme: light dark; --text: #1a1a1e; --back: #fff; --soft: #55555e; --line: #d9d9e0;
  --error: #a3141c; --warning: #7a4b00; --info: #1f4f8f; --ok: #1c6333; --link: #123f9c; }
@media (prefers-color-scheme: dark) { :root { --text: #ececf1; --back: #16161a; --soft: #b4b4be; --line: #3a3a44;
  --error: #ffa3a0; --warning: #f3c46b; --info: #a9c9ff; --ok: #8fdca6; --link: #b7ccff; } }
body { margin: 0; color: var(--text); background: var(--back); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0; }
h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
ul { padding: 0; margin: 0; list-style: none; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
a { color: var(--link); }
.counts { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin-top: 1rem; }
.findings > li { border-block-start: 1px solid var(--line); padding: .75rem 0; }
.places { display: flex; flex-wrap: wrap; gap: 0 1rem; color: var(--soft); overflow-wrap: anywhere; }
.sign { display: inline-block; border: 1px solid; border-radius: .25rem; padding: 0 .4rem; font-size: .85rem; }
.repair { color: var(--soft); }
[data-level="error"] :is(h2, .sign), [data-level="error"] b { color: var(--error); }
[data-level="warning"] :is(h2, .sign), [data-level="warning"] b { color: var(--warning); }
[data-level="info"] :is(h2, .sign), [data-level="info"] b { color: var(--info); }
[data-level="ok"] :is(h2, .sign), [data-level="ok"] b { color: var(--ok); }
@media print { a { color: inherit; } }
"""

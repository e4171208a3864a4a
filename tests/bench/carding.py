"""cards.html: a kept embed to its card, every golden case; for the link card also as a template compiled by Jinja2."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from bench.contest import Bar, Bench, Contender, Results, Work

OURS, PEER = "mediakit.cards.html", "Jinja2, compiled template"
LINK = "link"
# The link card of the golden cases, by hand: the same elements, words and attributes. A test compares them.
TEMPLATE = """\
<article class="mk-card mk-link" lang="{{ e.lang }}" aria-label="{{ e.title }}"><div class="mk-row">\
<div class="mk-body">{% if e.publisher %}<p class="mk-kicker"><bdi>{{ e.publisher.name }}</bdi></p>{% endif %}\
<h{{ level }} class="mk-title"><a href="{{ e.url }}" rel="noopener noreferrer"><bdi>{{ e.title }}</bdi></a>\
</h{{ level }}><p class="mk-meta">\
{% if e.authors %}<bdi>By {{ e.authors|map(attribute="name")|join(", ") }}</bdi>{% endif %}\
{% if e.published %} · <time datetime="{{ e.published.isoformat() }}"><bdi>{{ e.published|words }}</bdi></time>\
{% endif %}</p>\
{% if e.description %}<p lang="{{ e.lang }}" dir="ltr" class="mk-excerpt">{{ e.description }}</p>{% endif %}\
<p class="mk-links mk-go" aria-hidden="true">View full page</p></div>\
{% for image in e.images if image.role == "card" %}<div class="mk-thumb"><img class="mk-picture" \
src="{{ media(image.local) }}" alt="{{ image.alt or "" }}" width="{{ image.width }}" height="{{ image.height }}" \
loading="lazy" decoding="async"></div>{% endfor %}</div></article>"""


def inputs(size: Literal["full", "smoke"]) -> dict[str, list[Any]]:
    from card_cases import NAMES, case

    names = [LINK, *(name for name in NAMES if name != LINK)]
    found = {name: [case(name)] for name in (names if size == "full" else names[:2])}
    return {"all cases": [item for items in found.values() for item in items], **found}


def html() -> Work:
    from functools import partial

    from card_cases import THEME

    from mediakit import cards

    return partial(cards.html, theme=THEME)


def jinja2() -> Work:
    import jinja2
    from card_cases import media

    def words(moment: Any) -> str:
        return f"{moment.day} {moment:%B %Y, %H:%M} UTC"

    environment = jinja2.Environment(autoescape=True)
    environment.filters["words"] = words
    render = environment.from_string(TEMPLATE).render
    return lambda placed: render(e=placed.embed, level=3, media=media)


def bars(results: Results) -> Sequence[Bar]:
    every = 1 / results.lines["all cases"][OURS].median
    link = 1 / results.lines[LINK][OURS].median
    ratio = results.ratio(OURS, PEER, LINK)
    within = ratio is not None and ratio <= 1.5
    words = "cards.html: at least 20,000 a second, or within 1.5 x of the same card by Jinja2, "
    beside = "" if ratio is None else f", {ratio:.3g} x Jinja2"
    return (
        Bar(f"{words}link card", f"{link:,.0f} a second{beside}", link >= 20_000 or within),
        Bar("cards.html: at least 20,000 a second over all golden cases", f"{every:,.0f} a second", every >= 20_000),
    )


BENCH = Bench(
    title="cards.html",
    about=(
        "A kept embed to its HTML card. Jinja2 renders the one template of the link card, hand-written to give the "
        "same HTML from the same value; mediakit decides what the card says, and which card it is, each time."
    ),
    unit="µs a card",
    scale=1e6,
    contenders=(
        Contender(name=OURS, make=html),
        Contender(name=PEER, make=jinja2, needs=("jinja2",), only=(LINK,)),
    ),
    inputs=inputs,
    bars=bars,
)

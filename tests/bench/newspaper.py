"""Article pages and posts as newspapers write them, made up: the same seed gives the same bytes.

The proportions are about those of 77 real pages: of a page of 230 kB nearly half is script, a thousand bytes hold
four elements; some 30 meta elements, 20 scripts, 50 pictures; links and paragraphs grow with the page.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable

from bench.words import paragraph, sentence

SITE = "https://www.harbour-gazette.example"
EMBEDS = (
    "<p>https://youtu.be/{id}</p>",
    '<iframe width="560" height="315" src="https://www.youtube.com/embed/{id}" title="Video" allowfullscreen></iframe>',
    '<blockquote class="twitter-tweet" data-lang="en"><p lang="en" dir="ltr">{words} <a href="https://t.co/{id}">'
    'pic.twitter.com/{id}</a></p>&mdash; Iris Example (@iris) <a href="https://twitter.com/iris/status/{number}">'
    'January 11, 2016</a></blockquote><script async src="https://platform.twitter.com/widgets.js"></script>',
    '<iframe src="https://player.vimeo.com/video/{short}?dnt=1" width="640" height="360" frameborder="0"></iframe>',
    '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/{id}/" '
    'data-instgrm-version="14"><div><a href="https://www.instagram.com/p/{id}/">{words}</a></div></blockquote>',
    '<audio controls src="/audio/{short}.mp3"></audio>',
    '<figure class="wp-block-embed is-provider-soundcloud"><div class="wp-block-embed__wrapper">\n'
    "https://soundcloud.com/harbour/night-{short}\n</div><figcaption>{words}</figcaption></figure>",
)


def page(size: int, seed: int) -> tuple[bytes, str]:
    """An article page of about `size` bytes (7,000 at least), and its URL."""
    dice = random.Random(seed)
    headline, path = sentence(dice, 9), f"/2016/01/11/story-{seed}-{size}"
    url = SITE + path
    head, foot = _head(dice, headline, url, crowded=size > 20_000), _foot(dice)
    room = size - len(head) - len(foot) - 700
    scripts = _filled(room * 45 // 100, lambda: _script(dice, room // 12))
    story = _filled(room * 18 // 100, lambda: _piece(dice))
    nav = _filled(
        room * 7 // 100,
        lambda: (
            f'<li class="nav__item nav__item--level-2 js-nav" role="none"><a class="nav__link nav__link--pillar" '
            f'role="menuitem" href="/{sentence(dice, 3)[:9]}/" '
            f'data-link-name="nav : primary : harbour" tabindex="-1">{sentence(dice, 2)[:18]}</a></li>'
        ),
    )
    rest = _filled(room * 30 // 100, lambda: _teaser(dice))
    half = len(scripts) // 2
    lines = (
        head,
        *scripts[:half],
        f'</head>\n<body class="article"><header><nav><ul>{"".join(nav)}</ul></nav></header>\n<main><article>',
        f'<h1 class="headline">{headline}</h1><p class="byline">By '
        '<a rel="author" href="/staff/iris">Iris Example</a>, '
        '<time datetime="2016-01-11T20:23:00+00:00">11 January 2016</time></p>',
        *story,
        "</article><aside>",
        *rest,
        "</aside></main>",
        *scripts[half:],
        foot,
    )
    return "\n".join(lines).encode(), url


def post(size: int, seed: int) -> str:
    """The HTML of an editor's post of about `size` bytes: prose, pictures, and an embed for every fifth piece."""
    dice = random.Random(seed)
    pieces = _filled(size, lambda: _piece(dice))
    return "\n".join(piece if number % 5 else _embed(dice) for number, piece in enumerate(pieces, 1))


def _filled(size: int, one: Callable[[], str]) -> list[str]:
    found, length = [], 0
    while length < size:
        found.append(one())
        length += len(found[-1]) + 1
    return found


def _head(dice: random.Random, headline: str, url: str, *, crowded: bool) -> str:
    picture, words = f"{SITE}/pictures/tow.jpg", sentence(dice)
    article = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": url},
        "headline": headline,
        "description": words,
        "datePublished": "2016-01-11T20:23:00Z",
        "dateModified": "2016-01-12T07:40:00Z",
        "author": [{"@type": "Person", "name": "Iris Example", "url": f"{SITE}/staff/iris"}],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": "The Harbour Gazette",
            "logo": {"@type": "ImageObject", "url": f"{SITE}/logo.png", "width": 600, "height": 60},
        },
        "image": [{"@type": "ImageObject", "url": picture, "width": 1280, "height": 720}],
        "keywords": ["harbour", "rescue", "fog"],
        "isAccessibleForFree": True,
    }
    crumbs = {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": f"{SITE}/{name}/"}
            for n, name in enumerate(("news", "coast", "harbour"), 1)
        ],
    }
    named = {
        "description": words,
        "author": "Iris Example",
        "keywords": "harbour, rescue, fog",
        "theme-color": "#123456",
    }
    named |= {"twitter:card": "summary_large_image", "twitter:site": "@gazette", "twitter:title": headline}
    named |= {"twitter:description": words, "twitter:image": picture, "viewport": "width=device-width"}
    stated = {"og:title": headline, "og:type": "article", "og:url": url, "og:description": words, "og:image": picture}
    stated |= {"og:image:width": "1280", "og:image:height": "720", "og:site_name": "The Harbour Gazette"}
    stated |= {"og:locale": "en_GB", "article:published_time": "2016-01-11T20:23:00Z", "article:section": "Coast"}
    if crowded:
        named |= {f"gazette:slot-{n}": sentence(dice, 7) for n in range(6)} | {"robots": "max-image-preview:large"}
        named |= {"parsely-title": headline, "parsely-pub-date": "2016-01-11T20:23:00Z", "dc.creator": "Iris Example"}
    lines = [
        '<!doctype html>\n<html lang="en" prefix="og: https://ogp.me/ns#"><head><meta charset="utf-8">',
        f"<title>{headline} | The Harbour Gazette</title>",
        f'<link rel="canonical" href="{url}"><link rel="icon" sizes="32x32" href="/favicon.png">',
        '<link rel="apple-touch-icon" sizes="180x180" href="/touch.png"><link rel="stylesheet" href="/a.css">',
        f'<link rel="alternate" type="application/json+oembed" href="{SITE}/oembed?url={url}">',
        '<link rel="alternate" type="application/rss+xml" title="All news" href="/feed.xml">',
        *(f'<meta name="{name}" content="{value}">' for name, value in named.items()),
        *(f'<meta property="{name}" content="{value}">' for name, value in stated.items()),
        *(f'<script type="application/ld+json">{json.dumps(each)}</script>' for each in (article, crumbs)),
    ]
    if crowded:
        lines.append("<style>" + "".join(f".c{n}{{margin:{n}px;color:#{n:06x}}}" for n in range(120)) + "</style>")
    return "\n".join(lines)


def _script(dice: random.Random, most: int) -> str:
    """A loader of some hundred characters, or the state of the page as JSON."""
    if dice.random() < 0.6:
        return (
            f'<script async>(function(w,d,s,l,i){{w[l]=w[l]||[];w[l].push({{"gtm.start":1,'
            f'event:"{sentence(dice, 8)}"}});if(w.a<3&&d.b>2){{d.createElement(s).src="https://tags.example/"+i+"?id={dice.getrandbits(48):x}"}}'
            '})(window,document,"script","dataLayer","GTM-X");</script>'
        )
    state: list[dict[str, object]] = []
    length, wanted = 0, dice.randint(min(600, most), max(601, most))
    while length < wanted:
        words = sentence(dice)
        state.append(
            {"id": dice.getrandbits(40), "title": words, "html": f"<p>{words}<\\/p>", "tags": words.split()[:4]}
        )
        length += 2 * len(words) + 120
    return f'<script id="state-{dice.getrandbits(24)}" type="application/json">{json.dumps(state)}</script>'


def _piece(dice: random.Random) -> str:
    kind = dice.random()
    number = dice.randint(1000, 99999)
    if kind < 0.7:
        words = paragraph(dice)
        at = words.find(" ", 60)
        return f'<p class="copy">{words[:at]} <a href="/2015/story-{number}">{sentence(dice, 7)}</a>{words[at:]}</p>'
    if kind < 0.85:
        return (
            f'<figure class="figure"><picture><source media="(min-width: 60em)" srcset="/i/{number}-1280.webp 1280w, '
            f'/i/{number}-640.webp 640w" type="image/webp"><img src="/i/{number}.jpg" width="1280" height="720" '
            f'loading="lazy" alt="{sentence(dice, 8)}"></picture><figcaption>{sentence(dice)} '
            '<span class="credit">Photograph: Jonas Example/Gazette</span></figcaption></figure>'
        )
    if kind < 0.95:
        return f"<h2>{sentence(dice, 7)}</h2>"
    return f"<blockquote><p>{sentence(dice)}</p><cite>Ann Example</cite></blockquote>"


def _embed(dice: random.Random) -> str:
    letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789_-"
    return dice.choice(EMBEDS).format(
        id="".join(dice.choice(letters[:-2]) for _ in range(11)),
        number=dice.randint(6 * 10**17, 7 * 10**17),
        short=dice.randint(10**7, 10**8),
        words=sentence(dice, 14),
    )


def _teaser(dice: random.Random) -> str:
    number = dice.randint(10**5, 10**7)
    picture = f"https://images.harbour-gazette.example/{dice.getrandbits(96):x}/0_0_2500_1500/master/2500"
    sizes = ", ".join(
        f"{picture}.jpg?width={width}&amp;quality=85&amp;s={dice.getrandbits(64):x} {width}w"
        for width in (140, 300, 465, 620, 860)
    )
    facts = json.dumps({"id": number, "section": "coast", "position": number % 17, "ab": f"{dice.getrandbits(40):x}"})
    return (
        f'<div class="card card--teaser card--{number % 5} js-card u-faux-block-link" data-id="{number}" '
        f"data-track='{facts}'><a class=\"card__link u-faux-block-link__overlay js-headline-text\" "
        f'href="/coast/2016/jan/11/story-{number}.html" data-link-name="article"><div class="card__media">'
        f'<img class="card__image js-lazy" src="{picture}.jpg?width=300" srcset="{sizes}" alt="" width="320" '
        'height="180" loading="lazy" sizes="(min-width: 980px) 220px, (min-width: 740px) 160px, 120px"></div>'
        f'<h3 class="card__title"><span class="card__kicker">Coast</span>{sentence(dice, 9)}</h3></a>'
        f'<p class="card__text">{sentence(dice, 12)}</p><footer class="card__meta"><time '
        f'class="card__time js-relative" datetime="2016-01-{1 + number % 28:02}T20:23:00+0000">'
        f"{number % 23} hours ago</time></footer></div>"
    )


def _foot(dice: random.Random) -> str:
    links = "".join(f'<a href="/about/{n}">{sentence(dice, 2)[:14]}</a>' for n in range(6))
    return f"<footer>{links}<p>© The Harbour Gazette</p></footer></body></html>"

"""html: the card as HTML for a page: semantic elements, our own tags from stored facts, no script, no inline style.

The anatomy of each kind follows what passed the validators of HTML and of accessibility with nothing to say. No element
carries an id, so that one embed may stand twice on a page. Shapes are reserved before anything loads: by `width` and
`height` where a picture's are known, else by an empty drawing of the wanted ratio (the strut).
"""

from __future__ import annotations

from typing import assert_never

from mediakit.cards.deciding import DEFAULT, card
from mediakit.cards.facade import frame
from mediakit.cards.spelling import action, link, paragraphs, row, said, time, title
from mediakit.cards.theme import Theme
from mediakit.cards.view import Card, Maker, Picture
from mediakit.embed import Embed, Placed
from mediakit.html import EMPTY, Html, escape, join, tag
from mediakit.times import iso_duration


def html(shown: Embed | Placed, theme: Theme = DEFAULT) -> Html:
    """The embed as a card for a page. Takes it alone or where an editor placed it; never fails, never empty.

    Asks nothing of a third party before the reader does; renders with no network for ever.

    >>> from mediakit.embed import Link
    >>> html(Link(key="link:url:https://example.org/a", url="https://example.org/a", title="Tide <2>"))[:60]
    '<article class="mk-card mk-link" lang="en" aria-label="Tide '
    """
    decided = card(shown, theme)
    own = theme.overrides.get(decided.kind)
    return own(decided, theme) if own is not None else spell(decided, theme)


def spell(given: Card, theme: Theme) -> Html:
    """A card that is already decided, as HTML."""
    match given.kind:
        case "video" | "rich":
            return _figure(given, _media(given, theme), _heading(given, "p"), *_facts(given), *_body(given, theme))
        case "photo":
            return _photo(given, theme)
        case "gallery":
            return _gallery(given, theme)
        case "audio":
            return _audio(given, theme)
        case "post":
            return _post(given, theme)
        case "link":
            return _link(given, theme)
        case _:
            assert_never(given.kind)


def _root(given: Card, name: str, *children: str) -> Html:
    state = " mk-gone" if given.gone else ""
    label = given.title if name == "article" else None
    attributes = {
        "class": f"mk-card mk-{given.kind}{state}",
        "lang": given.lang,
        "dir": "rtl" if given.dir == "rtl" else None,
        "aria-label": label,
    }
    return tag(name, attributes, *children)


def _figure(given: Card, media: Html, *words: Html) -> Html:
    return _root(given, "figure", media, tag("figcaption", {"class": "mk-body"}, *words))


def _heading(given: Card, name: str) -> Html:
    """What it is, over its title."""
    called = tag(name, {"class": "mk-title"}, title(given))
    if given.says_what:
        return called
    kicker = row([escape(given.label), tag("bdi", {}, given.source) if given.source else EMPTY])
    return tag("p", {"class": "mk-kicker"}, kicker) + called


def _facts(given: Card) -> tuple[Html, Html]:
    """The notice that it is gone, and the line of facts."""
    parts = [
        _name(given.series.name, given.series.url) if given.series else EMPTY,
        escape(given.number or ""),
        tag("bdi", {}, given.byline) if given.byline and (given.kind == "audio" or not given.says_what) else EMPTY,
        time(given.moment, given.when) if given.moment is not None and given.when else EMPTY,
        tag("time", {"datetime": iso_duration(given.duration)}, tag("bdi", {}, given.clock or ""))
        if given.duration is not None
        else EMPTY,
        tag("bdi", {}, given.stretch) if given.stretch else EMPTY,
        *(tag("bdi", {}, detail) for detail in given.details),
    ]
    line = row(parts)
    return _notice(given), tag("p", {"class": "mk-meta"}, line) if line else EMPTY


def _name(name: str, address: str | None) -> Html:
    return tag("bdi", {}, link(address, name))


def _notice(given: Card) -> Html:
    return tag("p", {"class": "mk-notice"}, given.gone) if given.gone else EMPTY


def _body(given: Card, theme: Theme) -> list[Html]:
    """Captions, excerpts, chapters, links: what stands below the facts in every kind."""
    return [_unseen(given.poster), *_captions(given), *_sayings(given), _chapters(given, theme), _links(given, theme)]


def _captions(given: Card) -> list[Html]:
    caption = given.caption
    if caption is None and given.credit is None:
        return []
    credit = tag("span", {"class": "mk-credit"}, tag("bdi", {}, given.credit)) if given.credit else EMPTY
    if isinstance(caption, Html):
        return [tag("div", {"class": "mk-caption"}, caption, Html(" ") if credit else EMPTY, credit)]
    words = tag("bdi", {}, caption) if caption else EMPTY
    return [tag("p", {"class": "mk-caption"}, words, " " if words and credit else "", credit)]


def _sayings(given: Card) -> list[Html]:
    found = []
    if given.quote is not None and given.kind != "post":
        found.append(said(given.quote, "blockquote", {"class": "mk-quote"}))
    if given.excerpt is not None:
        found.append(said(given.excerpt, "p", {"class": "mk-excerpt"}))
    return found


def _chapters(given: Card, theme: Theme) -> Html:
    if not given.chapters:
        return EMPTY
    items = [
        tag("li", {}, link(mark.url, tag("bdi", {}, mark.clock), " ", tag("bdi", {}, mark.title)))
        for mark in given.chapters
    ]
    summary = tag("summary", {}, theme.words.chapters)
    return tag("details", {"class": "mk-chapters"}, summary, tag("ol", {}, *items))


def _links(given: Card, theme: Theme) -> Html:
    """Where it stands, what else there is of it, and what was kept."""
    new_tab = "_blank" if given.open is not None and given.open.lead else None
    found: list[Html] = []
    if given.gone:
        found += [tag("span", {}, action(each)) for each in given.archived]
        where = tag("bdi", {}, link(given.url, given.address))
        found.append(tag("span", {"class": _whole("mk-address", given)}, theme.words.address, " ", where))
    elif given.open is not None:
        found.append(tag("span", {}, action(given.open, new_tab=new_tab)))
    elif given.url is None and (given.title != given.address or given.caption is not None):  # else the title says it
        found.append(tag("span", {"class": "mk-address"}, tag("bdi", {}, given.address)))
    found += [tag("span", {}, action(each)) for each in (*given.actions, *(() if given.gone else given.archived))]
    if given.saved:
        found.append(tag("span", {"class": "mk-saved"}, given.saved))
    return tag("p", {"class": "mk-links"}, join(found, Html(" "))) if found else EMPTY


def _whole(name: str, given: Card) -> str:
    """The class of words that are the whole address: in print it is not spelled out behind them once more."""
    return name if given.address.endswith("…") else f"{name} mk-whole"


def _strut(width: int, height: int) -> Html:
    return tag("svg", {"class": "mk-strut", "viewBox": f"0 0 {width} {height}", "aria-hidden": "true"})


def _media(given: Card, theme: Theme) -> Html:
    """What there is to see: the player's frame, a file that plays, or the still picture."""
    if given.frame is not None:
        found = given.frame
        inner = frame(given, found, theme)
        if found.height is not None:
            return tag("div", {"class": "mk-media mk-fixed mk-bare"}, inner)
        tall = " mk-tall" if found.tall > found.width else ""
        bare = "" if given.poster is not None and given.poster.src and not found.at_once else " mk-bare"
        return tag("div", {"class": f"mk-media{tall}{bare}"}, _strut(found.width, found.tall), inner)
    still = given.poster.src if given.poster is not None else None
    if given.sound is not None and given.sound.kind == "video":
        player = tag(
            "video",
            {
                "src": given.sound.url,
                "controls": "",
                "preload": "none",
                "poster": still,
                "aria-label": given.title,
            },
        )
        return tag("div", {"class": "mk-media"}, _strut(16, 9), player)
    return _image(given.poster) if given.poster is not None else EMPTY


def _image(picture: Picture) -> Html:
    """A picture that the page may show, its shape reserved; nothing where it may not."""
    if picture.src is None:
        return EMPTY
    attributes: dict[str, str | int | float | None] = {
        "class": "mk-picture",
        "src": picture.src,
        "alt": picture.alt,
        "width": picture.width if picture.height else None,
        "height": picture.height if picture.width else None,
        "loading": "lazy",
        "decoding": "async",
    }
    shown = tag("img", attributes)
    if picture.width and picture.height:
        return shown
    return tag("div", {"class": "mk-media mk-loose"}, _strut(3, 2), shown)


def _unseen(picture: Picture | None) -> Html:
    """A picture that the page may not show, told in the words somebody wrote for it."""
    if picture is None or picture.src is not None or picture.told is None:
        return EMPTY
    return tag("p", {"class": "mk-unseen"}, picture.told)


def _photo(given: Card, theme: Theme) -> Html:
    media = _media(given, theme)
    named = _heading(given, "p") if given.titled or given.caption is None else EMPTY
    told = named or given.embed.provider is None or given.source is None
    source = EMPTY if told else row([escape(given.label), tag("bdi", {}, given.source or "")])
    notice, facts = _facts(given)
    above = tag("p", {"class": "mk-kicker"}, source) if source else EMPTY
    rest = [_unseen(given.poster), *_sayings(given), above, facts, _links(given, theme)]
    return _figure(given, media, notice, named, *_captions(given), *rest)


def _pictures(given: Card, theme: Theme) -> Html:
    """Several pictures as a list, which tells those who hear it how many there are."""
    count = len(given.pictures)
    if not count:
        return EMPTY
    items = []
    for number, picture in enumerate(given.pictures, 1):
        place = theme.words.number_of.format(number=number, count=count) if count > 1 else None
        words = [tag("bdi", {}, picture.caption)] if picture.caption and count > 1 else []
        if picture.credit and count > 1:
            words.append(tag("span", {"class": "mk-credit"}, tag("bdi", {}, picture.credit)))
        if picture.src is None:
            words.insert(0, link(picture.url, tag("bdi", {}, picture.told or theme.words.photo)))
        number_words = [tag("span", {"class": "mk-number"}, place)] if place else []
        caption = tag("figcaption", {}, join([*number_words, *words], Html(" "))) if number_words or words else EMPTY
        items.append(tag("li", {}, tag("figure", {}, _image(picture), caption)))
    return tag("ul", {"class": "mk-grid" if count > 1 else "mk-grid mk-one"}, *items)


def _gallery(given: Card, theme: Theme) -> Html:
    media = _media(given, theme) if given.frame is not None else EMPTY
    notice, facts = _facts(given)
    words = [notice, _heading(given, "p"), facts, *_captions(given), *_sayings(given), _links(given, theme)]
    return _figure(given, media + _pictures(given, theme), *words)


def _audio(given: Card, theme: Theme) -> Html:
    cover = EMPTY
    if given.poster is not None and given.poster.src is not None:
        cover = tag(
            "img",
            {
                "class": "mk-cover",
                "src": given.poster.src,
                "alt": given.poster.alt,
                "width": 96,
                "height": 96,
                "loading": "lazy",
            },
        )
    notice, facts = _facts(given)
    head = tag("div", {"class": "mk-head"}, cover, tag("div", {}, _heading(given, f"h{_level(theme)}"), notice, facts))
    player = EMPTY
    if given.frame is not None:
        player = _media(given, theme)
    elif given.sound is not None:
        consent = tag("p", {"class": "mk-unseen"}, given.sound.consent) if given.sound.consent else EMPTY
        sound = {"src": given.sound.url, "controls": "", "preload": "none", "aria-label": given.title}
        player = tag(given.sound.kind, sound) + consent
    return _root(given, "article", head, player, tag("div", {"class": "mk-body"}, *_body(given, theme)))


def _level(theme: Theme) -> int:
    return min(max(theme.heading, 1), 6)


def _maker(maker: Maker) -> Html:
    name = tag("cite", {}, _name(maker.name, maker.url))
    if maker.handle is None or maker.handle == maker.name:
        return name
    return join([name, " ", tag("bdi", {"class": "mk-handle"}, maker.handle)])


def _post(given: Card, theme: Theme) -> Html:
    quote = given.quote
    named = EMPTY
    if quote is None or (given.titled and given.title not in quote.text):
        named = tag("p", {"class": "mk-title"}, title(given))
    words = EMPTY
    if quote is not None:
        words = tag(
            "blockquote",
            {"class": "mk-quote", "cite": given.url, "lang": quote.lang, "dir": quote.dir},
            paragraphs(quote.text),
        )
    quoted = tag("div", {"class": "mk-quoted"}, spell(given.quoted, theme)) if given.quoted is not None else EMPTY
    player = _media(given, theme) if given.frame is not None else EMPTY
    told = quote is None and given.says_what  # "Post by Ann on X": more of her is her page, or her handle
    people = [_maker(maker) for maker in given.makers if not told or maker.url or maker.handle]
    host = tag("bdi", {}, given.source) if given.source else EMPTY
    when = time(given.moment, given.when) if given.moment is not None and given.when else EMPTY
    by = tag("p", {"class": "mk-byline"}, row(people)) if people else EMPTY
    where = [escape(given.label), host] if quote is not None or not given.says_what else []
    meta = tag("p", {"class": "mk-meta"}, row([*where, when])) if where or when else EMPTY
    above = tag("div", {"class": "mk-body"}, _notice(given), named, words) if named or words or given.gone else EMPTY
    below = [by, meta, *_captions(given), *_sayings(given), _links(given, theme)]
    return _root(
        given,
        "figure",
        above,
        _pictures(given, theme),
        player,
        quoted,
        tag("figcaption", {"class": "mk-body"}, *below),
    )


def _link(given: Card, theme: Theme) -> Html:
    """The link's words are the title alone; `View full page` is for the eye, the whole card can be pressed."""
    kicker = row([escape(given.label) if given.source is None else EMPTY, tag("bdi", {}, given.source or "")])
    named = _whole("mk-title", given) if given.title == given.address else "mk-title"
    heading = tag(f"h{_level(theme)}", {"class": named}, link(None if given.gone else given.url, title(given)))
    notice, facts = _facts(given)
    picture = EMPTY
    if given.poster is not None and given.poster.src is not None:
        picture = tag("div", {"class": "mk-thumb"}, _image(given.poster))
    go = _links(given, theme)
    if given.open is not None and not given.gone and not (given.actions or given.archived or given.saved):
        go = tag("p", {"class": "mk-links mk-go", "aria-hidden": "true"}, given.open.words)
    body = [tag("p", {"class": "mk-kicker"}, kicker), heading, notice, facts, *_captions(given), *_sayings(given)]
    words = tag("div", {"class": "mk-body"}, *body, _unseen(given.poster), go)
    return _root(given, "article", tag("div", {"class": "mk-row"}, words, picture))

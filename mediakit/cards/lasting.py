"""What time did to it: the notice that it is gone, of when the kept words are, where archived copies stand."""

from __future__ import annotations

from mediakit import url
from mediakit.cards import language
from mediakit.cards.showing import line
from mediakit.cards.theme import Theme
from mediakit.cards.view import Action
from mediakit.embed import Embed


def gone(embed: Embed, source: str, theme: Theme) -> str:
    """The notice, with the date of what is known: since when it is so, else when it was last looked for."""
    words, status = theme.words, embed.status
    private = status.state == "private"
    if status.since is not None:
        form, moment = (words.private_since if private else words.gone_since), status.since
    elif status.checked is not None:
        form, moment = (words.private_checked if private else words.gone_checked), status.checked
    else:
        return language.fill(words.private if private else words.gone, words, source=source)
    return language.fill(form, words, source=source, date=language.day(language.in_zone(moment, theme.zone), words))


def saved(embed: Embed, theme: Theme, *, lost: bool) -> str | None:
    """Of when the kept words are: always said of a post's text, of other words only once they are all there is."""
    words = theme.words
    for name in ("text",) if not lost else ("text", "description", "title"):
        source = embed.provenance.get(name)
        if source is not None and source.at is not None and getattr(embed, name):
            when = language.day(language.in_zone(source.at, theme.zone), words)
            return language.fill(words.text_saved if name == "text" else words.saved, words, date=when)
    return None


def archived(embed: Embed, theme: Theme) -> tuple[Action, ...]:
    copies = []
    for copy in embed.archived:
        if address := url.safe(copy.url):
            when = language.day(language.in_zone(copy.captured, theme.zone), theme.words) if copy.captured else None
            service = language.fill("{name}", theme.words, name=line(copy.service) or "")
            note = theme.words.comma.join(said for said in (service, when) if said)
            copies.append(Action(words=theme.words.archived, url=address, note=f" ({note})" if note else ""))
    return tuple(copies)

"""What a provider's terms let us keep of an embed, what they ask later, and the copy that obeys them to the letter.

What a newsroom put there itself (a pasted code, its own words, its own files) came from no API, and is never concerned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from mediakit import times
from mediakit.embed import Embed, FrozenMap, Warning
from mediakit.providers.terms import Allowed, Terms

_OWN: Final = frozenset({"url", "id", "code", "file", "editor"})
_WORDS: Final = ("title", "description", "text", "authors", "published", "modified")


@dataclass(frozen=True, slots=True)
class Duty:
    """Something that a provider's terms ask of whoever keeps this embed, or what it quotes.

    `what` is concerned; `why`: it may not be kept at all, its author took it back, or its time is over (`until`).
    """

    key: str
    what: Literal["words", "pictures"]
    why: Literal["forbidden", "taken back", "too old"]
    terms: Terms
    until: datetime | None = None


def duties(embed: Embed, *, now: datetime, terms: Mapping[str, Terms]) -> tuple[Duty, ...]:
    """What the terms ask to be removed from this copy by `now` (aware), of what it quotes too; empty when nothing.

    >>> from datetime import UTC
    >>> from mediakit import Video
    >>> from mediakit.embed import ProviderRef, Snapshot
    >>> from mediakit.providers.terms import TERMS
    >>> day = datetime(2026, 5, 1, tzinfo=UTC)
    >>> video = Video(
    ...     key="youtube:video:1", url="https://youtube.example/1", title="Launch",
    ...     provider=ProviderRef(key="youtube", name="YouTube"),
    ...     snapshots=(Snapshot(url="https://youtube.example/1", taken=day, title="Launch"),),
    ... )
    >>> duties(video, now=day + timedelta(days=29), terms=TERMS)
    ()
    >>> [(duty.what, duty.why) for duty in duties(video, now=day + timedelta(days=31), terms=TERMS)]
    [('words', 'too old')]
    """
    found: list[Duty] = []
    rule = terms_of(embed, terms)
    if rule is not None:
        kept = {"words": _has_words(embed), "pictures": _has_pictures(embed)}
        for what, allowed in (("words", rule.words), ("pictures", rule.pictures)):
            until = keepable_until(embed, rule) if allowed == "while fresh" else None
            why = _why(embed, allowed, until, now)
            if kept[what] and why is not None:
                found.append(Duty(embed.key, what, why, rule, until))  # type: ignore[arg-type]
    if embed.quoted is not None:
        found += duties(embed.quoted, now=now, terms=terms)
    return tuple(found)


def within_terms(embed: Embed, *, now: datetime, terms: Mapping[str, Terms]) -> Embed:
    """The embed without what its provider's terms do not let us keep at `now`: to the letter, and said by a warning.

    Address, ids, provider, kind and what the newsroom itself put there always stay. `keep` never takes away what was
    kept: whoever decides to obey to the letter calls this, and writes the result. Files that nothing shows any more
    are those that `takedown.files_of` finds in the old value and not in the new one.

    >>> from datetime import UTC
    >>> from mediakit import Photo
    >>> from mediakit.embed import ProviderRef
    >>> from mediakit.providers.terms import TERMS
    >>> pinterest = ProviderRef(key="pinterest", name="Pinterest")
    >>> pin = Photo(key="pinterest:pin:1", url="https://pinterest.example/1", title="A lamp", provider=pinterest)
    >>> bare = within_terms(pin, now=datetime(2026, 5, 16, tzinfo=UTC), terms=TERMS)
    >>> bare.title, bare.url, bare.warnings[0].code
    (None, 'https://pinterest.example/1', 'terms')
    """
    for duty in duties(replace(embed, quoted=None), now=now, terms=terms):
        embed = without_words(embed) if duty.what == "words" else without_pictures(embed)
        note = said(duty.terms, f"{duty.what} removed")
        if note not in embed.warnings:
            embed = replace(embed, warnings=(*embed.warnings, note))
    if embed.quoted is not None:
        quoted = within_terms(embed.quoted, now=now, terms=terms)
        embed = embed if quoted is embed.quoted else replace(embed, quoted=quoted)
    return embed


def terms_of(embed: Embed, terms: Mapping[str, Terms]) -> Terms | None:
    """The terms of the embed's provider, where the table has any."""
    return terms.get(embed.provider.key) if embed.provider is not None else None


def may_take(embed: Embed, what: Literal["words", "pictures"], terms: Mapping[str, Terms]) -> bool:
    """Whether something new may be kept of this embed now: not where it is forbidden, nor what was taken back."""
    rule = terms_of(embed, terms)
    allowed: Allowed = "yes" if rule is None else rule.words if what == "words" else rule.pictures
    return allowed != "no" and not (allowed == "while there" and embed.status.state in ("gone", "private"))


def keepable_until(embed: Embed, rule: Terms) -> datetime | None:
    """When what is kept has to be asked for again: `days` after it was last seen; `None` when nothing says so."""
    seen = [times.instant(each.taken) for each in embed.snapshots]
    seen += [times.instant(source.at) for source in embed.provenance.values() if source.at and source.kind not in _OWN]
    return max(seen) + timedelta(days=rule.days) if seen and rule.days is not None else None


def said(rule: Terms, what: str) -> Warning:
    """The warning that says what was done, and why."""
    return Warning(code="terms", detail=f"{what}: {rule.asks} ({rule.source}, seen {rule.checked.isoformat()})")


def without_words(embed: Embed) -> Embed:
    """The embed without the words that came from its provider, and without their snapshots."""
    gone = {name for name in _WORDS if _came(embed, name)}
    fields: dict[str, object] = {name: () if name == "authors" else None for name in gone}
    sources = {name: source for name, source in embed.provenance.items() if name not in gone}
    return replace(embed, **fields, snapshots=(), provenance=FrozenMap(sources))  # type: ignore[arg-type]


def without_pictures(embed: Embed) -> Embed:
    """The embed without the copies of its pictures that came from its provider; their addresses stay."""
    fields = {
        name: tuple(replace(image, local=None) for image in getattr(embed, name))
        for name in ("images", "photos")
        if _came(embed, name)
    }
    return replace(embed, **fields) if fields else embed  # type: ignore[arg-type]


def _why(
    embed: Embed, allowed: Allowed, until: datetime | None, now: datetime
) -> Literal["forbidden", "taken back", "too old"] | None:
    if allowed == "no":
        return "forbidden"
    if allowed == "while there" and embed.status.state in ("gone", "private"):
        return "taken back"
    return "too old" if until is not None and until < now else None


def _came(embed: Embed, name: str) -> bool:
    """Whether a field came from the provider, as far as we know: what has no source is the provider's."""
    source = embed.provenance.get(name)
    return bool(getattr(embed, name)) and (source is None or source.kind not in _OWN)


def _has_words(embed: Embed) -> bool:
    return any(_came(embed, name) for name in ("title", "description", "text")) or bool(embed.snapshots)


def _has_pictures(embed: Embed) -> bool:
    return any(
        _came(embed, name) and any(image.local for image in getattr(embed, name)) for name in ("images", "photos")
    )

"""keep: the conversation that takes all that makes an embed outlive its provider, in the order in which it is taken.

what was forgotten -> left out, and never asked about
its words          -> a dated snapshot, where they are new
its pictures       -> files, the soonest to expire first
archived copies    -> looked up, where archives are named
provider's terms   -> honoured on the way, and what they ask later said
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final

from mediakit import times
from mediakit.embed import Embed, MediaFile, Warning, poster
from mediakit.flow import Entry, Flow, Load, Now, Save
from mediakit.keeping.archives import Archive, find_archived
from mediakit.keeping.images import MOST, KeptFile, expiring, keep_images
from mediakit.keeping.permitting import duties, may_take, said, terms_of, without_words
from mediakit.keeping.snapshots import Change, changes, with_snapshot
from mediakit.merging import merge, with_kept
from mediakit.policy import Limits, shown
from mediakit.providers.terms import TERMS, Terms
from mediakit.takedown import files_of, keys_within, purged, without

_LIMITS: Final = Limits()
_UNSAID: Final = "no reason was given"


@dataclass(frozen=True, slots=True)
class Kept:
    """What `keep` took: the `embed` to write with the post, the `files` to write beside it, and the `changes` of its
    words since it was last kept (of what it quotes too)."""

    embed: Embed
    files: tuple[KeptFile, ...] = ()
    changes: tuple[Change, ...] = ()


def keep(
    embed: Embed,
    *,
    terms: Mapping[str, Terms] = TERMS,
    archives: tuple[Archive, ...] = (),
    have: Collection[str] | None = None,
    most: int = MOST,
    limits: Limits = _LIMITS,
    allow_hosts: Collection[str] = (),
) -> Flow[Kept]:
    """The embed as it is to be kept, with the files that belong to it; kept again, it only takes what is missing.

    `terms`: what providers ask of those who keep a copy, by provider key; what they forbid is not taken and a warning
    `terms` says so. `terms={}` is the newsroom's own decision to ask nobody. `archives`: where to look for archived
    copies (`ARCHIVES`); none by default, since each is somebody else who learns of the URL. `have`, `most`: as in
    `keep_images`. What a store has forgotten is left out, whatever the embed says of it.

    Raises:
        StoreError: the store can't say what was forgotten, so nothing is kept.

    >>> from mediakit import Link
    >>> from mediakit.drivers import run
    >>> from mediakit.fetch import Recorded
    >>> link = Link(key="link:url:https://a.example/", url="https://a.example/", title="A")
    >>> kept = run(keep(link), fetch=Recorded({}), clock=lambda: 0.0)
    >>> kept.embed.snapshots[0].title, kept.embed.snapshots[0].taken.year, kept.files, kept.changes
    ('A', 1970, (), ())
    """
    entry, reasons = yield from _known(embed)
    if embed.key in reasons:
        return Kept(purged(embed, reasons[embed.key]))
    embed = without(embed, reasons)
    began: float = yield Now()
    now = datetime.fromtimestamp(int(began), UTC)
    before = embed
    if entry is not None and entry.embed is not None and entry.embed.key == embed.key:
        embed = with_kept(embed, entry.embed)
    embed = _words(embed, now, terms)
    embed, files = yield from keep_images(
        embed, limits=limits, allow_hosts=allow_hosts, most=most, have=have, terms=terms
    )
    if archives:
        embed = yield from find_archived(embed, archives=archives, limits=limits)
    kept = _told(embed, now, terms)
    entry, late = yield from _known(kept)
    if late.keys() - reasons.keys():  # a takedown came while this was asking
        rest = without(kept, late)
        return Kept(rest, tuple(file for file in files if file.name in files_of(rest)))
    if entry is not None and entry.negative is None and entry.embed is not None and entry.embed.key == kept.key:
        known = with_kept(merge(entry.embed, replace(kept, warnings=())), kept)
        yield Save(replace(entry, embed=known))
    return Kept(kept, files, _changed(before, kept))


def _known(embed: Embed) -> Flow[tuple[Entry | None, dict[str, str]]]:
    """What the store keeps of the embed, and what of it, and of what it quotes, was forgotten: the reasons by key."""
    entry: Entry | None = None
    reasons: dict[str, str] = {}
    for key in keys_within(embed):
        found: Entry | None = yield Load(key)
        if found is not None and found.forgotten is not None:
            reasons[key] = found.forgotten or _UNSAID
        elif key == embed.key:
            entry = found
    return entry, reasons


def _words(embed: Embed, now: datetime, terms: Mapping[str, Terms]) -> Embed:
    """The embed with its snapshot, or without the words that may not be kept; what it quotes alike."""
    if embed.quoted is not None:
        quoted = _words(embed.quoted, now, terms)
        embed = embed if quoted is embed.quoted else replace(embed, quoted=quoted)
    if may_take(embed, "words", terms):
        return with_snapshot(embed, now=now)
    rule = terms_of(embed, terms)
    if rule is None or rule.words != "no":
        return embed
    bare = without_words(embed)
    return embed if bare == embed else _noted(bare, said(rule, "words not kept"))


def _told(embed: Embed, now: datetime, terms: Mapping[str, Terms]) -> Embed:
    """The embed with what else its keepers should know: what terms ask of them, what will be lost soon."""
    for duty in duties(embed, now=now, terms=terms):
        if duty.key == embed.key and duty.why != "forbidden":
            embed = _noted(embed, said(duty.terms, f"{duty.what} {duty.why}"))
    warnings = tuple(warning for warning in embed.warnings if warning.code != "expires")
    embed = embed if warnings == embed.warnings else replace(embed, warnings=warnings)
    shows = poster(embed)
    for part in expiring(replace(embed, quoted=None), datetime.max.replace(tzinfo=UTC)):
        at = part.expires
        if at is not None and (isinstance(part, MediaFile) or part == shows or part in embed.photos):
            detail = f"no copy is kept, and its address is good until {times.iso(at)}: {shown(part.url)}"
            embed = _noted(embed, Warning(code="expires", detail=detail))
    if embed.quoted is not None:
        quoted = _told(embed.quoted, now, terms)
        embed = embed if quoted is embed.quoted else replace(embed, quoted=quoted)
    return embed


def _noted(embed: Embed, note: Warning) -> Embed:
    return embed if note in embed.warnings else replace(embed, warnings=(*embed.warnings, note))


def _changed(before: Embed, after: Embed) -> tuple[Change, ...]:
    """What the last snapshot says that the one before it did not, where one was taken now."""
    found: tuple[Change, ...] = ()
    if len(after.snapshots) > 1 and after.snapshots[-1] not in before.snapshots:
        found = changes(after.snapshots[-2], after.snapshots[-1])
    if before.quoted is not None and after.quoted is not None:
        found += _changed(before.quoted, after.quoted)
    return found

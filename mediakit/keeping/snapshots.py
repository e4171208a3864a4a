"""What a thing said on a day, with a hash: taken when it is kept, never overwritten, and every change told.

A provider's post may be edited, and a refresh shows what it says now. Its snapshots keep what it said before, each with
the date on which it was seen, where, and the hash of it all. The hash shows that a copy was changed after it was taken;
against somebody who changes the hash too, put it on record elsewhere (a log, a printed page, a signature).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from mediakit import times
from mediakit import url as urls
from mediakit.embed import Embed, Person, Snapshot, Warning
from mediakit.kept import SNAPSHOT_FIELDS, write_fields
from mediakit.merging import united_snapshots
from mediakit.times import Moment

# What makes a snapshot another one. `lang` and `modified` go with it: a page that is touched daily says nothing new.
_SAID: Final = ("text", "title", "description", "authors", "published")
_HASHED: Final = {name: form for name, form in SNAPSHOT_FIELDS.items() if name != "sha256"}
# The first and the latest; a page that says something else at every look would grow for ever.
MOST: Final = 32
_SHOWN: Final = 80


class Change(NamedTuple):
    """A field that says something else than before: its name, and both values; `before` is `None` where it was not
    known."""

    name: str
    before: str | tuple[Person, ...] | Moment | None
    after: str | tuple[Person, ...] | Moment

    def __str__(self) -> str:
        return f"{self.name} was {_shown(self.before)}, is {_shown(self.after)}"


def snapshot(embed: Embed, *, now: datetime) -> Snapshot | None:
    """What an embed says, dated; `None` when it says nothing. A description counts only where there is no text.

    `taken` is when its words were asked for, where that is known, else `now` (aware). `url` is where they stood.

    >>> from datetime import UTC
    >>> from mediakit import SocialPost
    >>> post = SocialPost(key="x:post:1", url="https://x.example/1", text="The ferry is back.")
    >>> taken = snapshot(post, now=datetime(2026, 5, 16, 12, tzinfo=UTC))
    >>> taken.text, taken.taken.isoformat(), taken.sha256[:8]
    ('The ferry is back.', '2026-05-16T12:00:00+00:00', 'd837c599')
    """
    if not (embed.text or embed.title or embed.description):
        return None
    source = embed.provenance.get("text" if embed.text else "title" if embed.title else "description")
    seen = source.at if source is not None and isinstance(source.at, datetime) else None
    at = urls.safe(source.url) if source is not None else None
    taken = Snapshot(
        url=at or embed.url,
        taken=now if seen is None else min(seen, now),
        title=embed.title or None,
        description=None if embed.text else embed.description or None,
        text=embed.text or None,
        lang=embed.lang or None,
        authors=embed.authors,
        published=embed.published,
        modified=embed.modified,
    )
    return replace(taken, sha256=digest(taken))


def digest(snapshot: Snapshot) -> str:
    """The SHA-256, in hexadecimal, of a snapshot's kept form without the hash itself.

    The form is JSON with its names sorted, no blanks, in UTF-8, what is unknown left out: what RFC 8785 writes for such
    values, so that others can check it without mediakit.
    """
    form = write_fields(snapshot, _HASHED, ("url", "taken"))
    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def is_intact(snapshot: Snapshot) -> bool:
    """Whether a snapshot is as it was taken: its hash fits what it says.

    >>> from datetime import UTC
    >>> taken = Snapshot(url="https://x.example/1", taken=datetime(2026, 5, 16, tzinfo=UTC), text="Sunk.")
    >>> taken = replace(taken, sha256=digest(taken))
    >>> is_intact(taken), is_intact(replace(taken, text="Safe."))
    (True, False)
    """
    return snapshot.sha256 == digest(snapshot)


def changes(earlier: Snapshot, later: Snapshot) -> tuple[Change, ...]:
    """What the later says that the earlier did not. What the later does not know is no change: nothing was said.

    >>> from datetime import UTC
    >>> day = datetime(2026, 5, 16, tzinfo=UTC)
    >>> one = Snapshot(url="https://x.example/1", taken=day, text="4 aboard")
    >>> print(*changes(one, replace(one, text="5 aboard")))
    text was '4 aboard', is '5 aboard'
    """
    return tuple(
        Change(name, getattr(earlier, name) or None, getattr(later, name))
        for name in _SAID
        if getattr(later, name) and getattr(later, name) != getattr(earlier, name)
    )


def with_snapshot(embed: Embed, *, now: datetime) -> Embed:
    """The embed with a snapshot of what it says added, where that is something new.

    Earlier snapshots stay. A change is told by a warning `changed`. The same embed when there is nothing to add.

    >>> from datetime import UTC
    >>> from mediakit import SocialPost
    >>> post = with_snapshot(SocialPost(key="x:post:1", url="https://x.example/1", text="4"), now=datetime.now(UTC))
    >>> edited = with_snapshot(replace(post, text="5"), now=datetime.now(UTC))
    >>> [each.text for each in edited.snapshots], edited.warnings[0].detail
    (['4', '5'], "text was '4', is '5'")
    """
    new = snapshot(embed, now=now)
    if new is None:
        return embed
    if not embed.snapshots:
        return replace(embed, snapshots=(new,))
    changed = changes(embed.snapshots[-1], new)
    if not changed:
        return embed
    taken = united_snapshots(embed.snapshots, (new,))
    if len(taken) > MOST:
        taken = (taken[0], *taken[-MOST + 1 :])
    known = {warning.detail for warning in embed.warnings if warning.code == "changed"}
    told = [Warning(code="changed", detail=str(change)) for change in changed if change.before is not None]
    warnings = (*embed.warnings, *(warning for warning in told if warning.detail not in known))
    return replace(embed, snapshots=taken, warnings=warnings)


def _shown(value: str | tuple[Person, ...] | Moment | None) -> str:
    if isinstance(value, tuple):
        value = ", ".join(person.name for person in value)
    text = value if isinstance(value, str) else "unknown" if value is None else times.iso(value)
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")

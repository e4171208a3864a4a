"""fresh_for: how long an answer says it may be kept, by its HTTP headers (RFC 9111, 4.2); pure, `now` is an argument.

We keep facts, not responses, and never serve one in place of a page. So `no-store` and `no-cache` do not forbid to keep
a title; they say, as `max-age=0` does, that it is to be asked again as soon as our own floor allows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from mediakit import times

# A directive with its value, plain or quoted (RFC 9111, 5.2: both are to be read); matched one at a time, in order.
_DIRECTIVE: Final = re.compile(r'[\s,]*([!#$%&\'*+.^_`|~\w-]+)(?:=(?:"([^"]*)"|([^\s,"]*)))?[^,]*')
# Nobody states more of use; what goes on is an attack.
_LONGEST: Final = 1_000
# RFC 9111, 1.2.2: a number that is too large to be counted is this one.
_MOST_SECONDS: Final = 2_147_483_648


def fresh_for(headers: Mapping[str, str], now: datetime) -> float | None:
    """For how many more seconds an answer that came at `now` calls itself fresh; `None` when it says nothing of it.

    `headers` have lower-case names. `s-maxage` goes before `max-age`, that before `Expires`; `Age` is taken off. What
    is stated but can't be read counts as 0, as the RFC asks (4.2.1).

    >>> from datetime import UTC
    >>> now = datetime(2026, 5, 16, 12, tzinfo=UTC)
    >>> fresh_for({"cache-control": "public, max-age=600", "age": "100"}, now)
    500.0
    >>> fresh_for({"expires": "Sat, 16 May 2026 13:00:00 GMT"}, now)
    3600.0
    >>> fresh_for({"cache-control": "no-store"}, now), fresh_for({}, now)
    (0.0, None)
    """
    directives = _directives(headers.get("cache-control", ""))
    if "no-store" in directives or "no-cache" in directives:
        return 0.0
    for name in ("s-maxage", "max-age"):
        if name in directives:
            stated = _seconds(directives[name])
            return 0.0 if stated is None else max(0.0, stated - _age(headers, now))
    if "expires" in headers:
        until, sent = _date(headers["expires"]), _date(headers.get("date", ""))
        if until is None:
            return 0.0
        return max(0.0, (until - (sent or now)).total_seconds() - _age(headers, now))
    return None


def _directives(text: str) -> dict[str, str]:
    """The directives by name; of one that is stated twice, the first."""
    found: dict[str, str] = {}
    for match in _DIRECTIVE.finditer(text[:_LONGEST]):
        found.setdefault(match[1].lower(), match[2] if match[2] is not None else match[3] or "")
    return found


def _age(headers: Mapping[str, str], now: datetime) -> float:
    """How old the answer is already, by the caches it came through or by its own date (RFC 9111, 4.2.3)."""
    stated = _seconds(headers.get("age", "").partition(",")[0].strip()) or 0.0
    sent = _date(headers.get("date", ""))
    return stated if sent is None else max(stated, (now - sent).total_seconds())


def _seconds(text: str) -> float | None:
    if not text.isascii() or not text.isdigit():
        return None
    return float(min(int(text[:12]), _MOST_SECONDS))


def _date(text: str) -> datetime | None:
    found = times.moment(text[:100])
    return found if isinstance(found, datetime) else None

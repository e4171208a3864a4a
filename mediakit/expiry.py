"""expires: until when a signed URL is good, read from the URL itself, so that a picture can be kept before it is lost.

One table says which parameters state a time, whose they are and how they write it. A number counts only where it can be
a date of our days: `expires=3600` is somebody's cache rule. Sources stand beside the rows; where a network publishes
none, the source is what people found who lost pictures to it.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple, TypeAlias

from mediakit import times
from mediakit.url import parameters, split

# From September 2001, when seconds got their tenth digit, to 2100; beyond it a number is an id or a length.
_FIRST: Final = 1_000_000_000
_LAST: Final = 4_102_444_800
# A policy or a token beyond this is no signed URL of a picture.
_LONGEST: Final = 4096
_STATED: Final = r"\"(?:AWS:EpochTime|exp|expires)\"\s*:\s*(\d{10})(?!\d)"
# Akamai's token stands in a parameter, in a path or in another parameter's value: `exp=1700000000~acl=/*~hmac=...`.
_AKAMAI: Final = r"(?:^|[/?&=~])exp=(\d{10})~(?:[^/?&]*~)?(?:acl|hmac|url|data|id)="
# TikTok's and YouTube's media servers carry the time in the path.
_HEX_FOLDER: Final = r"/[0-9a-f]{32}/([0-9a-f]{8})/video/"
_EXPIRE_FOLDER: Final = r"/expire/(\d{10})/"

_Values: TypeAlias = Mapping[str, str]


class _Rule(NamedTuple):
    """Parameters that must all be there, the host (or one it ends with) they mean it on, and the reader of the time."""

    needs: tuple[str, ...]
    read: Callable[[_Values], datetime | None]
    hosts: tuple[str, ...] = ()


def expires(url: str) -> datetime | None:
    """Until when a signed URL is good, as it says itself; the earliest time where it says several.

    Takes any text. `None`: it states no time, which does not mean that it lasts. Never raises.

    >>> expires("https://scontent.cdninstagram.com/v/p.jpg?oh=00_AfB&oe=65A5F3C0").isoformat()
    '2024-01-16T03:10:56+00:00'
    >>> expires("https://bucket.s3.amazonaws.com/p.jpg?X-Amz-Date=20260516T120000Z&X-Amz-Expires=3600").isoformat()
    '2026-05-16T13:00:00+00:00'
    >>> expires("https://pbs.twimg.com/media/abc.jpg?name=large") is None
    True
    """
    parts = split(url)
    if parts is None:
        return None
    found: list[datetime | None] = []
    if parts.query:
        values = {name.lower(): value for name, value in parameters(parts.query).items()}
        for rule in _RULES:
            if all(name in values for name in rule.needs) and (not rule.hosts or _is_on(parts.host, rule.hosts)):
                found.append(rule.read(values))
    address = f"{parts.path}?{parts.query}"
    if "exp=" in address or "exp%3D" in address:
        found += [_epoch(number) for number in re.findall(_AKAMAI, address.replace("%3D", "=").replace("%3d", "="))]
    if _is_on(parts.host, ("googlevideo.com",)) and (folder := re.search(_EXPIRE_FOLDER, parts.path)):
        found.append(_epoch(folder[1]))
    if _is_on(parts.host, ("tiktokcdn.com",)) and (folder := re.search(_HEX_FOLDER, parts.path)):
        found.append(_hex(folder[1]))
    return min((time for time in found if time is not None), default=None)


def _is_on(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith("." + name) for name in hosts)


def _epoch(text: str) -> datetime | None:
    """A count of seconds since 1970, or of milliseconds, which some write."""
    if not (text.isascii() and text.isdigit()) or len(text) not in (10, 13):
        return None
    return _from_seconds(int(text) // (1000 if len(text) == 13 else 1))


def _hex(text: str) -> datetime | None:
    """The same count in hexadecimal."""
    return _from_seconds(int(text, 16)) if re.fullmatch("[0-9A-Fa-f]{8}", text) else None


def _from_seconds(seconds: int) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if _FIRST <= seconds <= _LAST else None


def _number(name: str, read: Callable[[str], datetime | None] = _epoch) -> Callable[[_Values], datetime | None]:
    """The time that one parameter states by itself."""
    return lambda values: read(values[name])


def _dated(date: str, lasts: str) -> Callable[[_Values], datetime | None]:
    """A date of signing and the seconds it lasts. `X-Amz-Expires` reaches a week; our bound is ten years."""

    def read(values: _Values) -> datetime | None:
        signed, text = times.moment(values[date]), values[lasts]
        if not isinstance(signed, datetime) or not re.fullmatch("[0-9]{1,9}", text) or not 2001 <= signed.year < 2090:
            return None
        return (signed + timedelta(seconds=int(text))).astimezone(UTC)

    return read


def _written(name: str) -> Callable[[_Values], datetime | None]:
    """A time in ISO 8601, which is UTC where it says nothing else; a bare day ends as it begins."""

    def read(values: _Values) -> datetime | None:
        found = times.moment(values[name], zone=UTC)
        if found is None or not 2001 <= found.year < 2100:
            return None
        return found.astimezone(UTC) if isinstance(found, datetime) else datetime(*found.timetuple()[:3], tzinfo=UTC)

    return read


def _sealed(name: str) -> Callable[[_Values], datetime | None]:
    """The time inside a policy, a JSON Web Token or plain JSON: the earliest that it states."""

    def read(values: _Values) -> datetime | None:
        text = values[name]
        if len(text) > _LONGEST:
            return None
        plain = text if text.startswith("{") else " ".join(map(_opened, text.split(".")[:2]))
        found = (_epoch(number) for number in re.findall(_STATED, plain))
        return min((time for time in found if time is not None), default=None)

    return read


def _opened(text: str) -> str:
    """What is written in base64, in the alphabet of the web or in CloudFront's (`-`, `_`, `~` for `+`, `=`, `/`)."""
    alphabet = str.maketrans("-_~", "+=/") if "~" in text or text.endswith("_") else str.maketrans("-_", "+/")
    bare = text.translate(alphabet).rstrip("=")
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def _sign_time(values: _Values) -> datetime | None:
    """Tencent's `start;end`."""
    return _epoch(values["q-sign-time"].rpartition(";")[2])


# Names in lower case: they are compared without regard to it.
_RULES: Final = (
    # Amazon S3, signature version 4 (docs.aws.amazon.com, "Authenticating Requests: Using Query Parameters").
    _Rule(("x-amz-date", "x-amz-expires"), _dated("x-amz-date", "x-amz-expires")),
    # Google Cloud Storage, V4 signing (cloud.google.com/storage/docs/authentication/canonical-requests).
    _Rule(("x-goog-date", "x-goog-expires"), _dated("x-goog-date", "x-goog-expires")),
    # Alibaba Cloud OSS, V4 (help.aliyun.com, "Include a V4 signature in a URL").
    _Rule(("x-oss-date", "x-oss-expires"), _dated("x-oss-date", "x-oss-expires")),
    # CloudFront's canned policy, S3 and Google before V4, imgix, Bunny, Sina, VK's okcdn (milliseconds), many more.
    _Rule(("expires",), _number("expires")),
    # YouTube's and TikTok's media servers, KeyCDN.
    _Rule(("expire",), _number("expire")),
    # TikTok's and ByteDance's pictures.
    _Rule(("x-expires",), _number("x-expires")),
    # JW Player, Cloudflare Images.
    _Rule(("exp",), _number("exp")),
    # Patreon.
    _Rule(("token-time", "token-hash"), _number("token-time")),
    # CloudFront's custom policy (docs.aws.amazon.com, "Create a signed URL using a custom policy"), SoundCloud.
    _Rule(("policy", "signature"), _sealed("policy")),
    # JSON Web Tokens, RFC 7519 4.1.4 `exp`: Mux, DeviantArt, GitHub; JSON as it is: Twitch's clips.
    _Rule(("token",), _sealed("token")),
    _Rule(("jwt",), _sealed("jwt")),
    # Azure's shared access signature (learn.microsoft.com, "Create a service SAS": signedExpiry).
    _Rule(("se", "sig"), _written("se")),
    # Tencent Cloud COS (cloud.tencent.com, "Request signature").
    _Rule(("q-sign-time",), _sign_time),
    # Facebook, Instagram, Threads, WhatsApp: Unix seconds in hexadecimal.
    _Rule(("oe", "oh"), _number("oe", _hex), ("fbcdn.net", "cdninstagram.com", "fbsbx.com", "whatsapp.net")),
    # Discord: attachments since December 2023, the same.
    _Rule(("ex", "hm"), _number("ex", _hex), ("discordapp.com", "discordapp.net")),
    # LinkedIn.
    _Rule(("e", "t"), _number("e"), ("licdn.com",)),
)

"""What a refusal, an error in a good answer, or a mark in a page says of the thing: per provider, as data.

A status number means what the provider means by it: YouTube's 401 is an owner who allows no embedding, Bluesky's 403 an
author who shows the post to members alone, Reddit's 403 mostly a program that is kept out. Each row says what somebody
found it to mean and where that is stated; what no row knows is no verdict. Readers are told only of `gone` and
`private`, so how much a sign is worth stands beside it (`Worth`): an endpoint that breaks says no to everything
(SoundCloud's answered 404 to all in July 2023: soundcloud/api issue 247), and would else bury what is well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, TypeAlias

from mediakit import fields
from mediakit.embed import Embed, State
from mediakit.flow import Response

Place: TypeAlias = Literal["oembed", "page"]
Worth: TypeAlias = Literal["sure", "stands", "hint"]
"""`sure`: nobody else need be asked. `stands`: unless the page shows the thing. `hint`: only where the page agrees."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What an answer says of the thing: its `state`, why, in words for the newsroom, and how much that is worth.

    `code`: that of a warning, where the state alone tells a program too little.
    """

    state: State
    reason: str
    worth: Worth = "hint"
    http: int | None = None
    code: str | None = None


class Row(NamedTuple):
    """What an endpoint (or a page) of a provider means by these statuses; `header` must stand in a header it names."""

    statuses: tuple[int, ...]
    state: State
    worth: Worth
    reason: str
    source: str
    header: tuple[str, str] | None = None


_META: Final = "https://developers.facebook.com/documentation/instagram-platform/oembed (limitations), read 2026-11"
# Meta's errors are 400 with a number in the body; the head repeats its message (`OAuth "Facebook Platform" …`).
_GRAPH: Final = "www-authenticate"


def _meta(words: str, state: State, worth: Worth, reason: str) -> Row:
    return Row((400, 401, 403, 404), state, worth, reason, _META, (_GRAPH, words))


_META_ROWS: Final = (
    _meta("request limit", "unreachable", "hint", "Meta's endpoint asks us to wait: its limit for an hour is reached"),
    _meta("(#4)", "unreachable", "hint", "Meta's endpoint asks us to wait: its limit for an hour is reached"),
    _meta("(#400)", "private", "stands", "Meta says that it is private"),
    _meta(
        "does not exist",
        "gone",
        "hint",
        "Meta gives it to nobody who isn't logged in: deleted, private, for adults, or its account allows no embedding",
    ),
    _meta(
        "(#24)",
        "gone",
        "hint",
        "Meta gives it to nobody who isn't logged in: deleted, private, for adults, or its account allows no embedding",
    ),
    Row(
        (400, 401, 403),
        "blocked",
        "hint",
        "Meta's endpoint wants an access token, or gives it to nobody: that says nothing of the post",
        _META,
    ),
)

# A provider's key -> what its oEmbed endpoint means; the first row that fits counts.
_ENDPOINTS: Final[Mapping[str, tuple[Row, ...]]] = {
    "youtube": (
        Row((404,), "gone", "sure", "YouTube has no such video", "github.com/mellowagain/pomu issue 9"),
        Row((400,), "gone", "stands", "YouTube doesn't know such an id", "github.com/mellowagain/pomu issue 9"),
        Row(
            (401,),
            "embed_off",
            "stands",
            "its owner lets no other site play it",
            "github.com/TryGhost/Ghost pull request 16374; extractus/oembed-extractor issue 168",
        ),
        Row((403,), "private", "stands", "YouTube says that it is private", "ruby-oembed/ruby-oembed issue 79"),
    ),
    "vimeo": (
        Row(
            (404,),
            "gone",
            "stands",
            "Vimeo doesn't give it: deleted, private, or unlisted and asked for without its hash",
            "help.vimeo.com: using oEmbed with private videos (12427906892689)",
        ),
        Row(
            (403,),
            "embed_off",
            "stands",
            "its owner lets no other site play it, or only sites of their choice",
            "github.com/vimeo/player.js src/lib/embed.js",
        ),
    ),
    "twitter": (
        Row((404,), "gone", "sure", "X has no such post", "docs.x.com: oEmbed, response codes"),
        Row(
            (403,),
            "private",
            "stands",
            "its account is protected or suspended",
            "abraham/twitteroauth issue 472 ('not authorized to see this status')",
        ),
    ),
    "bluesky": (
        # The server answers 404 also when its own question failed (its source says so), so the page may contradict.
        Row((404,), "gone", "stands", "Bluesky has no such post", "bluesky-social/social-app bskyweb/cmd/embedr"),
        Row(
            (403,),
            "login",
            "sure",
            "its author shows it only to people who are logged in",
            "bluesky-social/social-app bskyweb/cmd/embedr/handlers.go (ErrPostNotPublic)",
        ),
    ),
    "tiktok": (
        Row(
            (400, 404),
            "gone",
            "hint",
            "TikTok doesn't give it: deleted, private, or barred in the country that asked",
            "davidteather/TikTok-Api issue 952",
        ),
    ),
    "reddit": (
        Row(
            (403,),
            "blocked",
            "hint",
            "Reddit keeps programs out, or its community is private",
            "humhub/humhub issue 6794; badges/shields issue 9817",
        ),
    ),
    "soundcloud": (
        Row(
            (403,),
            "blocked",
            "hint",
            "SoundCloud refuses it: private, not to be embedded, or our network is kept out",
            "soundcloud/api issues 256 and 491",
        ),
    ),
    "spotify": (Row((404,), "gone", "stands", "Spotify has no such thing", "developer.spotify.com: oEmbed API"),),
    "flickr": (
        Row(
            (401, 403, 404),
            "private",
            "hint",
            "Flickr doesn't give it: private, deleted, or its owner lets no other site show it",
            "starfishmod/jquery-oembed-all issue 37; itteco/iframely pull request 241",
        ),
    ),
    "dailymotion": (
        Row(
            (403,),
            "blocked",
            "hint",
            "Dailymotion refuses it: private, not to be embedded, or barred in the country that asked",
            "developers.dailymotion.com: API errors",
        ),
    ),
    "facebook": _META_ROWS,
    "instagram": _META_ROWS,
    "threads": _META_ROWS,
}

# The same for pages, whose refusals mostly are about programs.
_PAGES: Final[Mapping[str, tuple[Row, ...]]] = {
    "flickr": (Row((403,), "private", "stands", "Flickr says that it is private", "WordPress/openverse issue 1200"),),
}

# Networks between us and the site that refuse programs: (header, what it holds then).
_GUARDS: Final = (("cf-mitigated", "challenge"), ("x-cache", "error from cloudfront"), ("x-datadome", ""))


def refused(provider: str | None, place: Place, answer: Response) -> Sign:
    """What an answer of status 400 or above says.

    >>> from mediakit.flow import Response
    >>> refused("youtube", "oembed", Response(url="", status=401, headers={})).state
    'embed_off'
    >>> refused("youtube", "page", Response(url="", status=429, headers={})).reason
    'it asks us to wait: too many questions'
    """
    status, headers = answer.status, answer.headers
    if status < 500 and status != 429:
        if any(name in headers and words in headers[name].lower() for name, words in _GUARDS):
            return Sign(state="blocked", reason="a network in front of it keeps programs out", http=status)
        rows = (_ENDPOINTS if place == "oembed" else _PAGES).get(provider or "", ())
        asked = 404 if status == 410 else status  # whoever says "gone for good" says no less than "not found"
        for row in rows:
            name, words = row.header or ("", "")
            if asked in row.statuses and words.lower() in headers.get(name, "").lower():
                return Sign(state=row.state, reason=row.reason, worth=row.worth, http=status)
    return _by_status(status, place)


def _by_status(status: int, place: Place) -> Sign:
    """What a status means where nobody has said more: RFC 9110, RFC 6585 (429), RFC 7725 (451)."""
    state: State = "unreachable"
    reason = f"the server answered with status {status}"
    match status:
        case 404 | 410:
            return Sign(state="gone", reason=reason, worth="hint" if place == "oembed" else "sure", http=status)
        case 401 | 402:
            state, reason = "login", f"it wants {'a payment' if status == 402 else 'a log-in'} (status {status})"
        case 403:
            state, reason = "blocked", "it refuses us (status 403)"
        case 451:
            state, reason = "geo", "it is barred for legal reasons, maybe only in some countries (status 451)"
        case 429:
            reason = "it asks us to wait: too many questions"
        case _ if status >= 500:
            reason = f"the server failed (status {status})"
    return Sign(state=state, reason=reason, http=status)


def in_answer(provider: str | None, answer: Response) -> Sign | None:
    """What stands in an endpoint's good answer instead of, or beside, the facts: an error, a locked player.

    >>> body = b'{"type": "video", "html": "<iframe>", "domain_status_code": 403}'
    >>> in_answer("vimeo", Response(url="", status=200, headers={}, body=body)).state
    'embed_off'
    """
    if provider == "vimeo" and b'"domain_status_code"' in answer.body:
        found = _object(answer.body)
        if fields.number(found, "domain_status_code") == 403:
            reason = "its owner lets only sites of their choice play it; Vimeo keeps back its title"
            return Sign(state="embed_off", reason=reason, worth="sure", http=answer.status)
    return None


def instead(provider: str | None, answer: Response) -> Sign | None:
    """What a good answer that is no oEmbed answer says when it is an error in JSON: as if its status were the error's.

    >>> instead("tiktok", Response(url="", status=200, headers={}, body=b'{"code": 400, "message": "no"}')).state
    'gone'
    """
    found = _object(answer.body)
    inner = found.get("error")
    for part in (found, inner if isinstance(inner, Mapping) else {}):
        for name in ("status", "statusCode", "status_code", "code", "error", "error_code"):
            number = fields.number(part, name)
            if number is not None and 400 <= number < 600:
                told = Response(url=answer.url, status=int(number), headers=answer.headers)
                return refused(provider, "oembed", told)
    return None


def _object(body: bytes) -> Mapping[str, fields.JSON]:
    try:
        found = fields.load_json(body)
    except ValueError:
        return {}
    return found if isinstance(found, Mapping) else {}


# ---- marks in a page's body ------------------------------------------------------------------------------------------

_PLAYABILITY: Final = b'"playabilityStatus":{'
_STATUS: Final = re.compile(rb'\A[^{}]{0,2000}?"status":"([A-Z_]{2,40})"')
_TIKTOK: Final = re.compile(rb'"webapp\.video-detail":\{[^{}]{0,400}?"statusCode":(\d{1,6})')


def in_page(provider: str | None, body: bytes) -> Sign | None:
    """What a provider's page says of the thing in the data that its own scripts read; `None` when it says nothing.

    >>> in_page("youtube", b'..."playabilityStatus":{"status":"ERROR","reason":"Video unavailable"}...').state
    'gone'
    >>> in_page("youtube", b'..."playabilityStatus":{"status":"OK","playableInEmbed":false}...').state
    'embed_off'
    """
    if provider == "youtube":
        return _youtube(body)
    if provider == "tiktok":
        found = _TIKTOK.search(body)
        # yt-dlp, extractor/tiktok.py; 10204 is also what an address is told that TikTok bars.
        match int(found[1]) if found else 0:
            case 10216 | 10222:
                return Sign(state="private", reason="TikTok says that it is private", worth="sure")
            case 10204 | 10202:
                return Sign(state="gone", reason="TikTok has no such post, or bars us from it")
    return None


def _youtube(body: bytes) -> Sign | None:
    """The player's own word: `playabilityStatus` of the first player response in the page."""
    at = body.find(_PLAYABILITY)
    if at < 0:
        return None
    said = body[at + len(_PLAYABILITY) : at + len(_PLAYABILITY) + 4000]
    status = _STATUS.search(said)
    word = status[1].decode() if status else ""
    near = said[:1500].lower()
    if b"desktoplegacyagegatereason" in near or word in ("AGE_CHECK_REQUIRED", "AGE_VERIFICATION_REQUIRED"):
        return Sign(state="age", reason="YouTube shows it only to adults who are logged in", worth="sure")
    match word:
        case "ERROR":
            return Sign(state="gone", reason="YouTube says that the video is not available any more", worth="sure")
        case "LOGIN_REQUIRED" if b"private" in near:
            return Sign(state="private", reason="YouTube says that it is private", worth="sure")
        case "LOGIN_REQUIRED" if b" age" in near:
            return Sign(state="age", reason="YouTube shows it only to adults who are logged in", worth="sure")
        case "LOGIN_REQUIRED":
            return Sign(state="blocked", reason="YouTube wants to see that no program asks")
        case "UNPLAYABLE" if b"country" in near or b"region" in near:
            return Sign(state="geo", reason="YouTube doesn't play it in the country that asked", worth="sure")
        case "UNPLAYABLE" if b"member" in near or b"join this channel" in near:
            return Sign(state="login", reason="only members of its channel may see it", worth="sure")
    if b'"playableInEmbed":false' in said:
        return Sign(state="embed_off", reason="its owner lets no other site play it", worth="sure")
    if b'"isUnlisted":true' in body:
        return Sign(state="ok", reason=UNLISTED, worth="sure")
    return None


# ---- what may be said of what is there -------------------------------------------------------------------------------

UNLISTED: Final = "unlisted: whoever has its address can see it, and nobody finds it without"
# Parts that only an unlisted thing's address has.
_SECRETS: Final = {"vimeo": "hash", "soundcloud": "secret"}


def unlisted(known: Embed) -> str | None:
    """That a thing is unlisted, in words, where its address tells; the newsroom that links it makes it public."""
    part = _SECRETS.get(known.provider.key) if known.provider is not None else None
    return UNLISTED if part is not None and part in known.ids else None

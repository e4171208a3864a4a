"""What an id says by itself: when it was made, which number it stands for.

Each function takes the id as text and returns a moment in UTC, or `None` when the id is too old for the scheme or names
a moment that cannot be. Such times are derived: sources that state one rank above them.
Sources: the snowflake layouts that X, Instagram ("Sharding & IDs at Instagram", 2012) and Mastodon published, the AT
Protocol's TID specification; each compared with recorded posts whose time is known.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_X_EPOCH: Final = 1288834974657
_DISCORD_EPOCH: Final = 1420070400000
_MISSKEY_EPOCH: Final = 946684800000
_INSTAGRAM_EPOCH: Final = 1314220021721
# Beyond this year a "time" is an accident of the id's digits.
_LAST: Final = 4102444800000
_BASE64URL: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_SORTABLE: Final = "234567abcdefghijklmnopqrstuvwxyz"
_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_BASE58: Final = "123456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ"


def _moment(milliseconds: int, since: int) -> datetime | None:
    if not since <= milliseconds < _LAST:
        return None
    return _EPOCH + timedelta(milliseconds=milliseconds)


def x_time(status: str) -> datetime | None:
    """When a post on X was made: its snowflake holds milliseconds since 2010-11-04.

    >>> x_time("463440424141459456").isoformat()
    '2014-05-05T22:09:42.079000+00:00'
    >>> x_time("20") is None
    True
    """
    # Ids below this were counted one by one, before snowflakes.
    return _moment((int(status) >> 22) + _X_EPOCH, _X_EPOCH) if len(status) > 10 else None


def tiktok_time(video: str) -> datetime | None:
    """When a TikTok was made: the upper half of its id is seconds since 1970.

    >>> tiktok_time("6718335390845095173").isoformat()
    '2019-07-27T13:32:33+00:00'
    """
    return _moment((int(video) >> 32) * 1000, 1388534400000)


def instagram_time(code: str) -> datetime | None:
    """When an Instagram post was made: the short code is its id in base 64, of which 41 bits are milliseconds.

    >>> instagram_time("CHeRxmnDSYe").isoformat(timespec="minutes"), instagram_time("D4")
    ('2020-11-12T01:57+00:00', None)
    """
    # Codes of private posts carry a tail after the eleventh character; shorter ones are from before the scheme.
    if len(code) < 10:
        return None
    number = 0
    for character in code[:11]:
        number = number * 64 + _BASE64URL.index(character)
    return _moment((number >> 23) + _INSTAGRAM_EPOCH, _INSTAGRAM_EPOCH)


def tid_time(key: str) -> datetime | None:
    """When a record key of the AT Protocol was made: microseconds in 53 of its bits. Whoever writes may choose it.

    >>> tid_time("3jzn6g7ixgq2y").isoformat(timespec="minutes"), tid_time("self")
    ('2023-07-03T18:11+00:00', None)
    """
    if len(key) != 13:
        return None
    number = 0
    for character in key:
        if character not in _SORTABLE:
            return None
        number = number * 32 + _SORTABLE.index(character)
    return _moment((number >> 10) // 1000, 1640995200000)


def mastodon_time(status: str) -> datetime | None:
    """When a status of Mastodon's was made: milliseconds since 1970 above 16 bits; small ids are from before that.

    >>> mastodon_time("109372843234643423").isoformat(timespec="minutes"), mastodon_time("1")
    ('2022-11-19T22:32+00:00', None)
    """
    return _moment(int(status) >> 16, 1475280000000)


def discord_time(message: str) -> datetime | None:
    """When a message on Discord was made: its snowflake holds milliseconds since 2015 (Discord, "Snowflakes").

    >>> discord_time("943865945699532811").isoformat(timespec="minutes")
    '2022-02-17T13:46+00:00'
    """
    return _moment((int(message) >> 22) + _DISCORD_EPOCH, _DISCORD_EPOCH)


def misskey_time(note: str) -> datetime | None:
    """When a note of Misskey's was made, by the forms of ids it can be set to use (misskey, `misc/id`).

    `aid` and `aidx`: eight letters of base 36 are milliseconds since 2000; `ulid`: ten of Crockford's base 32,
    since 1970; `objectid`: eight of base 16, seconds since 1970.

    >>> misskey_time("9d2fhp0q1l").isoformat(timespec="minutes"), misskey_time("9n5d2m0zk0ab000c").year
    ('2023-04-02T03:49+00:00', 2023)
    >>> misskey_time("01ARZ3NDEKTSV4RRFFQ69G5FAV").year, misskey_time("507f191e810c19729de860ea").year
    (2016, 2012)
    """
    if len(note) in (10, 16):
        return _moment(int(note[:8], 36) + _MISSKEY_EPOCH, 1388534400000)
    if len(note) == 26:
        return ulid_time(note.upper())
    return _moment(int(note[:8], 16) * 1000, 1262304000000) if len(note) == 24 else None


def ulid_time(text: str) -> datetime | None:
    """The time in a ULID: its first ten letters are milliseconds since 1970 (github.com/ulid/spec).

    >>> ulid_time("01ARZ3NDEKTSV4RRFFQ69G5FAV").isoformat(timespec="seconds")
    '2016-07-30T23:54:10+00:00'
    """
    number = 0
    for character in text[:10]:
        if character not in _CROCKFORD:
            return None
        number = number * 32 + _CROCKFORD.index(character)
    return _moment(number, 1262304000000)


def base58(text: str) -> str:
    """The number that Flickr's short links write in base 58, as digits.

    >>> base58("4A2Qgq")
    '2354188646'
    """
    number = 0
    for character in text:
        number = number * 58 + _BASE58.index(character)
    return str(number)

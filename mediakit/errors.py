"""Every error mediakit raises, one tree, drawn here.

    MediaKitError
    ├── ResolveError(url)             asking about a URL failed
    │   ├── ForbiddenURL              ours to refuse: the policy does not allow this URL to be asked
    │   ├── FetchError                nobody answered: DNS, connection, TLS, a broken answer
    │   │   ├── FetchTimeout          the deadline came first
    │   │   ├── TooLarge              the answer is larger than the limit for its kind
    │   │   └── TooManyRedirects      the hops never ended
    │   ├── BadStatus(status)         an HTTP status that is no success
    │   │   └── Gone                  404 or 410: the provider says it is not there
    │   └── BadAnswer(where)          an answer came, but it is not what it claims to be
    ├── InvalidData(where)            a kept value, a file or a setting that cannot be read: names the field
    ├── StoreError                    the store could not load or save
    └── PodcastError(where)           a show, an episode, an audio file or a feed
        ├── UnreadableAudio           not an audio file we promise to read, or a broken one
        └── InvalidFeed               a feed that cannot be read, or a show that cannot be written as one

Each carries what it is about as attributes, so that nobody has to parse a message.
"""

from __future__ import annotations

from collections.abc import Mapping


class MediaKitError(Exception):
    """The base of every error mediakit raises on purpose."""


class ResolveError(MediaKitError):
    """Asking about `url` failed; `reason` says why, in words for a person."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{reason}: {url}" if url else reason)
        self.url = url
        self.reason = reason

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.args, self.__dict__))


class ForbiddenURL(ResolveError):
    """The policy does not allow this URL to be asked: scheme, port, user name, or an address that is not public."""


class FetchError(ResolveError):
    """No usable answer came: DNS, connection, TLS, or HTTP that breaks its own rules.

    `transient`: asking the same again soon may help, since a connection was refused or lost.
    """

    transient: bool = False


class FetchTimeout(FetchError):
    """The deadline came before the answer."""


class TooLarge(FetchError):
    """The answer, on the wire or decoded, is larger than the limit for its kind."""


class TooManyRedirects(FetchError):
    """More hops than `Limits.redirects`."""


class BadStatus(ResolveError):
    """An HTTP status that is no success; `status` is the number."""

    def __init__(self, url: str, status: int, reason: str | None = None) -> None:
        super().__init__(url, reason or f"the server answered with status {status}")
        self.status = status


class Gone(BadStatus):
    """404 or 410: the provider itself says that it is not there."""


class BadAnswer(ResolveError):
    """An answer came but is not what it claims to be; `where` names the field or place."""

    def __init__(self, url: str, reason: str, where: str | None = None) -> None:
        super().__init__(url, f"{reason} (at {where})" if where else reason)
        self.where = where


class InvalidData(MediaKitError):
    """A kept value, a file or a setting that cannot be read; `where` names the field or place."""

    def __init__(self, reason: str, where: str | None = None) -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.args, self.__dict__))


class StoreError(MediaKitError):
    """The store could not load or save; what was kept before is untouched."""


class PodcastError(MediaKitError):
    """A show, an episode, an audio file or a feed; `where` names the file or field."""

    def __init__(self, reason: str, where: str | None = None) -> None:
        super().__init__(f"{where}: {reason}" if where else reason)
        self.reason = reason
        self.where = where

    def __reduce__(self) -> tuple[object, ...]:
        return (_again, (type(self), self.args, self.__dict__))


class UnreadableAudio(PodcastError):
    """Not an audio file in a format mediakit promises to read, or a broken one."""


class InvalidFeed(PodcastError):
    """A feed that cannot be read, or a show that cannot be written as one."""


def remembered(kind: type[ResolveError], message: str, facts: Mapping[str, object]) -> ResolveError:
    """The error that had this message and these attributes, from where it was written down.

    >>> remembered(Gone, "not there: https://example.org/", {"url": "https://example.org/", "status": 410}).status
    410
    """
    error = _again(kind, (message,), dict(facts))
    assert isinstance(error, ResolveError)
    return error


def _again(kind: type[MediaKitError], args: tuple[object, ...], state: dict[str, object]) -> MediaKitError:
    """Rebuild an error from its pickle: results of other processes arrive as values, errors too."""
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error

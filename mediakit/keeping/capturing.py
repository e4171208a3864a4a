"""request_copy: the conversation that has the Internet Archive make a copy of a page now (Save Page Now 2).

Source: "Save Page Now 2 Public API" of the Internet Archive: a job is posted, then asked about until it is done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mediakit import url as urls
from mediakit.embed import Copy, FrozenMap
from mediakit.errors import BadAnswer, BadStatus, FetchTimeout, ForbiddenURL
from mediakit.fields import JSON
from mediakit.flow import Ask, Flow, Request, Response, Wait
from mediakit.hops import onward
from mediakit.keeping.archives import ARCHIVES, bearable_pause, copy_of, json_object
from mediakit.policy import Limits, check_url, holds_secret, shown

_LIMITS: Final = Limits()
_SAVE: Final = "https://web.archive.org/save"
# A capture takes ten seconds to two minutes; every look is a request.
_LOOKS: Final = 24
_PAUSE: Final = 6.0


@dataclass(frozen=True, slots=True)
class ArchiveAccess:
    """The keys of an account at archive.org (archive.org/account/s3.php); without them it captures nothing."""

    key: str
    secret: str = field(repr=False)


def request_copy(url: str, access: ArchiveAccess, *, limits: Limits = _LIMITS) -> Flow[Copy]:
    """The copy that the Internet Archive makes of a URL now, on request (Save Page Now 2); it takes a minute or two.

    Raises:
        ForbiddenURL: what may not be asked here is not given to others to ask, nor an address that gives access.
        BadStatus: the archive refuses, 429 when too much was asked of it. BadAnswer: it could not capture the page, or
        tells of another one. FetchTimeout: it was not done in time; it may be later.

    >>> asked = next(request_copy("https://example.org/ferry", ArchiveAccess("key", "secret")))
    >>> asked.request.method, asked.request.url, asked.request.body
    ('POST', 'https://web.archive.org/save', b'url=https%3A%2F%2Fexample.org%2Fferry&skip_first_archive=1')
    """
    check_url(url, limits)
    if holds_secret(url):
        raise ForbiddenURL(shown(url), "an address that gives access is not handed to an archive")
    headers = FrozenMap(
        {
            "accept": "application/json",
            "authorization": f"LOW {access.key}:{access.secret}",
            "content-type": "application/x-www-form-urlencoded",
        }
    )
    # `skip_first_archive`: that it is the first of its kind is not told, which is quicker, as the documentation says.
    body = urls.with_parameters("", url=url, skip_first_archive=1).removeprefix("?").encode()
    request = Request(url=_SAVE, method="POST", purpose="oembed", headers=headers, body=body)
    told = yield from _told(request)
    job = told.get("job_id")
    if not isinstance(job, str) or not re.fullmatch("[A-Za-z0-9-]{1,80}", job):
        raise BadAnswer(shown(url), f"the Internet Archive does not take it: {_words(told)}")
    for _ in range(_LOOKS):
        yield Wait(_PAUSE)
        told = yield from _told(Request(url=f"{_SAVE}/status/{job}", purpose="oembed", headers=headers))
        if told.get("status") == "success":
            return _captured(told, url)
        if told.get("status") == "error":
            raise BadAnswer(shown(url), f"the Internet Archive could not capture it: {_words(told)}")
    raise FetchTimeout(shown(url), f"the Internet Archive was not done after {_LOOKS * _PAUSE:.0f} seconds")


def _told(request: Request) -> Flow[Mapping[str, JSON]]:
    answer: Response = yield Ask(request)
    pause = bearable_pause(answer)
    if pause is not None:
        yield Wait(pause)
        answer = yield Ask(request)
    if answer.status == 429:
        raise BadStatus(shown(request.url), 429, "the Internet Archive takes no more captures from here for now")
    if onward(answer, request.url) is not None:
        raise BadStatus(shown(request.url), answer.status, "it leads elsewhere")
    return json_object(answer.body, request.url)


def _words(told: Mapping[str, JSON]) -> str:
    said = told.get("message") or told.get("status_ext") or "it does not say why"
    return "".join(character if character.isprintable() else " " for character in str(said))[:200]


def _captured(told: Mapping[str, JSON], url: str) -> Copy:
    """The copy that a finished job tells of; a page may have led elsewhere on its own site, never to another's."""
    stamp, original = str(told.get("timestamp")), str(told.get("original_url"))
    copy = copy_of(ARCHIVES[0], original, f"https://web.archive.org/web/{stamp}/{original}")
    if copy is None or not urls.same_site(original, url):
        raise BadAnswer(shown(url), "the Internet Archive tells of another page")
    return copy

"""One hop's answer judged: it is what was asked for, it leads elsewhere, or it is an error. For every flow alike."""

from __future__ import annotations

from typing import Final

from mediakit import url as urls
from mediakit.errors import BadAnswer, BadStatus, Gone
from mediakit.flow import Response
from mediakit.policy import shown

# RFC 9110, section 15.4; 300 leaves the choice to a person and 304 answers a question that is never put.
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})


def onward(answer: Response, asked: str) -> str | None:
    """The address that the answer of the URL `asked` leads to, or `None` when it is a good answer itself.

    Raises:
        Gone: 404 or 410. BadStatus: any other status that is no success.
        BadAnswer: a redirect to something that is no web address.

    >>> moved = Response(url="", status=301, headers={"location": "/new"})
    >>> onward(moved, "https://example.org/old")
    'https://example.org/new'
    """
    if answer.status in _REDIRECTS:
        target = urls.absolute(answer.headers.get("location"), asked)
        if target is None:
            raise BadAnswer(shown(asked), "it leads to something that is no web address", "location")
        return target
    if answer.status in (404, 410):
        raise Gone(shown(asked), answer.status)
    if not 200 <= answer.status < 300:
        raise BadStatus(shown(asked), answer.status)
    return None

"""looking_into: the conversation that fetches a page of one's own, to see what is embedded in it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mediakit.errors import TooManyRedirects
from mediakit.flow import Ask, Flow, Request, Response
from mediakit.hops import onward
from mediakit.policy import Limits, check_url, shown

_LIMITS: Final = Limits()


def looking_into(
    url: str, *, limits: Limits = _LIMITS, allow_hosts: Collection[str] = ()
) -> Flow[tuple[str, str, bool]]:
    """The HTML of the page at `url`, decoded, the address it came from after redirects, and whether that is all of it.

    A fetch cuts a page at `limits.page`: one that fills it may go on behind.

    Raises `ResolveError` of every kind: a page that does not answer cannot be looked into.

    >>> from mediakit.drivers import run
    >>> from mediakit.fetch import Recorded
    >>> url = "https://example.org/post"
    >>> page = Response(url=url, status=200, headers={"content-type": "text/html"}, body=b"<p>Fog</p>")
    >>> run(looking_into(url), fetch=Recorded({url: page}))
    ('<p>Fog</p>', 'https://example.org/post', True)
    """
    from mediakit.read import decode

    here = url
    for _ in range(limits.redirects + 1):
        check_url(here, limits, allow_hosts)
        answer: Response = yield Ask(Request(url=here))
        target = onward(answer, here)
        if target is None:
            return decode(answer.body, answer.content_type), here, len(answer.body) < limits.page
        here = target
    raise TooManyRedirects(shown(url), f"more than {limits.redirects} redirects")

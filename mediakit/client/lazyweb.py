"""The web, opened when it is first asked: what is answered offline or by a given fetch loads no transport."""

from __future__ import annotations

from collections.abc import Collection
from threading import Lock
from typing import TYPE_CHECKING

from mediakit.flow import Request, Response
from mediakit.policy import Limits

if TYPE_CHECKING:
    from mediakit.fetch import WebFetch


class LazyWeb:
    """A `WebFetch` with its manners, made at the first ask; asking after `close` is a `RuntimeError`."""

    def __init__(self, limits: Limits, allow_hosts: Collection[str]) -> None:
        self._limits, self._allow_hosts = limits, allow_hosts
        self._lock = Lock()
        self._opened: WebFetch | None = None
        self._closed = False

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        with self._lock:
            if self._closed:
                raise RuntimeError("this resolver is closed")
            if self._opened is None:
                from mediakit.fetch import Polite, WebFetch

                self._opened = WebFetch(self._limits, allow_hosts=self._allow_hosts)
                self._polite = Polite(self._opened, own=self._allow_hosts)
            polite = self._polite
        return polite(request, deadline)

    def close(self) -> None:
        """Close its connections, if any were made."""
        with self._lock:
            self._closed, web, self._opened = True, self._opened, None
        if web is not None:
            web.close()

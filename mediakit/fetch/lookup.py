"""Looking a host's name up within a time: getaddrinfo cannot be interrupted, so it is waited for from outside."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, Protocol

# Lookups that hang each hold a thread until the system's resolver gives up (30 s and more): so many, and no more.
AT_ONCE: Final = 64


class NameLookup(Protocol):
    """Answers a host name with its IP addresses, as text, within some seconds.

    Raises:
        OSError: there are none (`TimeoutError` when the time was not enough).
    """

    def __call__(self, host: str, seconds: float) -> Sequence[str]: ...


class SystemLookup:
    """The system's resolver, asked in a thread of its own for each name; the thread ends when the resolver does.

    >>> SystemLookup()("127.0.0.1", 1.0)
    ('127.0.0.1',)
    """

    def __init__(self, getaddrinfo: Callable[..., Sequence[Any]] = socket.getaddrinfo, at_once: int = AT_ONCE) -> None:
        self._getaddrinfo = getaddrinfo
        self._free = threading.BoundedSemaphore(at_once)

    def __call__(self, host: str, seconds: float) -> tuple[str, ...]:
        until = time.monotonic() + seconds
        if not self._free.acquire(timeout=max(0.0, seconds)):
            raise TimeoutError("too many names are being looked up")
        found: list[str] = []
        failed: list[Exception] = []
        done = threading.Event()

        def look_up() -> None:
            try:
                for *_, address in self._getaddrinfo(host, None, type=socket.SOCK_STREAM):
                    found.append(str(address[0]))
            except (OSError, ValueError) as error:  # ValueError: a name IDNA cannot encode
                failed.append(error)
            finally:
                self._free.release()
                done.set()

        try:
            threading.Thread(target=look_up, name="mediakit-lookup", daemon=True).start()
        except RuntimeError as error:  # the system has no thread left
            self._free.release()
            raise OSError(str(error)) from error
        if not done.wait(max(0.0, until - time.monotonic())):
            raise TimeoutError("the name was not found in time")
        if failed:
            raise OSError(str(failed[0])) from failed[0]
        return tuple(dict.fromkeys(found))

"""One of many processes that resolve the same addresses at once: run as a program, waits for a word, tells what it got.

python flight.py STORE LEASE URL ...        STORE: the path of a SQLite file, or redis://…
"""

from __future__ import annotations

import http.client
import json
import os
import sys
import time
from contextlib import ExitStack
from urllib.parse import urlsplit

from mediakit.client import Resolver
from mediakit.flow import Request, Response
from mediakit.resolution import remembering
from mediakit.store import RedisStore, SQLiteStore


def fetch(request: Request, deadline: float | None = None) -> Response:
    """One hop to the counting server, which is told who asks."""
    parts = urlsplit(request.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    try:
        connection.request("GET", parts.path, headers={"X-Process": str(os.getpid())})
        answer = connection.getresponse()
        return Response(
            url=request.url, status=answer.status, headers={"content-type": "text/html"}, body=answer.read()
        )
    finally:
        connection.close()


def main(where: str, lease: str, *urls: str) -> None:
    remembering.LEASE = float(lease)  # a killed leader is waited for in seconds here, not half a minute
    with ExitStack() as stack:
        store = stack.enter_context(RedisStore(where) if where.startswith("redis:") else SQLiteStore(where))
        resolver = stack.enter_context(Resolver(fetch=fetch, store=store, allow_hosts=("127.0.0.1",)))
        print("ready", flush=True)
        sys.stdin.readline()
        titles, longest = {}, 0.0
        for url in urls:
            begun = time.monotonic()
            titles[url] = resolver.resolve(url).title
            longest = max(longest, time.monotonic() - begun)
        print(json.dumps({"titles": titles, "longest": longest}), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

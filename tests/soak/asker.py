"""A process that asks one URL and tells by how much its largest size grew: `asker.py LIBRARY URL PURPOSE MOST`."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "fetch"))

from loopback import FETCHES, may_ask_loopback

from mediakit.errors import MediaKitError
from mediakit.flow import Request
from mediakit.policy import Limits

library, url, purpose, most = sys.argv[1:]
limits = Limits(total=5.0, page=int(most), oembed=int(most), image=int(most), feed=int(most))


def largest() -> int:
    """The most memory this process has had, in bytes; `getrusage` counts what it was forked from too."""
    status = Path("/proc/self/status")
    if status.is_file():
        return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM")) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


with may_ask_loopback(FETCHES[library])(limits) as fetch:
    for _ in range(2):
        fetch(Request(url=url))
    before = largest()
    if purpose == "control":  # does the measure see what it should? the sixteen MiB are touched, and let go
        purpose = str(bytearray(16 << 20).find(b"x") and "page")
    try:
        answer = fetch(Request(url=url, purpose=purpose))  # type: ignore[arg-type]
        outcome = f"{answer.status}, {len(answer.body)} bytes"
    except MediaKitError as error:
        outcome = f"{type(error).__name__}: {error}"
    print(json.dumps({"growth": largest() - before, "outcome": outcome}))

"""Times from before standard time: a zone was off by seconds then, and no such time may be lost on the way."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from mediakit import live, times
from mediakit.live import LiveBlog, Post, Withdrawn

YEARS = (1850, 1900, 1921, 1922, 2026)


@pytest.mark.parametrize("year", YEARS)
def test_a_moment_is_read_as_it_was_written(year: int) -> None:
    moment = datetime(year, 1, 1, tzinfo=UTC).astimezone(ZoneInfo("Europe/Helsinki"))
    written = times.iso(moment)
    assert written[-6] in "+-" and written[-3] == ":", "an offset is hours and minutes (RFC 3339, section 5.6)"
    assert times.moment(written) == moment


@pytest.mark.parametrize("year", YEARS)
def test_a_page_of_ours_keeps_it(year: int) -> None:
    at = datetime(year, 1, 1, tzinfo=UTC)
    post = Post(id="1", withdrawn=Withdrawn(at=at))
    blog = LiveBlog(id="h", title="Harbour lights", zone="Europe/Helsinki", posts=(post,))
    (found,) = live.read(live.page(blog)).blog.posts
    assert found.withdrawn is not None and found.withdrawn.at == at

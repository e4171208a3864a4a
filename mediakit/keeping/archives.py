"""find_archived: the conversation that looks for archived copies where they may be.

An archive's answer is believed only where it names an address of the archive's own that tells what it holds and since
when, and that is the address that was asked about. Sources: archive.org/help/wayback_api.php (availability), the
Wayback CDX server's README (`closest`), pywb's CDX server API (Arquivo.pt runs it), RFC 7089 5 (time maps), RFC 8288 3
(their form).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final, NamedTuple, TypeAlias

from mediakit import times
from mediakit import url as urls
from mediakit.embed import Copy, Embed, Warning
from mediakit.errors import BadAnswer, BadStatus, ForbiddenURL, ResolveError
from mediakit.fields import JSON, load_json
from mediakit.flow import Ask, Flow, Now, Request, Response, Wait
from mediakit.hops import onward
from mediakit.policy import Limits, check_url, holds_secret, shown
from mediakit.times import Moment

_LIMITS: Final = Limits()
# `https://archive/collection/20160111202300if_/https://example.org/`: the time of capture, then what was captured.
_MEMENTO: Final = r"https?://([^/]+)(/(?:[^/]+/){0,4}?)(\d{14})(?:[a-z]{2}_)?/(.+)"
_LINK: Final = r"<([^<>\s]{1,2083})>([^<>]{0,400})"
# Captures of one address that are looked at; an archive sorts them by their distance, or they are many years'.
_MOST: Final = 5_000
# Archives are few machines for everybody: one that is asked to wait this long may do so once, beyond that we leave.
_PATIENCE: Final = 30.0

Reader: TypeAlias = Callable[[bytes, str], Iterable[str]]
"""From an answer and the address that was asked about to the addresses of the copies it names."""


class Archive(NamedTuple):
    """An archive that can be asked: its name, the host its copies stand on, and its questions, the best first.

    A question is a template of the address to ask (`{url}` encoded, `{raw}` as it is, `{at}` 14 digits) and the reader
    of the answer; the next is put where one finds nothing.
    """

    service: str
    host: str
    questions: tuple[tuple[str, Reader], ...]


def find_archived(
    embed: Embed,
    *,
    near: Moment | None = None,
    archives: tuple[Archive, ...] | None = None,
    limits: Limits = _LIMITS,
) -> Flow[Embed]:
    """The embed with the archived copy nearest to `near` in `archived`, from each archive that has one.

    `near` is by default when it was published, else first seen, else now. An archive whose copy is known already is not
    asked; one that does not answer becomes a warning `archive`. All are asked side by side, one or two questions each;
    none is told of an inner address, or of one that gives access.

    >>> from mediakit import Link
    >>> from mediakit.drivers import run
    >>> from mediakit.fetch import Recorded
    >>> asked = "https://archive.org/wayback/available?url=https%3A%2F%2Fexample.org%2F&timestamp=20160111120000"
    >>> body = b'{"archived_snapshots": {"closest": {"available": true, "status": "200", "url": ' + (
    ...     b'"http://web.archive.org/web/20160112080000/https://example.org/"}}}')
    >>> answer = Response(url=asked, status=200, headers={"content-type": "application/json"}, body=body)
    >>> link = Link(key="link:url:https://example.org/", url="https://example.org/")
    >>> near = times.moment("2016-01-11")
    >>> run(find_archived(link, near=near, archives=ARCHIVES[:1]), fetch=Recorded({asked: answer})).archived[0].url
    'https://web.archive.org/web/20160112080000/https://example.org/'
    """
    asked = [each for each in (ARCHIVES if archives is None else archives) if not _is_known(embed, each)]
    if not asked or not _may_be_told(embed.url, limits):
        return embed
    when = near or embed.published or (embed.snapshots[0].taken if embed.snapshots else None)
    if when is None:
        now: float = yield Now()
        when = datetime.fromtimestamp(int(now), UTC)
    at = times.instant(when).astimezone(UTC)
    found: list[Copy] = []
    failed: dict[str, Warning] = {}
    left = {archive.service: (archive, list(archive.questions)) for archive in asked}
    while left:
        round_ = [(archive, *questions.pop(0)) for archive, questions in left.values()]
        addresses = [_question(template, embed.url, at) for _, template, _ in round_]
        answers = yield from _answers(addresses, limits)
        for (archive, _, reader), address, answer in zip(round_, addresses, answers, strict=True):
            nearest = None
            try:
                body = _body(answer, address)
                nearest = _nearest(archive, embed.url, reader(body, address), at)
                failed.pop(archive.service, None)
            except ResolveError as error:
                failed[archive.service] = Warning(code="archive", detail=f"{archive.service}: {error}")
            if nearest is not None:
                found.append(nearest)
            if nearest is not None or not left[archive.service][1]:
                del left[archive.service]
    warnings = [warning for warning in embed.warnings if warning.code != "archive"]
    return replace(embed, archived=(*embed.archived, *found), warnings=(*warnings, *failed.values()))


def memento(service: str, host: str, timemap: str) -> Archive:
    """Any archive that speaks Memento (RFC 7089): `timemap` is the address of its time maps, the original's follows.

    >>> memento("Vefsafn", "wayback.vefsafn.is", "https://wayback.vefsafn.is/wayback/timemap/link/").questions[0][0]
    'https://wayback.vefsafn.is/wayback/timemap/link/{raw}'
    """
    return Archive(service, host, ((timemap + "{raw}", _read_timemap),))


# ---- questions and answers -------------------------------------------------------------------------------------------


def _may_be_told(url: str, limits: Limits) -> bool:
    try:
        check_url(url, limits)
    except ForbiddenURL:
        return False
    return not holds_secret(url) and not url.startswith(urls.NOWHERE)


def _question(template: str, url: str, at: datetime) -> str:
    encoded = urls.with_parameters("", url=url).removeprefix("?url=")
    return template.replace("{at}", at.strftime("%Y%m%d%H%M%S")).replace("{url}", encoded).replace("{raw}", url)


def _answers(addresses: list[str], limits: Limits) -> Flow[list[Response | ResolveError]]:
    """The answers, side by side; who asks for a little patience is asked once more."""
    answers: dict[str, Response | ResolveError] = {}
    asks: dict[str, Ask] = {}
    for address in addresses:
        try:
            check_url(address, limits)
        except ResolveError as error:  # an address that is too long with the archive's own before it
            answers[address] = error
        else:
            asks[address] = Ask(Request(url=address, purpose="text"))
    first: tuple[Response | ResolveError, ...] = yield tuple(asks.values())
    answers |= dict(zip(asks, first, strict=True))
    pauses = {address: bearable_pause(answer) for address, answer in answers.items() if isinstance(answer, Response)}
    again = {address: pause for address, pause in pauses.items() if pause is not None}
    if again:
        yield Wait(max(again.values()))
        second: tuple[Response | ResolveError, ...] = yield tuple(asks[address] for address in again)
        answers |= dict(zip(again, second, strict=True))
    return [answers[address] for address in addresses]


def bearable_pause(answer: Response) -> float | None:
    """How many seconds an archive asks to wait (RFC 9110 10.2.3), where that is bearable; `None`: it does not ask."""
    said = answer.headers.get("retry-after", "").strip()
    if answer.status not in (429, 503) or not re.fullmatch("[0-9]{1,4}", said):
        return None
    return float(said) if float(said) <= _PATIENCE else None


def _body(answer: Response | ResolveError, address: str) -> bytes:
    """What an archive answered; nothing where it says that it has none (404)."""
    if isinstance(answer, ResolveError):
        raise answer
    if answer.status == 404:
        return b""
    if onward(answer, address) is not None:
        raise BadStatus(shown(address), answer.status, "it leads elsewhere")
    return answer.body


def json_object(body: bytes, address: str) -> Mapping[str, JSON]:
    try:
        value = load_json(body)
    except ValueError:
        value = None
    if not isinstance(value, Mapping):
        raise BadAnswer(shown(address), "no JSON object came")
    return value


# ---- readers ---------------------------------------------------------------------------------------------------------


def _read_availability(body: bytes, address: str) -> Iterator[str]:
    closest = _at(_at(json_object(body, address), "archived_snapshots"), "closest")
    if closest.get("available") is True and str(closest.get("status", "200")) == "200":
        yield str(closest.get("url"))


def _at(value: Mapping[str, JSON], name: str) -> Mapping[str, JSON]:
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _read_wayback_cdx(body: bytes, address: str) -> Iterator[str]:
    """Rows of a list, the first of them the names of the columns: `timestamp`, `original`."""
    try:
        rows = load_json(body) if body.strip() else []
    except ValueError:
        raise BadAnswer(shown(address), "no JSON came") from None
    for row in rows[1:_MOST] if isinstance(rows, list) else ():
        if isinstance(row, list) and len(row) == 2:
            yield f"https://web.archive.org/web/{row[0]}/{row[1]}"


def _read_arquivo_cdx(body: bytes, address: str) -> Iterator[str]:
    """One JSON object a line."""
    for line in body.splitlines()[:_MOST]:
        row = json_object(line, address)
        if str(row.get("status", "200")) == "200":
            yield f"https://arquivo.pt/wayback/{row.get('timestamp')}/{row.get('url')}"


def _read_timemap(body: bytes, address: str) -> Iterator[str]:
    """Links in the form of the `Link` header; those that are mementos."""
    text = body.decode("utf-8", "replace")
    for number, link in enumerate(re.finditer(_LINK, text)):
        if number >= _MOST:
            return
        if "memento" in (re.search(r'rel\s*=\s*"?([^";]*)', link[2]) or ("", ""))[1]:
            yield link[1]


def _nearest(archive: Archive, url: str, addresses: Iterable[str], at: datetime) -> Copy | None:
    """Of the copies of this very URL on the archive's own host the one captured nearest to `at`."""
    copies = [copy for address in addresses if (copy := copy_of(archive, url, address)) is not None]
    return min(copies, key=lambda copy: (abs(times.instant(copy.captured or at) - at), copy.url), default=None)


def copy_of(archive: Archive, url: str, address: str) -> Copy | None:
    match = re.fullmatch(_MEMENTO, address)
    if match is None or match[1].lower().removesuffix(":80") != archive.host or not _is_same(match[4], url):
        return None
    captured = times.moment(f"{match[3][:8]}T{match[3][8:]}Z")
    safe = urls.absolute(f"https://{archive.host}{match[2]}{match[3]}/{match[4]}", None)
    if safe is None or not isinstance(captured, datetime):
        return None
    return Copy(url=safe, service=archive.service, captured=captured)


def _is_same(one: str, other: str) -> bool:
    """Whether two addresses are one to an archive: scheme, `www.`, a final slash and the fragment aside."""
    first, second = _place(one), _place(other)
    return first is not None and first == second


def _place(address: str) -> tuple[str, str, str] | None:
    parts = urls.split(urls.absolute(address, None) or "")
    return None if parts is None else (parts.host.removeprefix("www."), parts.path.rstrip("/"), parts.query)


def _is_known(embed: Embed, archive: Archive) -> bool:
    return any(copy.service == archive.service for copy in embed.archived)


ARCHIVES: Final[tuple[Archive, ...]] = (
    Archive(
        "Wayback Machine",
        "web.archive.org",
        (
            ("https://archive.org/wayback/available?url={url}&timestamp={at}", _read_availability),
            # Availability looks at a part of the index, and often finds nothing of what is there.
            (
                "https://web.archive.org/cdx/search/cdx?url={url}&output=json&fl=timestamp,original"
                "&filter=statuscode:200&sort=closest&closest={at}&limit=5",
                _read_wayback_cdx,
            ),
        ),
    ),
    Archive(
        "Arquivo.pt",
        "arquivo.pt",
        (
            (
                "https://arquivo.pt/wayback/cdx?url={url}&output=json&filter=status:200&closest={at}&limit=5",
                _read_arquivo_cdx,
            ),
        ),
    ),
)

"""A live blog from plain text: what is left when a page was copied, printed or crawled without its markup.

How such text looks: a title; near it a date, a photo line (`caption | credit`), a lead behind "Live updates:", a
pointer to the page before; then posts. A post begins at a headline (a short line in title case without a full stop) or
at a line that begins with a time, and ends at a byline ("— Name", or a bare name at the end). A link card is a
headline, an excerpt, "View full page" and a time. Nothing is dropped: what is none of these is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from mediakit import times
from mediakit.chars import clean
from mediakit.embed import Link, Person, Photo, Placed
from mediakit.errors import InvalidData
from mediakit.html import Html, tag
from mediakit.live.holes import Hole, Passage, find_holes
from mediakit.live.model import Body, LiveBlog, Post, Previous
from mediakit.live.pieces import body_of_html, medium_of, tidy
from mediakit.live.saved import Saved, blog_id, caption_and_credit, part_url, people, slug
from mediakit.live.text_lines import (
    Line,
    Stamp,
    is_headline,
    is_name,
    live_label,
    may_head_card,
    names,
    paragraphs,
    points_back,
    signature,
    stamp,
    views_whole_page,
)
from mediakit.times import Moment

_HEAD: Final = 12  # paragraphs: title, date, photo and label stand near the top or are something else
_CARD: Final = 4  # paragraphs between a card's headline and its "View full page"
_CREDIT_LIMIT: Final = 100  # characters
_QUOTED: Final = re.compile(r"[“„«].*[”“»]\W*\Z|\".*\"\W*\Z", re.DOTALL)
_ADDRESS: Final = re.compile(r"https?://\S+\Z")
_DATED: Final = re.compile(r"(?:published|posted|updated|date)\b\s*(?:on\b|at\b)?\s*:?\s*", re.IGNORECASE)


def read_text(text: str, *, url: str | None = None) -> Saved:
    """The live blog that plain text holds, and its holes with their lines.

    `url` is where the text was saved from, if that is known. Raises `InvalidData` for text without any sign of a blog:
    neither a date, a "Live updates:" label, a byline nor lines that begin with a time.

    >>> blog, holes = read_text("Harbour Day\\n\\nJune 14, 2025\\n\\nLive updates: All day from the quay.\\n\\n"
    ...     "The Gates Are Open\\n\\nThis video shows the queue:\\n\\n— Ines Korhonen\\n")
    >>> blog.published.isoformat(), blog.description, blog.posts[0].headline, blog.posts[0].authors[0].name
    ('2025-06-14', 'All day from the quay.', 'The Gates Are Open', 'Ines Korhonen')
    >>> [(hole.line, hole.medium) for hole in holes]
    [(9, 'video')]
    """
    lines = paragraphs(clean(text.removeprefix("\ufeff")))
    if not lines:
        raise InvalidData("the text is empty; a live blog is expected", "text")
    page = _Page(lines, url)
    if not (page.published or page.labelled or page.bylines or page.stamps):
        raise InvalidData(
            "no live blog is recognized: a date under the title, a “Live updates:” line, bylines (“— Name”) "
            "or lines that begin with a time are expected",
            "text",
        )
    page.read_posts()
    lead, holes = page.body(page.lead)
    posts: list[Post] = []
    for number, draft in enumerate(page.drafts, start=1):
        body, found = page.body(draft.lines)
        holes += found
        name = slug(draft.headline or "")
        posts.append(
            Post(
                id=f"{number}-{name}" if name else str(number),
                headline=draft.headline,
                body=body,
                authors=draft.authors,
                published=draft.published,
            )
        )
    blog = LiveBlog(
        id=page.identity,
        title=lines[0].text,
        url=url,
        description=page.description,
        lang=page.lang,
        state="ended",
        published=page.published,
        hero=page.hero(),
        lead=lead,
        authors=page.authors,
        previous=Previous(title=page.previous) if page.previous else None,
        posts=tuple(posts),
    )
    return Saved(blog, tuple(holes))


@dataclass(frozen=True, slots=True)
class _Card:
    """A link card: the lines from `first` to `last`, and what it says."""

    first: int
    last: int
    title: str
    excerpt: str | None
    published: Moment | None
    url: str | None


@dataclass(slots=True)
class _Draft:
    """A post while it is being read: which lines it has."""

    headline: str | None = None
    published: Moment | None = None
    authors: tuple[Person, ...] = ()
    lines: list[int] = field(default_factory=list)


class _Page:
    """The lines of a saved text, and what each was found to be."""

    def __init__(self, lines: Sequence[Line], url: str | None) -> None:
        self.lines = lines
        self.url = url
        self.lang = _language(lines)
        self.published: Moment | None = None
        self.photo: str | None = None
        self.labelled = False
        self.description: str | None = None
        self.previous: str | None = None
        self.authors: tuple[Person, ...] = ()
        self.lead: list[int] = []
        self.drafts: list[_Draft] = []
        self.cards = {card.first: card for card in _cards(lines)}
        self.in_card = {number for card in self.cards.values() for number in range(card.first, card.last + 1)}
        self.stamps: dict[int, Stamp] = {}
        self.bylines = _bylines(lines, self.in_card)
        self.head_end = self._read_head()
        self.stamps = self._stamps()
        self.identity = blog_id(lines[0].text, url, self.published)

    def _read_head(self) -> int:
        """Take what says what it is from the lines near the top; the words between them are the lead."""
        end = 1
        for number in range(1, min(len(self.lines), _HEAD)):
            text = self.lines[number].text
            if number in self.in_card or number in self.bylines:
                break
            found = times.moment(_DATED.sub("", text, count=1))
            caption, credit = caption_and_credit(text)
            label = live_label(text)
            if self.published is None and found is not None:
                self.published = found
            elif self.photo is None and caption and credit and len(credit) <= _CREDIT_LIMIT:
                self.photo = text
            elif not self.labelled and label is not None:
                self.labelled = True
                self.description = label or None
            elif self.previous is None and points_back(text):
                self.previous = text
            elif not self.authors and text.lower().startswith("by ") and names(text[3:]):
                self.authors = people(text[3:])
            elif self._begins_post(number):
                break
            elif self.labelled and self.description is None:
                self.description = text
            else:
                self.lead.append(number)
            end = number + 1
        if self.lead[:1] == [1] and self.description is None:
            self.description = self.lines[self.lead.pop(0)].text
        return end

    def _begins_post(self, number: int) -> bool:
        """Whether a line is no longer head. A subtitle looks like a headline, but stands above date and label."""
        if not (self.published or self.labelled):
            return False
        return is_headline(self.lines, number) or stamp(self.lines[number].text, None) is not None

    def _stamps(self) -> dict[int, Stamp]:
        """The lines that begin with a time; one alone is not the way this text is ordered."""
        found = {
            number: found
            for number in range(self.head_end, len(self.lines))
            if number not in self.in_card
            and self.lines[number].gap_before
            and (found := stamp(self.lines[number].text, self.published)) is not None
        }
        return found if len(found) > 1 else {}

    def read_posts(self) -> None:
        """Give every line behind the head to a post, or to the lead where no post has begun."""
        current: _Draft | None = None
        signed_at: int | None = None
        for number in range(self.head_end, len(self.lines)):
            if number in self.bylines:
                self._sign(current, self.bylines[number])
                current, signed_at = None, number
                continue
            begun = None if number in self.in_card else self._begun(number, signed_at)
            if begun is not None and begun.headline and current and not (current.headline or current.lines):
                current.headline = begun.headline  # a time on a line of its own, its headline on the next
            elif begun is not None:
                current = begun
                self.drafts.append(current)
            elif current is None and self.drafts:
                current = _Draft(lines=[number])
                self.drafts.append(current)
            else:
                (self.lead if current is None else current.lines).append(number)

    def _begun(self, number: int, signed_at: int | None) -> _Draft | None:
        """The post that begins at this line, if one does."""
        stamped = self.stamps.get(number)
        if stamped is not None:
            if stamped.words and stamped.words.rstrip("”’\"')").endswith((".", ":", "!", "?", "…")):
                return _Draft(published=stamped.at, lines=[number])
            return _Draft(published=stamped.at, headline=stamped.words or None)
        if is_headline(self.lines, number, after_byline=signed_at):
            return _Draft(headline=self.lines[number].text)
        return None

    def _sign(self, current: _Draft | None, authors: tuple[Person, ...]) -> None:
        """A byline signs the post above it; a second one joins the first; what stands above the first one is a post."""
        if current is not None:
            current.authors = authors
        elif self.drafts:
            self.drafts[-1].authors += authors
        elif self.lead:
            self.drafts.append(_Draft(authors=authors, lines=self.lead))
            self.lead = []
        else:
            self.authors += authors

    def hero(self) -> Placed | None:
        """The photo on top, of which the text keeps caption and credit."""
        if self.photo is None:
            return None
        caption, credit = caption_and_credit(self.photo)
        address = part_url(self.url, self.identity, "photo")
        return Placed(embed=Photo(key=f"link:url:{address}", url=address), caption=caption, credit=credit)

    def body(self, numbers: Sequence[int]) -> tuple[Body, list[Hole]]:
        """The lines as a body, and its holes."""
        parts: list[Html | Placed] = []
        passages: list[Passage] = []
        for number in numbers:
            line = self.lines[number]
            if number in self.cards:
                parts.append(self._link(self.cards[number]))
                passages.append(Passage(kind="medium"))
            elif number in self.in_card:
                continue
            elif _ADDRESS.match(line.text):
                for part in body_of_html(tag("p", None, line.text), base_url=self.url):
                    parts.append(part)
                    if isinstance(part, Placed):
                        passages.append(Passage(kind="medium", medium=medium_of(part.embed)))
            else:
                stamped = self.stamps.get(number)
                text = stamped.words if stamped else line.text
                quoted = _QUOTED.match(text) is not None
                paragraph = tag("p", None, text)
                parts.append(tag("blockquote", None, paragraph) if quoted else paragraph)
                passages.append(Passage(kind="quote" if quoted else "text", text=text, line=line.number))
        return tidy(parts), list(find_holes(passages, self.lang))

    def _link(self, card: _Card) -> Placed:
        place = sorted(self.cards).index(card.first) + 1
        address = card.url or part_url(self.url, self.identity, f"card-{place}")
        return Placed(
            embed=Link(
                key=f"link:url:{address}",
                url=address,
                title=card.title,
                description=card.excerpt,
                published=card.published,
            )
        )


def _cards(lines: Sequence[Line]) -> list[_Card]:
    """The link cards: each "View full page" with the headline above it and the time below it."""
    found: list[_Card] = []
    for number, line in enumerate(lines):
        if not views_whole_page(line.text):
            continue
        floor = max(number - _CARD, found[-1].last + 1 if found else 1)
        heads = [at for at in range(number - 1, floor - 1, -1) if may_head_card(lines[at])]
        if not heads:
            continue
        first, last = heads[0], number
        address: str | None = None
        published: Moment | None = None
        for at in range(number + 1, min(number + 3, len(lines))):
            if published is None and (moment := times.moment(lines[at].text)) is not None:
                published, last = moment, at
            elif address is None and _ADDRESS.match(lines[at].text):
                address, last = lines[at].text, at
            else:
                break
        excerpt = " ".join(each.text for each in lines[first + 1 : number])
        found.append(_Card(first, last, lines[first].text, excerpt or None, published, address))
    return found


def _bylines(lines: Sequence[Line], in_card: set[int]) -> dict[int, tuple[Person, ...]]:
    """The lines that sign a post: names behind a dash; a bare name that ends the text, or one known from a dash that
    stands before a headline."""
    signed = {
        number: people(found)
        for number, line in enumerate(lines)
        if number and number not in in_card and (found := signature(line.text))
    }
    known = {person.name for authors in signed.values() for person in authors}
    for number, line in enumerate(lines[1:], start=1):
        if number in in_card or number in signed or not is_name(line.text):
            continue
        ends = number == len(lines) - 1 and number > 2
        if ends or (
            line.text in known and number + 1 < len(lines) and is_headline(lines, number + 1, after_byline=number)
        ):
            signed[number] = people(line.text)
    return signed


_ENGLISH: Final = frozenset("the of and to in a is that for on was were are as with by at from it has have".split())


def _language(lines: Sequence[Line]) -> str:
    """`en` where the small words are English, else `und` (BCP 47: undetermined): copied text does not say."""
    words = re.findall(r"\w+", " ".join(line.text for line in lines[:200]).lower())
    return "en" if sum(word in _ENGLISH for word in words) > 0.12 * len(words) else "und"

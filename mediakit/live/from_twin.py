"""A live blog from the plain text that `plaintext` wrote: its title over `===`, posts between rules, embeds numbered.

Every post comes back with its time, headline, authors, marks, corrections and notice, and one embed for each numbered
line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, get_args

from mediakit.embed import Person, Placed
from mediakit.html import Html, escape, join, tag
from mediakit.live.clock import zone as zone_named
from mediakit.live.holes import find_holes
from mediakit.live.model import Correction, Event, LiveBlog, Post, Previous, State, Withdrawn, last_change, permalink
from mediakit.live.pieces import passages, tidy
from mediakit.live.plaintext import RULE
from mediakit.live.saved import Saved, blog_id, part_url, told_apart
from mediakit.live.spoken import Spoken, languages
from mediakit.live.twin_embeds import embed_block, starts_embed
from mediakit.url import safe

_TITLE: Final = re.compile(r" ?(\S.*)\n={3,72}")
_HEADLINE: Final = re.compile(r" ?(\S.*)\n-{3,60}")
_ADDRESS: Final = re.compile(r"<(https?://[^\s<>]+)>")
_PREVIOUS: Final = re.compile(r"(?P<title>.+?)(?: <(?P<url>https?://[^\s<>]+)>)?", re.DOTALL)
_ESCAPED: Final = re.compile(r"~([0-9a-f]{1,6})~")
_SOURCE_LIMIT: Final = 100  # characters: a longer block that begins with "From" is a paragraph
_BULLET: Final = "• "


def read_twin(text: str, *, url: str | None = None) -> Saved | None:
    """The live blog of a text that `text` wrote, and its holes; `None` for any other text.

    >>> from mediakit.live.plaintext import text
    >>> blog = LiveBlog(id="h", title="Harbour day", posts=(Post(id="1", headline="Gates open"),))
    >>> read_twin(text(blog)).blog.posts[0].headline
    'Gates open'
    """
    sections = _sections(text)
    if not sections[0] or not _TITLE.fullmatch(sections[0][0].text):
        return None
    for spoken in languages():
        for block in sections[0]:
            if told := spoken.match(spoken.words.zone_note, block.text):
                return _Twin(sections, spoken, told["zone"], url).saved()
    return None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines without a blank one between them; an embed's with those it quotes."""

    text: str
    line: int


def _sections(text: str) -> list[list[_Block]]:
    """The blocks between the rules."""
    sections: list[list[_Block]] = [[]]
    number = 1
    for piece in re.split(r"(\n(?:[ \t]*\n)+)", text.replace("\r\n", "\n").strip("\ufeff\n ")):
        blocks = sections[-1]
        if piece == RULE:
            sections.append([])
        elif piece.strip() and piece.startswith("    ") and blocks and starts_embed(blocks[-1].text):
            blocks[-1] = _Block(f"{blocks[-1].text}\n{piece}", blocks[-1].line)
        elif piece.strip():
            blocks.append(_Block(piece, number))
        number += piece.count("\n")
    return sections


class _Twin:
    """The text as a whole: who speaks, on which clock, at which address."""

    def __init__(self, sections: list[list[_Block]], spoken: Spoken, zone: str, url: str | None) -> None:
        self.head, *self.sections = sections
        self.spoken = spoken
        self.zone_name = zone if zone_named(zone) is not None else "UTC"
        self.zone = zone_named(self.zone_name)
        self.previous, address = self._foot()
        self.url = address or url
        found = _TITLE.fullmatch(self.head[0].text)
        self.title = found[1] if found else ""
        self.identity = blog_id(self.title, self.url, None)

    def _foot(self) -> tuple[Previous | None, str | None]:
        """What ends the text, taken off it: the page before this one, and this page's address.

        Without a page before, the address stands right behind that of the last post.
        """
        words = self.spoken.words.previous
        last = self.sections[-1] if self.sections else self.head
        address = _ADDRESS.fullmatch(last[-1].text) if last else None
        if self.sections and 1 <= len(last) <= 2 and last[0].text.startswith(words):
            self.sections.pop()
            found = _PREVIOUS.fullmatch(last[0].text.removeprefix(words).strip())
            previous = Previous(title=found["title"], url=safe(found["url"])) if found else None
            return previous, safe(address[1]) if address and len(last) == 2 else None
        if address is None or (self.sections and (len(last) == 1 or not _ADDRESS.fullmatch(last[-2].text))):
            return None, None
        last.pop()
        return None, safe(address[1])

    def saved(self) -> Saved:
        """The blog and its holes."""
        posts: list[Post] = []
        holes = []
        blog = self._blog()
        for section in self.sections:
            post = self._post(section, len(posts) + 1)
            posts.append(post)
            lines = {_beginning(block.text): block.line for block in section}
            for hole in find_holes(passages(post.body), post.lang or blog.lang):
                holes.append(replace(hole, line=lines.get(_beginning(hole.words))))
        blog = replace(blog, posts=told_apart(posts))
        if blog.updated == last_change(replace(blog, updated=None)):
            blog = replace(blog, updated=None)
        return Saved(blog, tuple(holes))

    def _blog(self) -> LiveBlog:
        """What stands above the posts."""
        words, spoken = self.spoken.words, self.spoken
        blog = LiveBlog(
            id=self.identity,
            title=self.title,
            url=self.url,
            lang=words.tag,
            zone=self.zone_name,
            previous=self.previous,
            state="ended",
        )
        lead: list[Html | Placed] = []
        noted = False
        for block in self.head[1:]:
            state = next((each for each in get_args(State) if getattr(words, each) == block.text), None)
            if noted:
                lead.append(self._part(block, spoken))
            elif spoken.match(words.zone_note, block.text):
                noted = True
            elif state is not None:
                found: State = state
                blog = replace(blog, state=found)
            elif dates := self._dates(block.text):
                blog = replace(blog, **dates)
            elif not blog.authors and (authors := self._authors(block.text, spoken)):
                blog = replace(blog, authors=authors)
            elif blog.description is None and not (blog.authors or blog.coverage_start or blog.published):
                blog = replace(blog, description=block.text)
            else:
                told = spoken.match(words.event, block.text)
                event = Event(name=told["name"], place=told["place"]) if told else Event(name=block.text)
                blog = replace(blog, event=event)
        if lead and isinstance(hero := lead[0], Placed):
            blog = replace(blog, hero=hero)
            del lead[0]
        return replace(blog, lead=tidy(lead))

    def _dates(self, text: str) -> dict[str, Any]:
        words = self.spoken.words
        found: dict[str, Any] = {}
        for line in text.split("\n"):
            for name, template in (
                ("coverage_start", words.began),
                ("coverage_start", words.begins),
                ("coverage_end", words.ended_at),
                ("published", words.published),
                ("updated", words.page_updated),
            ):
                told = self.spoken.match(template, line)
                moment = self.spoken.moment(told["date"], self.zone) if told else None
                if moment is not None:
                    found.setdefault(name, moment)
        return found

    def _authors(self, text: str, spoken: Spoken) -> tuple[Person, ...]:
        told = spoken.match(spoken.words.by, text)
        return spoken.people(told["names"]) if told and "\n" not in text else ()

    # --- a post

    def _post(self, section: Sequence[_Block], number: int) -> Post:
        blocks = list(section)
        address = _ADDRESS.fullmatch(blocks[-1].text) if blocks else None
        if address:
            blocks.pop()
        spoken, post = self._stamp(blocks[0].text if blocks else "")
        if post.published is not None or post.pinned or post.key_event or post.breaking:
            blocks.pop(0)
        if taken := self._withdrawn(blocks, spoken):
            post = replace(post, withdrawn=taken)
            blocks.clear()
        if blocks and (headline := _HEADLINE.fullmatch(blocks[0].text)):
            post = replace(post, headline=headline[1])
            blocks.pop(0)
        if blocks and (authors := self._authors(blocks[0].text, spoken)):
            post = replace(post, authors=authors)
            blocks.pop(0)
        told = spoken.match(spoken.words.updated, blocks[0].text) if blocks else None
        if told and (updated := spoken.moment(told["date"], self.zone)):
            post = replace(post, updated=updated)
            blocks.pop(0)
        corrections: list[Correction] = []
        while blocks and (correction := self._correction(blocks[-1].text, spoken)):
            corrections.insert(0, correction)
            blocks.pop()
        body = tidy(self._part(block, spoken) for block in blocks)
        post = replace(post, corrections=tuple(corrections), body=body)
        return self._named(post, safe(address[1]) if address else None, number)

    def _stamp(self, text: str) -> tuple[Spoken, Post]:
        """Which language a post's first line is in, and the post with its time and marks."""
        first, *others = text.split(" · ")
        for spoken in (self.spoken, *languages()):
            words = spoken.words
            at = spoken.moment(first, self.zone)
            marks = others if at is not None else [first, *others]
            if marks and not {*marks} <= {words.breaking, words.pinned, words.key_event}:
                continue
            lang = words.tag if words.tag != self.spoken.words.tag else None
            return spoken, Post(
                id="",
                published=at,
                breaking=words.breaking in marks,
                pinned=words.pinned in marks,
                key_event=words.key_event in marks,
                lang=lang,
            )
        return self.spoken, Post(id="")

    def _withdrawn(self, blocks: Sequence[_Block], spoken: Spoken) -> Withdrawn | None:
        words = spoken.words
        if not blocks:
            return None
        told = spoken.match(words.withdrawn_at, blocks[0].text)
        at = spoken.moment(told["date"], self.zone) if told else None
        if at is None and blocks[0].text != words.withdrawn:
            return None
        why = spoken.match(words.withdrawn_reason, blocks[1].text) if len(blocks) > 1 else None
        return Withdrawn(at=at, reason=why["reason"] if why else None)

    def _correction(self, text: str, spoken: Spoken) -> Correction | None:
        words = spoken.words
        for label in (f"{words.corrected_at}: {{text}}", f"{words.corrected}: {{text}}"):
            for template in (f"{label} {words.correction_reason}", label):
                told = spoken.match(template, text)
                at = spoken.moment(told["date"], self.zone) if told and "date" in told else None
                if told and (at is not None or "date" not in told):
                    return Correction(text=told["text"], at=at, reason=told.get("reason"))
        return None

    def _named(self, post: Post, address: str | None, number: int) -> Post:
        """The post with its id, from its address where that is ours."""
        fragment = address.partition("#")[2] if address else ""
        name = _ESCAPED.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), fragment.removeprefix("post-"))
        post = replace(post, id=name or str(number))
        own = address is None or address == permalink(LiveBlog(id="", title="", url=self.url), post)
        return post if own else replace(post, url=address)

    def _part(self, block: _Block, spoken: Spoken) -> Html | Placed:
        """A block as a paragraph, a quotation, a list, or the embed it tells of."""
        nowhere = part_url(self.url, self.identity, f"line-{block.line}")
        if placed := embed_block(block.text, (spoken, self.spoken, *languages()), self.zone, nowhere):
            return placed
        lines = block.text.split("\n")
        if all(line.startswith(">") for line in lines):
            words = (line[1:].strip() for line in lines)
            return tag("blockquote", None, *(tag("p", None, line) for line in words if line))
        if all(line.startswith(_BULLET) for line in lines):
            return tag("ul", None, *(tag("li", None, line.removeprefix(_BULLET)) for line in lines))
        return tag("p", None, join((escape(line) for line in lines), Html("<br>")))


def _beginning(text: str) -> str:
    return "".join(filter(str.isalnum, text[:200]))[:60]

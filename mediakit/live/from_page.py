"""A live blog from a saved page: JSON-LD or microdata where there is any, the posts' own markup where it says more.

JSON-LD knows ids, times and authors, but often only the bare words; the page's HTML knows the media and the links. The
two are brought together by the id in each post's address. A page without live markup is one post: its article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from mediakit import chars
from mediakit import markup as text_markup
from mediakit.embed import Embed, Image, Photo, Placed, poster
from mediakit.errors import InvalidData
from mediakit.html import Html, join, tag
from mediakit.live import entries, timed
from mediakit.live.furniture import without_furniture
from mediakit.live.holes import Hole, find_holes
from mediakit.live.model import Body, LiveBlog, Post
from mediakit.live.own_page import read_own_page
from mediakit.live.pieces import body_of_html, captions_once, passages, tidy
from mediakit.live.saved import Saved, blog_id, told_apart
from mediakit.live.stated import event, moment, pictures, publisher, updates, videos, words
from mediakit.read import jsonld, markup, page_facts, trees
from mediakit.read.people import people
from mediakit.url import NOWHERE, absolute

_SAME_WORDS: Final = 0.6  # of a post's words must stand in the element that is taken for it
_REPEATED: Final = 1  # a picture stated of more posts than this is the page's, not theirs
_SIZE: Final = re.compile(r"[-_]\d{2,4}x\d{2,4}(?=\.\w+\Z)")
_TELLING: Final = 12  # characters: "image.jpg" and "960.jpg" are names of many pictures
_ENOUGH: Final = 140  # letters of prose: a page with less, and without media, is no article


def read_page(source: str, *, url: str | None = None) -> Saved:
    """The live blog that an HTML page holds, and its holes.

    Raises `InvalidData` for a page that holds neither a live blog nor an article.

    >>> page = ('<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Harbour day",'
    ...         ' "liveBlogUpdate": {"url": "https://example.org/h#7", "headline": "Gates open"}}</script>')
    >>> read_page(page, url="https://example.org/h").blog.posts[0].id
    '7'
    """
    reader = _Reader(source, url)
    stated = reader.live_object()
    if stated is not None:
        return reader.live_blog(stated)
    return reader.article()


@dataclass(slots=True)
class _Found:
    """One post as it was found: what was stated of it, and where it stands in the page."""

    stated: jsonld.Object
    element: entries.Element | None


class _Reader:
    """A parsed page, and what it says of itself as a whole."""

    def __init__(self, source: str, url: str | None) -> None:
        self.root = markup.parse(source)
        facts = page_facts(source, url=url or NOWHERE)
        self.embed: Embed = facts.embed
        self.live = facts.live
        self.url = url or (None if self.embed.url.startswith(NOWHERE) else self.embed.url)
        self.base = self.url or NOWHERE
        self.lang = self.embed.lang or "und"

    def live_object(self) -> jsonld.Object | None:
        """The LiveBlogPosting with the most posts: some pages carry one for each of their teasers."""
        return max(self.live, key=lambda one: len(updates(one)), default=None)

    # --- a live blog

    def live_blog(self, stated: jsonld.Object) -> Saved:
        """The blog that the page states, its posts as rich as the page shows them."""
        self._settle(stated)
        own = read_own_page(self.root, stated, self.url)
        if own is not None:
            return self._saved(*own)
        found = self._found(stated)
        shown = Counter(address for each in found for address in pictures(each.stated, self.base))
        page_picture = next(iter(pictures(stated, self.base)), None)
        shared = {address for address, count in shown.items() if count > _REPEATED} | {page_picture}
        posts: list[Post] = []
        holes: list[Hole] = []
        for number, each in enumerate(found, start=1):
            post = self._post(number, each, shared)
            posts.append(post)
            lines = entries.lines_of(each.element) if each.element is not None else {}
            holes += find_holes(passages(post.body, lines), self._hole_lang())
        first = next((each.element for each in found if each.element is not None), None)
        title = words(stated, "headline", "name") or self.embed.title or ""
        published = moment(stated, "datePublished") or self.embed.published
        blog = LiveBlog(
            id=blog_id(title, self.url, published),
            title=title or blog_id(title, self.url, published),
            url=self.url,
            description=words(stated, "description") or self.embed.description,
            lang=words(stated, "inLanguage") or self.lang,
            zone=_zone(posts),
            state="ended",
            published=published,
            updated=moment(stated, "dateModified"),
            coverage_start=moment(stated, "coverageStartTime"),
            coverage_end=moment(stated, "coverageEndTime"),
            event=event(stated),
            hero=self._hero(page_picture),
            lead=self._stated_body(stated) or self._lead(first),
            authors=people(jsonld.each(jsonld.field(stated, "author")), self.base) or self.embed.authors,
            publisher=publisher(stated, self.base) or self.embed.publisher,
            posts=told_apart(posts),
        )
        return Saved(blog, tuple(holes))

    def _settle(self, stated: jsonld.Object) -> None:
        """Take the address that the live blog states for the page's where nobody said from where it was saved."""
        if self.url is None:
            addresses = (absolute(words(stated, name), None) for name in ("url", "mainEntityOfPage", "@id"))
            self.url = next((address.partition("#")[0] for address in addresses if address), None)
            self.base = self.url or NOWHERE

    def _saved(self, blog: LiveBlog, articles: Sequence[entries.Element]) -> Saved:
        """A blog with its holes, found on the lines of its articles."""
        holes: list[Hole] = []
        for post, article in zip(blog.posts, articles, strict=True):
            holes += find_holes(passages(post.body, entries.lines_of(article)), post.lang or self._hole_lang())
        return Saved(blog, tuple(holes))

    def _found(self, stated: jsonld.Object) -> list[_Found]:
        """The posts the page states with their elements; where it states none, the elements that repeat in its list."""
        posted = updates(stated)
        marked = entries.updates_of(self.root)
        if posted and len(marked) == len(posted):
            return [_Found(one, element) for one, element in zip(posted, marked, strict=True)]
        if posted:
            ids = entries.by_id(self.root)
            return [_Found(one, entries.entry_of(self._fragment(one), ids)) for one in posted]
        scope = entries.live_scope(self.root)
        if scope is None:
            scope = entries.main_content(self.root)
        return [_Found({}, element) for element in entries.repeated(scope)]

    def _fragment(self, stated: jsonld.Object) -> str:
        return (self._address(stated) or "").partition("#")[2]

    def _address(self, stated: jsonld.Object) -> str | None:
        for name in ("url", "@id", "mainEntityOfPage"):
            value = words(stated, name)
            found = absolute(value, self.base)
            if found is not None and ("#" in found or name != "mainEntityOfPage"):
                return found
        return None

    def _post(self, number: int, found: _Found, shared: set[str | None]) -> Post:
        stated, element = found.stated, found.element
        address = self._address(stated)
        if address is not None and address.partition("#")[0].startswith(NOWHERE):
            address = None
        fragment = self._fragment(stated)
        headline = words(stated, "headline", "name")
        if headline is None and element is not None:
            headline = entries.heading_of(element)
        authors = people(jsonld.each(jsonld.field(stated, "author")), self.base)
        name = fragment or (element.get("id") if element is not None else None) or str(number)
        own = name.startswith("post-") and (address is None or address == f"{self.url}#{name}")  # a page of our own
        published = moment(stated, "datePublished")
        if published is None and element is not None:
            published = entries.time_of(element)
        return Post(
            id=name.removeprefix("post-") if own else name,
            headline=headline,
            body=self._body(stated, element, (headline or "", *(author.name for author in authors)), shared),
            authors=authors,
            published=published,
            updated=moment(stated, "dateModified"),
            summary=words(stated, "abstract"),
            url=None if own else address,
        )

    def _body(
        self, stated: jsonld.Object, element: entries.Element | None, besides: Sequence[str], shared: set[str | None]
    ) -> Body:
        """What the page shows of a post where it shows what is stated, else what is stated; with the media stated."""
        body = self._stated_body(stated)
        if element is not None:
            shown = body_of_html(entries.body_source(element, besides=besides), base_url=self.base)
            if _share(_letters(body), _letters(shown)) >= _SAME_WORDS:
                body = shown
        there = {part.embed.kind for part in body if isinstance(part, Placed)}
        media: list[Html | Placed] = []
        if "photo" not in there and "gallery" not in there:
            media += (self._photo(one) for one in pictures(stated, self.base) if one not in shared)
        if "video" not in there:
            media += videos(stated)
        return tidy((*body, *media))

    def _stated_body(self, stated: jsonld.Object) -> Body:
        """`articleBody`: HTML by some, plain text with entities by others."""
        value = next((each for each in jsonld.each(jsonld.field(stated, "articleBody")) if isinstance(each, str)), "")
        if "<" in value:
            return body_of_html(value, base_url=self.base)
        lines = (chars.one_line(line) for line in text_markup.unescape(value).splitlines())
        return tidy(tag("p", None, line) for line in lines if line)

    def _photo(self, address: str) -> Placed:
        image = Image(url=address, role="photo")
        return Placed(embed=Photo(key=f"link:url:{address}", url=address, images=(image,)))

    def _hero(self, address: str | None) -> Placed | None:
        """The page's picture, with caption and credit where a figure of the page shows it."""
        if address is None:
            image = poster(self.embed)
            return Placed(embed=self._photo(image.url).embed, alt=image.alt) if image else None
        file = address.rpartition("/")[2].partition("?")[0]
        for figure in self.root.iter("figure"):
            if any(file and file in (image.get("src") or "") for image in figure.iter("img")):
                for part in body_of_html(trees.source(figure), base_url=self.base):
                    if isinstance(part, Placed) and part.embed.kind == "photo":
                        return part
        return self._photo(address)

    def _lead(self, first: entries.Element | None) -> Body:
        """What stands right above the list of posts."""
        listed = first.getparent() if first is not None else None
        if listed is None:
            return ()
        before = [each for each in listed.itersiblings(preceding=True) if next(each.iter("p"), None) is not None]
        source = join((Html(entries.body_source(each)) for each in reversed(before[:1])), "\n")
        return body_of_html(source, base_url=self.base) if source else ()

    def _hole_lang(self) -> str:
        return "en" if self.lang == "und" else self.lang

    # --- any other page

    def article(self) -> Saved:
        """The page as a blog of one post: its article."""
        main = entries.main_content(self.root)
        source = entries.body_source(without_furniture(main), besides=(self.embed.title or "",))
        body = captions_once(body_of_html(source, base_url=self.base))
        letters = sum(len(word) for word in _letters(body))
        if letters < _ENOUGH and not any(isinstance(part, Placed) for part in body):
            raise InvalidData(
                "no live blog and no article is recognized: JSON-LD or microdata of a LiveBlogPosting, or a page whose "
                "main part holds paragraphs or media, is expected",
                "page",
            )
        title = self.embed.title or ""
        post = Post(
            id="article",
            body=body,
            authors=self.embed.authors,
            published=self.embed.published,
            updated=self.embed.modified,
        )
        image = poster(self.embed)
        shown = {_same_picture(one.url) for part in body if isinstance(part, Placed) for one in part.embed.images}
        blog = LiveBlog(
            id=blog_id(title, self.url, self.embed.published),
            title=title or blog_id(title, self.url, self.embed.published),
            url=self.url,
            description=self.embed.description,
            lang=self.lang,
            zone=_zone([post]),
            state="ended",
            published=self.embed.published,
            updated=self.embed.modified,
            hero=self._hero(image.url) if image and _same_picture(image.url) not in shown else None,
            publisher=self.embed.publisher,
            posts=(post,),
        )
        parted = timed.split(body)
        if parted is not None:
            lead, bodies = parted
            posts = tuple(Post(id=str(number), body=each) for number, each in enumerate(bodies, start=1))
            blog = replace(blog, lead=lead, posts=posts, authors=self.embed.authors)
        lines = entries.lines_of(main)
        holes = (find_holes(passages(each.body, lines), self._hole_lang()) for each in blog.posts)
        return Saved(blog, tuple(hole for found in holes for hole in found))


def _same_picture(address: str) -> str:
    """What two sizes of one picture have in common: the file's name without its size, where it is a name of its own."""
    name = _SIZE.sub("", address.partition("?")[0].rpartition("/")[2])
    return name if "." in name and len(name) >= _TELLING else address


def _letters(body: Body) -> list[str]:
    """The words of a body's prose."""
    from mediakit.live.pieces import blocks

    return [
        word
        for part in body
        if not isinstance(part, Placed)
        for _, text in blocks(part)
        for word in text.lower().split()
    ]


def _share(stated: Iterable[str], shown: Iterable[str]) -> float:
    """How much of what is stated is shown."""
    wanted = set(stated)
    return len(wanted & set(shown)) / len(wanted) if wanted else 1.0


def _zone(posts: Sequence[Post]) -> str:
    """The zone whose clock the page showed: the offset on which all its posts agree, else UTC."""
    from datetime import datetime, timedelta

    offsets = {post.published.utcoffset() for post in posts if isinstance(post.published, datetime)}
    if len(offsets) != 1:
        return "UTC"
    minutes = round((offsets.pop() or timedelta()) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02}:{rest:02}" if minutes else "UTC"

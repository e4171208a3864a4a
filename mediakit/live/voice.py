"""Who speaks on a live page and in which language: the words and the card theme of the page and of each post."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mediakit.cards.language import Direction, bcp47, direction
from mediakit.cards.theme import Theme
from mediakit.chars import one_line
from mediakit.live.clock import zone
from mediakit.live.model import LiveBlog, Post, files_url
from mediakit.live.wording import LiveWords, live_words, speaks
from mediakit.times import Moment


@dataclass(frozen=True, kw_only=True)
class Voice:
    """How a page, or one post of it, is said.

    `words` are the page's own words and `theme` the cards'; both in one language. `lang` and `dir` are those of the
    text itself; `shared` says that the words are in that language too, so that one `lang` on the whole element is true.
    """

    words: LiveWords
    theme: Theme
    lang: str
    dir: Direction | None
    shared: bool
    zone: str

    def around(self) -> dict[str, str | int | float | None]:
        """`lang` and `dir` of the element around both words and text."""
        return self.own() if self.shared else {"lang": self.words.tag, "dir": self.words.cards.dir}

    def text(self) -> dict[str, str | int | float | None]:
        """`lang` and `dir` of an element with the text alone; none where it is as all around it."""
        return {} if self.shared else self.own()

    def own(self) -> dict[str, str | int | float | None]:
        """`lang` and `dir` of the text itself."""
        return {"lang": self.lang, "dir": self.dir or "auto"}


def page_voice(blog: LiveBlog, theme: Theme) -> Voice:
    """The page's: in the blog's language where there are words in it, else in the theme's."""
    lang = bcp47(blog.lang) or "und"
    words = live_words(lang if speaks(lang) else theme.lang)
    own = theme.own_words if theme.lang.partition("-")[0] == words.tag else None
    return Voice(
        words=words,
        theme=replace(
            theme,
            lang=words.tag,
            own_words=own,
            zone=zone(blog.zone) or theme.zone,
            base_url=files_url(blog.url) if theme.base_url in (None, blog.url) else theme.base_url,
        ),
        lang=lang,
        dir=direction(lang),
        shared=_primary(lang) == words.tag,
        zone=blog.zone,
    )


def post_voice(page: Voice, post: Post) -> Voice:
    """A post's: the page's own, unless the post is in another language; then in that one, as far as there are words."""
    lang = bcp47(post.lang)
    if lang is None or lang == page.lang:
        return page
    if not speaks(lang):
        return replace(page, lang=lang, dir=direction(lang), shared=False)
    words = live_words(lang)
    own = page.theme.own_words if words.tag == page.words.tag else None
    return replace(
        page,
        words=words,
        theme=replace(page.theme, lang=words.tag, own_words=own),
        lang=lang,
        dir=direction(lang),
        shared=True,
    )


def title_of(blog: LiveBlog, voice: Voice) -> str:
    """The blog's title, or what to call it where nothing readable is left of it."""
    return one_line(blog.title) or voice.words.updates


def headline_of(post: Post) -> str | None:
    """The post's headline, or `None` where nothing readable is left of it."""
    return (one_line(post.headline) or None) if post.headline else None


def page_day(blog: LiveBlog) -> Moment | None:
    """The day the reader takes for granted: times on it are shown without their date."""
    known = [blog.coverage_start, blog.published, *(post.published for post in blog.posts)]
    return next((moment for moment in known if moment is not None), None)


def _primary(lang: str) -> str:
    return lang.partition("-")[0].lower()

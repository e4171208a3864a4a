"""What a takedown takes from the copies that were kept with posts: words, quotes, files. Pure; nothing is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mediakit.embed import Embed
from mediakit.pictures import is_content_name
from mediakit.takedown import files_of, without


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is left: `embeds`, as many and in the order as they were given; `changed` are the positions of those to be
    written again, `files` the names of kept files that none of the embeds shows any more, to be deleted."""

    embeds: tuple[Embed, ...]
    changed: tuple[int, ...]
    files: tuple[str, ...]


def forget_in(embeds: Iterable[Embed], forgotten: Mapping[str, str]) -> Forgotten:
    """The kept embeds without what was `forgotten` (its keys, each with its reason), wherever it stands in them.

    Give it every embed that is kept, so that a file which another post shows too is not among those to delete. A store
    does the same for its own entries (`forget`), and `keep` never takes again what a store has forgotten.

    >>> from mediakit import Image, SocialPost
    >>> name = "0" * 32 + ".jpg"
    >>> photo = Image(url="https://x.example/1.jpg", role="photo", local=name)
    >>> quoted = SocialPost(key="x:post:1", url="https://x.example/1", text="words", images=(photo,))
    >>> post = SocialPost(key="x:post:2", url="https://x.example/2", text="look", quoted=quoted)
    >>> gone = forget_in([post], {"x:post:1": "asked by its author"})
    >>> gone.embeds[0].text, gone.embeds[0].quoted.text, gone.changed, gone.files == (name,)
    ('look', None, (0,), True)
    """
    before = tuple(embeds)
    after = tuple(without(embed, forgotten) for embed in before)
    shown = {name for embed in after for name in files_of(embed)}
    files = {name for old, new in zip(before, after, strict=True) if old is not new for name in files_of(old)} - shown
    return Forgotten(
        embeds=after,
        changed=tuple(at for at, (old, new) in enumerate(zip(before, after, strict=True)) if old is not new),
        files=tuple(sorted(filter(is_content_name, files))),
    )

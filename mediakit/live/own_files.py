"""The files of a live blog's own folder: which addresses name them, where they lie, and what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin

from mediakit import markup
from mediakit.embed import Image, MediaFile, Placed
from mediakit.errors import InvalidData
from mediakit.live.model import Body, LiveBlog, files_url
from mediakit.url import absolute

_HEAD: Final = 256 * 1024  # bytes: a JPEG says its size behind its colour profile and the camera's notes
_ELSEWHERE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|[/#?]")


class OwnFiles:
    """The folder as what stands below the page's address; nothing outside of it is ever read."""

    def __init__(self, folder: Path, page: str | None) -> None:
        self.folder = folder
        self.base = files_url(page) or ""
        self.below = urljoin(self.base, ".")

    def is_inside(self, path: str) -> bool:
        """Whether a path of the folder stays in it when every link on its way is followed."""
        return (self.folder / path).resolve().is_relative_to(self.folder.resolve())

    def path_of(self, address: str) -> str | None:
        """The path of the file that stands at this address, or `None` where it is none of the folder's."""
        path = self._path(address)
        return path if path and self.is_inside(path) and (self.folder / path).is_file() else None

    def _path(self, address: str) -> str | None:
        if not address.startswith(self.below):
            return None
        path = unquote(address.removeprefix(self.below).partition("?")[0].partition("#")[0])
        return None if not path or "\0" in path or ".." in Path(path).parts else path

    def check(self, references: Iterator[str] | tuple[str, ...], parts: Body, where: str) -> None:
        """That the pictures and files which an editor named by a path of the folder are there.

        `references` are the addresses as they were written. Only a path can be wrong here: what was written as a whole
        address may stand on the site without lying in this folder. Raises `InvalidData`.
        """
        written = {
            whole: each for each in references if not _ELSEWHERE.match(each) and (whole := absolute(each, self.base))
        }
        for address in (one for part in parts if isinstance(part, Placed) for one in _addresses(part)):
            path = self._path(address)
            if address not in written or path is None:
                continue
            if not self.is_inside(path):
                raise InvalidData(f"{path} leads out of the folder", where)
            if not (self.folder / path).is_file():
                raise InvalidData(f"there is no file {path}", where)

    def named(self, blog: LiveBlog) -> LiveBlog:
        """The blog with each picture and file that lies in the folder named as such (`local`, its path there)."""
        posts = tuple(replace(post, body=self._body(post.body)) for post in blog.posts)
        hero = self._placed(blog.hero) if blog.hero else None
        return replace(blog, hero=hero, lead=self._body(blog.lead), posts=posts)

    def _body(self, parts: Body) -> Body:
        return tuple(self._placed(part) if isinstance(part, Placed) else part for part in parts)

    def _placed(self, part: Placed) -> Placed:
        images = tuple(self._image(image) for image in part.embed.images)
        photos = tuple(self._image(image) for image in part.embed.photos)
        files = tuple(self._file(file) for file in part.embed.files)
        return replace(part, embed=replace(part.embed, images=images, photos=photos, files=files))

    def _image(self, image: Image) -> Image:
        path = None if image.local else self.path_of(image.url)
        return replace(_measured(image, self.folder / path), local=path) if path else image

    def _file(self, file: MediaFile) -> MediaFile:
        path = None if file.local else self.path_of(file.url)
        return replace(file, local=path, size=file.size or (self.folder / path).stat().st_size) if path else file


def references(source: str) -> Iterator[str]:
    """What the attributes of an editor's HTML may refer to: each value, and each picture of a list of them.

    >>> list(references('<img src="media/a.jpg" srcset="media/b.jpg 2x">'))
    ['media/a.jpg', 'media/b.jpg']
    """
    for token in markup.tokens(source):
        if token.kind == "start":
            for name, value in markup.attributes(source[token.start : token.end]).items():
                if name.endswith("srcset"):
                    yield from (each.split()[0] for each in value.split(",") if each.strip())
                else:
                    yield value.strip()


def _addresses(placed: Placed) -> Iterator[str]:
    embed = placed.embed
    yield from (image.url for image in (*embed.images, *embed.photos))
    yield from (file.url for file in embed.files)


def _measured(image: Image, file: Path) -> Image:
    """The image with the type and the size its file states, so that a page can keep its place free."""
    from mediakit.pictures import picture

    with file.open("rb") as opened:
        found = picture(opened.read(_HEAD))
    if found is None:
        return image
    return replace(
        image,
        mime=found.mime,
        width=image.width or found.width,
        height=image.height or found.height,
        size=file.stat().st_size,
    )

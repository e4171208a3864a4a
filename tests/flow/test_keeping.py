"""Keeping pictures: which are fetched, what they are called, and what becomes of those that can't be had."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import any_embed

from mediakit.drivers import run
from mediakit.embed import Embed, Gallery, Image, Link, SocialPost, Video, Warning
from mediakit.errors import FetchError, TooLarge
from mediakit.flow import Ask, Request, Response
from mediakit.keeping import KeptFile, keep_images

FOLDER = Path(__file__).parent / "pictures"
PNG = (FOLDER / "37x23_plain.png").read_bytes()
JPEG = (FOLDER / "23x37_orientation-6.jpg").read_bytes()
HERE = "https://img.example/"
KEY = {"key": "youtube:video:abc", "url": "https://www.youtube.com/watch?v=abc"}


def ok(body: bytes, mime: str = "image/png") -> Response:
    return Response(url="", status=200, headers={"content-type": mime}, body=body)


def to(place: str) -> Response:
    return Response(url="", status=302, headers={"location": place})


class Web:
    def __init__(self, **answers: Response | Exception) -> None:
        self.answers = {HERE + name: answer for name, answer in answers.items()}
        self.asked: list[str] = []

    def __call__(self, request: Request, deadline: float | None = None) -> Response:
        assert request.purpose == "image"
        self.asked.append(request.url)
        answer = self.answers.get(request.url) or FetchError(request.url, "nobody answers")
        if isinstance(answer, Exception):
            raise answer
        return answer


def keep(embed: Embed, web: Web) -> tuple[Embed, tuple[KeptFile, ...]]:
    return run(keep_images(embed), fetch=web)


def name(body: bytes, extension: str) -> str:
    return hashlib.sha256(body).hexdigest()[:32] + extension


def image(path: str, role: str = "poster", **more: object) -> Image:
    return Image(url=HERE + path, role=role, **more)  # type: ignore[arg-type]


def test_the_picture_that_stands_for_it_is_kept() -> None:
    web = Web(a=ok(PNG, "image/jpeg"))
    video = Video(**KEY, images=(image("a", width=1280, height=720, alt="A tower"), image("b", "thumbnail")))
    kept, files = keep(video, web)
    assert web.asked == [HERE + "a"]
    assert files == (KeptFile(name(PNG, ".png"), PNG),)
    assert kept.images[0] == image(
        "a", width=37, height=23, alt="A tower", mime="image/png", size=len(PNG), local=name(PNG, ".png")
    )
    assert kept.images[1] == image("b", "thumbnail")
    assert kept.warnings == ()


def test_all_photos_are_kept_each_content_once_and_in_batches() -> None:
    pictures = {f"p{n}": ok(PNG if n % 2 else JPEG) for n in range(10)}
    web = Web(**pictures)
    gallery = Gallery(**KEY, photos=tuple(image(path, "photo") for path in pictures))
    kept, files = keep(gallery, web)
    assert sorted(web.asked) == sorted(HERE + path for path in pictures)
    assert {file.name for file in files} == {name(PNG, ".png"), name(JPEG, ".jpg")}
    assert len(files) == 2
    assert [photo.local for photo in kept.photos] == [name(JPEG, ".jpg"), name(PNG, ".png")] * 5
    assert (kept.photos[0].width, kept.photos[0].height) == (23, 37)


def test_what_is_quoted_keeps_its_pictures_too() -> None:
    quoted = SocialPost(
        key="x:post:1", url="https://x.com/a/status/1", images=(image("q", "photo"), image("lost", "photo"))
    )
    post = SocialPost(key="x:post:2", url="https://x.com/a/status/2", quoted=quoted)
    kept, files = keep(post, Web(q=ok(PNG)))
    assert kept.quoted is not None
    assert (kept.quoted.images[0].local, len(files), kept.warnings) == (files[0].name, 1, ())
    assert [warning.code for warning in kept.quoted.warnings] == ["image"]


def test_what_has_a_copy_is_not_fetched_again() -> None:
    web = Web()
    video = Video(**KEY, images=(image("a", local="3f9a.jpg"),))
    assert keep(video, web) == (video, ())
    assert web.asked == []


def test_redirects_are_followed_side_by_side() -> None:
    web = Web(a=to("/b"), b=to("c"), c=ok(PNG), p=to("/q"), q=ok(JPEG))
    kept, files = keep(Gallery(**KEY, photos=(image("a", "photo"), image("p", "photo"))), web)
    assert sorted(web.asked[:2]) == [HERE + "a", HERE + "p"]
    assert [file.body for file in sorted(files, key=lambda file: file.name[-4:])] == [JPEG, PNG]
    assert [photo.url for photo in kept.photos] == [HERE + "a", HERE + "p"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (FetchError(HERE + "a", "nobody answers"), "nobody answers"),
        (TooLarge(HERE + "a", "longer than 5 MiB"), "longer"),
        (Response(url="", status=404, headers={}), "404"),
        (Response(url="", status=206, headers={}, body=PNG), "206"),
        (ok(b"<svg onload=alert(1)>", "image/svg+xml"), "no picture"),
        (ok(b"<html>Not found", "image/png"), "no picture"),
        (ok(b""), "no picture"),
        (to("javascript:alert(1)"), "no web address"),
        (to("http://169.254.169.254/"), "169.254.169.254"),
        (to("/a"), "more than 5 redirects"),
    ],
)
def test_what_cannot_be_had_is_a_warning(answer: Response | Exception, words: str) -> None:
    video = Video(**KEY, images=(image("a"),))
    kept, files = keep(video, Web(a=answer))
    assert (kept.images, files) == (video.images, ())
    (warning,) = kept.warnings
    assert warning.code == "image"
    assert words in warning.detail


def test_a_warning_goes_when_its_picture_comes() -> None:
    failed, _ = keep(Video(**KEY, images=(image("a"),), warnings=(Warning(code="gone", detail="x"),)), Web())
    again, _ = keep(failed, Web(a=ok(PNG)))
    assert [warning.code for warning in failed.warnings] == ["gone", "image"]
    assert [warning.code for warning in again.warnings] == ["gone"]
    assert keep(failed, Web())[0] == failed


def test_no_more_than_asked_for() -> None:
    asks = next(keep_images(Gallery(**KEY, photos=tuple(image(f"p{n}", "photo") for n in range(9))), most=2))
    assert asks == tuple(Ask(Request(url=f"{HERE}p{n}", purpose="image")) for n in range(2))


def test_inner_hosts_only_by_name() -> None:
    link = Link(**KEY, images=(Image(url="http://cms.internal/a.png", role="card"),))
    with pytest.raises(StopIteration) as end:
        next(keep_images(link))
    assert end.value.value[0].warnings[0].code == "image"
    assert next(keep_images(link, allow_hosts=("cms.internal",)))


@given(any_embed(), st.sampled_from([ok(PNG), ok(b"x"), to("/elsewhere"), FetchError(HERE, "no")]))
def test_any_embed_keeps_all_it_knew(embed: Embed, answer: Response | Exception) -> None:
    def fetch(request: Request, deadline: float | None = None) -> Response:
        if isinstance(answer, Exception):
            raise answer
        return answer

    kept, files = run(keep_images(embed), fetch=fetch)
    assert (kept.key, kept.kind, kept.title, len(kept.images)) == (
        embed.key,
        embed.kind,
        embed.title,
        len(embed.images),
    )
    assert {i.local for i in embed.images} - {None} <= {i.local for i in kept.images}
    assert {file.body for file in files} <= {PNG}

"""A takedown reaches quotes and files in the copies that were kept, and nothing beyond them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from strategies import any_embed

from mediakit.embed import Embed, Image, SocialPost
from mediakit.keeping import forget_in
from mediakit.pictures import is_content_name
from mediakit.takedown import files_of, keys_within

WHY = {"x:post:1": "asked by its author"}


def name(number: int) -> str:
    return f"{number:032x}.jpg"


def post(number: int, *files: str, quoted: Embed | None = None) -> SocialPost:
    return SocialPost(
        key=f"x:post:{number}",
        url=f"https://x.example/{number}",
        text=f"words {number}",
        images=tuple(Image(url=f"https://x.example/{file}", role="photo", local=file) for file in files),
        quoted=quoted,
    )


def test_its_files_go_unless_another_shows_them() -> None:
    gone = forget_in([post(1, name(1), name(2)), post(2, name(2)), post(3)], WHY)
    assert gone.files == (name(1),)
    assert gone.changed == (0,)
    assert (gone.embeds[0].text, gone.embeds[0].images, gone.embeds[0].url) == (None, (), "https://x.example/1")
    assert gone.embeds[0].warnings[0].detail == WHY["x:post:1"]


def test_where_it_is_quoted_at_any_depth() -> None:
    nested = post(3, name(3), quoted=post(2, name(2), quoted=post(1, name(1))))
    gone = forget_in([nested], WHY)
    assert gone.files == (name(1),)
    rest = gone.embeds[0]
    assert rest.quoted is not None and rest.quoted.quoted is not None
    assert (rest.text, rest.quoted.text, rest.quoted.quoted.text) == ("words 3", "words 2", None)


def test_what_it_quotes_goes_with_it() -> None:
    gone = forget_in([post(1, name(1), quoted=post(2, name(2)))], WHY)
    assert gone.files == (name(1), name(2))
    assert gone.embeds[0].quoted is None


def test_files_of_the_sites_own_are_never_named() -> None:
    assert forget_in([post(1, "media/quay.jpg", "quay.jpg", "../x.jpg")], WHY).files == ()
    assert is_content_name(name(1)) and not is_content_name("media/" + name(1))


def test_nothing_forgotten_changes_nothing() -> None:
    kept = [post(1, name(1)), post(2)]
    assert forget_in(kept, {}) == forget_in(kept, {"x:post:9": "other"})
    assert (forget_in(kept, {}).changed, forget_in([], WHY).embeds) == ((), ())


@given(st.lists(any_embed(), max_size=4), st.sampled_from(["x:post:1234", "youtube:video:a-b_c"]))
def test_laws(embeds: list[Embed], key: str) -> None:
    gone = forget_in(embeds, {key: "why"})
    assert len(gone.embeds) == len(embeds)
    for rest in gone.embeds:
        for layer in [rest] + ([rest.quoted] if rest.quoted else []):
            assert layer.key != key or (layer.text is None and layer.title is None and not files_of(layer))
    still = {file for rest in gone.embeds for file in files_of(rest)}
    assert not still & set(gone.files)
    assert {at for at, embed in enumerate(embeds) if key in keys_within(embed)} == set(gone.changed)
    assert forget_in(list(map(replace, gone.embeds)), {}).embeds == gone.embeds

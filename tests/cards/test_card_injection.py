"""Our own vectors (`vectors.txt`, one a line) in every text and every address of every kind, through every form."""

from __future__ import annotations

from pathlib import Path

import pytest
from card_cases import THEME
from card_judges import FEED_ELEMENTS, complaints

from mediakit import cards
from mediakit.embed import (
    KINDS,
    Chapter,
    Copy,
    FrozenMap,
    Image,
    MediaFile,
    Organization,
    Person,
    Placed,
    Player,
    ProviderRef,
    Rights,
    Series,
    SocialPost,
    Source,
    Status,
)

VECTORS = [line for line in (Path(__file__).with_name("vectors.txt")).read_text("utf-8").split("\n") if line]
SAFE = "https://example.org/a"


def poisoned(kind: str, v: str, address: str) -> Placed:
    """An embed with the vector in every text, and `address` in every address."""
    image = Image(url=address, local=v, alt=v, caption=v, credit=v, mime=v, width=10, height=10)
    images = tuple(Image(**{**vars(image), "role": role}) for role in ("photo", "poster", "card"))
    embed = KINDS[kind](  # type: ignore[index]
        key=v,
        url=address,
        provider=ProviderRef(key="youtube", name=v, url=address),
        ids=FrozenMap({v: v}),
        title=v,
        description=v,
        text=v,
        lang=v,
        authors=(Person(name=v, url=address, handle=v),),
        publisher=Organization(name=v, url=address),
        images=images,
        photos=images,
        files=(MediaFile(url=address, mime=v, size=5),),
        player=Player(url=address, parent=v, width=16, height=9),
        series=Series(title=v, url=address, feed=address),
        chapters=(Chapter(start=1.0, title=v, url=address, image=address),),
        transcript=address,
        quoted=SocialPost(key=v, url=address, text=v, title=v, lang=v),
        keywords=(v,),
        rights=Rights(license=v, license_url=address, credit=v, copyright=v, acquire_url=address, usage_url=address),
        status=Status(state="ok", reason=v),
        archived=(Copy(url=address, service=v),),
        provenance=FrozenMap({"text": Source(kind="html", url=address)}),
    )
    return Placed(embed=embed, caption=v, credit=v, alt=v, title=v)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", ["facade", "player", "static"])
def test_vectors(kind: str, mode: str) -> None:
    from dataclasses import replace

    assert len(VECTORS) >= 80
    for theme in (replace(THEME, mode=mode), replace(THEME, mode=mode, media_url=lambda name: name, base_url=SAFE)):
        for vector in VECTORS:
            for address in (SAFE, vector):
                placed = poisoned(kind, vector, address)
                assert complaints(cards.html(placed, theme)) == [], vector
                assert complaints(cards.feed(placed, theme), FEED_ELEMENTS) == [], vector
                script = cards.jsonld_script(cards.jsonld(placed, theme))
                assert script.count("<") == 2, vector
                policy = cards.assets([placed], theme).csp()
                assert "script" not in policy and "evil" not in policy.replace("https://evil.example", ""), vector
                assert cards.text(placed, theme)


def test_the_judges_can_fail() -> None:
    for markup in ("<script>x</script>", '<p onclick="x">x</p>', '<a href="javascript:x">x</a>', "<p style='x'>x</p>"):
        assert complaints(markup), markup
    assert complaints('<iframe srcdoc="&lt;script&gt;x&lt;/script&gt;"></iframe>')

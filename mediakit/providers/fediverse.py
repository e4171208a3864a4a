"""The fediverse beside Mastodon and PeerTube: software that anybody may run, recognized by the shape of its paths."""

from __future__ import annotations

from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers import ids
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider

_HOST: Final = r"[a-z0-9.-]+\.[a-z][a-z0-9-]+"

FEDIVERSE: Final[tuple[Provider, ...]] = (
    Provider(
        key="misskey",
        name="Misskey",
        url="https://misskey-hub.net/",
        hosts=("{host}",),
        # Ids are the milliseconds since 2000 in base 36, then noise: ten letters or sixteen, it begins with 7 to a.
        parts=FrozenMap({"note": r"[789a][0-9a-z]{9}(?:[0-9a-z]{6})?", "host": _HOST}),
        nouns=(
            Noun(
                "note",
                "post",
                (Pattern("/notes/{note}"), Pattern("/embed/notes/{note}")),
                "https://{host}/notes/{note}",
                id="{host}/{note}",
                frame=Frame("https://{host}/embed/notes/{note}", 500, 400, "auto"),
                published=("note", ids.misskey_time),
            ),
        ),
        examples=(
            (
                "https://misskey.example/notes/9d2fhp0q1l",
                "note:misskey.example/9d2fhp0q1l",
                "https://misskey.example/notes/9d2fhp0q1l",
            ),
        ),
        lookalikes=("https://misskey.example/", "https://example.org/notes/harbour", "https://example.org/notes/2016"),
    ),
    Provider(
        key="lemmy",
        name="Lemmy",
        url="https://join-lemmy.org/",
        hosts=("{host}",),
        # `/post/7` is any blog's: the host must say what it is, as nearly all of the large ones do.
        parts=FrozenMap(
            {
                "post": r"\d{1,10}",
                "comment": r"\d{1,10}",
                "host": r"(?:(?:[a-z0-9-]+\.)*(?:lemmy|feddit)[a-z0-9-]*(?:\.[a-z0-9-]+)+|beehaw\.org"
                r"|sh\.itjust\.works|lemm\.ee|programming\.dev|sopuli\.xyz|hexbear\.net|discuss\.tchncs\.de|slrpnk\.net"
                r"|aussie\.zone|midwest\.social)",
            }
        ),
        nouns=(
            Noun("post", "post", (Pattern("/post/{post}"),), "https://{host}/post/{post}", id="{host}/{post}"),
            Noun(
                "comment",
                "post",
                (Pattern("/comment/{comment}"),),
                "https://{host}/comment/{comment}",
                id="{host}/{comment}",
            ),
        ),
        examples=(
            ("https://lemmy.world/post/1234567", "post:lemmy.world/1234567", "https://lemmy.world/post/1234567"),
            ("https://feddit.org/comment/7654", "comment:feddit.org/7654", "https://feddit.org/comment/7654"),
        ),
        lookalikes=("https://lemmy.world/", "https://example.org/post/1234567", "https://lemmy.world/c/harbours"),
    ),
    Provider(
        key="pleroma",
        name="Pleroma",
        url="https://pleroma.social/",
        hosts=("{host}",),
        parts=FrozenMap({"notice": r"[A-Z][A-Za-z0-9]{17}", "host": _HOST}),
        nouns=(
            Noun(
                "notice",
                "post",
                (Pattern("/notice/{notice}(?:/embed_player)?"),),
                "https://{host}/notice/{notice}",
                id="{host}/{notice}",
            ),
        ),
        examples=(
            (
                "https://pleroma.example/notice/AbCdEfGhIjKlMnOpQr",
                "notice:pleroma.example/AbCdEfGhIjKlMnOpQr",
                "https://pleroma.example/notice/AbCdEfGhIjKlMnOpQr",
            ),
        ),
        lookalikes=("https://pleroma.example/", "https://example.org/notice/harbour-closed"),
    ),
    Provider(
        key="friendica",
        name="Friendica",
        url="https://friendi.ca/",
        hosts=("{host}",),
        parts=FrozenMap({"item": r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "host": _HOST}),
        nouns=(
            Noun("item", "post", (Pattern("/display/{item}"),), "https://{host}/display/{item}", id="{host}/{item}"),
        ),
        oembed=(Oembed("https://{host}/oembed"),),
        examples=(
            (
                "https://friendica.example/display/ddabb4ba-1266-cdef-0123-456789abcdef",
                "item:friendica.example/ddabb4ba-1266-cdef-0123-456789abcdef",
                "https://friendica.example/display/ddabb4ba-1266-cdef-0123-456789abcdef",
            ),
        ),
        lookalikes=("https://friendica.example/", "https://example.org/display/harbour"),
    ),
    Provider(
        key="gotosocial",
        name="GoToSocial",
        url="https://gotosocial.org/",
        hosts=("{host}",),
        parts=FrozenMap({"status": "[0-7][0-9A-HJKMNP-TV-Z]{25}", "user": r"\w[\w.-]{0,63}", "host": _HOST}),
        nouns=(
            Noun(
                "status",
                "post",
                (Pattern("/@{user}/statuses/{status}"),),
                "https://{host}/@{user}/statuses/{status}",
                id="{host}/{status}",
                published=("status", ids.ulid_time),
            ),
        ),
        examples=(
            (
                "https://gts.example/@ana/statuses/01GRDZW7YKM4T8Q2V0XJ5H9N3B",
                "status:gts.example/01GRDZW7YKM4T8Q2V0XJ5H9N3B",
                "https://gts.example/@ana/statuses/01GRDZW7YKM4T8Q2V0XJ5H9N3B",
            ),
        ),
        lookalikes=("https://gts.example/@ana", "https://example.org/@ana/statuses/1"),
    ),
    Provider(
        key="diaspora",
        name="diaspora*",
        url="https://diasporafoundation.org/",
        hosts=("{host}",),
        parts=FrozenMap({"post": "[0-9a-f]{32}", "host": _HOST}),
        nouns=(Noun("post", "post", (Pattern("/posts/{post}"),), "https://{host}/posts/{post}", id="{host}/{post}"),),
        examples=(
            (
                "https://pod.example/posts/0123456789abcdef0123456789abcdef",
                "post:pod.example/0123456789abcdef0123456789abcdef",
                "https://pod.example/posts/0123456789abcdef0123456789abcdef",
            ),
        ),
        lookalikes=("https://pod.example/", "https://example.org/posts/the-harbour"),
    ),
)

"""The table of tags: every element a podcast feed of ours can carry, said once.

The writer and the reader are driven by it; so will be the checks and the page of documentation. A row says where an
element may stand, how often, which field of the model it carries and how that is spelled, who demands it, and where
that is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from mediakit.embed import Chapter
from mediakit.feeds import Enclosure
from mediakit.podcast import model
from mediakit.podcast.spelling import Kind

Place = Literal["channel", "item"]


@dataclass(frozen=True, slots=True)
class Part:
    """The text of an element, or one of its attributes.

    field:    the field of the model it carries.
    kind:     how it is spelled (`mediakit.podcast.spelling.Kind`).
    name:     the attribute's name; `""` is the element's text.
    required: without it the element means nothing. Where it is prose (a person without a name) the element is left out;
              where it is for machines (a transcript without a URL) that is an error.
    values:   the only values there are; anything else is an error.
    known:    the values known today of an open list; others are written all the same.
    limit:    the most characters apps and directories take (bytes for descriptions); for the checks.
    """

    field: str
    kind: Kind
    name: str = ""
    required: bool = False
    values: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Tag:
    """One element.

    name:     with the prefix feeds use (`feeds.NAMESPACES`).
    places:   where it may stand; empty for one that stands in another element only.
    status:   what PSP-1, Apple, Spotify and YouTube say of it, in this order: R required, r recommended,
              o optional, - not mentioned, ? not known.
    field:    the field of `Show` or `Episode` (or of the value whose element it stands in) it carries.
    value:    the dataclass it becomes; `None` where its parts are fields of the parent's value itself.
    many:     whether it may stand more than once: the field is a tuple.
    text:     what its text holds.
    attributes: what its attributes hold.
    children: elements within it, read off the same value.
    wraps:    the one kind of element it is only a wrapper for: the field is the wrapped element's.
    fixed:    attributes that are always the same.
    selects:  whether `fixed` tells it from other elements of the same name (`atom:link`).
    core:     written by feedgen itself; the row serves reading and checking.
    source:   who says so.
    """

    name: str
    places: tuple[Place, ...]
    status: str
    field: str
    source: str
    value: type | None = None
    many: bool = False
    text: Part | None = None
    attributes: tuple[Part, ...] = ()
    children: tuple[Tag, ...] = ()
    wraps: Tag | None = None
    fixed: tuple[tuple[str, str], ...] = ()
    selects: bool = False
    core: bool = False

    @property
    def parts(self) -> tuple[Part, ...]:
        """All that the element itself holds: attributes, then the text."""
        return (*self.attributes, self.text) if self.text else self.attributes


_RSS = "RSS 2.0 specification, rssboard.org/rss-specification"
_PROFILE = "RSS Best Practices Profile, rssboard.org/rss-profile"
_APPLE = "Apple, A Podcaster's Guide to RSS"
_PSC = "Podlove Simple Chapters 1.2, podlove.org/simple-chapters"
_CONTENT = "RSS 1.0 content module"

CHANNEL: Final[Place] = "channel"
ITEM: Final[Place] = "item"
BOTH: Final[tuple[Place, ...]] = (CHANNEL, ITEM)

MEDIUMS: Final = (
    *(
        word + end
        for word in ("podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "publisher", "course")
        for end in ("", "L")
    ),
    "mixed",
)


def _namespace(page: str) -> str:
    return f"podcast-namespace, docs/tags/{page}.md"


def _core(name: str, place: Place, status: str, part: Part, source: str = _RSS) -> Tag:
    """A plain element of RSS, which feedgen writes."""
    return Tag(name, (place,), status, part.field, source, text=part, core=True)


def _itunes(
    local: str, places: tuple[Place, ...], status: str, field: str, kind: Kind, values: tuple[str, ...] = ()
) -> Tag:
    """An element of Apple's whose text is one field."""
    return Tag(f"itunes:{local}", places, status, field, _APPLE, text=Part(field, kind, values=values))


_HREF: Final = (Part("image", "url", "href", required=True),)
_REMOTE_ITEM = Tag(
    "podcast:remoteItem",
    (),
    "----",
    "remote_item",
    _namespace("remote-item"),
    value=model.RemoteItem,
    attributes=(
        Part("feed_guid", "id", "feedGuid", required=True),
        Part("feed_url", "url", "feedUrl"),
        Part("item_guid", "id", "itemGuid"),
        Part("medium", "token", "medium", known=MEDIUMS),
        Part("title", "line", "title"),
    ),
)

TAGS: Final[tuple[Tag, ...]] = (
    # --- RSS 2.0 and Atom: feedgen writes these ---
    _core("title", CHANNEL, "RRRR", Part("title", "line", required=True, limit=255)),
    _core("link", CHANNEL, "RrR?", Part("link", "url", required=True)),
    _core("description", CHANNEL, "RRRR", Part("description", "text", limit=4000)),
    _core("language", CHANNEL, "RRR?", Part("language", "line")),
    _core("copyright", CHANNEL, "ooo-", Part("copyright", "text", limit=255)),
    _core("lastBuildDate", CHANNEL, "----", Part("updated", "date")),
    Tag(
        "atom:link",
        (CHANNEL,),
        "R---",
        "feed_url",
        _PROFILE,
        attributes=(Part("feed_url", "url", "href"),),
        fixed=(("rel", "self"),),
        selects=True,
        core=True,
    ),
    Tag(
        "atom:link",
        (CHANNEL,),
        "----",
        "hub",
        "WebSub, w3.org/TR/websub",
        attributes=(Part("hub", "url", "href"),),
        fixed=(("rel", "hub"),),
        selects=True,
        core=True,
    ),
    _core("title", ITEM, "RRRR", Part("title", "line", required=True, limit=255)),
    _core("link", ITEM, "rrr?", Part("link", "url")),
    _core("description", ITEM, "rrr?", Part("description", "text", limit=4000)),
    _core("content:encoded", ITEM, "ooo-", Part("notes", "html"), _CONTENT),
    _core("guid", ITEM, "RRR?", Part("guid", "id", required=True)),
    Tag("category", (ITEM,), "----", "keywords", _RSS, many=True, text=Part("keywords", "line"), core=True),
    Tag(
        "enclosure",
        (ITEM,),
        "RRRR",
        "audio",
        _RSS,
        value=Enclosure,
        attributes=(
            Part("url", "url", "url", required=True),
            Part("length", "bytes", "length", required=True),
            Part("type", "token", "type", required=True),
        ),
        core=True,
    ),
    _core("pubDate", ITEM, "rr??", Part("published", "date")),
    # --- the podcast namespace ---
    Tag("podcast:guid", (CHANNEL,), "r---", "guid", _namespace("guid"), text=Part("guid", "id")),
    Tag(
        "podcast:locked",
        (CHANNEL,),
        "r---",
        "locked",
        _namespace("locked"),
        text=Part("locked", "yesno", required=True),
        attributes=(Part("locked_owner", "line", "owner"),),
    ),
    Tag(
        "podcast:medium",
        (CHANNEL,),
        "----",
        "medium",
        _namespace("medium"),
        text=Part("medium", "token", known=MEDIUMS),
    ),
    Tag(
        "podcast:funding",
        BOTH,
        "o---",
        "funding",
        _namespace("funding"),
        value=model.Funding,
        many=True,
        text=Part("text", "line", limit=128),
        attributes=(Part("url", "url", "url", required=True),),
    ),
    Tag(
        "podcast:person",
        BOTH,
        "----",
        "persons",
        _namespace("person"),
        value=model.Contributor,
        many=True,
        text=Part("name", "line", required=True, limit=128),
        attributes=(
            Part("role", "line", "role"),
            Part("group", "line", "group"),
            Part("img", "url", "img"),
            Part("href", "url", "href"),
        ),
    ),
    Tag(
        "podcast:location",
        BOTH,
        "----",
        "locations",
        _namespace("location"),
        value=model.Location,
        many=True,
        text=Part("name", "line", required=True, limit=128),
        attributes=(
            Part("rel", "line", "rel", known=("subject", "creator")),
            Part("geo", "token", "geo"),
            Part("osm", "token", "osm"),
            Part("country", "token", "country"),
        ),
    ),
    Tag(
        "podcast:license",
        BOTH,
        "----",
        "license",
        _namespace("license"),
        value=model.License,
        text=Part("name", "line", required=True, limit=128),
        attributes=(Part("url", "url", "url"),),
    ),
    Tag(
        "podcast:txt",
        BOTH,
        "oo--",
        "txt",
        _namespace("txt"),
        value=model.Txt,
        many=True,
        text=Part("text", "text", required=True, limit=4000),
        attributes=(
            Part(
                "purpose",
                "line",
                "purpose",
                limit=128,
                known=("verify", "applepodcastsverify", "release", "ai-content"),
            ),
        ),
    ),
    Tag(
        "podcast:trailer",
        (CHANNEL,),
        "----",
        "trailers",
        _namespace("trailer"),
        value=model.Trailer,
        many=True,
        text=Part("title", "line", required=True, limit=128),
        attributes=(
            Part("published", "date", "pubdate", required=True),
            Part("url", "url", "url", required=True),
            Part("length", "bytes", "length"),
            Part("type", "token", "type"),
            Part("season", "count", "season"),
        ),
    ),
    Tag(
        "podcast:image",
        BOTH,
        "----",
        "images",
        _namespace("image"),
        value=model.Artwork,
        many=True,
        attributes=(
            Part("href", "url", "href", required=True),
            Part("alt", "line", "alt"),
            Part("aspect_ratio", "token", "aspect-ratio"),
            Part("width", "count", "width"),
            Part("height", "count", "height"),
            Part("type", "token", "type"),
            Part("purpose", "line", "purpose", limit=128),
        ),
    ),
    Tag("podcast:podroll", (CHANNEL,), "----", "podroll", _namespace("podroll"), many=True, wraps=_REMOTE_ITEM),
    Tag("podcast:publisher", (CHANNEL,), "----", "publisher", _namespace("publisher"), wraps=_REMOTE_ITEM),
    Tag(
        "podcast:updateFrequency",
        (CHANNEL,),
        "----",
        "update_frequency",
        _namespace("update-frequency"),
        value=model.UpdateFrequency,
        text=Part("text", "line", limit=128),
        attributes=(
            Part("rrule", "token", "rrule"),
            Part("dtstart", "token", "dtstart"),
            Part("complete", "truth", "complete"),
        ),
    ),
    Tag(
        "podcast:podping",
        (CHANNEL,),
        "----",
        "uses_podping",
        _namespace("podping"),
        attributes=(Part("uses_podping", "truth", "usesPodping", required=True),),
    ),
    Tag(
        "podcast:chat",
        BOTH,
        "----",
        "chat",
        _namespace("chat"),
        value=model.Chat,
        attributes=(
            Part("server", "token", "server", required=True),
            Part("protocol", "token", "protocol", required=True, known=("irc", "xmpp", "nostr", "matrix")),
            Part("account_id", "line", "accountId"),
            Part("space", "line", "space"),
        ),
    ),
    Tag(
        "podcast:socialInteract",
        BOTH,
        "----",
        "social",
        _namespace("social-interact"),
        value=model.SocialInteract,
        many=True,
        attributes=(
            Part(
                "protocol",
                "token",
                "protocol",
                required=True,
                known=("disabled", "activitypub", "twitter", "lightning", "atproto", "hive", "matrix", "nostr"),
            ),
            Part("uri", "token", "uri"),
            Part("account_id", "line", "accountId"),
            Part("account_url", "url", "accountUrl"),
            Part("priority", "bytes", "priority"),
        ),
    ),
    Tag(
        "podcast:transcript",
        (ITEM,),
        "rr?-",
        "transcripts",
        _namespace("transcript"),
        value=model.Transcript,
        many=True,
        attributes=(
            Part("url", "url", "url", required=True),
            Part(
                "type",
                "token",
                "type",
                required=True,
                known=("text/vtt", "application/x-subrip", "application/json", "text/html", "text/plain"),
            ),
            Part("language", "token", "language"),
            Part("rel", "line", "rel", known=("captions",)),
        ),
    ),
    Tag(
        "podcast:chapters",
        (ITEM,),
        "-o--",
        "chapters_url",
        _namespace("chapters"),
        attributes=(Part("chapters_url", "url", "url", required=True),),
        fixed=(("type", "application/json+chapters"),),
    ),
    Tag(
        "podcast:season",
        (ITEM,),
        "----",
        "season",
        _namespace("season"),
        text=Part("season", "count", required=True),
        attributes=(Part("season_name", "line", "name", limit=128),),
    ),
    Tag(
        "podcast:episode",
        (ITEM,),
        "----",
        "episode",
        _namespace("episode"),
        text=Part("episode", "number", required=True),
        attributes=(Part("episode_display", "line", "display", limit=32),),
    ),
    Tag(
        "podcast:soundbite",
        (ITEM,),
        "----",
        "soundbites",
        _namespace("soundbite"),
        value=model.Soundbite,
        many=True,
        text=Part("title", "line", limit=128),
        attributes=(
            Part("start", "position", "startTime", required=True),
            Part("duration", "position", "duration", required=True),
        ),
    ),
    Tag(
        "podcast:alternateEnclosure",
        (ITEM,),
        "----",
        "alternates",
        _namespace("alternate-enclosure"),
        value=model.AlternateEnclosure,
        many=True,
        attributes=(
            Part("type", "token", "type", required=True),
            Part("length", "bytes", "length"),
            Part("bitrate", "number", "bitrate"),
            Part("height", "count", "height"),
            Part("lang", "token", "lang"),
            Part("title", "line", "title", limit=32),
            Part("rel", "line", "rel", limit=32),
            Part("codecs", "token", "codecs"),
            Part("default", "truth", "default"),
        ),
        children=(
            Tag(
                "podcast:source",
                (),
                "----",
                "sources",
                _namespace("source"),
                value=model.AlternateSource,
                many=True,
                attributes=(
                    Part("uri", "token", "uri", required=True),
                    Part("content_type", "token", "contentType"),
                ),
            ),
            Tag(
                "podcast:integrity",
                (),
                "----",
                "integrity",
                _namespace("integrity"),
                value=model.Integrity,
                attributes=(
                    Part("type", "token", "type", required=True, known=("sri", "pgp-signature")),
                    Part("value", "token", "value", required=True),
                ),
            ),
        ),
    ),
    Tag(
        "podcast:contentLink",
        (ITEM,),
        "----",
        "content_links",
        _namespace("content-link"),
        value=model.ContentLink,
        many=True,
        text=Part("text", "line"),
        attributes=(Part("href", "url", "href", required=True),),
    ),
    # --- Apple ---
    _itunes("author", BOTH, "rrrr", "author", "line"),
    Tag(
        "itunes:owner",
        (CHANNEL,),
        "--rR",
        "owner",
        _APPLE,
        value=model.Owner,
        children=(
            Tag("itunes:name", (), "--rr", "name", _APPLE, text=Part("name", "line")),
            Tag("itunes:email", (), "--rR", "email", _APPLE, text=Part("email", "line")),
        ),
    ),
    Tag("itunes:image", (CHANNEL,), "RRRR", "image", _APPLE, attributes=_HREF),
    Tag("itunes:image", (ITEM,), "rro?", "image", _APPLE, attributes=_HREF),
    # `categories` are pairs; the element is nested once. The writer and the reader know this one by name.
    Tag("itunes:category", (CHANNEL,), "RRo-", "categories", _APPLE, many=True),
    _itunes("explicit", (CHANNEL,), "RRo?", "explicit", "truth"),
    _itunes("explicit", (ITEM,), "rro?", "explicit", "truth"),
    _itunes("type", (CHANNEL,), "ooo-", "type", "token", ("episodic", "serial")),
    _itunes("title", BOTH, "-oo-", "short_title", "line"),
    _itunes("new-feed-url", (CHANNEL,), "-o--", "new_feed_url", "url"),
    _itunes("block", BOTH, "-o--", "block", "yes"),
    _itunes("complete", (CHANNEL,), "oo--", "complete", "yes"),
    _itunes("duration", (ITEM,), "rro-", "duration", "seconds"),
    _itunes("season", (ITEM,), "ooo-", "season", "count"),
    _itunes("episode", (ITEM,), "ooo-", "episode", "count"),
    _itunes("episodeType", (ITEM,), "ooo-", "episode_type", "token", ("full", "trailer", "bonus")),
    # --- Podlove ---
    Tag(
        "psc:chapters",
        (ITEM,),
        "--o-",
        "chapters",
        _PSC,
        many=True,
        fixed=(("version", "1.2"),),
        wraps=Tag(
            "psc:chapter",
            (),
            "--o-",
            "chapters",
            _PSC,
            value=Chapter,
            attributes=(
                Part("start", "npt", "start", required=True),
                Part("title", "line", "title", required=True),
                Part("url", "url", "href"),
                Part("image", "url", "image"),
            ),
        ),
    ),
)

FOR: Final[dict[Place, tuple[Tag, ...]]] = {
    CHANNEL: tuple(tag for tag in TAGS if CHANNEL in tag.places),
    ITEM: tuple(tag for tag in TAGS if ITEM in tag.places),
}

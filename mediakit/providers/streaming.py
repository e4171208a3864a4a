"""More video hosts: streams, platforms of regions, players that newsrooms rent."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider, other_than

_UUID: Final = r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
_TWITCH_WORDS: Final = (
    "directory downloads jobs p settings subscriptions inventory wallet search turbo store team videos prime login "
    "signup products user privacy legal drops friends widgets broadcast collections event popout embed"
)
_STREAMABLE_WORDS: Final = (
    "login signup terms privacy about pricing video upload recover api documentation careers blog"
)

STREAMING: Final[tuple[Provider, ...]] = (
    Provider(
        key="twitch",
        name="Twitch",
        url="https://www.twitch.tv/",
        hosts=("twitch.tv", "m.twitch.tv", "go.twitch.tv"),
        parts=FrozenMap(
            {
                "video": r"\d{4,12}",
                "clip": r"[A-Za-z][\w-]{4,100}",
                "channel": other_than(_TWITCH_WORDS, r"\w{2,25}"),
                "collection": r"[\w-]{10,20}",
            }
        ),
        nouns=(
            Noun(
                "collection",
                "video",
                (
                    Pattern("/collections/{collection}"),
                    Pattern("/", hosts=("player.twitch.tv",), query=FrozenMap({"collection": "{collection}"})),
                ),
                "https://www.twitch.tv/collections/{collection}",
                frame=Frame("https://player.twitch.tv/?collection={collection}&autoplay=false", parent="parent"),
            ),
            Noun(
                "video",
                "video",
                (
                    Pattern("/videos/v?{video}"),
                    Pattern("/{channel}/(?:v|b|video)/{video}"),
                    Pattern("/", hosts=("player.twitch.tv",), query=FrozenMap({"video": "v?{video}"})),
                    Pattern("/{channel}/schedule", query=FrozenMap({"vodID": "{video}"})),
                ),
                "https://www.twitch.tv/videos/{video}",
                start=("t", "time"),
                frame=Frame(
                    "https://player.twitch.tv/?video=v{video}&autoplay=false", start="time={}s", parent="parent"
                ),
            ),
            Noun(
                "clip",
                "video",
                (
                    Pattern("/embed", hosts=("clips.twitch.tv",), query=FrozenMap({"clip": "{clip}"})),
                    Pattern("/{clip}", hosts=("clips.twitch.tv",)),
                    Pattern("/{channel}/clip/{clip}"),
                    Pattern("/[^/]+/{clip}", hosts=("clips.twitch.tv",)),
                    Pattern("/clip/{clip}"),
                ),
                "https://clips.twitch.tv/{clip}",
                frame=Frame("https://clips.twitch.tv/embed?clip={clip}&autoplay=false", parent="parent"),
            ),
            Noun(
                "channel",
                "video",
                (
                    Pattern("/{channel}(?:/(?:chat|embed))?"),
                    Pattern("/", hosts=("player.twitch.tv",), query=FrozenMap({"channel": "{channel}"})),
                    Pattern(r"/widgets/live_embed_player\.swf", query=FrozenMap({"channel": "{channel}"})),
                ),
                "https://www.twitch.tv/{channel}",
                frame=Frame("https://player.twitch.tv/?channel={channel}&autoplay=false", parent="parent"),
            ),
        ),
        examples=(
            (
                "https://www.twitch.tv/videos/75292411?t=1m30s",
                "video:75292411",
                "https://www.twitch.tv/videos/75292411",
            ),
            (
                "https://player.twitch.tv/?t=90s&video=v75292411",
                "video:75292411",
                "https://www.twitch.tv/videos/75292411",
            ),
            (
                "https://clips.twitch.tv/SuspiciousImpartialLarkItsBoshyTime",
                "clip:SuspiciousImpartialLarkItsBoshyTime",
                "https://clips.twitch.tv/SuspiciousImpartialLarkItsBoshyTime",
            ),
            (
                "https://www.twitch.tv/rains8/clip/SuspiciousImpartialLarkItsBoshyTime",
                "clip:SuspiciousImpartialLarkItsBoshyTime",
                "https://clips.twitch.tv/SuspiciousImpartialLarkItsBoshyTime",
            ),
            ("https://www.twitch.tv/rains8", "channel:rains8", "https://www.twitch.tv/rains8"),
        ),
        lookalikes=(
            "https://www.twitch.tv/",
            "https://www.twitch.tv/directory",
            "https://www.twitch.tv/p/jobs",
            "https://clips.twitch.tv/",
        ),
        source="dev.twitch.tv (embed); yt-dlp 2026.10.26 (TwitchVod, TwitchClips, TwitchStream)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="kick",
        name="Kick",
        url="https://kick.com/",
        hosts=("kick.com",),
        parts=FrozenMap(
            {
                "video": r"[0-9a-f][\w-]{7,40}",
                "clip": r"clip_\w{3,40}",
                "channel": other_than("browse video categories about", r"[\w-]{3,30}"),
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/video/{video}"), Pattern("/{channel}/videos/{video}")),
                ("https://kick.com/{channel}/videos/{video}", "https://kick.com/video/{video}"),
            ),
            Noun("clip", "video", (Pattern("/{channel}/clips/{clip}"),), "https://kick.com/{channel}/clips/{clip}"),
            Noun(
                "channel",
                "video",
                (Pattern("/{channel}"), Pattern("/{channel}", hosts=("player.kick.com",))),
                "https://kick.com/{channel}",
                frame=Frame("https://player.kick.com/{channel}"),
            ),
        ),
        examples=(
            (
                "https://kick.com/video/0b6dd4ae-5a2c-4a3e-9a7b-0c6a2f1d8e33",
                "video:0b6dd4ae-5a2c-4a3e-9a7b-0c6a2f1d8e33",
                "https://kick.com/video/0b6dd4ae-5a2c-4a3e-9a7b-0c6a2f1d8e33",
            ),
            (
                "https://kick.com/harbourtv/clips/clip_01H8ABCDEF",
                "clip:clip_01H8ABCDEF",
                "https://kick.com/harbourtv/clips/clip_01H8ABCDEF",
            ),
            ("https://player.kick.com/harbourtv", "channel:harbourtv", "https://kick.com/harbourtv"),
        ),
        lookalikes=("https://kick.com/", "https://kick.com/browse"),
        source="its player as public code embeds it",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="rumble",
        name="Rumble",
        url="https://rumble.com/",
        hosts=("rumble.com",),
        parts=FrozenMap(
            {
                "video": r"v(?=[A-Za-z]*\d|[A-Z])[A-Za-z0-9]{3,12}",
                "embed": r"(?:u[a-z0-9]+\.)?v[a-z0-9]{3,12}",
            }
        ),
        nouns=(
            # The id of a page and the id of its player are two; only the player's plays.
            Noun(
                "embed",
                "video",
                (Pattern("/embed/{embed}"),),
                "https://rumble.com/embed/{embed}/",
                frame=Frame("https://rumble.com/embed/{embed}/"),
            ),
            Noun(
                "video",
                "video",
                (Pattern(r"/{video}(?:-[^/]*)?(?:\.html)?"), Pattern("/shorts/{video}")),
                "https://rumble.com/{video}.html",
            ),
        ),
        oembed=(Oembed("https://rumble.com/api/Media/oembed.json"),),
        examples=(
            ("https://rumble.com/embed/v3tm912/?pub=4", "embed:v3tm912", "https://rumble.com/embed/v3tm912/"),
            (
                "https://rumble.com/v30jzs-dog-dont-know-where-to-hide-her-bone.html",
                "video:v30jzs",
                "https://rumble.com/v30jzs.html",
            ),
            ("https://rumble.com/shorts/v5d871x", "video:v5d871x", "https://rumble.com/v5d871x.html"),
        ),
        lookalikes=("https://rumble.com/", "https://rumble.com/videos", "https://rumble.com/user/harbour"),
        source="yt-dlp 2026.10.26 (RumbleEmbed); oembed-providers 1.0.20260604 (Rumble)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="odysee",
        name="Odysee",
        url="https://odysee.com/",
        hosts=(
            "odysee.com",
            "lbry.tv",
        ),
        parts=FrozenMap(
            {
                "name": r"(?![@$])[^/:?#\s]{1,200}",
                "channel": r"[^/:?#\s]{1,100}",
                "video": "[0-9a-f]{1,40}",
                "owner": "[0-9a-f]{1,40}",
                "list": r"[0-9a-f-]{36,40}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/@{channel}:{owner}/{name}:{video}"),
                    Pattern(r"/\$/(?:embed|download)/@{channel}:{owner}/{name}:{video}"),
                    Pattern(r"/\$/(?:embed|download)/{name}[/:]{video}"),
                    Pattern("/{name}:{video}"),
                ),
                ("https://odysee.com/@{channel}:{owner}/{name}:{video}", "https://odysee.com/{name}:{video}"),
                id="{name}/{video}",
                start=("t",),
                frame=Frame("https://odysee.com/$/embed/{name}/{video}", start="t={}"),
            ),
            Noun("list", "link", (Pattern("/\\$/(?:playlist|list)/{list}"),), "https://odysee.com/$/playlist/{list}"),
        ),
        oembed=(Oembed("https://odysee.com/$/oembed?format=json"),),
        examples=(
            (
                "https://odysee.com/@veritasium:f/we-built-a-bike:b",
                "video:we-built-a-bike/b",
                "https://odysee.com/@veritasium:f/we-built-a-bike:b",
            ),
            (
                "https://odysee.com/$/embed/we-built-a-bike/abc123def",
                "video:we-built-a-bike/abc123def",
                "https://odysee.com/we-built-a-bike:abc123def",
            ),
        ),
        lookalikes=("https://odysee.com/", "https://odysee.com/$/signin", "https://odysee.com/@veritasium:f"),
        source="yt-dlp 2026.10.26 (LBRY); oembed-providers 1.0.20260604 (Odysee)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="bitchute",
        name="BitChute",
        url="https://www.bitchute.com/",
        hosts=("bitchute.com", "api.bitchute.com", "old.bitchute.com"),
        parts=FrozenMap(
            {
                "video": r"[\w-]{6,16}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/(?:video|embed)/{video}"),
                    Pattern("/torrent/[^/]+/{video}\\.webtorrent"),
                ),
                "https://www.bitchute.com/video/{video}/",
                frame=Frame("https://www.bitchute.com/embed/{video}/"),
            ),
        ),
        oembed=(Oembed("https://api.bitchute.com/oembed/"),),
        examples=(
            (
                "https://www.bitchute.com/video/ApixlwN8WoA/",
                "video:ApixlwN8WoA",
                "https://www.bitchute.com/video/ApixlwN8WoA/",
            ),
        ),
        lookalikes=("https://www.bitchute.com/", "https://www.bitchute.com/channel/harbour/"),
        source="yt-dlp 2026.10.26 (BitChute)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="peertube",
        name="PeerTube",
        url="https://joinpeertube.org/",
        hosts=("{host}",),
        parts=FrozenMap(
            {
                "video": rf"(?:{_UUID}|[1-9A-HJ-NP-Za-km-z]{{21,22}})",
                "playlist": rf"(?:{_UUID}|[1-9A-HJ-NP-Za-km-z]{{21,22}})",
                "host": r"[a-z0-9.-]+\.[a-z][a-z0-9-]+",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/w/{video}"), Pattern("/videos/(?:watch|embed)/{video}")),
                "https://{host}/videos/watch/{video}",
                id="{host}/{video}",
                start=("start",),
                end=("stop",),
                frame=Frame("https://{host}/videos/embed/{video}?p2p=0", start="start={}s", end="stop={}s"),
            ),
            Noun(
                "playlist",
                "video",
                (
                    Pattern("/w/p/{playlist}"),
                    Pattern("/videos/watch/playlist/{playlist}"),
                    Pattern("/video-playlists/embed/{playlist}"),
                ),
                "https://{host}/w/p/{playlist}",
                id="{host}/{playlist}",
                frame=Frame("https://{host}/video-playlists/embed/{playlist}?p2p=0"),
            ),
        ),
        oembed=(Oembed("https://{host}/services/oembed"),),
        examples=(
            (
                "https://framatube.org/w/s8F6UuWwR9NhzhJWBYk5zf?start=1m",
                "video:framatube.org/s8F6UuWwR9NhzhJWBYk5zf",
                "https://framatube.org/videos/watch/s8F6UuWwR9NhzhJWBYk5zf",
            ),
            (
                "https://video.example.org/videos/embed/9c9de5e8-0a1e-484a-b099-e80766180a6d",
                "video:video.example.org/9c9de5e8-0a1e-484a-b099-e80766180a6d",
                "https://video.example.org/videos/watch/9c9de5e8-0a1e-484a-b099-e80766180a6d",
            ),
            (
                "https://framatube.org/w/p/s8F6UuWwR9NhzhJWBYk5zf",
                "playlist:framatube.org/s8F6UuWwR9NhzhJWBYk5zf",
                "https://framatube.org/w/p/s8F6UuWwR9NhzhJWBYk5zf",
            ),
        ),
        lookalikes=(
            "https://framatube.org/",
            "https://wiki.example.org/w/Main_Page",
            "https://example.org/videos/watch/12",
            "https://www.dailymotion.com/w/s8F6UuWwR9NhzhJWBYk5zf",
        ),
        source="docs.joinpeertube.org (embed, oEmbed); yt-dlp 2026.10.26 (PeerTube, PeerTubePlaylist)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="streamable",
        name="Streamable",
        url="https://streamable.com/",
        hosts=("streamable.com",),
        parts=FrozenMap({"video": other_than(_STREAMABLE_WORDS, r"[a-z0-9]{4,8}")}),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/(?:[eos]/)?{video}(?:/.*)?"),),
                "https://streamable.com/{video}",
                frame=Frame("https://streamable.com/e/{video}"),
            ),
        ),
        oembed=(Oembed("https://api.streamable.com/oembed.json"),),
        examples=(
            ("https://streamable.com/dgn9?query=string", "video:dgn9", "https://streamable.com/dgn9"),
            ("https://streamable.com/e/def456", "video:def456", "https://streamable.com/def456"),
        ),
        lookalikes=("https://streamable.com/", "https://streamable.com/login", "https://streamable.com/pricing"),
        source="yt-dlp 2026.10.26 (Streamable); oembed-providers 1.0.20260604 (Streamable)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="ted",
        name="TED",
        url="https://www.ted.com/",
        hosts=("ted.com", "embed.ted.com", "embed-ssl.ted.com"),
        parts=FrozenMap({"talk": r"(?!lang\b)[\w-]{3,150}", "playlist": r"\d{1,6}", "lang": r"[a-z]{2}(?:-[a-z]{2})?"}),
        nouns=(
            Noun(
                "talk",
                "video",
                (Pattern(r"/(?:talks|dubbing)(?:/lang/{lang})?/{talk}(?:\.html)?"),),
                "https://www.ted.com/talks/{talk}",
                frame=Frame(("https://embed.ted.com/talks/lang/{lang}/{talk}", "https://embed.ted.com/talks/{talk}")),
            ),
            Noun(
                "playlist",
                "video",
                (Pattern("/playlists/{playlist}(?:/[^/]+)?"),),
                "https://www.ted.com/playlists/{playlist}",
            ),
        ),
        oembed=(Oembed("https://www.ted.com/services/v1/oembed.json"),),
        examples=(
            (
                "https://www.ted.com/talks/lera_boroditsky_how_language_shapes_the_way_we_think",
                "talk:lera_boroditsky_how_language_shapes_the_way_we_think",
                "https://www.ted.com/talks/lera_boroditsky_how_language_shapes_the_way_we_think",
            ),
            (
                "http://www.ted.com/talks/lang/da/jill_bolte_taylor_s_powerful_stroke_of_insight.html",
                "talk:jill_bolte_taylor_s_powerful_stroke_of_insight",
                "https://www.ted.com/talks/jill_bolte_taylor_s_powerful_stroke_of_insight",
            ),
            (
                "https://www.ted.com/playlists/171/the_most_popular_talks_of_all",
                "playlist:171",
                "https://www.ted.com/playlists/171",
            ),
        ),
        lookalikes=("https://www.ted.com/", "https://www.ted.com/talks", "https://www.ted.com/tedx"),
        source="yt-dlp 2026.10.26 (TedTalk, TedPlaylist); oembed-providers 1.0.20260604 (TED)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="archiveorg",
        name="Internet Archive",
        url="https://archive.org/",
        hosts=("archive.org",),
        parts=FrozenMap({"item": r"[\w.-]{2,120}"}),
        nouns=(
            Noun(
                "item",
                "rich",
                (Pattern("/(?:details|embed|stream)/{item}(?:[/&].*)?"),),
                "https://archive.org/details/{item}",
                start=("start",),
                frame=Frame("https://archive.org/embed/{item}", start="start={}"),
            ),
        ),
        examples=(
            ("https://archive.org/details/MLKDream", "item:MLKDream", "https://archive.org/details/MLKDream"),
            (
                "https://archive.org/embed/YourFami1948&playlist=1&twitterv=01",
                "item:YourFami1948",
                "https://archive.org/details/YourFami1948",
            ),
            (
                "https://archive.org/embed/YourFami1948?start=30",
                "item:YourFami1948",
                "https://archive.org/details/YourFami1948",
            ),
        ),
        lookalikes=("https://archive.org/", "https://archive.org/about/", "https://archive.org/search?query=harbour"),
        source="archive.org/help (embedding); yt-dlp 2026.10.26 (ArchiveOrg)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="brightcove",
        name="Brightcove",
        url="https://www.brightcove.com/",
        hosts=("players.brightcove.net",),
        parts=FrozenMap(
            {
                "account": r"\d{4,20}",
                "player": r"[\w-]{4,60}",
                "video": r"(?:\d{6,20}|ref:[\w.-]{1,80})",
                "playlist": r"(?:\d{6,20}|ref:[\w.-]{1,80})",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern(r"/{account}/{player}/index\.html", query=FrozenMap({"videoId": "{video}"})),),
                "https://players.brightcove.net/{account}/{player}/index.html?videoId={video}",
                frame=Frame("https://players.brightcove.net/{account}/{player}/index.html?videoId={video}"),
            ),
            Noun(
                "playlist",
                "video",
                (Pattern(r"/{account}/{player}/index\.html", query=FrozenMap({"playlistId": "{playlist}"})),),
                "https://players.brightcove.net/{account}/{player}/index.html?playlistId={playlist}",
                frame=Frame("https://players.brightcove.net/{account}/{player}/index.html?playlistId={playlist}"),
            ),
        ),
        oembed=(Oembed("https://oembed.brightcove.com/?format=json"),),
        examples=(
            (
                "https://players.brightcove.net/1160438696001/RUsPQ8qzl_default/index.html?videoId=6327763506112",
                "video:6327763506112",
                "https://players.brightcove.net/1160438696001/RUsPQ8qzl_default/index.html?videoId=6327763506112",
            ),
        ),
        lookalikes=(
            "https://players.brightcove.net/",
            "https://players.brightcove.net/1160438696001/RUsPQ8qzl_default/index.html",
        ),
        source="oembed-providers 1.0.20260604 (Brightcove)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="jwplayer",
        name="JW Player",
        url="https://jwplayer.com/",
        hosts=("cdn.jwplayer.com", "content.jwplatform.com"),
        parts=FrozenMap({"media": "[A-Za-z0-9]{8}", "player": "[A-Za-z0-9]{8}"}),
        nouns=(
            Noun(
                "media",
                "video",
                (Pattern(r"/(?:players|previews)/{media}(?:-{player})?(?:\.(?:html|js))?"),),
                ("https://cdn.jwplayer.com/players/{media}-{player}.html", "https://cdn.jwplayer.com/previews/{media}"),
                frame=Frame(
                    (
                        "https://cdn.jwplayer.com/players/{media}-{player}.html",
                        "https://cdn.jwplayer.com/previews/{media}",
                    )
                ),
            ),
        ),
        examples=(
            (
                "https://content.jwplatform.com/players/a1B2c3D4-e5F6g7H8.js",
                "media:a1B2c3D4",
                "https://cdn.jwplayer.com/players/a1B2c3D4-e5F6g7H8.html",
            ),
        ),
        lookalikes=("https://cdn.jwplayer.com/", "https://cdn.jwplayer.com/libraries/e5F6g7H8.js"),
        source="yt-dlp 2026.10.26 (JWPlatform)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="kaltura",
        name="Kaltura",
        url="https://corp.kaltura.com/",
        hosts=("cdnapisec.kaltura.com", "cdnapi.kaltura.com", "kaltura.com", "videos.kaltura.com"),
        parts=FrozenMap({"entry": r"\d_\w{8}", "partner": r"\d{2,9}", "config": r"\d{2,12}"}),
        nouns=(
            Noun(
                "entry",
                "video",
                (
                    Pattern(
                        "(?:/html5/html5lib/[^/]+)?/p/{partner}/(?:sp/[^/]+/)?embedIframeJs/uiconf_id/{config}(?:/.*)?",
                        query=FrozenMap({"entry_id": "{entry}"}),
                    ),
                    Pattern("/(?:id|media/[^/]+)/{entry}(?:/.*)?"),
                    Pattern(
                        "/index\\.php/(?:extwidget|kwidget)(?:/(?:cache_st|preview)/\\d+)?/(?:wid/_)?{partner}/uiconf_id/{config}/entry_id/{entry}(?:/.*)?"
                    ),
                    Pattern("/html5/html5lib/[^/]+/mwEmbedFrame\\.php/p/{partner}/uiconf_id/{config}/entry_id/{entry}"),
                ),
                (
                    "https://cdnapisec.kaltura.com/p/{partner}/embedIframeJs/uiconf_id/{config}?iframeembed=true&entry_id={entry}",
                    "https://videos.kaltura.com/id/{entry}",
                ),
                frame=Frame(
                    "https://cdnapisec.kaltura.com/p/{partner}/embedIframeJs/uiconf_id/{config}?iframeembed=true&entry_id={entry}"
                ),
            ),
        ),
        examples=(
            (
                "https://videos.kaltura.com/id/0_e2ea6ygt",
                "entry:0_e2ea6ygt",
                "https://videos.kaltura.com/id/0_e2ea6ygt",
            ),
            (
                "https://cdnapisec.kaltura.com/p/1878761/sp/187876100/embedIframeJs/uiconf_id/36511341/partner_id/1878761?iframeembed=true&entry_id=1_abcd1234",
                "entry:1_abcd1234",
                "https://cdnapisec.kaltura.com/p/1878761/embedIframeJs/uiconf_id/36511341?iframeembed=true&entry_id=1_abcd1234",
            ),
        ),
        lookalikes=("https://videos.kaltura.com/", "https://videos.kaltura.com/browse"),
    ),
    Provider(
        key="wistia",
        name="Wistia",
        url="https://wistia.com/",
        hosts=(".wistia.com", ".wistia.net", "wi.st"),
        parts=FrozenMap(
            {
                "media": "[a-z0-9]{10}",
                "channel": r"[a-z0-9]{10}",
            }
        ),
        nouns=(
            Noun(
                "media",
                "video",
                (
                    Pattern("/(?:medias|embed/iframe|embed/medias|embed/playlists)/{media}(?:[./].*)?"),
                    Pattern(".*", query=FrozenMap({"wvideo": "{media}"})),
                ),
                "https://fast.wistia.net/embed/iframe/{media}",
                start=("wtime",),
                frame=Frame(
                    "https://fast.wistia.net/embed/iframe/{media}?doNotTrack=true",
                    start="wtime={}",
                    plain="https://fast.wistia.net/embed/iframe/{media}",
                ),
            ),
            Noun(
                "channel",
                "video",
                (Pattern("/embed/channel/{channel}"),),
                "https://fast.wistia.net/embed/channel/{channel}",
                frame=Frame("https://fast.wistia.net/embed/channel/{channel}"),
            ),
        ),
        oembed=(Oembed("https://fast.wistia.com/oembed.json"),),
        examples=(
            (
                "https://appboss.wistia.com/medias/lpu6bgplle?wtime=30s",
                "media:lpu6bgplle",
                "https://fast.wistia.net/embed/iframe/lpu6bgplle",
            ),
            (
                "http://fast.wistia.com/embed/medias/pxonqr42is.jsonp",
                "media:pxonqr42is",
                "https://fast.wistia.net/embed/iframe/pxonqr42is",
            ),
            (
                "https://wistia.com/solutions/sales?wvideo=lpu6bgplle",
                "media:lpu6bgplle",
                "https://fast.wistia.net/embed/iframe/lpu6bgplle",
            ),
        ),
        lookalikes=("https://wistia.com/", "https://wistia.com/blog/soapbox"),
        source="yt-dlp 2026.10.26 (Wistia); oembed-providers 1.0.20260604 (Wistia, Inc.)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="vidyard",
        name="Vidyard",
        url="https://www.vidyard.com/",
        hosts=("play.vidyard.com", "share.vidyard.com", "video.vidyard.com", "embed.vidyard.com"),
        parts=FrozenMap({"video": r"[\w-]{16,30}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern(r"/(?:watch/|share/)?{video}(?:\.html)?"),
                    Pattern("/player/{video}(?:\\.\\w+)?"),
                    Pattern("/{video}/type/\\w+"),
                ),
                "https://share.vidyard.com/watch/{video}",
                frame=Frame("https://play.vidyard.com/{video}"),
            ),
        ),
        oembed=(Oembed("https://api.vidyard.com/dashboard/v1.1/oembed"),),
        examples=(
            (
                "https://video.vidyard.com/watch/njifKy4aJ5PgdYMf9GRNjU",
                "video:njifKy4aJ5PgdYMf9GRNjU",
                "https://share.vidyard.com/watch/njifKy4aJ5PgdYMf9GRNjU",
            ),
        ),
        lookalikes=("https://video.vidyard.com/", "https://www.vidyard.com/pricing/"),
        source="yt-dlp 2026.10.26 (Vidyard); oembed-providers 1.0.20260604 (Vidyard)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="bunny",
        name="Bunny Stream",
        url="https://bunny.net/stream/",
        hosts=("iframe.mediadelivery.net", "player.mediadelivery.net", "video.bunnycdn.com"),
        parts=FrozenMap({"library": r"\d{1,9}", "video": _UUID}),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/(?:embed|play)/{library}/{video}"),),
                "https://iframe.mediadelivery.net/embed/{library}/{video}",
                frame=Frame("https://iframe.mediadelivery.net/embed/{library}/{video}?autoplay=false"),
                start=("t",),
            ),
        ),
        oembed=(Oembed("https://video.bunnycdn.com/OEmbed"),),
        examples=(
            (
                "https://iframe.mediadelivery.net/embed/51808/68d791f4-510a-4928-9f5a-4526e82d1336",
                "video:68d791f4-510a-4928-9f5a-4526e82d1336",
                "https://iframe.mediadelivery.net/embed/51808/68d791f4-510a-4928-9f5a-4526e82d1336",
            ),
        ),
        lookalikes=("https://iframe.mediadelivery.net/",),
        source="yt-dlp 2026.10.26 (BunnyCdn); oembed-providers 1.0.20260604 (bunny.net)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="cloudflarestream",
        name="Cloudflare Stream",
        url="https://www.cloudflare.com/products/cloudflare-stream/",
        hosts=("{site}.cloudflarestream.com",),
        parts=FrozenMap({"video": "[0-9a-f]{32}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/{video}/(?:iframe|watch)"), Pattern("/{video}")),
                "https://{site}.cloudflarestream.com/{video}/watch",
                frame=Frame("https://{site}.cloudflarestream.com/{video}/iframe"),
            ),
        ),
        examples=(
            (
                "https://customer-a1b2c3.cloudflarestream.com/31c9291ab41fac05471db4e73aa11717/iframe",
                "video:31c9291ab41fac05471db4e73aa11717",
                "https://customer-a1b2c3.cloudflarestream.com/31c9291ab41fac05471db4e73aa11717/watch",
            ),
        ),
        lookalikes=("https://www.cloudflarestream.com/",),
        source="yt-dlp 2026.10.26 (CloudflareStream)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="loom",
        name="Loom",
        url="https://www.loom.com/",
        hosts=("loom.com",),
        parts=FrozenMap({"video": "[0-9a-f]{3,32}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/(?:share|embed|i)/(?:[^/]+-)?{video}"),),
                "https://www.loom.com/share/{video}",
                start=("t",),
                frame=Frame("https://www.loom.com/embed/{video}", start="t={}"),
            ),
        ),
        oembed=(Oembed("https://www.loom.com/v1/oembed"),),
        examples=(
            (
                "https://www.loom.com/share/0808e55f94a24992b2de488ac56d3815?t=20",
                "video:0808e55f94a24992b2de488ac56d3815",
                "https://www.loom.com/share/0808e55f94a24992b2de488ac56d3815",
            ),
        ),
        lookalikes=("https://www.loom.com/", "https://www.loom.com/pricing"),
        source="yt-dlp 2026.10.26 (Loom); oembed-providers 1.0.20260604 (Loom)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="rutube",
        name="Rutube",
        url="https://rutube.ru/",
        hosts=("rutube.ru",),
        parts=FrozenMap(
            {
                "video": "[0-9a-f]{32}",
                "number": r"\d{4,10}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/(?:video|play/embed|video/embed|shorts|video/private)/{video}"),
                    Pattern("/(?:embed|live/video(?:/private)?)/{video}"),
                    Pattern("/tracks/\\d+\\.html", query=FrozenMap({"v": "{video}"})),
                    Pattern("/(?:play|video)/embed/{number}"),
                ),
                ("https://rutube.ru/video/{video}/", "https://rutube.ru/play/embed/{number}"),
                start=("t",),
                frame=Frame("https://rutube.ru/play/embed/{video}", start="t={}"),
                id=("{video}", "{number}"),
            ),
        ),
        oembed=(Oembed("https://rutube.ru/api/oembed/?format=json"),),
        examples=(
            (
                "http://rutube.ru/video/c1b3c6c6ee77def7a8e54553c1fabbb8/",
                "video:c1b3c6c6ee77def7a8e54553c1fabbb8",
                "https://rutube.ru/video/c1b3c6c6ee77def7a8e54553c1fabbb8/",
            ),
        ),
        lookalikes=("https://rutube.ru/", "https://rutube.ru/feeds/top/"),
        source="yt-dlp 2026.10.26 (Rutube)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="ok",
        name="Odnoklassniki",
        url="https://ok.ru/",
        hosts=("ok.ru", "m.ok.ru", "odnoklassniki.ru"),
        parts=FrozenMap({"video": r"\d{5,20}(?:-\d{1,3})?"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/(?:video|videoembed|live)/{video}"),
                    Pattern("/web-api/video/moviePlayer/{video}"),
                ),
                "https://ok.ru/video/{video}",
                start=("fromTime",),
                frame=Frame("https://ok.ru/videoembed/{video}", start="fromTime={}"),
            ),
        ),
        examples=(
            ("https://ok.ru/videoembed/1234567890123", "video:1234567890123", "https://ok.ru/video/1234567890123"),
        ),
        lookalikes=("https://ok.ru/", "https://ok.ru/profile/1234567890"),
        source="yt-dlp 2026.10.26 (Odnoklassniki)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="bilibili",
        name="Bilibili",
        url="https://www.bilibili.com/",
        hosts=("bilibili.com", "m.bilibili.com"),
        parts=FrozenMap(
            {
                "video": "BV[A-Za-z0-9]{10}",
                "number": r"\d{1,16}",
                "short": r"\w{5,12}",
                "bangumi": r"(?:ep|ss)\d{2,9}",
                "audio": r"a[um]\d{3,9}",
                "live": r"\d{1,12}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/video/{video}(?:/.*)?"),
                    Pattern("/video/av{number}(?:/.*)?"),
                    Pattern(r"/player\.html", hosts=("player.bilibili.com",), query=FrozenMap({"bvid": "{video}"})),
                    Pattern(r"/player\.html", hosts=("player.bilibili.com",), query=FrozenMap({"aid": "{number}"})),
                    Pattern("/festival/[\\w-]+", query=FrozenMap({"bvid": "{video}"})),
                ),
                ("https://www.bilibili.com/video/{video}", "https://www.bilibili.com/video/av{number}"),
                id=("{video}", "{number}"),
                start=("t",),
                frame=Frame(
                    (
                        "https://player.bilibili.com/player.html?bvid={video}&autoplay=0",
                        "https://player.bilibili.com/player.html?aid={number}&autoplay=0",
                    ),
                    start="t={}",
                ),
            ),
            Noun("short", "link", (Pattern("/{short}", hosts=("b23.tv",)),), "https://b23.tv/{short}", short=True),
            Noun(
                "bangumi",
                "video",
                (Pattern("/bangumi/play/{bangumi}"),),
                "https://www.bilibili.com/bangumi/play/{bangumi}",
            ),
            Noun("audio", "audio", (Pattern("/audio/{audio}"),), "https://www.bilibili.com/audio/{audio}"),
            Noun(
                "live",
                "video",
                (Pattern("/(?:h5/|blanc/)?{live}", hosts=("live.bilibili.com",)),),
                "https://live.bilibili.com/{live}",
            ),
        ),
        examples=(
            (
                "https://www.bilibili.com/video/BV1xx411c7mD/?p=1&t=12",
                "video:BV1xx411c7mD",
                "https://www.bilibili.com/video/BV1xx411c7mD",
            ),
            ("https://www.bilibili.com/video/av12345", "video:12345", "https://www.bilibili.com/video/av12345"),
        ),
        lookalikes=(
            "https://www.bilibili.com/",
            "https://www.bilibili.com/video/",
            "https://www.bilibili.com/read/cv1",
        ),
        source="yt-dlp 2026.10.26 (BiliBili, BiliBiliPlayer)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="youku",
        name="Youku",
        url="https://www.youku.com/",
        hosts=("v.youku.com", "player.youku.com", "m.youku.com", "static.youku.com"),
        parts=FrozenMap({"video": "X[A-Za-z0-9]{8,24}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/(?:v_show|video)/id_{video}.*"),
                    Pattern("/embed/{video}=*"),
                    Pattern(r"/player\.php/sid/{video}.*"),
                    Pattern("/.*", query=FrozenMap({"VideoIDS": "{video}=*"})),
                ),
                "https://v.youku.com/v_show/id_{video}.html",
                frame=Frame("https://player.youku.com/embed/{video}"),
            ),
        ),
        examples=(
            (
                "https://v.youku.com/v_show/id_XNDgxNTEzNzk5Mg==.html",
                "video:XNDgxNTEzNzk5Mg",
                "https://v.youku.com/v_show/id_XNDgxNTEzNzk5Mg.html",
            ),
            (
                "http://player.youku.com/player.php/sid/XMTQ3OTM4MzMxMg==/v.swf",
                "video:XMTQ3OTM4MzMxMg",
                "https://v.youku.com/v_show/id_XMTQ3OTM4MzMxMg.html",
            ),
        ),
        lookalikes=("https://www.youku.com/", "https://v.youku.com/"),
        source="yt-dlp 2026.10.26 (Youku)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="tencentvideo",
        name="Tencent Video",
        url="https://v.qq.com/",
        hosts=("v.qq.com", "m.v.qq.com"),
        parts=FrozenMap({"video": "[a-z0-9]{11}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern(r"/x/(?:page|cover/\w+)/{video}\.html"),
                    Pattern(r"/(?:boke/)?page/\w/\w/\w/{video}\.html"),
                    Pattern(r"/(?:txp/)?iframe/player\.html", query=FrozenMap({"vid": "{video}"})),
                ),
                "https://v.qq.com/x/page/{video}.html",
                frame=Frame("https://v.qq.com/txp/iframe/player.html?vid={video}"),
            ),
        ),
        examples=(
            (
                "https://v.qq.com/x/cover/mzc00200xxpsogl/j4101ouc4ve.html",
                "video:j4101ouc4ve",
                "https://v.qq.com/x/page/j4101ouc4ve.html",
            ),
            (
                "https://v.qq.com/boke/page/f/3/p/f0188kmbq3p.html",
                "video:f0188kmbq3p",
                "https://v.qq.com/x/page/f0188kmbq3p.html",
            ),
        ),
        lookalikes=("https://v.qq.com/", "https://v.qq.com/channel/news"),
        source="yt-dlp 2026.10.26 (VQQVideo)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="niconico",
        name="Niconico",
        url="https://www.nicovideo.jp/",
        hosts=("nicovideo.jp", "sp.nicovideo.jp", "embed.nicovideo.jp"),
        parts=FrozenMap({"video": r"(?:sm|nm|so|nl|ss)?\d{1,12}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/watch/{video}"),
                    Pattern("/{video}", hosts=("nico.ms",)),
                    Pattern("/shorts/{video}"),
                ),
                "https://www.nicovideo.jp/watch/{video}",
                start=("from",),
                frame=Frame("https://embed.nicovideo.jp/watch/{video}", start="from={}"),
            ),
        ),
        examples=(("https://www.nicovideo.jp/watch/sm9?from=10", "video:sm9", "https://www.nicovideo.jp/watch/sm9"),),
        lookalikes=("https://www.nicovideo.jp/", "https://www.nicovideo.jp/user/1"),
        source="yt-dlp 2026.10.26 (Niconico)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="navertv",
        name="Naver TV",
        url="https://tv.naver.com/",
        hosts=("tv.naver.com",),
        parts=FrozenMap(
            {
                "video": r"\d{4,12}",
                "live": r"\d{4,12}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/(?:v|embed)/{video}"),),
                "https://tv.naver.com/v/{video}",
                frame=Frame("https://tv.naver.com/embed/{video}"),
            ),
            Noun("live", "video", (Pattern("/l/{live}"),), "https://tv.naver.com/l/{live}"),
        ),
        oembed=(Oembed("https://tv.naver.com/oembed?format=json"),),
        examples=(("https://tv.naver.com/v/12345678", "video:12345678", "https://tv.naver.com/v/12345678"),),
        lookalikes=("https://tv.naver.com/", "https://tv.naver.com/search/clip"),
        source="yt-dlp 2026.10.26 (Naver)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="coub",
        name="Coub",
        url="https://coub.com/",
        hosts=("coub.com",),
        parts=FrozenMap({"coub": "[a-z0-9]{4,10}"}),
        nouns=(
            Noun(
                "coub",
                "video",
                (Pattern("/(?:view|embed)/{coub}"),),
                "https://coub.com/view/{coub}",
                frame=Frame("https://coub.com/embed/{coub}"),
            ),
        ),
        oembed=(Oembed("https://coub.com/api/oembed.json"),),
        examples=(("http://coub.com/embed/20v82p5j", "coub:20v82p5j", "https://coub.com/view/20v82p5j"),),
        lookalikes=(
            "https://coub.com/",
            "https://coub.com/explore/girls",
            "https://coub.com/view/2m7mett8/other-stuff/",
        ),
        source="leet.hu, April 2022: its announced end did not come, it has new owners",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="videopress",
        name="VideoPress",
        url="https://videopress.com/",
        hosts=("videopress.com", "video.wordpress.com"),
        parts=FrozenMap({"video": "[A-Za-z0-9]{8}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("/(?:v|embed)/{video}"),),
                "https://videopress.com/v/{video}",
                start=("at",),
                frame=Frame("https://videopress.com/embed/{video}", start="at={}"),
            ),
        ),
        oembed=(Oembed("https://public-api.wordpress.com/oembed/?for=mediakit"),),
        examples=(
            ("https://videopress.com/embed/zcnJVzQz?hd=0", "video:zcnJVzQz", "https://videopress.com/v/zcnJVzQz"),
        ),
        lookalikes=("https://videopress.com/", "https://videopress.com/pricing"),
        source="yt-dlp 2026.10.26 (VideoPress)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="arte",
        name="ARTE",
        url="https://www.arte.tv/",
        hosts=("arte.tv",),
        parts=FrozenMap(
            {
                "video": r"\d{6}-\d{3}-[A-F]",
                "lang": "[a-z]{2}",
                "collection": r"RC-\d{6}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/{lang}/videos/{video}(?:/.*)?"),
                    Pattern("/embeds/{lang}/{video}"),
                    Pattern("/player/v\\d/index\\.php", query=FrozenMap({"json_url": ".*/{lang}/{video}.*"})),
                ),
                "https://www.arte.tv/{lang}/videos/{video}/",
                frame=Frame("https://www.arte.tv/embeds/{lang}/{video}"),
            ),
            Noun(
                "collection",
                "video",
                (
                    Pattern("/{lang}/videos/{collection}(?:/.*)?"),
                    Pattern("/embeds/{lang}/{collection}"),
                ),
                "https://www.arte.tv/{lang}/videos/{collection}/",
            ),
        ),
        oembed=(Oembed("https://api.arte.tv/api/player/v1/oembed/{lang}/{video}"),),
        examples=(
            (
                "https://www.arte.tv/de/videos/104017-000-A/der-hafen/",
                "video:104017-000-A",
                "https://www.arte.tv/de/videos/104017-000-A/",
            ),
        ),
        lookalikes=("https://www.arte.tv/de/", "https://www.arte.tv/de/videos/kino/"),
        source="its player as public code embeds it",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="democracynow",
        name="Democracy Now!",
        url="https://www.democracynow.org/",
        hosts=("democracynow.org",),
        parts=FrozenMap(
            {
                "year": r"\d{4}",
                "month": r"\d{1,2}",
                "day": r"\d{1,2}",
                "slug": r"\w[\w-]{1,150}",
                "part": "story|show|headlines|blog",
            }
        ),
        nouns=(
            Noun(
                "story",
                "video",
                (Pattern("(?:/embed/(?:story|show|blog))?/{year}/{month}/{day}/{slug}"),),
                "https://www.democracynow.org/{year}/{month}/{day}/{slug}",
                id="{year}/{month}/{day}/{slug}",
                frame=Frame("https://www.democracynow.org/embed/story/{year}/{month}/{day}/{slug}"),
            ),
            Noun(
                "show",
                "video",
                (Pattern("/(?:shows|embed/shows?)/{year}/{month}/{day}(?:/full)?"),),
                "https://www.democracynow.org/shows/{year}/{month}/{day}",
                id="{year}/{month}/{day}",
                frame=Frame("https://www.democracynow.org/embed/show/{year}/{month}/{day}"),
            ),
        ),
        examples=(
            (
                "https://www.democracynow.org/2014/7/2/dn_at_almedalen_week",
                "story:2014/7/2/dn_at_almedalen_week",
                "https://www.democracynow.org/2014/7/2/dn_at_almedalen_week",
            ),
            (
                "https://www.democracynow.org/embed/show/2006/2/20",
                "show:2006/2/20",
                "https://www.democracynow.org/shows/2006/2/20",
            ),
        ),
        lookalikes=("https://www.democracynow.org/", "https://www.democracynow.org/topics/climate_change"),
        source="yt-dlp 2026.10.26 (Democracynow)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="bbc",
        name="BBC News",
        url="https://www.bbc.com/news",
        hosts=("bbc.com", "bbc.co.uk"),
        parts=FrozenMap(
            {
                "video": r"\d{8}",
                "clip": r"c[0-9a-z]{10,13}",
                "episode": r"[a-z]0[0-9a-z]{6,8}",
                "sound": r"[a-z]0[0-9a-z]{6,8}|live:\w+",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/news/(?:av|video_and_audio)/(?:[^/]+/)*(?:[a-z_-]+-)?{video}(?:/.*)?"),
                    Pattern("/news/av-embeds/{video}(?:/.*)?"),
                    Pattern("/news/videos/{clip}"),
                ),
                ("https://www.bbc.com/news/av/{video}", "https://www.bbc.com/news/videos/{clip}"),
                frame=Frame("https://www.bbc.com/news/av-embeds/{video}"),
                id=("{video}", "{clip}"),
            ),
            Noun(
                "episode",
                "video",
                (Pattern("/iplayer/episode/{episode}(?:/.*)?"),),
                "https://www.bbc.co.uk/iplayer/episode/{episode}",
            ),
            Noun("sound", "audio", (Pattern("/sounds/play/{sound}"),), "https://www.bbc.co.uk/sounds/play/{sound}"),
        ),
        examples=(
            (
                "https://www.bbc.com/news/av/world-us-canada-37853216",
                "video:37853216",
                "https://www.bbc.com/news/av/37853216",
            ),
            ("https://www.bbc.co.uk/news/av-embeds/48785276", "video:48785276", "https://www.bbc.com/news/av/48785276"),
        ),
        lookalikes=("https://www.bbc.com/news", "https://www.bbc.com/news/world-us-canada-37853216"),
        source="yt-dlp 2026.10.26 (BBC)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="guardian",
        name="The Guardian",
        url="https://www.theguardian.com/",
        hosts=("theguardian.com", "embed.theguardian.com"),
        parts=FrozenMap(
            {
                "video": r"[\w-]+(?:/[\w-]+)?/video/\d{4}/[a-z]{3}/\d{2}/[\w-]+",
                "audio": r"[\w-]+(?:/[\w-]+)?/audio/\d{4}/[a-z]{3}/\d{2}/[\w-]+",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (Pattern("(?:/embed/video)?/{video}"),),
                "https://www.theguardian.com/{video}",
                frame=Frame("https://embed.theguardian.com/embed/video/{video}"),
            ),
            Noun("audio", "audio", (Pattern("/{audio}"),), "https://www.theguardian.com/{audio}"),
        ),
        examples=(
            (
                "https://www.theguardian.com/world/video/2016/apr/07/tokyos-hedgehog-cafe-encourages-you-to-embrace-prickly-pets-video",
                "video:world/video/2016/apr/07/tokyos-hedgehog-cafe-encourages-you-to-embrace-prickly-pets-video",
                "https://www.theguardian.com/world/video/2016/apr/07/tokyos-hedgehog-cafe-encourages-you-to-embrace-prickly-pets-video",
            ),
        ),
        lookalikes=("https://www.theguardian.com/", "https://www.theguardian.com/world/2016/apr/07/some-story"),
        source="its player as public code embeds it",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="nytimes",
        name="The New York Times",
        url="https://www.nytimes.com/",
        hosts=("nytimes.com",),
        parts=FrozenMap({"video": r"1000000\d{8}", "article": r"(?:interactive/)?\d{4}/\d{2}/\d{2}/[\w./-]{3,200}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/video/(?:[\\w-]+/)*{video}(?:/.*)?"),
                    Pattern(
                        r"/video/players/offsite/index\.html",
                        hosts=("nytimes.com", "graphics8.nytimes.com", "static01.nyt.com"),
                        query=FrozenMap({"videoId": "{video}"}),
                    ),
                ),
                "https://www.nytimes.com/video/{video}",
                frame=Frame("https://www.nytimes.com/video/players/offsite/index.html?videoId={video}"),
            ),
            Noun("article", "link", (Pattern("/{article}"),), "https://www.nytimes.com/{article}"),
        ),
        oembed=(Oembed("https://www.nytimes.com/svc/oembed/json/"),),
        examples=(
            (
                "http://www.nytimes.com/video/world/middleeast/100000004055530/turkey-footage-shows-plane-blast.html",
                "video:100000004055530",
                "https://www.nytimes.com/video/100000004055530",
            ),
            (
                "https://www.nytimes.com/2019/12/06/us/nas-pensacola-shooting.html?action=click",
                "article:2019/12/06/us/nas-pensacola-shooting.html",
                "https://www.nytimes.com/2019/12/06/us/nas-pensacola-shooting.html",
            ),
            (
                "https://static01.nyt.com/video/players/offsite/index.html?videoId=100000005363413",
                "video:100000005363413",
                "https://www.nytimes.com/video/100000005363413",
            ),
        ),
        lookalikes=("https://www.nytimes.com/", "https://www.nytimes.com/section/world"),
        source="its player and oEmbed as public code uses them",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="washingtonpost",
        name="The Washington Post",
        url="https://www.washingtonpost.com/",
        hosts=("washingtonpost.com",),
        parts=FrozenMap({"video": _UUID}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern(r"/video/c/(?:embed|video)/{video}"),
                    Pattern(r"/(?:video|posttv)/(?:[^/]+/)*{video}_video\.html"),
                ),
                "https://www.washingtonpost.com/video/c/video/{video}",
                frame=Frame("https://www.washingtonpost.com/video/c/embed/{video}"),
            ),
        ),
        examples=(
            (
                "https://www.washingtonpost.com/video/world/the-uk-just-voted/2016/06/24/df857508-38b6-11e6-af02-1df55f0c77ff_video.html",
                "video:df857508-38b6-11e6-af02-1df55f0c77ff",
                "https://www.washingtonpost.com/video/c/video/df857508-38b6-11e6-af02-1df55f0c77ff",
            ),
        ),
        lookalikes=("https://www.washingtonpost.com/", "https://www.washingtonpost.com/world/2016/06/24/story/"),
        source="yt-dlp 2026.10.26 (WashingtonPost)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="abcnews",
        name="ABC News",
        url="https://abcnews.com/",
        hosts=("abcnews.com", "abcnews.go.com"),
        parts=FrozenMap({"video": r"\d{5,12}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/video/embed", query=FrozenMap({"id": "{video}"})),
                    Pattern("/video/{video}"),
                    Pattern("(?:/[\\w-]+){0,3}/video/(?:[\\w-]*-)?{video}"),
                    Pattern("/video/itemfeed", query=FrozenMap({"id": "{video}"})),
                ),
                "https://abcnews.com/video/{video}/",
                frame=Frame("https://abcnews.com/video/embed?id={video}"),
            ),
        ),
        examples=(
            (
                "https://abcnews.go.com/GMA/News/video/trump-hamas-disarm-disarm-126540156",
                "video:126540156",
                "https://abcnews.com/video/126540156/",
            ),
            ("https://abcnews.com/video/53193259/", "video:53193259", "https://abcnews.com/video/53193259/"),
        ),
        lookalikes=("https://abcnews.com/", "https://abcnews.go.com/US/some-story/story?id=126540156"),
        source="yt-dlp 2026.10.26 (AbcNewsVideo)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="cbc",
        name="CBC",
        url="https://www.cbc.ca/",
        hosts=("cbc.ca",),
        parts=FrozenMap(
            {
                "video": r"(?:\d{6,15}|\d\.\d{4,10})",
                "place": r"(?:cbc-podcasts|live-radio)/[\w-]+/(?:episode|clip)",
                "clip": r"\d{6,12}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/(?:i/)?(?:phoenix/)?player/(?:play|syndicate)/(?:video/)?{video}"),
                    Pattern("/i/caffeine/syndicate", query=FrozenMap({"mediaId": "{video}"})),
                ),
                "https://www.cbc.ca/player/play/video/{video}",
                frame=Frame("https://www.cbc.ca/i/phoenix/player/syndicate/{video}"),
            ),
            Noun(
                "clip",
                "audio",
                (Pattern("/listen/{place}/{clip}(?:-[^/]*)?"),),
                "https://www.cbc.ca/listen/{place}/{clip}",
            ),
        ),
        examples=(
            (
                "https://www.cbc.ca/player/play/2158162499673",
                "video:2158162499673",
                "https://www.cbc.ca/player/play/video/2158162499673",
            ),
        ),
        lookalikes=("https://www.cbc.ca/", "https://www.cbc.ca/player/news"),
        source="yt-dlp 2026.10.26 (CBCPlayer, CBC)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="dailymail",
        name="Daily Mail",
        url="https://www.dailymail.co.uk/",
        hosts=("dailymail.co.uk", "dailymail.com", "mol.im"),
        parts=FrozenMap({"video": r"-?\d{5,22}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/video/[\\w-]+/video-{video}(?:/.*)?"),
                    Pattern(r"/embed/video/{video}\.html"),
                    Pattern(r"/(?:[\w-]+/article-\d+/.*|a/\d+)", fragment="v-{video}"),
                ),
                "https://www.dailymail.co.uk/embed/video/{video}.html",
                frame=Frame("https://www.dailymail.co.uk/embed/video/{video}.html"),
            ),
        ),
        examples=(
            (
                "https://www.dailymail.com/video/news/video-2895505/SVB-members.html",
                "video:2895505",
                "https://www.dailymail.co.uk/embed/video/2895505.html",
            ),
        ),
        lookalikes=("https://www.dailymail.co.uk/", "https://www.dailymail.co.uk/news/article-3556177/Story.html"),
        source="yt-dlp 2026.10.26 (DailyMail)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="ustream",
        name="IBM Video",
        url="https://video.ibm.com/",
        hosts=("ustream.tv", "video.ibm.com"),
        parts=FrozenMap({"recorded": r"\d{4,12}", "channel": r"[\w%.-]{2,120}"}),
        nouns=(
            Noun(
                "recorded",
                "video",
                (Pattern("/(?:embed/)?recorded/{recorded}(?:/.*)?"),),
                "https://video.ibm.com/recorded/{recorded}",
                frame=Frame("https://video.ibm.com/embed/recorded/{recorded}"),
            ),
            Noun(
                "channel",
                "video",
                (Pattern("/(?:channel|embed)/{channel}"),),
                "https://video.ibm.com/channel/{channel}",
                frame=Frame("https://video.ibm.com/embed/{channel}"),
            ),
        ),
        oembed=(Oembed("https://video.ibm.com/oembed?format=json"),),
        examples=(
            (
                "http://www.ustream.tv/recorded/81001642",
                "recorded:81001642",
                "https://video.ibm.com/recorded/81001642",
            ),
            (
                "http://www.ustream.tv/channel/harbour-cam",
                "channel:harbour-cam",
                "https://video.ibm.com/channel/harbour-cam",
            ),
        ),
        lookalikes=("http://www.ustream.tv/", "https://video.ibm.com/explore/all"),
        source="yt-dlp 2026.10.26 (Ustream)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="livestream",
        name="Livestream",
        url="https://livestream.com/",
        hosts=("livestream.com", "original.livestream.com", "new.livestream.com"),
        parts=FrozenMap(
            {
                "account": r"\d{2,12}",
                "event": r"\d{2,12}",
                "video": r"\d{2,12}",
                "user": other_than("accounts about developers terms privacy blog support platform", r"[\w-]{2,80}"),
                "page": r"[\w-]{2,120}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/accounts/{account}/(?:events/)?{event}/videos/{video}(?:/player)?"),
                    Pattern("/{user}/{page}/videos/{video}"),
                ),
                (
                    "https://livestream.com/accounts/{account}/events/{event}/videos/{video}",
                    "https://livestream.com/{user}/{page}/videos/{video}",
                ),
                frame=Frame(
                    "https://livestream.com/accounts/{account}/events/{event}/videos/{video}/player?autoPlay=false"
                ),
            ),
            Noun(
                "event",
                "video",
                (Pattern("/accounts/{account}/(?:events/)?{event}(?:/player)?"),),
                "https://livestream.com/accounts/{account}/events/{event}",
                frame=Frame("https://livestream.com/accounts/{account}/events/{event}/player?autoPlay=false"),
            ),
            Noun(
                "page",
                "video",
                (Pattern("/{user}/{page}"),),
                "https://livestream.com/{user}/{page}",
                id="{user}/{page}",
            ),
        ),
        oembed=(Oembed("https://livestream.com/oembed?format=json"),),
        examples=(
            (
                "https://livestream.com/accounts/11707815/events/4299357/videos/103698137/player",
                "video:103698137",
                "https://livestream.com/accounts/11707815/events/4299357/videos/103698137",
            ),
            (
                "http://www.livestream.com/livestream/3camkit",
                "page:livestream/3camkit",
                "https://livestream.com/livestream/3camkit",
            ),
        ),
        lookalikes=("https://livestream.com/", "https://livestream.com/accounts/"),
    ),
)

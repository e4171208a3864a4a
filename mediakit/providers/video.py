"""Video hosts."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider

# Sites glue parameters to the id with `&`, and paste titles behind it.
_REST: Final = "(?:[/&].*)?"

VIDEO: Final[tuple[Provider, ...]] = (
    Provider(
        key="youtube",
        name="YouTube",
        url="https://www.youtube.com/",
        hosts=(".youtube.com", "youtube-nocookie.com", "youtube.googleapis.com"),
        parts=FrozenMap(
            {
                # Eleven characters today; YouTube promises no length, and an id cut short is still YouTube's to refuse.
                "video": r"(?!videoseries\b|live_stream\b)[\w-]{1,11}",
                "list": r"[\w-]{10,64}",
                "channel": r"UC[\w-]{22}",
                "clip": r"Ug[\w-]{20,50}",
                "post": r"Ug[\w-]{20,50}",
                "handle": r"[\w.%-]{2,90}",
                "name": r"[\w.%-]{1,90}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("(?:/watch|/details|/ytscreeningroom|/watch_popup)?", query=FrozenMap({"v": "{video}"})),
                    Pattern("(?:/watch)?", query=FrozenMap({"vi": "{video}"})),
                    Pattern("/(?:embed|v|e|vi|watch|live)/{video}" + _REST),
                    Pattern("/shorts/{video}" + _REST, size=(360, 640)),
                    Pattern("/source/{video}/shorts", size=(360, 640)),
                    Pattern("/shared", query=FrozenMap({"ci": "{video}"})),
                    Pattern("/feeds/api/videos/{video}" + _REST),
                    Pattern("/(?:user|c)/[^/]+", fragment=r"(?:p/)?(?:[a-z]/){1,3}\d+/{video}(?:[?&].*)?"),
                    Pattern("/{video}" + _REST, hosts=("youtu.be", "y2u.be")),
                    Pattern("/(?:an_webp|vi|vi_webp)/{video}/.*", hosts=(".ytimg.com",)),
                ),
                "https://www.youtube.com/watch?v={video}",
                options=FrozenMap({"list": "list"}),
                start=("t", "start", "time_continue"),
                end=("end",),
                frame=Frame(
                    "https://www.youtube-nocookie.com/embed/{video}",
                    options=FrozenMap({"list": "list"}),
                    start="start={}",
                    end="end={}",
                    plain="https://www.youtube.com/embed/{video}",
                ),
            ),
            Noun(
                "playlist",
                "video",
                (
                    Pattern("/(?:playlist|watch|embed|embed/videoseries|show)", query=FrozenMap({"list": "{list}"})),
                    Pattern("/p/(?:PL)?{list}"),
                ),
                "https://www.youtube.com/playlist?list={list}",
                id="{list}",
                frame=Frame(
                    "https://www.youtube-nocookie.com/embed/videoseries?list={list}",
                    plain="https://www.youtube.com/embed/videoseries?list={list}",
                ),
            ),
            Noun(
                "live",
                "video",
                (
                    Pattern("/channel/{channel}/live"),
                    Pattern("/embed/live_stream", query=FrozenMap({"channel": "{channel}"})),
                    Pattern("/@{handle}/live"),
                ),
                ("https://www.youtube.com/channel/{channel}/live", "https://www.youtube.com/@{handle}/live"),
                id=("{channel}", "@{handle}"),
                frame=Frame("https://www.youtube-nocookie.com/embed/live_stream?channel={channel}"),
            ),
            Noun("clip", "video", (Pattern("/clip/{clip}"),), "https://www.youtube.com/clip/{clip}"),
            Noun(
                "post",
                "post",
                (
                    Pattern("/post/{post}"),
                    Pattern("/(?:channel/{channel}|@{handle})/(?:community|posts)", query=FrozenMap({"lb": "{post}"})),
                ),
                "https://www.youtube.com/post/{post}",
                id="{post}",
            ),
            Noun(
                "channel",
                "link",
                (Pattern("/channel/{channel}(?:/featured)?"),),
                "https://www.youtube.com/channel/{channel}",
            ),
            Noun("handle", "link", (Pattern("/@{handle}(?:/featured)?"),), "https://www.youtube.com/@{handle}"),
            Noun(
                "user",
                "link",
                (Pattern("/user/{name}(?:/featured)?"),),
                "https://www.youtube.com/user/{name}",
                id="{name}",
            ),
            Noun(
                "custom", "link", (Pattern("/c/{name}(?:/featured)?"),), "https://www.youtube.com/c/{name}", id="{name}"
            ),
        ),
        uris=FrozenMap(
            {
                "youtube:(?://)?{video}": "https://www.youtube.com/watch?v={video}",
                "vnd.youtube:(?://)?{video}": "https://www.youtube.com/watch?v={video}",
            }
        ),
        oembed=(Oembed("https://www.youtube.com/oembed?format=json", ("video", "playlist")),),
        examples=(
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            ("https://youtu.be/dQw4w9WgXcQ?t=1m2s", "video:dQw4w9WgXcQ", "https://www.youtube.com/watch?v=dQw4w9WgXcQ"),
            (
                "https://m.youtube.com/watch?v=dQw4w9WgXcQ#t=30s",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://music.youtube.com/watch?v=dQw4w9WgXcQ&list=RDAMVMdQw4w9WgXcQ",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://www.youtube.com/shorts/a12CpYea0i4",
                "video:a12CpYea0i4",
                "https://www.youtube.com/watch?v=a12CpYea0i4",
            ),
            (
                "https://www.youtube.com/live/_L3nFAGwXdQ?si=8LzqZPR1EHqULhg7&t=6372",
                "video:_L3nFAGwXdQ",
                "https://www.youtube.com/watch?v=_L3nFAGwXdQ",
            ),
            (
                "https://www.youtube.com/@tagesschau/live",
                "live:@tagesschau",
                "https://www.youtube.com/@tagesschau/live",
            ),
            (
                "https://www.youtube.com/@tagesschau/community?lb=UgkxB6KKWvGsq0pIbbBRWM9GhQpDCmsB5q1z",
                "post:UgkxB6KKWvGsq0pIbbBRWM9GhQpDCmsB5q1z",
                "https://www.youtube.com/post/UgkxB6KKWvGsq0pIbbBRWM9GhQpDCmsB5q1z",
            ),
            (
                "https://www.youtube.com/embed/dQw4w9WgXcQ?start=42&end=60",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "http://www.youtube.com/v/dQw4w9WgXcQ&hl=en_US&fs=1",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3DdQw4w9WgXcQ%26feature%3Dshare",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://i.ytimg.com/vi/dQw4w9WgXcQ/hqdefault.jpg",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://www.youtube.com/user/nasa#p/u/1/dQw4w9WgXcQ",
                "video:dQw4w9WgXcQ",
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            ),
            (
                "https://www.youtube.com/playlist?list=PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh",
                "playlist:PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh",
                "https://www.youtube.com/playlist?list=PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh",
            ),
            (
                "https://www.youtube.com/embed/videoseries?list=PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh",
                "playlist:PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh",
                "https://www.youtube.com/playlist?list=PLWYwsGgIRwA9y49l1bwvcAF0Dj-Ac-5kh",
            ),
            (
                "https://www.youtube.com/embed/live_stream?channel=UCzQUP1qoWDoEbmsQxvdjxgQ",
                "live:UCzQUP1qoWDoEbmsQxvdjxgQ",
                "https://www.youtube.com/channel/UCzQUP1qoWDoEbmsQxvdjxgQ/live",
            ),
            (
                "https://www.youtube.com/channel/UCzQUP1qoWDoEbmsQxvdjxgQ",
                "channel:UCzQUP1qoWDoEbmsQxvdjxgQ",
                "https://www.youtube.com/channel/UCzQUP1qoWDoEbmsQxvdjxgQ",
            ),
            ("https://www.youtube.com/@NASA/featured", "handle:NASA", "https://www.youtube.com/@NASA"),
            ("https://www.youtube.com/user/nasa", "user:nasa", "https://www.youtube.com/user/nasa"),
        ),
        lookalikes=(
            "https://www.youtube.com/",
            "https://youtu.be/",
            "https://www.youtube.com/watch?list=hi",
            "https://www.youtube.com/results?search_query=dQw4w9WgXcQ",
            "https://www.youtube.com/about/",
            "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
            "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
            "https://www.youtu.be.com/watch?v=dQw4w9WgXcQ",
            "https://www.youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
            "https://example.org/https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        ),
        source=(
            "developers.google.com/youtube (player parameters); "
            "yt-dlp 2026.10.26 (Youtube, YoutubePlaylist, YoutubeLivestreamEmbed); "
            "oembed-providers 1.0.20260604 (YouTube)"
        ),
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="vimeo",
        name="Vimeo",
        url="https://vimeo.com/",
        hosts=("vimeo.com", "m.vimeo.com"),
        parts=FrozenMap(
            {
                "video": r"\d{1,12}",
                "hash": r"[0-9a-f]{6,20}",
                "event": r"\d{1,12}",
                "showcase": r"\d{1,12}",
                "ondemand": r"[a-z0-9]{2,40}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/(?:video/|m/)?{video}(?:/{hash}|/[A-Za-z][\\w-]*)?"),
                    Pattern("/channels/[^/]+/(?:videos?/)?{video}"),
                    Pattern("/groups/[^/]+/videos?/{video}"),
                    Pattern("/(?:album|showcase)/[^/]+/video/{video}"),
                    Pattern("/ondemand/[^/]+/{video}"),
                    Pattern("/[^/]+/review/{video}/{hash}"),
                    Pattern(r"/\w+\.swf", query=FrozenMap({"clip_id": "{video}"})),
                    Pattern("/video/{video}(?:/.*)?", hosts=("player.vimeo.com",)),
                    Pattern("/[^/]+/[^/]+/video/{video}", hosts=("vimeopro.com",)),
                    Pattern("/event/\\d+/videos/{video}"),
                ),
                ("https://vimeo.com/{video}/{hash}", "https://vimeo.com/{video}"),
                options=FrozenMap({"h": "hash"}),
                start=("t",),
                frame=Frame(
                    "https://player.vimeo.com/video/{video}?dnt=1",
                    options=FrozenMap({"hash": "h"}),
                    start="#t={}s",
                    plain="https://player.vimeo.com/video/{video}",
                ),
            ),
            Noun(
                "event",
                "video",
                (Pattern("/event/{event}(?:/embed)?(?:/{hash})?"),),
                "https://vimeo.com/event/{event}",
                frame=Frame("https://vimeo.com/event/{event}/embed"),
            ),
            Noun(
                "showcase",
                "video",
                (Pattern("/showcase/{showcase}(?:/embed)?"),),
                "https://vimeo.com/showcase/{showcase}",
                frame=Frame("https://vimeo.com/showcase/{showcase}/embed"),
            ),
            Noun("ondemand", "video", (Pattern("/ondemand/{ondemand}"),), "https://vimeo.com/ondemand/{ondemand}"),
        ),
        oembed=(Oembed("https://vimeo.com/api/oembed.json?dnt=1"),),
        terms="Unlisted videos need their hash; videos locked to domains answer only with the Referer of theirs.",
        examples=(
            ("https://vimeo.com/76979871", "video:76979871", "https://vimeo.com/76979871"),
            ("https://vimeo.com/36881035/f9ad567296", "video:36881035", "https://vimeo.com/36881035/f9ad567296"),
            (
                "https://player.vimeo.com/video/36881035?h=f9ad567296&color=ffffff#t=3m28s",
                "video:36881035",
                "https://vimeo.com/36881035/f9ad567296",
            ),
            ("https://vimeo.com/channels/staffpicks/97276391", "video:97276391", "https://vimeo.com/97276391"),
            ("https://vimeo.com/groups/shortfilms/videos/66185763", "video:66185763", "https://vimeo.com/66185763"),
            ("https://vimeo.com/showcase/12345/video/67890", "video:67890", "https://vimeo.com/67890"),
            ("https://vimeo.com/ondemand/less/101677664", "video:101677664", "https://vimeo.com/101677664"),
            (
                "http://vimeo.com/moogaloop.swf?clip_id=76979871&server=vimeo.com",
                "video:76979871",
                "https://vimeo.com/76979871",
            ),
            ("http://vimeopro.com/staff/frame/video/24069938", "video:24069938", "https://vimeo.com/24069938"),
            ("https://vimeo.com/event/12345", "event:12345", "https://vimeo.com/event/12345"),
            ("https://vimeo.com/showcase/7059635", "showcase:7059635", "https://vimeo.com/showcase/7059635"),
        ),
        lookalikes=(
            "https://vimeo.com/",
            "https://vimeo.com/video",
            "https://vimeo.com/user123456789",
            "https://vimeo.com/album/2755718",
            "https://vimeo.com/upload",
            "https://notvimeo.com/76979871",
            "https://vimeo.com.evil.example/76979871",
        ),
        source=(
            "developer.vimeo.com (oEmbed, player parameters); yt-dlp 2026.10.26 (Vimeo, VimeoOndemand, VimeoPro); "
            "oembed-providers 1.0.20260604 (Vimeo)"
        ),
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="dailymotion",
        name="Dailymotion",
        url="https://www.dailymotion.com/",
        hosts=(".dailymotion.com",),
        parts=FrozenMap({"video": r"(?:k[A-Za-z0-9]{16,20}|[A-Za-z0-9]{4,12})", "playlist": "[A-Za-z0-9]{4,12}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern(
                        r"/(?:video|live|embed/video|swf|swf/video|thumbnail/video|crawler/video)/{video}(?:[_/].*)?"
                    ),
                    Pattern(
                        r"/(?:[a-z]{2}/)?(?:hub|relevance|search|channel|user)/.*", fragment="video={video}(?:&.*)?"
                    ),
                    Pattern(r"/player(?:/\w+)?\.html", query=FrozenMap({"video": "{video}"})),
                    Pattern("/(?:video/)?{video}", hosts=("dai.ly",)),
                ),
                "https://www.dailymotion.com/video/{video}",
                start=("start", "startTime"),
                frame=Frame("https://geo.dailymotion.com/player.html?video={video}", start="startTime={}"),
            ),
            Noun(
                "playlist",
                "video",
                (
                    Pattern("/(?:embed/)?playlist/{playlist}(?:[_/].*)?"),
                    Pattern(r"/player(?:/\w+)?\.html", query=FrozenMap({"playlist": "{playlist}"})),
                ),
                "https://www.dailymotion.com/playlist/{playlist}",
                frame=Frame("https://geo.dailymotion.com/player.html?playlist={playlist}"),
            ),
        ),
        oembed=(Oembed("https://www.dailymotion.com/services/oembed?format=json", ("video",)),),
        examples=(
            ("https://www.dailymotion.com/video/x7lni3", "video:x7lni3", "https://www.dailymotion.com/video/x7lni3"),
            (
                "http://www.dailymotion.com/video/x44lvd_rates-of-exchange_music",
                "video:x44lvd",
                "https://www.dailymotion.com/video/x44lvd",
            ),
            ("https://dai.ly/x2bqyl6?start=10", "video:x2bqyl6", "https://www.dailymotion.com/video/x2bqyl6"),
            (
                "https://geo.dailymotion.com/player/x123.html?video=x82nygx",
                "video:x82nygx",
                "https://www.dailymotion.com/video/x82nygx",
            ),
            (
                "https://www.dailymotion.com/embed/video/x82nygx?autoplay=1",
                "video:x82nygx",
                "https://www.dailymotion.com/video/x82nygx",
            ),
            (
                "http://www.dailymotion.com/hub/x9q_Galatasaray#video=xjw21s",
                "video:xjw21s",
                "https://www.dailymotion.com/video/xjw21s",
            ),
            (
                "https://www.dailymotion.com/playlist/x6hynp",
                "playlist:x6hynp",
                "https://www.dailymotion.com/playlist/x6hynp",
            ),
        ),
        lookalikes=(
            "https://www.dailymotion.com/",
            "https://www.dailymotion.com/channel/stuff/",
            "https://www.dailymotion.com/stuff/",
            "https://www.dailymotion.com/video/",
            "https://dai.ly/",
            "https://dailymotion.com.evil.example/video/x7lni3",
        ),
        source=(
            "developers.dailymotion.com (player, oEmbed); yt-dlp 2026.10.26 (Dailymotion, DailymotionPlaylist); "
            "oembed-providers 1.0.20260604 (Dailymotion)"
        ),
        checked=date(2026, 11, 22),
    ),
)

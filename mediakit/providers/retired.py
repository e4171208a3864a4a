"""Services that ended: their URLs still stand in old posts, and what the address tells must not be lost."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Noun, Pattern, Provider, Retired, other_than

RETIRED: Final[tuple[Provider, ...]] = (
    Provider(
        key="vine",
        name="Vine",
        url="https://vine.co/",
        hosts=("vine.co",),
        parts=FrozenMap({"video": "[A-Za-z0-9]{11}"}),
        nouns=(Noun("video", "video", (Pattern("/v/{video}(?:/.*)?"),), "https://vine.co/v/{video}"),),
        retired=Retired(
            date(2017, 1, 17), "Vine closed on 17 January 2017; what stood there was shown for some years more."
        ),
        examples=(
            ("https://vine.co/v/e5vIvmV5v9J", "video:e5vIvmV5v9J", "https://vine.co/v/e5vIvmV5v9J"),
            (
                "https://vine.co/v/bjpPT1xwg6B/embed/postcard?audio=1",
                "video:bjpPT1xwg6B",
                "https://vine.co/v/bjpPT1xwg6B",
            ),
            ("https://vine.co/v/e5vIvmV5v9J/card?api=1/", "video:e5vIvmV5v9J", "https://vine.co/v/e5vIvmV5v9J"),
        ),
        lookalikes=(
            "https://vine.co/",
            "https://vine.co/u/906345798374133760",
            "https://vine.co.evil.example/v/e5vIvmV5v9J",
        ),
        source="9to5mac.com and engadget.com, 4 January 2017",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="storify",
        name="Storify",
        url="https://storify.com/",
        hosts=("storify.com",),
        parts=FrozenMap({"user": other_than("embed js api", r"[\w-]{1,60}"), "story": r"[\w%-]{2,200}"}),
        nouns=(
            Noun(
                "story",
                "rich",
                (Pattern(r"/{user}/{story}(?:/embed|\.js|\.html)?"),),
                "https://storify.com/{user}/{story}",
                id="{user}/{story}",
            ),
        ),
        retired=Retired(date(2018, 5, 16), "Storify closed on 16 May 2018."),
        examples=(
            (
                "https://storify.com/harbourdesk/the-tower/embed?border=false",
                "story:harbourdesk/the-tower",
                "https://storify.com/harbourdesk/the-tower",
            ),
        ),
        lookalikes=("https://storify.com/", "https://storify.com/harbourdesk"),
        source="wiki.archiveteam.org/index.php/Storify",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="blip",
        name="Blip",
        url="https://blip.tv/",
        hosts=(".blip.tv",),
        parts=FrozenMap({"show": r"[\w-]{2,60}", "video": r"\d{3,10}", "player": r"[\w+-]{6,20}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/file/{video}"),
                    Pattern(r"/play/{player}(?:\.\w+)?"),
                    Pattern("/{show}/(?:[\\w-]*-)?{video}"),
                ),
                ("https://blip.tv/{show}/{video}", "https://blip.tv/play/{player}", "https://blip.tv/file/{video}"),
                id=("{video}", "{player}"),
            ),
        ),
        retired=Retired(date(2015, 8, 20), "Blip closed on 20 August 2015."),
        examples=(
            ("http://blip.tv/the-harbour/episode-12-6345678", "video:6345678", "https://blip.tv/the-harbour/6345678"),
            ("http://blip.tv/play/hZEKgq3dfQI.html", "video:hZEKgq3dfQI", "https://blip.tv/play/hZEKgq3dfQI"),
        ),
        lookalikes=("http://blip.tv/", "http://blip.tv/about"),
        source="variety.com, 20 July 2015; videoter.com, 21 August 2015",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="rdio",
        name="Rdio",
        url="https://www.rdio.com/",
        hosts=("rdio.com",),
        parts=FrozenMap({"item": r"(?:artist|people)/[\w%./-]{3,250}", "short": r"[\w-]{6,24}"}),
        nouns=(
            Noun("item", "audio", (Pattern("/(?:#/)?{item}"),), "https://www.rdio.com/{item}"),
            Noun("short", "audio", (Pattern("/x/{short}", hosts=("rd.io",)),), "https://rd.io/x/{short}"),
        ),
        retired=Retired(date(2015, 12, 22), "Rdio closed on 22 December 2015."),
        examples=(
            (
                "http://www.rdio.com/artist/Mogwai/album/Come_On_Die_Young/",
                "item:artist/Mogwai/album/Come_On_Die_Young/",
                "https://www.rdio.com/artist/Mogwai/album/Come_On_Die_Young/",
            ),
        ),
        lookalikes=("http://www.rdio.com/", "http://www.rdio.com/apps/"),
        source="Rdio's announcement, in iphoneincanada.ca, 16 December 2015",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="vidme",
        name="Vidme",
        url="https://vid.me/",
        hosts=("vid.me",),
        parts=FrozenMap({"video": other_than("new featured login upload about terms privacy", r"[A-Za-z0-9]{3,6}")}),
        nouns=(Noun("video", "video", (Pattern("/(?:e/)?{video}"),), "https://vid.me/{video}"),),
        retired=Retired(date(2017, 12, 15), "Vidme closed on 15 December 2017."),
        examples=(("https://vid.me/e/8Vt9", "video:8Vt9", "https://vid.me/8Vt9"),),
        lookalikes=("https://vid.me/", "https://vid.me/new"),
        source="medium.com/vidme, Goodbye for now",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="gfycat",
        name="Gfycat",
        url="https://gfycat.com/",
        hosts=(".gfycat.com",),
        parts=FrozenMap({"gif": r"[A-Za-z]{10,60}"}),
        nouns=(
            Noun(
                "gif",
                "video",
                (Pattern(r"/(?:[a-z]{2}/)?(?:ifr/|gifs/detail/|iframe/)?{gif}(?:-[\w-]+)?(?:\.\w{3,4})?"),),
                "https://gfycat.com/{gif}",
            ),
        ),
        retired=Retired(date(2023, 9, 1), "Gfycat closed on 1 September 2023."),
        examples=(
            (
                "https://gfycat.com/shrillnegativearrowana",
                "gif:shrillnegativearrowana",
                "https://gfycat.com/shrillnegativearrowana",
            ),
            (
                "https://gfycat.com/ifr/ShrillNegativeArrowana",
                "gif:ShrillNegativeArrowana",
                "https://gfycat.com/ShrillNegativeArrowana",
            ),
        ),
        lookalikes=("https://gfycat.com/", "https://gfycat.com/terms"),
        source="the notice on gfycat.com, in techtimes.com, 3 July 2023",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="liveleak",
        name="LiveLeak",
        url="https://www.liveleak.com/",
        hosts=("liveleak.com",),
        parts=FrozenMap({"video": r"\w{3,20}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/(?:view|ll_embed|e)", query=FrozenMap({"i": "{video}"})),
                    Pattern("/(?:view|ll_embed)", query=FrozenMap({"t": "{video}"})),
                    Pattern("/(?:view|ll_embed)", query=FrozenMap({"f": "{video}"})),
                    Pattern("/e/{video}"),
                ),
                "https://www.liveleak.com/view?i={video}",
            ),
        ),
        retired=Retired(date(2021, 5, 5), "LiveLeak closed on 5 May 2021."),
        examples=(
            (
                "https://www.liveleak.com/view?i=a1b_1452513600",
                "video:a1b_1452513600",
                "https://www.liveleak.com/view?i=a1b_1452513600",
            ),
        ),
        lookalikes=("https://www.liveleak.com/", "https://www.liveleak.com/browse"),
        source="dazeddigital.com and hipertextual.com, May 2021",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="googleplus",
        name="Google+",
        url="https://plus.google.com/",
        hosts=("plus.google.com",),
        parts=FrozenMap({"user": r"(?:\d{20,22}|\+[\w%.-]{2,80})", "post": r"[A-Za-z0-9]{8,14}"}),
        nouns=(
            Noun(
                "post",
                "post",
                (Pattern("(?:/u/\\d|/b/\\d+)?/{user}/posts/{post}"),),
                "https://plus.google.com/{user}/posts/{post}",
                id="{user}/{post}",
            ),
        ),
        retired=Retired(date(2019, 4, 2), "Google+ closed on 2 April 2019."),
        examples=(
            (
                "https://plus.google.com/u/0/110338435116297846213/posts/8zDy8Lop7Vh",
                "post:110338435116297846213/8zDy8Lop7Vh",
                "https://plus.google.com/110338435116297846213/posts/8zDy8Lop7Vh",
            ),
        ),
        lookalikes=("https://plus.google.com/", "https://plus.google.com/share?url=https://example.org"),
        source="Google's announcement, in mercurynews.com, 31 January 2019",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="googlevideo",
        name="Google Video",
        url="https://video.google.com/",
        hosts=("video.google.com",),
        parts=FrozenMap({"video": r"-?\d{15,20}"}),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern(r"/(?:videoplay|googleplayer\.swf)", query=FrozenMap({"docid": "{video}"})),
                    Pattern(r"/googleplayer\.swf", query=FrozenMap({"docId": "{video}"})),
                ),
                "https://video.google.com/videoplay?docid={video}",
            ),
        ),
        retired=Retired(date(2012, 8, 20), "Google Video ended on 20 August 2012; it had taken no uploads since 2009."),
        examples=(
            (
                "http://video.google.com/googleplayer.swf?docId=-2960209362145735426&hl=en",
                "video:-2960209362145735426",
                "https://video.google.com/videoplay?docid=-2960209362145735426",
            ),
        ),
        lookalikes=("http://video.google.com/", "http://video.google.com/videosearch?q=harbour"),
        source="Wikipedia (Google Videos); eweek.com, 2011",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="justintv",
        name="Justin.tv",
        url="http://www.justin.tv/",
        hosts=(".justin.tv",),
        parts=FrozenMap(
            {"channel": other_than("directory widgets p search login signup user", r"\w{2,30}"), "video": r"\d{4,12}"}
        ),
        nouns=(
            Noun("video", "video", (Pattern("/{channel}/[abc]/{video}"),), "http://www.justin.tv/{channel}/b/{video}"),
            Noun(
                "channel",
                "video",
                (
                    Pattern("/{channel}"),
                    Pattern(r"/widgets/live_embed_player\.swf", query=FrozenMap({"channel": "{channel}"})),
                ),
                "http://www.justin.tv/{channel}",
            ),
        ),
        retired=Retired(date(2014, 8, 5), "Justin.tv closed on 5 August 2014."),
        examples=(
            (
                "http://www.justin.tv/harbourcam/b/305921567",
                "video:305921567",
                "http://www.justin.tv/harbourcam/b/305921567",
            ),
            ("http://www.justin.tv/harbourcam", "channel:harbourcam", "http://www.justin.tv/harbourcam"),
        ),
        lookalikes=("http://www.justin.tv/", "http://www.justin.tv/directory"),
        source="zdnet.com and digitaltrends.com, August 2014",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="periscope",
        name="Periscope",
        url="https://www.periscope.tv/",
        hosts=("periscope.tv", "pscp.tv"),
        parts=FrozenMap(
            {
                "user": other_than("w about account privacy tos search channels", r"\w{1,30}"),
                "broadcast": r"[\w-]{10,80}={0,2}",
            }
        ),
        nouns=(
            Noun(
                "broadcast",
                "video",
                (Pattern("/w/{broadcast}"), Pattern("/{user}/{broadcast}")),
                ("https://www.periscope.tv/{user}/{broadcast}", "https://www.periscope.tv/w/{broadcast}"),
            ),
        ),
        retired=Retired(
            date(2021, 3, 31), "Periscope closed on 31 March 2021; an archive of public broadcasts stayed for a time."
        ),
        examples=(
            (
                "https://www.pscp.tv/w/1ypJdvmOXNeKW",
                "broadcast:1ypJdvmOXNeKW",
                "https://www.periscope.tv/w/1ypJdvmOXNeKW",
            ),
        ),
        lookalikes=("https://www.periscope.tv/", "https://www.periscope.tv/about"),
        source="@PeriscopeCo, 31 March 2021, in kenyannews.co.ke; its site stayed as an archive",
        checked=date(2026, 11, 22),
    ),
)

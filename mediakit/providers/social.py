"""Social networks: what somebody said in public."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers import ids
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider, other_than

_META: Final = (
    "Since 2025-11-03 oEmbed answers carry no author and no picture; metadata may be shown to readers but not kept "
    "for other ends."
)
_X_WORDS: Final = (
    "home explore search settings i intent share hashtag login logout signup tos privacy about jobs download messages "
    "notifications compose oauth account widgets who_to_follow statuses status en hashtags web personalization"
)
_FACEBOOK_WORDS: Final = (
    "login logout sharer share home watch video videos photo photos media permalink story groups events pages profile "
    "people plugins dialog tr marketplace gaming help policies policy privacy legal terms settings messages hashtag "
    "notes reel reels live search directory careers business ads about recover games public sharer\\.php l\\.php "
    "photo\\.php video\\.php story\\.php permalink\\.php profile\\.php login\\.php sitetour rsrc\\.php ajax checkpoint"
)
_INSTAGRAM_WORDS: Final = (
    "p tv reel reels explore accounts about developer legal direct stories share web api press privacy terms static "
    "challenge graphql embed\\.js oauth directory emails session s"
)
_TELEGRAM_WORDS: Final = (
    "addstickers addemoji addtheme addlist joinchat share proxy socks setlanguage confirmphone bg login invoice iv "
    "boost contact giftcode nft c s m k"
)
# Software that shapes paths like Mastodon's, on hosts that are not Mastodon.
_NOT_MASTODON: Final = (
    r"(?!(?:.+\.)?(?:medium|threads|tiktok|youtube|x|twitter|instagram|facebook|flipboard|steemit|hive|ecency|peakd|"
    r"odysee|lbry|rumble|substack|quora|unsplash|pinterest|note|lemon8-app|kick|bitchute|vk|npmjs|observablehq|"
    r"replit|codepen|zenn|qiita|velog|dtube|hackernoon|are|dlive|tenor|gab)\.(?:com|net|org|tv|video|io|dev|na|blog|co|"
    r"jp)\Z)"
)

SOCIAL: Final[tuple[Provider, ...]] = (
    Provider(
        key="twitter",
        name="X",
        url="https://x.com/",
        hosts=("x.com", "mobile.x.com", "twitter.com", "mobile.twitter.com", "m.twitter.com"),
        parts=FrozenMap(
            {
                "status": r"\d{1,20}",
                "user": r"\w{1,20}",
                "profile": other_than(_X_WORDS, r"\w{1,20}"),
                "list": r"\d{1,20}",
                "space": r"\w{10,16}",
                "broadcast": r"\w{10,16}",
                "moment": r"\d{10,20}",
            }
        ),
        nouns=(
            Noun(
                "status",
                "post",
                (
                    Pattern("/i/(?:web/)?status/{status}(?:/.*)?"),
                    Pattern("/statuses/{status}"),
                    Pattern("/{user}/status(?:es)?/{status}(?:/.*)?"),
                    Pattern("/", fragment="!/{user}/status(?:es)?/{status}(?:/.*)?"),
                    Pattern(
                        r"/embed/(?:Tweet|index)\.html",
                        hosts=("platform.twitter.com", "platform.x.com"),
                        query=FrozenMap({"id": "{status}"}),
                    ),
                    Pattern("/i/(?:videos(?:/tweet)?|cards/tfw/v1)/{status}"),
                ),
                ("https://x.com/{user}/status/{status}", "https://x.com/i/status/{status}"),
                frame=Frame("https://platform.twitter.com/embed/Tweet.html?id={status}&dnt=true", 550, 600, "auto"),
                published=("status", ids.x_time),
            ),
            Noun("list", "link", (Pattern("/i/lists/{list}"),), "https://x.com/i/lists/{list}"),
            Noun("space", "audio", (Pattern("/i/spaces/{space}(?:/.*)?"),), "https://x.com/i/spaces/{space}"),
            Noun(
                "broadcast", "video", (Pattern("/i/broadcasts/{broadcast}"),), "https://x.com/i/broadcasts/{broadcast}"
            ),
            Noun("moment", "link", (Pattern("/i/(?:moments|events)/{moment}"),), "https://x.com/i/events/{moment}"),
            Noun("user", "link", (Pattern("/{profile}"),), "https://x.com/{profile}", id="{profile}"),
            Noun("short", "link", (Pattern("/{short}", hosts=("t.co",)),), "https://t.co/{short}", short=True),
        ),
        oembed=(Oembed("https://publish.x.com/oembed?omit_script=1&dnt=true", ("status", "user", "list")),),
        examples=(
            (
                "https://x.com/Interior/status/463440424141459456?s=20",
                "status:463440424141459456",
                "https://x.com/Interior/status/463440424141459456",
            ),
            (
                "https://mobile.twitter.com/Interior/statuses/463440424141459456",
                "status:463440424141459456",
                "https://x.com/Interior/status/463440424141459456",
            ),
            (
                "https://twitter.com/Interior/status/463440424141459456/photo/1",
                "status:463440424141459456",
                "https://x.com/Interior/status/463440424141459456",
            ),
            (
                "https://twitter.com/i/web/status/463440424141459456",
                "status:463440424141459456",
                "https://x.com/i/status/463440424141459456",
            ),
            (
                "https://twitter.com/#!/Interior/status/463440424141459456",
                "status:463440424141459456",
                "https://x.com/Interior/status/463440424141459456",
            ),
            (
                "https://platform.twitter.com/embed/Tweet.html?dnt=true&id=463440424141459456",
                "status:463440424141459456",
                "https://x.com/i/status/463440424141459456",
            ),
            ("https://twitter.com/i/lists/211796334", "list:211796334", "https://x.com/i/lists/211796334"),
            (
                "https://twitter.com/i/spaces/1vOxwMNpqjyGB",
                "space:1vOxwMNpqjyGB",
                "https://x.com/i/spaces/1vOxwMNpqjyGB",
            ),
            ("https://twitter.com/Interior", "user:Interior", "https://x.com/Interior"),
            ("https://t.co/AbC123xyz0", "short:AbC123xyz0", "https://t.co/AbC123xyz0"),
        ),
        lookalikes=(
            "https://twitter.com/intent/tweet?text=hi&url=https://example.org",
            "https://twitter.com/share?url=https://example.org",
            "https://twitter.com/",
            "https://twitter.com/home",
            "https://x.com/Interior/status/notanumber",
            "https://netflix.com/Interior/status/463440424141459456",
            "https://x.com.evil.example/Interior/status/463440424141459456",
            "https://box.com/Interior",
        ),
        source=(
            "docs.x.com (oEmbed); the snowflake layout as X published it; "
            "yt-dlp 2026.10.26 (Twitter, TwitterSpaces, TwitterShortener); oembed-providers 1.0.20260604 (X)"
        ),
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="facebook",
        name="Facebook",
        url="https://www.facebook.com/",
        hosts=(".facebook.com", "fb.com"),
        parts=FrozenMap(
            {
                "post": r"(?:pfbid\w{20,80}|\d{5,20})",
                "photo": r"\d{5,20}",
                "video": r"\d{5,20}",
                "event": r"\d{5,20}",
                "note": r"\d{5,20}",
                "user": r"(?!(?:groups|events|permalink|watch|reel|share|plugins)/)[\w.-]+",
                "group": r"[\w.-]+",
                "set": r"(?:a|pcb|ms|vb)\.[\w.-]+",
                "page": other_than(_FACEBOOK_WORDS, r"[\w.-]{2,80}"),
                "owner": r"\d+",
                "watch": r"[\w-]{5,20}",
                "share": r"(?:[pvr]/)?[\w-]{5,40}",
            }
        ),
        nouns=(
            Noun(
                "post",
                "post",
                (
                    Pattern("/groups/{group}/(?:posts|permalink)/{post}"),
                    Pattern(r"/(?:permalink|story)\.php", query=FrozenMap({"story_fbid": "{post}", "id": "{user}"})),
                    Pattern("/{user}/(?:posts|activity)/(?:[^/]+/)?{post}"),
                ),
                (
                    "https://www.facebook.com/groups/{group}/posts/{post}",
                    "https://www.facebook.com/{user}/posts/{post}",
                ),
                frame=Frame(
                    "https://www.facebook.com/plugins/post.php?href={page}&show_text=true&width=500", 500, 600, "auto"
                ),
            ),
            Noun(
                "photo",
                "post",
                (
                    Pattern(r"/photo(?:\.php)?", query=FrozenMap({"fbid": "{photo}"})),
                    Pattern("/{user}/photos/(?:[^/]+/)*{photo}"),
                ),
                ("https://www.facebook.com/{user}/photos/{photo}", "https://www.facebook.com/photo.php?fbid={photo}"),
                frame=Frame(
                    "https://www.facebook.com/plugins/post.php?href={page}&show_text=true&width=500", 500, 600, "auto"
                ),
            ),
            Noun(
                "video",
                "video",
                (
                    Pattern("/watch(?:/live)?", query=FrozenMap({"v": "{video}"})),
                    Pattern(r"/(?:video/)?video\.php", query=FrozenMap({"v": "{video}"})),
                    Pattern("/video/embed", query=FrozenMap({"video_id": "{video}"})),
                    Pattern("/reels?/{video}", size=(9, 16)),
                    Pattern("/{user}/videos/(?:[^/]+/)*{video}"),
                ),
                ("https://www.facebook.com/{user}/videos/{video}", "https://www.facebook.com/watch/?v={video}"),
                frame=Frame("https://www.facebook.com/plugins/video.php?href={page}&show_text=false", start="t={}"),
                start=("t",),
            ),
            Noun(
                "set",
                "link",
                (Pattern("/media/set", query=FrozenMap({"set": "{set}"})),),
                "https://www.facebook.com/media/set/?set={set}",
            ),
            Noun("event", "link", (Pattern("/events/(?:[^/]+/)*{event}"),), "https://www.facebook.com/events/{event}"),
            Noun(
                "note",
                "link",
                (Pattern("/notes/{user}/[^/]+/{note}"),),
                "https://www.facebook.com/notes/{user}/-/{note}",
            ),
            Noun("watch", "link", (Pattern("/{watch}", hosts=("fb.watch",)),), "https://fb.watch/{watch}/", short=True),
            Noun("share", "link", (Pattern("/share/{share}"),), "https://www.facebook.com/share/{share}/", short=True),
            Noun("page", "link", (Pattern("/{page}"),), "https://www.facebook.com/{page}"),
        ),
        oembed=(
            Oembed("https://graph.facebook.com/v26.0/oembed_post?omitscript=true", ("post", "photo")),
            Oembed("https://graph.facebook.com/v26.0/oembed_video?omitscript=true", ("video",)),
        ),
        terms=_META,
        examples=(
            (
                "https://www.facebook.com/zuck/posts/10116325482244511",
                "post:10116325482244511",
                "https://www.facebook.com/zuck/posts/10116325482244511",
            ),
            (
                "https://m.facebook.com/story.php?story_fbid=660811664028467&id=282562525186718",
                "post:660811664028467",
                "https://www.facebook.com/282562525186718/posts/660811664028467",
            ),
            (
                "https://www.facebook.com/permalink.php?story_fbid=660811664028467&id=282562525186718",
                "post:660811664028467",
                "https://www.facebook.com/282562525186718/posts/660811664028467",
            ),
            (
                "https://www.facebook.com/zuck/posts/pfbid0p7zmJ1SoeJieavzRAy9mYxJ9i1m28PRDzFC2NCFHe6RMsD7LbuGEu7WtG9ZckUoJl",
                "post:pfbid0p7zmJ1SoeJieavzRAy9mYxJ9i1m28PRDzFC2NCFHe6RMsD7LbuGEu7WtG9ZckUoJl",
                "https://www.facebook.com/zuck/posts/pfbid0p7zmJ1SoeJieavzRAy9mYxJ9i1m28PRDzFC2NCFHe6RMsD7LbuGEu7WtG9ZckUoJl",
            ),
            (
                "https://www.facebook.com/groups/2204685680/permalink/10158374843080681/",
                "post:10158374843080681",
                "https://www.facebook.com/groups/2204685680/posts/10158374843080681",
            ),
            (
                "https://www.facebook.com/photo.php?fbid=10151025976302510&set=a.10150992587227510&type=1",
                "photo:10151025976302510",
                "https://www.facebook.com/photo.php?fbid=10151025976302510",
            ),
            (
                "https://www.facebook.com/LCCSy/photos/a.217848388234659.61079.217613418258156/1058364154183075/?type=3",
                "photo:1058364154183075",
                "https://www.facebook.com/LCCSy/photos/1058364154183075",
            ),
            (
                "https://www.facebook.com/SkySports/videos/vb.10911153761/10153310275743762/?type=2&theater",
                "video:10153310275743762",
                "https://www.facebook.com/SkySports/videos/10153310275743762",
            ),
            (
                "https://www.facebook.com/watch/?v=235613163792499",
                "video:235613163792499",
                "https://www.facebook.com/watch/?v=235613163792499",
            ),
            (
                "https://www.facebook.com/reel/805139411583688",
                "video:805139411583688",
                "https://www.facebook.com/watch/?v=805139411583688",
            ),
            (
                "https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D235613163792499",
                "video:235613163792499",
                "https://www.facebook.com/watch/?v=235613163792499",
            ),
            ("https://fb.watch/aBcDeF1234/", "watch:aBcDeF1234", "https://fb.watch/aBcDeF1234/"),
            ("https://www.facebook.com/CDC", "page:CDC", "https://www.facebook.com/CDC"),
            (
                "https://www.facebook.com/share/p/1AbCdEfGh/",
                "share:p/1AbCdEfGh",
                "https://www.facebook.com/share/p/1AbCdEfGh/",
            ),
        ),
        lookalikes=(
            "https://www.facebook.com/sharer/sharer.php?u=https://example.org",
            "https://www.facebook.com/sharer.php?u=https://example.org",
            "https://www.facebook.com/",
            "https://facebook.com/watch/?ref=external&v=",
            "https://www.facebook.com/dialog/feed?app_id=1",
            "https://www.facebook.com/login.php?next=https://example.org",
            "https://facebook.com.evil.example/zuck/posts/10116325482244511",
        ),
        source=(
            "developers.facebook.com (oEmbed, plugins); "
            "yt-dlp 2026.10.26 (Facebook, FacebookPluginsVideo, FacebookReel)"
        ),
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="instagram",
        name="Instagram",
        url="https://www.instagram.com/",
        hosts=("instagram.com", "m.instagram.com", "instagr.am"),
        parts=FrozenMap(
            {
                "post": r"[\w-]{5,45}",
                "user": other_than("share stories", r"[\w.]{1,30}"),
                "profile": other_than(_INSTAGRAM_WORDS, r"[\w.]{1,30}"),
                "story": r"\d{10,20}",
                "share": r"(?:p/|reel/)?[\w-]{5,45}",
            }
        ),
        nouns=(
            Noun(
                "post",
                "post",
                (
                    Pattern("/(?:p|tv|reel|reels)/{post}(?:/embed(?:/captioned)?)?"),
                    Pattern("/{user}/(?:p|tv|reel|reels)/{post}"),
                ),
                "https://www.instagram.com/p/{post}/",
                frame=Frame("https://www.instagram.com/p/{post}/embed/captioned/", 540, 760, "auto"),
                published=("post", ids.instagram_time),
            ),
            Noun(
                "story",
                "post",
                (Pattern("/stories/{user}/{story}"),),
                "https://www.instagram.com/stories/{user}/{story}/",
            ),
            Noun(
                "share",
                "link",
                (Pattern("/share/{share}"),),
                "https://www.instagram.com/share/{share}/",
                short=True,
            ),
            Noun("user", "link", (Pattern("/{profile}"),), "https://www.instagram.com/{profile}/", id="{profile}"),
        ),
        oembed=(Oembed("https://graph.facebook.com/v26.0/instagram_oembed?omitscript=true", ("post", "user")),),
        terms=_META,
        examples=(
            (
                "https://www.instagram.com/p/CHeRxmnDSYe/?utm_source=ig_embed",
                "post:CHeRxmnDSYe",
                "https://www.instagram.com/p/CHeRxmnDSYe/",
            ),
            (
                "https://www.instagram.com/nssmagazine/reel/CrVt-Wvs74O/",
                "post:CrVt-Wvs74O",
                "https://www.instagram.com/p/CrVt-Wvs74O/",
            ),
            ("https://instagram.com/tv/CZMkxGaIXk3/", "post:CZMkxGaIXk3", "https://www.instagram.com/p/CZMkxGaIXk3/"),
            ("https://instagr.am/p/V8UMy0LjpX", "post:V8UMy0LjpX", "https://www.instagram.com/p/V8UMy0LjpX/"),
            (
                "https://www.instagram.com/p/CARbvuYDm3Q/embed/captioned/",
                "post:CARbvuYDm3Q",
                "https://www.instagram.com/p/CARbvuYDm3Q/",
            ),
            ("https://www.instagram.com/nasa/", "user:nasa", "https://www.instagram.com/nasa/"),
            (
                "https://www.instagram.com/share/reel/BAbCdEfGhIj/",
                "share:reel/BAbCdEfGhIj",
                "https://www.instagram.com/share/reel/BAbCdEfGhIj/",
            ),
        ),
        lookalikes=(
            "https://www.instagram.com/p/",
            "https://www.instagram.com/p/B5JzB9RAH-E/other-stuff",
            "https://www.instagram.com/explore/",
            "https://www.instagram.com/accounts/login/",
            "https://instagram.com.evil.example/p/CHeRxmnDSYe/",
        ),
        source="developers.facebook.com (Instagram oEmbed); yt-dlp 2026.10.26 (Instagram, InstagramUser)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="tiktok",
        name="TikTok",
        url="https://www.tiktok.com/",
        hosts=("tiktok.com", "m.tiktok.com"),
        parts=FrozenMap(
            {
                "video": r"\d{15,20}",
                "photo": r"\d{15,20}",
                "user": r"[\w.-]{0,120}",
                "profile": r"[\w.]{2,30}",
                **dict.fromkeys(("t", "vm", "vt"), r"\w{6,12}"),
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern("/@{user}/video/{video}"),
                    Pattern(r"/(?:embed|v|player)/(?:v\d/)?{video}(?:\.html)?"),
                    Pattern("/share/video/{video}"),
                ),
                ("https://www.tiktok.com/@{user}/video/{video}", "https://www.tiktok.com/@/video/{video}"),
                frame=Frame("https://www.tiktok.com/player/v1/{video}?description=1&music_info=1", 360, 640),
                published=("video", ids.tiktok_time),
            ),
            Noun(
                "photo",
                "gallery",
                (Pattern("/@{user}/photo/{photo}"),),
                "https://www.tiktok.com/@{user}/photo/{photo}",
                frame=Frame("https://www.tiktok.com/player/v1/{photo}?description=1&music_info=1", 360, 640),
                published=("photo", ids.tiktok_time),
            ),
            # Each of the three has codes of its own.
            Noun("t", "link", (Pattern("/t/{t}"),), "https://www.tiktok.com/t/{t}/", short=True),
            Noun(
                "vm", "link", (Pattern("/{vm}", hosts=("vm.tiktok.com",)),), "https://vm.tiktok.com/{vm}/", short=True
            ),
            Noun(
                "vt", "link", (Pattern("/{vt}", hosts=("vt.tiktok.com",)),), "https://vt.tiktok.com/{vt}/", short=True
            ),
            Noun("user", "link", (Pattern("/@{profile}"),), "https://www.tiktok.com/@{profile}", id="{profile}"),
            Noun(
                "live",
                "video",
                (Pattern("/@{profile}/live"),),
                "https://www.tiktok.com/@{profile}/live",
                id="{profile}",
            ),
        ),
        oembed=(Oembed("https://www.tiktok.com/oembed", ("video", "photo", "user")),),
        terms="Pictures in oEmbed answers expire within days; keep a copy.",
        examples=(
            (
                "https://www.tiktok.com/@scout2015/video/6718335390845095173?lang=en",
                "video:6718335390845095173",
                "https://www.tiktok.com/@scout2015/video/6718335390845095173",
            ),
            (
                "https://www.tiktok.com/player/v1/6718335390845095173?music_info=1",
                "video:6718335390845095173",
                "https://www.tiktok.com/@/video/6718335390845095173",
            ),
            (
                "https://www.tiktok.com/embed/v2/6718335390845095173",
                "video:6718335390845095173",
                "https://www.tiktok.com/@/video/6718335390845095173",
            ),
            (
                "https://m.tiktok.com/v/6718335390845095173.html",
                "video:6718335390845095173",
                "https://www.tiktok.com/@/video/6718335390845095173",
            ),
            (
                "https://www.tiktok.com/@psg/photo/7310563245312034081",
                "photo:7310563245312034081",
                "https://www.tiktok.com/@psg/photo/7310563245312034081",
            ),
            ("https://vm.tiktok.com/ZMabc123/", "vm:ZMabc123", "https://vm.tiktok.com/ZMabc123/"),
            ("https://www.tiktok.com/@scout2015", "user:scout2015", "https://www.tiktok.com/@scout2015"),
        ),
        lookalikes=(
            "https://www.tiktok.com/",
            "https://www.tiktok.com/@asd/video/123",
            "https://www.tiktok.com/explore",
            "https://tiktok.com.evil.example/@a/video/6718335390845095173",
        ),
        source="developers.tiktok.com (Embed Player, oEmbed)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="bluesky",
        name="Bluesky",
        url="https://bsky.app/",
        hosts=("bsky.app", "main.bsky.dev", "staging.bsky.app"),
        parts=FrozenMap(
            {
                "did": r"did:(?:plc:[a-z2-7]{24}|web:[\w.%-]+)",
                "handle": r"[\w-]+(?:\.[\w-]+){1,8}",
                **dict.fromkeys(("post", "feed", "list", "pack"), r"[\w.~-]{1,40}"),
            }
        ),
        nouns=(
            Noun(
                "post",
                "post",
                (
                    Pattern("/profile/{did}/post/{post}(?:/.*)?"),
                    Pattern("/profile/{handle}/post/{post}(?:/.*)?"),
                    Pattern(r"/embed/{did}/app\.bsky\.feed\.post/{post}", hosts=("embed.bsky.app",)),
                ),
                ("https://bsky.app/profile/{did}/post/{post}", "https://bsky.app/profile/{handle}/post/{post}"),
                id=("{did}/{post}", "{handle}/{post}"),
                frame=Frame("https://embed.bsky.app/embed/{did}/app.bsky.feed.post/{post}", 600, 500, "auto"),
                published=("post", ids.tid_time),
            ),
            *(
                Noun(
                    noun,
                    "link",
                    (Pattern(f"{path}/{{did}}{rest}/{{{noun}}}"), Pattern(f"{path}/{{handle}}{rest}/{{{noun}}}")),
                    tuple(f"https://bsky.app{path}/{{{who}}}{rest}/{{{noun}}}" for who in ("did", "handle")),
                    id=(f"{{did}}/{{{noun}}}", f"{{handle}}/{{{noun}}}"),
                )
                for noun, path, rest in (
                    ("feed", "/profile", "/feed"),
                    ("list", "/profile", "/lists"),
                    ("pack", "/starter-pack", ""),
                )
            ),
            Noun(
                "profile",
                "link",
                (Pattern("/profile/{did}"), Pattern("/profile/{handle}")),
                ("https://bsky.app/profile/{did}", "https://bsky.app/profile/{handle}"),
                id=("{did}", "{handle}"),
            ),
        ),
        uris=FrozenMap(
            {
                r"at://{did}/app\.bsky\.feed\.post/{post}": "https://bsky.app/profile/{did}/post/{post}",
                r"at://{handle}/app\.bsky\.feed\.post/{post}": "https://bsky.app/profile/{handle}/post/{post}",
            }
        ),
        oembed=(Oembed("https://embed.bsky.app/oembed?format=json", ("post",)),),
        terms="Authors may ask that logged-out readers don't see their posts; the player honours it.",
        examples=(
            (
                "https://bsky.app/profile/did:plc:vjug55kidv6sye7ykr5faxxn/post/3jzn6g7ixgq2y",
                "post:did:plc:vjug55kidv6sye7ykr5faxxn/3jzn6g7ixgq2y",
                "https://bsky.app/profile/did:plc:vjug55kidv6sye7ykr5faxxn/post/3jzn6g7ixgq2y",
            ),
            (
                "https://bsky.app/profile/emilyliu.me/post/3jzn6g7ixgq2y",
                "post:emilyliu.me/3jzn6g7ixgq2y",
                "https://bsky.app/profile/emilyliu.me/post/3jzn6g7ixgq2y",
            ),
            (
                "https://embed.bsky.app/embed/did:plc:vjug55kidv6sye7ykr5faxxn/app.bsky.feed.post/3jzn6g7ixgq2y",
                "post:did:plc:vjug55kidv6sye7ykr5faxxn/3jzn6g7ixgq2y",
                "https://bsky.app/profile/did:plc:vjug55kidv6sye7ykr5faxxn/post/3jzn6g7ixgq2y",
            ),
            (
                "at://did:plc:vjug55kidv6sye7ykr5faxxn/app.bsky.feed.post/3jzn6g7ixgq2y",
                "post:did:plc:vjug55kidv6sye7ykr5faxxn/3jzn6g7ixgq2y",
                "https://bsky.app/profile/did:plc:vjug55kidv6sye7ykr5faxxn/post/3jzn6g7ixgq2y",
            ),
            ("https://bsky.app/profile/emilyliu.me", "profile:emilyliu.me", "https://bsky.app/profile/emilyliu.me"),
            (
                "https://bsky.app/profile/bsky.app/feed/whats-hot",
                "feed:bsky.app/whats-hot",
                "https://bsky.app/profile/bsky.app/feed/whats-hot",
            ),
            (
                "https://bsky.app/profile/emilyliu.me/lists/3jzn6g7ixgq2y",
                "list:emilyliu.me/3jzn6g7ixgq2y",
                "https://bsky.app/profile/emilyliu.me/lists/3jzn6g7ixgq2y",
            ),
            (
                "https://bsky.app/starter-pack/emilyliu.me/3jzn6g7ixgq2y",
                "pack:emilyliu.me/3jzn6g7ixgq2y",
                "https://bsky.app/starter-pack/emilyliu.me/3jzn6g7ixgq2y",
            ),
        ),
        lookalikes=(
            "https://bsky.app",
            "https://bsky.app/settings",
            "https://bsky.app.evil.example/profile/emilyliu.me/post/3jzn6g7ixgq2y",
        ),
        source=(
            "docs.bsky.app; atproto.com (TID, at:// URIs); yt-dlp 2026.10.26 (Bluesky); "
            "oembed-providers 1.0.20260604 (Bluesky Social)"
        ),
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="telegram",
        name="Telegram",
        url="https://telegram.org/",
        hosts=("t.me", "telegram.me", "telegram.dog"),
        parts=FrozenMap(
            {"channel": other_than(_TELEGRAM_WORDS, r"[A-Za-z]\w{3,31}"), "post": r"\d{1,12}", "topic": r"\d{1,12}"}
        ),
        nouns=(
            Noun(
                "post",
                "post",
                (
                    Pattern("/s/{channel}/{post}"),
                    Pattern("/{channel}/{topic}/{post}"),
                    Pattern("/{channel}/{post}"),
                ),
                ("https://t.me/{channel}/{topic}/{post}", "https://t.me/{channel}/{post}"),
                id="{channel}/{post}",
                frame=Frame("https://t.me/{channel}/{post}?embed=1&mode=tme", 600, 500, "auto"),
            ),
        ),
        examples=(
            ("https://t.me/durov/68?single", "post:durov/68", "https://t.me/durov/68"),
            ("https://t.me/s/durov/68", "post:durov/68", "https://t.me/durov/68"),
            ("https://telegram.me/durov/68", "post:durov/68", "https://t.me/durov/68"),
        ),
        lookalikes=(
            "https://t.me/addstickers/Animals",
            "https://t.me/joinchat/AAAAAEHbEkejzxUjAUCfYg",
            "https://t.me/c/1234567890/12",
            "https://t.me/share/url?url=https://example.org",
            "https://t.me/proxy?server=example.org",
            "https://not.me/durov/68",
        ),
        source="core.telegram.org/widgets/post; its player as public code embeds it",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="mastodon",
        name="Mastodon",
        url="https://joinmastodon.org/",
        hosts=("{host}",),
        parts=FrozenMap(
            {
                # Ids have 17 and more digits since snowflakes came (2016); shorter numbers are other software's pages.
                "status": r"\d{15,19}",
                "user": r"\w[\w.-]{0,63}(?:@[\w.-]+\.[a-z]+)?",
                "host": _NOT_MASTODON + r"[a-z0-9.-]+\.[a-z][a-z0-9-]+",
            }
        ),
        nouns=(
            Noun(
                "status",
                "post",
                (
                    Pattern("/@{user}/(?:posts/)?{status}(?:/embed)?"),
                    Pattern("/users/{user}/statuses/{status}(?:/embed)?"),
                    Pattern("/web/(?:@{user}|statuses)/{status}"),
                ),
                ("https://{host}/@{user}/{status}", "https://{host}/web/statuses/{status}"),
                id="{host}/{status}",
                frame=Frame("https://{host}/@{user}/{status}/embed", 600, 500, "auto"),
                published=("status", ids.mastodon_time),
            ),
        ),
        oembed=(Oembed("https://{host}/api/oembed", ("status",)),),
        examples=(
            (
                "https://mastodon.social/@Gargron/109372843234643423",
                "status:mastodon.social/109372843234643423",
                "https://mastodon.social/@Gargron/109372843234643423",
            ),
            (
                "https://mastodon.social/@Gargron/109372843234643423/embed",
                "status:mastodon.social/109372843234643423",
                "https://mastodon.social/@Gargron/109372843234643423",
            ),
            (
                "https://social.example.org/users/desk/statuses/109372843234643423",
                "status:social.example.org/109372843234643423",
                "https://social.example.org/@desk/109372843234643423",
            ),
            (
                "https://infosec.exchange/@desk@newsie.social/109372843234643423",
                "status:infosec.exchange/109372843234643423",
                "https://infosec.exchange/@desk@newsie.social/109372843234643423",
            ),
        ),
        lookalikes=(
            "https://mastodon.social/@Gargron",
            "https://medium.com/@writer/109372843234643423",
            "https://example.org/@writer/2016",
            "https://www.threads.net/@zuck/109372843234643423",
            "https://www.youtube.com/@channel/109372843234643423",
            "https://127.0.0.1/@a/109372843234643423",
        ),
        source="docs.joinmastodon.org (statuses, oEmbed)",
    ),
)

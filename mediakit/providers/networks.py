"""More networks: threads of posts, pins, professional and regional networks, other software of the fediverse."""

from __future__ import annotations

from datetime import date
from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers import ids
from mediakit.providers.model import Frame, Noun, Oembed, Pattern, Provider, other_than

_PINTEREST: Final = tuple(
    f"pinterest.{tld}"
    for tld in (
        "ca co.uk fr de es it jp at ch se dk pt ru nz ie cl ph com.au com.mx co.kr nl be no fi info gr hu cz pl "
        "co.nz co.in com.br"
    ).split()
)
_PINTEREST_WORDS: Final = (
    "pin search ideas today login signup explore settings about business _ topics source resource categories videos "
    "password oauth discover offsite v3 ext news_hub username homefeed"
)

NETWORKS: Final[tuple[Provider, ...]] = (
    Provider(
        key="threads",
        name="Threads",
        url="https://www.threads.com/",
        hosts=("threads.com", "threads.net"),
        parts=FrozenMap({"post": r"[\w-]{8,45}", "user": r"[\w.]{1,30}"}),
        nouns=(
            Noun(
                "post",
                "post",
                (Pattern("/@{user}/post/{post}(?:/(?:embed|media))?"), Pattern("/t/{post}(?:/embed)?")),
                ("https://www.threads.com/@{user}/post/{post}", "https://www.threads.com/t/{post}"),
                frame=Frame(
                    ("https://www.threads.com/@{user}/post/{post}/embed", "https://www.threads.com/t/{post}/embed"),
                    550,
                    500,
                    "auto",
                ),
                published=("post", ids.instagram_time),
            ),
            Noun("user", "link", (Pattern("/@{user}"),), "https://www.threads.com/@{user}"),
        ),
        oembed=(Oembed("https://graph.threads.com/oembed", ("post",)),),
        terms="oEmbed answers carry no author and no picture; metadata may be shown but not kept for other ends.",
        examples=(
            (
                "https://www.threads.net/@zuck/post/CuVdfsNtmvh",
                "post:CuVdfsNtmvh",
                "https://www.threads.com/@zuck/post/CuVdfsNtmvh",
            ),
            ("https://www.threads.com/t/CuVdfsNtmvh", "post:CuVdfsNtmvh", "https://www.threads.com/t/CuVdfsNtmvh"),
            ("https://www.threads.com/@zuck", "user:zuck", "https://www.threads.com/@zuck"),
        ),
        lookalikes=("https://www.threads.com/", "https://www.threads.com/search", "https://www.threads.net/login"),
        source="developers.facebook.com (Threads oEmbed)",
    ),
    Provider(
        key="reddit",
        name="Reddit",
        url="https://www.reddit.com/",
        hosts=(".reddit.com", "redditmedia.com"),
        parts=FrozenMap(
            {
                "post": "[a-z0-9]{4,9}",
                "comment": "[a-z0-9]{5,9}",
                "sub": r"\w{2,30}",
                "user": r"[\w-]{2,30}",
                "short": r"[A-Za-z0-9]{6,14}",
            }
        ),
        nouns=(
            Noun(
                "comment",
                "post",
                (
                    Pattern("/r/{sub}/comments/{post}/[^/]+/{comment}"),
                    Pattern("/r/{sub}/comments/{post}/comment/{comment}"),
                ),
                "https://www.reddit.com/r/{sub}/comments/{post}/_/{comment}/",
                id="{post}/{comment}",
                frame=Frame("https://embed.reddit.com/r/{sub}/comments/{post}/_/{comment}/", 640, 300, "auto"),
            ),
            Noun(
                "post",
                "post",
                (
                    Pattern("/r/{sub}/comments/{post}(?:/[^/]*)?"),
                    Pattern("/(?:user|u)/{user}/comments/{post}(?:/[^/]*)?"),
                    Pattern("/(?:comments|tb|gallery)/{post}(?:/[^/]*)?"),
                    Pattern("/{post}", hosts=("redd.it",)),
                ),
                (
                    "https://www.reddit.com/r/{sub}/comments/{post}/",
                    "https://www.reddit.com/user/{user}/comments/{post}/",
                    "https://www.reddit.com/comments/{post}/",
                ),
                frame=Frame("https://embed.reddit.com/r/{sub}/comments/{post}/", 640, 400, "auto"),
            ),
            Noun(
                "short",
                "link",
                (Pattern("/r/{sub}/s/{short}"),),
                "https://www.reddit.com/r/{sub}/s/{short}",
                short=True,
            ),
        ),
        oembed=(Oembed("https://www.reddit.com/oembed", ("post", "comment")),),
        examples=(
            (
                "https://www.reddit.com/r/aww/comments/4lwccv/someone_came_to_visit_woodchips_for_scale/",
                "post:4lwccv",
                "https://www.reddit.com/r/aww/comments/4lwccv/",
            ),
            (
                "https://old.reddit.com/r/aww/comments/4lwccv/someone_came/d3qol9a",
                "comment:4lwccv/d3qol9a",
                "https://www.reddit.com/r/aww/comments/4lwccv/_/d3qol9a/",
            ),
            ("https://redd.it/4lwccv", "post:4lwccv", "https://www.reddit.com/comments/4lwccv/"),
            (
                "https://www.reddit.com/r/aww/s/AbCdEf1234",
                "short:AbCdEf1234",
                "https://www.reddit.com/r/aww/s/AbCdEf1234",
            ),
        ),
        lookalikes=(
            "https://www.reddit.com/",
            "https://www.reddit.com/r/aww/comments/",
            "https://www.reddit.com/submit?url=https://example.org",
        ),
        source="yt-dlp 2026.10.26 (Reddit); oembed-providers 1.0.20260604 (Reddit)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="linkedin",
        name="LinkedIn",
        url="https://www.linkedin.com/",
        hosts=("linkedin.com",),
        parts=FrozenMap(
            {
                "kind": "activity|share|ugcPost",
                "post": r"\d{15,22}",
                "article": r"[\w%-]{5,250}",
            }
        ),
        nouns=(
            Noun(
                "post",
                "post",
                (
                    Pattern("/posts/[^/]*-{kind}-{post}-[\\w-]{2,8}"),
                    Pattern("/(?:embed/)?feed/update/urn:li:{kind}:{post}"),
                    Pattern("/(?:embed/)?feed/update/urn%3Ali%3A{kind}%3A{post}"),
                ),
                "https://www.linkedin.com/feed/update/urn:li:{kind}:{post}/",
                frame=Frame("https://www.linkedin.com/embed/feed/update/urn:li:{kind}:{post}", 504, 600, "auto"),
            ),
            Noun("article", "link", (Pattern("/pulse/{article}"),), "https://www.linkedin.com/pulse/{article}/"),
        ),
        examples=(
            (
                "https://www.linkedin.com/posts/harbour-desk_the-tower-activity-7012345678901234567-AbCd",
                "post:7012345678901234567",
                "https://www.linkedin.com/feed/update/urn:li:activity:7012345678901234567/",
            ),
            (
                "https://www.linkedin.com/embed/feed/update/urn:li:share:7012345678901234567",
                "post:7012345678901234567",
                "https://www.linkedin.com/feed/update/urn:li:share:7012345678901234567/",
            ),
        ),
        lookalikes=(
            "https://www.linkedin.com/",
            "https://www.linkedin.com/in/somebody/",
            "https://www.linkedin.com/shareArticle?url=https://example.org",
        ),
        source="yt-dlp 2026.10.26 (LinkedIn)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="pinterest",
        name="Pinterest",
        url="https://www.pinterest.com/",
        hosts=(".pinterest.com", *_PINTEREST),
        parts=FrozenMap(
            {
                "pin": r"\d{5,22}",
                "user": other_than(_PINTEREST_WORDS, r"[\w-]{2,60}"),
                "board": other_than("_created _saved pins boards followers following", r"[\w%-]{2,120}"),
                "short": r"[\w-]{5,12}",
            }
        ),
        nouns=(
            Noun(
                "pin",
                "photo",
                (
                    Pattern("/pin/(?:[^/]*--)?{pin}(?:/.*)?"),
                    Pattern(r"/ext/embed\.html", query=FrozenMap({"id": "{pin}"})),
                ),
                "https://www.pinterest.com/pin/{pin}/",
                frame=Frame("https://assets.pinterest.com/ext/embed.html?id={pin}", 345, 445, "auto"),
            ),
            Noun(
                "board",
                "gallery",
                (Pattern("/{user}/{board}"),),
                "https://www.pinterest.com/{user}/{board}/",
                id="{user}/{board}",
            ),
            Noun("user", "link", (Pattern("/{user}"),), "https://www.pinterest.com/{user}/"),
            Noun("short", "link", (Pattern("/{short}", hosts=("pin.it",)),), "https://pin.it/{short}", short=True),
        ),
        oembed=(Oembed("https://www.pinterest.com/oembed.json", ("pin", "board", "user")),),
        examples=(
            (
                "https://www.pinterest.ca/pin/oven-baked-spaghetti-bolognese--492649949494109/",
                "pin:492649949494109",
                "https://www.pinterest.com/pin/492649949494109/",
            ),
            (
                "https://www.pinterest.com/pinterest/official-news/",
                "board:pinterest/official-news",
                "https://www.pinterest.com/pinterest/official-news/",
            ),
            ("https://pinterest.com/bcij/", "user:bcij", "https://www.pinterest.com/bcij/"),
        ),
        lookalikes=(
            "https://www.pinterest.com/",
            "https://www.pinterest.com/pin/create/button/?url=https://example.org",
            "https://www.pinterest.com/search/pins/?q=x",
        ),
        source="its player as public code embeds it",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="tumblr",
        name="Tumblr",
        url="https://www.tumblr.com/",
        hosts=("tumblr.com",),
        parts=FrozenMap(
            {"blog": r"(?!(?:www|api|assets|embed|t|media|static|safe|\d+)[./])[a-z0-9][a-z0-9-]*", "post": r"\d{5,20}"}
        ),
        nouns=(
            Noun(
                "post",
                "post",
                (
                    Pattern("/post/{post}(?:/[^/]*)?", hosts=("{blog}.tumblr.com",)),
                    Pattern("/(?:image)/{post}", hosts=("{blog}.tumblr.com",)),
                    Pattern("/(?:blog/view/)?{blog}/{post}(?:/[^/]*)?"),
                ),
                "https://{blog}.tumblr.com/post/{post}",
                id="{blog}/{post}",
            ),
        ),
        oembed=(Oembed("https://www.tumblr.com/oembed/1.0"),),
        examples=(
            (
                "https://staff.tumblr.com/post/619193383820410880/have-a-post-youre-particularly-proud-of",
                "post:staff/619193383820410880",
                "https://staff.tumblr.com/post/619193383820410880",
            ),
            (
                "https://www.tumblr.com/staff/619193383820410880",
                "post:staff/619193383820410880",
                "https://staff.tumblr.com/post/619193383820410880",
            ),
        ),
        lookalikes=(
            "https://staff.tumblr.com/",
            "https://staff.tumblr.com/619193383820410880/have-a-post",
            "https://www.tumblr.com/share/link?url=https://example.org",
        ),
        source="yt-dlp 2026.10.26 (Tumblr); oembed-providers 1.0.20260604 (Tumblr)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="vk",
        name="VK",
        url="https://vk.com/",
        hosts=("vk.com", "m.vk.com", "vkvideo.ru", "m.vkvideo.ru", "vk.ru"),
        parts=FrozenMap(
            {
                "owner": r"-?\d{1,12}",
                "video": r"\d{1,12}",
                "post": r"\d{1,12}",
                "hash": r"[0-9a-f]{8,24}",
                "photo": r"\d{1,12}",
            }
        ),
        nouns=(
            Noun(
                "video",
                "video",
                (
                    Pattern(r"/(?:[\w.]+/)?(?:video|clip){owner}_{video}(?:_\w+)?"),
                    Pattern("/.*", query=FrozenMap({"z": "(?:video|clip){owner}_{video}.*"})),
                    Pattern(r"/video_ext\.php", query=FrozenMap({"oid": "{owner}", "id": "{video}"})),
                ),
                "https://vk.com/video{owner}_{video}",
                id="{owner}_{video}",
                options=FrozenMap({"hash": "hash"}),
                start=("t",),
                frame=Frame(
                    "https://vk.com/video_ext.php?oid={owner}&id={video}&hd=2",
                    options=FrozenMap({"hash": "hash"}),
                    start="t={}s",
                ),
            ),
            Noun(
                "post",
                "post",
                (Pattern("/wall{owner}_{post}"), Pattern("/.*", query=FrozenMap({"w": "wall{owner}_{post}.*"}))),
                "https://vk.com/wall{owner}_{post}",
                id="{owner}_{post}",
            ),
            Noun(
                "photo",
                "photo",
                (Pattern("/photo{owner}_{photo}"),),
                "https://vk.com/photo{owner}_{photo}",
                id="{owner}_{photo}",
            ),
        ),
        examples=(
            (
                "https://vk.com/video-20006388_456239017",
                "video:-20006388_456239017",
                "https://vk.com/video-20006388_456239017",
            ),
            (
                "https://vk.com/video_ext.php?oid=-20006388&id=456239017&hash=1a2b3c4d5e6f7a8b",
                "video:-20006388_456239017",
                "https://vk.com/video-20006388_456239017",
            ),
            ("https://vk.com/wall-20006388_1234", "post:-20006388_1234", "https://vk.com/wall-20006388_1234"),
        ),
        lookalikes=("https://vk.com/", "https://vk.com/feed", "https://vk.com/share.php?url=https://example.org"),
        source="yt-dlp 2026.10.26 (VK, VKWallPost)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="truthsocial",
        name="Truth Social",
        url="https://truthsocial.com/",
        hosts=("truthsocial.com",),
        parts=FrozenMap({"user": r"\w{1,40}", "post": r"\d{15,19}"}),
        nouns=(
            Noun(
                "post",
                "post",
                (Pattern("/@{user}/(?:posts/)?{post}(?:/embed)?"), Pattern("/users/{user}/statuses/{post}")),
                "https://truthsocial.com/@{user}/posts/{post}",
                frame=Frame("https://truthsocial.com/@{user}/{post}/embed", 600, 500, "auto"),
                published=("post", ids.mastodon_time),
            ),
        ),
        examples=(
            (
                "https://truthsocial.com/@realDonaldTrump/posts/109372843234643423",
                "post:109372843234643423",
                "https://truthsocial.com/@realDonaldTrump/posts/109372843234643423",
            ),
        ),
        lookalikes=("https://truthsocial.com/", "https://truthsocial.com/@realDonaldTrump"),
        source="its player as public code embeds it (truthsocial.com/embed.js)",
        checked=date(2026, 11, 22),
    ),
    Provider(
        key="pixelfed",
        name="Pixelfed",
        url="https://pixelfed.org/",
        hosts=("{host}",),
        parts=FrozenMap({"user": r"\w[\w.-]{0,63}", "post": r"\d{15,19}", "host": r"[a-z0-9.-]+\.[a-z][a-z0-9-]+"}),
        nouns=(
            Noun(
                "post",
                "post",
                (Pattern("/p/{user}/{post}(?:/embed)?"),),
                "https://{host}/p/{user}/{post}",
                id="{host}/{post}",
                frame=Frame("https://{host}/p/{user}/{post}/embed", 500, 600, "auto"),
            ),
        ),
        oembed=(Oembed("https://{host}/api/v1/oembed"),),
        examples=(
            (
                "https://pixelfed.social/p/dansup/431243567890123456",
                "post:pixelfed.social/431243567890123456",
                "https://pixelfed.social/p/dansup/431243567890123456",
            ),
        ),
        lookalikes=(
            "https://pixelfed.social/",
            "https://example.org/p/writer/2016",
            "https://www.instagram.com/p/dansup/431243567890123456",
        ),
    ),
)

"""Addresses around other addresses: redirects that count clicks, caches, archives, players of players."""

from __future__ import annotations

from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers import disguises
from mediakit.providers.model import Pattern, Wrapper

# archive.today writes its times with dots and a dash.
_ANY: Final = FrozenMap({"target": r"[!-~]+", "at": r"(?:\d{4,14}|\d{4}\.\d\d\.\d\d-\d{6})", "site": r"[\w-]+"})


def _redirect(name: str, hosts: tuple[str, ...], path: str, parameter: str, example: str, inside: str) -> Wrapper:
    pattern = Pattern(path, hosts=hosts, query=FrozenMap({parameter: "{target}"}))
    return Wrapper(name=name, patterns=(pattern,), parts=_ANY, examples=((example, inside),))


def _archive(name: str, hosts: tuple[str, ...], paths: tuple[str, ...], example: str) -> Wrapper:
    """An archive whose addresses end in that of the copied page, as the Wayback software writes them."""
    patterns = tuple(Pattern(path + "/{target}", hosts=hosts) for path in paths)
    return Wrapper(
        name=name,
        patterns=patterns,
        parts=_ANY,
        prefix="http://",
        service=name,
        examples=((f"{example}/{_OLD}", _OLD),),
    )


_GOOGLE: Final = tuple(
    f"google.{tld}"
    for tld in (
        "com de fr es it nl be at ch pl cz se no dk fi pt gr ie hu ro bg ru com.ua com.tr co.uk ca com.au co.nz com.br "
        "com.ar com.mx co.jp co.kr co.in co.il ae com.sa com.eg com.lb com.sy iq co.za"
    ).split()
)
_OLD: Final = "https://vine.co/v/e5vIvmV5v9J"
_STORY: Final = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
_QUOTED: Final = "https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3DdQw4w9WgXcQ"

WRAPPERS: Final[tuple[Wrapper, ...]] = (
    Wrapper(
        name="Google redirect",
        patterns=(
            Pattern("/url", hosts=_GOOGLE, query=FrozenMap({"q": "{target}"})),
            Pattern("/url", hosts=_GOOGLE, query=FrozenMap({"url": "{target}"})),
            Pattern("/imgres", hosts=_GOOGLE, query=FrozenMap({"imgrefurl": "{target}"})),
        ),
        parts=_ANY,
        examples=(
            (f"https://www.google.com/url?sa=t&url={_QUOTED}&usg=x", _STORY),
            (f"https://www.google.co.uk/url?q={_QUOTED}", _STORY),
        ),
    ),
    Wrapper(
        name="Google AMP viewer",
        patterns=(Pattern("/amp/(?:s/)?{target}", hosts=(*_GOOGLE, "bing.com")),),
        parts=_ANY,
        prefix="https://",
        examples=(("https://www.google.com/amp/s/vimeo.com/76979871", "https://vimeo.com/76979871"),),
    ),
    Wrapper(
        name="AMP cache",
        patterns=(Pattern("/[cvir]/(?:s/)?{target}", hosts=(".cdn.ampproject.org", ".bing-amp.com")),),
        parts=_ANY,
        prefix="https://",
        examples=(
            ("https://vimeo-com.cdn.ampproject.org/c/s/vimeo.com/76979871", "https://vimeo.com/76979871"),
            (
                "https://cdn.ampproject.org/v/s/example.org/a.mp3?amp_js_v=0.1",
                "https://example.org/a.mp3?amp_js_v=0.1",
            ),
        ),
    ),
    Wrapper(
        # Chats show posts better by these (github.com/FxEmbed/FxEmbed, dylanpdx/BetterTwitFix, zedeus/nitter).
        name="Mirrors of X",
        patterns=(
            Pattern(r"/{target}", hosts=("fxtwitter.com", "vxtwitter.com", "fixupx.com", "fixvx.com", "nitter.net")),
        ),
        parts=FrozenMap({"target": r"\w{1,20}/status/\d{1,20}(?:/.*)?"}),
        prefix="https://x.com/",
        examples=(
            ("https://fxtwitter.com/jack/status/20", "https://x.com/jack/status/20"),
            ("https://nitter.net/jack/status/20", "https://x.com/jack/status/20"),
        ),
    ),
    Wrapper(
        name="Internet Archive's Wayback Machine",
        patterns=(
            Pattern(
                r"/web/{at}(?:[a-z]{2}_)?/{target}", hosts=("web.archive.org", "archive.org", "wayback.archive.org")
            ),
            # The newest copy, the oldest, the list of all.
            Pattern(
                r"/web/(?:\d{1,3}(?:[a-z]{2}_?)?/|\*/)?(?=https?:){target}",
                hosts=("web.archive.org", "archive.org", "wayback.archive.org"),
            ),
            Pattern(r"/{at}(?:[a-z]{2}_)?/{target}", hosts=("web.archive.org",)),
        ),
        parts=_ANY,
        prefix="http://",
        service="Wayback Machine",
        examples=(
            (
                "https://web.archive.org/web/20160111202300/https://vine.co/v/e5vIvmV5v9J",
                "https://vine.co/v/e5vIvmV5v9J",
            ),
            ("https://web.archive.org/web/2016/http://youtu.be/dQw4w9WgXcQ?t=42", "http://youtu.be/dQw4w9WgXcQ?t=42"),
            (
                "https://web.archive.org/web/20160111202300if_/https://www.youtube.com/watch?v=dQw4w9WgXcQ",
                _STORY,
            ),
            (f"https://web.archive.org/web/{_STORY}", _STORY),
            (f"https://web.archive.org/web/2oe_/{_STORY}", _STORY),
            (f"https://web.archive.org/web/*/{_STORY}", _STORY),
        ),
    ),
    Wrapper(
        name="archive.today",
        patterns=tuple(
            Pattern(path, hosts=tuple(f"archive.{tld}" for tld in ("today", "ph", "is", "li", "vn", "fo", "md")))
            for path in ("/{at}/{target}", "/(?:newest|oldest|timegate)/{target}", r"/o/\w{4,6}/{target}")
        ),
        parts=_ANY,
        prefix="http://",
        service="archive.today",
        examples=(
            (f"https://archive.ph/20160111202300/{_OLD}", _OLD),
            (f"https://archive.is/2016.01.11-202300/{_OLD}", _OLD),
            (f"https://archive.today/newest/{_OLD}", _OLD),
            (f"https://archive.ph/o/AbC12/{_OLD}", _OLD),
        ),
    ),
    _archive(
        "Arquivo.pt",
        ("arquivo.pt",),
        (r"/wayback/{at}(?:[a-z]{2}_)?", r"/noFrame/replay/{at}(?:[a-z]{2}_)?"),
        "https://arquivo.pt/wayback/20160111202300",
    ),
    _archive(
        "UK Government Web Archive",
        ("webarchive.nationalarchives.gov.uk",),
        (r"/(?:ukgwa/)?{at}(?:[a-z]{2}_)?",),
        "https://webarchive.nationalarchives.gov.uk/ukgwa/20160111202300",
    ),
    _archive(
        "UK Web Archive",
        ("webarchive.org.uk",),
        (r"/(?:act/)?wayback/(?:(?:archive|en/archive)/)?{at}(?:[a-z]{2}_)?",),
        "https://www.webarchive.org.uk/wayback/archive/20160111202300",
    ),
    _archive(
        "Library of Congress Web Archive",
        ("webarchive.loc.gov",),
        (r"/(?:all|legacy|lcwa\d+)/{at}(?:[a-z]{2}_)?",),
        "https://webarchive.loc.gov/all/20160111202300",
    ),
    _archive(
        "Archive-It",
        ("wayback.archive-it.org",),
        (r"/(?:\d+|all|org-\d+)/{at}(?:[a-z]{2}_)?",),
        "https://wayback.archive-it.org/4567/20160111202300",
    ),
    Wrapper(
        name="WebCite",
        patterns=(Pattern(r"/\w{3,12}", hosts=("webcitation.org",), query=FrozenMap({"url": "{target}"})),),
        parts=_ANY,
        prefix="http://",
        service="WebCite",
        examples=((f"https://www.webcitation.org/6Xyz12AbC?url={_OLD}", _OLD),),
    ),
    Wrapper(
        name="Ghostarchive's videos",
        patterns=(Pattern(r"/varchive/(?:youtube/{at}/)?{target}", hosts=("ghostarchive.org",)),),
        parts=FrozenMap({"target": r"[\w-]{11}", "at": r"\d{8}"}),
        prefix="https://www.youtube.com/watch?v=",
        service="Ghostarchive",
        examples=(("https://ghostarchive.org/varchive/youtube/20210709/dQw4w9WgXcQ", _STORY),),
    ),
    Wrapper(
        name="Google's cache",
        patterns=(
            Pattern(
                "/search",
                hosts=("webcache.googleusercontent.com",),
                query=FrozenMap({"q": r"cache:(?:[\w-]{12}:)?{target}(?: .*)?"}),
            ),
        ),
        parts=_ANY,
        prefix="http://",
        examples=(
            (
                "https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIj-K:https://vimeo.com/76979871+&cd=1",
                "https://vimeo.com/76979871",
            ),
        ),
    ),
    Wrapper(
        name="Google Translate",
        patterns=(Pattern("/.*", hosts=("{site}.translate.goog",)),),
        parts=_ANY,
        decode=disguises.translated,
        examples=(
            (
                "https://vimeo-com.translate.goog/76979871?_x_tr_sl=en&_x_tr_tl=de&_x_tr_hl=de",
                "https://vimeo.com/76979871",
            ),
        ),
    ),
    Wrapper(
        name="Google Translate's frame",
        patterns=(
            Pattern(
                "/(?:translate|translate_c|website)",
                hosts=(
                    "translate.google.com",
                    *(f"translate.{host}" for host in _GOOGLE[1:]),
                    "translate.googleusercontent.com",
                ),
                query=FrozenMap({"u": "{target}"}),
            ),
        ),
        parts=_ANY,
        prefix="http://",
        examples=((f"https://translate.google.com/translate?sl=en&tl=de&u={_QUOTED}", _STORY),),
    ),
    Wrapper(
        name="Google News",
        patterns=(Pattern("/(?:rss/)?(?:articles|read|__i/rss/rd/articles)/{article}", hosts=("news.google.com",)),),
        parts=FrozenMap({"article": r"[\w-]{20,1500}=?"}),
        decode=disguises.story,
        examples=(
            (
                "https://news.google.com/rss/articles/CBMiGmh0dHBzOi8vdmltZW8uY29tLzc2OTc5ODcx?oc=5",
                "https://vimeo.com/76979871",
            ),
        ),
    ),
    Wrapper(
        name="Bing redirect",
        patterns=(Pattern("/ck/a", hosts=("bing.com",), query=FrozenMap({"u": "{target}"})),),
        parts=FrozenMap({"target": r"a1[\w-]+"}),
        decode=disguises.counted,
        examples=(
            (
                "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly92aW1lby5jb20vNzY5Nzk4NzE&ntb=1",
                "https://vimeo.com/76979871",
            ),
        ),
    ),
    Wrapper(
        name="Yahoo redirect",
        patterns=(Pattern("/.*/RU={target}/RK=.*", hosts=("r.search.yahoo.com", "search.yahoo.com")),),
        parts=FrozenMap({"target": r"http[\w.~%-]+"}),
        decode=disguises.quoted,
        examples=(
            (
                "https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU=https%3a%2f%2fvimeo.com%2f76979871/RK=2/RS=x-",
                "https://vimeo.com/76979871",
            ),
        ),
    ),
    Wrapper(
        name="Proofpoint URL Defense",
        patterns=(
            Pattern(
                "/v2/url", hosts=("urldefense.proofpoint.com", "urldefense.com"), query=FrozenMap({"u": "{target}"})
            ),
            Pattern("/v3/.*", hosts=("urldefense.proofpoint.com", "urldefense.com", "urldefense.us")),
        ),
        parts=_ANY,
        decode=disguises.defended,
        examples=(
            (
                "https://urldefense.proofpoint.com/v2/url?u=https-3A__www.youtube.com_watch-3Fv-3DdQw4w9WgXcQ&d=DwMF",
                _STORY,
            ),
            (f"https://urldefense.com/v3/__{_STORY}__;!!AbC!x$", _STORY),
        ),
    ),
    _redirect(
        "Proofpoint URL Defense (first form)",
        ("urldefense.proofpoint.com",),
        "/v1/url",
        "u",
        f"https://urldefense.proofpoint.com/v1/url?u={_QUOTED}&k=x",
        _STORY,
    ),
    _redirect(
        "Barracuda Link Protection",
        ("linkprotect.cudasvc.com",),
        "/url",
        "a",
        f"https://linkprotect.cudasvc.com/url?a={_QUOTED}&c=E",
        _STORY,
    ),
    Wrapper(
        name="href.li",
        patterns=(Pattern("/", hosts=("href.li",)),),
        parts=_ANY,
        decode=disguises.after_mark,
        examples=((f"https://href.li/?{_STORY}", _STORY),),
    ),
    _redirect(
        "Facebook redirect",
        ("l.facebook.com", "lm.facebook.com", "facebook.com", "m.facebook.com", "l.messenger.com"),
        r"/l\.php",
        "u",
        f"https://l.facebook.com/l.php?u={_QUOTED}&h=AT0",
        _STORY,
    ),
    _redirect(
        "Facebook warning",
        ("facebook.com", "m.facebook.com"),
        "/flx/warn",
        "u",
        f"https://www.facebook.com/flx/warn/?h=TAQ&u={_QUOTED}&s=1",
        _STORY,
    ),
    _redirect(
        "Consent page",
        ("consent.youtube.com", "consent.google.com"),
        "/(?:m|ml|d)?",
        "continue",
        f"https://consent.youtube.com/m?continue={_QUOTED}&gl=NL",
        _STORY,
    ),
    _redirect(
        "Facebook plugin",
        (".facebook.com",),
        r"(?:/v\d+\.\d+)?/plugins/(?:post|video|comment_embed)(?:\.php)?",
        "href",
        "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2F20531316728%2Fposts%2F10154009990506729%2F&width=500",
        "https://www.facebook.com/20531316728/posts/10154009990506729/",
    ),
    _redirect(
        "Instagram redirect",
        ("l.instagram.com", "l.threads.net", "l.threads.com"),
        "/",
        "u",
        f"https://l.instagram.com/?u={_QUOTED}&e=AT0",
        _STORY,
    ),
    _redirect(
        "YouTube redirect",
        (".youtube.com",),
        "/redirect",
        "q",
        "https://www.youtube.com/redirect?event=video_description&q=https%3A%2F%2Fvimeo.com%2F76979871",
        "https://vimeo.com/76979871",
    ),
    Wrapper(
        name="YouTube attribution link",
        patterns=(Pattern("/attribution_link", hosts=(".youtube.com",), query=FrozenMap({"u": "{target}"})),),
        parts=_ANY,
        prefix="https://www.youtube.com",
        examples=(
            (
                "https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3DdQw4w9WgXcQ%26feature%3Dshare",
                _STORY + "&feature=share",
            ),
        ),
    ),
    _redirect(
        "SoundCloud widget",
        ("w.soundcloud.com",),
        "/player",
        "url",
        "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/forss/flickermood&color=00cc11",
        "https://soundcloud.com/forss/flickermood",
    ),
    _redirect(
        "Embedly player",
        ("cdn.embedly.com", "i.embed.ly"),
        r"/widgets/(?:media|card)\.html",
        "url",
        f"https://cdn.embedly.com/widgets/media.html?src=x&url={_QUOTED}&type=text%2Fhtml",
        _STORY,
    ),
    _redirect(
        "Outlook Safe Links",
        (".safelinks.protection.outlook.com", ".safelinks.protection.office365.us"),
        "/(?:GetUrlReputation)?",
        "url",
        f"https://eur02.safelinks.protection.outlook.com/?url={_QUOTED}&data=05",
        _STORY,
    ),
    _redirect(
        "Reddit redirect", ("out.reddit.com",), "/.*", "url", f"https://out.reddit.com/t3_x?url={_QUOTED}", _STORY
    ),
    _redirect(
        "VK redirect", ("vk.com", "m.vk.com"), r"/away(?:\.php)?", "to", f"https://vk.com/away.php?to={_QUOTED}", _STORY
    ),
    _redirect(
        "Tumblr redirect",
        ("t.umblr.com",),
        "/redirect",
        "z",
        f"https://t.umblr.com/redirect?z={_QUOTED}&t=x",
        _STORY,
    ),
    _redirect(
        "Embedly player, of a frame",
        ("cdn.embedly.com", "i.embed.ly"),
        r"/widgets/media\.html",
        "src",
        f"https://cdn.embedly.com/widgets/media.html?src={_QUOTED}&type=text%2Fhtml",
        _STORY,
    ),
    _redirect(
        "Iframely player",
        ("cdn.iframe.ly", "iframe.ly", "iframely.net"),
        "/api/iframe(?:/.*)?",
        "url",
        f"https://cdn.iframe.ly/api/iframe?url={_QUOTED}&key=x",
        _STORY,
    ),
    _redirect(
        "Noembed player",
        ("noembed.com",),
        "/(?:embed|i/.*)?",
        "url",
        f"https://noembed.com/embed?url={_QUOTED}",
        _STORY,
    ),
    _redirect("SoundCloud redirect", ("exit.sc", "gate.sc"), "/", "url", f"https://exit.sc/?url={_QUOTED}", _STORY),
    _redirect("WhatsApp redirect", ("l.wl.co",), "/l", "u", f"https://l.wl.co/l?u={_QUOTED}", _STORY),
    _redirect("Disqus redirect", ("disq.us",), "/url", "url", f"https://disq.us/url?url={_QUOTED}&cuid=1", _STORY),
    _redirect(
        "Telegram Instant View", ("t.me", "telegram.me"), "/iv", "url", f"https://t.me/iv?url={_QUOTED}&rhash=x", _STORY
    ),
    _redirect(
        "Pocket and Flipboard redirects",
        ("getpocket.com", "flipboard.com"),
        "/redirect",
        "url",
        f"https://getpocket.com/redirect?url={_QUOTED}",
        _STORY,
    ),
    _redirect(
        "Odnoklassniki redirect",
        ("ok.ru",),
        "/dk",
        "st.rfn",
        f"https://ok.ru/dk?st.cmd=outLinkWarning&st.rfn={_QUOTED}",
        _STORY,
    ),
    _redirect(
        "Skimlinks redirect",
        ("go.skimresources.com", "go.redirectingat.com"),
        "/",
        "url",
        f"https://go.skimresources.com/?id=1X2&xs=1&url={_QUOTED}",
        _STORY,
    ),
    _redirect(
        "Business Wire redirect",
        ("cts.businesswire.com",),
        "/ct/CT",
        "url",
        f"https://cts.businesswire.com/ct/CT?id=smartlink&url={_QUOTED}&index=1",
        _STORY,
    ),
    _redirect(
        "Steam link filter",
        ("steamcommunity.com",),
        "/linkfilter",
        "url",
        f"https://steamcommunity.com/linkfilter/?url={_QUOTED}",
        _STORY,
    ),
    _redirect(
        "LinkedIn redirect",
        ("linkedin.com",),
        "/(?:redir/redirect|safety/go)",
        "url",
        f"https://www.linkedin.com/safety/go?url={_QUOTED}",
        _STORY,
    ),
    _redirect(
        "DuckDuckGo redirect", ("duckduckgo.com",), "/l", "uddg", f"https://duckduckgo.com/l/?uddg={_QUOTED}", _STORY
    ),
    _redirect(
        "Slack redirect", ("slack-redir.net",), "/link", "url", f"https://slack-redir.net/link?url={_QUOTED}", _STORY
    ),
)

"""Addresses around other addresses: redirects that count clicks, caches, archives, players of players."""

from __future__ import annotations

from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Pattern, Wrapper

_ANY: Final = FrozenMap({"target": r"[!-~]+", "at": r"\d{4,14}"})


def _redirect(name: str, hosts: tuple[str, ...], path: str, parameter: str, example: str, inside: str) -> Wrapper:
    pattern = Pattern(path, hosts=hosts, query=FrozenMap({parameter: "{target}"}))
    return Wrapper(name=name, patterns=(pattern,), parts=_ANY, examples=((example, inside),))


_GOOGLE: Final = tuple(
    f"google.{tld}"
    for tld in (
        "com de fr es it nl be at ch pl cz se no dk fi pt gr ie hu ro bg ru com.ua com.tr co.uk ca com.au co.nz com.br "
        "com.ar com.mx co.jp co.kr co.in co.il ae com.sa com.eg com.lb com.sy iq co.za"
    ).split()
)
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
        patterns=(Pattern("/amp/(?:s/)?{target}", hosts=_GOOGLE),),
        parts=_ANY,
        prefix="https://",
        examples=(("https://www.google.com/amp/s/vimeo.com/76979871", "https://vimeo.com/76979871"),),
    ),
    Wrapper(
        name="AMP cache",
        patterns=(Pattern("/[cvir]/(?:s/)?{target}", hosts=(".cdn.ampproject.org",)),),
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
        name="Internet Archive's Wayback Machine",
        patterns=(
            Pattern(
                r"/web/{at}(?:[a-z]{2}_)?/{target}", hosts=("web.archive.org", "archive.org", "wayback.archive.org")
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
        ),
    ),
    _redirect(
        "Facebook redirect",
        ("l.facebook.com", "lm.facebook.com", "facebook.com", "m.facebook.com"),
        r"/l\.php",
        "u",
        f"https://l.facebook.com/l.php?u={_QUOTED}&h=AT0",
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
        ("l.instagram.com",),
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
        r"/widgets/media\.html",
        "url",
        f"https://cdn.embedly.com/widgets/media.html?src=x&url={_QUOTED}&type=text%2Fhtml",
        _STORY,
    ),
    _redirect(
        "Outlook Safe Links",
        (".safelinks.protection.outlook.com",),
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
        ("t.umblr.com", "href.li"),
        "/redirect",
        "z",
        f"https://t.umblr.com/redirect?z={_QUOTED}&t=x",
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

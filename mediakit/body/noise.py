"""What stands in pages and shows nothing: advertising, counters, buttons, stand-ins; and where addresses hide.

Data, by what was met in real pages. Hosts are matched by label: `example.org` is itself and all below it.
"""

from __future__ import annotations

import re
from typing import Final

from mediakit import url

_HOSTS: Final = frozenset(
    """
    doubleclick.net googlesyndication.com googletagmanager.com google-analytics.com googleadservices.com adnxs.com
    amazon-adsystem.com taboola.com outbrain.com criteo.com criteo.net scorecardresearch.com quantserve.com krxd.net
    rubiconproject.com pubmatic.com openx.net casalemedia.com adsrvr.org moatads.com teads.tv smartadserver.com
    addthis.com sharethis.com disqus.com recaptcha.net plusone.google.com apis.google.com bluekai.com demdex.net
    rlcdn.com adform.net bidswitch.net media.net 2mdn.net adsafeprotected.com consensu.org cookielaw.org hotjar.com
    pixel.wp.com stats.wp.com feeds.feedburner.com s.w.org pixel.facebook.com px.ads.linkedin.com t.co gravatar.com
    analytics.twitter.com imasdk.googleapis.com privacy-mgmt.com dianomi.com yahoosandbox.com safeframe.org
    """.split()
)
_PATHS: Final = {
    "google.com": ("/recaptcha/",),
    "facebook.com": (
        "/plugins/like", "/plugins/page.php", "/plugins/share_button", "/plugins/follow", "/plugins/comments",
        "/plugins/fan.php", "/plugins/activity", "/connect/", "/tr",
    ),
    "twitter.com": ("/widgets/follow_button", "/widgets/tweet_button", "/widgets/widget_iframe", "/jot"),
    "youtube.com": ("/subscribe_embed",),
    "vimeo.com": ("/static/",),
    "blogger.com": ("/navbar",),
    "linkedin.com": ("/countserv",),
    "tumblr.com": ("/assets/html/iframe",),
}  # fmt: skip
# Where lazy loaders and consent managers keep the address of a frame until it may be asked.
LAZY_FRAME: Final = tuple(
    """
    data-src data-lazy-src data-lazyload data-original data-url data-cookieconsent-src data-cookie-src data-cmp-src
    data-litespeed-src data-cfsrc data-rocket-src data-lazy data-iframe-src data-embed-src data-suppressedsrc
    data-consent-src data-uc-src data-borlabs-src data-flying-press-lazy-src data-cmplz-src data-src-cmplz
    """.split()
)
LAZY_PICTURE: Final = tuple(
    """
    data-src data-lazy-src data-original data-lazy data-lazyload data-url data-hi-res-src data-full-src data-img-src
    data-image data-large-src data-cfsrc data-litespeed-src
    """.split()
)
SRCSETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
# The picture that stands where another one will be loaded.
STAND_IN: Final = re.compile(
    r"(?:\A|[/_-])(?:spacer|blank|placeholder|transparent|pixel|lazy(?:load)?|loading|clear|empty|dot|gr[ae]y|1x1|trans)"
    r"[\w.@-]{0,40}\.(?:gif|png|svg|jpe?g|webp)\Z",
    re.IGNORECASE,
)
# What a class calls a picture that is no picture of the post.
DECORATION: Final = re.compile(
    r"(?:\A|[-_])(?:emoji|emoticon|smiley|smilie|icons?|avatar|gravatar|spacer|tracking|pixel|logo|sprite|badge)"
    r"(?:\Z|[-_])",
    re.IGNORECASE,
)


def is_noise(address: str | None) -> bool:
    """Whether the address is advertising, a counter or a button.

    >>> is_noise("https://securepubads.g.doubleclick.net/x"), is_noise("https://notdoubleclick.net/x")
    (True, False)
    >>> is_noise("https://www.facebook.com/plugins/like.php?href=x"), is_noise("https://www.facebook.com/plugins/post.php")
    (True, False)
    """
    parts = url.split(address) if address else None
    if parts is None:
        return False
    labels = parts.host.split(".")
    for at in range(len(labels) - 1):
        name = ".".join(labels[at:])
        if name in _HOSTS or any(parts.path.startswith(path) for path in _PATHS.get(name, ())):
            return True
    return False

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
        "/plugins/fan.php", "/plugins/activity", "/connect/", "/tr", "/widgets/", "/dialog/", "/sharer",
    ),
    "twitter.com": ("/widgets/", "/jot", "/intent/", "/share"),
    "x.com": ("/intent/", "/share"),
    "accounts.google.com": ("/gsi/", "/o/"),
    "youtube.com": ("/subscribe_embed",),
    "vimeo.com": ("/static/",),
    "blogger.com": ("/navbar",),
    "linkedin.com": ("/countserv", "/widgets/", "/pages-extensions/"),
    "tumblr.com": ("/assets/html/iframe",),
}  # fmt: skip
# Elements that no reader looks into: advertising, counters, buttons, comments and what only asks for something.
FURNITURE: Final = frozenset(
    """
    amp-ad amp-ad-exit amp-addthis amp-analytics amp-auto-ads amp-byside-content amp-call-tracking amp-consent
    amp-embed amp-experiment amp-facebook-comments amp-facebook-like amp-facebook-page amp-gwd-animation
    amp-inline-gallery-pagination amp-inline-gallery-thumbnails amp-install-serviceworker amp-next-page
    amp-onetap-google amp-pixel amp-recaptcha-input amp-sidebar amp-skimlinks amp-smartlinks amp-social-share
    amp-sticky-ad amp-story-auto-ads amp-subscriptions amp-tracking-pixel amp-user-notification amp-web-push
    amp-web-push-widget amp-yotpo
    fb:like fb:like-box fb:share-button fb:send fb:follow fb:subscribe fb:comments fb:comments-count fb:fan
    fb:facepile fb:login-button fb:page fb:profile-pic fb:add-to-timeline fb:bookmark fb:name
    g:plusone
    """.split()
)
# Classes of the same: the buttons and boxes that networks and services ask pages to hold, not what somebody embedded.
FURNITURE_CLASS: Final = frozenset(
    """
    fb-like fb-like-box fb-share-button fb-send fb-follow fb-subscribe fb-comments fb-comments-count fb-page fb-save
    fb-quote fb-login-button fb-customerchat fb-group fb_iframe_widget_loader
    twitter-share-button twitter-follow-button twitter-hashtag-button twitter-mention-button
    g-plusone g-plus g-ytsubscribe g-recaptcha h-captcha cf-turnstile g-savetodrive g-follow g-page
    addthis_toolbox addthis_inline_share_toolbox addthis_button addthis_sharing_toolbox sharethis-inline-share-buttons
    st-custom-button sharedaddy jp-relatedposts a2a_kit addtoany_share_save_container addtoany_content essb_links
    heateor_sss_sharing_container ss-inline-share-wrapper social-share share-buttons sharebar
    sharethis-sticky-share-buttons disqus_thread commento remark42 giscus utterances
    adsbygoogle ad-slot ad-unit adunit dfp-ad OUTBRAIN trc_related_container taboola-container teads-inread
    tumblr-follow-button tumblr-share-button reddit-share pinterest-follow vk-like-button
    cookie-banner cookie-notice cc-window cookieconsent cmplz-cookiebanner
    onesignal-customlink-container mc_embed_signup mailmunch-forms-widget
    """.split()
)
FURNITURE_ID: Final = frozenset(
    """
    disqus_thread fb-root taboola-below-article-thumbnails onetrust-consent-sdk onetrust-banner-sdk
    CybotCookiebotDialog mc_embed_signup vk_like vk_groups vk_comments vk_auth vk_subscribe vk_share_button
    """.split()
)
# Where lazy loaders and consent managers keep the address of a frame until it may be asked.
LAZY_FRAME: Final = tuple(
    """
    data-src data-lazy-src data-lazyload data-original data-url data-cookieconsent-src data-cookie-src data-cmp-src
    data-litespeed-src data-cfsrc data-rocket-src data-lazy data-iframe-src data-embed-src data-suppressedsrc
    data-cookieblock-src data-tally-src
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

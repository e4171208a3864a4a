"""Short links of anybody's pages: named for what they are; where they lead takes one request.

Short links of one provider alone (`vm.tiktok.com`, `pin.it`) stand in its own row. Here are the shorteners, and the
hosts of newsrooms, which are most often a shortener's under another name.
"""

from __future__ import annotations

from typing import Final

from mediakit.embed import FrozenMap
from mediakit.providers.model import Noun, Pattern, Provider, other_than

_WORDS: Final = (
    "about login logout signup sign-up signin pricing terms privacy tos legal blog help support contact api docs "
    "features enterprise resources pages press careers jobs dashboard settings faq admin index app"
)
_HOSTS: Final = (
    "bit.ly j.mp bitly.com ow.ly ht.ly buff.ly tinyurl.com is.gd v.gd dlvr.it ift.tt rebrand.ly shorturl.at rb.gy "
    "t.ly cutt.ly goo.gl g.co share.google search.app wp.me lnkd.in amzn.to a.co amzn.eu amzn.asia flip.it vk.cc "
    "smarturl.it lnk.to ffm.to v.douyin.com xhslink.com aka.ms 1drv.ms msft.it apple.co adobe.ly zpr.io trib.al "
    "nyti.ms wapo.st bbc.in reut.rs cnn.it cnb.cx on.ft.com on.wsj.com bloom.bg abcn.ws nbcnews.to on.msnbc.com "
    "apne.ws usat.ly cbsn.ws fxn.ws politi.co econ.st on.natgeo.com lat.ms ind.pn tcrn.ch huff.to nym.ag "
    "to.pbs.org f24.my spon.de es.pn atfp.co theatln.tc wrd.cm bzfd.it mol.im livestre.am"
)


def _noun(host: str) -> Noun:
    """A shortener's links, under its host's name: what one host calls `abc` another may call otherwise."""
    return Noun(
        "".join(filter(str.isalnum, host)),
        "link",
        (Pattern("/{code}", hosts=(host,)),),
        f"https://{host}/{{code}}",
        id="{code}",
        short=True,
    )


SHORT_LINKS: Final[tuple[Provider, ...]] = (
    Provider(
        key="shortlink",
        name="Short link",
        url="https://en.wikipedia.org/wiki/URL_shortening",
        parts=FrozenMap({"code": other_than(_WORDS, r"[\w~.-]{2,60}(?:/[\w~.-]{2,60})?")}),
        nouns=tuple(_noun(host) for host in _HOSTS.split()),
        terms="Where it leads is known only after one request; a short link may die before its target does.",
        examples=(
            ("https://bit.ly/3aBcD9x", "bitly:3aBcD9x", "https://bit.ly/3aBcD9x"),
            ("http://nyti.ms/1abCdEf", "nytims:1abCdEf", "https://nyti.ms/1abCdEf"),
            ("https://www.tinyurl.com/harbour-lamps", "tinyurlcom:harbour-lamps", "https://tinyurl.com/harbour-lamps"),
            ("https://goo.gl/AbC123", "googl:AbC123", "https://goo.gl/AbC123"),
            ("https://amzn.to/3AbCdEf", "amznto:3AbCdEf", "https://amzn.to/3AbCdEf"),
        ),
        lookalikes=(
            "https://bit.ly/",
            "https://bitly.com/pages/pricing",
            "https://evil-bit.ly/3aBcD9x",
            "https://goo.gl/maps/abcdefghij",
        ),
    ),
)

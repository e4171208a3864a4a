"""Which URLs and addresses may be asked, and how much an answer may cost: every number with its reason, nothing asked.

Addresses are judged after the name was looked up, never by their spelling: a URL has a hundred ways to write 127.0.0.1,
an address has one. Sources: the IANA special-purpose registries for IPv4 and IPv6 (RFC 6890 and its updates), the cloud
providers' pages for their metadata addresses.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

from mediakit.errors import ForbiddenURL
from mediakit.flow import Purpose
from mediakit.url import MAX_LENGTH, Url, split

KiB: Final = 1024
MiB: Final = 1024 * KiB


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What one ask may cost. Seconds, bytes, counts; a site that needs other numbers makes its own `Limits`.

    >>> Limits(page=1 * MiB).most("page")
    1048576
    """

    dns: float = 5.0  # a resolver's own first retry comes at 5 s; whoever has not answered by then rarely does
    connect: float = 3.0  # one lost SYN costs 1 s, two cost 3 s; it bounds each TCP try, and the TLS handshake again
    total: float = 10.0  # an editor waits for a preview no longer; name lookup, connecting and the body all within it
    redirects: int = 5  # short link, http to https, www, consent, target; more is a loop
    ports: tuple[int, ...] = (80, 443)  # the web; others are somebody's database, mail or control panel
    addresses: int = 4  # two IPv6 and two IPv4: enough to get round a dead one, too few for a list of black holes
    headers: int = 256 * KiB  # what browsers accept in all; the "100 Continue" lines before an answer count too
    page: int = 512 * KiB  # decoded; the head of a page is what we read, so a longer page is cut here and never refused
    oembed: int = 256 * KiB  # an honest answer has 2 KiB, some carry a whole post as HTML
    image: int = 5 * MiB  # a photograph of 4096 px; previews are far smaller
    audio: int = 16 * MiB  # one stretch of a file: the largest ID3 tag with a cover that we promise to read
    feed: int = 16 * MiB  # twenty years of a daily show
    text: int = 4 * MiB  # a transcript of ten hours with its times
    start: int = 64 * KiB  # of a file found behind a page's link: enough for magic bytes and an image's dimensions

    def most(self, purpose: Purpose) -> int:
        """How many decoded bytes an answer for this purpose may have."""
        return {
            "page": self.page,
            "oembed": self.oembed,
            "image": self.image,
            "audio": self.audio,
            "feed": self.feed,
            "text": self.text,
        }[purpose]


# ---- addresses -------------------------------------------------------------------------------------------------------

# Services that give a machine's own credentials to whoever asks from it. Refused even for hosts a newsroom allows.
METADATA: Final = {
    ip_address(address): whose
    for address, whose in {
        "169.254.169.254": "the metadata service of AWS, Azure, Google Cloud and others",
        "169.254.169.253": "the name server of AWS",
        "169.254.170.2": "the credentials service of AWS containers",
        "169.254.170.23": "the credentials service of AWS Kubernetes",
        "169.254.0.23": "the metadata service of Tencent Cloud",
        "168.63.129.16": "the wire server of Azure",
        "100.100.100.200": "the metadata service of Alibaba Cloud",
        "192.0.0.192": "the metadata service of Oracle Cloud",
        "fd00:ec2::254": "the metadata service of AWS",
        "fd00:ec2::23": "the credentials service of AWS Kubernetes",
        "fd20:ce::254": "the metadata service of Google Cloud",
        "169.254.42.42": "the metadata service of Scaleway",
        "fd00:42::42": "the metadata service of Scaleway",
        "fd00:c1::a9fe:a9fe": "the metadata service of Oracle Cloud",
        "fe80::a9fe:a9fe": "the metadata service of OpenStack",
    }.items()
}

_IPV4_REFUSED: Final = tuple(
    (IPv4Network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "this host, 0.0.0.0/8"),
        ("10.0.0.0/8", "a private address, 10.0.0.0/8"),
        ("100.64.0.0/10", "a carrier's inner address, 100.64.0.0/10"),
        ("127.0.0.0/8", "a loopback address, 127.0.0.0/8"),
        ("169.254.0.0/16", "a link-local address, 169.254.0.0/16"),
        ("172.16.0.0/12", "a private address, 172.16.0.0/12"),
        ("192.0.0.0/24", "reserved for protocols, 192.0.0.0/24"),
        ("192.0.2.0/24", "reserved for documentation, 192.0.2.0/24"),
        ("192.31.196.0/24", "reserved for AS112, 192.31.196.0/24"),
        ("192.52.193.0/24", "reserved for AMT, 192.52.193.0/24"),
        ("192.88.99.0/24", "a 6to4 relay, 192.88.99.0/24"),
        ("192.168.0.0/16", "a private address, 192.168.0.0/16"),
        ("192.175.48.0/24", "reserved for AS112, 192.175.48.0/24"),
        ("198.18.0.0/15", "reserved for benchmarks, 198.18.0.0/15"),
        ("198.51.100.0/24", "reserved for documentation, 198.51.100.0/24"),
        ("203.0.113.0/24", "reserved for documentation, 203.0.113.0/24"),
        ("224.0.0.0/4", "a multicast address, 224.0.0.0/4"),
        ("240.0.0.0/4", "a reserved address, 240.0.0.0/4"),
    )
)

_MAPPED: Final = IPv6Network("::ffff:0:0/96")
_NAT64: Final = IPv6Network("64:ff9b::/96")  # RFC 6052: a host with IPv6 only reaches every IPv4 site through it
_GLOBAL: Final = IPv6Network("2000::/3")  # all that is handed out today; the rest is refused whatever it becomes

_IPV6_REFUSED: Final = tuple(
    (IPv6Network(network), reason)
    for network, reason in (
        # within 2000::/3
        ("2001::/23", "reserved for protocols (Teredo, ORCHID ...), 2001::/23"),
        ("2001:db8::/32", "reserved for documentation, 2001:db8::/32"),
        ("2002::/16", "an IPv4 address inside 6to4, 2002::/16"),
        ("2620:4f:8000::/48", "reserved for AS112, 2620:4f:8000::/48"),
        ("3ffe::/16", "the 6bone's, given back, 3ffe::/16"),
        ("3fff::/20", "reserved for documentation, 3fff::/20"),
        # outside it: refused in any case, named so that the message helps
        ("::/128", "the unspecified address, ::"),
        ("::1/128", "the loopback address, ::1"),
        ("::/96", "an IPv4 address inside IPv6, ::/96"),
        ("::ffff:0:0:0/96", "a translated IPv4 address, ::ffff:0:0:0/96"),
        ("64:ff9b:1::/48", "a local NAT64 address, 64:ff9b:1::/48"),
        ("100::/64", "the discard address, 100::/64"),
        ("5f00::/16", "a segment routing address, 5f00::/16"),
        ("fc00::/7", "a private address, fc00::/7"),
        ("fe80::/10", "a link-local address, fe80::/10"),
        ("fec0::/10", "a site-local address, fec0::/10"),
        ("ff00::/8", "a multicast address, ff00::/8"),
    )
)


def refusal(address: str) -> str | None:
    """Why an IP address may not be asked, in words for a person; `None` when it is public.

    An IPv4 address inside an IPv6 one (mapped, NAT64, ISATAP) is judged as what it reaches. Text that is no address in
    its one plain spelling is refused.

    >>> refusal("127.0.0.1")
    'a loopback address, 127.0.0.0/8'
    >>> refusal("::ffff:169.254.169.254")
    'the metadata service of AWS, Azure, Google Cloud and others'
    >>> refusal("1.1.1.1") is None, refusal("64:ff9b::1.1.1.1") is None, refusal("2606:4700::1111") is None
    (True, True, True)
    """
    if "%" in address:
        return "an address with a zone, which is never public"
    try:
        judged = reached(ip_address(address))
    except ValueError:
        return "no IP address"
    if judged in METADATA:
        return METADATA[judged]
    if isinstance(judged, IPv4Address):
        return next((reason for network, reason in _IPV4_REFUSED if judged in network), None)
    for network, reason in _IPV6_REFUSED:
        if judged in network:
            return reason
    if judged not in _GLOBAL:
        return "outside the addresses handed out to the public, 2000::/3"
    low = int(judged) & 0xFFFF_FFFF_FFFF_FFFF
    if low >> 32 in (0x0000_5EFE, 0x0200_5EFE):  # ISATAP, RFC 5214: the last 32 bits are an IPv4 address
        return refusal(str(IPv4Address(low & 0xFFFF_FFFF)))
    return None


# What a host that a newsroom allows by name may not have either: where clouds put what gives credentials away, and what
# is nobody's in particular.
_NEVER: Final = tuple(map(ip_network, ("169.254.0.0/16", "fe80::/10", "224.0.0.0/4", "ff00::/8", "255.255.255.255/32")))


def refusal_of_own(address: str) -> str | None:
    """Why not even a host that a newsroom allows by name may have this address; `None` when it may.

    Private addresses are let in; a cloud's metadata service, link-local and multicast addresses are not.

    >>> refusal_of_own("168.63.129.16"), refusal_of_own("10.0.0.1")
    ('the wire server of Azure', None)
    """
    try:
        judged = reached(ip_address(address))
    except ValueError:
        return "no IP address"
    if judged in METADATA or any(judged in network for network in _NEVER):
        return refusal(address)
    return None


def reached(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The address a packet ends up at: the IPv4 address inside a mapped or NAT64 one, else the address itself.

    >>> reached(ip_address("64:ff9b::1.1.1.1"))
    IPv4Address('1.1.1.1')
    """
    if isinstance(address, IPv6Address) and (address in _MAPPED or address in _NAT64):
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address


# ---- URLs ------------------------------------------------------------------------------------------------------------

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")
_USER = re.compile(r"(://)[^/?#@]*@")
_NAME = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)+\Z")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)\Z")

# Names that are inside by definition: RFC 6761, 6762, 7686, 8375, 9476, and ICANN's word on `.internal` of 2024.
_INNER: Final = ("localhost", "local", "internal", "intranet", "corp", "home", "lan", "home.arpa", "onion", "alt")

# Parameters whose value gives access; `shown` hides it. The whole name counts, or its last part (`x-amz-signature`).
_SECRET = re.compile(
    r"(?i)([?&](?:[^=&#]*[-_.])?"
    r"(?:key|apikey|token|accesstoken|secret|sig|signature|auth|authorization|password|passwd|pwd|credential|policy"
    r"|hmac|jwt|session|sid)=)[^&#]+"
)


def check_url(url: str, limits: Limits, allow_hosts: Collection[str] = ()) -> Url:
    """The URL in parts when it may be asked. Hosts in `allow_hosts` may be inner names and have any port.

    Judges text only; the addresses behind a name are judged when they are known, by `refusal`.

    Raises:
        ForbiddenURL: not http(s), too long, a user name, a control character, a port or a host that is not public.

    >>> check_url("https://example.org/a", Limits()).host
    'example.org'
    >>> check_url("https://example.org:6379/", Limits())
    Traceback (most recent call last):
    ...
    mediakit.errors.ForbiddenURL: port 6379 is not one of 80, 443: https://example.org:6379/
    """
    parts = split(url)
    if parts is None:
        raise ForbiddenURL(shown(url), _unreadable(url))
    if parts.user is not None:
        raise ForbiddenURL(shown(url), "an address with a user name or password in it is not asked")
    if parts.host in allow_hosts:
        return parts
    port = (443 if parts.scheme == "https" else 80) if parts.port is None else parts.port
    if port not in limits.ports:
        raise ForbiddenURL(shown(url), f"port {port} is not one of {', '.join(map(str, limits.ports))}")
    reason = _inner(parts.host)
    if reason is not None:
        raise ForbiddenURL(shown(url), reason)
    return parts


def _unreadable(url: str) -> str:
    if len(url.strip()) > MAX_LENGTH:
        return f"longer than {MAX_LENGTH} characters"
    scheme = _SCHEME.match(url)
    if scheme is not None and scheme[1].lower() not in ("http", "https"):
        return f"the scheme {scheme[1].lower()!r} is not asked, only http and https"
    return "not an http(s) URL that can be read"


def _inner(host: str) -> str | None:
    """Why a host as it is written is not public, else `None`."""
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        pass
    else:
        reason = refusal(str(address))
        return None if reason is None else f"{address} is {reason}"
    # The WHATWG rule: a host whose last label is a number is an IPv4 address, however it is spelled.
    if _NUMBER.match(host.rpartition(".")[2]):
        return "an address in an unusual spelling is not asked"
    if any(host == name or host.endswith("." + name) for name in _INNER):
        return f"{host} is a name of an inner network"
    if len(host) > 253 or not _NAME.match(host):
        return "the host is no public name"
    return None


def shown(url: str) -> str:
    """A URL as it may stand in a message or a log: no user name, no password, no access token, no endless tail.

    >>> shown("https://ann:pw@example.org/?id=7&access_token=abc")
    'https://example.org/?id=7&access_token=...'
    """
    readable = url[: MAX_LENGTH + 1]
    if not readable.isprintable():
        readable = "".join(character if character.isprintable() else "?" for character in readable)
    readable = _SECRET.sub(r"\1...", _USER.sub(r"\1", readable))
    return readable if len(readable) <= 300 else readable[:299] + "…"


def holds_secret(url: str) -> bool:
    """Whether a URL carries what gives access (a user name, a token, a signature), and so is nobody else's to know.

    >>> holds_secret("https://example.org/draft?preview_token=abc"), holds_secret("https://example.org/?id=7")
    (True, False)
    """
    return _SECRET.search(url) is not None or _USER.search(url) is not None

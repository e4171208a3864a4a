"""URLs: taking them apart, making them absolute, safe and canonical. Judges text only; asks nobody.

Sources: RFC 3986, the WHATWG URL Standard for what people paste (backslashes, stray blanks), IDNA 2008 through the
`idna` package where a host is not ASCII.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

# A URL in an address bar or an attribute beyond this is refused: longer ones are attacks or data (IE's old limit, which
# became everybody's).
MAX_LENGTH: Final = 2083

# What nearly every pasted URL is: ASCII, its host in lower case, no user, no port. Possessive, so that a long text that
# isn't one is left as soon as that is seen.
_PLAIN: Final = re.compile(
    r"https?://(?:www\.)?+([a-z0-9_.-]++)(?<!\.)(/([!\"$-.0->@-\[\]-~]*+)[!\"$->@-\[\]-~]*+)?+"
    r"(?:\?([!\"$-~]*+))?+(?:#([!-~]*+))?+\Z"
).match
# Compiled by `re` when first needed: recognizing a plain URL needs none of them, nor `urllib.parse`.
_URL: Final = (
    r"(?is)(https?)://(?:([^/?#@\\]*)@)?(\[[0-9A-Fa-f:.]+\]|[^/?#:@\\\[\]]+)(?::(\d{0,5}))?"
    r"((?:[/\\][^?#]*)?)(?:\?([^#]*))?(?:#(.*))?\Z"
)
_CONTROLS: Final = "[\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff]"
# A reference that needs neither a base nor an escape: most of them.
_WHOLE: Final = r"https?://[A-Za-z0-9][A-Za-z0-9%/:=&?~+!$,;'@()*|._-]*(?<!\?)\Z"
_OURS: Final = r"#|/(?!/)|\./|\.\./|[A-Za-z0-9_-][A-Za-z0-9_./%~-]*(?:[?#]|\Z)"

# Parameters that say where a reader came from and never what they see, in lower case; families of them by their prefix.
# Those that mean something on some sites (`ref`, `source`, `si`, `s`, `t`, `feature`, `id`) are not among them: where
# they only track, the row of the provider leaves them out. The first half is what browsers strip by themselves
# (Firefox, "Query Parameter Stripping"; Brave, "Query Filter"), the second what newsrooms and networks add.
TRACKING: Final = frozenset(
    (
        "__hsfp __hssc __hstc __s _hsenc _hsmi _openstat dclid fbclid gbraid gclid gclsrc hsctatracking igsh igshid "
        "mc_cid mc_eid mkt_tok ml_subscriber ml_subscriber_hash msclkid oft_c oft_ck oft_d oft_id oft_ids oft_k oft_lk "
        "oft_sk oly_anon_id oly_enc_id rb_clickid s_cid ttclid twclid vero_conv vero_id wbraid wickedid yclid "
        "__twitter_impression _branch_match_id _branch_referrer _ga _gl amp_gsa amp_js_v cmp cmpid epik fb_action_ids "
        "fb_action_types fb_ref fb_source gad_campaignid gad_source guccounter guce_referrer guce_referrer_sig icid "
        "li_fat_id mibextid ocid ref_src ref_url scid smid smtyp spm srsltid usqp wprov wt_mc xtor"
    ).split()
)
_FAMILIES: Final = (
    "utm_",
    "at_campaign",
    "at_medium",
    "at_custom",
    "at_link_",
    "at_bbc_",
    "at_ptr_",
    "pk_",
    "mtm_",
    "matomo_",
    "piwik_",
)


class Url(NamedTuple):
    """A web address in parts: `host` lower-case ASCII without a final dot, `port` `None` for the scheme's own."""

    scheme: str
    host: str
    port: int | None
    path: str
    query: str
    fragment: str
    user: str | None = None

    def __str__(self) -> str:
        authority = self.host if self.port is None else f"{self.host}:{self.port}"
        query = f"?{self.query}" if self.query else ""
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{authority}{self.path}{query}{fragment}"


def split(text: str) -> Url | None:
    """The parts of an absolute http(s) URL, or `None` when `text` is none.

    >>> str(split("HTTPS://Example.ORG:443/a?b#c"))
    'https://example.org/a?b#c'
    >>> split("mailto:desk@example.org") is None
    True
    """
    text = text.strip()
    return _split(text) if len(text) <= MAX_LENGTH else None


def apart(text: str) -> tuple[str, str, str, str, str] | None:
    """Host without `www.`, path, first piece of the path, query and fragment of a URL on its scheme's own port.

    What tables of URLs are asked with. The path is ASCII. `None` for what `split` refuses, and for a user or a port.

    >>> apart("http://www.example.org/a/b?c")
    ('example.org', '/a/b', 'a', 'c', '')
    """
    plain = _PLAIN(text)
    if plain is not None and len(text) <= MAX_LENGTH:
        host, path, first, query, fragment = plain.groups("")
        return host, path or "/", first, query, fragment
    return _apart_in_full(text)


def _apart_in_full(text: str) -> tuple[str, str, str, str, str] | None:
    """What `apart` gives, of any text at all; a test holds the two together."""
    parts = split(text)
    if parts is None or parts.user is not None or parts.port is not None:
        return None
    path = parts.path
    if not path.isascii():
        from urllib.parse import quote

        path = quote(path, safe="/%:@!$&'()*+,;=~")
    return parts.host.removeprefix("www."), path, path[1:].partition("/")[0], parts.query, parts.fragment


# A page asks about the same address again and again: to judge it, to link it, to find its host.
@lru_cache(maxsize=1024)
def _split(text: str) -> Url | None:
    match = re.match(_URL, text)
    if match is None:
        return None
    scheme, user, host, port, path, query, fragment = match.groups()
    scheme = scheme.lower()
    ascii_host = _ascii_host(host)
    if ascii_host is None or re.search(_CONTROLS, text):
        return None
    number = int(port) if port else None
    if number == (443 if scheme == "https" else 80):
        number = None
    if number is not None and number > 65535:
        return None
    return Url(
        scheme=scheme,
        host=ascii_host,
        port=number,
        path=path.replace("\\", "/") or "/",
        query=query or "",
        fragment=fragment or "",
        user=user,
    )


@lru_cache(maxsize=4096)
def _ascii_host(host: str) -> str | None:
    """The host as it goes on the wire, or `None` when it can't."""
    host = host.rstrip(".").lower()
    if not host or "%" in host:
        return None
    if host.isascii():
        return host
    import idna

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return None


def safe(text: str | None) -> str | None:
    """`text` when it is an absolute http(s) URL that a page may point to, else `None`.

    >>> safe("https://example.org/a b") is None, safe("javascript:alert(1)") is None, safe("https://example.org/a")
    (True, True, 'https://example.org/a')
    """
    if text is None:
        return None
    text = text.strip()
    parts = split(text)
    return text if parts is not None and parts.user is None else None


NOWHERE: Final = "https://unknown.invalid/"
"""Where things are put that need an address and have none: RFC 2606 promises that `.invalid` never exists."""


def linkable(text: str) -> bool:
    """Whether a page of ours may carry `text` as an address: http(s), mailto, or a relative reference of our own.

    An address below `NOWHERE` is none: a link to it could only disappoint.

    >>> linkable("#post-1"), linkable("mailto:desk@example.org"), linkable("data:text/html,x"), linkable("//a.example")
    (True, True, False, False)
    """
    return len(text) <= MAX_LENGTH and _linkable(text)


@lru_cache(maxsize=1024)
def _linkable(text: str) -> bool:
    if re.search(_CONTROLS, text):
        return False
    if safe(text) is not None:
        return not text.startswith(NOWHERE)
    if text[:7].lower() == "mailto:":
        return "@" in text
    return re.match(_OURS, text) is not None and "\\" not in text


def absolute(reference: str | None, base: str | None) -> str | None:
    """The reference made absolute against `base` and encoded for the wire, or `None` when it is no http(s) URL.

    >>> absolute("../a b.jpg", "https://example.org/x/y")
    'https://example.org/a%20b.jpg'
    """
    if reference is None:
        return None
    reference = reference.strip().replace("\t", "").replace("\n", "").replace("\r", "")
    if not reference or len(reference) > MAX_LENGTH:
        return None
    if re.match(_WHOLE, reference):
        return safe(reference)
    from urllib.parse import quote, urljoin

    try:
        joined = urljoin(base, reference) if base else reference
        return safe(quote(joined, safe="%/:=&?~#+!$,;'@()*[]|-._"))
    except ValueError:  # half a surrogate pair is one, too
        return None


def canonical(text: str) -> str | None:
    """The same address without what only tracks its reader, and without its fragment; `None` for no URL.

    >>> canonical("https://Example.org/story?id=7&utm_source=x&fbclid=y#top")
    'https://example.org/story?id=7'
    """
    parts = split(text)
    if parts is None:
        return None
    query = parts.query
    if query:
        kept = [pair for pair in query.split("&") if pair and not _tracks(pair.partition("=")[0])]
        query = "&".join(kept)
    return str(parts._replace(query=query, fragment="", user=None))


def _tracks(name: str) -> bool:
    name = name.lower()
    return name in TRACKING or name.startswith(_FAMILIES)


def parameters(query: str) -> dict[str, str]:
    """The query's parameters, decoded, the first of each name; `&amp;` of pasted HTML counts as `&`.

    >>> parameters("v=a%20b&amp;v=c&t=1%3A02")
    {'v': 'a b', 't': '1:02'}
    """
    found: dict[str, str] = {}
    for pair in query.replace("&amp;", "&").split("&"):
        name, _, value = pair.partition("=")
        if "%" in pair or "+" in pair:
            from urllib.parse import unquote_plus  # late: most queries hold no escape, and it takes 2 ms to load

            name, value = unquote_plus(name), unquote_plus(value)
        if pair and name not in found:
            found[name] = value
    return found


def with_parameters(text: str, /, **values: str | int | None) -> str:
    """`text` with these query parameters added at the end; `None` leaves one out.

    >>> with_parameters("https://example.org/oembed", url="https://a.example/?b", maxwidth=None)
    'https://example.org/oembed?url=https%3A%2F%2Fa.example%2F%3Fb'
    """
    pairs = [f"{_encoded(name)}={_encoded(str(value))}" for name, value in values.items() if value is not None]
    if not pairs:
        return text
    address, hash_sign, fragment = text.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}{'&'.join(pairs)}{hash_sign}{fragment}"


def _encoded(text: str) -> str:
    """`text` as a form writes it (WHATWG URL, application/x-www-form-urlencoded)."""
    return quoted(text).replace("%20", "+")


# The per cent sign goes first: those of the escapes themselves are none.
_ESCAPES: Final = tuple((char, f"%{ord(char):02X}") for char in "% !\"#$&'()*+,/:;<=>?@[\\]^`{|}")


def quoted(text: str) -> str:
    """`text` with all but letters, digits and `-._~` escaped, fit for every place of a URL.

    >>> quoted("https://a.example/?b=c d")
    'https%3A%2F%2Fa.example%2F%3Fb%3Dc%20d'
    """
    if not text.isascii() or not text.isprintable():
        from urllib.parse import quote

        return quote(text, safe="", errors="replace")
    # An address holds few of them; looking for each is four times quicker than looking at every character.
    for char, escape in _ESCAPES:
        if char in text:
            text = text.replace(char, escape)
    return text


def same_site(one: str, other: str) -> bool:
    """Whether two URLs stand on one site: equal hosts, a leading `www.`, `m.` or `amp.` aside, or one below the other.

    >>> same_site("https://www.example.org/a", "https://example.org"), same_site("https://a.example", "https://b.example")
    (True, False)
    """
    first, second = split(one), split(other)
    if first is None or second is None:
        return False
    a, b = _site(first.host), _site(second.host)
    return a == b or a.endswith("." + b) or b.endswith("." + a)


def _site(host: str) -> str:
    for prefix in ("www.", "m.", "amp.", "mobile."):
        if host.startswith(prefix):
            return host[len(prefix) :]
    return host

"""Which addresses, URLs and content types are let in: cases as rows."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.content import portion
from mediakit.errors import ForbiddenURL
from mediakit.policy import METADATA, Limits, check_url, refusal, refusal_of_own, shown

# Sources: the IANA registries; the addresses behind the advisories named beside them.
REFUSED = """
0.0.0.0  0.1.2.3  10.0.0.1  10.255.255.255  100.64.0.1  100.100.100.200  100.127.255.255  127.0.0.1  127.1.2.3
169.254.0.1  169.254.169.254  169.254.170.2  172.16.0.1  172.31.255.255  192.0.0.1  192.0.0.192  192.0.2.1
192.31.196.1  192.52.193.1  192.88.99.1  192.168.0.1  192.168.255.255  192.175.48.1  198.18.0.1  198.19.255.255
198.51.100.1  203.0.113.1  224.0.0.1  239.255.255.255  240.0.0.1  255.255.255.255  168.63.129.16
::  ::1  ::127.0.0.1  ::8.8.8.8  ::ffff:127.0.0.1  ::ffff:10.0.0.1  ::ffff:169.254.169.254  ::ffff:100.64.0.1
::ffff:0:127.0.0.1  ::ffff:0:8.8.8.8  64:ff9b::7f00:1  64:ff9b::10.0.0.1  64:ff9b::169.254.169.254
64:ff9b:1::1  64:ff9b:1::8.8.8.8  64:ff9c::1  100::1  100:0:0:1::1  2001::1  2001:0:4136:e378:8000:63bf:3fff:fdd2
2001:2::1  2001:10::1  2001:20::1  2001:db8::1  2002:7f00:1::1  2002:808:808::1  2620:4f:8000::1  3ffe::1  3fff::1
3fff:fff:ffff::1  4000::1  5f00::1  8000::1  fc00::1  fd00::1  fd00:ec2::254  fd20:ce::254  fe80::1  febf::1
fec0::1  ff02::1  ff0e::1  ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
2606:4700::5efe:127.0.0.1  2606:4700::200:5efe:10.0.0.1
fe80::1%eth0  fe80::1%25eth0  2606:4700::1%lo  127.0.0.01  0127.0.0.1  127.1  2130706433  0x7f000001  localhost
""".split()

LET_IN = """
1.1.1.1  8.8.8.8  9.255.255.255  11.0.0.0  93.184.216.34  100.63.255.255  100.128.0.0  126.255.255.255  128.0.0.0
169.253.255.255  169.255.0.0  172.15.255.255  172.32.0.0  192.0.1.0  192.167.255.255  192.169.0.0  198.17.255.255
198.20.0.0  223.255.255.255  168.63.129.15  2606:4700:4700::1111  2001:4860:4860::8888  2a00:1450:4001::1
2001:200::1  2003::1  2620:fe::fe  ::ffff:8.8.8.8  64:ff9b::8.8.8.8  2606:4700::5efe:8.8.8.8
""".split()


@pytest.mark.parametrize("address", REFUSED)
def test_an_address_that_is_not_public_is_refused_with_a_reason(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize("address", LET_IN)
def test_a_public_address_is_let_in(address: str) -> None:
    assert refusal(address) is None


@pytest.mark.parametrize("address", [str(address) for address in METADATA])
def test_metadata_services_are_named_even_inside_other_addresses(address: str) -> None:
    whose = refusal_of_own(address)
    assert whose is not None and refusal(address) == whose
    if "." in address:
        assert refusal_of_own(f"::ffff:{address}") == refusal_of_own(f"64:ff9b::{address}") == whose


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_judged_alike_in_every_clothing(number: int) -> None:
    plain = refusal(str(IPv4Address(number)))
    for prefix in (0xFFFF << 32, 0x64FF9B << 96):
        assert refusal(str(IPv6Address(prefix | number))) == plain
    if not ip_address(number).is_global:
        assert plain is not None


@given(st.integers(0, 2**128 - 1))
def test_outside_2000_only_embedded_ipv4_can_be_public(number: int) -> None:
    address = IPv6Address(number)
    if refusal(str(address)) is None:
        assert number >> 125 == 1 or number >> 32 in (0xFFFF, 0x64FF9B << 64)


FORBIDDEN = [
    "",
    "example.org",
    "//example.org/",
    "file:///etc/passwd",
    "gopher://example.org:70/_",
    "ftp://example.org/",
    "javascript:alert(1)",
    "data:text/html,x",
    "dict://example.org:11211/stat",
    "http:///path",
    "http://?q",
    "https://user@example.org/",
    "https://user:password@example.org/",
    "https://youtube.com@127.0.0.1/",
    "https://@example.org/",
    "https://example.org:6379/",
    "https://example.org:22/",
    "https://example.org:0/",
    "https://example.org:99999/",
    "https://example.org:80a/",
    "https://exa mple.org/",
    "https://example.org/a b",
    "https://example.org/\x00",
    "https://example.org/\r\nHost: x",
    "https://example.org\t/",
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://a.localhost/",
    "https://printer.local/",
    "https://metadata.google.internal/",
    "https://router.home.arpa/",
    "https://abcdef.onion/",
    "https://intranet/",
    "https://a..b/",
    "https://-a.example/",
    "https://exa<mple.org/",
    "https://example.org%2f@evil.example/",
    "https://ex%61mple.org/",
    "https://[::1]/",
    "https://[::1%25eth0]/",
    "https://[fe80::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://127.0.0.1/",
    "https://1.2.3/",
    "https://0x7f.1/",
    "https://example.0x7f/",
    "https://2130706433/",
    "https://example.org/" + "a" * 2083,
    "https://" + "a." * 130 + "example/",
]


@pytest.mark.parametrize("url", FORBIDDEN)
def test_a_url_that_may_not_be_asked(url: str) -> None:
    with pytest.raises(ForbiddenURL) as caught:
        check_url(url, Limits())
    assert caught.value.reason and "password" not in caught.value.url


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTP://Example.ORG:80/a?b#c", "http://example.org/a?b#c"),
        ("https://example.org:443/", "https://example.org/"),
        ("http://example.org:443/", "http://example.org:443/"),
        ("https://example.org./", "https://example.org/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://a_b.example.org/", "https://a_b.example.org/"),
        ("https://1.1.1.1/", "https://1.1.1.1/"),
        ("https://[2606:4700:4700::1111]/", "https://[2606:4700:4700::1111]/"),
        ("https://example.org/?url=http://127.0.0.1/", "https://example.org/?url=http://127.0.0.1/"),
    ],
)
def test_a_url_that_may_be_asked(url: str, asked: str) -> None:
    assert str(check_url(url, Limits())) == asked


def test_a_newsrooms_own_hosts_may_be_inner_names_on_any_port() -> None:
    assert check_url("http://cms.internal:8080/", Limits(), {"cms.internal"}).port == 8080
    for other in ("http://x.cms.internal:8080/", "http://cms.internal.example:8080/", "http://u@cms.internal:8080/"):
        with pytest.raises(ForbiddenURL):
            check_url(other, Limits(), {"cms.internal"})


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://u:p@example.org/?a=1", "https://example.org/?a=1"),
        ("https://example.org/?access_token=abc&b=2", "https://example.org/?access_token=...&b=2"),
        ("https://example.org/?X-Amz-Signature=abc#f", "https://example.org/?X-Amz-Signature=...#f"),
        ("https://example.org/?monkey=abc&v=key", "https://example.org/?monkey=abc&v=key"),
        ("https://example.org/\x1b[31m", "https://example.org/?[31m"),
    ],
)
def test_a_url_is_shown_without_what_gives_access(url: str, expected: str) -> None:
    assert shown(url) == expected


@given(st.text(max_size=100))
def test_checking_any_text_ends_in_a_url_or_in_our_error(text: str) -> None:
    for url in (text, "https://" + text, "https://example.org/" + text):
        try:
            parts = check_url(url, Limits())
        except ForbiddenURL as error:
            assert error.url.isprintable()
        else:
            assert parts.user is None and parts.port in (None, 80, 443) and parts.host.isascii()


@pytest.mark.parametrize(
    ("purpose", "content_type", "expected"),
    [
        ("page", "text/html; charset=utf-8", "whole"),
        ("page", "TEXT/HTML", "whole"),
        ("page", "application/xhtml+xml", "whole"),
        ("page", "application/rss+xml", "whole"),
        ("page", "application/activity+json", "whole"),
        ("page", None, "whole"),
        ("page", "", "whole"),
        ("page", "image/jpeg", "start"),
        ("page", "image/svg+xml", "start"),
        ("page", "audio/mpeg", "start"),
        ("page", "video/mp4", "start"),
        ("page", "application/pdf", "start"),
        ("page", "application/octet-stream", "start"),
        ("page", "application/zip", "nothing"),
        ("page", "application/x-tar", "nothing"),
        ("oembed", "application/json", "whole"),
        ("oembed", "application/json+oembed", "whole"),
        ("oembed", "text/xml+oembed", "whole"),
        ("oembed", "text/javascript", "whole"),
        ("oembed", "image/png", "refused"),
        ("oembed", "video/mp4", "refused"),
        ("image", "image/webp", "whole"),
        ("image", "binary/octet-stream", "whole"),
        ("image", "image/svg+xml", "refused"),
        ("image", "text/html", "refused"),
        ("audio", "audio/mpeg", "whole"),
        ("audio", "application/octet-stream", "whole"),
        ("audio", "text/html", "refused"),
        ("feed", "application/atom+xml; charset=utf-8", "whole"),
        ("feed", "audio/mpeg", "refused"),
        ("text", "text/vtt", "whole"),
        ("text", "application/x-subrip", "whole"),
        ("text", "image/png", "refused"),
    ],
)
def test_how_much_of_an_answer_is_read(purpose: str, content_type: str | None, expected: str) -> None:
    assert portion(purpose, content_type) == expected  # type: ignore[arg-type]

"""No spelling, no name, no changing answer and no proxy leads to an address that is not public.

Counted three times: by our errors, by the servers, and by the interpreter's own audit of every `socket.connect`.
"""

import http.client
from dataclasses import replace

import pytest
import requests
from loopback import HOST, Opening, Server, connections_watched, ok, only_loopback_is_public, ours, packed, rules

from mediakit.errors import FetchError, ForbiddenURL, MediaKitError
from mediakit.fetch import WebFetch, guard
from mediakit.fetch.dial import Hop, dial
from mediakit.fetch.own import is_own
from mediakit.flow import Request
from mediakit.policy import Limits, refusal, refusal_of_own
from mediakit.url import split

# How people have written 127.0.0.1, 0.0.0.0, 10.0.0.1, 169.254.169.254 and ::1 to get past a check of the text.
SPELLINGS = """
127.0.0.1 127.0.0.1. 127.1 127.0.1 127.00.0.1 127.0.0.01 0177.0.0.1 0177.0.0.01 0177.1 0177.0.1
0x7f.0.0.1 0x7f.1 0x7f.0.1 0x7f000001 0X7F000001 0x7F.0x0.0x0.0x1 0x0000007f.0x1 0x7f.000.1 2130706433
017700000001 0017700000001 127.127.127.127 127.255.255.254 127.000.000.001 0x7f.0.0.0x1 0177.0x0.0.1 127.0x1
0 0.0.0.0 0.0 0x0 00 000.0.0.0 0x00000000 0.0.0.0. 00000000000
10.0.0.1 10.1 012.1 0xa.1 0x0a000001 167772161 012.0.0.1 192.168.1 192.168.257 0xc0a80001 3232235521 0300.0250.0.1
169.254.169.254 169.254.43518 169.16689662 2852039166 0xa9fea9fe 0xA9.0xFE.0xA9.0xFE 0251.0376.0251.0376
0251.254.169.254 169.254.169.254. 025177524776 172.16.1 2886729729 100.100.100.200 168.63.129.16 192.0.0.192
255.255.255.255 0xffffffff 4294967295 224.0.0.1
[::1] [::] [0:0:0:0:0:0:0:1] [0000::0001] [::127.0.0.1] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1]
[::ffff:0:127.0.0.1] [64:ff9b::127.0.0.1] [64:ff9b::7f00:1] [64:ff9b:1::127.0.0.1] [2002:7f00:1::] [2001::7f00:1]
[fe80::1] [fc00::1] [fd00:ec2::254] [fec0::1] [ff02::1] [::ffff:a9fe:a9fe] [::ffff:10.0.0.1] [100::1] [5f00::1]
[::1%25lo] [fe80::1%eth0] localhost LOCALHOST localhost. Localhost localhost.localdomain ip6-localhost a.localhost
127.0.0.1.nip.io.internal metadata.google.internal metadata printer.local
127。0。0。1 １２７.０.０.１ ①②⑦.⓪.⓪.① 127｡0｡0｡1 ⑯⑨。②⑤④。⑯⑨｡②⑤④ ｌｏｃａｌｈｏｓｔ 127.0.0.%31 %6cocalhost
lo\u00adcalhost
""".split()

# Read as octal these are public; who reads them as decimal ends inside. Refused by their spelling, never looked up.
TWO_READINGS = "0127.0.0.1 00127.0.0.1 010.0.0.1 02130706433".split()

AROUND = (
    "http://{}/",
    "https://{}/a?b#c",
    "HTTP://{}:80/",
    "http://example.org@{}/",
    "http://example.org:pw@{}/",
    "http://{}#@example.org/",
    "http://{}?@example.org/",
    "http://{}\\@example.org/",
    "http:////{}/",
    "http://{}\t/",
)


def test_the_list_is_long_enough() -> None:
    assert len(set(SPELLINGS)) >= 80


def inner_names(host: str, seconds: float) -> tuple[str, ...]:
    """A resolver in which every name is an inner host."""
    return ("10.0.0.1",)


def test_no_url_in_any_spelling_leads_inside(opened: Opening) -> None:
    asked = 0
    with opened(Limits(total=5), lookup=inner_names) as fetch, connections_watched() as connections:
        for spelling in SPELLINGS + TWO_READINGS:
            for template in AROUND:
                asked += 1
                with pytest.raises(ForbiddenURL):
                    fetch(Request(url=template.format(spelling)))
    assert asked >= 1000 and connections == []


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_host_leads_inside_even_if_the_check_of_the_text_missed_it(spelling: str) -> None:
    """The system's own resolver reads the spelling, and the address it makes of it is judged."""
    address = split("https://example.org/")
    assert address is not None
    host = spelling.strip("[]")
    if not host.isascii() or any(letter.isalpha() for letter in host.lower().replace("0x", "").strip("abcdef")):
        host = "localhost"  # a name only: what stands in the hosts file, not in the DNS
    with connections_watched() as connections, pytest.raises((ForbiddenURL, FetchError)):
        dial(rules(), Hop(address, 5.0, 1000), host, 80)[0].close()
    assert connections == []


class Flipping:
    """A resolver that gives its answers by turns, as a rebinding attack does."""

    def __init__(self, *answers: tuple[str, ...]) -> None:
        self.answers = answers
        self.asked = 0

    def __call__(self, host: str, seconds: float) -> tuple[str, ...]:
        self.asked += 1
        return self.answers[(self.asked - 1) % len(self.answers)]


def guarded(opened: Opening, server: Server, lookup: Flipping) -> WebFetch:
    """A fetch to which this server's port is the web's, and one loopback address is public."""
    fetch = opened(Limits(ports=(server.port,), total=5.0, connect=1.0), lookup=lookup)
    fetch._rules = rules(limits=fetch._rules.limits, lookup=lookup, judge=only_loopback_is_public)
    return fetch


def test_an_answer_that_changes_is_judged_each_time_and_used_once(opened: Opening) -> None:
    lookup = Flipping((HOST,), ("127.0.0.5",), (HOST,), ("169.254.169.254",), ("10.0.0.1",))
    good, refused = 0, 0
    said = ok(b"public", connection="close")
    with Server(said) as server, guarded(opened, server, lookup) as fetch, connections_watched() as connections:
        for _ in range(100):
            try:
                good += fetch(Request(url=server.url(host="rebind.example"))).body == b"public"
            except ForbiddenURL:
                refused += 1
    assert (good, refused) == (40, 60)
    assert lookup.asked == 100  # one lookup a connection: nothing asks again between judging and connecting
    assert connections == [HOST] * 40 and len(server.heads) == 40


def test_a_kept_connection_is_not_looked_up_again(opened: Opening) -> None:
    lookup = Flipping((HOST,), ("10.0.0.1",))
    with Server(ok(b"public")) as server, guarded(opened, server, lookup) as fetch:
        for _ in range(3):
            assert fetch(Request(url=server.url(host="rebind.example"))).body == b"public"
    assert lookup.asked == 1


@pytest.mark.parametrize(
    "answers",
    [
        (HOST, "10.0.0.1"),
        ("10.0.0.1", HOST),
        (HOST, HOST, HOST, HOST, HOST, "::1"),
        ("::ffff:10.0.0.1",),
        ("fe80::1%eth0", HOST),
        ("nonsense", HOST),
    ],
)
def test_one_answer_that_is_not_public_refuses_the_host(opened: Opening, answers: tuple[str, ...]) -> None:
    lookup = Flipping(answers)
    refused = pytest.raises(ForbiddenURL, match=r"mixed\.example leads to")
    with (
        Server(ok()) as server,
        guarded(opened, server, lookup) as fetch,
        connections_watched() as connections,
        refused,
    ):
        fetch(Request(url=server.url(host="mixed.example")))
    assert connections == [] and server.connections == 0


def test_a_host_without_an_address_is_our_error(opened: Opening) -> None:
    with (
        Server(ok()) as server,
        guarded(opened, server, Flipping(())) as fetch,
        pytest.raises(FetchError, match="no address"),
    ):
        fetch(Request(url=server.url(host="none.example")))


def test_so_many_addresses_are_tried_and_no_more(opened: Opening) -> None:
    dead = tuple(f"127.0.1.{number}" for number in range(20))
    with Server(ok()) as server:
        fetch = guarded(opened, server, Flipping(dead))
        fetch._rules = rules(limits=fetch._rules.limits, lookup=Flipping(dead), judge=lambda address: None)
        with fetch, connections_watched() as connections, pytest.raises(FetchError):
            fetch(Request(url=server.url(host="many.example")))
    assert connections == list(dead[: Limits().addresses])


def test_a_dead_address_is_passed_over_and_families_take_turns(opened: Opening) -> None:
    lookup = Flipping(("::1", "127.0.1.9", HOST))
    with Server(ok(b"found")) as server:
        fetch = guarded(opened, server, lookup)
        fetch._rules = rules(limits=fetch._rules.limits, lookup=lookup, judge=lambda address: None)
        with fetch, connections_watched() as connections:
            assert fetch(Request(url=server.url(host="half.example"))).body == b"found"
    assert connections in (["::1", "127.0.1.9", HOST], ["127.0.1.9", HOST])  # a machine may have no IPv6 at all


def test_redirects_are_never_followed(opened: Opening) -> None:
    places = ("http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "//localhost/", "file:///etc/passwd")
    answers = [f"HTTP/1.1 302 X\r\nlocation: {place}\r\ncontent-length: 0\r\n\r\n".encode() for place in places]
    with (
        Server(*answers) as server,
        guarded(opened, server, Flipping((HOST,))) as fetch,
        connections_watched() as connections,
    ):
        for place in places:
            answer = fetch(Request(url=server.url(host="hop.example")))
            assert (answer.status, answer.headers["location"]) == (302, place)
    assert set(connections) == {HOST} and len(server.heads) == len(places)


def test_a_port_is_judged_again_where_the_connection_is_made() -> None:
    address = split("https://example.org/")
    assert address is not None
    with connections_watched() as connections, pytest.raises(ForbiddenURL, match="port 6379"):
        dial(rules(), Hop(address, 5.0, 1000), "1.1.1.1", 6379)
    assert connections == []


def test_a_newsrooms_own_host_is_let_in_but_never_a_metadata_service(fetching: Opening) -> None:
    with Server(ok(b"cms")) as server:
        with fetching(lookup=Flipping((HOST,)), allow_hosts=("CMS.internal",)) as fetch:
            assert fetch(Request(url=server.url(host="cms.internal"))).body == b"cms"
            with pytest.raises(ForbiddenURL):
                fetch(Request(url=server.url(host="other.internal")))
        with connections_watched() as connections:
            hosts = ("cms.internal", "169.254.169.254", "[::ffff:168.63.129.16]")
            with fetching(lookup=Flipping(("169.254.169.254",)), allow_hosts=hosts) as fetch:
                for host in hosts:
                    with pytest.raises(ForbiddenURL, match=r"service|server"):
                        fetch(Request(url=f"http://{host}/"))
        assert connections == []


def test_an_own_host_may_be_private_but_not_link_local_or_everybody() -> None:
    for address in ("169.254.1.1", "fe80::1", "224.0.0.1", "255.255.255.255", "fe80::a9fe:a9fe", "no address"):
        assert refusal_of_own(address), address
    for address in ("10.0.0.1", "127.0.0.1", "::1", "fd00::1", "100.64.0.1", "8.8.8.8"):
        assert refusal_of_own(address) is None, address


def test_the_machines_own_public_addresses_are_refused(opened: Opening) -> None:
    """One loopback address plays a public address that this machine has."""
    lookup = Flipping((HOST,))
    with Server(ok()) as server, guarded(opened, server, lookup) as fetch:
        fetch._rules = replace(fetch._rules, own=is_own)
        with pytest.raises(ForbiddenURL, match="of this machine"):
            fetch(Request(url=server.url(host="self.example")))
    assert server.connections == 0
    assert not is_own("198.51.100.7") and not is_own("2001:db8::7")


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:4700::7", "::ffff:93.184.216.34", "64:ff9b::93.184.216.34"])
def test_addresses_that_the_site_refuses(opened: Opening, address: str) -> None:
    refuse = ("93.184.216.0/24", "2606:4700::7")
    refused = pytest.raises(ForbiddenURL, match="this site refuses")
    with opened(refuse=refuse, lookup=Flipping((address,))) as fetch, connections_watched() as connections, refused:
        fetch(Request(url="https://office.example/"))
    assert connections == []
    with pytest.raises(ValueError, match="network"):
        opened(refuse=("office.example",))


def test_an_ipv6_host_of_the_newsrooms_own(fetching: Opening) -> None:
    with fetching(allow_hosts=("[::1]",)) as fetch, pytest.raises(FetchError) as caught:
        fetch(Request(url="http://[::1]:9/"))
    assert not isinstance(caught.value, ForbiddenURL)


def test_a_proxy_nobody_chose_is_refused() -> None:
    with Server(ok()) as proxy, ours() as fetch, fetch._line() as line:
        line.hop = Hop(split("https://example.org/"), 5.0, 1000)  # type: ignore[arg-type]
        for url in ("http://example.org/", "https://example.org/"):
            with pytest.raises(ForbiddenURL):
                line.session.get(url, proxies={"http": proxy.url(), "https": proxy.url()})
    assert proxy.connections == 0


def test_the_guard_fails_closed_when_urllib3_no_longer_asks_it_to_connect(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(ok()) as server, ours() as fetch:
        monkeypatch.delattr(guard._Guarded, "_new_conn")
        with pytest.raises(ForbiddenURL, match="past the guard"):
            fetch(Request(url=server.url()))
    assert server.heads == []


def test_the_guard_fails_closed_when_answers_are_no_longer_read_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = property(lambda self: http.client.HTTPResponse, lambda self, value: None)
    with Server(ok()) as server, ours() as fetch:
        monkeypatch.setattr(guard._Guarded, "response_class", plain)
        with pytest.raises(ForbiddenURL, match="past the guard"):
            fetch(Request(url=server.url()))


def test_the_guard_fails_closed_when_requests_follows_redirects_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A redirect that the libraries follow is a second question in one hop, or a question to another host."""
    send = requests.Session.send

    def following(self: requests.Session, request: requests.PreparedRequest, **options: object) -> requests.Response:
        answer = send(self, request, **options)  # type: ignore[arg-type]
        if answer.status_code == 302:
            request.url = answer.headers["location"]
            return send(self, request, **options)  # type: ignore[arg-type]
        return answer

    monkeypatch.setattr(requests.Session, "send", following)
    with Server(ok(b"inside")) as inside, ours() as fetch:
        for place in (inside.url(), inside.url(host="localhost"), "/same"):
            with Server(ok(b"first")) as server:
                target = place if place != "/same" else server.url("/same")
                server._answers = [f"HTTP/1.1 302 X\r\nlocation: {target}\r\ncontent-length: 0\r\n\r\n".encode(), ok()]
                with pytest.raises(ForbiddenURL, match="nobody judged"):
                    fetch(Request(url=server.url()))
                assert len(server.heads) == 1
    assert inside.heads == []


def test_the_guard_fails_closed_when_urllib3_no_longer_says_what_it_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    with Server(ok()) as server, ours() as fetch:
        monkeypatch.delattr(guard._Guarded, "putrequest")
        with pytest.raises(ForbiddenURL, match="past the guard"):
            fetch(Request(url=server.url()))


def test_nobody_above_the_guard_can_unpack_a_body() -> None:
    """Should requests read bodies of redirects again, what it reads is as it came: 256 KiB of it at most."""
    with Server(packed(bytes(1 << 20))) as server, ours() as fetch, fetch._line() as line:
        url = split(server.url())
        assert url is not None
        line.hop = Hop(url, 5.0, 1 << 18)
        answer = line.session.get(str(url), stream=True)
        assert answer.raw.headers.get("content-encoding") is None and line.hop.coding == "gzip"
        assert len(answer.content) < 2000
        answer.close()


def test_every_refusal_is_one_of_ours_and_says_why(opened: Opening) -> None:
    with opened(lookup=inner_names) as fetch:
        for url in (
            "http://10.0.0.1/",
            "http://a.example/",
            "http://localhost/",
            "ftp://a.example/",
            "http://a.example:1/",
        ):
            with pytest.raises(MediaKitError) as caught:
                fetch(Request(url=url))
            assert isinstance(caught.value, ForbiddenURL) and caught.value.url == url and caught.value.reason
    assert refusal("10.0.0.1") in str(fetch_error(opened, "http://a.example/"))


def fetch_error(opened: Opening, url: str) -> MediaKitError:
    with opened(lookup=inner_names) as fetch, pytest.raises(MediaKitError) as caught:
        fetch(Request(url=url))
    return caught.value

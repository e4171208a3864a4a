"""How addresses that are not public have been written to get past checks of the text: all ways, for any address."""

from __future__ import annotations

import random
from collections.abc import Iterator
from ipaddress import IPv4Address

INNER = """
127.0.0.1 127.0.0.2 127.127.127.127 127.255.255.254 0.0.0.0 0.0.0.1 10.0.0.1 10.1.2.3 10.255.255.254 172.16.0.1
172.31.255.254 192.168.0.1 192.168.1.1 192.168.255.254 169.254.169.254 169.254.170.2 169.254.0.23 169.254.42.42
100.64.0.1 100.100.100.200 100.127.255.254 168.63.129.16 192.0.0.192 192.0.0.1 198.18.0.1 198.19.255.254 192.0.2.1
198.51.100.1 203.0.113.1 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
""".split()
INNER6 = """
::1 :: ::127.0.0.1 fe80::1 fe80::a9fe:a9fe fc00::1 fd00::1 fd00:ec2::254 fd20:ce::254 fd00:42::42 fec0::1 ff02::1 100::1
2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 5f00::1 64:ff9b:1::1 ::ffff:0:127.0.0.1 2620:4f:8000::1 4000::1
""".split()
NAMES = """
localhost LOCALHOST localhost. ip6-localhost a.localhost localhost.localdomain metadata metadata.google.internal
printer.local router.home.arpa intranet cms.corp nas.lan x.onion instance-data kubernetes.default.svc.cluster.local
""".split()
# Text around a host. `{}` is the host as it was spelled, `{port}` the port of a server that listens inside.
AROUND = (
    "http://{}:{port}/",
    "http://{}/",
    "https://{}:{port}/a?b#c",
    "HTTP://{}:{port}/latest/meta-data/",
    "http://example.org@{}:{port}/",
    "http://example.org:80@{}:{port}/",
    "http://{}:{port}#@example.org/",
    "http://{}:{port}?@example.org/",
    "http://{}:{port}\\@example.org/",
    "http://example.org\\@{}:{port}/",
    "http:////{}:{port}/",
    "http:{}:{port}/",
    "http://{}:{port}\t/",
    " http://{}:{port}/ ",
    "http://{}:0{port}/",
    "//{}:{port}/",
)


def spelled4(address: IPv4Address) -> Iterator[str]:
    """Every way to write an IPv4 address that some parser reads as it."""
    number, parts = int(address), str(address).split(".")
    octets = [int(part) for part in parts]
    forms = (str, "0x{:x}".format, "0{:o}".format, "0X{:02X}".format, "0x{:08x}".format, "000{:o}".format)
    for form in forms:
        yield ".".join(map(form, octets))
        yield form(number)
        yield f"{form(octets[0])}.{form(number & 0xFFFFFF)}"
        yield f"{form(octets[0])}.{form(octets[1])}.{form(number & 0xFFFF)}"
    for first in forms[:3]:
        for last in forms[:3]:
            yield ".".join([first(octets[0]), parts[1], parts[2], last(octets[3])])
    plain = str(address)
    yield plain + "."
    yield ".".join(part.zfill(3) for part in parts)
    yield plain.replace(".", "\N{IDEOGRAPHIC FULL STOP}")
    yield plain.replace(".", "\N{FULLWIDTH FULL STOP}")
    yield plain.replace(".", "%2e")
    yield plain.replace(".", "%2E", 1)
    yield "".join(chr(ord(digit) + 0xFEE0) if digit.isdigit() else digit for digit in plain)
    yield "".join(chr(ord(digit) - 49 + 0x2460) if digit in "123456789" else digit for digit in plain)
    yield "".join(f"%{ord(letter):02x}" for letter in plain)
    yield plain[:2] + "\N{SOFT HYPHEN}" + plain[2:]
    yield plain[:2] + "\N{ZERO WIDTH SPACE}" + plain[2:]
    high, low = number >> 16, number & 0xFFFF
    for prefix in ("::ffff:", "::", "::ffff:0:", "64:ff9b::", "64:ff9b:1::", "2606:4700::5efe:", "0:0:0:0:0:ffff:"):
        yield f"[{prefix}{plain}]"
        yield f"[{prefix}{high:x}:{low:x}]"
    yield f"[2002:{high:x}:{low:x}::1]"
    yield f"[2001:0:{high:x}:{low:x}::1]"
    yield f"[::FFFF:{plain}]"
    yield f"[::ffff:{plain}%25lo]"


def spelled6(address: str) -> Iterator[str]:
    """Ways to write an IPv6 address in a URL."""
    yield f"[{address}]"
    yield f"[{address.upper()}]"
    yield f"[{address}%25eth0]"
    yield f"[{address}%eth0]"
    yield address
    if "." not in address:
        from ipaddress import IPv6Address

        yield f"[{IPv6Address(address).exploded}]"


def urls(dice: random.Random, port: int, share: float) -> Iterator[str]:
    """URLs that must not be asked: each spelling in each text around it; of a small share, a choice of them."""
    spellings: dict[str, None] = dict.fromkeys(NAMES)
    for each in INNER:
        spellings.update(dict.fromkeys(spelled4(IPv4Address(each))))
    for each in INNER6:
        spellings.update(dict.fromkeys(spelled6(each)))
    for spelling in spellings:
        for around in AROUND:
            if share >= 1 or dice.random() < share:
                yield around.format(spelling, port=port)

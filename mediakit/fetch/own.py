"""Which addresses are the machine's own: a service that trusts its own machine is not asked by us for strangers."""

from __future__ import annotations

import socket
from ipaddress import ip_address


def is_own(address: str) -> bool:
    """Whether a packet to this IP address would stay on this machine. Nothing is sent.

    A datagram socket that is connected has chosen the address it would send from; to one of the machine's own addresses
    it would send from that very address. The public address of a machine behind a translating router is not known to
    it: `WebFetch(refuse=...)` takes such addresses.

    >>> is_own("127.0.0.1"), is_own("no address")
    (True, False)
    """
    try:
        with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((address, 9))  # the discard port: it is never reached
            return ip_address(probe.getsockname()[0]) == ip_address(address)
    except (OSError, ValueError):  # no way leads there
        return False

"""Whose connection it is when a proxy stands between: `X-Forwarded-For`, of trusted proxies alone.

Anybody can send the header, so it is believed only where the peer that sent it is trusted, address
by address from the last one back. What comes out is an IP address in its usual form or `-`, never
a word of a client.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from limina.plugin.hookspecs import Handshake

HEADER: Final = "x-forwarded-for"
#: What stands for a peer without an IP address.
NOBODY: Final = "-"
#: Addresses of the header that are looked at, from the last one back.
MAX_HOPS: Final = 8
#: The longest way to write an IP address.
_LONGEST: Final = 45

Address = IPv4Address | IPv6Address


class Proxies:
    """The proxies in front of a server.

    Args:
        trusted: Their addresses and networks (`10.0.0.0/8`, `::1`).

    Raises:
        ValueError: For what is neither.
    """

    def __init__(self, trusted: Iterable[str] = ()) -> None:
        self._networks = [ip_network(network, strict=False) for network in trusted]

    def client(self, handshake: Handshake) -> str:
        """The address of the first peer, from ours back, that is no trusted proxy."""
        address = _address(handshake.client or "")
        if address is None:
            return NOBODY
        for hop in _hops(handshake):
            before = _address(hop.strip())
            if before is None or not self._trusts(address):
                break
            address = before
        return str(address)

    def _trusts(self, address: Address) -> bool:
        return any(address in network for network in self._networks)


def _hops(handshake: Handshake) -> Iterable[str]:
    """The last addresses of the header, the last one first."""
    values = [value for name, value in handshake.headers if name == HEADER]
    return reversed(",".join(values).rsplit(",", MAX_HOPS)[-MAX_HOPS:])


def _address(text: str) -> Address | None:
    # A zone (`fe80::1%…`) can be any text.
    if len(text) > _LONGEST or "%" in text:
        return None
    try:
        address = ip_address(text)
    except ValueError:
        return None
    # A server that listens on IPv6 sees peers of IPv4 as `::ffff:192.0.2.1`.
    return getattr(address, "ipv4_mapped", None) or address

"""Internet addresses, version 4 and 6.

Four numbers with dots are also versions and section numbers: what stands before them decides.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "ip": phrases(
        """
        ip, ips, ip address, ipv4, ipv6, host, hostname, server, dns, gateway, router, subnet, ping,
        client, peer, remote, addr, login from, logged in from, connected from, connection from,
        adresse ip, ip adresse, dirección ip
        """
    )
}

_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_FOUR = re.compile(
    rf"[0-9](?<![\w.+-][0-9])[0-9]{{0,2}}(?:\.{_OCTET}){{3}}"
    r"(?![0-9A-Za-z_-]|\.[0-9])"
)
_VERSION = re.compile(
    r"(?:\b(?:version|ver|release|build|firmware|driver|section|sections|sec|chapter|clause"
    r"|article|figure|table|paragraph|item|rule|step|annex|appendix|oid)\.?[ :]*|§[ ]?|[a-z]/)\Z"
)
# What stands before a version in a list of packages.
_DEPENDENCY = re.compile(r"(?:[=<>~!]=|[\^~])[ ]?\Z")
_SIX_HINT = re.compile(r":(?::|[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:[0-9A-Fa-f]{1,4}:)")
_SIX = re.compile(r"[0-9A-Fa-f:](?<![\w:.][0-9A-Fa-f:])[0-9A-Fa-f:.]{1,44}+(?![\w:])")


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    for match in _FOUR.finditer(scan.text):
        start, end = match.span()
        numbers = [int(number) for number in match[0].split(".")]
        if numbers[0] > 255 or _VERSION.search(scan.lower, max(0, start - 16), start):
            continue
        if scan.near(start, end, "ip", 32, 12):
            yield Found(start, end, "IP_ADDRESS", 0.97)
        elif _DEPENDENCY.search(scan.text, max(0, start - 3), start):
            continue
        elif max(numbers) > 99 or sum(n > 31 for n in numbers) > 1 or numbers[0] == 10:
            yield Found(start, end, "IP_ADDRESS", 0.92)
        elif len(set(numbers)) == 1:
            # 1.1.1.1 and 8.8.8.8 are resolvers of renown.
            yield Found(start, end, "IP_ADDRESS", 0.7)
    if _SIX_HINT.search(scan.text):
        yield from _six(scan)


def _six(scan: Scan) -> Iterator[Found]:
    for match in _SIX.finditer(scan.text):
        value = match[0].rstrip(".")
        if value.endswith(":") and not value.endswith("::"):
            value = value[:-1]
        if value.count(":") < 2 or not any(map(str.isdigit, value)):
            continue
        try:
            ipaddress.IPv6Address(value)
        except ValueError:
            continue
        start = match.start()
        end = start + len(value)
        groups = [group for group in value.split(":") if group]
        # `1::2` is also a slice and a scope; a real one has long groups or many.
        if len(groups) < 3 and len(groups[0]) < 4 and not scan.near(start, end, "ip", 32, 12):
            continue
        yield Found(start, end, "IP_ADDRESS", 0.95)


FAMILY = Family("ip", frozenset({"IP_ADDRESS"}), _find, _CUES)

"""IP addresses: valid ones of the same version, from the ranges set apart for documentation.

Private, loopback and link-local addresses stay in their own ranges, which name nobody either.
"""

from __future__ import annotations

import ipaddress
import re

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Draw
from limina_synthetic.identifiers import identifier
from limina_synthetic.shapes import redraw_hexadecimal

_ANY = re.compile(
    r"(?<![0-9A-Za-z:])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,8}(?:\.\d{1,3}){0,3}"
    r"|(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?!\.?\d)",
    re.ASCII,
)
#: What may stay behind an address: a prefix length, a port, a usual zone.
_TAIL = re.compile(r"/\d{1,3}(?!\d)|:\d{1,5}(?!\d)|%(?:eth|en|wlan|lo)\d", re.ASCII)
#: RFC 5737.
_DOCUMENTATION = ("192.0.2.", "198.51.100.", "203.0.113.")
_OCTET = re.compile(r"0|[1-9]\d{0,2}", re.ASCII)
#: Networks whose addresses stay inside, as their first octets, and how many octets stay.
_LOCAL: tuple[tuple[tuple[int | range, ...], int], ...] = (
    ((10,), 1), ((172, range(16, 32)), 2), ((192, 168), 2), ((127,), 1), ((169, 254), 2),
    ((100, range(64, 128)), 2),
)  # fmt: skip


def ip_address(ask: Ask) -> str:
    """Addresses of version 4 or 6, with their prefix length, port or zone if they have one."""
    text = ask.text
    out: list[str] = []
    done = 0
    for match in _ANY.finditer(text):
        other = _version6 if ":" in match[0] else _version4
        new = other(ask.draw("ip", match[0]), match[0])
        if new is not None:
            out += (_around(ask, text[done : match.start()]), new)
            done = match.end()
    out.append(_around(ask, text[done:]))
    return "".join(out)


def _around(ask: Ask, text: str) -> str:
    tail = _TAIL.match(text)
    kept = tail[0] if tail else ""
    rest = text[len(kept) :]
    return kept + (identifier(ask.part(rest)) if rest else "")


def _version4(draw: Draw, text: str) -> str | None:
    octets = text.split(".")
    values = [int(octet) if _OCTET.fullmatch(octet) else 256 for octet in octets]
    if max(values) > 255:
        return None
    for network, kept in _LOCAL:
        if all(_in(value, part) for value, part in zip(values, network, strict=False)):
            rest = [str(draw.other(1, 254, value)) for value in values[kept:]]
            return ".".join([*octets[:kept], *rest])
    place = draw.below(3 * 254)
    new = _DOCUMENTATION[place // 254] + str(1 + place % 254)
    return new if new != text else _DOCUMENTATION[place // 254] + str(1 + (place + 1) % 254)


def _in(value: int, part: int | range) -> bool:
    return value == part if isinstance(part, int) else value in part


def _version6(draw: Draw, text: str) -> str | None:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return None
    if "." in text:
        head, _, tail = text.rpartition(":")
        embedded = _version4(draw, tail)
        return None if embedded is None else f"{head}:{embedded}"
    kept = 1 if address.is_link_local or (int(address) >> 121) == 0x7E else 0
    groups = text.split(":")
    filled = [at for at, group in enumerate(groups) if group]
    new = list(groups)
    for at in filled[kept:]:
        new[at] = _group(draw, groups[at])
    if not kept and not (groups[0] and groups[1]):
        return _short(draw, text, [new[at] for at in filled if at][-5:])
    if not kept:
        new[:2] = "2001", "db8"
    shown = ":".join(new).upper() if text.isupper() else ":".join(new)
    try:
        same = ipaddress.IPv6Address(shown) == address
    except ValueError:
        same = True
    return _short(draw, text, []) if same else shown


def _group(draw: Draw, group: str) -> str:
    """Another group of as many digits, and none that leads with a zero it did not have."""
    new = redraw_hexadecimal(draw, group)
    if group[0] != "0" and new[0] == "0":
        new = "123456789"[draw.below(9)] + new[1:]
    return new


def _short(draw: Draw, text: str, groups: list[str]) -> str:
    """An address of the documentation range (RFC 3849) that skips zeros early."""
    new = "2001:db8::" + ":".join(groups or [f"{draw.between(1, 0xFFFE):x}"])
    if new == text.lower():
        new = new[:-1] + ("1" if new[-1] == "0" else "0")
    return new.upper() if text.isupper() else new

"""Addresses of people and machines: telephone numbers, e-mail and IP addresses, MAC addresses.

Telephone numbers are read by the tables of phonenumbers (Google's libphonenumber). This module
looks nothing up in any network.
"""

from __future__ import annotations

from ipaddress import IPv6Interface, ip_interface
from typing import Final

import phonenumbers
import regex

from limina.analysis.locality import Locality
from limina.analysis.result import UNREAD, Analysis
from limina.analysis.tokens import level

_EMAIL: Final = regex.compile(
    r"(?:mailto:)?(?P<local>[^\s@<>]+)@(?P<domain>[^\s@<>.]+(?:\.[^\s@<>.]+)*)", regex.IGNORECASE
)
_PORT: Final = regex.compile(r"(?P<four>[0-9.]+):[0-9]{1,5}|\[(?P<six>[^\]]+)\](?::[0-9]{1,5})?")
_MAC: Final = regex.compile(r"[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}", regex.V0)


def read_phone(text: str, place: Locality) -> Analysis:
    """Read a PHONE_NUMBER.

    A number without its country's code is tried in the country of the locale, or without one in
    those of the text's language, in order, until it is a valid one.

    Returns:
        The number in the form of E.164, without its extension; nothing if it is not valid.
    """
    plain = level(text)
    regions = (None,) if plain.lstrip().startswith("+") else place.territories
    for region in regions:
        try:
            number = phonenumbers.parse(plain, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            form = phonenumbers.PhoneNumberFormat.E164
            return Analysis(phonenumbers.format_number(number, form))
    return UNREAD


def read_email(text: str) -> Analysis:
    """Read an EMAIL_ADDRESS.

    Returns:
        The address with its domain in small letters; the part before the sign stays as it is, for
        its case may count (RFC 5321, section 2.4).
    """
    match = _EMAIL.fullmatch(text.strip())
    if match is None:
        return UNREAD
    return Analysis(f"{match['local']}@{match['domain'].lower()}")


def read_ip(text: str) -> Analysis:
    """Read an IP_ADDRESS, with a length of its network or a port if one is written.

    Returns:
        The shortest form (RFC 5952 for version 6), without the port.
    """
    written = level(text).strip()
    port = _PORT.fullmatch(written)
    if port is not None:
        written = port["four"] or port["six"]
    try:
        address = ip_interface(written)
    except ValueError:
        return UNREAD
    mapped = address.ip.ipv4_mapped if isinstance(address, IPv6Interface) else None
    formatted = address.ip.compressed if mapped is None else f"::ffff:{mapped}"
    length = f"/{address.network.prefixlen}" if "/" in written else ""
    return Analysis(formatted + length)


def read_mac(text: str) -> Analysis | None:
    """Read a NUMERICAL_PII that is the address of a network card; None if it is none."""
    written = level(text).strip()
    return Analysis(written.replace("-", ":")) if _MAC.fullmatch(written) else None

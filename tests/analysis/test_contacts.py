"""Telephone numbers, e-mail, IP and MAC addresses."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.contacts import read_email, read_ip, read_mac, read_phone
from limina.analysis.locality import locality


@pytest.mark.parametrize(
    ("text", "locale", "formatted"),
    [
        ("(416) 530-6000 ext. 4518", "en", "+14165306000"),
        ("(202) 555-0123", "en", "+12025550123"),
        ("020 7946 0958", "en", "+442079460958"),
        ("020 7946 0958", "en-GB", "+442079460958"),
        ("020 7946 0958", "en-US", None),
        ("0412 345 678", "en", "+61412345678"),
        ("98765 43210", "en", "+919876543210"),
        ("030 123456", "de", "+4930123456"),
        ("030 123456", "de-AT", None),
        ("06 12 34 56 78", "fr", "+33612345678"),
        ("03-1234-5678", "ja", "+81312345678"),
        ("٠١٠٠ ١٢٣ ٤٥٦٧", "ar", "+201001234567"),
        ("+49 30 123456", "en-US", "+4930123456"),
        ("0049 30 123456", "de", "+4930123456"),
        ("011 49 30 123456", "en-US", "+4930123456"),
        ("tel:+1-416-530-6000", "en", "+14165306000"),
        ("1-800-FLOWERS", "en-US", "+18003569377"),
        ("123-456-7890", "en-US", None),
        ("555-0123", "en-US", None),
        ("x234", "en", None),
        ("+", "en", None),
        ("", "en", None),
        ("9" * 200, "en", None),
        ("030 123456", "eo", None),  # no country is known
    ],
)
def test_phones(text: str, locale: str, formatted: str | None) -> None:
    assert read_phone(text, locality(locale, {})).formatted == formatted


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("info@private-ai.com", "info@private-ai.com"),
        ("Info.Desk@Private-AI.COM", "Info.Desk@private-ai.com"),
        ("mailto:A@B.C", "A@b.c"),
        (" a@b ", "a@b"),
        ("a@É.fr", "a@é.fr"),
        ("a@b@c", None),
        ("a@.com", None),
        ("a@b..c", None),
        ("@b", None),
        ("a b@c", None),
        ("john at example dot com", None),
        ("", None),
    ],
)
def test_emails(text: str, formatted: str | None) -> None:
    assert read_email(text).formatted == formatted


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("192.168.0.1", "192.168.0.1"),
        ("192.168.0.1:8080", "192.168.0.1"),
        ("٢.٢.٢.٢", "2.2.2.2"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("2001:DB8:0:0::0001", "2001:db8::1"),
        ("[::1]:80", "::1"),
        ("[::1]", "::1"),
        ("2001:db8::/32", "2001:db8::/32"),
        ("::FFFF:1.2.3.4", "::ffff:1.2.3.4"),
        ("::ffff:102:304", "::ffff:1.2.3.4"),
        ("256.1.1.1", None),
        ("1.2.3.4/99", None),
        ("1.2.3", None),
        ("::1::", None),
        ("", None),
    ],
)
def test_ip_addresses(text: str, formatted: str | None) -> None:
    assert read_ip(text).formatted == formatted


@given(st.ip_addresses())
def test_ip_addresses_are_read_back(address: IPv4Address | IPv6Address) -> None:
    assert ip_address(str(read_ip(address.exploded.upper()).formatted)) == address


@pytest.mark.parametrize(
    ("text", "formatted"),
    [
        ("00:1A:2b:3C:4d:5E", "00:1a:2b:3c:4d:5e"),
        ("00-1A-2B-3C-4D-5E", "00:1a:2b:3c:4d:5e"),
        ("00:1A-2B:3C:4D:5E", None),
        ("00:1A:2B:3C:4D", None),
        ("656381", None),
    ],
)
def test_mac_addresses(text: str, formatted: str | None) -> None:
    found = read_mac(text)
    assert (None if found is None else found.formatted) == formatted

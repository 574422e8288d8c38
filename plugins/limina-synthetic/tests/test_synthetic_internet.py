"""E-mail addresses, URLs, user names, file names, and IP addresses."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer
from limina_synthetic.internet import to_ascii

REPLACER = Replacer(b"tests")
RESERVED = re.compile(r"(?:[a-z0-9-]+\.)+example\.(?:com|org|net)", re.IGNORECASE)


def other(label: str, text: str, language: str = "en") -> str:
    return REPLACER.replace(label, text, (language,))


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("john.smith@acme.com", "[a-z]+[.][a-z]+"), ("info@private-ai.com", "[a-z]+"),
        ("JSmith99@mail.foo.co.uk", r"[A-Z]{2}[a-z]{4}\d\d"),
        ("a_b-c+tag@x.io", "[a-z]_[a-z]-[a-z][+][a-z]+"),
        ("user@sub.domain.example.org", "[a-z]+"), ("1234@uni.edu", r"\d{4}"),
        ("ö.ü@firma.de", r"\w[.]\w"),
    ],
)  # fmt: skip
def test_addresses_keep_their_build_on_reserved_domains(text: str, local: str) -> None:
    new = other("EMAIL_ADDRESS", text)
    name, _, domain = new.partition("@")
    assert re.fullmatch(local, name), new
    assert RESERVED.fullmatch(domain)
    assert name.casefold() != text.partition("@")[0].casefold()


def test_an_address_follows_the_name_of_its_owner() -> None:
    given, family = other("NAME", "John Smith").lower().split()
    assert other("EMAIL_ADDRESS", "john.smith@acme.com").startswith(f"{given}.{family}@")
    assert other("USERNAME", "john_smith87").startswith(f"{given}_{family}")


def test_addresses_on_one_domain_stay_on_one() -> None:
    first, second = other("EMAIL_ADDRESS", "a@acme.com"), other("EMAIL_ADDRESS", "b@acme.com")
    assert first.partition("@")[2] == second.partition("@")[2]
    assert other("URL", "https://www.acme.com").endswith(first.partition("@")[2])
    assert first.partition("@")[2] != other("EMAIL_ADDRESS", "a@acme.org").partition("@")[2]


@pytest.mark.parametrize(
    "text", ["john smith at gmail dot com", "john [at] acme [dot] com", "John <john@acme.com>",
             "mailto:john@acme.com", "john@acme.com, jane@acme.com", "john@[192.168.0.1]"],
)  # fmt: skip
def test_spoken_and_wrapped_addresses_change_in_place(text: str) -> None:
    new = other("EMAIL_ADDRESS", text)
    assert not re.search("john|jane|acme|gmail|smith|192.168.0.1$", new)
    assert re.sub(r"[\w.-]+", "", new) == re.sub(r"[\w.-]+", "", text)


def test_addresses_are_written_in_plain_letters() -> None:
    assert other("EMAIL_ADDRESS", "juergen.mueller@firma.de", "de").isascii()
    assert to_ascii("Łukasz Straße Ærø Ünal") == "Lukasz Strasse Aero Unal"


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("https://www.private-ai.com/", r"https://www\.[a-z-]+\.example\.com/"),
        ("http://acme.com:8080/path", r"http://[a-z]+\.example\.com:8080/[a-z]{4}"),
        ("private-ai.com", r"[a-z-]+\.example\.com"),
        (
            "ftp://files.acme.org/john/tax2020.pdf",
            r"ftp://[a-z]+\.[a-z]+\.example\.org/[a-z]+/[a-z]{3}\d{4}\.pdf",
        ),
        (
            "https://twitter.com/john_smith?id=5#top",
            r"https://[a-z]+\.example\.com/[a-z]+_[a-z]+\?id=\d#[a-z]{3}",
        ),
        ("https://user:secret@acme.net/", r"https://[a-z]+:[a-z]{6}@[a-z]+\.example\.net/"),
        ("http://8.8.8.8/admin", r"http://(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+/[a-z]+"),
        ("http://[2a00:1450::5]/", r"http://\[2001:db8:[0-9a-f:]+\]/"),
        ("WWW.ACME.COM", r"WWW\.[A-Z]+\.EXAMPLE\.COM"), ("localhost", "[a-z]{9}"),
        ("http://intranet/x", "http://[a-z]{8}/[a-z]"),
    ],
)  # fmt: skip
def test_urls_keep_their_build(text: str, pattern: str) -> None:
    new = other("URL", text)
    assert re.fullmatch(pattern, new), new
    assert new != text


def test_percent_encoded_letters_change_and_signs_stay() -> None:
    new = other("URL", "https://acme.com/a%20caf%C3%A9?n=%4Aohn")
    assert "%20" in new
    assert "%C3%A9" not in new
    assert "%4A" not in new
    unquote(urlsplit(new).path, errors="strict")


@pytest.mark.parametrize(
    ("label", "text", "pattern"),
    [
        ("USERNAME", "@AssemblyAI", "@[A-Z][a-z]{7}[A-Z]{2}"),
        ("USERNAME", "xX_dragon_Xx", r"\w{2}_\w{6}_\w{2}"),
        ("USERNAME", "user1987", r"[a-z]{4}\d{4}"), ("USERNAME", "u/kettle-9", r"[a-z]/[a-z]+-\d"),
        ("USERNAME", "admin", "[a-z]+"), ("USERNAME", "Иван_5", r"[А-Я][а-я]+_\d"),
        ("FILENAME", "koalabear.jpg", r"[a-z]{9}\.jpg"),
        ("FILENAME", "Taxes/2012/brad-tax-returns.pdf", r"Taxes/\d{4}/[a-z]+-[a-z]+-[a-z]+\.pdf"),
        ("FILENAME", "C:\\Users\\john\\report.docx", r"C:\\Users\\[a-z]+\\report\.docx"),
        ("FILENAME", "report.pdf", r"[a-z]{6}\.pdf"),
        ("FILENAME", "~/.ssh/id_rsa", r"~/\.[a-z]+/[a-z]+_[a-z]+"),
        ("FILENAME", "john.smith", r"[a-z]+\.[a-z]+"),
        ("FILENAME", "IMG_2044.JPG", r"[A-Z]{3}_\d{4}\.JPG"),
    ],
)  # fmt: skip
def test_handles_and_paths_keep_their_build(label: str, text: str, pattern: str) -> None:
    new = other(label, text)
    assert re.fullmatch(pattern, new), new
    assert new.casefold() != text.casefold()
    assert "john" not in new.casefold()
    assert "smith" not in new.casefold()


@pytest.mark.parametrize(
    ("text", "networks"),
    [
        ("8.8.8.8", ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")),
        ("192.168.0.1", ("192.168.0.0/16",)), ("10.1.2.3", ("10.0.0.0/8",)),
        ("172.20.1.1", ("172.20.0.0/16",)), ("127.0.0.1", ("127.0.0.0/8",)),
        ("203.0.113.5", ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")),
        ("2a00:1450:4001:81b::200e", ("2001:db8::/32",)), ("2001:db8::1", ("2001:db8::/32",)),
        ("2001:0DB8:85A3:0000:0000:8A2E:0370:7334", ("2001:db8::/32",)),
        ("::1", ("2001:db8::/32",)), ("fe80::1ff:fe23:4567:890a", ("fe80::/10",)),
        ("fd12:3456:789a::1", ("fc00::/7",)), ("::ffff:8.8.8.8", ("::ffff:0:0/96",)),
        ("2a00::", ("2001:db8::/32",)),
    ],
)  # fmt: skip
def test_ip_addresses_stay_valid_in_their_range(text: str, networks: tuple[str, ...]) -> None:
    new = other("IP_ADDRESS", text)
    address = ipaddress.ip_address(new)
    assert address != ipaddress.ip_address(text)
    assert any(address in ipaddress.ip_network(network) for network in networks)
    assert not text.isupper() or new == new.upper()


def test_longer_ipv6_addresses_keep_their_groups() -> None:
    new = other("IP_ADDRESS", "2a00:1450:4001:81b::200e")
    assert list(map(len, new.split(":")))[2:] == [4, 3, 0, 4]


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("10.0.0.0/24", r"10\.\d+\.\d+\.\d+/24"), ("8.8.8.8:443", r"[\d.]+:443"),
     ("fe80::1%eth0", "fe80::[0-9a-f]%eth0"), ("8.8.8.8 and 1.1.1.1", r"[\d.]+ and [\d.]+"),
     ("999.1.1.1", r"\d{3}\.\d\.\d\.\d"), ("8.8.8.8 blorp", r"[\d.]+ (?!blorp)[a-z]{5}")],
)  # fmt: skip
def test_what_stands_beside_an_address(text: str, pattern: str) -> None:
    new = other("IP_ADDRESS", text)
    assert re.fullmatch(pattern, new), new
    assert new != text


@given(st.ip_addresses())
def test_any_address_becomes_another_of_its_version(
    address: ipaddress.IPv4Address | ipaddress.IPv6Address,
) -> None:
    new = ipaddress.ip_address(other("IP_ADDRESS", str(address)))
    assert new.version == address.version
    assert new != address
    assert not new.is_global

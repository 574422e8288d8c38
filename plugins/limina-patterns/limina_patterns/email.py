"""E-mail addresses, as written and as spoken (`jo at example dot com`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import tlds
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

# Read backwards from the @, in the reversed text; at most 64 octets (RFC 5321, section 4.5.3.1.1).
_LOCAL_REVERSED = re.compile(r"[\w.%+'&~*/=!#$^{}|-]{1,64}+")
_NOT_FIRST = ".'/=&*~-!#$%^{}|"
_DOMAIN = re.compile(
    r"(?:[^\W_](?:[\w-]{0,62}[^\W_])?\.){1,8}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{1,59})\b"
)
_BRACKETED = re.compile(r"\[(?:IPv6:)?[0-9A-Fa-f.:]{3,45}\]")
# Endings that are file types: `icon@2x.png` is no address.
_FILES = frozenset(
    {"png", "jpg", "jpeg", "gif", "svg", "webp", "css", "scss", "js", "ts", "json", "html"}
)
_SPOKEN = re.compile(
    r"""(?<![\w.-])[a-z0-9](?:[a-z0-9_.+-]|\ (?:dot|underscore|dash|hyphen)\ ){0,64}+
        (?:\ ?(?:\(at\)|\[at\])\ ?|\ at\ )
        [a-z0-9](?:[a-z0-9-]|\ ?(?:\(dot\)|\[dot\])\ ?|\.|\ dot\ ){1,64}+""",
    re.VERBOSE,
)
_SPOKEN_END = re.compile(r"(?:\(dot\)|\[dot\]|\bdot\b|\.)\ ?([a-z]{2,12})\Z")

_NO_HOSTS = frozenset(
    {"the", "a", "an", "this", "that", "every", "each", "my", "your", "our", "its"}
)

_CUES = {
    "mail": phrases(
        "email, e mail, mail, email address, mail address, correo, courriel, e mail adresse, posta"
        " elettronica"
    )
}
# Broken by spaces: `peter @ example . com`, `s m i t h @ example.com`.
_SPACED = re.compile(
    r"(?<![\w@.+-])(?:(?:[\w]{1,2}[ ]){2,30}|[\w.+-]{2,40}[ ])?@[ ]?(?:[a-z0-9-]{2,40}[ ]?\.["
    r" ]?){1,3}"
    r"(?<=[. ])(?P<ending>[a-z]{2,12})(?![\w@-])"
)
_AT = re.compile(
    r"(?<![\w@.+-])(?P<local>[a-z][\w.+-]{1,40})[ ]at[ ](?:[a-z0-9-]{2,40}\.){1,3}"
    r"(?P<ending>[a-z]{2,12})(?![\w@(/-])"
)
# `postgres://app:secret@host`: what stands before the @ is a password.
_CREDENTIALS = re.compile(r"://[^\s/@:]{1,64}:\Z")


def _find(scan: Scan) -> Iterator[Found]:
    text = scan.text
    at = text.find("@")
    while at >= 0:
        domain = _DOMAIN.match(text, at + 1)
        if domain is not None:
            yield from _around(scan, at, domain)
        elif _BRACKETED.match(text, at + 1):
            start = _local_start(text, at)
            if start is not None:
                end = text.index("]", at) + 1
                yield Found(start, end, "EMAIL_ADDRESS", 0.9)
        at = text.find("@", at + 1)
    if " @ " in text or "@ " in text:
        for match in _SPACED.finditer(scan.lower):
            if match["ending"] in tlds.ALL:
                yield Found(*match.span(), "EMAIL_ADDRESS", 0.85, rule="spaced")
    if " at " in scan.lower and "." in text:
        for match in _AT.finditer(scan.lower):
            telling = not match["local"].isalpha() or scan.near(*match.span(), "mail", 40, 24)
            if telling and match["ending"] in tlds.ALL:
                yield Found(*match.span(), "EMAIL_ADDRESS", 0.8, rule="at")
    if (
        " dot " in scan.lower
        or "(dot)" in scan.lower
        or "[dot]" in scan.lower
        or "(at)" in scan.lower
    ):
        yield from _spoken(scan)


def _around(scan: Scan, at: int, domain: re.Match[str]) -> Iterator[Found]:
    text = scan.text
    end = _domain_end(text, domain)
    if text.startswith("@", end):
        return
    start = _local_start(text, at)
    if start is None or _CREDENTIALS.search(text, max(0, start - 80), start):
        return
    ending = text[text.rindex(".", at, end) + 1 : end].lower()
    if ending in _FILES or (text[start:at] == "git" and text.startswith(":", end)):
        return
    yield Found(start, end, "EMAIL_ADDRESS", 0.97 if ending in tlds.ALL else 0.85)


def _local_start(text: str, at: int) -> int | None:
    local = _LOCAL_REVERSED.match(text[max(0, at - 65) : at][::-1])
    if local is None or local.end() > 64:
        return None
    start = at - local.end()
    # `email=jo@example.com`, `mailto:…` and `'jo@example.com'`: the address starts behind the sign.
    cut = max(text.rfind(sign, start, at) for sign in "=/")
    if cut >= 0:
        start = cut + 1
    while start < at and text[start] in _NOT_FIRST:
        start += 1
    return start if start < at and text[at - 1] != "." else None


def _domain_end(text: str, domain: re.Match[str]) -> int:
    """Where the domain ends when the next sentence follows its full stop without a space."""
    labels = domain[0].split(".")
    if len(labels) > 2 and labels[-1][0].isupper() and not labels[-2][0].isupper():
        for count in range(len(labels) - 1, 1, -1):
            if labels[count - 1].lower() in tlds.ALL:
                return domain.start() + len(".".join(labels[:count]))
    return domain.end()


def _spoken(scan: Scan) -> Iterator[Found]:
    for match in _SPOKEN.finditer(scan.lower):
        value = match[0].rstrip(" .-")
        ending = _SPOKEN_END.search(value)
        if ending is None or ending[1] not in tlds.ALL:
            continue
        host = re.split(r" at |[(\[]at[)\]] ?", value)[-1].split(" ", 1)[0]
        if host in _NO_HOSTS or (" at " in value and " dot " not in value):
            continue
        yield Found(match.start(), match.start() + len(value), "EMAIL_ADDRESS", 0.85)


FAMILY = Family("email", frozenset({"EMAIL_ADDRESS"}), _find, _CUES)

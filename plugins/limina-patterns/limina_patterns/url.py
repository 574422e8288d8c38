"""Web addresses: with a scheme, with `www`, or a host with a known ending.

Punctuation that ends the sentence stays outside, and so does a bracket that was opened before the
address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import tlds
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import phrases

_CUES = {
    "web": phrases(
        """
        website, web site, webpage, web page, url, site, domain, homepage, home page, visit, link,
        webseite, sitio web, site web, sito, portal, blog, go to, open, browser, surf to, log on to,
        kijk op, visita, visitez, visite, besuchen, hosted at, hosted on, server
        """
    )
}

# Read backwards from ://
_SCHEME_REVERSED = re.compile(
    r"(?:s?(?:ptth|ptxxh|pxxh|ptth)|s?ptf|ptfs|hss|s?sw|elif|tig|s?padl|3s|sg|sbms|pcstr?|ppma"
    r"|sdpp|lqsergtsop"
    r"|lqsym|bdognom|sider|lmth)(?![\w+])",
    re.IGNORECASE,
)
_REST = re.compile(r"[^\s<>\"`{}|\\^\u3000-\u303f\uff00-\uffef]{1,2048}+")
_WWW = re.compile(r"www(?<![\w@.-]www)[0-9]?\.[^\W_][\w-]{0,62}+(?:\.[^\W_][\w-]{0,62}+){1,8}+")
_ENDING = re.compile(rf"\.{alternation(tlds.ALL)}(?![\w-]|\.[^\W\d_]|@)")
_HOST_REVERSED = re.compile(r"(?:[\w-]{1,63}+\.){0,6}+[\w-]{1,63}+")
# Country endings under which names are registered one level down.
_REGISTRY = re.compile(r"\.(?:co|com|org|gov|ac|net|edu|gob|gouv|gv|or|ne)\.[a-z]{2}\Z")
# Services whose host has no more than two letters before its ending.
_SHORT_HOSTS = frozenset(
    {"t.me", "t.co", "x.com", "g.co", "m.me", "ow.ly", "is.gd", "fb.me", "lu.ma"}
)
# Read out: `example dot com slash careers`, `w w w dot example dot org`.
_SPOKEN = re.compile(
    r"(?<![\w@])(?:(?:w[ ]?w[ ]?w|triple w|double u double u double u) dot"
    r" )?(?:(?P<at>[\w-]{1,40} at )?"
    r"[\w-]{2,40}(?: dot [\w-]{2,30}){0,2}) dot (?P<ending>[a-z]{2,10})(?: slash"
    r" [\w-]{2,40}){0,4}(?![\w@])"
)
_SPACED = re.compile(
    r"(?<![\w@.])www ?\. ?[\w-]{2,40}(?: ?\. ?[\w-]{2,30}){0,2} ?\."
    r" ?(?P<ending>[a-z]{2,10})(?![\w@])"
)
_PATH = re.compile(r"(?::[0-9]{2,5})?(?:[/?#][^\s<>\"`{}|\\^]{0,2048}+)?")
_CLOSING = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?'*_~-"
# Names with a dot that are programming, not places in the web.
_NOT_HOSTS = frozenset({"asp.net", "vb.net", "ado.net", "java.net", "socket.io", "ml.net"})


def _find(scan: Scan) -> Iterator[Found]:
    text = scan.text
    at = text.find("://")
    while at >= 0:
        scheme = _SCHEME_REVERSED.match(text[max(0, at - 12) : at][::-1])
        rest = _REST.match(text, at + 3) if scheme is not None else None
        if scheme is not None and rest is not None:
            end = _trimmed(text, at + 3, rest.end())
            if end > at + 3:
                yield Found(at - scheme.end(), end, "URL", 0.97)
        at = text.find("://", at + 3)
    lower = scan.lower
    if "www" in lower:
        for match in _WWW.finditer(lower):
            path = _PATH.match(text, match.end())
            end = _trimmed(text, match.start(), path.end() if path else match.end())
            yield Found(match.start(), end, "URL", 0.95)
        if "www ." in lower or ". " in lower:
            for match in _SPACED.finditer(lower):
                if match["ending"] in tlds.ALL and " " in match[0]:
                    yield Found(*match.span(), "URL", 0.85, rule="spaced")
    if " dot " in lower:
        for match in _SPOKEN.finditer(lower):
            www = match[0].startswith(("w", "triple", "double")) and " dot " in match[0][:44]
            if match["at"] is None and match["ending"] in (tlds.ALL if www else tlds.PLAIN):
                yield Found(*match.span(), "URL", 0.75, rule="spoken")
    for match in _ENDING.finditer(lower):
        yield from _host(scan, match)


def _host(scan: Scan, ending: re.Match[str]) -> Iterator[Found]:
    text = scan.text
    head = text[max(0, ending.start() - 160) : ending.start()]
    host = _HOST_REVERSED.match(head[::-1])
    if host is None:
        return
    start = ending.start() - host.end()
    name = text[start : ending.end()]
    before = text[start - 1 : start]
    if (
        (before and before in "@./\\#$%&=-")
        or name[0] in "-_"
        or not any(map(str.isalpha, host[0]))
    ):
        return
    path = _PATH.match(text, ending.end())
    end = path.end() if path else ending.end()
    plain = ending[0][1:] in tlds.PLAIN
    if path is not None and path[0] not in ("", "/") and path[0][0] in "/?#":
        # `and/or` has no dot; `com/…` has. A country code needs a host of some length: not `e.g/x`.
        if not plain and name not in _SHORT_HOSTS and (len(host[0]) < 3 or not name.islower()):
            return
        yield Found(start, _trimmed(text, start, end), "URL", 0.9)
    elif text[ending.end() : ending.end() + 1] in ("(", "[", "="):
        return
    elif (plain or name.count(".") > 1) and name.islower() and name not in _NOT_HOSTS:
        registered = name.count(".") > 1 and _REGISTRY.search(name) is not None
        if len(host[0]) < 2 or not (plain or registered or scan.near(start, end, "web")):
            return
        yield Found(start, _trimmed(text, start, end), "URL", 0.8)
    elif scan.left(start, "web", 24) and not name.endswith((".It", ".In", ".No", ".So", ".Is")):
        yield Found(start, _trimmed(text, start, end), "URL", 0.85)


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of an address without the punctuation of the sentence around it."""
    while end > start:
        last = text[end - 1]
        if last in _TRAILING or (
            last in _CLOSING
            and text.count(last, start, end) > text.count(_CLOSING[last], start, end)
        ):
            end -= 1
        else:
            break
    return end


FAMILY = Family("url", frozenset({"URL"}), _find, _CUES)

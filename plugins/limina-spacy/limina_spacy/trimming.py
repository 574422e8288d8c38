"""Cuts a recogniser's span down to what Limina would mark. Pure functions on a text and offsets.

Small models take in what stands beside a name: a handle, a URL, an honorific, a possessive ending,
a full stop. Limina's habit is to leave these outside (`Mr. [NAME_1]`, `[NAME_1]'s`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: Pieces that are no part of a name: URLs, handles, hashtags, retweet marks, character references.
_JUNK = re.compile(
    r"""(?: \S*://\S* | www\.\S+ | \S*@\S* | \#\S* | RT:?
        | &(?:amp;)?(?:lt|gt|amp|quot|\#\d+);? )\Z""",
    re.VERBOSE,
)
_PIECE = re.compile(r"\S+")
_LINE_BREAK = re.compile(r"[\n\r\v\f\u2028\u2029]")

_HONORIFIC = re.compile(
    r"""(?: mrs? | ms | mx | miss | mister | missus | madam | madame | mme | mlle | sir | dame
        | lady | lord | dr | drs | doctor | prof | professor | rev | reverend | fr | herr | frau
        | sr | sra | srta | señor | señora | señorita | monsieur | mademoiselle
        | signor | signora | dhr | mevr
        )\b \.? \s+""",
    re.VERBOSE | re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"['’](?:s|S)?\Z")
#: Where in a place something is, in small letters: `northern Italy`, but `Northern Ireland`.
_DIRECTION = re.compile(
    r"""(?:(?: (?:north|south) (?:-?(?:east|west))? | east | west ) (?:ern)?
        | central | downtown | upstate | mainland | inner | outer | mid | coastal | rural
        | historic | modern | ancient | nearby | neighbou?ring | lowland )\s+(?=\S)""",
    re.VERBOSE,
)
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)")
#: Opening and closing marks around a span; `.` is dealt with apart, `)` only if never opened.
_OPENING = " \t\u00a0\"'“”‘’«»„([{<*_~|,;:.!?&/-–—@#"
_CLOSING = " \t\u00a0\"'“”‘’«»„([{<>*_~|,;:!?&/-–—"


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split a span at line breaks and at pieces that cannot be part of an entity.

    Args:
        text: The document's text.
        start: First character of the span, in code points.
        end: One past its last character.

    Yields:
        The runs that are left, from first to last character, white space inside kept.
    """
    first: int | None = None
    last = start
    for match in _PIECE.finditer(text, start, end):
        broken = first is not None and _LINE_BREAK.search(text, last, match.start())
        junk = _JUNK.match(text, match.start(), match.end()) is not None
        if first is not None and (junk or broken):
            yield first, last
            first = None
        if not junk:
            first = match.start() if first is None else first
            last = match.end()
    if first is not None:
        yield first, last


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut marks, a lower-case article in front and a final full stop off a span.

    A full stop stays where the last word holds another one (`U.S.`, `D.C.`).

    Returns:
        The smaller span; `start == end` if nothing is left.
    """
    while start < end and text[start] in _OPENING:
        start += 1
    article = _ARTICLE.match(text, start, end)
    if article:
        start = article.end()
    while start < end:
        mark = text[end - 1]
        if mark == ".":
            word = text[start : end - 1].rsplit(None, 1)[-1:]
            if word and "." in word[0] and not word[0].endswith("."):
                break
        elif mark in ")]}":
            if text.count("([{"[")]}".index(mark)], start, end):
                break
        elif mark not in _CLOSING:
            break
        end -= 1
    return start, end


def trim_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut honorifics in front and a possessive ending off a person's name, then `trim`.

    Returns:
        The smaller span; `start == end` if nothing is left, as with a lone honorific.
    """
    start, end = trim(text, start, end)
    while honorific := _HONORIFIC.match(text, start, end):
        start = honorific.end()
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive:
        end = possessive.start()
    start, end = trim(text, start, end)
    # What follows an honorific is a name; a lone one is none.
    if _HONORIFIC.fullmatch(text[start:end] + " "):
        return start, start
    return start, end


#: Proper names, which never begin or end in punctuation but for a bracket or a full stop of theirs.
_PROPER = frozenset(
    {"ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY", "EVENT", "ORIGIN", "LANGUAGE", "RELIGION"}
)
_EDGES = ",;:"


def trim_entity(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Cut off what the tagger's token edges took in and Limina leaves outside, by kind of entity.

    Returns:
        The smaller span; `start == end` if nothing is left.
    """
    start, end = _strip(text, start, end)
    if label == "NAME_MEDICAL_PROFESSIONAL":
        start, end = trim(text, start, end)
    elif label.startswith("NAME"):
        start, end = trim_name(text, start, end)
    elif label in _PROPER or (label.startswith("LOCATION") and label != "LOCATION_COORDINATE"):
        start, end = trim(text, start, end)
        if label.startswith("LOCATION"):
            start, end = _bare_place(text, start, end)
    return _strip(text, start, end)


def _bare_place(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut directions in front of a place's capital and a possessive ending off."""
    direction = _DIRECTION.match(text, start, end)
    while direction and not text[direction.end() : end].islower():
        start = direction.end()
        direction = _DIRECTION.match(text, start, end)
    possessive = _POSSESSIVE.search(text, start, end)
    return start, possessive.start() if possessive else end


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Cut white space, commas and colons off both ends."""
    while start < end and (text[start].isspace() or text[start] in _EDGES):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in _EDGES):
        end -= 1
    return start, end

"""Where the tagger's entities really begin and end: token edges are not always entity edges.

A name does not go over a line break, a title in front of it is no part of it, and a bracket that
opens inside an entity closes inside it. Pure functions on a text and offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_spacy.trimming import trim_entity

#: Labels whose entities stay on one line.
_ONE_LINE = frozenset(
    {
        "NAME",
        "NAME_GIVEN",
        "NAME_FAMILY",
        "NAME_MEDICAL_PROFESSIONAL",
        "ORGANIZATION",
        "ORGANIZATION_MEDICAL_FACILITY",
        "LOCATION",
        "LOCATION_CITY",
        "LOCATION_STATE",
        "LOCATION_COUNTRY",
        "OCCUPATION",
        "ORIGIN",
        "EVENT",
        "CONDITION",
        "DRUG",
        "DATE",
        "TIME",
        "DOB",
        "MONEY",
        "AGE",
    }
)
_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
#: Offices and kinship words that stand before a name and are no part of it.
_TITLE = re.compile(
    r"""(?: president | vice\ president | senator | sen\.
        | representative | rep\. | governor | gov\. | mayor | chancellor | minister
        | prime\ minister | secretary | ambassador | judge | justice | attorney | detective
        | officer | inspector | sergeant | sgt\.? | corporal | cpl\.? | private | pvt\.
        | lieutenant | lt\.? | captain | capt\.? | major | maj\. | colonel | col\. | general
        | gen\. | admiral | adm\. | commander | cmdr\.? | coach | aunt | auntie | uncle
        | grandma | grandpa | cousin | brother | sister | father | mother | professor
        | pm | premier | congressman | congresswoman | sheikh | shaikh | ayatollah | imam | mullah
        | pastor | rabbi | deputy | chairman | ceo
        )\s+(?=\w)""",
    re.VERBOSE | re.IGNORECASE,
)
#: A sentence that begins right behind a number, `555-0199.His`, but in names with full stops.
_GLUED = re.compile(r"(?<=\d)\.[A-Z][a-z]+\Z")
_NAMED = frozenset({"FILENAME", "URL", "EMAIL_ADDRESS", "USERNAME", "PASSWORD"})
_NAMES = ("NAME", "ORGANIZATION", "LOCATION_CITY", "LOCATION_STATE", "LOCATION_COUNTRY")
#: What chats are full of and no name is: a lone small letter, stretched and laughing words.
_NOISE = re.compile(
    r"""I|[^\W\d_A-Z\u00c0-\u00de]|\W+|\w*([^\W\d_])\1\1\w*
        |(?i:(?:ha|he|ja|lo|ah){2,}\w?|l[mf]f?aoo*|omf?g|lol\w*|rofl|wtf|smh|idk|tbh|btw|imo|pls|plz|coz|cuz)""",
    re.VERBOSE,
)
#: Two people beside each other: at least two capitalised words on either side of the comma.
_PAIR = re.compile(r"\w*[A-Z]\S* +[A-Z][^,]*(, *)[A-Z]\S* +[A-Z]")
#: A legal form behind an organisation's name is part of it, with its comma and its full stop.
_LEGAL = re.compile(
    r"""(?:,?\ {1,2}(?:Inc|LLC|L\.L\.C|LLP|L\.L\.P|LP|L\.P|Ltd|Limited|PLC|plc|Corp|Corporation|Co
        |GmbH|AG|S\.A|SA|SAS|SARL|S\.L|BV|B\.V|NV|N\.V|AB|Oy|ASA|A/S|N\.A|Pty|Pvt|Incorporated)\b){1,2}""",
    re.VERBOSE,
)
#: The number of a ruler or of the third of a family to bear the name; a lone `I` is a pronoun.
_NUMBERED = re.compile(r"[ \xa0](?:II|III|IV|VI{0,3}|IX|XI{0,3}|XIV|XVI{0,3})\b(?!\.\w)")
_DOTTED = re.compile(r"(?:\b(?:Inc|Ltd|Corp|Co|Bros)|[A-Z]\.[A-Z])\Z")
_BRACKETS = {"(": ")", "[": "]"}


def entities(text: str, start: int, end: int, label: str) -> Iterator[tuple[int, int]]:
    """The spans to report for one of the tagger's.

    Args:
        text: The document's text.
        start: First character, in code points.
        end: One past the last character.
        label: The Limina label.

    Yields:
        Start and end; several for an entity that goes over lines and may not, none for noise.
    """
    lines = [(start, end)]
    if label in _ONE_LINE:
        lines = [match.span() for match in _LINE.finditer(text, start, end)]
    if label == "NAME":
        lines = [piece for line in lines for piece in _people(text, *line)]
    for first, last in lines:
        first, last = trim_entity(text, first, _closed(text, first, last), label)
        glued = _GLUED.search(text, first, last)
        if glued and label not in _NAMED:
            last = glued.start()
        if label.startswith("NAME") and label != "NAME_MEDICAL_PROFESSIONAL":
            title = _TITLE.match(text, first, last)
            while title:
                first = title.end()
                title = _TITLE.match(text, first, last)
        if label == "ORGANIZATION" and first < last:
            last = _with_form(text, first, last)
        if label == "NAME" and first < last:
            numbered = _NUMBERED.match(text, last)
            last = numbered.end() if numbered else last
        if label.startswith("NAME") and _alone(text, first, last):
            continue
        if first < last and not (label.startswith(_NAMES) and _NOISE.fullmatch(text, first, last)):
            yield first, last


def _with_form(text: str, start: int, end: int) -> int:
    """The end of an organisation's name with its legal form."""
    form = _LEGAL.match(text, end)
    if form:
        end = form.end()
    if text[end : end + 1] == "." and _DOTTED.search(text, start, end):
        end += 1
    return end


def _alone(text: str, start: int, end: int) -> bool:
    """Whether this is nothing but the title in front of somebody's name."""
    title = _TITLE.match(text, start)
    return title is not None and title.end() == end + 1 and text[end + 1].isupper()


def _people(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """`Mary John, Russell Dyk` is two people, `Dyk, Russell` is one."""
    while pair := _PAIR.match(text, start, end):
        yield start, pair.start(1)
        start = pair.end(1)
    yield start, end


def _closed(text: str, start: int, end: int) -> int:
    """The end with the bracket that closes what opens inside, or before what never closes."""
    for opening, closing in _BRACKETS.items():
        at = text.rfind(opening, start, end)
        if at > start and closing not in text[at:end]:
            return end + 1 if text[end : end + 1] == closing else at
    return end

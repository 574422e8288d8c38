"""Whether what stands around a word makes it a person or a place. Yes-or-no questions on a text.

A common word (`May`), a place (`Paris`) or a word in small letters is a name only with evidence.
The words that count as evidence are lists in `data` (`context-…`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary.lists import read
from limina_dictionary.words import REACH, lead, word_behind

_RELATIVES = frozenset(read("context-relatives"))
_OWNERS = frozenset(read("context-owners"))
_TITLES = frozenset(read("context-titles"))
_VERBS = frozenset(read("context-verbs"))
_FIELDS = frozenset(read("context-fields"))
_GREETINGS = frozenset(read("context-greetings"))
_SIGNATURES = frozenset(read("context-signatures"))
_SPEECH = frozenset(read("context-speech"))
_LOCATIVES = frozenset(read("context-locatives"))
_MOTION = frozenset(read("context-motion"))
_SEATS = frozenset(read("context-seats"))
_RESIDENCE = frozenset(read("context-residence"))
_TOWARD = frozenset(read("context-toward"))
_SAINTS = frozenset(read("context-saints"))
#: Codes of countries by ISO 3166-1 alpha-3; they count behind a place only.
COUNTRY_CODES = frozenset(read("country-codes"))
#: Postal codes of the states and provinces of the United States, Canada and Australia.
STATE_CODES = frozenset(read("state-codes"))

_CONJUNCTIONS = frozenset({"and", "&", "und", "et", "y", "e", "or"})
_CONJUNCTION_BEHIND = re.compile(r"\s(?:and|&|und|et|y|e)\s(?P<word>[^\W\d_]+)")
_WORD_BEHIND = re.compile(r"\s+(\w+)")
_ADDRESSED_BEHIND = re.compile(r"\s*(?:[,!.:\n—–-]|\Z)")
_STATE_BEHIND = re.compile(
    r",?\s(?P<code>[A-Z]{2,3}|(?<=,\s)[A-Z][a-z])\b"
    r"(?=\.?,?\s*(?:\d{5}|[A-Z]\d[A-Z]|[A-Z]{3}\b|[.,;)\n]|\Z)|(?<=, [A-Z]{2}) [a-z])"
)
_COUNTRY_BEHIND = re.compile(r",\s?(?P<code>[A-Z]{3})\b(?=\s*(?:[.,;)\n]|\Z))")
_STREET_NUMBER = re.compile(r"\d\w*\s+(?:\w+\s+)?\Z")
_MARKS = ",;!.\"'“”‘’()[]*"


def person(text: str, start: int, end: int, before: Sequence[str], *, spoken: bool = True) -> bool:
    """Whether the words around a span say that it is a person.

    Args:
        text: The text.
        start: First character of the span, in code points.
        end: One past its last character.
        before: The words before it, as `words.lead` gives them.
        spoken: Whether a verb of speech behind it counts (`Grace said`; but not `General said`).
    """
    last, second, third = before[:3]
    if last.endswith(":"):
        return last.rstrip(":") in _FIELDS
    bare = last.strip(_MARKS)
    if bare in _VERBS or (bare in _TITLES and last == bare):
        return True
    if bare in _RELATIVES and (second in _OWNERS or third in _OWNERS):
        return True
    if last in ("is", "was", "called") and (second in _RELATIVES or second in ("this", "name")):
        return True
    if (last == "am" and second == "i") or (last == "of" and second in _RELATIVES):
        return True
    behind = _WORD_BEHIND.match(text, end) if spoken else None
    if behind and behind.group(1) in _SPEECH:
        return True
    return _addressed(text, start, end, bare, second)


def is_title(word: str) -> bool:
    """Whether a word goes before names rather than being one: `Captain`, `Judge`."""
    return word.lower() in _TITLES


def _addressed(text: str, start: int, end: int, last: str, second: str) -> bool:
    """`Dear Grace,` and a name under `Best regards,`."""
    if last in _SIGNATURES and "\n" in text[max(0, start - 4) : start]:
        return True
    if last not in _GREETINGS or _ADDRESSED_BEHIND.match(text, end) is None:
        return False
    if last in ("you", "there"):
        return second.strip(_MARKS) in ("thank", "hi", "hello", "hey")
    return (
        second == ""
        or second[-1] in ".!?…>:,-"
        or last == "dear"
        or second in ("good", "oh", "many")
    )


def neighbours(text: str, start: int, end: int) -> list[str]:
    """The words joined to a span by `and`: a name beside a name is a name."""
    out: list[str] = []
    if text[start - 1 : start].isspace():
        before = text[max(0, start - REACH) : start].split()[-2:]
        if len(before) == 2 and before[1] in _CONJUNCTIONS:
            out.append(before[0].rstrip(","))
    match = _CONJUNCTION_BEHIND.match(text, end)
    if match:
        out.append(match["word"])
    return out


def place(text: str, start: int, end: int) -> bool:
    """Whether the words around a span say that it is a place, a person being unlikely."""
    last, second, *_rest = lead(text, start)
    if last in _LOCATIVES or state_code(text, end):
        return True
    if last in ("to", "from"):
        return second in _MOTION
    return (last == "of" and second in _SEATS) or (last == "at" and second in _RESIDENCE)


def maybe_place(text: str, start: int, end: int) -> bool:
    """Whether a span follows a word that goes before places and is no part of a longer name."""
    last = lead(text, start)[0]
    if last not in _TOWARD and last not in _LOCATIVES:
        return False
    behind = word_behind(text, end)
    return behind is None or behind.wrapped or not behind.capital


def saint(text: str, start: int, before: Sequence[str]) -> bool:
    """Whether a word before a name makes it a place or a feast: `St. John`, `Rue Pierre`."""
    return before[0].rstrip(".") in _SAINTS and text[start - 1 : start] == " "


def state_code(text: str, end: int) -> int:
    """Where the postal code of a state behind a city ends; 0 if there is none."""
    match = _STATE_BEHIND.match(text, end)
    return match.end("code") if match and match["code"].upper() in STATE_CODES else 0


def country_code(text: str, end: int) -> int:
    """Where the three-letter code of a country behind a place ends (`Toronto, CAN`); 0 if none."""
    match = _COUNTRY_BEHIND.match(text, end)
    return match.end("code") if match and match["code"] in COUNTRY_CODES else 0


def street_number(text: str, start: int) -> bool:
    """Whether a house number is before a span: `12 Maple Dr` is no doctor."""
    return _STREET_NUMBER.search(text[max(0, start - REACH) : start]) is not None

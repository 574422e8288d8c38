"""Occupations: the words of their field before them, and what doubtful ones need.

`developer` alone is one, `software developer` is one entity; `manager` needs its field or a
sentence that says what somebody works as.
"""

from __future__ import annotations

import re

from limina_dictionary import classes as c
from limina_dictionary.lexicon import Hit
from limina_dictionary.lists import read
from limina_dictionary.words import lead, opens_sentence

_FIELDS = frozenset(read("occupation-fields"))
_WORKING = frozenset(read("context-working"))
_BEING = frozenset(read("context-being"))
_ARTICLES = frozenset({"a", "an", "the", "our", "their", "its"})

_FIELD = re.compile(r"(?:(?<![\w'’])(?P<two>\w+)\s)?(?<![\w'’])(?P<one>\w+(?:-\w+)?)[\s-]\Z")
#: What somebody did, behind `the judge`.
_ACTS = re.compile(
    r" (?:[a-z]{3,}ed|said|says|told|was|has|had|will|asked|spoke|came|left|took|gave|"
    r"went|made|wrote|sat|rose) "
    r"|(?: [a-z]{3,}ed)[.,]"
)
#: Who speaks, in a transcript.
_SPEAKERS = frozenset({"agent", "operator", "representative", "advisor", "interviewer"})
_TAG = re.compile(r"(?: \d{1,2})?:\s")
_MOST_FIELDS = 3
#: Room for the two longest field words, in code points.
_LONGEST_FIELD = 40
_LICENCE_BEHIND = re.compile(r"['’]s\s+(?:licen[sc]e|degree)\b|-\w", re.IGNORECASE)


def begin(text: str, start: int) -> int:
    """Where an occupation begins whose last word begins at `start`: with the words of its field."""
    position = start
    for _ in range(_MOST_FIELDS):
        match = _FIELD.search(text[max(0, position - _LONGEST_FIELD) : position])
        if match is None:
            break
        one = match["one"].lower()
        if f"{match['two'] or ''} {one}".lower() in _FIELDS:
            position -= len(match.group())
        elif one in _FIELDS:
            position -= len(one) + 1
        else:
            break
    return position


def is_one(text: str, hit: Hit) -> bool:
    """Whether a word that is in a list of occupations is one here."""
    if hit.flags & c.NAME and not text[hit.start].islower():
        # `Baker`, `Dean`: with a capital it is a name, or nothing we can tell.
        return False
    if _LICENCE_BEHIND.match(text, hit.end):
        return False
    if not hit.flags & c.DOUBTFUL or begin(text, hit.start) < hit.start:
        return True
    last, second, *_rest = lead(text, hit.start)
    if last == "the" and _ACTS.match(text, hit.end):
        return True
    if text[hit.start : hit.end].lower() in _SPEAKERS and _TAG.match(text, hit.end):
        return opens_sentence(text, hit.start)
    if last.strip("\"'=") in _WORKING:
        return True
    return last in _ARTICLES and (second in _BEING or second in _WORKING or second.endswith(","))

"""Finds what people are: origin, language, religion, politics, status, gender, occupation.

Each class has a rule that says what its doubtful words need (`single`, `Cancer`, `manager`); the
rest counts wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from limina_dictionary import classes as c
from limina_dictionary import occupations
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.lists import read
from limina_dictionary.words import lead, opens_sentence, word_behind

_SPEAKING = frozenset(read("context-speaking"))
_WRITTEN = frozenset(read("context-written"))
_BEING = frozenset(read("context-being"))
_POLITICAL = frozenset(read("context-political"))
_VOTING = frozenset(read("context-voting"))
_ZODIAC = frozenset(read("context-zodiac"))
_STATUS_FIELDS = frozenset(read("context-marital-fields"))
_PERSONS = frozenset(read("context-persons"))
_SEX_FIELDS = frozenset({"gender:", "sex:", "geschlecht:", "sexo:", "sexe:", "gender", "sex"})
_ORIENTATION_FIELDS = frozenset({"orientation:", "orientation", "sexuality:", "sexuality"})
_ARTICLES = frozenset({"a", "an"})
_FROM_TO = frozenset({"from", "into", "to"})

_SPOKEN_BEHIND = re.compile(
    r"[- ](?:language|speaking|speakers?|lessons?|translations?|grammar|alphabet|dialects?)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(r"\s*(?:[.,;:!?)\n]|\Z|(?:and|or|but)\b)")
_BEHIND = re.compile(r"[ \u00a0](\w+)")
#: What may stand behind a status that is also another word: `engaged to Jane`.
_FURTHER = {
    "engaged": re.compile(r"\s+to\s+(?:be\s+married|my|his|her|[A-Z])"),
    "separated": re.compile(r"\s+from\s+(?:my|his|her)\b"),
}
_AGED = re.compile(r"\w-old\Z|\d(?:yo|y/o)\Z")
_YEARS = frozenset({"year", "years", "yr", "yrs", "month", "months", "week", "weeks"})
_OBJECTS = frozenset(
    {"the", "a", "an", "his", "her", "him", "me", "my", "them", "us", "you", "into"}
)

_CLASS_ORDER = (
    c.OCCUPATION,
    c.RELIGION,
    c.POLITICS,
    c.ZODIAC,
    c.SEXUALITY,
    c.GENDER,
    c.MARITAL,
    c.ORIGIN,
    c.LANGUAGE,
)
_SCORES = {
    c.ORIGIN: 0.85,
    c.LANGUAGE: 0.85,
    c.RELIGION: 0.85,
    c.POLITICS: 0.8,
    c.ZODIAC: 0.8,
    c.MARITAL: 0.75,
    c.GENDER: 0.8,
    c.SEXUALITY: 0.8,
    c.OCCUPATION: 0.78,
}


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Groups, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.
        taken: Spans spoken for; the groups found are added.
    """
    out: list[Found] = []
    for hit in hits:
        if not hit.flags & c.GROUP or taken.overlaps(hit.start, hit.end):
            continue
        flag = _class_of(text, hit)
        rule = _RULES.get(flag, _certain)
        if not rule(text, hit) or _part_of_title(text, hit, lexicon):
            continue
        start = occupations.begin(text, hit.start) if flag == c.OCCUPATION else hit.start
        if taken.overlaps(start, hit.start):
            start = hit.start
        taken.add(start, hit.end)
        out.append(Found(start, hit.end, c.LABELS[flag], _SCORES[flag]))
    return out


def _class_of(text: str, hit: Hit) -> int:
    """The one class a term is taken for here."""
    if hit.flags & c.ORIGIN and hit.flags & c.LANGUAGE:
        return c.LANGUAGE if _spoken(text, hit) else c.ORIGIN
    return next(flag for flag in _CLASS_ORDER if hit.flags & flag)


def _spoken(text: str, hit: Hit) -> bool:
    """`speaks French`, `translated into French`, `in French.`, `the French language`."""
    last, second, third, fourth, *_rest = lead(text, hit.start)
    if last in _SPEAKING or (last in ("and", "or", "some", "no", "good") and second in _SPEAKING):
        return True
    if last in ("and", "or") and third in _SPEAKING:
        return True
    if last in _FROM_TO and (second.startswith("translat") or third.startswith("translat")):
        return True
    if last == "to" and third == "from" and fourth.startswith("translat"):
        return True
    if last == "in" and (second in _WRITTEN or _ENDED.match(text, hit.end)):
        return True
    return _SPOKEN_BEHIND.match(text, hit.end) is not None


def _part_of_title(text: str, hit: Hit, lexicon: Lexicon) -> bool:
    """`American Airlines`, `French Open`: part of an organisation's or another name."""
    if not text[hit.start].isupper():
        return False
    word = word_behind(text, hit.end)
    return bool(word and word.capital and word.text.lower() in lexicon.suffixes)


def _certain(text: str, hit: Hit) -> bool:
    return True


def _ended(text: str, hit: Hit) -> bool:
    return _ENDED.match(text, hit.end) is not None


def _next(text: str, hit: Hit) -> str:
    match = _BEHIND.match(text, hit.end)
    return match.group(1).lower() if match else ""


def _politics(text: str, hit: Hit) -> bool:
    if not hit.flags & c.DOUBTFUL:
        # `left-wing` is politics, `left wing` a place in a team.
        return " wing" not in text[hit.start : hit.end].lower()
    if _next(text, hit) in _POLITICAL:
        return True
    last = lead(text, hit.start)[0]
    return last in _VOTING and _ended(text, hit) and last not in ("for", "the")


def _language(text: str, hit: Hit) -> bool:
    return not hit.flags & (c.NAME | c.COMMON) or _spoken(text, hit)


def _zodiac(text: str, hit: Hit) -> bool:
    if not hit.flags & c.DOUBTFUL:
        return True
    words = lead(text, hit.start)
    around = {word.strip(".,:;!?()") for word in words} | {_next(text, hit)}
    if around & _ZODIAC:
        return True
    being = words[0] in _ARTICLES and words[1] in _BEING
    return being and _ended(text, hit) and text[hit.start : hit.end] != "Cancer"


def _marital(text: str, hit: Hit) -> bool:
    last, second, *_rest = lead(text, hit.start)
    term = text[hit.start : hit.end].lower()
    behind = _next(text, hit)
    if not hit.flags & c.DOUBTFUL:
        # `He married Jane` and `I married the waiter` are verbs.
        word = word_behind(text, hit.end) if term == "married" else None
        return word is None or last in _BEING or not (word.capital or word.text in _OBJECTS)
    if last in _STATUS_FIELDS or (last in ("is", "=", "-") and second in _STATUS_FIELDS):
        return True
    if term == "single" and behind in ("mother", "father", "mom", "mum", "dad", "parent"):
        return True
    if last in _ARTICLES:
        return second in _BEING and (behind in _PERSONS or (term != "single" and _ended(text, hit)))
    if last not in _BEING:
        return False
    further = _FURTHER.get(term)
    return _ended(text, hit) or (further is not None and further.match(text, hit.end) is not None)


def _gender(text: str, hit: Hit) -> bool:
    if not hit.flags & c.DOUBTFUL:
        return True
    last, second, third, *_rest = lead(text, hit.start)
    if text[hit.start : hit.end].lower() in ("trans", "cis"):
        return _next(text, hit) in _PERSONS or (last in _BEING and _ended(text, hit))
    if last in _SEX_FIELDS:
        return True
    if (last == "old" and second in _YEARS) or (second == "old" and third in _YEARS):
        return True
    if last in ("yo", "y/o") and second.isdigit():
        return True
    return any(_AGED.search(word) for word in (last, second))


def _sexuality(text: str, hit: Hit) -> bool:
    if not hit.flags & c.DOUBTFUL:
        named = hit.flags & c.NAME and text[hit.start].isupper()
        return not named or opens_sentence(text, hit.start)
    last, second, *_rest = lead(text, hit.start)
    if last in _ORIENTATION_FIELDS or (last == "is" and second in _ORIENTATION_FIELDS):
        return True
    return last in _BEING and _ended(text, hit)


_RULES: dict[int, Callable[[str, Hit], bool]] = {
    c.LANGUAGE: _language,
    c.POLITICS: _politics,
    c.ZODIAC: _zodiac,
    c.MARITAL: _marital,
    c.GENDER: _gender,
    c.SEXUALITY: _sexuality,
    c.OCCUPATION: occupations.is_one,
}

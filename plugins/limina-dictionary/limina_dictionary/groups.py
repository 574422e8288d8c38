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
from limina_dictionary.scores import SEVERAL
from limina_dictionary.words import lead, opens_sentence, word_behind

_SPEAKING = frozenset(read("context-speaking"))
_WRITTEN = frozenset(read("context-written"))
_BEING = frozenset(read("context-being"))
_POLITICAL = frozenset(read("context-political"))
_VOTING = frozenset(read("context-voting"))
_ZODIAC = frozenset(read("context-zodiac"))
_STATUS_FIELDS = frozenset(read("context-marital-fields"))
_PERSONS = frozenset(read("context-persons"))
_SEX_FIELDS = frozenset(
    f"{word}{mark}"
    for word in (
        "gender",
        "sex",
        "geschlecht",
        "sexo",
        "sexe",
        "sesso",
        "geslacht",
        "género",
        "genere",
    )
    for mark in ("", ":")
)
_ORIENTATION_FIELDS = frozenset({"orientation:", "orientation", "sexuality:", "sexuality"})
_MARKS = frozenset({"=", ":", "-", "is"})
_ARTICLES = frozenset({"a", "an"})
_TYPICAL = frozenset({"typical", "true", "classic", "proud", "fellow"})
_PARTIES = frozenset({"do", "der", "del", "the", "la", "el", "al", "du", "au", "de"})
_CAMPAIGNING = frozenset(
    {"oppose", "opposed", "won", "win", "lost", "lose", "voted", "vote", "want", "are", "say"}
)
#: Behind `male` and `female`: parts of machines.
_FITTED = re.compile(
    r" (?:connector|thread|plug|socket|adapter|adaptor|jack|end|pin|header|fitting)s?\b"
)
_FROM_TO = frozenset({"from", "into", "to"})

_SPOKEN_BEHIND = re.compile(
    r"[- ](?:language|speaking|speakers?|lessons?|translations?|grammar|alphabet|dialects?)\b",
    re.IGNORECASE,
)
#: What a language is said to be, in forms and sentences.
_TONGUES = frozenset(
    f"{word}{mark}"
    for word in (
        "language",
        "languages",
        "tongue",
        "interpreter",
        "idioma",
        "sprache",
        "langue",
        "lingua",
        "língua",
        "taal",
        "sprachen",
        "needed",
        "idiomas",
        "langues",
        "fließend",
        "lengua",
        "muttersprache",
        "translator",
    )
    for mark in ("", ":")
) - {"needed"}
_KNOWN_BEHIND = re.compile(
    r" (?:is|was|isn['’]t) (?:\w+ )?(?:rusty|bad|good|poor|terrible|fluent|better|basic|ok|okay)\b"
)
_GRAMMAR_BEHIND = re.compile(
    r" (?:are|is|was|were|there|and|or|but|to|with|through|by|at|for|on|so|while|"
    r"because|we|you|it|this|that|the|only)\b"
)
_FURTHER_TONGUE = re.compile(
    r",? (?:(?:and|or|und|oder|y|o|et|ou|e|en|into|to|than|nor)"
    r"(?: (?:some|a little|un poco de|etwas))? )?"
)
_ENDED = re.compile(r"\s*(?:[.,;:!?)\n]|\Z|(?:and|or|but)\b)")
_BEHIND = re.compile(r"[ \u00a0](\w+)")
#: What may stand behind a status that is also another word: `engaged to Jane`.
_FURTHER = {
    "engaged": re.compile(r"\s+(?:since\b|to\s+(?:be\s+married|my|his|her|an?\b|[A-Z]))"),
    "separated": re.compile(r"\s+from\s+(?:my|his|her)\b"),
}
_AGED = re.compile(r"\w-old\Z|\d(?:yo|y/o)\Z|\d-?(?:jährige|jarige)[nrs]?\Z")
_YEARS = frozenset({"year", "years", "yr", "yrs", "month", "months", "week", "weeks"})
#: Where a term is not what its list says, its neighbours included.
_OTHERWISE = {
    term: re.compile(pattern)
    for term, pattern in {
        "widow": r"black widow|widow['’]s peak|widow and orphan|widows? (?:control|spider)",
        "married": r"married to the (?:idea|job)",
        "engaged": r"(?:line|gear|clutch|phone|toilet|lock|brake)s? (?:is|was|are|were) engaged",
        "catholic": r"catholic (?:taste|interest)",
        "queer": r"queer (?:feeling|look|way|smell|thing|fish)",
        "asexual": r"asexual (?:reproduc|propagat)",
        "virgo": r"virgo (?:super)?cluster|virgo (?:group|constellation|interferometer)",
        "capricorn": r"tropic of capricorn|capricorn (?:coast|group)",
        "cancer": r"tropic of cancer",
        "non-binary": r"non-binary (?:search|tree|file|data|code|format|number)",
        "orthodox": r"orthodox (?:approach|economist|economics|view|method)",
        "polish": r"\bpolish (?:the|it|your|my|up|remover)\b|nail polish|shoe polish",
        "kiwis": r"kiwis? (?:are in|fruit)",
        "kiwi": r"kiwis? (?:fruit|jam)",
        "nurse": r"nurse (?:a|the|his|her) |nurse shark",
        "engineer": r"engineer (?:a|an|the) (?!\w+ (?:at|from))",
        "baker": r"baker['’]s dozen",
        "christian": r"christian [a-z]+ed\b",
        "republican": r"republican of letters",
    }.items()
}
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
#: Classes whose terms of several words are whole: `trans man`, `ex-wife`, `Seventh-day Adventist`.
_WHOLE = c.GENDER | c.MARITAL | c.RELIGION | c.POLITICS | c.SEXUALITY | c.ORIGIN


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Groups, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.
        taken: Spans spoken for; the groups found are added.
    """
    out: list[Found] = []
    spoken_end = 0
    for hit in hits:
        if not hit.flags & c.GROUP or taken.overlaps(hit.start, hit.end):
            continue
        flag = _class_of(text, hit)
        named = flag == c.ORIGIN and hit.flags & c.LANGUAGE and spoken_end
        further = named and _FURTHER_TONGUE.fullmatch(text, spoken_end, hit.start)
        if further:
            # `German into English`: beside a language it is one.
            flag = c.LANGUAGE
        rule = _certain if further else _RULES.get(flag, _certain)
        if not rule(text, hit) or _part_of_title(text, hit, lexicon) or _other(text, hit):
            continue
        start = occupations.begin(text, hit.start) if flag == c.OCCUPATION else hit.start
        if taken.overlaps(start, hit.start):
            start = hit.start
        taken.add(start, hit.end)
        if flag == c.LANGUAGE:
            spoken_end = hit.end
        label = c.LABELS[flag]
        several = flag & _WHOLE and not text[hit.start : hit.end].isalpha()
        score = SEVERAL if several else _SCORES[flag]
        out.append(Found(start, hit.end, label, score, f"groups/{label.lower()}"))
    return out


def _other(text: str, hit: Hit) -> bool:
    """Whether the words around make a term of a group something else: `black widow`."""
    term = text[hit.start : hit.end]
    pattern = _OTHERWISE.get(term.lower())
    if pattern is not None:
        low = max(0, hit.start - 20)
        return pattern.search(text[low : hit.end + 25].lower()) is not None
    # `tea party for the kids` is no party with a programme.
    return hit.flags & c.POLITICS != 0 and term.endswith(" party")


def _class_of(text: str, hit: Hit) -> int:
    """The one class a term is taken for here."""
    if hit.flags & c.ORIGIN and hit.flags & c.LANGUAGE:
        return c.LANGUAGE if _spoken(text, hit) else c.ORIGIN
    return next(flag for flag in _CLASS_ORDER if hit.flags & flag)


def _spoken(text: str, hit: Hit) -> bool:
    """`speaks French`, `translated into French`, `in French.`, `the French language`."""
    last, second, third, fourth, *_rest = (word.strip("\"'“”(") for word in lead(text, hit.start))
    if last in _TONGUES or (last in _MARKS and second in _TONGUES):
        return True
    if last.endswith(",") and any(word.strip(":,") in _TONGUES for word in (second, third, fourth)):
        return True
    if last == "my" and _KNOWN_BEHIND.match(text, hit.end):
        return True
    if last == "in" and _GRAMMAR_BEHIND.match(text, hit.end):
        return True
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
    if text[hit.start : hit.end] == "independent":
        return lead(text, hit.start)[0].strip(":") in ("affiliation", "party", "registered")
    last, second, third, *_rest = (word.strip(":\"'") for word in lead(text, hit.start))
    if text[hit.start].isupper() and text[hit.end - 1] == "s" and hit.end - hit.start > 4:
        return (
            last == "the" or not opens_sentence(text, hit.start) or _next(text, hit) in _CAMPAIGNING
        )
    if last in _PARTIES and (second in _VOTING or third in _VOTING):
        return True
    return last in _VOTING and _ended(text, hit) and last not in ("for", "the")


def _origin(text: str, hit: Hit) -> bool:
    """`polish` in small letters is one only where somebody is said to be it."""
    if not hit.flags & c.DOUBTFUL:
        return True
    return lead(text, hit.start)[0] in _BEING and _ended(text, hit)


def _language(text: str, hit: Hit) -> bool:
    return not hit.flags & (c.NAME | c.COMMON | c.DOUBTFUL) or _spoken(text, hit)


def _zodiac(text: str, hit: Hit) -> bool:
    if not hit.flags & c.DOUBTFUL and text[hit.start].isupper():
        return True
    words = [word.strip("\"'“") for word in lead(text, hit.start)]
    around = {word.strip(".,:;!?()") for word in words} | {_next(text, hit)}
    if around & _ZODIAC or words[0] in _TYPICAL:
        return True
    if words[0] == "soy" or (words[0] == "as" and words[1] == "a"):
        return True
    being = words[0] in _ARTICLES and (words[1] in _BEING or words[2] in _BEING)
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
    term = text[hit.start : hit.end].lower()
    if not hit.flags & c.DOUBTFUL:
        return term not in ("male", "female", "males", "females") or not _FITTED.match(
            text, hit.end
        )
    last, second, third, *_rest = (word.strip("\"'“(,;") for word in lead(text, hit.start))
    if last in _MARKS and second.strip(":") in _SEX_FIELDS:
        return True
    if len(term) == 1 and last not in _SEX_FIELDS:
        aged = last in ("yo", "y/o", "yr", "year-old", "yo,") or _AGED.search(last) is not None
        return aged and text[hit.start].isupper() and term in "mf"
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
        if text[hit.start].isupper() and _titled(text, hit):
            return False
        named = hit.flags & c.NAME and text[hit.start].isupper()
        return not named or opens_sentence(text, hit.start)
    last, second, *_rest = (word.strip("\"'“") for word in lead(text, hit.start))
    if last in _ORIENTATION_FIELDS or (last in _MARKS and second in _ORIENTATION_FIELDS):
        return True
    if last == "you" and second == "are" and _ended(text, hit):
        return True
    if last in _ARTICLES and _next(text, hit) in _PERSONS:
        return text[hit.start : hit.end].lower() == "straight"
    return last in _BEING and _ended(text, hit)


def _titled(text: str, hit: Hit) -> bool:
    return lead(text, hit.start)[0] in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "marvin")


_RULES: dict[int, Callable[[str, Hit], bool]] = {
    c.LANGUAGE: _language,
    c.ORIGIN: _origin,
    c.POLITICS: _politics,
    c.ZODIAC: _zodiac,
    c.MARITAL: _marital,
    c.GENDER: _gender,
    c.SEXUALITY: _sexuality,
    c.OCCUPATION: occupations.is_one,
}

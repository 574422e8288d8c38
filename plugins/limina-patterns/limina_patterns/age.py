"""Ages: the number that gives one, without its unit, as the protocol's examples have it (`27`,
`75`).

Every small number is looked at once, with the words before and behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import words

_TO = r"(?:[ ]?(?:-|to|or|and|bis|à)[ ]?"
_FIGURES = re.compile(
    rf"[0-9](?<![\w.,:/$€£#+-][0-9])[0-9]{{0,2}}(?:{_TO}[0-9]{{1,3}}))?(?![0-9%°]|[.,:/][0-9])"
)
_WORDS = re.compile(rf"{numbers.UNDER_HUNDRED}(?![^\W_])")
_OLD = re.compile(
    r"""[ -]{0,2}(?:
        (?:years?|yrs?|months?|mos?|weeks?|days?)\b\.?[ -]{0,2}(?:olds?|young|of[ ]age)\b
      | (?:y/o|y\.o\.?|yo|yoa|yrs?[ ]?/[ ]?o|y\.?[ ]o\.)(?![^\W_])
      | jahre?[ ]alt\b | jährige?[rnms]?\b | jaar[ ]oud\b | jarige?\b | años[ ]de[ ]edad\b
      | anos[ ]de[ ]idade\b | år[ ]gammal\b | de[ ]ani\b(?=.{0,3}) | lat\b(?=[ ]?[.,]))""",
    re.VERBOSE,
)
# aged 45, age: 45, "age": 45, at the age of 45
_AGED = re.compile(
    r"(?:\baged|\bages?|\bedad|\balter|\bleeftijd|\bâge|\bidade|\betà|عمري|عمره|عمرها|العمر"
    r"|\bвозраст"
    r"|\bмне|\bему|\bей)\b[\"']?[ ]?(?:of|is|was|de|di|von|between|group)?[ ]?[:=-]?[ ]?[\"']?\Z"
)
_TURNED = re.compile(r"\b(?:turned|turning|turns|to[ ]turn|will[ ]turn)[ ]\Z")
# "The victim, 22, was": a person and a number between commas.
_APPOSED = re.compile(
    r"\b(?:man|woman|boy|girl|victim|suspect|driver|mother|father|teenager|student|resident"
    r"|pedestrian"
    r"|passenger|cyclist|officer|teacher|son|daughter|husband|wife|actor|actress|singer"
    r"|[A-Z][a-z]+)"
    r",[ ]\Z",
)
_AFTER_APPOSED = re.compile(
    r",[ ](?:was|is|who|has|had|of|from|told|said|died|and|were|a|an|will)\b"
)
# "34 years old" of a firm or a house is no age of anybody.
_THINGS = re.compile(
    r"\b(?:company|firm|building|house|car|bank|school|church|bridge|castle|city|club|brand|tree"
    r"|wine"
    r"|whisky|newspaper|software|machine|laptop|phone|computer|house|road|ship|system|business)"
    r"[ ](?:is|was|are|turns|turned|has been)(?:[ ](?:now|only|just|about|almost|nearly|over))?["
    r" ]\Z"
)
_AM = re.compile(
    r"\b(?:i[ ]am|i'm|he[ ]is|he's|she[ ]is|she's|who[ ]is|i[ ]was|he[ ]was|she[ ]was|you[ ]are"
    r"|you're|they[ ]are)[ ](?:(?:now|only|just|about|almost|nearly|already|over)[ ])?\Z"
)
_CLAUSE_ENDS = re.compile(
    r"[ ]?(?:[.,;!?)\n]|\Z)|[ ](?:and|but|now|today|when|this[ ]year|next[ ](?:week|month|year))\b"
    r"|[ ]years?(?:[.,;!?]|\Z)"
)
_YEARS = re.compile(r"[ ]?(?:ans|años|anni|anos|jahren|jaar|jährig)\b")
_BEFORE_YEARS = re.compile(
    r"\b(?:âgée?s?[ ]de|à[ ]l'âge[ ]de|edad(?:[ ]de|:)?|elle[ ]a|il[ ]a|j'ai|a[ ]eu|tiene|tengo"
    r"|tenía|tenia|ha|ho|tem|tenho"
    r"|im[ ]alter[ ]von|età[ ]di|idade[ ]de"
    r"|(?:varón|mujer|hombre|paciente|niñ[oa]|joven|señora?|uomo|donna|ragazz[oa]|paziente|homem"
    r"|mulher|menin[oa]|femme|homme|patiente?|garçon|fille)[ ](?:de|di))[ ]+\Z"
)
_NOT_AGED = re.compile(r"[ ]?(?:years?[ ]ago|percent|degrees|pages|times|minutes|hours|miles|km)\b")
_DECADE = re.compile(
    r"\b(?:(?:his|her|their|my|your)[ ](?:(?:early|mid|late)[ -])?|(?:mid|early|late)-)"
    r"([2-9]0'?s|(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b"
)
_OLDEST = 125
_SIGNS = " :=\"'-({,"
#: The last words of everything that introduces an age; most numbers are dismissed by them alone.
_INTRODUCTIONS = words(
    """
    aged age ages edad alter leeftijd âge idade età عمري عمره عمرها العمر возраст мне ему ей of is
    was de di von between group turned turning turns turn a j'ai eu am i'm he's she's are you're now
    only just about almost nearly already over âgé âgée tiene tengo tenía tenia ha ho tem tenho
    edad:
    """
)


def _find(scan: Scan) -> Iterator[Found]:
    lower = scan.lower
    if scan.has_digit:
        for match in _FIGURES.finditer(lower):
            score = _judge(scan, match.start(), match.end())
            if score and all(int(n) <= _OLDEST for n in re.findall("[0-9]+", match[0])):
                yield Found(match.start(), match.end(), "AGE", score)
    for cue in scan.cues.of("number_word"):
        word = _WORDS.match(lower, cue.start)
        if word is not None:
            score = _judge(scan, word.start(), word.end())
            if score:
                yield Found(word.start(), word.end(), "AGE", score)
    if "s" in lower and any(hint in lower for hint in ("0s", "0's", "ties")):
        for match in _DECADE.finditer(lower):
            yield Found(*match.span(1), "AGE", 0.85)


def _judge(scan: Scan, start: int, end: int) -> float | None:
    """Score of a number as an age, by the words beside it; None if they do not make it one."""
    lower = scan.lower
    before = max(0, start - 28)
    if _OLD.match(lower, end):
        return 0.3 if _THINGS.search(lower, before, start) else 0.96
    if lower[start - 2 : start] == ", " and lower[end : end + 1] == ",":
        apposed = _APPOSED.search(scan.text, before, start) and _AFTER_APPOSED.match(lower, end)
        return 0.7 if apposed else None
    last = lower[before:start].rstrip(_SIGNS).rsplit(None, 1)
    if not last or last[-1].lstrip(_SIGNS) not in _INTRODUCTIONS:
        return None
    if _YEARS.match(lower, end) and _BEFORE_YEARS.search(lower, before, start):
        return 0.93
    if lower[end : end + 1].isalnum() or _NOT_AGED.match(lower, end):
        return None
    if _AGED.search(lower, before, start):
        return 0.93
    if _TURNED.search(lower, before, start):
        return 0.85
    if _CLAUSE_ENDS.match(lower, end) and _AM.search(lower, before, start):
        return 0.85
    return None


FAMILY = Family("age", frozenset({"AGE"}), _find, numbers.CUES)

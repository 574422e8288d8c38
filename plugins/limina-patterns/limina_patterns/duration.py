"""Lengths of time: a number and a unit, `12 weeks`, `2 hours and 30 minutes`, `a 30-day trial`,
`seis meses`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import words

_UNITS = words(
    """
    second seconds sec secs minute minutes min mins hour hours hr hrs day days night nights week
    weeks wk wks fortnight fortnights month months mo mos quarter quarters year years yr yrs decade
    decades century centuries weekend weekends sekunde sekunden minuten stunde stunden std tag tage
    tagen nacht nächte woche wochen monat monate monaten jahr jahre jahren seconde secondes heure
    heures jour jours nuit nuits semaine semaines mois ans année années segundo segundos minuto
    minutos hora horas día días noche noches semana semanas mes meses año años secondi minuti ora
    ore giorno giorni notte notti settimana settimane mese mesi anno anni uur uren dag dagen week
    weken maand maanden jaar jaren dia dias mês anos ano
    """
)
_UNIT = alternation(_UNITS)
# Ages are another family; "quarter" and "second" are also parts and places.
_END = r"(?![^\W_]|[ -](?:old|of[ ]age|ago[ ]today)\b|-old|\.[ ]old|[ ](?:alt|de[ ]edad)\b)"
_FIGURES = re.compile(
    rf"[0-9](?<![\w.,:/$€£#-][0-9])[0-9]{{0,4}}(?:[.,][0-9]{{1,2}}|[ ]?(?:1/2|½))?"
    rf"(?:[ ]?(?:-|to|or|bis|à|a|o|ou)[ ]?[0-9]{{1,4}}(?![0-9]))?(?:[ ]?|-|[ ](?:full|whole"
    rf"|business|working|calendar|long|consecutive)[ ]){_UNIT}{_END}"
    rf"(?:(?:,?[ ](?:and[ ]|und[ ]|et[ ]|y[ ])?)[0-9]{{1,3}}[ ]?{_UNIT}{_END}){{0,3}}"
)
# 3h 20m, 1h30min, 2d 4h: at least two units, biggest first.
_COMPACT = re.compile(
    r"[0-9](?<![\w.,:/-][0-9])[0-9]{0,2}(?:d[ ]?[0-9]{1,2}h(?:[ ]?[0-9]{1,2}m(?:in)?)?"
    r"|h[ ]?[0-9]{1,2}m(?:in)?(?:[ ]?[0-9]{1,2}s)?|m(?:in)?[ ]?[0-9]{1,2}s)(?![\w])"
)
_MILITARY = re.compile(
    r"(?:[01][0-9]|2[0-3])[0-5][0-9] (?:hours|hrs)\Z|[0-9]{1,2}\.[0-5][0-9] uur\Z"
)
_CLOCK_HOUR = re.compile(r"(?:\b(?:vers|à|dès|avant|après|om|rond)[ ])\Z")
_WORDS = re.compile(
    rf"(?:{numbers.UNDER_HUNDRED}|several|a[ ]hundred|half[ ]an?|a[ ]couple[ ]of"
    rf"|{alternation(numbers.OTHER)})(?:[ -]and[ -]a[ -]half)?"
    rf"[ -]{_UNIT}{_END}"
    rf"(?:,?[ ](?:and[ ])?{numbers.UNDER_HUNDRED}[ ]{_UNIT}{_END}){{0,2}}"
)
_NOT = re.compile(r"(?:one|two|three)[ -](?:second|quarters?)\Z|one[ -](?:day|night)\Z")
_ABBREVIATED = re.compile(r"[0-9](?:mo|mos|ans|ano|min|sec|hr|yr|wk|std|ora|mes)\Z")


def _find(scan: Scan) -> Iterator[Found]:
    lower = scan.lower
    if scan.has_digit:
        for match in _FIGURES.finditer(lower):
            if _MILITARY.search(match[0]) or (
                match[0].endswith((" heures", " uur"))
                and _CLOCK_HOUR.search(lower, max(0, match.start() - 8), match.start())
            ):
                continue
            if not _ABBREVIATED.search(match[0]) or match[0].endswith(("min", "hr", "sec", "yr")):
                yield Found(*match.span(), "DURATION", 0.92)
        for match in _COMPACT.finditer(lower):
            yield Found(*match.span(), "DURATION", 0.8, rule="compact")
    for cue in (*scan.cues.of("number_word"), *scan.cues.of("other_number")):
        spelled = _WORDS.match(lower, cue.start)
        if spelled is not None and not _NOT.search(spelled[0]):
            yield Found(*spelled.span(), "DURATION", 0.75)


FAMILY = Family("duration", frozenset({"DURATION"}), _find, numbers.CUES | numbers.OTHER_CUES)

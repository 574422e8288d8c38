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
_WORDS = re.compile(
    rf"(?:{numbers.UNDER_HUNDRED}|several|a[ ]hundred|half[ ]an?)(?:[ -]and[ -]a[ -]half)?"
    rf"[ -]{_UNIT}{_END}"
    rf"(?:,?[ ](?:and[ ])?{numbers.UNDER_HUNDRED}[ ]{_UNIT}{_END}){{0,2}}"
)
_NOT = re.compile(r"(?:one|two|three)[ -](?:second|quarters?)\Z|one[ -](?:day|night)\Z")
_ABBREVIATED = re.compile(r"[0-9](?:mo|mos|ans|ano|min|sec|hr|yr|wk|std|ora|mes)\Z")


def _find(scan: Scan) -> Iterator[Found]:
    lower = scan.lower
    if scan.has_digit:
        for match in _FIGURES.finditer(lower):
            if not _ABBREVIATED.search(match[0]) or match[0].endswith(("min", "hr", "sec", "yr")):
                yield Found(*match.span(), "DURATION", 0.85)
    for cue in scan.cues.of("number_word"):
        spelled = _WORDS.match(lower, cue.start)
        if spelled is not None and not _NOT.search(spelled[0]):
            yield Found(*spelled.span(), "DURATION", 0.65)


FAMILY = Family("duration", frozenset({"DURATION"}), _find, numbers.CUES)

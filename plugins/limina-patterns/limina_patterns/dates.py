"""Dates, periods and dates of birth.

Three readers find the spans (figures, words, years). Here neighbours become ranges and a birth word
within the clause turns a date into a date of birth. Labels follow the recorded habits: a full date
is a DATE; a month, a year or a range is a DATE_INTERVAL; a year of birth is a DOB too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import date_words, date_years, numbers
from limina_patterns.date_figures import find_figures
from limina_patterns.date_ranges import join_ranges
from limina_patterns.date_span import DateSpan, part
from limina_patterns.family import Family, Found
from limina_patterns.labelled import find_labelled, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "birthday": phrases(
        """
        dob, d.o.b, date of birth, birthday, birth date, birthdate, bday, b day, geburtsdatum,
        geburtstag, date de naissance, fecha de nacimiento, cumpleaños, data di nascita,
        geboortedatum, data de nascimento
        """
    ),
    "birth": phrases(
        """
        born, date of birth, dates of birth, dob, d.o.b, birth, birthday, birth date, birthdate,
        birth day, year of birth, place and date of birth, b day, bday, geboren, geburtsdatum,
        geburtstag, geb, geboren am, né, née, date de naissance, naissance, nacido, nacida, nació,
        nací, fecha de nacimiento, nacimiento, nato, nata, data di nascita, nascita, geboortedatum,
        geboorte, nascido, nascida, data de nascimento, nascimento, född, født, fødselsdato,
        urodzony, urodzona, data urodzenia, născut, născută, narozen, narozena, родился, родилась,
        дата рождения
        """
    ),
}
_COMPACT = (
    rule(
        "birth",
        "DOB",
        r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])",
        0.9,
        least=8,
    ),
)
# "on the 31st", before a pause: the day of a month the reader knows.
_DAY_ALONE = re.compile(
    r"[0-9](?<=[ ].)(?:(?<=[123])[0-9])?(?:st|nd|rd|th)(?=[.,;!?)]|\s*\Z|\s*\n"
    r"|[ ](?:and|but|at|to|i|we|he|she|they|because|when)\b)"
)
_ON_THE = re.compile(r"\b(?:on|by|until|since|from|before|after)[ ]the[ ]\Z")


def _find(scan: Scan) -> Iterator[Found]:
    spans = sorted(_spans(scan), key=lambda span: (span.start, -span.end))
    previous_end = 0
    for span in join_ranges(scan, spans):
        birth = _is_birth(scan, span, previous_end)
        previous_end = span.end
        if birth:
            parts = tuple(each for each in span.parts if each.label != "DATE")
            yield Found(span.start, span.end, "DOB", 0.96, parts)
        else:
            label = "DATE_INTERVAL" if span.interval else "DATE"
            yield Found(span.start, span.end, label, span.score, span.parts)
    yield from find_labelled(scan, _COMPACT)


def _spans(scan: Scan) -> Iterator[DateSpan]:
    yield from date_words.find_words(scan)
    yield from date_years.find_spelled_years(scan)
    if scan.has_digit:
        yield from find_figures(scan)
        yield from date_years.find_years(scan)
        for match in _DAY_ALONE.finditer(scan.lower):
            if _ON_THE.search(scan.lower, max(0, match.start() - 12), match.start()):
                day = part("DAY", match.span(), 0.65)
                yield DateSpan(*match.span(), 0.65, False, False, (day,))


def _is_birth(scan: Scan, span: DateSpan, previous_end: int) -> bool:
    """Whether a birth word stands before the date in its clause, no other date between, or right
    behind it.
    """
    # A year alone may belong to another event of the same clause, so its birth word must be close.
    reach = 20 if span.interval else 80
    for cue in scan.cues.left(span.start, "birth", reach):
        if cue.start < previous_end:
            break
        if span.start - cue.end <= 24 or scan.left(span.start, "birth", reach, clause=True):
            return True
    if scan.lower[span.start - 3 : span.start] == "b. ":
        # Of a person: "(b. 12 June 1929)".
        return not scan.lower[span.start - 4 : span.start - 3].isalnum()
    return not span.interval and scan.right(span.end, "birthday", 20)


FAMILY = Family(
    "dates",
    frozenset({"DATE", "DATE_INTERVAL", "DOB", "DAY", "MONTH", "YEAR"}),
    _find,
    _CUES | date_words.CUES | date_years.CUES | numbers.CUES,
)

"""The analysis of one entity: its best label decides how it is read.

Whatever the text holds, the answer comes soon and is no exception: long entities are not read, and
every reader says so of what it does not understand. This module reads nothing itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from limina.analysis import names
from limina.analysis.cards import read_card
from limina.analysis.clock import read_time
from limina.analysis.contacts import read_email, read_ip, read_phone
from limina.analysis.dateparts import PIVOT, YEARS, full_year
from limina.analysis.durations import read_age, read_duration
from limina.analysis.identifiers import read_identifier
from limina.analysis.intervals import read_date, read_expiration
from limina.analysis.locality import Locality, locality
from limina.analysis.money import read_money
from limina.analysis.numerals import fold
from limina.analysis.registers import REGISTERS
from limina.analysis.result import UNREAD, Analysis, EntityLike
from limina.analysis.tokens import level, tokenize

#: Characters of the longest entity that is read; none that is to be formatted is longer.
MOST_CHARACTERS: Final = 256

_DAYS: Final = range(1, 32)
_MONTHS: Final = range(1, 13)


def analyze_entity(
    text: str,
    entity: EntityLike,
    *,
    locale: str | None = None,
    languages: Mapping[str, float] | None = None,
) -> Analysis:
    """Read one entity.

    Args:
        text: The whole text.
        entity: Where the entity is, and its best label.
        locale: BCP 47 tag of where the text is from, such as `en-CA`; one that cannot be
            understood counts as none.
        languages: ISO 639-1 code to likelihood, as detected in the text; asked without a locale.

    Returns:
        What was understood, with offsets of the whole text; nothing for a label whose entities
        have no normal form. Equal arguments give equal results, on any day.
    """
    read = _READERS.get(entity.best_label)
    if read is None or entity.end - entity.start > MOST_CHARACTERS:
        return UNREAD
    place = locality(locale, languages or {})
    analysis = read(text[entity.start : entity.end], place)
    if not analysis.subtypes or not entity.start:
        return analysis
    moved = tuple(
        replace(part, start=part.start + entity.start, end=part.end + entity.start)
        for part in analysis.subtypes
    )
    return replace(analysis, subtypes=moved)


def prepare() -> None:
    """Load the names that are loaded with the first entity otherwise, which takes 0.2 seconds."""
    names.month("", names.CORE_LANGUAGES)
    names.unit("", names.CORE_LANGUAGES)
    names.is_weekday("", names.CORE_LANGUAGES)


def _number(text: str) -> int | None:
    """The one number of a text."""
    tokens = fold(tokenize(level(text)), ordinals=True, years=True)
    values = [token.value for token in tokens if token.value is not None]
    return values[0] if len(values) == 1 else None


def _day(text: str, place: Locality) -> Analysis:
    value = _number(text)
    return Analysis(value) if value in _DAYS else UNREAD


def _month(text: str, place: Locality) -> Analysis:
    value = _number(text)
    if value is None:
        known = (names.month(t.text, place.languages) for t in tokenize(level(text)))
        value = next((month for month in known if month is not None), None)
    return Analysis(value) if value in _MONTHS else UNREAD


def _year(text: str, place: Locality) -> Analysis:
    value = _number(text)
    if value is not None and sum(c.isdecimal() for c in text) == 2 and value < 100:
        value = full_year(value, PIVOT)
    return Analysis(value) if value in YEARS else UNREAD


def _dated(label: str) -> Callable[[str, Locality], Analysis]:
    return lambda text, place: read_date(text, place, label)


def _registered(label: str) -> Callable[[str, Locality], Analysis]:
    return lambda text, place: read_identifier(text, place, label)


_READERS: Final[Mapping[str, Callable[[str, Locality], Analysis]]] = {
    **{label: _dated(label) for label in ("DATE", "DATE_INTERVAL", "DOB")},
    **{label: _registered(label) for label in REGISTERS},
    "AGE": read_age,
    "CREDIT_CARD": lambda text, place: read_card(text),
    "CREDIT_CARD_EXPIRATION": read_expiration,
    "DAY": _day,
    "DURATION": read_duration,
    "EMAIL_ADDRESS": lambda text, place: read_email(text),
    "IP_ADDRESS": lambda text, place: read_ip(text),
    "MONEY": read_money,
    "MONTH": _month,
    "PHONE_NUMBER": read_phone,
    "TIME": read_time,
    "YEAR": _year,
}
#: Labels whose entities are read; all others have no normal form.
READ_LABELS: Final = frozenset(_READERS)

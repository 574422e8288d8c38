"""Dates: another date in the same writing, whatever the order, the separators and the language.

One date gives one other date, however it is written: `March 7, 1961` and `1961-03-07` stay the same
day. In an interval, what came first comes first.
"""

from __future__ import annotations

from calendar import monthrange

from limina_synthetic import date_tokens as roles
from limina_synthetic.ask import Ask
from limina_synthetic.calendar_words import months_of
from limina_synthetic.clock import redraw_clock
from limina_synthetic.compact_dates import redraw_compact
from limina_synthetic.date_tokens import SECTIONS, Piece, read_date
from limina_synthetic.date_values import Values, draw_values
from limina_synthetic.letters import like
from limina_synthetic.number_words import english_ordinal, exchange_number_word
from limina_synthetic.numerals import digits_like, redraw_number
from limina_synthetic.word_lists import lexicon_for

_WEEKDAY_SIGNS = {"月火水木金土日": "曜", "一二三四五六日": ""}
_NUMERALS = "〇一二三四五六七八九"


def date(ask: Ask) -> str:
    """A date, a part of one, or an interval, with or without a time of day."""
    pieces = read_date(ask.text, ask.label, ask.languages)
    if any(piece.role == roles.UNKNOWN for piece in pieces):
        return _afresh(ask)
    values = draw_values(ask, pieces)
    padded = _is_padded(pieces)
    meridiem = any(piece.role == roles.CLOCK for piece in pieces) and any(
        piece.text.lower() in ("am", "pm", "a", "p") for piece in pieces
    )
    out: list[str] = []
    changed = False
    for at, piece in enumerate(pieces):
        if piece.role == roles.ORDINAL:
            new = _ordinal(piece.text, out[-1], changed=out[-1] != pieces[at - 1].text)
        else:
            new = _write(ask, pieces, piece, values, padded, meridiem)
        changed = changed or new != piece.text
        out.append(new)
    return "".join(out) if changed else _afresh(ask)


def _write(
    ask: Ask, pieces: list[Piece], piece: Piece, values: Values, padded: bool, meridiem: bool
) -> str:
    text = piece.text
    match piece.role:
        case roles.YEAR:
            return _number(text, values.year(piece.value), 4)
        case roles.SHORT_YEAR:
            return digits_like(text, f"{values.short_year(piece.value) % 100:02}")
        case roles.MONTH_NUMBER:
            return _number(text, values.month(piece.value), 2 if padded else 0)
        case roles.DAY:
            return _number(text, values.day(piece.value), 2 if padded else 0)
        case roles.MONTH_WORD:
            assert piece.word is not None
            return like(text, piece.word.words[values.month(piece.value) - 1])
        case roles.WEEKDAY:
            return _weekday(ask, piece, values)
        case roles.CLOCK:
            return redraw_clock(ask, text, meridiem)
        case roles.HOUR:
            return _number(text, ask.draw("time", text).other(1, 12, piece.value), 0)
        case roles.QUARTER:
            return digits_like(text, str(1 + ask.source.turn("quarter", 4, piece.value - 1)))
        case roles.WEEK:
            return _number(text, 1 + ask.source.turn("week", 52, piece.value % 52), len(text))
        case roles.COMPACT:
            return redraw_compact(ask, text)
        case roles.COUNT:
            return _count(ask, text)
        case roles.NUMBER_WORD:
            return exchange_number_word(ask, text, counting=True) or text
        case roles.TERM if any(other.role == roles.COUNT for other in pieces):
            return text  # the number changes, what it counts stays
        case roles.TERM:
            terms = lexicon_for(ask.text, ask.languages, *SECTIONS).find(text)
            return text if terms is None else like(text, terms.exchange(ask, text))
        case _:
            return text


def _number(text: str, value: int, width: int) -> str:
    """A number in the digits of another one; padded to `width` if the other one is that long."""
    if not text.isdecimal():
        return _numeral(text, value)
    return digits_like(text, str(value).zfill(width if len(text) >= width else 1))


def _numeral(text: str, value: int) -> str:
    """A number in Chinese numerals: digit by digit as in years, else with the sign for ten."""
    if value > 99 or "〇" in text or "零" in text:
        return "".join(_NUMERALS[int(digit)] for digit in str(value))
    tens, units = divmod(value, 10)
    head = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return head + (_NUMERALS[units] if units else "")


def _count(ask: Ask, text: str) -> str:
    if not text.isdecimal():
        return _numeral(text, ask.draw("count", text).between(2, 9))
    low, high = {1: (2, 9), 2: (10, 31)}.get(len(text), (0, 0))
    return redraw_number(ask, text, "count", low, high)


def _weekday(ask: Ask, piece: Piece, values: Values) -> str:
    day = values.weekday
    if piece.word is not None:
        place = piece.word.place
        new = ask.source.turn("weekday", 7, place, ask.attempt) if day is None else day
        return like(piece.text, piece.word.words[new])
    signs = next(signs for signs in _WEEKDAY_SIGNS if any(s in piece.text for s in signs))
    sign = next(s for s in signs if s in piece.text)
    new = ask.source.turn("weekday", 7, signs.index(sign), ask.attempt) if day is None else day
    return piece.text.replace(sign, signs[new], 1)


def _ordinal(text: str, number: str, changed: bool) -> str:
    """The ending of an ordinal: in English it depends on the number."""
    if not changed or text.lower() not in ("st", "nd", "rd", "th") or not number.isdecimal():
        return text
    return like(text, english_ordinal(int(number)))


def _is_padded(pieces: list[Piece]) -> bool:
    """Whether days and months of one digit are written with a zero."""
    numbers = [p.text for p in pieces if p.role in (roles.DAY, roles.MONTH_NUMBER)]
    if any(text.startswith("0") for text in numbers):
        return True
    if any(len(text) == 1 for text in numbers):
        return False
    return not any(piece.role in (roles.MONTH_WORD, roles.ORDINAL) for piece in pieces)


def _afresh(ask: Ask) -> str:
    """A date for words nobody knows: nothing of them may stay."""
    draw = ask.draw("date")
    year, month = draw.between(1950, 2024), draw.between(1, 12)
    day = draw.between(1, monthrange(year, month)[1])
    language = ask.language
    name = months_of(language)[month - 1]
    match ask.label:
        case "DAY":
            return str(day)
        case "MONTH":
            return like(ask.text, name)
        case "YEAR":
            return str(year)
        case "CREDIT_CARD_EXPIRATION":
            return f"{month:02}/{2025 + draw.below(8)}"
        case "DATE_INTERVAL":
            return f"{year}年{month}月" if language in ("zh", "ja") else f"{name} {year}"
    if language in ("zh", "ja"):
        return f"{year}年{month}月{day}日"
    if language == "ko":
        return f"{year}년 {month}월 {day}일"
    return f"{name} {day}, {year}" if language == "en" else f"{day} {name} {year}"

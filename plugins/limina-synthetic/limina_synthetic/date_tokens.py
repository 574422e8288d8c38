"""A date taken apart: what every number and word in it stands for.

Numbers get their roles from the words, marks and separators around them, and where both orders are
possible from the language. The module reads; what takes their places is the business of `dates`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from limina_synthetic.calendar_words import MONTH, CalendarWord, find_word
from limina_synthetic.date_words import (
    CENTURY,
    CONNECTORS,
    DAY_MARKS,
    HOUR_MARKS,
    MONTH_MARKS,
    NUMERALS,
    ORDINALS,
    PLAIN,
    QUARTERS,
    SEPARATORS,
    WEEKS,
    YEAR_MARKS,
    YEARS,
)
from limina_synthetic.draw import normal
from limina_synthetic.letters import LETTER
from limina_synthetic.number_words import is_number_word
from limina_synthetic.word_lists import lexicon_for

YEAR, SHORT_YEAR, MONTH_NUMBER, DAY = "year", "short year", "month number", "day"
MONTH_WORD, WEEKDAY, CLOCK, HOUR = "month word", "weekday", "clock", "hour"
QUARTER, WEEK, COUNT, COMPACT = "quarter", "week", "count", "compact"
NUMBER_WORD, TERM, ORDINAL, KEPT, UNKNOWN = "number word", "term", "ordinal", "kept", "unknown"

#: Sections of the word lists with words that stand for times.
SECTIONS = ("RELATIVE", "SEASON", "DAYPART", "PERIOD", "HOLIDAY")

_HAN = "\u3400-\u9fff"
_TOKEN = re.compile(
    r"(?P<clock>(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<day>[月火水木金土日]曜日?|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])"
    r"|(?P<numeral>[〇零一二三四五六七八九十]+)"
    rf"|(?P<word>(?:(?![{_HAN}]){LETTER})+(?:-feira)?|[{_HAN}])"
    r"|(?P<other>.)",
    re.DOTALL,
)
#: Roles whose numbers go from 1 to a greatest one.
_GREATEST = {MONTH_NUMBER: 12, DAY: 31, QUARTER: 4, WEEK: 53, HOUR: 24}


@dataclass(slots=True)
class Piece:
    """A piece of a date.

    Attributes:
        text: As it stands.
        role: What it stands for; "" while that is open.
        value: The number, or the month from 1.
        word: What the calendar knows of the word.
    """

    text: str
    role: str
    value: int = 0
    word: CalendarWord | None = None


def read_date(text: str, label: str, languages: tuple[str, ...]) -> list[Piece]:
    """Take a date apart.

    Args:
        text: The whole entity.
        label: DATE, DOB, DATE_INTERVAL, DAY, MONTH, YEAR or CREDIT_CARD_EXPIRATION.
        languages: The document's languages.

    Returns:
        All pieces; together they are the text.
    """
    pieces = [_piece(match, languages) for match in _TOKEN.finditer(text)]
    if any(piece.role == UNKNOWN for piece in pieces):
        _read_words(pieces, text, languages)
    _read_numbers(pieces, expires=label == "CREDIT_CARD_EXPIRATION")
    if any(piece.role == MONTH_WORD for piece in pieces):
        _beside_month_word(pieces, [at for at, p in enumerate(pieces) if p.role == ""])
    else:
        _in_figures(pieces, label, languages)
    for piece in pieces:
        _check(piece)
    return pieces


def _piece(match: re.Match[str], languages: tuple[str, ...]) -> Piece:
    text = match[0]
    match match.lastgroup:
        case "clock":
            return Piece(text, CLOCK)
        case "number":
            return Piece(text, "", int(text[:18]))
        case "numeral":
            return Piece(text, "", _numeral(text))
        case "day":
            return Piece(text, WEEKDAY)
        case "word":
            return Piece(text, UNKNOWN)
        case _:
            return Piece(text, KEPT)


def _numeral(text: str) -> int:
    if "十" in text:
        tens, _, units = text.partition("十")
        return 10 * (NUMERALS.get(tens[-1:], 1) or 1) + NUMERALS.get(units[:1], 0)
    return int("".join(str(NUMERALS[mark]) for mark in text[:18]))


def _read_words(pieces: list[Piece], text: str, languages: tuple[str, ...]) -> None:
    lexicon = lexicon_for(text, languages, *SECTIONS)
    for at, piece in enumerate(pieces):
        if piece.role != UNKNOWN:
            continue
        folded = normal(piece.text)
        before = pieces[at - 1] if at else None
        if before is not None and before.role == "" and folded in ORDINALS:
            piece.role = ORDINAL
            if folded in ("er", "re"):
                before.role = KEPT  # French writes only the first of a month so
            continue
        own = find_word(piece.text, languages) if languages or folded not in PLAIN else None
        if own is not None and not (folded in PLAIN and len(folded) < 3):
            piece.word = own
            piece.role = MONTH_WORD if own.kind == MONTH else WEEKDAY
            piece.value = own.place + 1
        elif is_number_word(piece.text):
            piece.role = NUMBER_WORD
        elif folded in PLAIN or folded in CENTURY or folded in WEEKS or folded in QUARTERS:
            piece.role = KEPT
        elif lexicon.find(piece.text) is not None:
            piece.role = TERM


def _read_numbers(pieces: list[Piece], expires: bool) -> None:
    worded = any(piece.text[:1].isalpha() for piece in pieces)
    for at, piece in enumerate(pieces):
        if piece.role != "":
            continue
        size = len(piece.text)
        if worded and (role := _role_by_words(pieces, at)):
            piece.role = role
        elif size == 4 and (2000 if expires else 1000) <= piece.value <= 2999:
            piece.role = YEAR
        elif size in (6, 8, 12, 14) or (size == 4 and expires):
            piece.role = COMPACT
        elif size > 2 or not piece.text.isdecimal():
            piece.role = COUNT
        elif size == 2 and at and pieces[at - 1].text in ("'", "’"):
            piece.role = SHORT_YEAR


def _role_by_words(pieces: list[Piece], at: int) -> str:
    """The role that the words beside a number give it; "" if none does."""
    value = pieces[at].value
    after = normal(pieces[at + 1].text) if at + 1 < len(pieces) else ""
    second = normal(pieces[at + 2].text) if at + 2 < len(pieces) else ""
    word = _word_before(pieces, at)
    if after in YEAR_MARKS:
        return YEAR if value > 99 else COUNT
    if after in MONTH_MARKS or word == "tháng":
        return MONTH_NUMBER
    if after in DAY_MARKS:
        return DAY
    if len(pieces[at].text) > 2 or not pieces[at].text.isdecimal():
        return ""
    if value <= 4 and (word in QUARTERS or any(_is_quarter(p) for p in pieces[at + 1 : at + 4])):
        return QUARTER
    if word in WEEKS and value <= 53:
        return WEEK
    if (second if after in (" ", ".") else after) in HOUR_MARKS:
        return HOUR
    if word in YEARS and len(pieces[at].text) == 2:
        return SHORT_YEAR
    if any(_is_century(other) for other in pieces[at + 1 : at + 5]) or _counts(pieces, at):
        return COUNT
    return ""


def _word_before(pieces: list[Piece], at: int) -> str:
    for piece in reversed(pieces[max(0, at - 2) : at]):
        if piece.text[:1].isalpha():
            return normal(piece.text)
    return ""


def _is_century(piece: Piece) -> bool:
    return normal(piece.text) in CENTURY and len(piece.text) > 1


def _is_quarter(piece: Piece) -> bool:
    return normal(piece.text) in QUARTERS and len(piece.text) > 2


def _counts(pieces: list[Piece], at: int) -> bool:
    """Whether a number counts days, weeks, months or years."""
    return any(piece.role == TERM for piece in pieces[at + 1 : at + 3])


def _beside_month_word(pieces: list[Piece], open_numbers: list[int]) -> None:
    has_year = any(piece.role in (YEAR, SHORT_YEAR) for piece in pieces)
    days: list[int] = []
    for at in open_numbers:
        piece = pieces[at]
        if piece.role == "":
            piece.role = SHORT_YEAR if piece.value > 31 else DAY
            has_year = has_year or piece.value > 31
            if piece.role == DAY:
                days.append(at)
    if has_year or len(days) < 2:
        return
    first, last = days[-2], days[-1]
    between = {normal(p.text) for p in pieces[first + 1 : last] if not p.text.isspace()}
    if not between <= CONNECTORS | ORDINALS and pieces[last].text.isdecimal():
        pieces[last].role = SHORT_YEAR


def _in_figures(pieces: list[Piece], label: str, languages: tuple[str, ...]) -> None:
    for group in _groups(pieces):
        open_ones = [piece for piece in group if piece.role == ""]
        roles = tuple(piece.role for piece in group)
        if not open_ones:
            continue
        if len(group) == 3 and roles[0] == YEAR:
            group[1].role, group[2].role = _order(group[1], group[2], MONTH_NUMBER)
        elif len(group) == 3 and group[0].value > 31 and roles[2] == "":
            group[0].role, group[1].role, group[2].role = SHORT_YEAR, MONTH_NUMBER, DAY
        elif len(group) == 3 and roles[2] in ("", YEAR):
            first = _first_role(pieces, label, languages)
            group[0].role, group[1].role = _order(group[0], group[1], first)
            group[2].role = roles[2] or SHORT_YEAR
        elif len(group) == 2 and YEAR in roles:
            open_ones[0].role = MONTH_NUMBER if open_ones[0].value <= 12 else SHORT_YEAR
        elif len(group) == 2 and (label == "CREDIT_CARD_EXPIRATION" or group[1].value > 31):
            group[0].role, group[1].role = MONTH_NUMBER, SHORT_YEAR
        elif len(group) == 2:
            first = _first_role(pieces, label, languages)
            group[0].role, group[1].role = _order(group[0], group[1], first)
        else:
            for piece in open_ones:
                piece.role = _alone(piece, label)


def _groups(pieces: list[Piece]) -> list[list[Piece]]:
    """Numbers that one and the same separator joins, three at most."""
    groups: list[list[Piece]] = []
    last, joint = -9, ""
    for at, piece in enumerate(pieces):
        if piece.role not in ("", YEAR):
            continue
        gap = "".join(p.text for p in pieces[last + 1 : at]) if last >= 0 else ""
        mark = gap.strip()
        joined = (mark in SEPARATORS and mark) or (gap == " " and len(gap) == 1)
        if groups and joined and len(groups[-1]) < 3 and joint in ("", gap):
            groups[-1].append(piece)
            joint = gap
        else:
            groups.append([piece])
            joint = ""
        last = at
    return groups


def _first_role(pieces: list[Piece], label: str, languages: tuple[str, ...]) -> str:
    """Whether month or day comes first where both could: the month in English, but for dots."""
    dotted = any(piece.text == "." for piece in pieces)
    english = not languages or languages[0] == "en"
    return MONTH_NUMBER if english and not dotted else DAY


def _order(first: Piece, second: Piece, role: str) -> tuple[str, str]:
    if first.value > 12:
        return DAY, MONTH_NUMBER
    if second.value > 12:
        return MONTH_NUMBER, DAY
    return (MONTH_NUMBER, DAY) if role == MONTH_NUMBER else (DAY, MONTH_NUMBER)


def _alone(piece: Piece, label: str) -> str:
    if label == "MONTH":
        return MONTH_NUMBER
    if label == "YEAR" or piece.value > 31:
        return SHORT_YEAR
    return DAY


def _check(piece: Piece) -> None:
    """A number outside its role's range is but a number."""
    greatest = _GREATEST.get(piece.role)
    out_of_range = greatest is not None and not 1 <= piece.value <= greatest
    long = piece.role == SHORT_YEAR and not (piece.text.isdecimal() and len(piece.text) == 2)
    if out_of_range or long or piece.role == "":
        piece.role = COUNT

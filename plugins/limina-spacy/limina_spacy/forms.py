"""Tells dates, periods, durations, ages, times and amounts of money apart by their form.

spaCy's `DATE` takes in `today`, `the week`, `27 years old` and `12 weeks`. Only what a reader
could place on a calendar, count or add up is kept, under the label Limina uses for it: a full date
is `DATE`, a bare year or month `DATE_INTERVAL`. Pure functions on a text and offsets.
"""

from __future__ import annotations

import re

Found = tuple[int, int, str]

_NUMBER_WORD = (
    r"(?:a\ (?=hundred|thousand|million|dozen))?(?:(?:one|two|three|four|five|six|seven|eight|nine"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    r"|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen)"
    r"(?:[\ -](?:and\ )?)?)+"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_ORDINAL_WORD = (
    r"(?:twenty[\ -]|thirty[\ -])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|thirtieth)"
)
_FLAGS = re.IGNORECASE | re.VERBOSE


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, _FLAGS)


_AGE = _compile(r"\b(?:aged?\b|(?:year|month|week|yr)s?[\ -]olds?\b|y/?o\b)")
_AGE_NUMBER = _compile(rf"\d+(?:[.,]\d+)?|\b{_NUMBER_WORD}(?<![\ -])")
_NUMERIC_DATE = _compile(r"(?<![\d.,/-])\d{1,4}([-/.])\d{1,2}\1\d{2,4}(?![\d/-])")
_MONTH_WORD = _compile(rf"\b{_MONTH}")
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL_WORD})(?!\d)"
_DAY_MONTH = _compile(
    rf"\b{_DAY}\ (?:day\ )?(?:of\ )?{_MONTH}|\b{_MONTH},?\ (?:the\ )?{_DAY}(?!\s*[:%])"
)
_DAY_RANGE = _compile(
    rf"{_DAY}\s*(?:-|–|—|to|through|until|till|and|&)\s*(?:{_MONTH}\s*)?{_DAY}(?!\d)"
)
_YEAR = _compile(r"(?<![\d.,$€£-])(?:1[5-9]|20)\d\d(?:'?s)?\b(?![.,]\d)|['’]\d0s\b")
_ORDINAL_DAY = _compile(r"\d{1,2}(?:st|nd|rd|th)")
_CENTURY = _compile(rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)|{_ORDINAL_WORD})[\ -]centur(?:y|ies)\b")
_UNIT = (
    r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade)s?|(?:sec|min|hr|mo|wk|yr)s?"
)
_DURATION = _compile(
    rf"(?:\d+(?:[.,]\d+)?|\b(?!one\ (?:day|night)\b){_NUMBER_WORD})\s*-?\s*(?:{_UNIT})\b"
)
_AMBIGUOUS_MONTH = _compile(r"(?:mar(?:ch)?|may|april|june|august|jan|dec|sept?|nov|jun)\.?")
_MONTH_LEAD = _compile(
    r"\b(?:in|of|since|until|till|by|last|next|this|early|late|mid|from|to|through|during|before|after|and|or)"
    r"[\ -]\Z"
)
_CLOCK = _compile(
    rf"(?:\d{{1,2}}\s*(?:-|–|to)\s*)?\d{{1,2}}(?:[:.]\d\d){{0,2}}\s*(?:[ap]\.m\.?|[ap]m\b|o['’]clock)"
    rf"|(?<!\d)\d{{1,2}}(?::\d\d){{1,2}}(?!\d)"
    rf"|\b{_NUMBER_WORD}\s*(?:[ap]\.m\.?|[ap]m\b|o['’]clock)"
)
_SIGN = r"(?:\b[A-Z]{1,3})?[$€£¥₹₽₩₺₴₪฿]"
_CODE = r"\b(?:usd|eur|gbp|jpy|cny|inr|cad|aud|chf|sek|nok|dkk|mxn|brl|zar)\b"
_CURRENCY_WORD = (
    r"(?:dollars?|bucks|cents?|euros?|pounds?|sterling|quid|pence|yen|yuan|rupees?|pesos?|francs?|kron(?:or|er|a|e)"
    r"|rou?bles?|reais|rand|dirhams?|riyals?|won|zloty)\b"
)
_DIGITS = r"\d[\d.,]*(?<![.,])(?:\s?(?:(?:thousand|million|billion|trillion)|k|m|mn|bn|b)\b)?"
_MONEY = _compile(
    rf"(?:{_SIGN}|{_CODE})\s?{_DIGITS}"
    rf"|(?:{_DIGITS}|\b{_NUMBER_WORD})\s*-?\s*(?:[a-z]+\ )?"
    rf"(?:[$€£¥₹₽₩₺₴₪฿]|{_CODE}|{_CURRENCY_WORD})"
)
_SIGN_BEFORE = _compile(rf"(?:{_SIGN}|{_CODE})\s?\Z")


def date(text: str, start: int, end: int) -> Found | None:
    """Label a `DATE` span of spaCy by its form.

    Args:
        text: The document's text.
        start: First character of the span, in code points.
        end: One past its last character.

    Returns:
        The span, perhaps smaller, with `DATE`, `DATE_INTERVAL`, `DURATION` or `AGE`; None if it
        names no date, period, length of time or age by number or month.
    """
    if _AGE.search(text, start, end):
        # The number alone is the age: `27 years old`, `between 5 and 7 years old`.
        numbers = list(_AGE_NUMBER.finditer(text, start, end))
        return (numbers[0].start(), numbers[-1].end(), "AGE") if numbers else None
    numeric = len(_NUMERIC_DATE.findall(text[start:end]))
    if numeric:
        return start, end, "DATE" if numeric == 1 else "DATE_INTERVAL"
    month = _MONTH_WORD.search(text, start, end)
    if month:
        return _with_month(text, start, end, month)
    if _YEAR.search(text, start, end) or _CENTURY.search(text, start, end):
        return start, end, "DATE_INTERVAL"
    length = _DURATION.search(text, start, end)
    if length:
        return length.start(), length.end(), "DURATION"
    day = _ORDINAL_DAY.match(text, start, end)
    return (start, end, "DATE") if day and day.end() == end else None


def _with_month(text: str, start: int, end: int, month: re.Match[str]) -> Found | None:
    if _DAY_RANGE.search(text, start, end):
        return start, end, "DATE_INTERVAL"
    if _DAY_MONTH.search(text, start, end):
        return start, end, "DATE"
    if month.start() == start and month.end() == end and _doubtful(text, start, month.group()):
        return None
    return start, end, "DATE_INTERVAL"


def _doubtful(text: str, start: int, month: str) -> bool:
    """Whether a bare month may be a name (`May`, `June`) or a common word (`mar`, `may`)."""
    if not _AMBIGUOUS_MONTH.fullmatch(month):
        return False
    return text[start].islower() or not _MONTH_LEAD.search(text, max(0, start - 9), start)


def time(text: str, start: int, end: int) -> Found | None:
    """Label a `TIME` span of spaCy by its form.

    Returns:
        The clock time or length of time in the span with `TIME` or `DURATION`, or None if it holds
        none (`tonight`, `this morning`).
    """
    clocks = list(_CLOCK.finditer(text, start, end))
    if clocks:
        return clocks[0].start(), clocks[-1].end(), "TIME"
    length = _DURATION.search(text, start, end)
    return (length.start(), length.end(), "DURATION") if length else None


def money(text: str, start: int, end: int) -> Found | None:
    """Label a `MONEY` span of spaCy by its form.

    spaCy leaves a currency sign that stands apart or before the first digit outside; it is taken
    in.

    Returns:
        The amounts in the span, currency included, with `MONEY`; None if there is no amount of a
        currency.
    """
    window = max(0, start - 5)
    sign = _SIGN_BEFORE.search(text, window, start)
    amounts = list(_MONEY.finditer(text, sign.start() if sign else start, end))
    return (amounts[0].start(), amounts[-1].end(), "MONEY") if amounts else None

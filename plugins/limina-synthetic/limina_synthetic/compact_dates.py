"""Dates without separators: `20240105`, `050124`, `20240105103000`, and `0528` on a card."""

from __future__ import annotations

from calendar import monthrange

from limina_synthetic.ask import Ask
from limina_synthetic.date_values import full_year
from limina_synthetic.draw import Draw
from limina_synthetic.numerals import digits_like
from limina_synthetic.shapes import redraw

#: Orders of the parts by number of digits, the likeliest first; a letter for each digit.
_ORDERS = {
    4: ("MMYY",),
    6: ("YYMMDD", "DDMMYY", "MMDDYY"),
    8: ("YYYYMMDD", "DDMMYYYY", "MMDDYYYY"),
    12: ("YYYYMMDDhhmm",),
    14: ("YYYYMMDDhhmmss",),
}


def redraw_compact(ask: Ask, text: str) -> str:
    """Another date in the same order of digits; other digits if the text is no date.

    Args:
        ask: Where to draw from; its text does not count.
        text: Decimal digits alone.
    """
    draw = ask.draw("compact date", text)
    plain = "".join(str(int(digit)) for digit in text)
    for order in _ORDERS.get(len(plain), ()):
        parts = {letter: _part(plain, order, letter) for letter in dict.fromkeys(order)}
        if _is_date(parts):
            return digits_like(text, _fill(draw, order, parts))
    return redraw(draw, text)


def _part(digits: str, order: str, letter: str) -> int:
    return int("".join(d for d, o in zip(digits, order, strict=True) if o == letter))


def _is_date(parts: dict[str, int]) -> bool:
    year, month, day = full_year(parts["Y"]), parts["M"], parts.get("D", 1)
    return (
        1900 <= year <= 2099
        and 1 <= month <= 12
        and 1 <= day <= monthrange(year, month)[1]
        and parts.get("h", 0) < 24
        and parts.get("m", 0) < 60
        and parts.get("s", 0) < 60
    )


def _fill(draw: Draw, order: str, parts: dict[str, int]) -> str:
    year = full_year(parts["Y"])
    new_year = draw.other(max(1936, year - 10), max(year - 1, min(year + 10, 2025)), year)
    month = draw.between(1, 12)
    values = {
        "Y": new_year,
        "M": month,
        "D": draw.between(1, monthrange(new_year, month)[1]),
        "h": draw.below(24),
        "m": draw.below(60),
        "s": draw.below(60),
    }
    out = order
    for letter, value in values.items():
        width = order.count(letter)
        out = out.replace(letter * width, str(value)[-width:].zfill(width)) if width else out
    return out

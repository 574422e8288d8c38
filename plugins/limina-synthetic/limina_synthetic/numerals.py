"""Numbers written in digits: found with their separators, redrawn in the same layout and size."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from babel import Locale, UnknownLocaleError

from limina_synthetic.ask import Ask

#: A number with what groups its digits: 1,234.56 · 1.234,56 · 1 234 · 1'234
NUMBER = re.compile(r"\d+(?:[.,\u00a0\u202f\u066b\u066c]\d+|['’]\d{3}(?!\d))*(?:\x20\d{3}(?!\d))*")


def value_of(token: str) -> int:
    """The integer a token's digits make, whatever separates them."""
    return int("".join(filter(str.isdecimal, token)) or "0")


def redraw_number(ask: Ask, token: str, kind: str, low: int = 0, high: int = 0) -> str:
    """Draw a number anew, as long and as round as it was.

    Args:
        ask: Where to draw from; its text does not count.
        token: The number, separators included.
        kind: What it counts; other kinds are exchanged otherwise.
        low: Least value allowed, taken without separators.
        high: Greatest value allowed; 0 sets no bounds.

    Returns:
        Another number with the same separators in the same places. Zeros at its head and at its end
        stay. Numbers of up to three significant digits are exchanged one to one.
    """
    digits = [character for character in token if character.isdecimal()]
    plain = "".join(str(int(digit)) for digit in digits)
    value = int(plain[:4000])
    if high and low <= value <= high and low < high:
        new = str(_turn(ask, kind, low, high, value))
        bare = len(token) == len(plain) and plain[0] != "0"
        return digits_like(token, new if bare else new.zfill(len(plain)))
    core = plain.strip("0")
    if not core:
        # Nothing but zeros: one of them becomes something, so that the value differs.
        new_digit = str(1 + ask.draw(kind, plain).below(9))
        return digits_like(token, plain[:-1] + new_digit)
    head = len(plain) - len(plain.lstrip("0"))
    tail = len(plain) - len(plain.rstrip("0"))
    if len(core) <= 3:
        new_core = _turn_core(ask, kind, core)
    else:
        draw = ask.draw(kind, plain)
        inner = "".join(str(draw.below(10)) for _ in core[2:])
        new_core = f"{1 + draw.below(9)}{inner}{1 + draw.below(9)}"
    return digits_like(token, "0" * head + new_core + "0" * tail)


def _turn_core(ask: Ask, kind: str, core: str) -> str:
    """Exchange the significant digits, none of whose ends is a zero, among their like."""
    size = len(core)
    if size == 1:
        return str(_turn(ask, kind, 1, 9, int(core)))
    floor = 10 ** (size - 2)
    place = 9 * (int(core[:-1]) - floor) + int(core[-1]) - 1
    head, last = divmod(ask.source.turn(f"{kind}/{size}", 81 * floor, place, ask.attempt), 9)
    return f"{head + floor}{last + 1}"


def _turn(ask: Ask, kind: str, low: int, high: int, value: int) -> int:
    size = high - low + 1
    return low + ask.source.turn(f"{kind}:{low}", size, value - low, ask.attempt)


def digits_like(token: str, digits: str) -> str:
    """Put digits into the places of a token's, in its script.

    Args:
        token: A number, separators included.
        digits: The new digits in ASCII; if there are more or fewer of them than places, they are
            written without separators.
    """
    if token.isascii() and token.isdecimal():
        return digits
    places = [at for at, character in enumerate(token) if character.isdecimal()]
    zero = chr(ord(token[places[0]]) - int(token[places[0]]))
    own = digits if zero == "0" else "".join(chr(ord(zero) + int(digit)) for digit in digits)
    if len(own) != len(places):
        return own
    out = list(token)
    for place, digit in zip(places, own, strict=True):
        out[place] = digit
    return "".join(out)


def amount_of(token: str) -> float:
    """What a number is worth, for comparing it with one written likewise."""
    head, _, tail = token.replace(",", ".").rpartition(".")
    if head and len(tail) != 3 and head.isdecimal() and tail.isdecimal():
        return int(head) + int(tail) / float(10 ** len(tail))
    return float(value_of(token))


@lru_cache(maxsize=128)
def locale_of(language: str) -> Locale:
    """babel's locale of a language; English for one it does not know."""
    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")


@lru_cache(maxsize=128)
def _plural_form(language: str) -> Callable[[int], str]:
    form: Callable[[int], str] = locale_of(language).plural_form
    return form


def same_plural(language: str, low: int, high: int, value: int) -> tuple[int, ...]:
    """The numbers of a range that take the same form of the noun as `value` in a language."""
    return _same_plural(language, low, high, _plural_form(language)(value))


@lru_cache(maxsize=1024)
def _same_plural(language: str, low: int, high: int, form: str) -> tuple[int, ...]:
    plural = _plural_form(language)
    return tuple(number for number in range(low, high + 1) if plural(number) == form)


def redraw_count(ask: Ask, token: str, kind: str, language: str, low: int, high: int) -> str | None:
    """Redraw a whole number so that the noun behind it need not change its form.

    Returns:
        Another number between `low` and `high` with the same plural form, or None if there is none
        or the number is not between them.
    """
    value = value_of(token)
    if not low <= value <= high:
        return None
    mates = same_plural(language, low, high, value)
    if len(mates) < 2:
        return None
    name = f"{kind}:{language}:{low}:{mates[0]}:{len(mates)}"
    new = mates[ask.source.turn(name, len(mates), mates.index(value), ask.attempt)]
    digits = sum(character.isdecimal() for character in token)
    return digits_like(token, str(new).zfill(digits) if token[0] == "0" else str(new))

"""Latitude and longitude: other ones, in the same notation and as precise."""

from __future__ import annotations

import re

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Draw, normal
from limina_synthetic.numerals import digits_like
from limina_synthetic.shapes import redraw
from limina_synthetic.wordtable import word_set

_TOKEN = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<other>.)", re.DOTALL)
_MINUTES = ("'", "′", "’", "m")
_SECONDS = ('"', "″", "”", "s")
_PLAIN = word_set(
    """
    n s e w o nord süd ost est ouest sud norte sur este oeste north south east west lat latitude
    long lng lon longitude latitud longitud breite länge gps coordinates coordinate deg degree
    degrees grad min minutes sec seconds m and c utm wgs wgs84 с ю в з ш д 北緯 東経 南緯 西経
    北纬 东经 南纬 西经
    """
)


def coordinate(ask: Ask) -> str:
    """A coordinate or a pair of them."""
    text = ask.text
    draw = ask.draw("coordinate")
    out: list[str] = []
    degrees = 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match.lastgroup == "number":
            sign = text[match.end() :].lstrip()[:1]
            if sign in _MINUTES or sign in _SECONDS:
                out.append(_figure(draw, token, 59))
            else:
                # The first is the latitude, unless it cannot be.
                latitude = degrees % 2 == 0 and _whole(token) <= 90
                out.append(_figure(draw, token, 89 if latitude else 179))
                degrees += 1
        elif match.lastgroup == "word" and normal(token) not in _PLAIN:
            out.append(redraw(draw, token))
        else:
            out.append(token)
    return "".join(out)


def _whole(token: str) -> int:
    return int(re.split("[.,]", token)[0][:9])


def _figure(draw: Draw, token: str, greatest: int) -> str:
    """Another figure up to a bound, with as many digits before and behind the point."""
    whole, *rest = re.split("([.,])", token)
    if len(whole) > 3 or int(whole) > 180:
        return redraw(draw, token)
    low = 10 ** (len(whole) - 1) if len(whole) > 1 and whole[0] != "0" else 0
    new = draw.other(low, min(greatest, 10 ** len(whole) - 1), int(whole))
    head = digits_like(whole, str(new).zfill(len(whole)))
    if not rest:
        return head
    return head + rest[0] + digits_like(rest[1], "".join(str(draw.below(10)) for _ in rest[1]))

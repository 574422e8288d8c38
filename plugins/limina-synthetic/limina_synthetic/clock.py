"""Times of day: another time in the same writing, of twelve hours or of twenty-four."""

from __future__ import annotations

import re

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Draw, normal
from limina_synthetic.letters import LETTER, like
from limina_synthetic.number_words import exchange_number_word
from limina_synthetic.numerals import digits_like, redraw_number
from limina_synthetic.terms import Terms
from limina_synthetic.word_lists import lexicon_for
from limina_synthetic.wordtable import word_set

_CLOCK = re.compile(r"(\d{1,2})(\D)(\d{2})(?:(\D)(\d{2})(?:([.,])(\d+))?)?")
_TOKEN = re.compile(
    r"(?P<clock>(?<!\d)\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?!\d))"
    r"|(?P<zone>(?:(?:UTC|GMT)\s?[+\-−](?:0?\d|1[0-4])(?::?[0-5]\d)?|[+\-−](?:0\d|1[0-4]):?[0-5]\d$)(?!\d))"
    r"|(?P<number>\d+)"
    r"|(?P<numeral>[一二三四五六七八九])"
    rf"|(?P<word>(?:(?![\u3400-\u9fff]){LETTER})+|[\u3400-\u9fff])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_MERIDIEM = re.compile(
    r"\d\s*[ap]\.?\s?m?\b|\b[ap]\.\s?m\.|[上下]午|午[前後后]|오[전후]", re.IGNORECASE
)
#: Spelled hours and minutes: other number words would be no times.
_SPELLED = tuple(
    Terms(f"time/{place}", words.split())
    for place, words in enumerate(
        (
            "one two three four five six seven eight nine ten eleven twelve",
            "twenty thirty forty fifty",
        )
    )
)
_NUMERALS = Terms("time/numerals", "一二三四五六七八九")
#: Words in times that tell no time, in the languages whose times are often written in words.
_PLAIN = word_set(
    """
    the of on in at by from to until till through and or around about approx before after past a p
    m am pm h hr hrs hour hours min mins minute minutes sec second seconds s o clock oclock half
    quarter sharp time local z t utc gmt est edt cst cdt mst mdt pst pdt et ct mt pt cet cest bst
    ist jst kst aest aedt msk wib eat wat uhr um gegen halb viertel nach vor kurz punkt heure
    heures du de la matin soir et demie quart moins vers à environ hora horas las los y media
    cuarto menos de la del por ora ore le e mezza mezzo un quarto alle del di circa às as e meia
    da do hora uur half kwart over voor om час часа часов мин минут минуты утра вечера дня ночи в
    около половина год година годині хв ранку вечора 時 时 点 點 分 秒 半 午 前 後 后 上 下 早 晚
    鐘 钟 夜 朝 頃 刻 凌 晨 시 분 초 오전 오후 반 बजे बज कर सुबह शाम रात दोपहर ng umaga hapon gabi
    ika alas
    """
)
#: What stands between an hour and its minutes; anything else begins another time.
_INSIDE = re.compile(r"\s*(?:[.:hH]|uhr|час\w*|ч|[時时点點시分분]|heures?|past)\s*", re.IGNORECASE)


def clock(ask: Ask) -> str:
    """A time of day."""
    text = ask.text
    twelve = _MERIDIEM.search(text) is not None
    lexicon = lexicon_for(text, ask.languages, "DAYPART", "PERIOD")
    out: list[str] = []
    place, gap, changed = 0, "", False
    for match in _TOKEN.finditer(text):
        token = match[0]
        match match.lastgroup:
            case "clock":
                out.append(redraw_clock(ask, token, twelve))
                changed = True
            case "number":
                place = place + 1 if place and _INSIDE.fullmatch(gap) else 0
                out.append(_figure(ask, token, place, twelve))
                changed, place, gap = True, place + 1 if place else 1, ""
                continue
            case "numeral":
                out.append(_NUMERALS.exchange(ask, token))
                changed = True
            case "word" if normal(token) not in _PLAIN:
                new = _spelled(ask, token)
                terms = lexicon.find(token)
                if new is None and terms is not None:
                    new = like(token, terms.exchange(ask, token))
                if new is None:
                    return _afresh(ask)
                out.append(new)
                changed = True
            case _:
                out.append(token)
        gap += token
    return "".join(out) if changed else _afresh(ask)


def _spelled(ask: Ask, word: str) -> str | None:
    for terms in _SPELLED:
        if word in terms:
            return like(word, terms.exchange(ask, word))
    return exchange_number_word(ask, word, counting=True)


def _figure(ask: Ask, token: str, place: int, twelve: bool) -> str:
    if len(token) == 4 and int(token[:2]) < 24 and int(token[2:]) < 60:
        hour, minute = _time(ask.draw("time", token), int(token[:2]), int(token[2:]), False)
        return digits_like(token, f"{hour:02}{minute:02}")
    value = int(token[:9])
    if len(token) > 2 or value > 60:
        return redraw_number(ask, token, "time")
    draw = ask.draw("time", token)
    if place <= 1 and value <= 24:
        return _padded(token, _hour(draw, value, twelve))
    return _padded(token, _sixty(draw, value))


def redraw_clock(ask: Ask, token: str, twelve: bool) -> str:
    """Another time for one written with a sign between hour and minutes.

    Args:
        ask: Where to draw from; its text does not count.
        token: `9:05`, `19:37:28`, `10:00:00.000`, …
        twelve: Whether hours go to 12.
    """
    match = _CLOCK.fullmatch(token)
    draw = ask.draw("time", token)
    if match is None or int(match[1]) > 24 or int(match[3]) > 59:
        return redraw_number(ask, token, "time")
    hour, minute = _time(draw, int(match[1]), int(match[3]), twelve)
    new = f"{_padded(match[1], hour)}{match[2]}{digits_like(match[3], f'{minute:02}')}"
    if match[5]:
        new += match[4] + digits_like(match[5], f"{_sixty(draw, int(match[5])):02}")
    if match[7]:
        new += match[6] + digits_like(match[7], "".join(str(draw.below(10)) for _ in match[7]))
    return new


def _time(draw: Draw, hour: int, minute: int, twelve: bool) -> tuple[int, int]:
    return _hour(draw, hour, twelve), _sixty(draw, minute)


def _hour(draw: Draw, hour: int, twelve: bool) -> int:
    """Another hour of the same half of the day, so that the clock stays the one it was."""
    if twelve or 1 <= hour <= 12:
        return draw.other(1, 12, hour)
    return draw.other(13, 23, hour) if hour else draw.between(1, 9)


def _sixty(draw: Draw, value: int) -> int:
    """Other minutes, and round ones for round ones."""
    return 5 * draw.below(12) if value % 5 == 0 else draw.below(60)


def _padded(token: str, value: int) -> str:
    return digits_like(token, str(value).zfill(2) if len(token) == 2 else str(value))


def _afresh(ask: Ask) -> str:
    """A time for words nobody knows: nothing of them may stay."""
    draw = ask.draw("time")
    return f"{draw.between(1, 12)}:{5 * draw.below(12):02}"

"""Blood types: another group, another Rhesus factor, in the same notation."""

from __future__ import annotations

import re

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.letters import like
from limina_synthetic.shapes import redraw
from limina_synthetic.terms import Terms
from limina_synthetic.wordtable import word_set

_GROUPS = ("A", "B", "AB", "O")
_GROUP = re.compile(r"(?<![^\W_])(AB|A|B|O|0)(?![a-zà-ÿ])", re.IGNORECASE)
_SIGN_WORD = re.compile(
    r"(?<![^\W_])(?:positiv[eo]?|positif|positief|pos|negativ[eo]?|négatif|negatief|neg"
    r"|положительн\w+|отрицательн\w+|陽性|陰性|阳性|阴性|양성|음성)(?![^\W_])",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[+\-−–]")
#: Signs and words in pairs: the first of each is positive.
_PAIRS = (
    ("+", "-"),
    ("+", "−"),
    ("+", "–"),
    ("positive", "negative"),
    ("pos", "neg"),
    ("positiv", "negativ"),
    ("positif", "négatif"),
    ("positivo", "negativo"),
    ("positief", "negatief"),
    ("陽性", "陰性"),
    ("阳性", "阴性"),
    ("양성", "음성"),
)
_COUNTED = Terms("blood/counted", ("первая", "вторая", "третья", "четвёртая"))
_PLAIN = word_set(
    """
    blood type group rh rhd rhesus factor d typ blutgruppe faktor groupe sanguin rhésus grupo
    sanguíneo gruppo sanguigno bloedgroep группа крови резус 型 血液 血型 형 혈액형
    """
)


def blood_type(ask: Ask) -> str:
    """A blood type: groups and factors are exchanged together, so that none stays."""
    text = ask.text
    group = _GROUP.search(text)
    if group is None:
        return _spelled(ask)
    sign = _SIGN_WORD.search(text, group.end()) or _SIGN.search(text, group.end())
    old_group = _GROUPS.index(group[1].upper().replace("0", "O"))
    if sign is None:
        new_group, positive = ask.source.turn("blood", 4, old_group, ask.attempt), None
    else:
        place = 2 * old_group + (not _is_positive(sign[0]))
        turned = ask.source.turn("blood/rh", 8, place, ask.attempt)
        new_group, positive = turned // 2, turned % 2 == 0
    shown = _GROUPS[new_group].replace("O", "0") if "0" in group[1] else _GROUPS[new_group]
    written = shown.lower() if group[1].islower() else shown
    if sign is None or positive is None:
        return _around(ask, text[: group.start()]) + written + _around(ask, text[group.end() :])
    return "".join(
        (
            _around(ask, text[: group.start()]), written,
            _around(ask, text[group.end() : sign.start()]), _signed(sign[0], positive),
            _around(ask, text[sign.end() :]),
        )
    )  # fmt: skip


def _is_positive(sign: str) -> bool:
    folded = normal(sign)
    return any(folded == positive for positive, _negative in _PAIRS) or folded.startswith("пол")


def _signed(sign: str, positive: bool) -> str:
    folded = normal(sign)
    if folded.startswith(("пол", "отр")):
        ending = folded.split("льн")[-1] if "льн" in folded else ""
        return like(sign, ("положительн" if positive else "отрицательн") + ending)
    pair = next(pair for pair in _PAIRS if folded in pair)
    return like(sign, pair[0] if positive else pair[1])


def _spelled(ask: Ask) -> str:
    """A group in words, as in Russian: the groups are counted there."""
    word = next((word for word in _COUNTED.items if word in ask.text.lower()), None)
    if word is None:
        return _factor_alone(ask)
    at = ask.text.lower().index(word)
    before, after = ask.text[:at], ask.text[at + len(word) :]
    new = like(ask.text[at : at + len(word)], _COUNTED.exchange(ask, word))
    return _around(ask, before) + new + (_factor_alone(ask.part(after)) if after.strip() else after)


def _factor_alone(ask: Ask) -> str:
    sign = _SIGN_WORD.search(ask.text) or _SIGN.search(ask.text)
    if sign is None:
        draw = ask.draw("blood")
        return draw.choice(_GROUPS) + draw.choice("+-")
    new = _signed(sign[0], not _is_positive(sign[0]))
    return _around(ask, ask.text[: sign.start()]) + new + _around(ask, ask.text[sign.end() :])


def _around(ask: Ask, text: str) -> str:
    """What stands around: known words stay, all else is redrawn."""

    def one(match: re.Match[str]) -> str:
        word = match[0]
        return word if normal(word) in _PLAIN else redraw(ask.draw("blood", word), word)

    return re.sub(r"[^\W_]+", one, text)

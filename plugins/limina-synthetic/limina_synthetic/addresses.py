"""Postal addresses: numbers, streets, cities, states and codes change in their places.

What a word is follows from where it stands: behind a house number or beside the word for a street
it is a street's name, elsewhere a place's. Words of `address_words` stay; of all others nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from limina_synthetic.address_words import COMPOUNDS, HAN_ENDS, HANGUL_ENDS, OTHERS, STREETS
from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.faker_lists import strings
from limina_synthetic.letters import language_for, like, like_phrase, script_of
from limina_synthetic.names import family_word
from limina_synthetic.number_words import english_ordinal
from limina_synthetic.place_lists import any_city, other_city, other_country, other_state
from limina_synthetic.postcodes import BRITISH, CANADIAN, postcode
from limina_synthetic.shapes import redraw
from limina_synthetic.terms import Terms
from limina_synthetic.word_lists import lexicon

_SEGMENT = re.compile(r"[^,;\n\r|·•]+")
_CODE = re.compile(rf"(?<![\w])(?:{CANADIAN.pattern}|{BRITISH.pattern})(?![\w])", re.ASCII)
_TOKEN = re.compile(r"[^\W_]+(?:[.'’\-][^\W_]+)*\.?")
_HAN_PART = re.compile(rf"([^\W\d{HAN_ENDS}]*)([{HAN_ENDS}]?)")
#: Digits from which on a number behind words is a postal code, so that a city follows.
_LONG_NUMBER = 4


def address(ask: Ask) -> str:
    """An address, whole or in part."""
    out: list[str] = []
    done = 0
    text = ask.text
    for place, match in enumerate(_SEGMENT.finditer(text)):
        out += (text[done : match.start()], _segment(ask, match[0], place))
        done = match.end()
    out.append(text[done:])
    return "".join(out)


def _segment(ask: Ask, segment: str, place: int) -> str:
    code = _CODE.search(segment)
    if code is not None:
        before, after = segment[: code.start()], segment[code.end() :]
        new = postcode(ask.part(code[0]))
        return _segment(ask, before, place) + new + _segment(ask, after, 1)
    bare = segment.strip().rstrip(".")
    if not bare:
        return segment
    known = _known_place(ask, bare, place > 0)
    if known is not None:
        return segment.replace(bare, like_phrase(bare, known), 1)
    if script_of(bare) in ("Hani", "Kana", "Hang"):
        return _east_asian(ask, segment)
    return _words(ask, segment, place)


def _known_place(ask: Ask, name: str, codes: bool) -> str | None:
    if any(character.isdigit() for character in name):
        return None
    return other_city(ask, name) or other_state(ask, name, codes) or other_country(ask, name)


def _words(ask: Ask, segment: str, place: int) -> str:
    tokens = list(_TOKEN.finditer(segment))
    folded = [normal(token[0].rstrip(".")) for token in tokens]
    street = any(word in STREETS or word.endswith(COMPOUNDS[:10]) for word in folded) or (
        place == 0 and any(character.isdigit() for character in segment)
    )
    out: list[str] = []
    done = 0
    run: list[re.Match[str]] = []
    named = False

    def flush(end: int) -> None:
        """Write a city, which may have several words, up to `end`."""
        nonlocal done
        if run:
            city = segment[run[0].start() : run[-1].end()]
            out.extend((segment[done : run[0].start()], like_phrase(city, any_city(ask, city))))
            done = run[-1].end()
            run.clear()

    for token, word in zip(tokens, folded, strict=True):
        new: str | None
        if any(character.isdigit() for character in token[0]):
            new = _number(ask, token[0])
            if named and len(word) >= _LONG_NUMBER:
                street = False
        elif word in OTHERS or (word in STREETS and street):
            new = token[0]
            if word in STREETS and named:
                street = False
        elif (named or place) and (state := _state_code(ask, token[0])) is not None:
            new = state
        elif len(word) == 1:
            new = redraw(ask.draw("address number", word), token[0])
        elif street:
            new = street_word(ask, token[0])
            named = True
            if word.endswith(COMPOUNDS):
                street = False
        else:
            named = True
            run.append(token)
            continue
        flush(token.start())
        out += (segment[done : token.start()], new)
        done = token.end()
    flush(len(segment))
    out.append(segment[done:])
    return "".join(out)


def _state_code(ask: Ask, token: str) -> str | None:
    if not (token.isupper() and len(token.replace(".", "")) in (2, 3)):
        return None
    return other_state(ask, token)


def _number(ask: Ask, token: str) -> str:
    """A house number, unit or code: digits and letters redrawn, ordinal endings corrected."""
    draw = ask.draw("address number", token)
    ordinal = re.fullmatch(r"(\d+)(st|nd|rd|th)", token, re.IGNORECASE | re.ASCII)
    if ordinal is None:
        return redraw(draw, token)
    new = draw.between(4, 9) if len(ordinal[1]) == 1 else int(redraw(draw, ordinal[1]))
    return f"{new}{like(ordinal[2], english_ordinal(new))}"


def street_word(ask: Ask, word: str) -> str:
    """A word of a street's name; the end of a compound stays."""
    folded = word.lower()
    language = language_for(word, ask.languages)
    for end in COMPOUNDS:
        if folded.endswith(end) and len(folded) > len(end):
            stem = word[: len(word) - len(end)]
            return like(stem, _streets(ask, language, stem)) + word[len(word) - len(end) :]
    return like(word, _streets(ask, language, word.rstrip("."))) + "." * word.endswith(".")


def _streets(ask: Ask, language: str, word: str) -> str:
    listed = lexicon(language, "STREET")
    if listed.classes:
        return listed.classes[0].exchange(ask, word)
    return family_word(ask, word)


def _east_asian(ask: Ask, segment: str) -> str:
    """Stems change, the ends that say what they are stay."""
    if script_of(segment) == "Hang":
        return re.sub(r"[^\W_]+", lambda match: _korean(ask, match[0]), segment)

    def one(match: re.Match[str]) -> str:
        stem, end = match[1], match[2]
        if not stem:
            return match[0]
        known = other_state(ask, stem + end) or other_city(ask, stem + end)
        return known or redraw(ask.draw("place", stem), stem) + end

    figures = re.compile(r"(\d+)")
    return "".join(
        redraw(ask.draw("address number", part), part)
        if part.isdecimal()
        else _HAN_PART.sub(one, part)
        for part in figures.split(segment)
    )


def _korean(ask: Ask, word: str) -> str:
    if any(character.isdigit() for character in word):
        stem = word.rstrip(HANGUL_ENDS)
        new = redraw(ask.draw("address number", stem), stem) if stem else stem
        return new + word[len(stem) :]
    known = other_state(ask, word) or other_city(ask, word)
    if known is not None:
        return known
    end = word[-1] if word[-1] in HANGUL_ENDS and len(word) > 1 else ""
    return _korean_roads().exchange(ask, word) + end


@lru_cache(maxsize=1)
def _korean_roads() -> Terms:
    return Terms("road/ko", strings("address", "ko", "road_names"))

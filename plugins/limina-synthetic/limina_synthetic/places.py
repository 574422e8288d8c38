"""Places: cities, states and countries for their like, and whatever else has a name on a map."""

from __future__ import annotations

import re

from limina_synthetic.address_words import FEATURES, OTHERS, STREETS
from limina_synthetic.addresses import address
from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.letters import like, like_phrase, script_of, words_of
from limina_synthetic.names import family_word
from limina_synthetic.phrases import rewrite
from limina_synthetic.place_lists import (
    any_city,
    cities_of,
    countries_of,
    other_city,
    other_country,
    other_state,
    places_in,
    states_of,
)
from limina_synthetic.shapes import redraw
from limina_synthetic.word_lists import lexicon_for

_ARTICLE = re.compile(r"(?:the|la|le|el|der|die|das)\s+(?=\S)", re.IGNORECASE)
_SEGMENT = re.compile(r"[^,;/\n\r()]+")
_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def city(ask: Ask) -> str:
    """A city, town or village."""
    return _segments(ask, _city)


def _city(ask: Ask, name: str) -> str:
    if any(character.isdigit() for character in name):
        return _named(ask, name)
    return like_phrase(name, any_city(ask, name))


def state(ask: Ask) -> str:
    """A state, a province or a territory; a code for a code."""
    return _segments(ask, _state)


def _state(ask: Ask, name: str) -> str:
    known = other_state(ask, name)
    if known is None:
        names, codes = states_of(ask.language)[0]
        short = name.isupper() and len(name) < 4 and len(codes) > 3
        known = (codes if short else names).exchange_phrase(ask, name)
    return known if known.isupper() and name.isupper() else like_phrase(name, known)


def country(ask: Ask) -> str:
    """A country; a code for a code."""
    return _segments(ask, _country)


def _country(ask: Ask, name: str) -> str:
    known = other_country(ask, name)
    if known is None:
        known = countries_of(ask.language).exchange_phrase(ask, name)
    return known if known.isupper() or "." in name else like_phrase(name, known)


def location(ask: Ask) -> str:
    """Any place, also one named by several parts, and an address that was taken for one."""
    words = words_of(ask.text)
    digits = any(character.isdigit() for character in ask.text)
    if (digits and len(words) > 2) or (len(words) > 1 and normal(words[-1]) in STREETS - FEATURES):
        return address(ask)
    return _segments(ask, _place)


def _segments(ask: Ask, one: object) -> str:
    assert callable(one)

    def replace(match: re.Match[str]) -> str:
        segment = match[0]
        bare = segment.strip()
        article = _ARTICLE.match(bare)
        if article and bare not in cities_of(ask.language):
            bare = bare[article.end() :]
            named = _with_article(ask, bare)
            if named is not None:
                return segment.replace(bare, named, 1)
        return segment.replace(bare, one(ask, bare), 1) if bare else segment

    return _SEGMENT.sub(replace, ask.text)


def _with_article(ask: Ask, name: str) -> str | None:
    """A name that takes an article for one that does; English alone has a list of them."""
    terms = lexicon_for(name, ask.languages, "PLACE_THE").find(name)
    return None if terms is None else like_phrase(name, terms.exchange(ask, name))


def _place(ask: Ask, name: str) -> str:
    known = other_city(ask, name) or other_state(ask, name) or other_country(ask, name)
    if known is not None:
        return known if known.isupper() or "." in name else like_phrase(name, known)
    if any(character.isdigit() for character in name):
        return _named(ask, name)
    lexicon = lexicon_for(name, ask.languages, "PLACE")
    swapped = rewrite(ask.part(name), lexicon=lexicon, plain=OTHERS)
    if swapped is not None:
        return swapped
    if len(words_of(name)) <= 1 or script_of(name) in ("Hani", "Kana", "Hang"):
        return like_phrase(name, any_city(ask, name))
    return _named(ask, name)


def _named(ask: Ask, name: str) -> str:
    """A place whose name says what it is: that stays, the name proper changes."""
    tokens = list(_TOKEN.finditer(name))
    if all(_says_what(token[0]) for token in tokens):
        return like_phrase(name, any_city(ask, name))
    places = places_in(ask, name, tokens)
    out: list[str] = []
    done = at = 0
    while at < len(tokens):
        last, new = places.get(at, (at, ""))
        new = new or _proper(ask, tokens[at][0])
        out += (name[done : tokens[at].start()], new)
        done = tokens[last].end()
        at = last + 1
    out.append(name[done:])
    return "".join(out)


def _says_what(word: str) -> bool:
    return normal(word) in FEATURES or normal(word) in OTHERS


def _proper(ask: Ask, word: str) -> str:
    if any(character.isdigit() for character in word):
        return redraw(ask.draw("place", word), word)
    return word if _says_what(word) else like(word, family_word(ask, word))

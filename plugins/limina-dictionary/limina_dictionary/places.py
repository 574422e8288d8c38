"""Finds cities, states, countries and regions, and joins `Toronto, Ontario` into one place.

A place that is a common word (`Reading`) or a person's name (`Charlotte`) needs evidence around it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary import evidence
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.scores import prior_of
from limina_dictionary.words import lead, opens_sentence, word_before, word_behind

_GAP = re.compile(r",\s?|\s\(?")
_SCORES = (
    (c.COUNTRY, 0.92, "places/country"),
    (c.STATE, 0.88, "places/state"),
    (c.REGION, 0.85, "places/region"),
    (c.CITY_LARGE, 0.88, "places/city-large"),
    (c.CITY_MEDIUM, 0.8, "places/city-medium"),
    (c.CITY_SMALL, 0.7, "places/city-small"),
)
_LOWERED_SCORE = 0.62
_UNLED_SCORE = 0.4
_STATES_FIRST = frozenset({"Quebec", "Québec"})
_DIVISIONS = frozenset({"state", "governor", "province", "senator", "territory", "commonwealth"})


def fixed(text: str, hits: Sequence[Hit], lexicon: Lexicon) -> list[Hit]:
    """Places of several words, which no name may cut: `San Jose`, `New York`.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.

    Returns:
        The places, disjoint; a small one called after a person (`Benito Juárez`) only with
        evidence.
    """
    out: list[Hit] = []
    position = 0
    for hit in hits:
        phrase = text[hit.start : hit.end]
        if not hit.flags & c.PLACE or hit.start < position or phrase.isalpha():
            continue
        first = re.split(r"\W", phrase, maxsplit=1)[0]
        flags = lexicon.flags_of(first)
        named = flags & c.GIVEN and not flags & (c.COMMON | c.PLACE)
        if named and not hit.flags & c.KNOWN_PLACE and not evidence.place(text, hit.start, hit.end):
            continue
        out.append(hit)
        position = hit.end
    return out


def find(text: str, hits: Sequence[Hit], fixed_hits: Sequence[Hit], taken: Taken) -> list[Found]:
    """Places, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        fixed_hits: What `fixed` chose; noted in `taken` already.
        taken: Spans spoken for; the places found are added.
    """
    chosen = list(fixed_hits)
    for hit in hits:
        if not hit.flags & c.PLACE or taken.overlaps(hit.start, hit.end):
            continue
        if _is_place(text, hit):
            taken.add(hit.start, hit.end)
            chosen.append(hit)
    chosen.sort(key=lambda hit: hit.start)
    out = [found for hit in chosen for found in _found(text, hit)]
    return out + _joined(text, chosen, taken)


def _is_place(text: str, hit: Hit) -> bool:
    """Whether a term that is in a list of places is one here."""
    flags, start, end = hit.flags, hit.start, hit.end
    word = text[start:end]
    if text[end : end + 1] == "$":
        return False
    if flags & c.LOWERED and word[0].islower():
        return evidence.place(text, start, end) or not flags & c.COMMON
    if flags & c.GIVEN and _acts(text, hit):
        return False
    if word.isupper() and len(word) < 4:
        return _abbreviation(text, hit)
    surely = evidence.place(text, start, end)
    if flags & c.SOFT and flags & c.KNOWN_PLACE and flags & c.GIVEN:
        return True
    if flags & c.COMMON:
        return _common_place(text, hit, surely=surely)
    if flags & c.NAME_FIRST:
        return surely
    if flags & c.GIVEN:
        return bool(flags & c.KNOWN_PLACE) or surely
    if flags & (c.FAMILY | c.GROUP):
        known = bool(flags & (c.KNOWN_PLACE | c.CITY_MEDIUM))
        return known or surely or evidence.maybe_place(text, start, end)
    return bool(flags & ~c.CITY_SMALL & c.PLACE) or len(word) > 3 or surely


def _common_place(text: str, hit: Hit, *, surely: bool) -> bool:
    """Whether a frequent word is a place: `Turkey` mid-sentence, `in Reading.`, `Mobile, AL`."""
    if hit.flags & c.COUNTRY and not hit.flags & c.CITY:
        return surely or not opens_sentence(text, hit.start)
    if evidence.state_code(text, hit.end):
        return True
    behind = word_behind(text, hit.end)
    alone = behind is None or behind.wrapped or not behind.capital
    return surely and alone and bool(hit.flags & (c.KNOWN_PLACE | c.CITY_MEDIUM))


def _acts(text: str, hit: Hit) -> bool:
    """`Jordan scored`: a person's name that begins a sentence, with what one did behind it."""
    if not opens_sentence(text, hit.start):
        return False
    behind = word_behind(text, hit.end)
    return behind is not None and behind.text.islower() and behind.text.endswith("ed")


def _abbreviation(text: str, hit: Hit) -> bool:
    """`US`, `NYC`, and `in VT`; unless everything around is in capitals (`TELL US NOW`)."""
    if not hit.flags & c.KNOWN_PLACE:
        return False
    around = (word_before(text, hit.start), word_behind(text, hit.end))
    shouted = [word for word in around if word and len(word.text) > 1 and word.text.isupper()]
    if shouted and len(shouted) == sum(word is not None for word in around):
        return False
    return not hit.flags & c.DOUBTFUL or evidence.place(text, hit.start, hit.end)


def _found(text: str, hit: Hit) -> list[Found]:
    label = _label(text, hit)
    score, rule = next((score, rule) for flag, score, rule in _SCORES if hit.flags & flag)
    if hit.flags & c.LOWERED:
        led = evidence.maybe_place(text, hit.start, hit.end)
        score, rule = (_LOWERED_SCORE if led else _UNLED_SCORE), "places/small-letters"
    prior = prior_of(label, text[hit.start : hit.end].lower())
    doubtful = bool(hit.flags & (c.COMMON | c.NAME | c.GROUP)) or not hit.flags & c.KNOWN_PLACE
    led = doubtful and evidence.place(text, hit.start, hit.end)
    if prior is not None and prior < score and doubtful and not led:
        score = prior
    out = [Found(hit.start, hit.end, "LOCATION", score, rule)]
    if label != "LOCATION":
        out.append(Found(hit.start, hit.end, label, score, rule))
    return out


def _label(text: str, hit: Hit) -> str:
    """A large city before a state (`New York`), a state before a country (`Georgia`)."""
    flags = hit.flags
    if flags & c.COUNTRY and not flags & c.STATE:
        return "LOCATION_COUNTRY"
    if flags & c.STATE and flags & c.CITY:
        last, second, *_rest = lead(text, hit.start)
        if text[hit.start : hit.end] in _STATES_FIRST or (last == "of" and second in _DIVISIONS):
            return "LOCATION_STATE"
    if flags & c.CITY_LARGE:
        return "LOCATION_CITY"
    for flag in (c.STATE, c.COUNTRY, c.REGION):
        if flags & flag:
            return c.LABELS[flag]
    return "LOCATION_CITY"


def _joined(text: str, chosen: Sequence[Hit], taken: Taken) -> list[Found]:
    """A city with its state or country is one place: `Toronto, Ontario`, `Vancouver, BC`."""
    out: list[Found] = []
    for i, hit in enumerate(chosen):
        if not hit.flags & (c.CITY | c.STATE):
            continue
        end = hit.end
        follower = chosen[i + 1] if i + 1 < len(chosen) else None
        if follower and _wider(hit, follower) and _GAP.fullmatch(text, hit.end, follower.start):
            end = follower.end
            if follower.flags & c.STATE and follower.flags & c.COUNTRY:
                out.append(Found(follower.start, end, "LOCATION_STATE", 0.9, "places/joined"))
        for find_code, label in (
            (evidence.state_code, "LOCATION_STATE"),
            (evidence.country_code, "LOCATION_COUNTRY"),
        ):
            code = find_code(text, end)
            start = text.rfind(" ", end, code) + 1 or end + 1
            if code and not taken.overlaps(start, code):
                taken.add(start, code)
                out.append(Found(start, code, label, 0.85, "places/code"))
                end = code
        if end > hit.end:
            out.append(Found(hit.start, end, "LOCATION", 0.88, "places/joined"))
    return out


def _wider(inner: Hit, outer: Hit) -> bool:
    """Whether the second place may hold the first."""
    if inner.flags & c.CITY:
        return bool(outer.flags & (c.STATE | c.COUNTRY)) and not outer.flags & c.CITY_SMALL
    return bool(outer.flags & c.COUNTRY)

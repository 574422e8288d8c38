"""Says of terms no rule decided on what they may be, with the little probability they have alone.

`Hope` within a sentence may be a name, `Reading` a city: what another detector thinks as well is
more than either alone. A capital that a sentence or a title accounts for says next to nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary.found import Found
from limina_dictionary.lexicon import Hit
from limina_dictionary.scores import prior_of, score_of
from limina_dictionary.words import lead, opens_sentence

#: What is less likely is not worth a word.
LEAST = 0.1
#: Alone a term stays below a half, or it would be a rule's.
_MOST = 0.49
_OPENING = 0.5
_KINDS = (
    (c.GIVEN, "NAME", "NAME_GIVEN", "weak/given"),
    (c.FAMILY, "NAME", "NAME_FAMILY", "weak/family"),
    (c.CITY, "LOCATION", "LOCATION_CITY", "weak/place"),
    (c.STATE, "LOCATION", "LOCATION_STATE", "weak/place"),
    (c.COUNTRY, "LOCATION", "LOCATION_COUNTRY", "weak/place"),
)
_GROUPS = c.ORIGIN | c.LANGUAGE | c.RELIGION | c.POLITICS | c.ZODIAC | c.OCCUPATION | c.SEXUALITY
_DATED = frozenset(
    ["in", "since", "until", "by", "of", "early", "late", "mid", "next", "last", "this", "every"]
)
_MONTHS = frozenset(
    ["april", "may", "june", "august", "march", "january", "jan", "avril", "juin", "mai", "abril"]
)


def find(text: str, hits: Sequence[Hit], found: Sequence[Found]) -> list[Found]:
    """What undecided terms may be.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        found: What the rules found.
    """
    covered = [False] * (len(text) + 1)
    for one in found:
        covered[one.start : one.end] = [True] * (one.end - one.start)
    out: list[Found] = []
    for hit in hits:
        if hit.flags & c.CURRENCY and not covered[hit.start]:
            term = text[hit.start : hit.end].lower()
            out.append(
                Found(
                    hit.start, hit.end, "MONEY", score_of("currencies", "MONEY", term), "currencies"
                )
            )
        if covered[hit.start] or covered[hit.end - 1] or not text[hit.start].isupper():
            continue
        if hit.flags & (c.NAME | c.PLACE):
            out += _undecided(text, hit)
        if hit.flags & _GROUPS:
            out += _group(text, hit)
    return out


def _undecided(text: str, hit: Hit) -> list[Found]:
    word = text[hit.start : hit.end]
    if word.isupper() and len(word) > 1:
        return []
    small = word.lower()
    last = lead(text, hit.start)[0]
    if small in _MONTHS and (
        last in _DATED or last.isdigit() or text[hit.end : hit.end + 3].strip()[:1].isdigit()
    ):
        return []
    factor = _OPENING if opens_sentence(text, hit.start) else 1.0
    out: list[Found] = []
    for flag, parent, label, rule in _KINDS:
        if not hit.flags & flag:
            continue
        prior = prior_of(label, small)
        score = min(_MOST, factor * (score_of(rule) if prior is None else prior))
        if score >= LEAST:
            out.append(Found(hit.start, hit.end, label, round(score, 3), rule))
            out.append(Found(hit.start, hit.end, parent, round(score, 3), rule))
    return out


def _group(text: str, hit: Hit) -> list[Found]:
    """Words of a group whose rule found no evidence."""
    label = next(c.LABELS[flag] for flag in c.LABELS if hit.flags & flag & _GROUPS)
    prior = prior_of(label, text[hit.start : hit.end].lower())
    score = score_of("weak/group") if prior is None else min(_MOST, prior)
    if hit.flags & c.COMMON and prior is None:
        score /= 2
    if opens_sentence(text, hit.start):
        score *= _OPENING
    return [Found(hit.start, hit.end, label, score, "weak/group")] if score >= LEAST else []

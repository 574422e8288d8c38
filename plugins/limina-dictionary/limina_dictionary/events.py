"""Finds events: feasts, games, wars, festivals; known ones and those a word beside capitals makes.

A year that belongs to the name is part of it (`2018 World Cup`, `CES 2024`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary import titles
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.scores import score_of
from limina_dictionary.words import REACH, opens_sentence, word_behind

_YEAR_BEFORE = re.compile(r"(?<!\w)(?:(?:19|20)\d\d|\d{1,3}(?:st|nd|rd|th)|[XVI]{1,6})[ \u00a0]\Z")
_YEAR_BEHIND = re.compile(r"[ \u00a0]['’]?(?:(?:19|20)\d\d|[XVI]{1,7}|\d{2})(?!\w|[.,]\d)")
_POLLS = frozenset({"election", "elections", "referendum", "by-election"})
_POLL = re.compile(
    r"(?<!\w)(?:(?:19|20)\d\d (?:[A-Z][\w.-]+ ){0,4}|(?:[A-Z][\w.-]+ ){1,4})"
    r"(?:(?:general|federal|presidential|parliamentary|provincial|municipal|state|local|legislative|"
    r"gubernatorial|mayoral|leadership|snap|primary|party|special) )*\Z"
)
_MOST_BEFORE = 8
#: Heads that many things but events bear; a name of at least two words, or a year, is asked for.
_LOOSE = frozenset(
    [
        "conference",
        "congress",
        "convention",
        "forum",
        "fair",
        "open",
        "games",
        "expo",
        "masters",
        "trophy",
        "trials",
        "cup",
        "bowl",
        "workshop",
        "prix",
        "election",
        "elections",
        "parade",
        "war",
        "wars",
        "exhibition",
    ]
)


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Events, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.
        taken: Spans spoken for; what is found and more likely than not is added.
    """
    out: list[Found] = []
    for hit in hits:
        if not hit.flags & (c.EVENT | c.EVENT_HEAD | c.EVENT_LEAD):
            continue
        if taken.overlaps(hit.start, hit.end):
            continue
        one = _found(text, hit, lexicon)
        if one is None or taken.overlaps(one.start, one.end):
            continue
        out.append(one)
        if one.score >= 0.5:
            taken.add(one.start, one.end)
    return out


def _found(text: str, hit: Hit, lexicon: Lexicon) -> Found | None:
    word = text[hit.start : hit.end]
    if hit.flags & c.EVENT:
        behind = word_behind(text, hit.end)
        if (
            behind
            and behind.capital
            and behind.text in ("Island", "Carol", "Committee", "Inc", "Street")
        ):
            return None
        if behind and behind.text.lower() in ("egg", "eggs", "bunny"):
            return None
        start, end = _year(text, hit.start, hit.end)
        return Found(start, end, "EVENT", score_of("events", "EVENT", word.lower()), "events")
    if word in _POLLS:
        return _poll(text, hit)
    if not word[0].isupper():
        return None
    if hit.flags & c.EVENT_LEAD:
        end = titles.end(text, hit.end)
        if (end > hit.end and word != "Operation") or (
            end > hit.end and not opens_sentence(text, hit.start)
        ):
            return Found(
                hit.start,
                end,
                "EVENT",
                score_of("events/lead", "EVENT", f"*{word.lower()}"),
                "events/lead",
            )
    if not hit.flags & c.EVENT_HEAD:
        return None
    start = titles.begin(text, hit.start, lexicon)
    dated = _year(text, start, hit.end)
    words = len(text[start : hit.start].split())
    if start == hit.start and dated == (start, hit.end):
        return None
    if start == hit.start and (opens_sentence(text, start) or dated[0] == start):
        return None
    if word.lower() in _LOOSE and words < 2 and dated == (start, hit.end):
        rule = "events/weak"
    else:
        rule = "events/head"
    score = score_of(rule, "EVENT", f"*{word.lower()}")
    return Found(*dated, "EVENT", score, rule)


def _poll(text: str, hit: Hit) -> Found | None:
    """`1995 Ontario general election`: a year and a place before the word."""
    match = _POLL.search(text, max(0, hit.start - REACH), hit.start)
    if match is None:
        return None
    return Found(match.start(), hit.end, "EVENT", score_of("events/head"), "events/head")


def _year(text: str, start: int, end: int) -> tuple[int, int]:
    """A span with the year before or behind it."""
    before = _YEAR_BEFORE.search(text, max(0, start - _MOST_BEFORE), start)
    behind = _YEAR_BEHIND.match(text, end)
    return before.start() if before else start, behind.end() if behind else end

"""Finds organisations and medical facilities: known ones, and capitals beside a word that says so.

`Brightwater Holdings LLC`, `University of Leeds`, `Riverside Community Hospital` are in no list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary import titles
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.lists import read
from limina_dictionary.scores import score_of
from limina_dictionary.words import lead, opens_sentence, word_before, word_behind

ORGANIZATION = "ORGANIZATION"
FACILITY = "ORGANIZATION_MEDICAL_FACILITY"

_KINDS = (
    c.ORGANIZATION | c.ORGANIZATION_HEAD | c.ORGANIZATION_LEAD
    | c.FACILITY | c.FACILITY_HEAD | c.FACILITY_LEAD
)  # fmt: skip
_EMPLOYING = frozenset(read("context-employing"))
_ACTING = frozenset(read("context-acting"))
#: Heads that only companies bear.
_SUFFIXES = frozenset(
    [
        "inc",
        "corp",
        "corporation",
        "co",
        "ltd",
        "limited",
        "llc",
        "llp",
        "lp",
        "plc",
        "gmbh",
        "ag",
        "kg",
        "ohg",
        "se",
        "sa",
        "s.a.",
        "s.a.s.",
        "s.l.",
        "s.p.a.",
        "sarl",
        "sas",
        "sl",
        "srl",
        "spa",
        "nv",
        "n.v.",
        "bv",
        "b.v.",
        "ab",
        "oy",
        "holdings",
        "holding",
        "bancorp",
        "aktiengesellschaft",
        "gmbh",
        "&",
        "co.",
        "kg",
        "e.v.",
        "ev",
        "pty",
        "ltd",
    ]
)
#: Heads of what everybody has or offers as well: `Customer Service`, `Great School`.
_EVERYDAY = frozenset(["company", "restaurant", "school", "service"])
#: Before a head that is a word of its own, and not the end of a name: `Rules of Court`.
_GENITIVE = re.compile(r"(?<!\w)of[ \u00a0](?:the[ \u00a0])?\Z")
_BETWEEN_WORDS = re.compile(r"(?:[\w,.!?] |\n|. ?\n| )", re.DOTALL)
_BEFORE_WORDS = re.compile(r"(?:[.,!?]*(?: [a-z]+\b(?![=(_.:/])|\n|\Z)|['’]s )")
_DOT = re.compile(r"\.(?=\s|[,;)]|\Z)")


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Organisations and facilities, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.
        taken: Spans spoken for; what is found and more likely than not is added.
    """
    found: list[Found] = []
    for hit in hits:
        if hit.flags & _KINDS and not taken.overlaps(hit.start, hit.end):
            one = _found(text, hit, lexicon)
            if one:
                found.append(one)
    # The longest of those that overlap: `Bank` in `Deutsche Bank Foundation`.
    found.sort(key=lambda f: (f.score < 0.5, f.start - f.end, f.start, f.label == ORGANIZATION))
    out: list[Found] = []
    own = Taken(len(text)) if found else taken
    for one in found:
        if not own.overlaps(one.start, one.end) and not taken.overlaps(one.start, one.end):
            own.add(one.start, one.end)
            out.append(one)
            if one.score >= 0.5:
                taken.add(one.start, one.end)
    return out


def _found(text: str, hit: Hit, lexicon: Lexicon) -> Found | None:
    flags = hit.flags
    word = text[hit.start : hit.end]
    if flags & (c.ORGANIZATION | c.FACILITY) and not _shouted(text, hit, word):
        one = None if _someone(text, hit, lexicon) else _listed(text, hit)
        if one and one.score >= 0.5:
            return one
    else:
        one = None
    for head, leading, label, kind in (
        (c.FACILITY_HEAD, c.FACILITY_LEAD, FACILITY, "facilities"),
        (c.ORGANIZATION_HEAD, c.ORGANIZATION_LEAD, ORGANIZATION, "organizations"),
    ):
        if flags & leading and word[0].isupper():
            end = titles.end(text, hit.end)
            if end > hit.end:
                start = hit.start
                end = titles.of_behind(text, end)
                return Found(start, end, label, score_of(f"{kind}/lead"), f"{kind}/lead")
        if flags & head and word[0].isupper():
            made = _headed(text, hit, lexicon, label, kind)
            if made:
                return made
    return one


def _headed(text: str, hit: Hit, lexicon: Lexicon, label: str, kind: str) -> Found | None:
    start = hit.start
    if not _GENITIVE.search(text, max(0, start - 8), start):
        start = titles.begin(text, start, lexicon)
    word = text[hit.start : hit.end].lower()
    end = hit.end
    suffix = kind == "organizations" and (word in _SUFFIXES or f"{word}." in _SUFFIXES)
    if not suffix:
        end = titles.of_behind(text, end)
    if start == hit.start and end == hit.end:
        return None
    if start == hit.start and (suffix or opens_sentence(text, start)):
        return None
    if text[start:end].isupper() and not suffix and len(text[start:end].split()) > 4:
        return None
    if word == "party":
        label, kind = "POLITICAL_AFFILIATION", "parties"
    rule = f"{kind}/suffix" if suffix else f"{kind}/head"
    if word in _EVERYDAY:
        rule = f"{kind}/everyday"
    score = score_of(rule, label, f"*{word}")
    if suffix and text[end : end + 1] == "." and "." not in word and _DOT.match(text, end):
        end += bool(text[end + 1 : end + 2].strip() or text[end + 2 : end + 3].islower())
    return Found(start, end, label, score, rule)


def _listed(text: str, hit: Hit) -> Found | None:
    word = text[hit.start : hit.end]
    term = word.lower()
    label = FACILITY if hit.flags & c.FACILITY else ORGANIZATION
    if hit.flags & c.LOWERED and word.islower():
        if not _BETWEEN_WORDS.fullmatch(text[max(0, hit.start - 2) : hit.start] or " "):
            return None
        if not _BEFORE_WORDS.match(text, hit.end):
            return None
        rule = "organizations/small-letters"
    elif hit.flags & c.DOUBTFUL and hit.flags & c.ORGANIZATION and not hit.flags & c.FACILITY:
        if not word[0].isupper():
            return None
        rule = "organizations/supported" if _supported(text, hit) else "organizations/doubtful"
        if rule.endswith("doubtful") and opens_sentence(text, hit.start):
            return None
    else:
        rule = "facilities" if label == FACILITY else "organizations"
        if text[hit.end : hit.end + 3] == " it" and opens_sentence(text, hit.start):
            return None
    return Found(hit.start, hit.end, label, score_of(rule, label, term), rule)


def _someone(text: str, hit: Hit, lexicon: Lexicon) -> bool:
    """`Henry Ford`, `Mr. Bosch`: a company's name that is a person's here."""
    if not hit.flags & c.NAME:
        return False
    before = word_before(text, hit.start)
    if before and before.capital and lexicon.flags_of(before.text) & c.GIVEN:
        return True
    return lead(text, hit.start)[0].rstrip(".") in ("mr", "mrs", "ms", "dr", "herr", "frau")


def _supported(text: str, hit: Hit) -> bool:
    """`works at Apple`, `Shell announced`, `CEO of Target`."""
    last, second, *_rest = lead(text, hit.start)
    if last in _EMPLOYING or (last == "the" and second in _EMPLOYING):
        return True
    if last == "of" and second in (
        "ceo",
        "cfo",
        "president",
        "shares",
        "employee",
        "customer",
        "employees",
    ):
        return True
    behind = word_behind(text, hit.end)
    return behind is not None and behind.text.lower() in _ACTING


def _shouted(text: str, hit: Hit, word: str) -> bool:
    """Whether a word in capitals stands among others: `WHO IS THERE`."""
    if not word.isupper() or len(word) > 5:
        return False
    around = (word_before(text, hit.start), word_behind(text, hit.end))
    shouted = [one for one in around if one and len(one.text) > 1 and one.text.isupper()]
    return bool(shouted) and len(shouted) == sum(one is not None for one in around)

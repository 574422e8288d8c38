"""Finds diseases, medicines, treatments and what hurts.

A term of the lists counts where it stands; a doubtful one (`cold`, `iron`, `operation`) needs a
word beside it that says so, a general one (`disease`, `surgery`) the word that says which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary import wounds
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.lists import read
from limina_dictionary.scores import score_of
from limina_dictionary.words import REACH, lead

_ORGANS = frozenset(read("body-parts")) | frozenset(read("organ-words"))
_ILL = frozenset(read("context-ill"))
_TAKING = frozenset(read("context-taking"))
_TREATED = frozenset(read("context-treated"))

_BEFORE = re.compile(r"(?<![\w'’-])(?P<word>[^\W\d_][\w'’-]*)[ -]\Z")
_ADJECTIVE = re.compile(
    r"(?:[a-z]{2,}(?:al|ic|ary|ous|ar|oid|tive|genic|mune|[’']s|s[’'])|[A-Z][\w-]+[’']s?)\Z"
)
_MODIFIER = re.compile(
    r"(?<![\w'’-])(?:(?:acute|chronic|severe|metastatic|congenital|juvenile|recurrent|"
    r"idiopathic|early-onset|"
    r"late-onset|end-stage|primary|secondary|bilateral|advanced|terminal|refractory|"
    r"hereditary|familial|"
    r"(?:type|stage|grade) (?:\d|[IVX]+)) )+\Z",
    re.IGNORECASE,
)
_DOSE_BEHIND = re.compile(
    r"[ (]{1,2}\d+(?:[.,]\d+)? ?(?:mg|mcg|µg|g|ml|units?|IU|tabs?|tablets?|%)\b", re.IGNORECASE
)
_DOSE_BEFORE = re.compile(r"\d ?(?:mg|mcg|µg|g|ml|units?|IU)(?: of)? \Z", re.IGNORECASE)
_COUNTED_PARTS = frozenset({"the", "my", "his", "her", "their", "a", "an", "this", "that"})
_LISTED = re.compile(
    r"\b(?:meds?|medications?|drugs?|rx|allerg(?:y|ies)|prescriptions?)\b.{0,30}\Z", re.IGNORECASE
)


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Conditions, drugs, procedures and injuries, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists.
        taken: Spans spoken for; what is found and more likely than not is added.
    """
    out: list[Found] = []
    position = 0
    for hit in hits:
        if not hit.flags & c.MEDICAL or hit.start < position or taken.overlaps(hit.start, hit.end):
            continue
        one = _found(text, hit, lexicon)
        if one is None or taken.overlaps(one.start, one.end):
            continue
        out.append(one)
        if one.score >= 0.5:
            taken.add(one.start, one.end)
            position = one.end
    return out


def _found(text: str, hit: Hit, lexicon: Lexicon) -> Found | None:
    flags = hit.flags
    if flags & c.BODY_PART:
        one = wounds.at(text, hit)
        if one is not None:
            return one
    if flags & c.HURT:
        return _one(text, hit, "INJURY", "injuries")
    if flags & c.DRUG and not flags & c.CONDITION:
        return _drug(text, hit)
    if flags & c.PROCEDURE:
        return _procedure(text, hit)
    if flags & c.CONDITION:
        return _condition(text, hit)
    if flags & c.CONDITION_HEAD:
        return _headed(text, hit, lexicon, "CONDITION", "conditions/head")
    if flags & c.PROCEDURE_HEAD:
        return _headed(text, hit, lexicon, "MEDICAL_PROCESS", "procedures/head")
    return None


def _one(text: str, hit: Hit, label: str, rule: str) -> Found:
    term = text[hit.start : hit.end].lower()
    return Found(hit.start, hit.end, label, score_of(rule, label, term), rule)


def _condition(text: str, hit: Hit) -> Found | None:
    start = _modified(text, hit.start)
    term = text[hit.start : hit.end].lower()
    if hit.flags & c.STEM:
        rule = "conditions/ending"
    elif not hit.flags & c.DOUBTFUL:
        rule = "conditions"
    elif start < hit.start or _beside(text, hit, _ILL):
        rule = "conditions/supported"
    else:
        rule = "conditions/doubtful"
    return Found(start, hit.end, "CONDITION", score_of(rule, "CONDITION", term), rule)


def _modified(text: str, start: int) -> int:
    match = _MODIFIER.search(text, max(0, start - REACH), start)
    return match.start() if match else start


def _drug(text: str, hit: Hit) -> Found:
    rule = "drugs"
    if hit.flags & c.STEM:
        rule = "drugs/ending"
    elif hit.flags & c.DOUBTFUL:
        low = max(0, hit.start - REACH)
        dosed = _DOSE_BEHIND.match(text, hit.end) or _DOSE_BEFORE.search(text, low, hit.start)
        listed = _LISTED.search(text, low, hit.start)
        beside = dosed or listed or _beside(text, hit, _TAKING)
        rule = "drugs/supported" if beside else "drugs/doubtful"
    return _one(text, hit, "DRUG", rule)


def _procedure(text: str, hit: Hit) -> Found | None:
    if hit.flags & c.STEM:
        return _one(text, hit, "MEDICAL_PROCESS", "procedures/ending")
    if not hit.flags & c.DOUBTFUL:
        return _one(text, hit, "MEDICAL_PROCESS", "procedures")
    if hit.flags & c.PROCEDURE_HEAD:
        match = _BEFORE.search(text, max(0, hit.start - REACH), hit.start)
        if match and match["word"].lower() in _ORGANS:
            return Found(
                match.start(),
                hit.end,
                "MEDICAL_PROCESS",
                score_of("procedures/head"),
                "procedures/head",
            )
    rule = "procedures/supported" if _beside(text, hit, _TREATED) else "procedures/doubtful"
    return _one(text, hit, "MEDICAL_PROCESS", rule)


def _beside(text: str, hit: Hit, evidence: frozenset[str]) -> bool:
    """Whether a word of a list is among the three before a hit, or right before it."""
    words = [word.strip(",.;:()\"'").lower() for word in lead(text, hit.start)[:3]]
    return any(word in evidence for word in words)


def _headed(text: str, hit: Hit, lexicon: Lexicon, label: str, rule: str) -> Found | None:
    """`kidney disease`, `Marfan syndrome`, `hip surgery`: a general word and the one before it."""
    low = max(0, hit.start - REACH)
    match = _BEFORE.search(text, low, hit.start)
    if match is None:
        return None
    word = match["word"]
    small = word.lower()
    if small in lexicon.functions or small in _COUNTED_PARTS:
        return None
    organ = small in _ORGANS or small.rstrip("s") in _ORGANS
    if label == "MEDICAL_PROCESS" and not organ:
        return None
    named = word[0].isupper() and small not in lexicon.english
    if not organ and not named and not (_ADJECTIVE.match(word) and small not in lexicon.common):
        return None
    start = _modified(text, match.start())
    before = _BEFORE.search(text, low, start)
    further = before["word"] if before else ""
    telling = further.lower() in _ORGANS or _ADJECTIVE.match(further)
    if before and telling and further.lower() not in lexicon.common:
        start = before.start()
    return Found(start, hit.end, label, score_of(rule), rule)

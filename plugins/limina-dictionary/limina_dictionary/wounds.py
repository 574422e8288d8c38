"""Finds what happened to a part of the body: `broke my arm`, `fractured wrist`, `hip fracture`."""

from __future__ import annotations

import re

from limina_dictionary.found import Found
from limina_dictionary.lexicon import Hit
from limina_dictionary.scores import score_of
from limina_dictionary.words import REACH

_SIDE = r"(?:left|right|both|lower|upper|front|two|three|his|her|my|their|your|our|the|a|an|one) "
_VERB = re.compile(
    r"(?<![\w'’-])(?:broke|break|breaks|broken|breaking|fractured|fracturing|sprained|"
    r"spraining|twisted|"
    r"dislocated|dislocating|tore|tears|torn|ruptured|bruised|injured|injuring|hurt|"
    r"hurting|burned|burnt|"
    r"shattered|cracked|crushed|smashed|severed|amputated|lacerated|punctured|"
    r"strained|pulled|cut|lost|scraped|"
    rf"scratched|wounded|stubbed) (?P<whose>(?:{_SIDE})*)\Z",
    re.IGNORECASE,
)
_FOREIGN_BEFORE = re.compile(
    r"(?<![\w'’-])(?:cassée?s? |fracturée?s? |foulée?s? |rott[oa] |fratturat[oa] |"
    r"slogat[oa] |partiu |quebrou |torceu |fraturou |"
    r"rompió |rompí |fracturó |torció |torcí )(?:la |le |les |l['’]|il |lo |o |a |el |un |une )?\Z",
    re.IGNORECASE,
)
_FOREIGN_AROUND = re.compile(
    r"(?<![\w'’-])(?:den |das |die |einen |eine |ein |zijn |haar |de |het )\Z", re.IGNORECASE
)
_BROKEN_BEHIND = re.compile(
    r" (?:gebrochen|verstaucht|verletzt|verbrannt|gebroken|verstuikt|gekneusd)\b", re.IGNORECASE
)
#: Verbs that say much else: they need somebody's part of the body behind them.
_LOOSE = frozenset(
    [
        "cut",
        "lost",
        "scratched",
        "pulled",
        "hurt",
        "cracked",
        "tears",
        "break",
        "broke",
        "breaks",
        "strained",
        "scraped",
    ]
)
_WHOSE = re.compile(r"\b(?:his|her|my|their|your|our|a)\b", re.IGNORECASE)
_NO_PARTS = frozenset({"heart", "back", "face", "head", "bone", "bones", "hand", "hands"})
_NOUN_BEHIND = re.compile(
    r"[ -](?:fractures?|injur(?:y|ies)|wounds?|sprains?|strains?|tear|tears|trauma|"
    r"lacerations?|contusions?|"
    r"dislocation|bruises?|burns?|rupture|amputation)\b",
    re.IGNORECASE,
)
_OF = re.compile(
    r"(?<![\w'’-])(?:fractures?|sprains?|lacerations?|contusions?|dislocation|"
    r"frostbite|amputation|burns?|bruises?|"
    rf"wounds?|trauma|injur(?:y|ies)) (?:of|to|on|over) (?:{_SIDE})*\Z",
    re.IGNORECASE,
)


def at(text: str, hit: Hit) -> Found | None:
    """The injury of the part of the body a hit names; None if the text tells of none.

    Args:
        text: The text.
        hit: A part of the body.
    """
    low = max(0, hit.start - REACH)
    part = text[hit.start : hit.end].lower()
    verb = _VERB.search(text, low, hit.start)
    if verb:
        if verb.group().lower() == "break a " and part == "leg":
            return None
        first = verb.group().split(maxsplit=1)[0].lower()
        owned = _WHOSE.search(verb["whose"]) is not None
        if owned or (first not in _LOOSE and part not in _NO_PARTS) or first in ("broken", "torn"):
            return Found(
                verb.start(), hit.end, "INJURY", score_of("injuries/verb"), "injuries/verb"
            )
    for pattern in (_FOREIGN_BEFORE, _FOREIGN_AROUND):
        far = pattern.search(text, low, hit.start)
        if far:
            end = hit.end
            if pattern is _FOREIGN_AROUND:
                broken = _BROKEN_BEHIND.match(text, hit.end)
                if broken is None:
                    continue
                end = broken.end()
            return Found(far.start(), end, "INJURY", score_of("injuries/verb"), "injuries/verb")
    behind = _NOUN_BEHIND.match(text, hit.end)
    if behind:
        return Found(hit.start, behind.end(), "INJURY", score_of("injuries/part"), "injuries/part")
    of = _OF.search(text, low, hit.start)
    if of:
        return Found(of.start(), hit.end, "INJURY", score_of("injuries/part"), "injuries/part")
    return None

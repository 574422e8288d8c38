"""Finds what a body looks like: height, weight, hair, eyes, skin, marks, race.

A word that says such a thing of a person calls the rule; figures of things (`190 m tall`) are none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary import classes as c
from limina_dictionary.found import Found, Taken
from limina_dictionary.lexicon import Hit, Lexicon
from limina_dictionary.scores import score_of
from limina_dictionary.words import REACH

LABEL = "PHYSICAL_ATTRIBUTE"

_COLOURS = (
    r"(?:light|dark|bright|pale|jet|deep|piercing|strawberry|dirty|platinum|very|long|"
    r"short|curly|straight|wavy|thick|thin|"
    r"thinning|greying|graying|shoulder-length|spiky|dyed|natural|shaved|"
    r"almond-shaped|big|bushy|olive|fair|freckled|tanned|smooth|"
    r"blue|brown|green|gr[ae]y|hazel|amber|black|blonde?|red|auburn|ginger|white|"
    r"silver|chestnut|salt-and-pepper|pink|purple|"
    r"brunette|chocolate|ebony|porcelain|full|gold|two|one|glass|missing|large|small|visible)"
)
_COLOURED_BEFORE = re.compile(rf"(?<![\w'’-])(?:{_COLOURS}(?:[ -]|, | and ))+\Z", re.IGNORECASE)
_FOREIGN_COLOUR = (
    r"(?:azul(?:es)?|verdes?|marrones|marr[oó]n|negros?|casta[ñn]os?|rubios?|moreno|"
    r"canos?|rojos?|pelirrojo|grises|claros|oscuros|rizado|liso|"
    r"bleus?|verts?|marrons?|noirs?|blonds?|bruns?|roux|gris|ch[âa]tains?|boucl[ée]s|"
    r"azzurri|blu|verdi|marroni|neri|castani|biondi|rossi|grigi|ricci|azuis|pretos?|"
    r"loiros?|ruivos?|castanhos?|grisalho|cacheado)"
)
_FOREIGN_BEHIND = re.compile(rf" (?:{_FOREIGN_COLOUR}(?: (?:y|e|et) )?)+\b", re.IGNORECASE)
_GERMANIC_BEFORE = re.compile(
    r"(?<!\w)(?:(?:blaue?n?|gr[üu]ne?n?|braune?n?|schwarze?n?|graue?n?|blonde?n?|"
    r"rote?n?|helle?n?|dunkle?n?|lange?n?|kurze?n?|"
    r"blauwe?|groene?|bruine?|zwarte?|grijze?|blond|bruin|rode?|lang|kort|krullend) )+\Z",
    re.IGNORECASE,
)
_LENGTH = (
    r"(?:\d ?['’′] ?\d{0,2}(?: ?(?:\"|''|”|″))?|\d ?(?:ft|feet|foot)\.?(?: ?\d{1,2} "
    r"?(?:in(?:ches)?|\")?)?|[12][.,]\d{1,2} ?(?:m|metres?|meters?|metros?|M|mètres?|"
    r"metri)?\b|"
    r"\d{2,3} ?(?:cm|centimet(?:er|re)s?|CM)|(?:four|five|six|seven)[ -](?:foot|feet|"
    r"ft)(?:[ -](?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven))?)"
)
_MASS = r"\d{2,3}(?:[.,]\d)? ?(?:kg|kgs|kilos?|kilograms?|lbs?|pounds|stone|KG|LBS|quilos)\b"
_LENGTH_BEFORE = re.compile(rf"(?<![\w.,])(?P<size>{_LENGTH}) ?\Z", re.IGNORECASE)
_MASS_BEHIND = re.compile(
    rf"(?:[:=]| is| was| of|,| about| around|:? ?\w+ ?[:=])*\s*(?P<size>{_MASS})", re.IGNORECASE
)
_LENGTH_BEHIND = re.compile(
    rf"(?:[:=]| is| was| of|,| about| around|:? ?\w+ ?[:=])*\s*(?P<size>{_LENGTH})", re.IGNORECASE
)
_VALUE_BEHIND = re.compile(r"(?: colou?r| type)?\s*[:=]\s*(?P<value>[^\W\d_]+(?:[ -][^\W\d_]+)?)")
_NUMBER_BEHIND = re.compile(
    r"(?: is| was| of|:|=)*\s*(?P<value>\d{2}(?:\.\d{1,2})?)\b(?!\s*(?:%|px))", re.IGNORECASE
)
_PERSON_BEFORE = re.compile(
    r"\b(?:i|i['’]m|he|she|he['’]s|she['’]s|patient|suspect|man|woman|person|who|they|"
    r"victim|witness|boy|girl|er|sie|il|elle|lui|lei|ele|ela|hij|zij|ich|male|"
    r"female)\b[^.!?\n]{0,60}\Z",
    re.IGNORECASE,
)
_RACED = re.compile(
    r" (?:male|female|man|woman|men|women|teenager|youth|boy|girl|guy|person|suspect|"
    r"patient|people|community|american|adults?)\b",
    re.IGNORECASE,
)
_PRONE = frozenset(
    [
        "bald",
        "balding",
        "left-handed",
        "right-handed",
        "redhead",
        "brunette",
        "freckles",
        "freckled",
        "bearded",
        "tattooed",
        "dark-skinned",
        "light-skinned",
        "birthmark",
        "goatee",
        "moustache",
        "mustache",
        "dreadlocks",
    ]
)
_MARKED = frozenset(["tattoo", "tattoos", "scar", "scars", "mole", "piercing", "dimples", "beard"])
_BEING_BEFORE = re.compile(
    r"\b(?:has|have|had|with|his|her|my|wears|wearing|a full|a long|is|was) (?:a |an |"
    r"the |some |full |long |short |small |large |big |several |two |many )*\Z",
    re.IGNORECASE,
)
_BODY_BEHIND = re.compile(
    r"\s+(?:on|over|across|under|above|along|down|near|of)\b.{0,25}\b(?:arms?|forearm|"
    r"back|neck|face|chest|legs?|hands?|wrist|shoulder|cheek|chin|eye|eyebrow|knee|"
    r"ankle|forehead|lip|thigh|calf|fingers?|torso|nose|stomach|body)\b",
    re.IGNORECASE,
)
_TALLISH = re.compile(
    r"(?:\b(?:described|suspect|is|was|he's|she's|very|quite)\b.{0,14})\Z", re.IGNORECASE
)
_MAN_BEHIND = re.compile(
    r",? (?:\w+,? ){0,2}(?:man|woman|male|female|boy|girl|guy|person|build|and)\b", re.IGNORECASE
)


#: What a form says behind such a word.
_DESCRIBED = {
    "race": re.compile(
        r"(?:white|black|asian|caucasian|hispanic|latin[oax]|african|native|mixed|pacific)\b",
        re.IGNORECASE,
    ),
    "build": re.compile(
        r"(?:athletic|slim|heavy|medium|stocky|average|thin|muscular|large|small|petite|slender)\b",
        re.IGNORECASE,
    ),
    "": re.compile(rf"{_COLOURS}\b", re.IGNORECASE),
}


def find(text: str, hits: Sequence[Hit], lexicon: Lexicon, taken: Taken) -> list[Found]:
    """Attributes of bodies, in the order of the text.

    Args:
        text: The text.
        hits: All hits, sorted by start, longer ones first.
        lexicon: The lists; not needed, but all rules are called alike.
        taken: Spans spoken for; what is found and more likely than not is added.
    """
    out: list[Found] = []
    for hit in hits:
        if not hit.flags & c.ATTRIBUTE or taken.overlaps(hit.start, hit.end):
            continue
        span = _span(text, hit)
        if span is None or taken.overlaps(*span) or (out and span[0] < out[-1].end):
            continue
        taken.add(*span)
        out.append(Found(*span, LABEL, score_of("bodies"), "bodies"))
    return out


def _span(text: str, hit: Hit) -> tuple[int, int] | None:
    word = text[hit.start : hit.end].lower()
    low = max(0, hit.start - REACH)
    if word in ("tall", "groß", "gross", "feet tall", "six feet"):
        return _tall(text, hit, low)
    if word in ("height", "altura", "estatura", "größe", "taille", "altezza", "mide", "mesure"):
        size = _LENGTH_BEHIND.match(text, hit.end)
        return size.span("size") if size else None
    if word in (
        "weight",
        "weighs",
        "weigh",
        "weighed",
        "weighing",
        "pesa",
        "peso",
        "wiegt",
        "gewicht",
        "pèse",
        "poids",
    ):
        size = _MASS_BEHIND.match(text, hit.end)
        form = text[hit.end : hit.end + 1] in ":=" or word == "weight"
        return (
            size.span("size")
            if size and (form or _PERSON_BEFORE.search(text, low, hit.start))
            else None
        )
    if word in (
        "eyes",
        "eye",
        "hair",
        "skin",
        "complexion",
        "race",
        "build",
        "beard",
        "haired",
        "skinned",
        "eyed",
    ):
        return _coloured(text, hit, low, word)
    if word in (
        "ojos",
        "pelo",
        "cabello",
        "yeux",
        "cheveux",
        "occhi",
        "capelli",
        "olhos",
        "cabelo",
    ):
        behind = _FOREIGN_BEHIND.match(text, hit.end)
        return (hit.start, behind.end()) if behind else None
    if word in ("augen", "haare", "haar", "ogen"):
        before = _GERMANIC_BEFORE.search(text, low, hit.start)
        return (before.start(), hit.end) if before else None
    if word in ("bmi", "shoe size"):
        value = _NUMBER_BEHIND.match(text, hit.end)
        return value.span("value") if value else None
    return _said(text, hit, low, word)


def _tall(text: str, hit: Hit, low: int) -> tuple[int, int] | None:
    word = text[hit.start : hit.end].lower()
    person = _PERSON_BEFORE.search(text, low, hit.start)
    if word in ("six feet", "feet tall"):
        if not person:
            return None
        return hit.start, hit.end + (len(" tall") if text.startswith(" tall", hit.end) else 0)
    size = _LENGTH_BEFORE.search(text, low, hit.start)
    if (size and not re.search(r"\d ?m ?\Z", size["size"])) or (size and person):
        return size.start(), hit.end
    if (
        word == "tall"
        and (_TALLISH.search(text, low, hit.start) or person)
        and _MAN_BEHIND.match(text, hit.end)
    ):
        return hit.start, hit.end
    return None


def _coloured(text: str, hit: Hit, low: int, word: str) -> tuple[int, int] | None:
    value = _VALUE_BEHIND.match(text, hit.end)
    if value and _DESCRIBED[word if word in _DESCRIBED else ""].match(value["value"]):
        return value.span("value")
    if word in ("race", "build"):
        return None
    before = _COLOURED_BEFORE.search(text, low, hit.start)
    if text[hit.end : hit.end + 1] == "-":
        return None
    if before is None or (word == "eye" and text[hit.start - 1 : hit.start] != "-"):
        return None
    return before.start(), hit.end


def _said(text: str, hit: Hit, low: int, word: str) -> tuple[int, int] | None:
    """A word that says it all (`bald`), a mark of somebody's (`a scar over his eye`), a race."""
    person = _PERSON_BEFORE.search(text, low, hit.start)
    span = hit.start, hit.end
    if word in ("white", "black"):
        return span if _RACED.match(text, hit.end) else None
    if word in _PRONE:
        return (
            span
            if person or word not in ("bald", "balding") or _MAN_BEHIND.match(text, hit.end)
            else None
        )
    if word in _MARKED:
        return (
            span
            if _BODY_BEHIND.match(text, hit.end)
            or (person and _BEING_BEFORE.search(text, low, hit.start))
            else None
        )
    if word in ("prosthetic leg", "glass eye"):
        return span
    if word in ("muscular", "slim", "overweight", "athletic", "stocky", "blonde", "blond", "pale"):
        return (
            span
            if person
            and (_TALLISH.search(text, low, hit.start) or _MAN_BEHIND.match(text, hit.end))
            else None
        )
    return None

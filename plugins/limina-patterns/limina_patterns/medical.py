"""Doses of medicine. Amounts of a substance in a sample (`110 mg/dL`) are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import phrases, words

_CUES = {
    "dose": phrases(
        """
        dose, doses, dosage, take, takes, taking, took, taken, prescribed, prescribe, prescription,
        daily, twice daily, once daily, per day, a day, bid, tid, qid, po, iv, im, administered,
        administer, medication, medicine, drug, injection, inject, infusion, drip, syrup, oral,
        insulin, tablet, capsule, mg, every morning, every night, at bedtime, nightly, as needed,
        prn, every 4 hours, every 6 hours, every 8 hours, every 12 hours, every 24 hours, at night,
        tds, dosis, tableta, comprimido, tomar, pastilla, cada 8 horas, cada 12 horas, al día, si
        dolor, bei bedarf, täglich, zweimal täglich, am abend, am morgen, morgens, abends, si
        douleur, par jour, matin, soir, matin et soir, al bisogno, al giorno, por dia, ao dia, per
        dag, tropfen, gotas, inhaler, vaccine
        """
    ),
    **numbers.CUES,
    **numbers.OTHER_CUES,
}

_CERTAIN = words("mg mcg µg μg ug iu meq mgs milligram milligrams microgram micrograms miligramos")
_LOOSE = words(
    """
    g gr grams gram ml mls milliliter milliliters millilitres cc units unit ui tablet tablets tab
    tabs pill pills capsule capsules caps puff puffs drop drops tbsp tsp teaspoon teaspoons
    tablespoon tablespoons patch patches spray sprays lozenge lozenges suppository suppositories
    vial vials ampoule ampoules sachet sachets gtt comprimido comprimidos tabletas tabletten
    comprimés gotas tropfen gouttes
    """
)
_COUNTED = words(
    """
    pill pills capsule capsules puff puffs teaspoon teaspoons tablespoon tablespoons lozenge
    lozenges suppository suppositories comprimido comprimidos comprimé comprimés tabletten tablette
    cápsula cápsulas gélule gélules compressa compresse pastilla pastillas kapsel kapseln pillen
    """
)
_DOSE = re.compile(
    rf"[0-9](?<![\w.,:/$€£-][0-9])(?:[ ]?[x×][ ]?[0-9]"
    rf"|[0-9]){{0,5}}(?:,[0-9]{{3}})?(?:[.,][0-9]{{1,3}})?"
    rf"(?:[ ]?(?:-|to|/)[ ]?[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?)?[ -]?"
    rf"(?P<unit>{alternation(_CERTAIN | _LOOSE)})(?:[ ]?/[ ]?(?:kg|hr|h|hour|min|day|d|dose|m2"
    rf"|m²|24"
    rf"[ ]?h|tag|día|jour|dia)(?![^\W_]))*(?![^\W_]|[ ]?/[ ]?(?:d?l|ml|m2|m³|mmol|100)"
    rf"|[ ]per[ ](?:d|deci)?lit)"
)
_SPELLED = re.compile(
    rf"(?:{numbers.UNDER_HUNDRED}|half[ ]an?|{alternation(numbers.OTHER)})[ ]"
    rf"(?P<unit>{alternation(_CERTAIN | _COUNTED | {'tablets', 'tablet', 'drops', 'units'})})"
    r"(?![^\W_])"
)
# "one tablet of paracetamol": of what is one word, no article.
_OF = re.compile(r"[ ](?:of|de)[ ](?!the\b|a\b|my\b|la\b|los\b|las\b)[a-z]{5,}|[ ]d'[a-z]{5,}")


def _find(scan: Scan) -> Iterator[Found]:
    if scan.has_digit:
        for match in _DOSE.finditer(scan.lower):
            start, end = match.span()
            unit = match["unit"]
            if unit in _CERTAIN or unit in _COUNTED:
                yield Found(start, end, "DOSE", 0.9)
            elif scan.near(start, end, "dose", 40, 40):
                yield Found(start, end, "DOSE", 0.85)
    for cue in (*scan.cues.of("number_word"), *scan.cues.of("other_number")):
        spelled = _SPELLED.match(scan.lower, cue.start)
        if spelled is not None and (
            spelled["unit"] in _CERTAIN
            or scan.near(*spelled.span(), "dose", 40, 40)
            or _OF.match(scan.lower, spelled.end())
        ):
            yield Found(*spelled.span(), "DOSE", 0.8, rule="spelled")


FAMILY = Family("medical", frozenset({"DOSE"}), _find, _CUES)

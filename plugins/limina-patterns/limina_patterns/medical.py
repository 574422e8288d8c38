"""Doses and blood types. Amounts of a substance in a sample (`110 mg/dL`) are neither."""

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
        insulin, tablet, capsule, mg, every morning, every night, at bedtime, dosis, tableta,
        comprimido, tomar, pastilla
        """
    ),
    "blood": phrases(
        """
        blood, blood type, blood group, bloodtype, donor, donors, transfusion, rh, rhesus,
        blutgruppe, groupe sanguin, grupo sanguíneo, gruppo sanguigno, bloedgroep, tipo sanguíneo,
        plasma, antigen
        """
    ),
    **numbers.CUES,
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
    lozenges suppository suppositories comprimido comprimidos comprimés tabletten
    """
)
_DOSE = re.compile(
    rf"[0-9](?<![\w.,:/$€£-][0-9])[0-9]{{0,5}}(?:,[0-9]{{3}})?(?:[.,][0-9]{{1,3}})?"
    rf"(?:[ ]?(?:-|to|/)[ ]?[0-9]{{1,4}}(?:\.[0-9]{{1,2}})?)?[ -]?"
    rf"(?P<unit>{alternation(_CERTAIN | _LOOSE)})(?![^\W_]|[ ]?/[ ]?(?:d?l|ml|m2|m³|mmol|100)"
    rf"|[ ]per[ ](?:d|deci)?lit)"
)
_SPELLED = re.compile(
    rf"(?:{numbers.UNDER_HUNDRED}|half[ ]an?)[ ]"
    rf"(?P<unit>{alternation(_CERTAIN | _COUNTED | {'tablets', 'tablet', 'drops', 'units'})})"
    r"(?![^\W_])"
)
_BLOOD = re.compile(
    r"[ABO0](?<![\w+-].)(?:(?<=A)B)?(?:[-+](?!\w)|[ -]?(?:[Rr][Hh][Dd]?[ ]?)?(?:[Pp]ositive"
    r"|[Nn]egative|POSITIVE|NEGATIVE|[Pp]os|[Nn]eg|POS|NEG|positiv|negativ)\b)"
)
#: Forms that are blood types even if nothing near them speaks of blood.
_CLEAR = frozenset({"AB positive", "AB negative", "O positive", "O negative", "AB+", "O-negative"})


def _find(scan: Scan) -> Iterator[Found]:
    if scan.has_digit:
        for match in _DOSE.finditer(scan.lower):
            start, end = match.span()
            unit = match["unit"]
            if unit in _CERTAIN or unit in _COUNTED:
                yield Found(start, end, "DOSE", 0.9)
            elif scan.near(start, end, "dose", 40, 40):
                yield Found(start, end, "DOSE", 0.85)
    for cue in scan.cues.of("number_word"):
        spelled = _SPELLED.match(scan.lower, cue.start)
        if spelled is not None and (
            spelled["unit"] in _CERTAIN or scan.near(*spelled.span(), "dose", 40, 40)
        ):
            yield Found(*spelled.span(), "DOSE", 0.8)
    for match in _BLOOD.finditer(scan.text):
        start, end = match.span()
        if scan.near(start, end, "blood", 40, 20):
            yield Found(start, end, "BLOOD_TYPE", 0.95)
        elif match[0] in _CLEAR:
            yield Found(start, end, "BLOOD_TYPE", 0.8)


FAMILY = Family("medical", frozenset({"DOSE", "BLOOD_TYPE"}), _find, _CUES)

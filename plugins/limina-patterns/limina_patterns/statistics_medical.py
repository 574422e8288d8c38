"""Figures of medical statistics: rates and shares where illness, treatment or a measure is the
subject. `18%` of a discount is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import numbers
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "medical_rate": phrases(
        """
        survival, survival rate, mortality, mortality rate, morbidity, prevalence, incidence,
        fatality, ejection fraction, lvef, saturation, oxygen saturation, spo2, sao2, hematocrit,
        haematocrit, hba1c, a1c, fio2, sensitivity, specificity, remission, recurrence, relapse,
        relapsed, relapse rate, complication, complication rate, complications, infection rate, side
        effects, adverse events, response rate, efficacy, effective, occluded, occlusion, stenosis,
        burns, body surface, risk of stroke, risk of death, risk of, chance of survival, chance of
        remission, patients, smokers, births, disease, vaccinated, vaccine, cohort, predicted, fev1,
        bmi percentile, sterblichkeit, mortalität, überlebensrate, patienten, prävalenz, mortalidad,
        supervivencia, pacientes, prevalencia, efectos secundarios, survie, taux de survie,
        mortalité, patients traités, rechuté, sopravvivenza, mortalità, pazienti, taxa de
        mortalidade, mortalidade, sobrevivência, overleving, sterfte, patiënten
        """
    )
}

_PERCENT = re.compile(
    r"[0-9](?<![\w.,:/$€£-][0-9])[0-9]{0,2}(?:[.,][0-9]{1,2})?(?:[ ]?(?:-|"
    r"to)[ ]?[0-9]{1,3}(?:[.,][0-9])?)?"
    r"[ ]?(?:%|(?:percent|per cent|prozent|por ciento|por cento|pour cent|per cento|"
    r"procent)\b)(?!\w)"
)
_RATIO = re.compile(
    rf"(?<![\w.,-])(?:1|one|{numbers.UNDER_HUNDRED}|[0-9]{{1,2}})[ ](?:in|out of)[ ]"
    rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}})*|{numbers.UNDER_HUNDRED}|a hundred|a thousand)(?![\w%])"
)
_OTHERS = re.compile(
    r"\b(?:discount|off|battery|cpu|gpu|disk|memory|tax|vat|interest|inflation|profit|"
    r"revenue|shares?|votes?|"
    r"humidity|cotton|alcohol|rabatt|descuento|sconto|zoom|download|coupon|grade)\b"
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.cues.of("medical_rate"):
        return
    lower = scan.lower
    found = list(_PERCENT.finditer(lower)) if scan.has_digit else []
    if " in " in lower or " out of " in lower:
        found += _RATIO.finditer(lower)
    for match in found:
        start, end = match.span()
        if not scan.near(start, end, "medical_rate", 48, 40):
            continue
        if _OTHERS.search(lower, max(0, start - 24), end + 16):
            continue
        yield Found(start, end, "STATISTICS", 0.75)


FAMILY = Family("statistics_medical", frozenset({"STATISTICS"}), _find, _CUES)

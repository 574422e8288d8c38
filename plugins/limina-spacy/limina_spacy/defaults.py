"""Which Limina label a spaCy label becomes, and with what score, where the configuration is silent.

Data only. Two label schemes are covered: OntoNotes 5 (`PERSON`, `GPE`, … as in `en_core_web_sm`)
and the four WikiNER labels (`PER`, `LOC`, `ORG`, `MISC`) of many other languages' pipelines.
`CARDINAL`, `ORDINAL`, `QUANTITY`, `PERCENT`, `PRODUCT`, `WORK_OF_ART`, `LAW` and `MISC` are left
out on purpose: they are not personal or, in the small models, mostly wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

DEFAULT_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "PERSON": "NAME",
        "PER": "NAME",
        "GPE": "LOCATION",
        "LOC": "LOCATION",
        "FAC": "LOCATION",
        "ORG": "ORGANIZATION",
        "NORP": "ORIGIN",
        "LANGUAGE": "LANGUAGE",
        "EVENT": "EVENT",
        "DATE": "DATE",
        "TIME": "TIME",
        "MONEY": "MONEY",
    }
)

#: The labels a span may get from its form or context instead of the mapped one, by the mapped one.
REFINEMENTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "DATE": frozenset({"DATE", "DATE_INTERVAL", "DURATION", "AGE"}),
        "TIME": frozenset({"TIME", "DURATION"}),
        "LOCATION": frozenset({"LOCATION", "ORGANIZATION"}),
        "ORGANIZATION": frozenset({"ORGANIZATION", "OCCUPATION"}),
        "ORIGIN": frozenset({"ORIGIN", "RELIGION", "POLITICAL_AFFILIATION"}),
    }
)

#: Score of a label for which neither the configuration nor the pipeline's own evaluation has one.
FALLBACK_SCORE = 0.75

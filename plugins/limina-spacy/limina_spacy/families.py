"""Which labels are parts of one entity, and what an entity with several of them is as a whole.

It needs nothing but Python, so that the labels of a pipeline are known before anything is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

#: Labels that are parts of one entity, by the family they make up; every other label is its own.
FAMILIES: Mapping[str, tuple[str, ...]] = {
    "NAME": ("NAME", "NAME_GIVEN", "NAME_FAMILY", "NAME_MEDICAL_PROFESSIONAL"),
    "LOCATION": (
        "LOCATION",
        "LOCATION_ADDRESS",
        "LOCATION_ADDRESS_STREET",
        "LOCATION_CITY",
        "LOCATION_STATE",
        "LOCATION_COUNTRY",
        "LOCATION_ZIP",
        "LOCATION_COORDINATE",
    ),
    "ORGANIZATION": ("ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY"),
}

_FAMILY_OF = {label: family for family, labels in FAMILIES.items() for label in labels}


def family_of(label: str) -> str:
    """The family a label belongs to: its own name unless it is part of one of several labels."""
    return _FAMILY_OF.get(label, label)


def label_of_whole(labels: Sequence[str]) -> str:
    """The label of an entity whose tokens carry different ones of a family."""
    kinds = set(labels)
    if len(kinds) == 1:
        return labels[0]
    family = family_of(labels[0])
    if family == "LOCATION" and kinds & {"LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET"}:
        return "LOCATION_ADDRESS"
    for kind in ("NAME_MEDICAL_PROFESSIONAL", "ORGANIZATION_MEDICAL_FACILITY"):
        if 2 * labels.count(kind) >= len(labels):
            return kind
    return family


def given_by(labels: Iterable[str]) -> frozenset[str]:
    """Every label a tagger over some labels gives: those, and what wholes of them may be called."""
    own = set(labels)
    wholes = {family_of(label) for label in own}
    if "LOCATION_ADDRESS_STREET" in own:
        wholes.add("LOCATION_ADDRESS")
    return frozenset(own | wholes)

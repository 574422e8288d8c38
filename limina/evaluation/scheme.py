"""Which label counts as which: families, names of foreign corpora, and what a corpus annotates.

A family folds labels that are hard to tell apart and equally bad to miss. A mapping translates the
labels of a corpus that has names of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

import msgspec

from limina.evaluation.records import Gold

#: In a mapping: any predicted label is right.
ANY: Final = "ANY"

#: Family to its labels. Children go with their parents as in the taxonomy; beyond it, what names a
#: day or a period is DATE, gender and sexuality are GENDER, and health is MEDICAL. Beta labels and
#: names of older versions go with those they belong to.
FAMILIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "NAME": ("NAME", "NAME_GIVEN", "NAME_FAMILY", "NAME_MEDICAL_PROFESSIONAL"),
        "LOCATION": (
            *("LOCATION", "LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET", "LOCATION_CITY"),
            *("LOCATION_STATE", "LOCATION_COUNTRY", "LOCATION_ZIP", "LOCATION_COORDINATE"),
        ),
        "ORGANIZATION": ("ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY", "ORGANIZATION_ID"),
        "DATE": ("DATE", "DATE_INTERVAL", "DOB", "DAY", "MONTH", "YEAR"),
        "TIME": ("TIME",),
        "GENDER": ("GENDER", "GENDER_SEXUALITY", "SEXUALITY"),
        "MEDICAL": (
            *("MEDICAL", "CONDITION", "DRUG", "DOSE", "INJURY", "MEDICAL_PROCESS"),
            *("MEDICAL_CODE", "BLOOD_TYPE", "EFFECT"),
        ),
    }
)


class BadScheme(ValueError):
    """A file of families or a mapping is not what it should be."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a mapping says of one corpus.

    Attributes:
        labels: A label of the corpus to the names it may be found under, the proposed one first;
            none makes it neutral. A label that is absent is a Limina label already.
        scope: What the corpus annotates wherever it occurs; None if the mapping does not say.
    """

    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    scope: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an annotated label stands for.

    Attributes:
        label: The name it is counted under.
        accepted: The names a prediction may have.
    """

    label: str
    accepted: frozenset[str]

    def accepts(self, label: str) -> bool:
        """Whether a prediction under this name is right."""
        return label in self.accepted or ANY in self.accepted


class Scheme:
    """The rules of one evaluation.

    Args:
        families: Family to its labels.
        parts: Source of a record to what holds for it; `*` holds where nothing else does.
        fine: Compare full labels rather than families.
    """

    def __init__(
        self,
        families: Mapping[str, tuple[str, ...]] = FAMILIES,
        parts: Mapping[str, Part] | None = None,
        *,
        fine: bool = False,
    ) -> None:
        self._family = {label: family for family, labels in families.items() for label in labels}
        self._parts = parts or {}
        self.fine = fine

    def family(self, label: str) -> str:
        """The family of a label; itself where it is in none."""
        return self._family.get(label, label)

    def counted(self, label: str) -> str:
        """The name a predicted label is counted under: its family, or itself if fine."""
        return label if self.fine else self.family(label)

    def meaning(self, record: Gold, label: str) -> Meaning | None:
        """What an annotated label stands for; None if it is neutral."""
        labels = self._part(record).labels
        names = labels.get(label, (label,))
        if not names:
            return None
        accepted = {self.counted(name) for name in names}
        if self.fine and label in labels:
            # The corpus has no finer name, so every kind of the family is right.
            accepted |= self._members(names)
        return Meaning(self.counted(names[0]), frozenset(accepted))

    def scope(self, record: Gold) -> frozenset[str] | None:
        """The names under which a prediction can be wrong in this record; None for all."""
        part = self._part(record)
        if record.asked is not None and record.asked in part.labels:
            meaning = self.meaning(record, record.asked)
            return meaning.accepted if meaning else frozenset()
        scope = part.scope or record.scope
        if scope is None:
            return None
        names = {self.counted(label) for label in scope}
        return frozenset(names | self._members(scope) if self.fine else names)

    def _part(self, record: Gold) -> Part:
        return self._parts.get(record.source) or self._parts.get("*") or Part()

    def _members(self, families: frozenset[str] | tuple[str, ...]) -> set[str]:
        return {label for label, family in self._family.items() if family in families}


def read_families(data: bytes) -> dict[str, tuple[str, ...]]:
    """Read `{"families": {FAMILY: [LABEL, …]}}`.

    Raises:
        BadScheme: If it is anything else.
    """
    families = _families(_object(data))
    if families is None:
        raise BadScheme("it has no member families")
    return families


def read_mapping(data: bytes) -> tuple[dict[str, Part], dict[str, tuple[str, ...]] | None]:
    """Read a mapping.

    Args:
        data: A JSON object `{"datasets": {SOURCE: {"labels": {…}, "scope": […]}}}`, one such part
            alone, or only its `labels`. A label is mapped to null, a name or a list of names.

    Returns:
        The parts by source, and the families if the file has its own.

    Raises:
        BadScheme: If it is anything else.
    """
    table = _object(data)
    families = _families(table)
    datasets = table.get("datasets")
    if datasets is None:
        if "labels" in table or "scope" in table:
            datasets = {"*": table}
        else:
            datasets = {} if families is not None else {"*": {"labels": table}}
    if not isinstance(datasets, dict):
        raise BadScheme("its member datasets is not an object")
    return {source: _part(source, part) for source, part in datasets.items()}, families


def _object(data: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(data, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError):
        raise BadScheme("not a JSON object") from None


def _families(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]] | None:
    try:
        return msgspec.convert(table.get("families"), dict[str, tuple[str, ...]] | None)
    except msgspec.ValidationError:
        raise BadScheme("its member families is not an object of lists of labels") from None


class _Part(msgspec.Struct):
    labels: dict[str, str | list[str] | None] = {}
    scope: list[str] | None = None


def _part(source: str, value: object) -> Part:
    try:
        raw = msgspec.convert(value, _Part)
    except msgspec.ValidationError:
        raise BadScheme(f"what it says of {source} is not labels and scope") from None
    labels = {
        label: () if names is None else (names,) if isinstance(names, str) else tuple(names)
        for label, names in raw.labels.items()
    }
    return Part(labels, frozenset(raw.scope) if raw.scope else None)

"""The detector: runs every family over a document and lets the arbiter settle what they share.

This module knows how families are configured and nothing of what they look for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from limina.plugin import Detection, Document
from limina_patterns import (
    account,
    address,
    address_europe,
    age,
    bank,
    blood,
    body,
    card,
    card_details,
    clock,
    coordinate,
    dates,
    documents,
    duration,
    email,
    filename,
    health_number,
    ip,
    login,
    medical,
    money,
    national_ids,
    numerical,
    phone,
    plates,
    postcode,
    registers,
    secrets_given,
    spoken,
    ssn,
    statistics_medical,
    url,
    user_names,
    vehicle,
)
from limina_patterns.arbiter import arbitrate
from limina_patterns.cues import CueIndex
from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan

_FIXED = (
    address_europe.FAMILY,
    statistics_medical.FAMILY,
    registers.FAMILY,
    plates.FAMILY,
    secrets_given.FAMILY,
    user_names.FAMILY,
    account.FAMILY,
    address.FAMILY,
    age.FAMILY,
    bank.FAMILY,
    blood.FAMILY,
    body.FAMILY,
    card.FAMILY,
    card_details.FAMILY,
    clock.FAMILY,
    coordinate.FAMILY,
    dates.FAMILY,
    documents.FAMILY,
    duration.FAMILY,
    email.FAMILY,
    filename.FAMILY,
    health_number.FAMILY,
    ip.FAMILY,
    login.FAMILY,
    medical.FAMILY,
    money.FAMILY,
    national_ids.FAMILY,
    numerical.FAMILY,
    postcode.FAMILY,
    spoken.FAMILY,
    ssn.FAMILY,
    url.FAMILY,
    vehicle.FAMILY,
)
_SETTINGS = frozenset({"regions", "without"})


def families(table: Mapping[str, Any]) -> tuple[Family, ...]:
    """The families a configuration asks for.

    Args:
        table: `[plugin.limina-patterns]`: `regions`, a list of ISO 3166 codes for national
            telephone forms; `without`, a list of families to leave out.

    Raises:
        ValueError: An unknown setting, region or family, or a setting that is no list of strings.
    """
    unknown = sorted(set(table) - _SETTINGS)
    if unknown:
        raise ValueError(f"unknown settings: {', '.join(unknown)}")
    regions = _strings(table, "regions", phone.DEFAULT_REGIONS)
    without = set(_strings(table, "without", ()))
    every = sorted((*_FIXED, phone.family(regions)), key=lambda family: family.name)
    strangers = sorted(without - {family.name for family in every})
    if strangers:
        raise ValueError(f"unknown families in 'without': {', '.join(strangers)}")
    return tuple(family for family in every if family.name not in without)


def _strings(table: Mapping[str, Any], key: str, default: Sequence[str]) -> Sequence[str]:
    value = table.get(key, default)
    if isinstance(value, str) or not isinstance(value, Sequence):
        raise ValueError(f"{key!r} must be a list of strings")
    if not all(isinstance(each, str) for each in value):
        raise ValueError(f"{key!r} must be a list of strings")
    return value


class PatternDetector:
    """Finds everything whose form gives it away.

    Args:
        chosen: The families to run.
    """

    def __init__(self, chosen: Sequence[Family]) -> None:
        self._families = tuple(chosen)
        self._index = CueIndex(family.cues for family in chosen)

    def detect(self, batch: Sequence[Document]) -> list[list[Detection]]:
        """Detections of every document, sorted; apart from the parts of an address or a date none
        lies inside another.
        """
        return [self._detect(document) for document in batch]

    def close(self) -> None:
        """Nothing is held."""

    def _detect(self, document: Document) -> list[Detection]:
        scan = Scan(document.text, self._index, document.languages)
        return arbitrate(
            _named(family.name, found) for family in self._families for found in family.find(scan)
        )


def _named(family: str, found: Found) -> Found:
    """A candidate whose rule begins with the name of its family."""
    return found._replace(rule=f"{family}/{found.rule}" if found.rule else family)

"""Passport and driving licence numbers. Their forms differ by country; the word beside them is what
they share.
"""

from __future__ import annotations

from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.labelled import IDENTIFIER, find_labelled, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "passport": phrases(
        """
        passport, passport number, passport no, passport card, reisepass, reisepassnummer,
        passnummer, passeport, numéro de passeport, pasaporte, número de pasaporte, passaporto,
        paspoort, paspoortnummer, passaporte, паспорт
        """
    ),
    "driver": phrases(
        """
        driver's license, driver's licence, drivers license, drivers licence, driver license, driver
        licence, driving license, driving licence, driver's license number, drivers license number,
        driver license number, driver's licence number, drivers licence number, driver licence
        number, driving licence number, driving license number, driver's lic, drivers lic, driver's
        permit, learner's permit, dl #, d.l. #, dl number, dl no, dln, license number, licence
        number, license no, führerschein, führerscheinnummer, permis de conduire, carnet de
        conducir, licencia de conducir, permiso de conducir, patente, patente di guida, rijbewijs,
        carta de condução, cnh
        """
    ),
}
_RULES = (
    rule("passport", "PASSPORT_NUMBER", IDENTIFIER, accept=lambda value: _long(value, 6, 12)),
    rule("driver", "DRIVER_LICENSE", IDENTIFIER, accept=lambda value: _long(value, 5, 20)),
)


def _find(scan: Scan) -> Iterator[Found]:
    if scan.has_digit:
        yield from find_labelled(scan, _RULES)


def _long(value: str, least: int, most: int) -> float | None:
    """A score if the value has as many letters and digits as such numbers have."""
    return 0.93 if least <= sum(map(str.isalnum, value)) <= most else None


FAMILY = Family("documents", frozenset({"PASSPORT_NUMBER", "DRIVER_LICENSE"}), _find, _CUES)

"""Passport and driving licence numbers. Their forms differ by country; the word beside them is what
they share.
"""

from __future__ import annotations

from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.labelled import IDENTIFIER, find_labelled, linking, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "passport": phrases(
        """
        passport, passport number, passport no, passport card, reisepass, reisepassnummer,
        passnummer, passeport, numéro de passeport, pasaporte, número de pasaporte, passaporto,
        paspoort, paspoortnummer, passaporte, паспорт, travel document, travel document number,
        numéro du passeport, n° de passeport, passeport n°, número do passaporte, numero di
        passaporto, reisepass nr, pass nr
        """
    ),
    "dl": phrases("dl, d.l"),
    "driver": phrases(
        """
        driver's license, driver's licence, drivers license, drivers licence, driver license, driver
        licence, driving license, driving licence, driver's license number, drivers license number,
        driver license number, driver's licence number, drivers licence number, driver licence
        number, driving licence number, driving license number, driver's lic, drivers lic, driver's
        permit, learner's permit, dl #, d.l. #, dl number, dl no, dln, license number, licence
        number, license no, führerschein, führerscheinnummer, permis de conduire, carnet de
        conducir, licencia de conducir, permiso de conducir, patente, patente di guida, rijbewijs,
        carta de condução, cnh, führerschein nr, numéro de permis, numéro de permis de conduire, n°
        de permis, número de licencia de conducir, número de carnet de conducir, número de permiso
        de conducir, numero di patente, rijbewijsnummer, rijbewijs nr, carteira de habilitação,
        carteira de motorista, carteira nacional de habilitação, número da carta de condução, driver
        id, driver id card, driver license id, operator license, operator license number, dlnumber,
        driving permit
        """
    ),
}
# Five letters of the name may begin a British one, and nine in all another.
_LICENCE = (
    rf"[A-Z]{{5}}[ ][0-9]{{6}}[ ][0-9A-Z]{{5}}|[A-Z]{{7,9}}[0-9]{{2,4}}[A-Z0-9]*|{IDENTIFIER}"
)
_LINK = linking(r"|[(]driver'?s?[)]|dl\b|/")
_RULES = (
    rule("passport", "PASSPORT_NUMBER", IDENTIFIER, accept=lambda value: _long(value, 6, 12)),
    rule(
        "driver", "DRIVER_LICENSE", _LICENCE, accept=lambda value: _long(value, 5, 20), link=_LINK
    ),
    rule("dl", "DRIVER_LICENSE", _LICENCE, accept=lambda value: _long(value, 7, 20), link=_LINK),
)


def _find(scan: Scan) -> Iterator[Found]:
    if scan.has_digit:
        yield from find_labelled(scan, _RULES)


def _long(value: str, least: int, most: int) -> float | None:
    """A score if the value has as many letters and digits as such numbers have."""
    return 0.93 if least <= sum(map(str.isalnum, value)) <= most else None


FAMILY = Family("documents", frozenset({"PASSPORT_NUMBER", "DRIVER_LICENSE"}), _find, _CUES)

"""Vehicle identification numbers and number plates.

A VIN of the 17 characters of ISO 3779 proves itself by its ninth, the check digit of 49 CFR 565.15;
others, and all plates, need a word beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.labelled import find_labelled, linking, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "vin": phrases(
        """
        vin, vin number, vehicle identification number, vehicle identification, vehicle id, chassis,
        chassis number, chassis no, hull number, engine number, fahrgestellnummer, fin, numéro de
        série du véhicule, número de bastidor, numero di telaio, chassisnummer
        """
    ),
    "plate": phrases(
        """
        license plate, license plates, licence plate, license plate number, licence plate number,
        license tag, number plate, plate number, plate no, plate, vehicle registration, vehicle
        registration number, registration plate, registration number, reg number, tag number,
        vehicle tag, car registration, kennzeichen, nummernschild, plaque d'immatriculation,
        immatriculation, matrícula, placa, targa, kenteken
        """
    ),
    "car": phrases("car, truck, vehicle, van, suv, motorcycle, automobile, auto, drives, drove"),
}

_VIN = re.compile(r"[A-HJ-NPR-Z0-9](?<![\w-].)[A-HJ-NPR-Z0-9]{16}(?![\w-])")
_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", (*range(1, 9), *range(1, 6), 7, 9, *range(2, 10)), strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_PLATE = r"[A-ZÄÖÜ0-9]{1,8}(?:[- ][A-Z0-9]{1,6}){0,2}"
# Outside North America the ninth character checks nothing; the last four are figures nearly always.
_VIN_LIKE = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z0-9]{13}[0-9]{4}")
_VEHICLES = "car|van|truck|vehicle|suv|bike|carro|coche|voiture|auto|veicolo|wagen|fahrzeug"
_LINK = linking(
    rf"|\b(?:of|on|for|du|da|do|del|della|des|van)[ ](?:[^\W\d]+[ ]){{0,2}}(?:{_VEHICLES})\b"
    rf"|\bcar\b"
)
_RULES = (
    rule("vin", "VEHICLE_ID", r"[A-HJ-NPR-Za-hj-npr-z0-9]{11,17}", 0.93, least=3),
    rule("plate", "VEHICLE_ID", _PLATE, 0.88, least=1, link=_LINK),
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    for match in _VIN.finditer(scan.text):
        if _is_vin(match[0]):
            near = scan.near(*match.span(), "vin") or scan.near(*match.span(), "car")
            yield Found(*match.span(), "VEHICLE_ID", 0.96 if near else 0.85, rule="vin")
        elif _VIN_LIKE.fullmatch(match[0]) and scan.near(*match.span(), "car"):
            yield Found(*match.span(), "VEHICLE_ID", 0.8, rule="vin-unchecked")
    for found in find_labelled(scan, _RULES):
        if 4 <= sum(map(str.isalnum, scan.text[found.start : found.end])) <= 17:
            yield found


def _is_vin(value: str) -> bool:
    """Whether seventeen characters mix letters and digits and the ninth checks the others."""
    if value.isdigit() or value.isalpha() or not value[-4:].isdigit():
        return False
    total = sum(
        weight * (int(character) if character.isdigit() else _VALUES[character])
        for character, weight in zip(value, _WEIGHTS, strict=True)
    )
    return value[8] == "0123456789X"[total % 11]


FAMILY = Family("vehicle", frozenset({"VEHICLE_ID"}), _find, _CUES)

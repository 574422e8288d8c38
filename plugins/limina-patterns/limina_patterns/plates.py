"""Number plates in the forms of their countries, where a vehicle is the subject.

Plates behind a word for one are found by `vehicle`, whatever their form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "plate_near": phrases(
        """
        plate, plates, registration, reg, car reg, number plate, license plate, licence plate,
        kennzeichen, nummernschild, matrícula, placa, targa, kenteken, immatriculation, car, van,
        truck, vehicle, motorbike, motorcycle, auto, coche, carro, voiture, véhicule, pkw, fahrzeug,
        vehículo, veículo, veicolo, voertuig, camión, suv, parked, speeding, getaway car, hatchback,
        sedan
        """
    )
}

# From the first digit on: plates always have one, and capitals are far more frequent.
_SHAPES = (
    # Britain AB12 CDE
    r"(?<=[A-Z]{2}[0-9])[0-9][ ]?[A-Z]{3}",
    # France and Italy AB-123-CD, AB 123 CD
    r"(?<=[A-Z]{2}[- ][0-9])[0-9]{2}[- ][A-Z]{2}",
    # Brazil ABC1D23
    r"(?<=[A-Z]{3}[0-9])[A-Z][0-9]{2}",
    # Germany B-MW 1234
    r"(?<=[A-ZÄÖÜ]-[A-Z]{2}[ ][0-9])[0-9]{1,3}[EH]?",
    r"(?<=[A-ZÄÖÜ]-[A-Z][ ][0-9])[0-9]{1,3}[EH]?",
    # Spain 1234 BCD
    r"(?<![\w-].)[0-9]{3}[ ]?[B-DF-HJ-NP-TV-Z]{3}",
    # Portugal and the Netherlands 44-AB-12, 12-ABC-3
    r"(?<![\w-].)[0-9]-[A-Z]{2,3}-[0-9]{1,2}",
    # The United States ABC 1234, ABC-1234, 7ABC123
    r"(?<=[A-Z]{3}[- ][0-9])[0-9]{2,3}",
    r"(?<![\w-].)[A-Z]{3}[0-9]{3}",
)
_ANY = re.compile(rf"[0-9](?:{'|'.join(_SHAPES)})(?![\w-]|[ ][0-9])")
_HEAD = re.compile(r"(?<![\w-])[A-ZÄÖÜ]{1,3}(?:-[A-Z]{1,2})?[- ]?\Z")


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit or not scan.cues.of("plate_near"):
        return
    for match in _ANY.finditer(scan.text):
        start, end = match.span()
        if (scan.text[start - 1 : start] and not scan.text[start - 1].isspace()) or (
            scan.text[start - 1 : start] == " " and scan.text[start - 2 : start - 1].isupper()
        ):
            head = _HEAD.search(scan.text, max(0, start - 8), start)
            if head is not None:
                start = head.start()
        if sum(map(str.isalnum, scan.text[start:end])) >= 5 and scan.near(
            start, end, "plate_near", 40, 24
        ):
            yield Found(start, end, "VEHICLE_ID", 0.8)


FAMILY = Family("plates", frozenset({"VEHICLE_ID"}), _find, _CUES)

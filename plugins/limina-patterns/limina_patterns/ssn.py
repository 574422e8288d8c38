"""United States social security numbers, and any social insurance number by the words beside it.

Every area number counts, 9xx among them (documented payload `oa-ssn`): a redacted invalid number
costs nothing, a leaked valid one does."""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.labelled import IDENTIFIER, find_labelled, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "ssn": phrases(
        """
        ssn, ssns, s.s.n, social security, social security number, social security no, social
        security card, soc sec, soc sec number, social, ss number, itin, taxpayer identification,
        taxpayer identification number, sin, social insurance, social insurance number, nino,
        national insurance, national insurance number, ni number, pps number, ppsn, tax file number,
        tfn, sozialversicherungsnummer, sozialversicherungsnr, rentenversicherungsnummer, sv nummer,
        steuer id, steueridentifikationsnummer, ahv nummer, ahv nr, aadhaar, aadhar, aadhaar number,
        numéro de sécurité sociale, sécurité sociale, nir, numéro d'assurance sociale, nas, número
        de la seguridad social, seguridad social, número de seguridad social, nss, dni, nie, codice
        fiscale, bsn, burgerservicenummer, sofinummer, cpf, nif, número de contribuinte,
        personnummer, cpr nummer, fødselsnummer, henkilötunnus, pesel, rodné číslo, cnp, curp,
        rijksregisternummer, numéro national, nric
        """
    ),
}

# Dashed; dots and spaces are weaker. Not inside longer numbers, nor before a letter or another
# group.
_DASHED = re.compile(
    r"[0-9](?<![\w.,+-][0-9])(?<![0-9][:/ ][0-9])[0-9]{2}-[0-9]{2}-[0-9]{4}(?!-?\w|[.,:/][0-9])"
)
_SPACED = re.compile(
    r"[0-9](?<![\w.,+-][0-9])(?<![0-9][:/ ][0-9])[0-9]{2}([ .])[0-9]{2}\1[0-9]{4}(?!-?\w"
    r"|[ .,:/][0-9])"
)
_VALUE = rf"[A-Z]{{2}}[ ]?(?:[0-9]{{2}}[ ]?){{3}}[A-Z]|{IDENTIFIER}"
_RULES = (rule("ssn", "SSN", _VALUE, accept=lambda value: _judge(value)),)
_LAST_FOUR = re.compile(
    r"\blast[ ](?:four|4)\b[^.\n]{0,40}?\b(?:social|ssn|sin)\b[^.\n0-9]{0,24}([0-9]{4})\b"
    r"|\b(?:social|ssn|sin)\b[^.\n0-9]{0,30}\b(?:last[ ](?:four|4)\b"
    r"|ending\b)[^.\n0-9]{0,16}([0-9]{4})\b"
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    for match in scan.long_numbers(_DASHED):
        start, end = match.span()
        near = scan.near(start, end, "ssn")
        yield Found(start, end, "SSN", 0.97 if near else 0.75 if match[0][:3] == "000" else 0.88)
    for match in scan.long_numbers(_SPACED):
        start, end = match.span()
        if scan.near(start, end, "ssn"):
            yield Found(start, end, "SSN", 0.95)
    if scan.cues.of("ssn"):
        yield from find_labelled(scan, _RULES)
        for match in (
            _LAST_FOUR.finditer(scan.lower)
            if "last" in scan.lower or "ending" in scan.lower
            else ()
        ):
            yield Found(*match.span(1 if match[1] else 2), "SSN", 0.85)


def _judge(value: str) -> float | None:
    """Score of a value whose label is a social insurance number."""
    return 0.92 if 6 <= sum(map(str.isdigit, value)) <= 15 else None


FAMILY = Family("ssn", frozenset({"SSN"}), _find, _CUES)

"""Health insurance and medical record numbers, and a national identity number without its country.

The last is a recorded habit of the protocol (`oa-natid`), not an error. A British NHS number proves
itself by its check digit (modulus 11) when it is written 3-3-4 and health is the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum.gb import nhs

from limina_patterns.family import Family, Found
from limina_patterns.labelled import IDENTIFIER, find_labelled, linking, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "health_number": phrases(
        """
        health card, health card number, health card no, healthcare number, health care number,
        health number, health insurance number, health insurance id, health insurance policy number,
        health plan, health plan number, health plan id, health plan beneficiary number, hicn, mbi,
        medicare, medicare number, medicare id, medicaid, medicaid number, medicaid id, ohip, ohip
        number, phn, personal health number, medical record, medical record number, medical record
        no, medical records number, med rec, mrn, mr number, mr #, patient id, patient number,
        patient no, patient identifier, patient record number, chart number, chart no, hospital
        number, hospital id, nhs, nhs number, nhs no, chi number, insurance member id, beneficiary
        number, beneficiary id, krankenversicherungsnummer, versichertennummer, krankenkassennummer,
        numéro de carte vitale, carte vitale, numéro d'assurance maladie, ramq, número de historia
        clínica, historia clínica, nhc, tarjeta sanitaria, número de paciente, tessera sanitaria,
        numéro de dossier médical, dossier médical, patientennummer, patiëntnummer, cartão do sus,
        cartão nacional de saúde, cns, número de utente, sns, krankenversichertennummer,
        krankenkasse, versicherten nr, versichertennr, kvnr, health insurance claim number, health
        claim number, número de tarjeta sanitaria, número de la tarjeta sanitaria, cip, número de
        afiliado, número de afiliación, numero tessera sanitaria, tessera sanitaria numero, team,
        medicare card, medicare card number, medicare card no, health plan member id, plan member
        id, ehic, ehic number, ahcip, msp number, hospital no, unit number, urn, nhi, nhi number,
        ihi, ihi number, bsn zorg, zorgpolisnummer, verzekerdennummer, patient chart, medical id
        """
    ),
    "national_id": phrases(
        """
        national id, national id number, national id no, national id card, national identification,
        national identification number, national identity, national identity number, national
        identity card, national identity card number, national insurance id, identity number,
        identity card, identity card number, id card number, citizen id, citizen id number, personal
        identification number, personal id number, nid, nid number, personalausweis,
        personalausweisnummer, ausweisnummer, carte d'identité, numéro de carte d'identité,
        documento de identidad, documento nacional de identidad, cédula, cédula de identidad, carta
        d'identità, identiteitskaart, cartão de cidadão, bilhete de identidade
        """
    ),
    "health_plan": phrases(
        "health insurance, health insurance policy, health plan, group health insurance, group"
        " health"
        " insurance policy, group health, medical insurance, medical plan, blue cross, blue shield,"
        " dental plan, hmo, ppo, krankenversicherung, seguro médico, assurance maladie, mutuelle"
    ),
    "health": phrases(
        "nhs, patient, health, hospital, clinic, doctor, surgery, gp, medical, ward, physician"
    ),
}
_LINK = linking(r"|[(][^\W\d]+(?:[ ][^\W\d]+){0,2}[)]")
# A form of letters and figures, or one that begins with a group of four letters.
_VALUE = rf"[A-Z]{{4}}(?:[ ][0-9]{{4}}){{2,3}}|{IDENTIFIER}"
_RULES = (
    rule("health_number", "HEALTHCARE_NUMBER", score=0.93, value=_VALUE, link=_LINK),
    rule("national_id", "HEALTHCARE_NUMBER", score=0.9, least=6),
)
_NHS = re.compile(
    r"[0-9](?<![\w.,/+-][0-9])[0-9]{2}([ -])[0-9]{3}\1[0-9]{4}(?![0-9A-Za-z_]|[.,/-][0-9])"
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    yield from find_labelled(scan, _RULES)
    if scan.cues.of("health"):
        for match in scan.long_numbers(_NHS):
            start, end = match.span()
            healthy = scan.near(start, end, "health", 60, 40) and not scan.near(start, end, "phone")
            if healthy and nhs.is_valid(match[0]):
                yield Found(start, end, "HEALTHCARE_NUMBER", 0.94, rule="nhs")


FAMILY = Family("health_number", frozenset({"HEALTHCARE_NUMBER"}), _find, _CUES)

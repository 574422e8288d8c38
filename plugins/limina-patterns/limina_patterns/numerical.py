"""Other identifying numbers: network cards, phones' serial numbers, wallets, and whatever a label
calls one.

Machine text is full of identifiers; so apart from MAC addresses and wallets with a right checksum
nothing counts without a word that ties it to a person or a deal."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from stdnum import luhn

from limina_patterns.family import Family, Found
from limina_patterns.labelled import find_labelled, linking, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "reference": phrases(
        """
        case number, case no, case #, case id, docket number, docket no, file number, file no,
        ticket number, ticket no, ticket id, ticket #, order number, order no, order id, order #,
        invoice number, invoice no, invoice id, invoice #, booking number, booking reference,
        booking id, booking code, reservation number, confirmation number, confirmation code,
        confirmation no, reference number, reference no, reference code, ref no, ref number, ref,
        tracking number, tracking no, tracking id, claim number, claim #, claim no, claim id,
        incident number, application number, application no, registration no, enrollment number,
        serial number, serial no, serial, device id, device number, badge number, badge no, badge
        id, employee id, employee number, employee no, staff id, staff number, personnel number,
        student id, student number, student no, matriculation number, tax id, tax id number, tax
        number, taxpayer id, ein number, vat number, vat id, business number, voter id, voter
        number, inmate number, prisoner number, alien number, visa number, permit number,
        certificate no, billing number, transaction id, transaction number, cookie id, session id,
        session number, advertising id, device identifier, user id number, meter number, iccid,
        imsi, sim number, npi, npi number, dea number, license key, product key, id number, id no,
        id is, colegiado, número de colegiado, nºcol, nº col, n col, episodio, docket, aktenzeichen,
        seriennummer, serien nr, numero di serie, número de serie, numéro de série, número de série,
        serienummer, medewerkersnummer, n° de dossier, n° de facture, n° de commande, az, aktenz,
        sendungsnummer, kundenreferenz, fallnummer, schadennummer, numero di protocollo, numero
        fattura, n° fattura, processo n, processo número, número do processo, número do pedido,
        protocolo, incident no, incident id, complaint number, warrant number, arrest number, policy
        ref, mbr number, account ref, booking ref, pnr, asset tag, device serial, device serial
        number, meter serial, meter id, imsi number, rechnungsnummer, bestellnummer, auftragsnummer,
        vorgangsnummer, personalnummer, steuernummer, matrikelnummer, numéro de commande, numéro de
        facture, numéro de dossier, número de pedido, número de factura, número de expediente,
        número de referencia, numero d'ordine, numero di pratica, ordernummer, factuurnummer,
        zaaknummer, dossiernummer
        """
    ),
    "docket": phrases(
        "aktenzeichen, az, geschäftszeichen, case no, case number, docket, docket no, docket"
        " number,"
        " civil action no, gz"
    ),
    "cookie": phrases("cookie, cookie id, cookies, set cookie, tracking cookie, session cookie"),
    "imei": phrases("imei, imei number, imei no, meid"),
    "uuid": phrases(
        """
        cookie, cookie id, session, session id, device id, device, visitor id, user id, userid,
        client id, customer id, advertising id, idfa, gaid, tracking id, patient id
        """
    ),
}

_MAC = re.compile(
    r"[0-9A-Fa-f](?<![\w:.-].)(?:[0-9A-Fa-f]([:-])[0-9A-Fa-f]{2}(?:\1[0-9A-Fa-f]{2}){4}"
    r"|[0-9A-Fa-f]{3}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4})(?![\w:]|[.-]\w)"
)
_MAC_HINTS = (
    re.compile(r"[:-](?:[0-9A-Fa-f]{2}[:-]){3}"),
    re.compile(r"\.(?<=[0-9A-Fa-f].)[0-9A-Fa-f]{4}\."),
)
_WALLET = re.compile(
    r"[013b](?<!\w.)(?:(?<=0)x[0-9a-fA-F]{40}|(?<=b)c1[ac-hj-np-z02-9]{25,59}"
    r"|(?<=[13])[1-9A-HJ-NP-Za-km-z]{25,34})(?!\w)"
)
# An application or a file by number and year: `no. 24254/05`, `n° 20022 / 92`.
_FILE = re.compile(
    r"[0-9](?<=[ .(°º].)[0-9]{1,5}[ ]?/[ ]?[0-9]{2,4}(?![0-9]|[ ]?/|[.,][0-9]|[A-Za-z])"
)
_BEFORE_FILE = re.compile(
    r"(?:\b(?:nos?|nrs?|num|docket|case|file|az)\b\.?|n[°º]s?|№|\bet|\band|\bund|,)[ (]{0,2}\Z",
    re.IGNORECASE,
)
_UUID = r"[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}"
# Files of German courts, `12 C 448/21`, and of federal courts, `2:19-cv-04471`.
_DOCKET = (
    r"[0-9]{1,3}[ ][A-Z][A-Za-z]{0,2}[ ][0-9]{1,5}/[0-9]{2,4}"
    r"|[0-9]{1,2}:[0-9]{2}-[a-z]{2}-[0-9]{3,6}"
)
_COOKIE = r"(?:[A-Za-z_][\w.-]{1,32}=)?(?=[\w.-]{0,40}[0-9])[A-Za-z0-9][\w.%-]{15,200}"
_RULES = (
    rule("reference", "NUMERICAL_PII", least=2, accept=lambda value: _reference(value)),
    rule(
        "imei",
        "NUMERICAL_PII",
        r"[0-9]{2}[- ]?[0-9]{6}[- ]?[0-9]{6}[- ]?[0-9]{1,2}",
        accept=lambda value: 0.95 if luhn.is_valid(re.sub("[- ]", "", value)) else 0.85,
    ),
    rule("uuid", "NUMERICAL_PII", _UUID, 0.85),
    rule("docket", "NUMERICAL_PII", _DOCKET, 0.93, least=3),
    rule("cookie", "NUMERICAL_PII", _COOKIE, 0.85, link=linking(r"|\bvalue\b")),
)
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    if any(hint.search(scan.text) for hint in _MAC_HINTS):
        for match in _MAC.finditer(scan.text):
            if len(set(match[0].lower())) > 2:
                yield Found(*match.span(), "NUMERICAL_PII", 0.93)
    end = -1
    for match in _FILE.finditer(scan.text) if "/" in scan.text else ():
        before = _BEFORE_FILE.search(scan.text, max(0, match.start() - 8), match.start())
        # Behind "and" or a comma only as the next of a list.
        if before is not None and (before[0][0] not in ",aAeEuU" or match.start() - end < 12):
            end = match.end()
            yield Found(match.start(), end, "NUMERICAL_PII", 0.85)
    for match in _WALLET.finditer(scan.text):
        if match[0][0] not in "13" or _is_base58check(match[0]):
            yield Found(*match.span(), "NUMERICAL_PII", 0.9)
    yield from find_labelled(scan, _RULES)


def _reference(value: str) -> float | None:
    """Score of a value called a reference: long, or letters and figures mixed; never a year."""
    digits = sum(map(str.isdigit, value))
    if value.isdigit() and (digits < 4 or (digits == 4 and value[:2] in ("19", "20"))):
        return None
    return 0.85 if digits >= 4 or sum(map(str.isalnum, value)) >= 6 else None


def _is_base58check(value: str) -> bool:
    """Whether a Bitcoin address carries the right four bytes of its double SHA-256."""
    number = 0
    for character in value:
        number = number * 58 + _BASE58.index(character)
    try:
        raw = number.to_bytes(25, "big")
    except OverflowError:
        return False
    return hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()[:4] == raw[21:]


FAMILY = Family("numerical", frozenset({"NUMERICAL_PII"}), _find, _CUES)

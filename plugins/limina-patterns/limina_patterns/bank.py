"""Bank accounts and the numbers of banks.

An IBAN proves itself by its check digits (ISO 13616, mod 97); every other account needs a word that
says so. Routing numbers (ABA), sort codes, BSB, Bankleitzahl, IFSC and BIC are ROUTING_NUMBER."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.us import rtn

from limina_patterns.family import Family, Found
from limina_patterns.labelled import DIGITS, find_labelled, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "bank": phrases(
        """
        bank, bank account, bank account number, banking, checking, checking account, savings,
        savings account, routing, routing number, wire, wire transfer, direct deposit, deposit,
        iban, swift, bic, sort code, aba, bsb, ifsc, bank details, konto, kontonummer,
        bankverbindung, blz, compte, compte bancaire, rib, cuenta, cuenta bancaria, conto, conto
        corrente, rekening, rekeningnummer, conta, conta bancária, clabe
        """
    ),
    "bank_account": phrases(
        """
        bank account, bank account number, bank account no, bank acct, bank acc, checking account,
        checking account number, savings account, savings account number, checking acct, savings
        acct, current account, deposit account, giro account, konto, kontonummer, konto nr,
        bankkonto, compte bancaire, numéro de compte, cuenta bancaria, número de cuenta, cuenta
        corriente, cuenta, conto corrente, numero di conto, bankrekening, rekeningnummer, rekening,
        conta bancária, conta, clabe, iban, iban number, nuban, número de cuenta bancaria, número da
        conta, numéro de compte bancaire, n° de compte, n° de compte bancaire, beneficiary account,
        numer konta, kontonr, kontonummer, bankkontonummer, c/c, cc bancario, bank a/c
        """
    ),
    "routing": phrases(
        """
        routing, routing number, routing no, bank routing, bank routing number, routing transit
        number, aba, aba number, aba routing, aba routing number, rtn, transit number, transit no,
        bank transit, bank transit no, bank transit number, wire routing number, ach routing number,
        ach routing, paper routing number, bank code, institution number, bankleitzahl, blz, branch
        code, code guichet, code banque, bank identifier, bankcode, clearing number, bc nummer,
        código de banco
        """
    ),
    "sort_code": phrases("sort code, sort code number, bank sort code, bsb, bsb number"),
    "branch": phrases("abi, cab, institution number, inst no, code banque, code guichet"),
    "bic": phrases(
        "swift, swift code, bic, bic code, swift bic, bic swift, ifsc, ifsc code, código swift,"
        " code"
        " bic, codice bic, código bic"
    ),
}

# In one piece, or in pieces with a separator before each: never both ways at one place.
_IBAN = re.compile(
    r"[A-Z](?<![\w-][A-Z])[A-Z][0-9]{2}(?:[A-Z0-9]{11,30}+(?![A-Za-z0-9])"
    r"|[A-Z0-9]{0,8}+(?:[ -][A-Z0-9]{1,12}+(?![A-Za-z0-9])){1,8}+)"
)
_GROUP_END = re.compile(r"[A-Z0-9](?=[ -])")
_RULES = (
    rule(
        "bank_account",
        "BANK_ACCOUNT",
        DIGITS + r"|[A-Z]{2}[0-9]{2}[A-Z0-9]{8,30}|[0-9]{5,10}[A-Z][0-9]{1,5}",
        0.92,
        least=6,
    ),
    rule(
        "routing",
        "ROUTING_NUMBER",
        r"[0-9]{3}(?:[- ]?[0-9]{3}){2}|[0-9]{3}[ ][0-9]{3}[ ][0-9]{2}|[0-9]{5}-[0-9]{3}|[0-9]{8}"
        r"|[0-9]{5}",
        accept=lambda value: 0.97 if rtn.is_valid(value) else 0.9,
    ),
    rule("branch", "ROUTING_NUMBER", r"[0-9]{5}|0[0-9]{2}", 0.85, least=3),
    rule("sort_code", "ROUTING_NUMBER", r"[0-9]{2}[- ]?[0-9]{2}[- ]?[0-9]{2}|[0-9]{3}-?[0-9]{3}"),
)
_BIC = re.compile(
    r"[ :=#(\"']*(?:(?:code|number|is|no)\b[ :=#.\"']*){0,3}"
    r"([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?|[A-Z]{4}0[A-Z0-9]{6})\b"
)


def _find(scan: Scan) -> Iterator[Found]:
    if scan.has_digit:
        for match in scan.long_numbers(_IBAN):
            yield from _iban(scan, match)
        yield from find_labelled(scan, _RULES)
    for cue in scan.cues.of("bic"):
        code = _BIC.match(scan.text, cue.end)
        if code is not None:
            yield Found(*code.span(1), "ROUTING_NUMBER", 0.9, rule="bic")


def _iban(scan: Scan, match: re.Match[str]) -> Iterator[Found]:
    """The longest prefix of whole groups with right check digits; a wrong one only where a bank is
    named.
    """
    start, end = match.span()
    value = match[0]
    ends = [m.end() for m in _GROUP_END.finditer(value, 14)]
    for length in (len(value), *reversed(ends)):
        if iban.is_valid(value[:length]):
            yield Found(start, start + length, "BANK_ACCOUNT", 0.98, rule="iban")
            return
    digits = sum(map(str.isdigit, value))
    if digits >= 10 and 15 <= len(value.replace(" ", "")) <= 34 and scan.near(start, end, "bank"):
        yield Found(start, end, "BANK_ACCOUNT", 0.85, rule="iban-unchecked")


FAMILY = Family("bank", frozenset({"BANK_ACCOUNT", "ROUTING_NUMBER"}), _find, _CUES)

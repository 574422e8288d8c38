"""Numbers of payment cards.

A number in the grouping of a card is one even if its check digit is wrong (documented payload
`oa-cc`); the check digit (Luhn, ISO/IEC 7812-1) and the issuer's prefix decide about numbers
without a grouping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdnum import luhn

from limina_patterns.family import Family, Found
from limina_patterns.labelled import find_labelled, rule
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "card": phrases(
        """
        card, card number, card no, credit card, credit card number, debit card, credit, debit,
        visa, mastercard, master card, amex, american express, discover, diners, diners club, jcb,
        maestro, unionpay, rupay, cc, ccn, cc number, pan, kreditkarte, kreditkartennummer, carte,
        carte bancaire, carte de crédit, tarjeta, tarjeta de crédito, carta, carta di credito,
        creditcard, cartão, cartão de crédito, mastercards, ec karte, girocard, karte, kaart, cartes
        bancaires, cardholder, name as on card
        """
    ),
    "card_number": phrases(
        """
        card number, card no, credit card, credit card number, debit card, debit card number, ccn,
        cc number, card, kreditkartennummer, kreditkarte, carte de crédit, tarjeta de crédito, carta
        di credito, cartão de crédito
        """
    ),
}

# 4-4-4-4(-1..3), Amex 4-6-5, Diners 4-6-4, or no grouping at all.
_NUMBER = re.compile(
    r"""[0-9](?<![\w.,:/+-][0-9])(?<![0-9][ ][0-9])(?:
        [0-9]{3}([-. ])[0-9]{4}\1[0-9]{4}\1[0-9]{4}(?:\1[0-9]{1,3})?
      | [0-9]{3}([-. ])[0-9]{6}\2[0-9]{4,5}
      | [0-9]{12,18}
    )(?![0-9])(?!-?[A-Za-z0-9_]|[.,:][0-9])""",
    re.VERBOSE,
)
# Digits in any grouping, for the neighbourhood of a word that says card.
_ANY_GROUPING = re.compile(r"[0-9](?<![\w.-][0-9])(?:[- .]?[0-9]){12,18}(?![0-9])(?!-?\w)")
#: Prefixes of the issuers by the length of their numbers; a number of another length needs context.
_PREFIXES = {
    13: re.compile("4"),
    14: re.compile("30[0-5]|3[689]"),
    15: re.compile("3[47]|2131|1800"),
    16: re.compile("4|5[0-8]|6|3(?:5|0[0-5]|[689])|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"),
    19: re.compile("4|6[0-9]|5[0-8]"),
}
_RULES = (
    rule(
        "card_number",
        "CREDIT_CARD",
        r"[0-9]{12,19}|[0-9]{4}(?:[- .][0-9]{2,6}){2,4}",
        0.85,
        several=True,
    ),
)
# All but the last figures hidden, or all but the first six and the last four.
_MASKED = re.compile(
    r"(?:(?:[0-9]{4}[ -]?[0-9]{0,2})?[*xX]{2,4}[ -]?[*xX]{0,4}[ -]?[*xX]{0,4}[ -]?[*xX]{0,6}[ -]?)"
    r"(?<![\w*]{24})[0-9]{4}(?![\w*])"
)
_ENDING = re.compile(
    r"\b(?:card|visa|mastercard|amex)\b[^.\n]{0,24}?\b(?:ending|ends)\b(?:[ ](?:in"
    r"|with))?[ ]?:?[ ]?([0-9]{4})\b"
)


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit:
        return
    for match in scan.long_numbers(_NUMBER):
        start, end = match.span()
        score = _score(match[0], scan.near(start, end, "card"))
        if score is not None:
            yield Found(start, end, "CREDIT_CARD", score, rule="number")
    if scan.cues.of("card"):
        for match in scan.long_numbers(_ANY_GROUPING):
            start, end = match.span()
            if scan.left(start, "card", 30, clause=True) and luhn.is_valid(_digits(match[0])):
                yield Found(start, end, "CREDIT_CARD", 0.9, rule="luhn")
        for match in _ENDING.finditer(scan.lower) if " end" in scan.lower else ():
            yield Found(*match.span(1), "CREDIT_CARD", 0.8, rule="ending")
    yield from find_labelled(scan, _RULES)
    if "**" in scan.text or "XX" in scan.text or "xx" in scan.text:
        for match in _MASKED.finditer(scan.text):
            if scan.near(*match.span(), "card"):
                yield Found(*match.span(), "CREDIT_CARD", 0.9, rule="masked")


def _score(value: str, context: bool) -> float | None:
    digits = _digits(value)
    prefix = _PREFIXES.get(len(digits))
    known = prefix is not None and prefix.match(digits) is not None
    valid = luhn.is_valid(digits) and len(set(digits)) > 1
    if len(value) > len(digits):
        return 0.97 if valid and context else 0.95 if valid and known else 0.93 if context else 0.75
    if context:
        return 0.97 if valid and known else 0.9 if valid else 0.8
    # Bare runs of digits are also timestamps, bar codes and keys of rows.
    if valid and known:
        return 0.88 if len(digits) in (15, 16) else 0.65
    return None


def _digits(value: str) -> str:
    return "".join(filter(str.isdigit, value))


FAMILY = Family("card", frozenset({"CREDIT_CARD"}), _find, _CUES)

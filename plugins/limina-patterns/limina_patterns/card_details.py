"""Expiry and verification code of payment cards.

Offers, leases and passports expire too, and doors have security codes: both need a card nearby, or
each other, or stand right behind a card's number. Only `valid thru` and `CVV` mean cards alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns import months, numbers
from limina_patterns.family import Family, Found
from limina_patterns.labelled import find_labelled, linking, rule
from limina_patterns.scan import Scan
from limina_patterns.trie import alternation
from limina_patterns.words import phrases

_CUES = {
    "expiry": phrases(
        """
        expires, expiry, expiry date, expiration, expiration date, exp date, exp, valid thru, valid
        until, valid through, good thru, good through, expiredate, expire date, expiring, gültig
        bis, ablaufdatum, date d'expiration, expire le, expire en, expiration le, fecha de
        caducidad, caduca, caducidad, fecha de vencimiento, vencimiento, vence, vence el, scadenza,
        scade, data di scadenza, vervaldatum, geldig tot, validade, válido até, data de validade,
        card expiry, card expiration, card expiration date, cardexpirationdate, card expiry date,
        card exp, exp month/year, expiry month/year, exp month, exp mo/yr
        """
    ),
    "expiry_card": phrases("valid thru, good thru, card expiry, card expiration, card exp"),
    "card": phrases(
        """
        card expiry, card expiration, card expiration date, cardexpirationdate, card expiry
        date, card exp, card verification, card verification code, card verification value,
        card security code
        """
    ),
    "cvv": phrases(
        """
        cvv, cvv2, cvc, cvc2, cvn, cid number, cid code, csc, card verification, card verification
        code, card verification value, card security code, prüfnummer, kartenprüfnummer,
        kartenprüfziffer, cryptogramme, cryptogramme visuel, three digits on the back, 3 digits on
        the back, cvv/cvc, cvc/cvv, cvv code, cvv number
        """
    ),
    "cvv_weak": phrases(
        """
        security code, verification code, verification value, three digit code, 3 digit code, four
        digit code, 4 digit code, three digits, 3 digits, digits on the back, code on the back,
        number on the back, cid, sicherheitscode, prüfziffer, código de seguridad, codice di
        sicurezza, código de segurança, code de sécurité, veiligheidscode, beveiligingscode
        """
    ),
}

_CARDS = (
    "(?:credit|debit|bank)?[ ]?card|carte|carta|cartão|karte|kreditkarte|kaart|creditcard"
    "|tarjeta|visa"
    "|mastercard|amex"
)
_LINK = linking(
    rf"|\b(?:{_CARDS}|on|for|of|the|back|(?:auf|der|del?|della|du|la|do|da|van|month|year|bancaire"
    r"|bancaria|crédito|credito|crédit|and|ends|with|says|le|until|in|to|bis|tot)\b)|/"
)
_MONTH = r"(?:0?[1-9]|1[0-2])"
_FIGURES = (
    rf"{_MONTH}[ ]?[-/.][ ]?(?:20[0-9]{{2}}|[0-9]{{2}})(?![-/.][0-9])"
    rf"|20[2-6][0-9][-/](?:0[1-9]|1[0-2])(?![-/.][0-9])|(?:0[1-9]|1[0-2])(?:20)?[2-6][0-9]"
)
_NAMED = (
    rf"(?i:{alternation(months.FULL | months.SHORT)})\.?[ /-](?:de[ ]|of[ ])?"
    r"(?:20[0-9]{2}|[2-6][0-9])"
)
_RULES = (
    rule(
        "expiry",
        "CREDIT_CARD_EXPIRATION",
        f"{_FIGURES}|{_NAMED}",
        0.85,
        several=True,
        least=2,
        link=_LINK,
    ),
    rule("cvv", "CVV", r"[0-9]{3,4}", 0.95, several=True, least=3, link=_LINK),
    rule("cvv_weak", "CVV", r"[0-9]{3,4}", 0.9, least=3, link=_LINK),
)
_SPOKEN = re.compile(
    rf"(?:(?:oh|zero)[ -])?{numbers.UNDER_HUNDRED}[ ,/-]{{1,2}}(?:twenty["
    rf" -])?{numbers.UNDER_HUNDRED}(?![^\W_])"
)
# Behind a card's number: its month and year, and perhaps the code.
_BEHIND = re.compile(
    r"[ ]?(?:[ ,;|/\t]|exp\.?:?|[0-9]{4}[ ](?=exp))[ ]{0,2}"
    r"(?P<expiry>(?:0[1-9]|1[0-2])/(?:20)?[2-6][0-9])(?![0-9/.-])"
    r"(?:[ ]?[ ,;|\t][ ]?(?P<cvv>[0-9]{3,4})(?![\w.,/-]))?"
)
_CARD_LIKE = re.compile(
    r"[0-9](?<![\w.,:/+-][0-9])(?:[0-9]{3}(?:[ .-][0-9]{4}){3}|[0-9]{3}[ .-][0-9]{6}[ .-][0-9]{4,5}"
    r"|[0-9]{12,18})(?![0-9])"
)


def _find(scan: Scan) -> Iterator[Found]:
    if scan.has_digit:
        for found in find_labelled(scan, _RULES):
            yield _weighed(scan, found)
        if "/" in scan.text:
            yield from _behind_number(scan)
    for cue in scan.cues.of("expiry"):
        link = _LINK.match(scan.lower, cue.end, cue.end + 48)
        spoken = _SPOKEN.match(scan.lower, link.end() if link else cue.end)
        if spoken is not None and spoken.start() > cue.end:
            found = Found(*spoken.span(), "CREDIT_CARD_EXPIRATION", 0.8, rule="spoken")
            yield _weighed(scan, found)


def _weighed(scan: Scan, found: Found) -> Found:
    """A candidate with the score its neighbourhood gives it."""
    start, end = found.start, found.end
    near = scan.left(start, "card", 160) or scan.right(end, "card", 80)
    kinds = ("cvv", "cvv_weak") if found.label == "CREDIT_CARD_EXPIRATION" else ("expiry",)
    paired = any(scan.near(start, end, kind, 80, 60) for kind in kinds)
    if near or paired:
        score = 0.95 if found.rule != "spoken" else 0.85
    elif found.label == "CREDIT_CARD_EXPIRATION":
        score = 0.85 if scan.left(start, "expiry_card", 16) else 0.4
    else:
        score = 0.85 if found.rule == "cvv" else 0.35
    return found._replace(score=score)


def _behind_number(scan: Scan) -> Iterator[Found]:
    """Month, year and code right behind the digits of a card."""
    for number in scan.long_numbers(_CARD_LIKE):
        match = _BEHIND.match(scan.text, number.end())
        if match is not None:
            yield Found(*match.span("expiry"), "CREDIT_CARD_EXPIRATION", 0.9, rule="behind-number")
            if match["cvv"]:
                yield Found(*match.span("cvv"), "CVV", 0.85, rule="behind-number")


FAMILY = Family(
    "card_details", frozenset({"CREDIT_CARD_EXPIRATION", "CVV"}), _find, _CUES | numbers.CUES
)

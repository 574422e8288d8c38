"""Payment cards and bank accounts: who issued them stays, which one it was does not."""

from __future__ import annotations

import re

from limina_synthetic.ask import Ask
from limina_synthetic.checksums import aba, iban, luhn
from limina_synthetic.identifiers import identifier, lay_out
from limina_synthetic.shapes import redraw

#: Digits of a card number that name its issuer (ISO/IEC 7812-1, before the longer ones of 2017).
_ISSUER = 6
_CARD = re.compile(r"\d(?:[ \-.·\u00a0]?\d){11,18}", re.ASCII)
_IBAN = re.compile(r"[A-Z]{2}\d{2}(?:[ \-\u00a0]?[A-Z0-9]){11,30}", re.ASCII | re.IGNORECASE)
_ROUTING = re.compile(r"\d{9}|\d{4}-\d{4}-\d|\d{4} \d{4} \d", re.ASCII)
_BIC = re.compile(r"[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", re.ASCII)
_CVV = re.compile(r"\d{3,4}", re.ASCII)
#: First two digits of the routing numbers of the twelve Federal Reserve banks and of thrifts.
_DISTRICTS = (*range(1, 13), *range(21, 33))


def credit_card(ask: Ask) -> str:
    """A card number: the issuer's digits stay, Luhn holds if the number is long enough."""
    match = _CARD.search(ask.text)
    if match is None:
        return identifier(ask)
    digits = "".join(filter(str.isdecimal, match[0]))
    draw = ask.draw("card", digits)
    body = "".join(str(draw.below(10)) for _ in digits[_ISSUER:])
    new = luhn(digits[:_ISSUER] + body)
    if new == digits:
        new = luhn(digits[:_ISSUER] + str((int(body[0]) + 1) % 10) + body[1:])
    return _inside(ask, match, lay_out(match[0], new))


def _inside(ask: Ask, match: re.Match[str], new: str) -> str:
    before, after = ask.text[: match.start()], ask.text[match.end() :]
    return _around(ask, before) + new + _around(ask, after)


def _around(ask: Ask, text: str) -> str:
    return identifier(ask.part(text)) if text else ""


def cvv(ask: Ask) -> str:
    """A verification code: exchanged one to one among those of its length."""
    match = _CVV.search(ask.text)
    if match is None:
        return identifier(ask)
    size = len(match[0])
    place = ask.source.turn(f"cvv/{size}", 10**size, int(match[0]), ask.attempt)
    return _inside(ask, match, f"{place:0{size}}")


def bank_account(ask: Ask) -> str:
    """An account number; an IBAN keeps its country and gets the check digits it needs."""
    match = _IBAN.search(ask.text)
    if match is None:
        return identifier(ask)
    compact = "".join(filter(str.isalnum, match[0])).upper()
    new = iban(compact[:4] + redraw_all(ask, compact[4:]))
    return _inside(ask, match, lay_out(match[0], new))


def redraw_all(ask: Ask, text: str) -> str:
    """Redraw a text whose leading zeros mean nothing."""
    draw = ask.draw("account", text)
    return "".join(str(draw.below(10)) if c.isdecimal() else redraw(draw, c) for c in text)


def routing_number(ask: Ask) -> str:
    """A bank's number: American ones get their check digit, BICs keep their country."""
    match = _ROUTING.search(ask.text)
    if match is not None:
        digits = "".join(filter(str.isdecimal, match[0]))
        if aba(digits) == digits:
            draw = ask.draw("routing", digits)
            body = f"{draw.choice(_DISTRICTS):02}" + "".join(str(draw.below(10)) for _ in range(6))
            return _inside(ask, match, lay_out(match[0], aba(body + "0")))
    bic = _BIC.search(ask.text)
    if bic is not None and bic[0] == ask.text:
        draw = ask.draw("routing")
        return redraw(draw, bic[0][:4]) + bic[0][4:6] + redraw(draw, bic[0][6:])
    return identifier(ask)

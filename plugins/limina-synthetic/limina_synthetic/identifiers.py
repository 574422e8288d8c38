"""Numbers and codes that identify: other characters of the same classes, the check digits right.

The words around a number (`Policy No.`, `MRN:`) stay, since they are few and tell nothing; a
password has no such words.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from operator import itemgetter

from limina_synthetic.ask import Ask
from limina_synthetic.checksums import Scheme, scheme_of
from limina_synthetic.draw import Draw, normal
from limina_synthetic.number_words import exchange_number_word, is_number_word
from limina_synthetic.shapes import is_hexadecimal, redraw, redraw_hexadecimal
from limina_synthetic.wordtable import word_set

#: Words around numbers, case folded.
CUES = word_set(
    """
    no nr num ip ipv4 ipv6 address number numbers numero número numéro nummer номер nº policy
    member membership id ids account acct acc customer client case ref reference file claim group
    card license licence dl drivers driver's driving passport mrn nhs medicare medicaid ssn sin
    nino mac imei serial sn vin plate plates tag iban swift bic aba routing transit sort code
    codes pin tax vat ein tin order invoice bill billing ticket tracking patient record medical
    health insurance cookie device cvv cvc cid csc cvv2 security expires exp ending with last
    first digits the is in of and ext extension dash hyphen space double triple social national
    identity identification employee student bank checking savings loan reservation booking
    confirmation docket permit konto kontonummer blz versicherung versichertennummer ausweis
    personalausweis steuer compte carte permis sécurité sociale cuenta tarjeta licencia seguridad
    social conto carta patente conta cartão carteira rekening rijbewijs счет счёт карта паспорт
    полис 番号 号 口座 保険 証 号码 账号 卡号 번호 계좌 uuid guid sha md5 key token kennzeichen
    cpf cnpj rg dni nie nif curp rfc bsn pesel aadhaar pan abn acn tfn npi dea nir insee insee
    """
)
_TOKEN = re.compile(r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)|(?P<code>[\d_]+)|(?P<other>\W+)")
_RUN = re.compile(r"[A-Za-z0-9]+(?:[ \-./:·][A-Za-z0-9]+)*")
_GROUP = re.compile(r"[A-Za-z0-9]+")
_LETTERS = re.compile(r"[A-Za-z]+")
_MAC = re.compile(r"[0-9a-f]{2}([:\-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}", re.IGNORECASE)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
#: A VAT number of the European Union, Great Britain, Norway or Switzerland.
_VAT = re.compile(
    r"(AT ?U|BE|BG|CHE-?|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|NO|PL|PT|RO|SE"
    r"|SI|SK|XI)"
    r"[ \-]?[A-Z0-9][A-Z0-9 .\-]{6,14}"
)
#: Letters a vehicle identification number may have (ISO 3779).
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def identifier(ask: Ask) -> str:
    """A number or code of any kind."""
    out: list[str] = []
    done = 0
    text = ask.text
    for start, end in _codes(text):
        out += (_around(ask, text[done:start]), code(ask, text[start:end]))
        done = end
    out.append(_around(ask, text[done:]))
    return "".join(out)


def _codes(text: str) -> list[tuple[int, int]]:
    """The runs that hold the number: groups joined by one sign, with no cue among them."""
    spans: list[tuple[int, int]] = []
    for match in _RUN.finditer(text):
        groups = [
            (group.start(), group.end(), normal(group[0]) in CUES)
            for group in _GROUP.finditer(text, *match.span())
        ]
        for cue, own in groupby(groups, key=itemgetter(2)):
            if cue:
                continue
            parts = list(own)
            start, end = parts[0][0], parts[-1][1]
            run = text[start:end]
            # Digits among number words are part of a spelled number, which is no code.
            if any(map(str.isdigit, run)) and not any(map(is_number_word, _LETTERS.findall(run))):
                spans.append((start, end))
    return spans


def _around(ask: Ask, text: str) -> str:
    """What stands around a number: cues stay, number words are exchanged, all else is redrawn."""
    out: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if (match.lastgroup == "word" and normal(token) in CUES) or match.lastgroup == "other":
            out.append(token)
        else:
            spelled = exchange_number_word(ask, token) if match.lastgroup == "word" else None
            out.append(redraw(ask.draw("code", token), token) if spelled is None else spelled)
    return "".join(out)


def code(ask: Ask, text: str) -> str:
    """One code: the same shape, and the same check if it has one.

    Args:
        ask: Where to draw from; its text does not count.
        text: Letters, digits and separators.
    """
    draw = ask.draw("code", text)
    if _UUID.fullmatch(text):
        new = redraw_hexadecimal(draw, text)
        return new[:14] + text[14] + new[15:19] + ("89ab"[draw.below(4)]) + new[20:]
    compact = "".join(filter(str.isalnum, text)).upper()
    if not compact.isascii():
        return redraw(draw, text)
    scheme = scheme_of(compact) if len(compact) < 20 else None
    if scheme is not None:
        return with_check(draw, text, scheme)
    if _MAC.fullmatch(text) or (is_hexadecimal(text) and len(compact) >= 8 and _is_mixed(compact)):
        return redraw_hexadecimal(draw, text)
    return redraw(draw, text)


def _is_mixed(compact: str) -> bool:
    """Whether letters and digits alternate as they do in hexadecimal numbers."""
    changes = sum(a.isdigit() != b.isdigit() for a, b in pairwise(compact))
    return changes > 2


def with_check(draw: Draw, text: str, scheme: Scheme) -> str:
    """Redraw a number of a scheme until its check can be made right; in the layout it has."""
    compact = "".join(filter(str.isalnum, text)).upper()
    for _ in range(12):
        new = redraw(draw, compact)
        if scheme.name == "VIN":
            new = "".join(
                character
                if character.isdigit() or character in _VIN_LETTERS
                else draw.choice(_VIN_LETTERS)
                for character in new
            )
        new = _same_kind(new, compact, scheme)
        try:
            fixed = scheme.fix(new)
        except ValueError:
            continue
        if fixed != compact and scheme.form.fullmatch(fixed):
            return lay_out(text, fixed)
    return redraw(draw, text)


def _same_kind(new: str, compact: str, scheme: Scheme) -> str:
    """Characters that a scheme gives a meaning stay what they are."""
    match scheme.name:
        case "DNI":
            return compact[0] + new[1:] if compact[0] in "XYZ" else new
        case "NIR":
            return compact[0] + new[1:]
        case "resident identity number":
            return new[:6] + compact[6:8] + new[8:]
        case _:
            return new


def lay_out(text: str, compact: str) -> str:
    """Write characters into the places of the letters and digits of a text, in its case."""
    characters = iter(compact)
    lower = text.islower()
    return "".join(
        (next(characters).lower() if lower else next(characters)) if place.isalnum() else place
        for place in text
    )


def organization_id(ask: Ask) -> str:
    """A company's number; the country before a VAT number stays."""
    match = _VAT.fullmatch(ask.text)
    if match is None:
        return identifier(ask)
    return match[1] + code(ask, ask.text[match.end(1) :])


def password(ask: Ask) -> str:
    """A password: every letter and digit redrawn, and nothing of its words kept."""
    draw = ask.draw("password")
    return "".join(
        str(draw.below(10)) if "0" <= character <= "9" else redraw(draw, character)
        for character in ask.text
    )


def ssn(ask: Ask) -> str:
    """A national number; an American one stays one that could have been issued."""
    digits = "".join(filter(str.isdecimal, ask.text))
    american = re.fullmatch(r"\d{3}-\d{2}-\d{4}|\d{3} \d{2} \d{4}|\d{9}", ask.text, re.ASCII)
    if american is None or (ask.text.isdecimal() and scheme_of(digits) is not None):
        return identifier(ask)
    draw = ask.draw("ssn", digits)
    area = draw.between(1, 899)
    area += area == 666
    new = f"{area:03}{draw.between(1, 99):02}{draw.between(1, 9999):04}"
    return lay_out(ask.text, new)

"""Postal codes: of the same country's form, with letters it uses."""

from __future__ import annotations

import re

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Draw
from limina_synthetic.identifiers import lay_out
from limina_synthetic.shapes import redraw
from limina_synthetic.wordtable import word_list

#: A1A 1A1
CANADIAN = re.compile(r"[A-Za-z]\d[A-Za-z][ \-]?\d[A-Za-z]\d", re.ASCII)
#: SW1A 1AA, M1 1AE, B33 8TH
BRITISH = re.compile(r"[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}", re.ASCII)
#: 90210, 90210-1234
AMERICAN = re.compile(r"\d{5}(?:-\d{4})?", re.ASCII)

_CANADA_FIRST = "ABCEGHJKLMNPRSTVXY"
_CANADA = "ABCEGHJKLMNPRSTVWXYZ"
#: Letters of the inward code of the United Kingdom.
_BRITAIN = "ABDEFGHJLNPQRSTUWXYZ"
_AREAS = word_list(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E
    EH EN EX FK FY G GL GU HA HD HG HP HR HS HU HX IG IP IV KA KT KW KY L LA LD LE LL LN LS LU M
    ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR
    SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """
)


def postcode(ask: Ask) -> str:
    """A postal code."""
    text = ask.text
    draw = ask.draw("zip")
    compact = "".join(filter(str.isalnum, text))
    if CANADIAN.fullmatch(text):
        return lay_out(text, canadian(draw))
    if BRITISH.fullmatch(text):
        return lay_out(text, _british(draw, compact.upper()))
    if AMERICAN.fullmatch(text):
        new = f"{draw.between(501, 99950):05}" + "".join(str(draw.below(10)) for _ in compact[5:])
        return lay_out(text, new)
    return redraw(draw, text)


def canadian(draw: Draw) -> str:
    """A Canadian code without its space."""
    return "".join(
        (
            draw.choice(_CANADA_FIRST), str(draw.below(10)), draw.choice(_CANADA),
            str(draw.below(10)), draw.choice(_CANADA), str(draw.below(10)),
        )
    )  # fmt: skip


def _british(draw: Draw, compact: str) -> str:
    outward = compact[:-3]
    letters = 2 if outward[1].isalpha() else 1
    area = draw.choice([area for area in _AREAS if len(area) == letters])
    district = redraw(draw, outward[letters:])
    return f"{area}{district}{draw.below(10)}{draw.choice(_BRITAIN)}{draw.choice(_BRITAIN)}"

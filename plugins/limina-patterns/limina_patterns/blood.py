"""Blood groups: `AB positive`, `O-`, `0 Rh+`, and the bare letter behind a word for them.

School grades, influenza types and bond ratings are written like this too, so blood has to be the
subject nearby.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from limina_patterns.family import Family, Found
from limina_patterns.labelled import linking
from limina_patterns.scan import Scan
from limina_patterns.words import phrases

_CUES = {
    "blood": phrases(
        """
        blood, blood type, blood group, bloodtype, blood grp, donor, donors, transfusion, rh,
        rhesus, blutgruppe, groupe sanguin, grupo sanguíneo, gruppo sanguigno, bloedgroep,
        tipo sanguíneo, tipo de sangre, tipo sanguigno, plasma, antigen, type and screen,
        crossmatch, crossmatched,
        packed red cells, red cells, prbc, abo, abo/rh
        """
    ),
    "blood_group": phrases(
        """
        blood type, blood group, bloodtype, bloodgroup, blood grp, blutgruppe, groupe sanguin, grupo
        sanguíneo, gruppo sanguigno, bloedgroep, tipo sanguíneo, tipo de sangre, tipo sanguigno,
        blood group and rh, blood group rh
        """
    ),
}

_SIGN = (
    r"(?:(?:[ ]?[Rr][Hh](?:[ ]?[Dd])?[ ]?)?[-+](?:ve\b)?(?!\w)"
    r"|[ -]?(?:[Rr][Hh][ ]?[Dd]?[ ]?)?(?:[Pp]ositive|[Nn]egative|POSITIVE|NEGATIVE|[Pp]os|[Nn]eg"
    r"|POS|NEG|positiv|negativ|positiv[oa]|negativ[oa]|positif|négatif|positief|negatief)\b)"
)
_SIGNED = re.compile(rf"[ABO0](?<![\w+-].)(?:(?<=A)B)?{_SIGN}")
_LETTER = re.compile(r"(?:AB|[ABO0])(?![\w+-]|[ ][Rr][Hh]|'[a-z]|[ ](?:test|sample|pressure)\b)")
# `I have type O blood`; the engine gets the letter alone.
_TYPED = re.compile(r"type[ ](?P<group>AB|[ABO])(?=[ ]blood\b)")
_LINK = linking(r"|rh(?:esus)?\b|factor\b|type\b|group\b|\+")
# No grade and no virus is called this.
_CLEAR = re.compile(r"\bAB (?:positive|negative)\b|\bAB Rh[-+]|(?<![\w+-])O-negative\b")
# Viruses, grades and plans have letters too.
_OTHERS = re.compile(
    r"\b(?:hepatitis|influenza|flu|strep|vitamin|plan|grade|schedule|rating|class|virus|option)["
    r" ]\Z"
)


def _find(scan: Scan) -> Iterator[Found]:
    if "AB " in scan.text or "O-neg" in scan.text:
        for match in _CLEAR.finditer(scan.text):
            yield Found(*match.span(), "BLOOD_TYPE", 0.75, rule="clear")
    if not scan.cues.of("blood"):
        return
    for match in _SIGNED.finditer(scan.text):
        start, end = match.span()
        if _OTHERS.search(scan.lower, max(0, start - 12), start):
            continue
        if scan.near(start, end, "blood", 60, 32):
            yield Found(start, end, "BLOOD_TYPE", 0.95, rule="signed")
    for cue in scan.cues.of("blood_group"):
        link = _LINK.match(scan.lower, cue.end, cue.end + 32)
        letter = _LETTER.match(scan.text, link.end() if link else cue.end)
        if letter is not None and letter.start() > cue.end:
            yield Found(*letter.span(), "BLOOD_TYPE", 0.85, rule="letter")
    for match in _TYPED.finditer(scan.text):
        yield Found(*match.span("group"), "BLOOD_TYPE", 0.9, rule="typed")


FAMILY = Family("blood", frozenset({"BLOOD_TYPE"}), _find, _CUES)

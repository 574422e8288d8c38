"""Tells which of the names found are a clinician's: by a title, a degree, or a role before them.

The title and the degree belong to the name (`Dr. Samantha Lee`, `Maria Torres, MD`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from limina_dictionary.found import Found
from limina_dictionary.scores import score_of
from limina_dictionary.words import REACH, before

LABEL = "NAME_MEDICAL_PROFESSIONAL"

_DOCTOR = re.compile(
    r"(?<![\w'’.-])(?:(?:Prof\.? ?)?(?:Dr|Dra|Dott|Dott\.?ssa|Dr\.ª)\.?(?: ?med\.?)?|"
    r"Doctor|Doctora)[ \u00a0]\Z",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r",? (?:M\.D\.|D\.O\.|MD|DO|RN|NP|PA-C|PA|DDS|DMD|DPM|DPT|PharmD|LCSW|LMFT|"
    r"FNP(?:-BC|-C)?|FACS|FACP|MBBS|MBChB|CRNA|LPN|BSN|PsyD)\b"
)
_ROLE = re.compile(
    r"(?<![\w'’-])(?:physician|surgeon|cardiologist|oncologist|radiologist|"
    r"pathologist|neurologist|psychiatrist|"
    r"psychologist|pediatrician|paediatrician|dermatologist|urologist|gynecologist|"
    r"gynaecologist|obstetrician|"
    r"anesthesiologist|anaesthetist|dentist|orthodontist|therapist|physiotherapist|"
    r"midwife|nurse|GP|PCP|"
    r"attending|provider|pharmacist|hospitalist|internist|ophthalmologist|optometrist|nephrologist|"
    r"gastroenterologist|endocrinologist|pulmonologist|rheumatologist|paramedic|"
    r"médico|médica|doctora|"
    r"médecin(?: traitant)?|docteur|infirmière|cirujano|enfermera|enfermero|Arzt|"
    r"Ärztin|Hausarzt|Chirurg|"
    r"medico(?: curante)?|chirurgo|infermiera|enfermeira|huisarts|chirurg|verpleegkundige)"
    r"(?P<mark> ?[:,]|(?: is| name is| was)\b:?)?[ \u00a0](?P<title>(?:Mr|Mrs|Ms|Dr|"
    r"Dra|Dott)\.? )?\Z",
    re.IGNORECASE,
)


def find(text: str, names: Sequence[Found]) -> list[Found]:
    """The clinicians among the names.

    Args:
        text: The text.
        names: What was found under any label of names.
    """
    out: list[Found] = []
    for name in names:
        if name.label != "NAME":
            continue
        if any(name.start < one.end and one.start < name.end for one in out[-1:]):
            continue
        start, end, rule = name.start, name.end, ""
        degree = _DEGREE.match(text, end)
        head = before(text, start)
        low = start - len(head)
        doctor = _DOCTOR.search(head)
        role = _ROLE.search(head) if head[-1:].isspace() else None
        if degree:
            end, rule = degree.end(), "clinicians"
        if doctor:
            start, rule = low + doctor.start(), rule or "clinicians/doctor"
            if _ROLE.search(text, max(0, start - REACH), start):
                rule = "clinicians"
        elif role and (
            role["mark"] or head[role.start()].islower() or len(name_words(text, name)) > 1
        ):
            rule = "clinicians"
        if rule:
            out.append(Found(start, end, LABEL, score_of(rule), rule))
    return out


def name_words(text: str, name: Found) -> list[str]:
    """The words of a name."""
    return text[name.start : name.end].split()

"""Numbers that states, tax offices and banks give out, by the names their countries have for them.

A name leads to the modules of python-stdnum that know such numbers. What one of them finds valid is
nearly certain; what none does is still taken where the name has no other meaning, since a wrong
check digit frees nothing. Names that are words too (`RFC`, `ICE`) need capitals and a valid number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from limina_patterns.cues import Cue
from limina_patterns.family import Family, Found
from limina_patterns.labelled import linking
from limina_patterns.register_names import AMBIGUOUS, REGISTERS, Register
from limina_patterns.scan import Scan

_KINDS = {f"register {number}": register for number, register in enumerate(REGISTERS)}
_CUES = {
    kind: (*register.names, *(name + " no" for name in register.names))
    for kind, register in _KINDS.items()
}
_GROUP = "[A-Z0-9\u0410-\u042f]{1,64}+"
_RUN = re.compile(rf"{_GROUP}(?:[ ./,-]{{1,3}}{_GROUP}){{0,9}}+(?!\w)")
_GROUP_END = re.compile(r"(?<=[A-Z0-9])(?=[ ./,-]|\Z)")
#: What is taken of a number without a right check digit: figures, perhaps letters around.
_PLAIN = re.compile(
    r"(?:[A-Z]{1,4}[ -]?)?[0-9]+(?:[-./ ][0-9]+)*+(?:[- ]?[A-Z]{1,4}(?![A-Za-z0-9]))?"
    r"(?![A-Za-z0-9])"
)
_LINK = linking(r"|\b(?:ve|je|jest|on|er|är|numer|číslo|nr|κωδικός)\b")
_COUNTRY = re.compile(r"\b[A-Z]{2}[ -]?\Z")
_REACH = 32


@cache
def _check(module: str) -> Callable[[str], bool]:
    check: Callable[[str], bool] = import_module(f"stdnum.{module}").is_valid
    return check


def _find(scan: Scan) -> Iterator[Found]:
    if not scan.has_digit or scan.cues.kinds.isdisjoint(_KINDS):
        return
    for kind, register in _KINDS.items():
        for cue in scan.cues.of(kind):
            found = _behind(scan, cue, register)
            if found is not None:
                yield found


def _behind(scan: Scan, cue: Cue, register: Register) -> Found | None:
    name = scan.text[cue.start : cue.end]
    strict = scan.lower[cue.start : cue.end].removesuffix(" no") in AMBIGUOUS
    if strict and not name[0].isupper():
        return None
    link = _LINK.match(scan.lower, cue.end, cue.end + _REACH)
    behind = link.end() if link else cue.end
    # `IT`, `NO` and `IS` are words of the link and countries of a number.
    country = _COUNTRY.search(scan.text, cue.end, behind)
    for start in dict.fromkeys((country.start() if country else behind, behind, cue.end + 1)):
        run = _RUN.match(scan.text, start)
        if run is None:
            continue
        for end in reversed([m.start() for m in _GROUP_END.finditer(run[0])]):
            value = run[0][:end]
            if sum(map(str.isdigit, value)) < register.least and register.least:
                break
            if any(_check(module)(value) for module in register.modules):
                return Found(start, start + end, register.label, 0.97, rule=register.modules[0])
        plain = None if strict else _PLAIN.match(scan.text, start)
        if plain is not None and sum(map(str.isdigit, plain[0])) >= max(6, register.least):
            return Found(start, plain.end(), register.label, 0.8, rule=register.modules[0])
    return None


FAMILY = Family("registers", frozenset(register.label for register in REGISTERS), _find, _CUES)

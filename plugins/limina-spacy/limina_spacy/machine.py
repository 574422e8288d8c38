"""How sure a model of running text may be in text made by machines: logs, records, code.

In such text form and field names decide, and the patterns read them. A model that saw sentences
takes a host for somebody and a checksum for a time. So there it is a witness: its score stays under
one half, and counts only with another detector's. Pure functions on a text and offsets.
"""

from __future__ import annotations

import re

#: The highest score of a witness.
WITNESS = 0.45

_NAMES = ("NAME", "ORGANIZATION", "LOCATION_CITY", "LOCATION_STATE", "LOCATION_COUNTRY", "LANGUAGE")
#: Labels of numbers and codes.
_CODES = frozenset(
    {
        "ACCOUNT_NUMBER",
        "AGE",
        "BANK_ACCOUNT",
        "CREDIT_CARD",
        "DATE",
        "DATE_INTERVAL",
        "DOB",
        "DRIVER_LICENSE",
        "DURATION",
        "FILENAME",
        "HEALTHCARE_NUMBER",
        "LOCATION_ZIP",
        "MONEY",
        "NUMERICAL_PII",
        "PASSPORT_NUMBER",
        "PASSWORD",
        "PHONE_NUMBER",
        "ROUTING_NUMBER",
        "SSN",
        "STATISTICS",
        "TIME",
        "URL",
    }
)
#: Labels of numbers that have digits in them, or are spelled out in several words.
_NUMBERS = frozenset(
    {
        "ACCOUNT_NUMBER",
        "BANK_ACCOUNT",
        "CREDIT_CARD",
        "DRIVER_LICENSE",
        "HEALTHCARE_NUMBER",
        "NUMERICAL_PII",
        "PASSPORT_NUMBER",
        "PHONE_NUMBER",
        "ROUTING_NUMBER",
        "SSN",
    }
)
_NUMBER = re.compile(r"\w(?:[\W_]*\w){3}(?<=\d)|\d(?:[\W_]*\w){3}|\w\s+\w")
_AMOUNT = re.compile(r"\d|\s")
#: A host or a variable: letters and digits without a gap.
_MIXED = re.compile(r"[^\W\d_]\d|\d[^\W\d_]")
#: A line of a record, a log or a program: quoted keys, assignments, processes, levels, brackets.
_MACHINE_LINE = re.compile(
    r"""["'][\w.-]+["']\s*: | \b[\w.]+=["'\w] | \w\[\d+\]: | ^\s*[\[{<] | [{};]\s*$
        | \b(?:DEBUG|INFO|WARN|WARNING|ERROR|TRACE|FATAL|NOTICE)\b | (?:[0-9a-f]{2}[ ]){4}
        | ::|->|==|\(\) | \b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{12,}\b
        | ^[+-]{1,3}\s | ^\s*(?:at|def|class|import)\s | \w\.\w+\( | \w\[\w*:\w*\]
        | \w-(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{8,10}\b | ^\s*[\w+/]{40,}=*\s*$""",
    re.VERBOSE | re.MULTILINE,
)
#: Behind a process of a log, and behind the host in front of it.
_PROCESS = re.compile(r"(?:\s\S{1,40})?\[\d+\]:")
_REACH = 200


def ceiling(text: str, start: int, end: int, label: str) -> float:
    """The highest score a detection of a model of running text may have where it stands.

    Args:
        text: The document's text.
        start: First character, in code points.
        end: One past the last character.
        label: The Limina label.

    Returns:
        0 for the key of a record, `WITNESS` where form decides, else 1.
    """
    if text[end : end + 2] in ('":', "':") and text[start - 1 : start] == text[end]:
        return 0.0
    if label.startswith(_NAMES):
        form = _MIXED.search(text, start, end) or _PROCESS.match(text, end)
        return WITNESS if form else 1.0
    if label in _NUMBERS and not _NUMBER.search(text, start, end):
        return WITNESS
    if label == "MONEY" and not _AMOUNT.search(text, start, end):
        return WITNESS
    if label in _CODES and _MACHINE_LINE.search(_line(text, start, end)):
        return WITNESS
    return 1.0


def _line(text: str, start: int, end: int) -> str:
    """The line a span begins in, as far as it is near."""
    first = text.rfind("\n", max(0, start - _REACH), start) + 1 or max(0, start - _REACH)
    last = text.find("\n", end, end + _REACH)
    return text[first : last if last >= 0 else end + _REACH]

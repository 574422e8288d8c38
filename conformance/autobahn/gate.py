"""What the Autobahn suite must find: exact expectations per server and part, judged from its index.

A part is a fixed set of cases. Pure functions over the suite's `index.json`; how the suite is
installed and run is not known here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

#: Cases that have no verdict by definition: behaviour the RFC leaves open.
INFORMATIONAL = frozenset({"7.1.6", "7.13.1", "7.13.2"})

#: Cases in which hypercorn answers later than a strict server would: it buffers whole frames before
#: it looks into them. Which of them show varies with timing.
HYPERCORN_NON_STRICT = frozenset({"3.2", "3.3", "4.1.3", "4.1.4", "4.2.3", "4.2.4", "5.15"})


@dataclass(frozen=True, slots=True)
class Part:
    """A run of the suite.

    Attributes:
        name: `core`, `limits` or `deflate`.
        cases: Case patterns of the suite that are run.
        excluded: Case patterns of the suite that are left out.
        count: How many cases that are.
        deflate: Whether the server has to agree on permessage-deflate.
    """

    name: str
    cases: tuple[str, ...]
    excluded: tuple[str, ...]
    count: int
    deflate: bool = False


CORE = Part("core", ("*",), ("9.*", "12.*", "13.*"), 247)
LIMITS = Part("limits", ("9.*",), (), 54)
#: Every kind of message and window, but only the four smallest sizes; the rest takes minutes.
DEFLATE = Part(
    "deflate",
    ("12.*.[1234]$", "13.*.[1234]$", "12.1.11", "12.1.12", "13.1.11", "13.1.12"),
    (),
    52,
    deflate=True,
)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one server must reach.

    Attributes:
        non_strict: Cases whose verdict may be NON-STRICT.
        clean_close: Whether every closing handshake must be right as well.
        close_codes: How often each code must be the server's in the core part; None: not judged.
        deflate: Whether the server can agree on permessage-deflate.
    """

    non_strict: frozenset[str] = frozenset()
    clean_close: bool = True
    close_codes: Mapping[int, int] | None = None
    deflate: bool = True


EXPECTED: Mapping[str, Expectation] = {
    "native": Expectation(close_codes={1002: 44, 1007: 77}),
    "hypercorn": Expectation(non_strict=HYPERCORN_NON_STRICT, clean_close=False, deflate=False),
}

#: Case name -> what the suite's index says of it (`behavior`, `behaviorClose`, `remoteCloseCode`).
Index = Mapping[str, Mapping[str, object]]


def parts(server: str, *, full: bool) -> list[Part]:
    """What is run against a server.

    Args:
        server: A key of `EXPECTED`.
        full: Whether to run more than the core part.
    """
    if not full:
        return [CORE]
    return [CORE, LIMITS, DEFLATE] if EXPECTED[server].deflate else [CORE, LIMITS]


def summary(index: Index) -> str:
    """Count the verdicts: `244 OK, 3 INFORMATIONAL`."""
    counts = Counter(str(case["behavior"]) for case in index.values())
    return ", ".join(f"{count} {verdict}" for verdict, count in counts.most_common())


def complaints(server: str, part: Part, index: Index) -> list[str]:
    """Compare a run with what is expected.

    Args:
        server: A key of `EXPECTED`.
        part: What was run.
        index: What the suite found for this server.

    Returns:
        One line per deviation, sorted by case; empty if the gate is passed.
    """
    expected = EXPECTED[server]
    found = []
    if len(index) != part.count:
        found.append(f"{len(index)} cases instead of {part.count}")
    for name in sorted(index, key=_case_key):
        case = index[name]
        if case["behavior"] not in _allowed(name, expected):
            found.append(f"case {name}: {case['behavior']}")
        elif expected.clean_close and case["behaviorClose"] not in ("OK", "INFORMATIONAL"):
            found.append(f"case {name}: closing handshake {case['behaviorClose']}")
    if part is CORE and expected.close_codes is not None:
        codes = Counter(case["remoteCloseCode"] for case in index.values())
        found += [
            f"close code {code}: {codes[code]} times instead of {count}"
            for code, count in expected.close_codes.items()
            if codes[code] != count
        ]
    return found


def _allowed(name: str, expected: Expectation) -> tuple[str, ...]:
    if name in INFORMATIONAL:
        return ("INFORMATIONAL",)
    return ("OK", "NON-STRICT") if name in expected.non_strict else ("OK",)


def _case_key(name: str) -> list[int]:
    return [int(number) for number in name.split(".")]

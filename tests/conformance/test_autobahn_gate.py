from __future__ import annotations

from typing import Any

import pytest

from conformance.autobahn.gate import (
    CORE,
    DEFLATE,
    HYPERCORN_NON_STRICT,
    INFORMATIONAL,
    LIMITS,
    complaints,
    parts,
    summary,
)


def index() -> dict[str, dict[str, Any]]:
    """What the suite says of a server without fault."""
    names = [*INFORMATIONAL, *HYPERCORN_NON_STRICT]
    names += [f"1.1.{i}" for i in range(CORE.count - len(names))]
    codes = [1002] * 44 + [1007] * 77 + [1000] * (CORE.count - 44 - 77)
    verdicts = {
        name: {"behavior": "OK", "behaviorClose": "OK", "remoteCloseCode": code}
        for name, code in zip(names, codes, strict=True)
    }
    for name in INFORMATIONAL:
        verdicts[name].update(behavior="INFORMATIONAL", behaviorClose="INFORMATIONAL")
    return verdicts


@pytest.mark.parametrize("server", ["native", "hypercorn"])
def test_a_server_without_fault_passes(server: str) -> None:
    assert complaints(server, CORE, index()) == []


def test_verdicts_are_counted() -> None:
    assert summary(index()) == "244 OK, 3 INFORMATIONAL"


@pytest.mark.parametrize("server", ["native", "hypercorn"])
@pytest.mark.parametrize("verdict", ["FAILED", "NON-STRICT", "UNIMPLEMENTED", "INFORMATIONAL"])
def test_any_other_verdict_is_complained_about(server: str, verdict: str) -> None:
    found = index()
    found["1.1.5"]["behavior"] = verdict
    assert complaints(server, CORE, found) == [f"case 1.1.5: {verdict}"]


def test_hypercorn_may_be_late_in_the_cases_where_it_is_known_to_be() -> None:
    found = index()
    for name in HYPERCORN_NON_STRICT:
        found[name]["behavior"] = "NON-STRICT"
    assert complaints("hypercorn", CORE, found) == []
    assert complaints("native", CORE, found) == [
        f"case {name}: NON-STRICT"
        for name in ("3.2", "3.3", "4.1.3", "4.1.4", "4.2.3", "4.2.4", "5.15")
    ]


def test_an_informational_case_with_a_verdict_is_another_suite() -> None:
    found = index()
    found["7.1.6"]["behavior"] = "OK"
    assert complaints("native", CORE, found) == ["case 7.1.6: OK"]


def test_a_missing_case_is_complained_about() -> None:
    found = index()
    del found["1.1.7"]
    assert complaints("hypercorn", CORE, found) == ["246 cases instead of 247"]


def test_the_native_server_must_also_close_well() -> None:
    found = index()
    found["1.1.3"]["behaviorClose"] = "UNCLEAN"
    found["1.1.4"]["behaviorClose"] = "WRONG CODE"
    assert complaints("native", CORE, found) == [
        "case 1.1.3: closing handshake UNCLEAN",
        "case 1.1.4: closing handshake WRONG CODE",
    ]
    assert complaints("hypercorn", CORE, found) == []


def test_the_native_server_must_name_every_failure_by_its_code() -> None:
    found = index()
    next(case for case in found.values() if case["remoteCloseCode"] == 1007)["remoteCloseCode"] = (
        None
    )
    assert complaints("native", CORE, found) == ["close code 1007: 76 times instead of 77"]
    assert complaints("hypercorn", CORE, found) == []


def test_cases_come_in_the_order_of_their_numbers() -> None:
    found = index()
    for name in ("1.1.10", "1.1.9", "3.2"):
        found[name]["behavior"] = "FAILED"
    names = [line.split(":")[0] for line in complaints("native", CORE, found)]
    assert names == ["case 1.1.9", "case 1.1.10", "case 3.2"]


def test_what_is_run_depends_on_what_the_server_can() -> None:
    assert parts("native", full=False) == [CORE]
    assert parts("native", full=True) == [CORE, LIMITS, DEFLATE]
    assert parts("hypercorn", full=True) == [CORE, LIMITS]

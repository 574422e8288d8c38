"""The detector keeps limina's contract and finds what it should."""

from __future__ import annotations

import limina_employee_id
import pytest

from limina.plugin import PluginConfig
from limina.plugin.errors import PluginError
from limina.plugin.testing import DetectorContract, make_manager, spec_named

NAME = "limina-employee-id/employee-id"


class TestEmployeeId(DetectorContract):
    spec = spec_named(limina_employee_id, NAME)
    examples = (
        (
            "Ask GID-45434 or GID-00007.",
            [("GID-45434", "EMPLOYEE_ID"), ("GID-00007", "EMPLOYEE_ID")],
        ),
        ("GID-4543, GID-454340 and XGID-45434 are no IDs.", []),
    )


class TestOtherPrefix(DetectorContract):
    config = PluginConfig({"limina-employee-id": {"prefix": "E.P"}})
    spec = spec_named(limina_employee_id, NAME, config)
    examples = (("E.P-12345, not EXP-12345", [("E.P-12345", "EMPLOYEE_ID")]), ("GID-45434", []))


def test_an_empty_prefix_stops_the_start() -> None:
    manager = make_manager(
        limina_employee_id, config=PluginConfig({"limina-employee-id": {"prefix": ""}})
    )
    with pytest.raises(PluginError, match="prefix"):
        manager.make_detector(manager.detectors[0])

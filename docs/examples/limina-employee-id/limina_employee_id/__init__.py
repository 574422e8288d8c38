"""A limina plugin that finds employee IDs such as GID-45434."""

from __future__ import annotations

from collections.abc import Callable

from limina.plugin import Detector, DetectorSpec, LabelSpec, PluginConfig, hookimpl
from limina_employee_id.detector import LABEL, EmployeeIdDetector

PLUGIN = "limina-employee-id"


@hookimpl
def limina_register_labels(register: Callable[[LabelSpec], None]) -> None:
    """Add EMPLOYEE_ID to the labels a request may name."""
    register(LabelSpec(LABEL))


@hookimpl
def limina_register_detectors(register: Callable[[DetectorSpec], None]) -> None:
    """Offer the detector; the server makes it later, in its worker."""
    register(
        DetectorSpec(f"{PLUGIN}/employee-id", labels=frozenset({LABEL}), factory=make_detector)
    )


def make_detector(config: PluginConfig) -> Detector:
    """Make the detector with the prefix of `[plugin.limina-employee-id]`, or GID."""
    prefix = config.table(PLUGIN).get("prefix", "GID")
    if not (isinstance(prefix, str) and prefix):
        raise ValueError("prefix must be a string that is not empty")
    return EmployeeIdDetector(prefix)

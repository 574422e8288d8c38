"""What a server says of itself over REST: its labels, its plugins, its host and its API.

Everything but the metrics is settled when the server starts. Nothing here depends on a request.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

import limina
from limina.engine.taxonomy import DEFAULT, Taxonomy
from limina.plugin.manager import PluginInfo
from limina.runtime.metrics import Metrics

#: The version of the text API we are compatible with; clients compare its major and minor part.
API_VERSION = "4.3.0"

_CPUS = Path("/proc/cpuinfo")
_GPUS = Path("/proc/driver/nvidia/gpus")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the routes without a text answer with; bodies are JSON text in UTF-8.

    Attributes:
        entities: Of `/entities`.
        diagnostics: Of `/diagnostics`.
        openapi: Of `/openapi.json`.
        metrics: Of `/metrics`.
    """

    entities: bytes = b"{}"
    diagnostics: bytes = b"{}"
    openapi: bytes = b"{}"
    metrics: Metrics = field(default_factory=Metrics)


def entities(taxonomy: Taxonomy = DEFAULT) -> bytes:
    """Labels with their parents and groups, and groups with their labels."""
    labels = [
        {
            "label": label.name,
            "parent": label.parent,
            "groups": sorted(label.groups),
            "default": label.default,
            "category": label.category,
            "meaning": label.meaning,
        }
        for label in taxonomy.labels.values()
    ]
    groups = {name: sorted(members) for name, members in sorted(taxonomy.groups.items())}
    return msgspec.json.encode({"labels": labels, "groups": groups})


def diagnostics(plugins: Sequence[PluginInfo], api_version: str) -> bytes:
    """The host and what is installed, under the names of the original."""
    return msgspec.json.encode(
        {
            "platform": platform.platform(),
            "cpu_count": os.cpu_count() or 1,
            "cpu_name": cpu_name(_read(_CPUS)),
            "gpu_info": gpu_info(_GPUS),
            "container_version": api_version,
            "limina_version": limina.__version__,
            "python_version": platform.python_version(),
            "plugins": [_plugin(info) for info in plugins],
        }
    )


def cpu_name(cpuinfo: str) -> str:
    """The processor's name as Linux tells it, else as Python does; may be empty.

    Args:
        cpuinfo: The content of `/proc/cpuinfo`.
    """
    for line in cpuinfo.splitlines():
        key, _, value = line.partition(":")
        if key.strip() in ("model name", "Model"):
            return value.strip()
    return platform.processor() or platform.machine()


def gpu_info(directory: Path) -> list[str]:
    """Names of the NVIDIA devices the driver lists in a directory; none without a driver."""
    names: list[str] = []
    for path in sorted(directory.glob("*/information")):
        for line in _read(path).splitlines():
            key, _, value = line.partition(":")
            if key.strip() == "Model":
                names.append(value.strip())
    return names


def _plugin(info: PluginInfo) -> Mapping[str, Any]:
    return {
        "name": info.name,
        "version": info.version,
        "detectors": [spec.name for spec in info.detectors],
    }


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError:
        return ""

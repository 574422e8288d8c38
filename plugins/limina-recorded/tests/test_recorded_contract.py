"""The recorded detector keeps the contract of every detector."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import limina_recorded
from limina.plugin import PluginConfig
from limina.plugin.testing import DetectorContract, spec_named

GREG = "Hello, my name is Greg"


@pytest.fixture(scope="class", autouse=True)
def recordings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A file with one recording, named in the configuration of the test class."""
    path: Path = tmp_path_factory.mktemp("recorded") / "recorded.jsonl"
    found = [{"start": 18, "end": 22, "label": "NAME_GIVEN", "score": 0.95}]
    path.write_text(json.dumps({"text": GREG, "detections": found}), encoding="utf-8")
    config = PluginConfig({"limina-recorded": {"file": str(path)}})
    request.cls.config = config
    request.cls.spec = spec_named(limina_recorded, "limina-recorded/file", config)


class TestRecordedDetector(DetectorContract):
    """One recorded text; every other text is unknown and has no detections."""

    examples = ((GREG, [("Greg", "NAME_GIVEN")]), ("Hello, my name is Bob", []))

"""Registration, settings and the contract of every detector."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

import limina_dictionary
from limina.plugin import Detection, DetectorSpec, Document, PluginConfig
from limina.plugin.testing import DetectorContract, spec_named
from limina_dictionary import TermFile, limina_register_detectors, read_settings
from limina_dictionary.classes import ALL_LABELS


def specs(table: dict[str, Any]) -> dict[str, DetectorSpec]:
    registered: list[DetectorSpec] = []
    limina_register_detectors(registered.append, PluginConfig({"limina-dictionary": table}))
    return {spec.name: spec for spec in registered}


def test_by_default_only_the_built_in_lists_are_registered() -> None:
    registered = specs({})
    assert set(registered) == {"limina-dictionary/builtin"}
    assert registered["limina-dictionary/builtin"].labels == ALL_LABELS


def test_files_are_a_detector_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "projects.txt"
    path.write_text("Blue Falcon\n", encoding="utf-8")
    registered = specs({"builtin": False, "files": [{"path": str(path), "label": "PROJECT"}]})
    assert set(registered) == {"limina-dictionary/files"}
    spec = registered["limina-dictionary/files"]
    assert spec.labels == {"PROJECT"}
    detector = spec.factory(PluginConfig())
    (found,) = detector.detect([Document("on blue falcon.")])
    assert list(found) == [Detection(3, 14, "PROJECT", 0.9)]


def test_settings_have_defaults() -> None:
    table = {"files": [{"path": "a.txt", "label": "PROJECT", "case_sensitive": True, "score": 1}]}
    settings = read_settings(PluginConfig({"limina-dictionary": table}))
    assert settings.builtin
    assert settings.files == (TermFile(Path("a.txt"), "PROJECT", True, 1.0),)
    assert read_settings(PluginConfig()).files == ()


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"file": []}, "unknown setting: file"),
        ({"builtin": 1}, "builtin: must be true or false"),
        ({"files": {}}, "files: must be an array of tables"),
        ({"files": ["a.txt"]}, "files[0]: must be a table with path and label"),
        ({"files": [{"label": "X"}]}, "files[0].path: must be a path"),
        (
            {"files": [{"path": "a", "label": "x"}]},
            "files[0].label: must be upper-case letters, digits and underscores",
        ),
        (
            {"files": [{"path": "a", "label": "X", "case": True}]},
            "unknown setting: files[0].case",
        ),
        (
            {"files": [{"path": "a", "label": "X", "case_sensitive": "no"}]},
            "files[0].case_sensitive: must be true or false",
        ),
        (
            {"files": [{"path": "a", "label": "X", "score": 0}]},
            "files[0].score: must be a number over 0 and up to 1",
        ),
    ],
)
def test_a_wrong_setting_is_one_line(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError) as caught:
        specs(table)
    assert str(caught.value) == f"limina-dictionary: {message}"


def test_the_entry_point_is_the_module_with_the_hook() -> None:
    (point,) = (p for p in entry_points(group="limina") if p.name == "limina-dictionary")
    assert point.load() is limina_dictionary


class TestBuiltinLists(DetectorContract):
    """The built-in lists with the default settings."""

    spec = spec_named(limina_dictionary, "limina-dictionary/builtin")
    examples = (
        (
            "Zoë Müller, a software developer, lives in Toronto.",
            [
                ("Zoë Müller", "NAME"),
                ("Zoë", "NAME_GIVEN"),
                ("Müller", "NAME_FAMILY"),
                ("software developer", "OCCUPATION"),
                ("Toronto", "LOCATION"),
                ("Toronto", "LOCATION_CITY"),
            ],
        ),
        ("This string doesn't have anything to scrub.", []),
    )

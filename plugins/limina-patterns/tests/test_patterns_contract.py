"""The plugin registers one detector, and it keeps the contract of every detector."""

from __future__ import annotations

import pytest

import limina_patterns
from limina.engine.taxonomy import DEFAULT
from limina.plugin import PluginConfig
from limina.plugin.errors import PluginError
from limina.plugin.testing import DetectorContract, make_manager, spec_named

NAME = "limina-patterns/patterns"


class TestPatternDetector(DetectorContract):
    """All families, as a user gets them."""

    spec = spec_named(limina_patterns, NAME)
    examples = (
        ("My email is john.doe@example.com.", [("john.doe@example.com", "EMAIL_ADDRESS")]),
        (
            "Born on 02.03.1995, phone +49 89 636-48018 👍🏽",
            [("02.03.1995", "DOB"), ("1995", "YEAR"), ("+49 89 636-48018", "PHONE_NUMBER")],
        ),
        ("Nothing to see here.", []),
    )


def test_every_label_is_one_of_the_taxonomy() -> None:
    assert all(DEFAULT.known(label) for label in spec_named(limina_patterns, NAME).labels)


def test_a_family_left_out_takes_its_labels_along() -> None:
    config = PluginConfig({"limina-patterns": {"without": ["filename", "url"]}})
    spec = spec_named(limina_patterns, NAME, config)
    assert not spec.labels & {"FILENAME", "URL"}
    assert "EMAIL_ADDRESS" in spec.labels


@pytest.mark.parametrize(
    "table",
    [
        {"wihtout": ["url"]},
        {"without": "url"},
        {"without": ["urls"]},
        {"without": [1]},
        {"regions": ["XX"]},
        {"regions": 7},
    ],
)
def test_a_wrong_setting_stops_the_start(table: dict[str, object]) -> None:
    manager = make_manager(
        config=PluginConfig({"limina-patterns": table}),
        named={"limina-patterns": limina_patterns},
    )
    with pytest.raises(PluginError):
        _ = manager.detectors

"""The pipelines that come with the plugin, and which texts each of them reads."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping

import pytest

from limina.engine.taxonomy import DEFAULT
from limina_spacy import PipelineError, builtin
from limina_spacy.builtin import BUILTIN, SURE, Builtin, labels, reads

ENGLISH = Builtin("limina_en", frozenset({"en"}), True)
CONTINENT = Builtin("limina_xx", frozenset({"es", "de", "fr"}), False, akin=frozenset({"it"}))


@pytest.fixture(autouse=True)
def both(monkeypatch: pytest.MonkeyPatch) -> None:
    """An English pipeline that also reads what no other does, and one for three languages."""
    monkeypatch.setattr(builtin, "BUILTIN", {"en": ENGLISH, "xx": CONTINENT})


@pytest.mark.parametrize(
    ("likely", "english", "continent"),
    [
        ({}, True, False),  # not detected
        ({"en": 0.4}, True, False),
        ({"en": 0.4, "fr": 0.25}, True, True),
        ({"it": 0.9}, True, True),  # close, and certain
        ({"it": 0.6}, True, False),
        ({"it": 0.7, "es": 0.15}, True, True),
        ({"en": 1.0}, True, False),
        ({"es": 1.0}, False, True),
        ({"fr": 0.95, "en": 0.05}, False, True),
        ({"fr": 0.6, "en": 0.4}, True, True),
        ({"en": 0.5, "nl": 0.45, "de": 0.05}, True, False),
        ({"de": 0.5, "es": 0.4, "en": 0.1}, False, True),
        ({"ja": 1.0}, True, False),  # nobody's language
        ({"ja": 0.5, "es": 0.5}, True, True),
        ({"es": SURE}, False, True),
    ],
)
def test_a_text_goes_to_every_pipeline_that_may_know_its_language(
    likely: Mapping[str, float], english: bool, continent: bool
) -> None:
    assert reads(ENGLISH, likely) is english
    assert reads(CONTINENT, likely) is continent


def test_every_text_is_read_by_somebody() -> None:
    codes = ("en", "es", "de", "fr", "ja")
    for first in codes:
        for second in codes:
            for share in (0.0, 0.05, 0.1, 0.5, 0.9):
                likely = {first: 1 - share, second: share}
                assert any(reads(pipeline, likely) for pipeline in (ENGLISH, CONTINENT))


@pytest.mark.parametrize("key", BUILTIN)
def test_what_comes_with_the_plugin_gives_labels_of_the_taxonomy(key: str) -> None:
    given = labels(BUILTIN[key])
    assert {"NAME", "NAME_GIVEN", "NAME_FAMILY", "LOCATION", "LOCATION_CITY"} <= given
    assert given <= set(DEFAULT.labels)


def test_languages_no_pipeline_was_trained_on_are_read_by_one() -> None:
    assert [pipeline.others for pipeline in BUILTIN.values()].count(True) == 1


def test_a_pipeline_that_is_not_there_is_one_line_without_its_path() -> None:
    with pytest.raises(PipelineError) as caught:
        labels(Builtin("limina_zz", frozenset(), False))
    assert str(caught.value) == (
        "limina-spacy: the pipeline limina_zz is missing from this installation"
    )


def test_looking_at_labels_does_not_import_spacy() -> None:
    code = (
        "import sys; from limina_spacy.builtin import BUILTIN, labels; "
        "[labels(one) for one in BUILTIN.values()]; sys.exit('spacy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

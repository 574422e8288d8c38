"""The pipelines that come with the plugin, and which of them read a text.

A text goes to every pipeline that may know its language: one is not trusted to name the language of
three words, and a text read twice costs less than a name left in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from limina_spacy.described import tagger_labels
from limina_spacy.pipeline import PipelineError

#: Where the pipelines are.
MODELS = Path(__file__).parent / "models"

#: From this likelihood on, that a text is in other languages keeps a pipeline from reading it.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Builtin:
    """A pipeline that comes with the plugin.

    Attributes:
        name: Folder under `MODELS`.
        languages: ISO 639-1 codes of the languages it was trained on.
        others: Whether it also reads languages no pipeline was trained on.
    """

    name: str
    languages: frozenset[str]
    others: bool

    @property
    def path(self) -> Path:
        """Where the pipeline is."""
        return MODELS / self.name


BUILTIN: Mapping[str, Builtin] = {
    "en": Builtin("limina_en", frozenset({"en"}), True),
    "xx": Builtin("limina_xx", frozenset({"es", "de", "fr"}), True),
}


def reads(pipeline: Builtin, likely: Mapping[str, float]) -> bool:
    """Whether a pipeline is to read a text.

    Args:
        pipeline: The pipeline.
        likely: ISO 639-1 code to likelihood, as in `Document.languages`.
    """
    if not likely:
        return True
    foreign = sum(
        share
        for code, share in likely.items()
        if code not in pipeline.languages and (_known(code) or not pipeline.others)
    )
    return foreign < SURE


def _known(code: str) -> bool:
    return any(code in pipeline.languages for pipeline in BUILTIN.values())


def labels(pipeline: Builtin) -> frozenset[str]:
    """The labels a pipeline gives, read from its description; loads no model.

    Raises:
        PipelineError: The pipeline is not part of this installation.
    """
    given = tagger_labels(pipeline.path)
    if not given:
        raise PipelineError(
            f"limina-spacy: the pipeline {pipeline.name} is missing from this installation"
        )
    return given

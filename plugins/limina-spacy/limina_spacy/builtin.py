"""The pipelines that come with the plugin, and which of them read a text.

A text goes to every pipeline that may well know its language, and to the one for all others unless
it is another one's for certain: nobody can name the language of three words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from limina_spacy.described import tagger_labels
from limina_spacy.pipeline import PipelineError

#: Where the pipelines are.
MODELS = Path(__file__).parent / "models"

#: From this likelihood on, a text is in a language for certain.
SURE = 0.8
#: From this likelihood on, a text may well be in a language.
LIKELY = 0.2


@dataclass(frozen=True, slots=True)
class Builtin:
    """A pipeline that comes with the plugin.

    Attributes:
        name: Folder under `MODELS`.
        languages: ISO 639-1 codes of the languages it was trained on.
        others: Whether it also reads languages no pipeline was trained on.
        akin: Languages it was not trained on and still reads, where they are certain, because they
            are close to those it was.
    """

    name: str
    languages: frozenset[str]
    others: bool
    akin: frozenset[str] = frozenset()

    @property
    def path(self) -> Path:
        """Where the pipeline is."""
        return MODELS / self.name


BUILTIN: Mapping[str, Builtin] = {
    "en": Builtin("limina_en", frozenset({"en"}), True),
    "xx": Builtin(
        "limina_xx",
        frozenset({"es", "de", "fr"}),
        False,
        akin=frozenset({"it", "pt", "ca", "gl", "ro", "nl", "lb", "da", "sv", "no"}),
    ),
}


def reads(pipeline: Builtin, likely: Mapping[str, float]) -> bool:
    """Whether a pipeline is to read a text.

    Args:
        pipeline: The pipeline.
        likely: ISO 639-1 code to likelihood, as in `Document.languages`.
    """
    if pipeline.others:
        elsewhere = sum(share for code, share in likely.items() if _known_elsewhere(code, pipeline))
        return elsewhere < SURE
    own = sum(share for code, share in likely.items() if code in pipeline.languages)
    close = sum(share for code, share in likely.items() if code in pipeline.akin)
    return own >= LIKELY or own + close >= SURE


def _known_elsewhere(code: str, pipeline: Builtin) -> bool:
    return code not in pipeline.languages and any(
        code in other.languages for other in BUILTIN.values()
    )


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

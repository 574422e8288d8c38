"""Loads a spaCy pipeline for entity recognition and nothing else. It knows no Limina label.

spaCy is imported inside the functions: registering a detector must be cheap, and importing spaCy
takes longer than everything else the plugin does at start.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language

#: Components that find no entities; they are neither loaded nor run.
EXCLUDED = (
    "tagger",
    "morphologizer",
    "parser",
    "senter",
    "sentencizer",
    "attribute_ruler",
    "lemmatizer",
    "trainable_lemmatizer",
    "entity_linker",
    "textcat",
    "textcat_multilabel",
)


class PipelineError(RuntimeError):
    """The configured pipeline cannot be used; the message is one line that names it."""


def load_pipeline(model: str) -> Language:
    """Load a pipeline with its entity recogniser and what that listens to.

    Args:
        model: Name of an installed pipeline, or path of one on disk.

    Returns:
        The pipeline, not yet warm.

    Raises:
        PipelineError: It is not installed, cannot be loaded, or holds nothing that finds entities.
    """
    import spacy
    from spacy.util import is_package

    if not is_package(model) and not Path(model).is_dir():
        raise PipelineError(
            f"limina-spacy: the spaCy pipeline {model!r} is not installed; install it or name "
            "another one as `model` in [plugin.limina-spacy]"
        )
    try:
        nlp = spacy.load(model, exclude=list(EXCLUDED))
    except (OSError, ValueError, ImportError) as error:
        raise PipelineError(
            f"limina-spacy: the spaCy pipeline {model!r} cannot be loaded "
            f"({type(error).__name__}); is it made for the installed spaCy?"
        ) from error
    if not recognised(nlp):
        raise PipelineError(
            f"limina-spacy: the spaCy pipeline {model!r} has no component that finds entities"
        )
    return nlp


def recognised(nlp: Language) -> frozenset[str]:
    """The entity labels a pipeline can give; empty if no component of it finds entities."""
    out: set[str] = set()
    for name in nlp.pipe_names:
        if "doc.ents" in nlp.get_pipe_meta(name).assigns:
            out.update(getattr(nlp.get_pipe(name), "labels", ()))
    return frozenset(out)


def measured_precision(nlp: Language) -> Mapping[str, float]:
    """The precision per label that the pipeline's makers measured and shipped with it.

    OntoNotes-style recognisers give no probability for an entity. How often an entity of its label
    was right on the makers' test set is the best single number there is for it.

    Returns:
        Label to precision in 0..1; empty if the pipeline ships no evaluation.
    """
    performance: Any = nlp.meta.get("performance") or {}
    per_type: Any = performance.get("ents_per_type") or {}
    out: dict[str, float] = {}
    for label, figures in per_type.items():
        precision = figures.get("p") if isinstance(figures, Mapping) else None
        if isinstance(precision, int | float) and 0 < precision <= 1:
            out[str(label)] = float(precision)
    return out

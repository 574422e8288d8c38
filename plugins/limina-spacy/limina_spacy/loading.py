"""Loads a pipeline with a `limina_tagger`, ready to be used from one thread of one worker.

spaCy finds the component, its layers and the tokenizer by themselves: they are entry points of this
distribution.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from limina_spacy.pipeline import PipelineError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: A file of common words for each language, as they stand between spaces.
WORDS = Path(__file__).parent / "words"


def load_tagger(path: Path | str) -> Language:
    """Load a pipeline whose component is a `limina_tagger`.

    Matrix products are done by numpy's BLAS in one thread: on many processors it is several times
    as fast as what spaCy uses by default, and workers do not get in each other's way.

    Args:
        path: Name of an installed pipeline, or path of one on disk.

    Raises:
        PipelineError: There is no such pipeline, it cannot be read, or it has no `limina_tagger`.
    """
    from thinc.api import NumpyOps
    from threadpoolctl import threadpool_limits

    from limina_spacy.tagger import LiminaTagger

    name = Path(path).name
    threadpool_limits(limits=1, user_api="blas")
    try:
        nlp = _load(Path(path))
    except (OSError, ValueError, ImportError, KeyError) as error:
        raise PipelineError(
            f"limina-spacy: the pipeline {name!r} cannot be loaded ({type(error).__name__}); "
            "is it made for the installed limina-spacy?"
        ) from error
    if not any(isinstance(component, LiminaTagger) for _name, component in nlp.pipeline):
        raise PipelineError(f"limina-spacy: the pipeline {name!r} has no limina_tagger")
    ops = NumpyOps(use_blis=False)
    for _name, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None:
            for node in model.walk():
                node.ops = ops
    if len(nlp.pipeline) == 1:
        _keep_features(nlp)
    met = _meet(nlp)
    for _name, component in nlp.pipeline:
        if isinstance(component, LiminaTagger):
            component.straighten(met)
    return nlp


def _load(path: Path) -> Language:
    """`spacy.load`, which makes the rules of limina's tokenizer once and not twice."""
    import spacy

    from limina_spacy.tokenizing import BARE, NAME

    config = path / "config.cfg"
    if not config.is_file() or f'"{NAME}"' not in config.read_text("utf-8"):
        return spacy.load(str(path))
    nlp = spacy.load(path, config={"nlp.tokenizer.@tokenizers": BARE})
    nlp.config["nlp"]["tokenizer"]["@tokenizers"] = NAME
    return nlp


def _meet(nlp: Language) -> list[Doc]:
    """Let the vocabulary and the tokenizer meet the common words of the language, once and for all.

    What is met in a memory zone, where all texts are read, is forgotten with it.
    """
    path = WORDS / f"{nlp.lang}.txt"
    if not path.is_file():
        return []
    return [nlp.make_doc(word) for word in path.read_text("utf-8").splitlines()]


def _keep_features(nlp: Language) -> None:
    """Let the vocabulary work out only what the one component reads of a word.

    The memory zone around each batch makes it meet every word anew; whether a word looks like a
    URL or a number is nothing the tagger asks.
    """
    from spacy.attrs import IDS, LOWER, NORM  # type: ignore[import-not-found]

    component: Any = nlp.pipeline[0][1]
    wanted = {LOWER, NORM}
    for node in component.model.walk():
        wanted.update(IDS.get(name, name) for name in node.attrs.get("columns", ()))
    vocab: Any = nlp.vocab
    getters = vocab.lex_attr_getters
    for attribute in [attribute for attribute in getters if attribute not in wanted]:
        del getters[attribute]

"""A small pipeline with a `limina_tagger`, trained in a second on sentences made for it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from thinc.api import fix_random_seed

#: A text and its spans: words and label; the first words of that spelling are meant.
Lesson = tuple[str, list[tuple[str, str]]]

_GIVEN = ("Ada", "Greg", "Zoë", "Nessa", "Lars", "Priya")
_FAMILY = ("Lovelace", "Antar", "Müller", "Okafor", "Stanwyck")
_CITY = ("Boston", "Turin", "Lagos", "Oslo")


def _lessons() -> Iterator[Lesson]:
    for number, (given, family) in enumerate(product(_GIVEN, _FAMILY)):
        city = _CITY[number % len(_CITY)]
        name = f"{given} {family}"
        parts = [(name, "NAME"), (given, "NAME_GIVEN"), (family, "NAME_FAMILY")]
        yield f"My name is {name}.", parts
        yield f"We met {name} in {city} again.", [*parts, (city, "LOCATION_CITY")]
        yield f"Is {given} here?", [(given, "NAME_GIVEN")]
        yield f"She lives in {city}.", [(city, "LOCATION_CITY")]
        yield f"He is {20 + number} years old.", [(str(20 + number), "AGE")]
    for text in ("There is nothing in here.", "Is it open?", "We met again.", "She is here."):
        for _ in range(8):
            yield text, []


def _make(vectors: int = 0, **component: Any) -> Language:
    """An untrained pipeline as small as they come."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "limina.Tokenizer.v1"}}})
    embed = {
        "@architectures": "limina.Embed.v1",
        "width": 24,
        "attrs": ["NORM", "SHAPE"],
        "rows": [300, 100],
        "vectors": vectors,
    }
    encode = {
        "@architectures": "spacy.MaxoutWindowEncoder.v2",
        "width": 24,
        "window_size": 1,
        "maxout_pieces": 2,
        "depth": 2,
    }
    tok2vec = {"@architectures": "spacy.Tok2Vec.v2", "embed": embed, "encode": encode}
    model = {"@architectures": "limina.TokenClassifier.v1", "tok2vec": tok2vec}
    nlp.add_pipe("limina_tagger", config={"model": model, "outside": 0.5, **component})
    return nlp


def _example(nlp: Language, lesson: Lesson) -> Example:
    text, marked = lesson
    doc: Doc = nlp.make_doc(text)
    spans = [
        doc.char_span(text.index(words), text.index(words) + len(words), label=label)
        for words, label in marked
    ]
    doc.spans["limina"] = [span for span in spans if span is not None]
    return Example(nlp.make_doc(text), doc)


def _train(nlp: Language, examples: list[Example], epochs: int = 12) -> None:
    rng = random.Random(0)
    sgd = nlp.initialize(lambda: examples)
    for _ in range(epochs):
        rng.shuffle(examples)
        for first in range(0, len(examples), 16):
            nlp.update(examples[first : first + 16], sgd=sgd)


@pytest.fixture(scope="session")
def lessons() -> list[Lesson]:
    """What the small pipeline learns from."""
    return list(_lessons())


@pytest.fixture(scope="session")
def make_tiny() -> Callable[..., Language]:
    """Makes an untrained pipeline: length of the word vectors, settings of the component."""
    return _make


@pytest.fixture(scope="session")
def make_example() -> Callable[[Language, Lesson], Example]:
    """Makes a training example of a lesson."""
    return _example


@pytest.fixture(scope="session")
def train() -> Callable[..., None]:
    """Trains a pipeline on examples."""
    return _train


@pytest.fixture(scope="session")
def tiny(lessons: list[Lesson]) -> Language:
    """A pipeline that has learnt the lessons; not to be changed."""
    fix_random_seed(0)
    nlp = _make()
    _train(nlp, [_example(nlp, lesson) for lesson in lessons])
    return nlp

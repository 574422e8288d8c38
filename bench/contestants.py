"""The contestants of this environment: limina's engine, and the bare pipeline of its default model.

python -m bench.contestants limina|spacy|tagger
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from bench.rounds import Work, compete
from limina.config import Settings
from limina.protocol.schema import decode_request
from limina.runtime.loading import load_plugins, make_pipeline
from limina_spacy.builtin import MODELS
from limina_spacy.loading import load_tagger

if TYPE_CHECKING:
    from spacy.language import Language

#: The pipeline that reads English; `make bench` gives no other texts.
MODEL = MODELS / "limina_en"
#: Texts that limina's engine gets at a time, as its workers do, and those that spaCy does.
BATCH, PIPE_BATCH = 32, 64


def limina() -> Work:
    """The whole engine with all installed plugins: from requests to encoded answers."""
    settings = Settings()
    pipeline = make_pipeline(settings, load_plugins(settings))

    def work(texts: Sequence[str]) -> int:
        requests = [decode_request(msgspec.json.encode({"text": text})) for text in texts]
        found = 0
        for at in range(0, len(requests), BATCH):
            for outcome in pipeline.process(requests[at : at + BATCH]):
                if not isinstance(outcome.answer, bytes):
                    raise outcome.answer
                found += sum(outcome.entities.values())
        return found

    return work


def spacy() -> Work:
    """The pipeline as `spacy.load` gives it."""
    from spacy import load

    return _pipe(load(MODEL))


def tagger() -> Work:
    """The pipeline as limina loads it: with another library for matrix products, and fewer features
    of words.
    """
    return _pipe(load_tagger(MODEL))


def _pipe(nlp: Language) -> Work:
    def work(texts: Sequence[str]) -> int:
        if len(texts) == 1:
            return len(nlp(texts[0]).spans["limina"])
        return sum(len(doc.spans["limina"]) for doc in nlp.pipe(texts, batch_size=PIPE_BATCH))

    return work


CONTESTANTS: Mapping[str, Callable[[], Work]] = {"limina": limina, "spacy": spacy, "tagger": tagger}

if __name__ == "__main__":
    compete(CONTESTANTS[sys.argv[1]]())

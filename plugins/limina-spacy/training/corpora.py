"""Which corpora a model learns from, and how their records become training documents.

A corpus is a JSONL file of records `{"id", "text", "spans", "neutral", "scope", "lang"}` as in the
model card. What is listed here is all that shipped weights have seen; development sets and
share-alike corpora are not among it.
"""

# No `from __future__ import annotations`: spaCy reads the types of what is registered here.

import json
import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import registry

from limina_spacy.tagger import EXACT, GROUP, NEUTRAL, SCOPE


@dataclass(frozen=True, slots=True)
class Corpus:
    """A corpus in the mix.

    Attributes:
        name: File name without `.jsonl`.
        times: How often an epoch goes through it; a fraction takes a sample.
        honorifics: Whether its names begin with `Mr` and the like, which are cut off.
        exact: Whether its `NAME`, `LOCATION`, `ORGANIZATION` never stand for a part of them.
    """

    name: str
    times: float = 1.0
    honorifics: bool = False
    exact: bool = False


MIX: Mapping[str, tuple[Corpus, ...]] = {
    "en": (
        Corpus("wikigold", 2.0),
        Corpus("wnut17_train", 4.0),
        Corpus("btc_abegh", 2.0),
        Corpus("tab_train92", 3.0, honorifics=True),
        Corpus("sec_fin5", 1.0),
        Corpus("crossner", 1.2),
        Corpus("ncbi_disease", 0.3),
        Corpus("bc5cdr", 0.25),
    ),
    "es": (Corpus("meddocan_es_train", 2.0), Corpus("echr_es_train", 2.0, honorifics=True)),
    "de": (Corpus("germeval14_dev", 2.0), Corpus("germeval14_test_tail", 2.0)),
    "fr": (Corpus("echr_fr_train", 2.0, honorifics=True),),
}

_HONORIFIC = re.compile(
    r"""(?:(?: Mr | Mrs | Ms | Miss | Dr | Prof | Sir | Lord | Lady | Judge | Justice | Captain
           | Sr | Sra | Srta | Don | Doña | D | Dña | Dª | M | MM | Mme | Mlle | Me | Maître
           | Monsieur | Madame )s?\b\.?\s+)+""",
    re.VERBOSE,
)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a corpus file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def to_doc(nlp: Language, record: Mapping[str, Any], corpus: Corpus) -> Doc:
    """A document with its spans in the groups the tagger reads."""
    text = record["text"]
    doc = nlp.make_doc(text)
    spans: list[Span] = []
    for given in record["spans"]:
        start, end, label = given["start"], given["end"], given["label"]
        if corpus.honorifics and label.startswith("NAME"):
            title = _HONORIFIC.match(text, start, end)
            if title and title.end() < end:
                start = title.end()
        span = doc.char_span(start, end, label=label, alignment_mode="expand")
        if span is not None and len(span):
            spans.append(span)
    doc.spans[GROUP] = spans
    neutral = [
        doc.char_span(n["start"], n["end"], label="?", alignment_mode="expand")
        for n in record.get("neutral", ())
    ]
    doc.spans[NEUTRAL] = [span for span in neutral if span is not None and len(span)]
    doc.user_data[SCOPE] = record.get("scope")
    doc.user_data[EXACT] = corpus.exact
    return doc


@registry.readers("limina.Corpora.v1")  # type: ignore[untyped-decorator]
def corpora_reader(
    directory: Path, languages: list[str], synthetic: list[Path]
) -> Callable[[Language], Iterable[Example]]:
    """All training documents of an epoch, in the order of the mix; shuffled by the caller.

    Args:
        directory: Where the corpora are.
        languages: Which languages' corpora are read.
        synthetic: Files made by the generator.
    """

    def make(nlp: Language) -> Iterator[Example]:
        rng = random.Random(0)
        for language in languages:
            for corpus in MIX[language]:
                records = list(read(Path(directory) / f"{corpus.name}.jsonl"))
                whole, part = divmod(corpus.times, 1)
                chosen = records * int(whole) + rng.sample(records, int(part * len(records)))
                docs = (to_doc(nlp, record, corpus) for record in chosen)
                yield from (_example(doc) for doc in docs)
        own = Corpus("synthetic", exact=True)
        for path in synthetic:
            yield from (_example(to_doc(nlp, record, own)) for record in read(Path(path)))

    return make


@registry.readers("limina.Records.v1")  # type: ignore[untyped-decorator]
def records_reader(paths: list[Path]) -> Callable[[Language], Iterable[Example]]:
    """The records of some files as they are: development sets."""

    def make(nlp: Language) -> Iterator[Example]:
        for path in paths:
            corpus = Corpus(Path(path).stem)
            yield from (_example(to_doc(nlp, record, corpus)) for record in read(Path(path)))

    return make


def _example(doc: Doc) -> Example:
    predicted = Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
    )
    return Example(predicted, doc)

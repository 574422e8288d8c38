"""The `limina_tagger` pipeline component: a token classifier over Limina's labels.

A trainable spaCy component. Training reads the span group `limina` of the reference documents (and
`limina_neutral` and the user data `limina_scope`, see `targets`); prediction writes the span group
`limina`, with a score for each span. A pipeline with it is trained by `spacy train`, saved and
loaded like any other.
"""

# No `from __future__ import annotations`: spaCy reads the types of what is registered here.

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
import srsly
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, SpanGroup
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Model, Softmax_v2, with_array, zero_init
from thinc.api import chain as one_after_another

from limina_spacy import embedding
from limina_spacy.aligning import on_tokens_of
from limina_spacy.evaluation import score_examples
from limina_spacy.forward import Forward, UnknownLayers
from limina_spacy.tags import OUTSIDE, Run, TagSet, family_of
from limina_spacy.targets import allowed
from limina_spacy.viterbi import best_path, bias, possible
from limina_spacy.weights import copy_encoder, halved, restore

#: Span group the entities are in, on reference documents and on predicted ones.
GROUP = "limina"
#: Span group of reference documents with stretches of which nothing is known.
NEUTRAL = "limina_neutral"
#: User data of reference documents: `scope` and `exact` of `targets.allowed`.
SCOPE = "limina_scope"
EXACT = "limina_exact"
#: User data in which the targets of a reference document are kept.
_TARGETS = "limina_targets"

#: Where a corpus leaves families out, what the probability of theirs weighs against that of `O`.
_UNANNOTATED = 0.3

#: What the second, looser reading multiplies the bias by.
_LOOSE = 0.3


@registry.architectures("limina.TokenClassifier.v1")  # type: ignore[untyped-decorator]
def build_model(
    tok2vec: Model[list[Doc], list[Any]],
    nO: int | None = None,  # noqa: N803 (a key of stored configurations)
) -> Model[Any, Any]:
    """A softmax over the tags of each token, behind an encoder.

    Args:
        tok2vec: From documents to arrays of shape (tokens, width).
        nO: Number of tags; set when the component is initialised.
    """
    width = tok2vec.get_dim("nO") if tok2vec.has_dim("nO") else None
    softmax = Softmax_v2(nO, width, init_W=zero_init)
    output: Model[Any, Any] = with_array(softmax)
    with_softmax: Model[Any, Any] = one_after_another(tok2vec, output)
    with_softmax.set_ref("tok2vec", tok2vec)
    with_softmax.set_ref("softmax", softmax)
    return with_softmax


@Language.factory(
    "limina_tagger",
    assigns=["doc.spans"],
    default_config={"outside": 0.1, "odds": {}, "most": {}},
    default_score_weights={"limina_f1": 0.5, "limina_kept": 0.5},
)
def make_tagger(
    nlp: Language,
    name: str,
    model: Model[Any, Any],
    outside: float,
    odds: dict[str, float],
    most: dict[str, float],
) -> "LiminaTagger":
    """The factory `limina_tagger`."""
    return LiminaTagger(nlp.vocab, model, name, outside=outside, odds=odds, most=most)


class LiminaTagger(TrainablePipe):  # type: ignore[misc]
    """A softmax token classifier with Viterbi decoding.

    Args:
        vocab: The pipeline's vocabulary.
        model: From documents to the probabilities of each tag at each token.
        name: The component's name in the pipeline.
        odds: Family or label to a factor of the odds of its scores, found on development sets, so
            that a score says how often it is right.
        most: Label to its highest score. Where form decides, as with a verification code, a model
            of running text is only a witness.
        outside: What the probability of being outside of any entity is multiplied by before
            decoding: the lower, the more is found and the more of it is wrong.
    """

    def __init__(
        self,
        vocab: Vocab,
        model: Model[Any, Any],
        name: str = "limina_tagger",
        *,
        outside: float,
        odds: Mapping[str, float] = MappingProxyType({}),
        most: Mapping[str, float] = MappingProxyType({}),
    ) -> None:
        self.vocab = vocab
        self.model = model
        self.name = name
        self.cfg: dict[str, Any] = {
            "labels": [],
            "outside": outside,
            "odds": dict(odds),
            "most": dict(most),
        }
        self.scorer: Callable[..., dict[str, Any]] = score_examples
        self._tags = TagSet(())
        self._forward: Forward | None = None

    @property
    def labels(self) -> tuple[str, ...]:
        """The Limina labels the component gives."""
        return tuple(self.cfg["labels"])

    @property
    def label_data(self) -> list[str]:
        """The labels, as `spacy init labels` stores them."""
        return list(self.cfg["labels"])

    @property
    def tags(self) -> TagSet:
        """The tags over the labels."""
        return self._tags

    def add_label(self, label: str) -> int:
        """Add a label before the component is initialised.

        Returns:
            1 if the label is new, else 0.

        Raises:
            ValueError: The model has its output size already.
        """
        if label in self.cfg["labels"]:
            return 0
        if self.model.has_dim("nO"):
            raise ValueError("labels cannot be added to an initialised limina_tagger")
        self.cfg["labels"].append(label)
        return 1

    def initialize(
        self,
        get_examples: Callable[[], Iterable[Example]],
        *,
        nlp: Language | None = None,
        labels: Sequence[str] | None = None,
        vectors: Path | str | None = None,
        encoder: str | None = None,
    ) -> None:
        """Set the labels and the model's sizes, and take over weights trained elsewhere.

        Args:
            get_examples: The training examples.
            nlp: The pipeline.
            labels: The labels; by default those of the examples.
            vectors: An `.npz` file with `words` and `vectors`, for the word-vector layer.
            encoder: Name of an installed spaCy pipeline whose `tok2vec` has the same shapes; its
                weights are where training starts.

        Raises:
            ValueError: No label is given, and the examples have none.
        """
        wanted = labels
        if wanted is None:
            wanted = sorted(
                {
                    span.label_
                    for example in get_examples()
                    if GROUP in example.reference.spans
                    for span in example.reference.spans[GROUP]
                }
            )
        for label in wanted:
            self.add_label(label)
        if not self.labels:
            raise ValueError("limina_tagger: there are no labels to be learnt")
        self._retag()
        if vectors is not None:
            with np.load(vectors) as stored:
                # As documents number them: words that are among spaCy's symbols have no hash.
                keys = [get_string_id(word) for word in stored["words"].tolist()]
                embedding.set_table(self.model, np.array(keys, dtype=np.uint64), stored["vectors"])
        sample = [eg.x for eg in islice(get_examples(), 10)]
        self.model.initialize(X=sample)
        if encoder is not None:
            copy_encoder(self.model.get_ref("tok2vec"), encoder)

    def straighten(self, docs: Iterable[Doc]) -> None:
        """Predict in straight numpy from now on; what is learnt later plays no part.

        Args:
            docs: Documents of common words, which are worked out once.
        """
        try:
            self._forward = Forward(self.model)
        except UnknownLayers:
            return  # made of other layers, which work by themselves
        self._forward.meet(docs)

    def predict(self, docs: Iterable[Doc]) -> list[NDArray[np.float32]]:
        """The probabilities of each tag at each token: per document shape (tokens, tags)."""
        texts = list(docs)
        if not any(len(doc) for doc in texts):
            width = len(self._tags)
            return [np.zeros((0, width), dtype=np.float32) for _ in texts]
        if self._forward is not None:
            return self._forward(texts)
        return [np.asarray(p) for p in self.model.predict(texts)]

    def read(self, probabilities: Sequence[NDArray[np.float32]]) -> list[list[list[Run]]]:
        """Entities with their parts, for each document, from `predict`'s answer.

        Where an entity ends is read from the probabilities as they are; how probable it is, from
        those that favour entities. Behind the entities of the best path come those that only a
        looser reading finds and that share no token with the former.
        """
        out: list[list[list[Run]]] = [[] for _ in probabilities]
        lengths = [len(p) for p in probabilities]
        if not any(lengths):
            return out
        # Most tokens are outside in either reading; the others are read side by side.
        outside = self.cfg["outside"]
        column = np.concatenate([p[:, OUTSIDE] for p in probabilities])
        places = np.flatnonzero(possible(column, min(outside, outside * _LOOSE, 1.0)))
        if not len(places):
            return out
        texts = np.repeat(np.arange(len(lengths)), lengths)[places]
        shift = places - np.arange(len(places)) - (np.cumsum(lengths) - lengths)[texts]
        first = np.concatenate([[True], (np.diff(places) > 1) | (np.diff(texts) > 0)])
        rows = np.concatenate(probabilities)[places]
        biased = bias(rows, outside)
        path = best_path(self._tags, rows, first)
        loose = best_path(self._tags, bias(biased, _LOOSE), first)
        weak: Iterable[list[Run]] = ()
        if not np.array_equal(path, loose):
            taken = path != OUTSIDE
            weak = (
                entity
                for entity in self._tags.runs(loose, biased)
                if not taken[entity[0].start : entity[0].end].any()
            )
        for entity in chain.from_iterable((self._tags.runs(path, biased), weak)):
            start = entity[0].start
            out[texts[start]].append(self._placed(entity, int(shift[start])))
        return out

    def _placed(self, entity: list[Run], shift: int) -> list[Run]:
        """The entity where it stands in its text, with calibrated scores."""
        label = entity[0].label
        odds, most = self.cfg.get("odds", {}), self.cfg.get("most", {})
        factor = odds.get(label, odds.get(family_of(label), 1.0))
        highest = most.get(label, 1.0)
        return [
            Run(
                run.start + shift,
                run.end + shift,
                run.label,
                min(run.score if factor == 1.0 else _times_odds(run.score, factor), highest),
            )
            for run in entity
        ]

    def set_annotations(self, docs: Iterable[Doc], scores: Sequence[NDArray[np.float32]]) -> None:
        """Write the span group `limina`: entities and their parts, with `scores` in its attrs."""
        for doc, entities in zip(docs, self.read(scores), strict=True):
            runs = [run for entity in entities for run in entity]
            doc.spans[GROUP] = SpanGroup(
                doc,
                name=GROUP,
                attrs={"scores": [run.score for run in runs]},
                spans=[Span(doc, run.start, run.end, label=run.label) for run in runs],
            )

    def get_loss(
        self, examples: Iterable[Example], scores: Sequence[NDArray[np.float32]]
    ) -> tuple[float, list[NDArray[np.float32]]]:
        """Cross-entropy against the tags that would be right, renormalised among themselves.

        Returns:
            The loss, and its gradient for each document.
        """
        loss = 0.0
        gradients: list[NDArray[np.float32]] = []
        for example, p in zip(examples, scores, strict=True):
            mask = self._targets(example)
            inside = np.where(mask, p, 0.0)
            inside[mask[:, OUTSIDE], OUTSIDE + 1 :] *= _UNANNOTATED
            mass = np.maximum(inside.sum(axis=1, keepdims=True), 1e-8)
            gradients.append((p - inside / mass).astype(np.float32))
            loss -= float(np.log(mass).sum())
        return loss, gradients

    def score(self, examples: Iterable[Example], **_kwargs: Any) -> dict[str, Any]:
        """Strict F1 over entities and the share of personal characters found."""
        return self.scorer(examples)

    def finish_update(self, sgd: Any) -> None:
        """Apply the gradients."""
        self.model.finish_update(sgd)

    def _targets(self, example: Example) -> NDArray[np.bool_]:
        """Which tags are right at each token of the predicted document; worked out once."""
        doc, read = example.reference, example.predicted
        stored = doc.user_data.get(_TARGETS)
        if stored is None or len(stored) != len(read):
            mask = allowed(
                self._tags,
                len(read),
                on_tokens_of(read, doc, GROUP),
                [(marked.start, marked.end) for marked in on_tokens_of(read, doc, NEUTRAL)],
                doc.user_data.get(SCOPE),
                doc.user_data.get(EXACT, True),
            )
            stored = np.packbits(mask, axis=1)
            doc.user_data[_TARGETS] = stored
        return np.unpackbits(stored, axis=1, count=len(self._tags)).astype(bool)

    def _retag(self) -> None:
        self._tags = TagSet(self.cfg["labels"])
        self.cfg["labels"] = list(self._tags.labels)
        softmax = self.model.get_ref("softmax")
        if softmax.has_dim("nO") is None:
            softmax.set_dim("nO", len(self._tags))
        if self.model.has_dim("nO") is None:
            self.model.set_dim("nO", len(self._tags))

    # To and from disk: weights as 16-bit floats, half the size and no difference in the answers.

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The labels, settings and weights."""
        message = {"cfg": self.cfg, "model": halved(self.model)}
        return bytes(srsly.msgpack_dumps(message))

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> "LiminaTagger":
        """Load what `to_bytes` gave."""
        message = srsly.msgpack_loads(data)
        self.cfg = dict(message["cfg"])
        self._retag()
        self._forward = None
        restore(self.model, message["model"])
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write one file, `model`, into a directory."""
        directory = Path(path)
        directory.mkdir(parents=True, exist_ok=True)
        (directory / "model").write_bytes(self.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> "LiminaTagger":
        """Load what `to_disk` wrote."""
        return self.from_bytes((Path(path) / "model").read_bytes())


def _times_odds(score: float, factor: float) -> float:
    return factor * score / (1.0 - score + factor * score)

"""The trainable component: labels, learning, reading, storing, and the command that trains it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.cli.init_config import fill_config
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.training import Example

from limina_spacy.embedding import VECTORS
from limina_spacy.tagger import EXACT, GROUP, NEUTRAL, SCOPE, LiminaTagger
from limina_spacy.weights import copy_encoder

Lessons = Sequence[tuple[str, list[tuple[str, str]]]]
MakeExample = Callable[[Language, Any], Example]

TEXTS = (
    "My name is Greg Okafor.",
    "We met Ada Stanwyck in Lagos again.",
    "He is 33 years old.",
    "There is nothing in here.",
    "",
    "   ",
)


def component(nlp: Language) -> LiminaTagger:
    tagger = nlp.get_pipe("limina_tagger")
    assert isinstance(tagger, LiminaTagger)
    return tagger


def found(doc: Doc, least: float = 0.5) -> list[tuple[str, str]]:
    group = doc.spans[GROUP]
    return [
        (span.text, span.label_)
        for span, score in zip(group, group.attrs["scores"], strict=True)
        if score >= least
    ]


def answers(nlp: Language, texts: Sequence[str] = TEXTS) -> list[Any]:
    """Everything that is found, with scores rounded as storing at 16 bits asks for."""
    return [
        [
            (span.start_char, span.end_char, span.label_, round(score, 2))
            for span, score in zip(doc.spans[GROUP], doc.spans[GROUP].attrs["scores"], strict=True)
            if score >= 0.3
        ]
        for doc in nlp.pipe(texts)
    ]


def test_a_handful_of_sentences_is_learnt(tiny: Language) -> None:
    assert found(tiny("My name is Greg Okafor.")) == [
        ("Greg Okafor", "NAME"), ("Greg", "NAME_GIVEN"), ("Okafor", "NAME_FAMILY"),
    ]  # fmt: skip
    assert found(tiny("She lives in Turin.")) == [
        ("Turin", "LOCATION_CITY"), ("Turin", "LOCATION"),
    ]  # fmt: skip
    assert found(tiny("Is Priya here?")) == [("Priya", "NAME_GIVEN"), ("Priya", "NAME")]
    assert found(tiny("He is 33 years old.")) == [("33", "AGE")]
    assert found(tiny("There is nothing in here.")) == []


def test_the_scores_are_good_and_between_nought_and_one(
    tiny: Language, lessons: Lessons, make_example: MakeExample
) -> None:
    scores = tiny.evaluate([make_example(tiny, lesson) for lesson in lessons])
    assert scores["limina_f1"] > 0.95
    assert scores["limina_kept"] > 0.95
    for doc in tiny.pipe(TEXTS):
        assert all(0 <= score <= 1 for score in doc.spans[GROUP].attrs["scores"])


def test_empty_texts_alone_or_among_others(tiny: Language) -> None:
    assert [len(doc.spans[GROUP]) for doc in tiny.pipe(["", ""])] == [0, 0]
    assert list(tiny.pipe([])) == []
    together = answers(tiny)
    assert together == [answers(tiny, [text])[0] for text in TEXTS]
    assert together[4] == []


def test_predictions_are_probabilities_of_every_tag(tiny: Language) -> None:
    tagger = component(tiny)
    docs = [tiny.make_doc(text) for text in TEXTS]
    for doc, p in zip(docs, tagger.predict(docs), strict=True):
        assert p.shape == (len(doc), len(tagger.tags))
        assert np.allclose(p.sum(axis=1), 1, atol=1e-5)
    assert [p.shape for p in tagger.predict([tiny.make_doc("")])] == [(0, len(tagger.tags))]


def test_a_looser_reading_adds_only_what_is_elsewhere(tiny: Language) -> None:
    tagger = component(tiny)
    tags = tagger.tags
    p = np.full((2, len(tags)), 0.001, dtype=np.float32)
    p[0, tags.tag("AGE", begins=True)] = 1
    p[1, tags.tag("LOCATION_CITY", begins=True)] = 0.3
    p[:, 0] = [0.1, 0.7]
    p /= p.sum(axis=1, keepdims=True)
    tagger.cfg["outside"], before = 1.0, tagger.cfg["outside"]
    try:
        [entities] = tagger.read([p])
    finally:
        tagger.cfg["outside"] = before
    assert [(runs[0].start, runs[0].end, runs[0].label) for runs in entities] == [
        (0, 1, "AGE"), (1, 2, "LOCATION_CITY"),
    ]  # fmt: skip
    sure, weak = entities
    assert sure[0].score > 0.5 > weak[0].score


def test_a_lower_factor_finds_more(tiny: Language, make_tiny: Callable[..., Language]) -> None:
    other = make_tiny()
    component(other).from_bytes(component(tiny).to_bytes())
    component(other).cfg["outside"] = 1e-9
    text = "There is nothing in here."
    assert len(found(other(text), 0)) > len(found(tiny(text), 0))


def test_labels_are_those_of_the_examples(tiny: Language) -> None:
    tagger = component(tiny)
    assert set(tagger.labels) == {"AGE", "LOCATION_CITY", "NAME", "NAME_FAMILY", "NAME_GIVEN"}
    assert tagger.label_data == list(tagger.labels) == list(tagger.tags.labels)
    assert tiny.meta["labels"]["limina_tagger"] == list(tagger.labels)


def test_labels_may_be_added_until_the_model_has_its_size(
    make_tiny: Callable[..., Language], make_example: MakeExample
) -> None:
    nlp = make_tiny()
    tagger = component(nlp)
    assert tagger.add_label("AGE") == 1
    assert tagger.add_label("AGE") == 0
    lesson = ("Is Greg here?", [("Greg", "NAME_GIVEN")])
    nlp.initialize(lambda: [make_example(nlp, lesson)])
    assert set(tagger.labels) == {"AGE", "NAME_GIVEN"}
    assert len(tagger.tags) == 5
    assert tagger.add_label("AGE") == 0
    with pytest.raises(ValueError, match="cannot be added to an initialised"):
        tagger.add_label("DRUG")


def test_labels_may_be_given(make_tiny: Callable[..., Language], make_example: MakeExample) -> None:
    nlp = make_tiny()
    examples = [make_example(nlp, ("Is Greg here?", [("Greg", "NAME_GIVEN")]))]
    component(nlp).initialize(lambda: examples, nlp=nlp, labels=["DRUG", "AGE"])
    assert component(nlp).labels == ("DRUG", "AGE")


def test_without_a_label_there_is_nothing_to_learn(make_tiny: Callable[..., Language]) -> None:
    nlp = make_tiny()
    example = Example(nlp.make_doc("Nothing."), nlp.make_doc("Nothing."))
    with pytest.raises(ValueError, match="no labels"):
        nlp.initialize(lambda: [example])


def test_the_gradient_pulls_towards_what_is_right_and_sums_to_nought(
    tiny: Language, make_example: MakeExample
) -> None:
    tagger = component(tiny)
    example = make_example(tiny, ("He is 33.", [("33", "AGE")]))
    p = tagger.predict([example.predicted])
    loss, [gradient] = tagger.get_loss([example], p)
    assert loss >= 0
    assert gradient.shape == p[0].shape
    assert np.allclose(gradient.sum(axis=1), 0, atol=1e-5)
    right = tagger.tags.tag("AGE", begins=True)
    assert gradient[2, right] <= 0 <= np.delete(gradient[2], right).min() + 1e-6


def test_little_is_learnt_from_what_a_corpus_leaves_open(tiny: Language) -> None:
    text = "Greg is 33 here"
    reference = tiny.make_doc(text)
    reference.spans[GROUP] = []
    reference.spans[NEUTRAL] = [reference[0:1]]
    reference.user_data[SCOPE] = ["NAME"]
    reference.user_data[EXACT] = False
    tagger = component(tiny)
    tags = tagger.tags
    uniform = np.full((4, len(tags)), 1 / len(tags), dtype=np.float32)
    _loss, [gradient] = tagger.get_loss([Example(tiny.make_doc(text), reference)], [uniform])
    age, name = tags.tag("AGE", begins=True), tags.tag("NAME", begins=True)
    assert gradient[0, age] == pytest.approx(gradient[0, name], abs=1e-6), "neutral"
    assert gradient[2, age] < gradient[2, name], "only names are annotated"
    assert abs(gradient[0, name]) < abs(gradient[2, name])


def test_references_may_be_tokenized_in_another_way(tiny: Language) -> None:
    words = ["He", " ", "is", " ", "3", "3", "."]
    reference = Doc(tiny.vocab, words=words, spaces=[False] * len(words))
    reference.spans[GROUP] = [Span(reference, 4, 6, label="AGE")]
    example = Example(tiny.make_doc("He is 33."), reference)
    tagger = component(tiny)
    _loss, [gradient] = tagger.get_loss([example], tagger.predict([example.predicted]))
    assert len(gradient) == 4
    assert gradient[2].argmin() == tagger.tags.tag("AGE", begins=True)


def test_stored_and_loaded_it_gives_the_same_answers(
    tiny: Language, make_tiny: Callable[..., Language], tmp_path: Path
) -> None:
    wanted = answers(tiny)
    tiny.to_disk(tmp_path / "whole")
    assert [path.name for path in (tmp_path / "whole" / "limina_tagger").iterdir()] == ["model"]
    assert answers(spacy.load(tmp_path / "whole")) == wanted
    other = make_tiny()
    other.from_bytes(tiny.to_bytes())
    assert answers(other) == wanted
    component(tiny).to_disk(tmp_path / "component")
    third = make_tiny()
    component(third).from_disk(tmp_path / "component")
    assert answers(third) == wanted
    assert component(third).cfg == component(tiny).cfg
    # At 16 bits nothing is lost by storing twice.
    assert component(third).to_bytes() == component(other).to_bytes()


def test_word_vectors_are_loaded_and_stored_with_the_component(
    make_tiny: Callable[..., Language],
    make_example: MakeExample,
    lessons: Lessons,
    tmp_path: Path,
) -> None:
    words = np.array(["greg", "mark", "boston"])
    vectors = np.arange(12, dtype=np.float16).reshape(3, 4) + 1
    np.savez(tmp_path / "vectors.npz", words=words, vectors=vectors)
    nlp = make_tiny(vectors=4)
    examples = [make_example(nlp, lesson) for lesson in lessons[:10]]
    component(nlp).initialize(lambda: examples, nlp=nlp, vectors=tmp_path / "vectors.npz")
    other = make_tiny(vectors=4)
    component(other).from_bytes(component(nlp).to_bytes())
    for one in (nlp, other):
        layer = next(node for node in component(one).model.walk() if node.name == VECTORS)
        [out] = layer.predict([one.make_doc("Greg Mark Boston unknown")])
        assert np.allclose(out[:3], vectors, atol=0.05)
        assert not out[3].any()


def test_training_may_start_from_the_encoder_of_another_pipeline(
    make_tiny: Callable[..., Language], make_example: MakeExample, lessons: Lessons, tmp_path: Path
) -> None:
    donor = spacy.blank("en")
    embed = {"@architectures": "spacy.MultiHashEmbed.v2", "width": 24, "attrs": ["NORM", "SHAPE"]}
    donor.add_pipe(
        "tok2vec",
        config={
            "model": {
                "@architectures": "spacy.Tok2Vec.v2",
                "embed": {**embed, "rows": [300, 100], "include_static_vectors": False},
                "encode": {
                    "@architectures": "spacy.MaxoutWindowEncoder.v2",
                    "width": 24,
                    "window_size": 1,
                    "maxout_pieces": 2,
                    "depth": 2,
                },
            }
        },
    )
    donor.initialize()
    donor.to_disk(tmp_path / "donor")
    given: Any = donor.get_pipe("tok2vec")
    for vectors in (0, 4):
        nlp = make_tiny(vectors=vectors)
        examples = [make_example(nlp, lesson) for lesson in lessons[:10]]
        nlp.config["initialize"]["components"] = {
            "limina_tagger": {"encoder": str(tmp_path / "donor")}
        }
        nlp.initialize(lambda examples=examples: examples)  # type: ignore[misc]
        taken = component(nlp).model.get_ref("tok2vec")
        for name in ("hashembed", "layernorm"):
            ours, theirs = (
                [node for node in model.walk() if node.name == name]
                for model in (taken, given.model)
            )
            key = "E" if name == "hashembed" else "G"
            assert len(ours) == len(theirs) > 1
            for one, other in zip(ours, theirs, strict=True):
                ours_, theirs_ = (np.asarray(node.get_param(key)) for node in (one, other))
                assert np.array_equal(ours_, theirs_)
        mixers = [
            next(node for node in model.walk(order="dfs_pre") if node.name == "maxout")
            for model in (taken, given.model)
        ]
        mixed, original = (np.asarray(mixer.get_param("W")) for mixer in mixers)
        assert original.shape == (24, 3, 2 * 24)
        assert np.array_equal(mixed[..., : 2 * 24], original)


def test_a_pipeline_of_other_shapes_gives_no_encoder(
    tiny: Language, tmp_path: Path, make_tiny: Callable[..., Language]
) -> None:
    other = spacy.blank("en")
    other.add_pipe("tok2vec")
    other.initialize()
    other.to_disk(tmp_path / "donor")
    with pytest.raises(ValueError):
        copy_encoder(component(tiny).model.get_ref("tok2vec").copy(), str(tmp_path / "donor"))


#: The page that tells how to train a pipeline, with a configuration in it.
PAGE = Path(__file__).parents[3] / "docs" / "how-to" / "models.md"


def test_spacy_train_trains_it_as_the_documentation_says(
    make_tiny: Callable[..., Language], make_example: MakeExample, lessons: Lessons, tmp_path: Path
) -> None:
    nlp = spacy.blank("en")  # another tokenizer than the pipeline's own
    docs = [make_example(nlp, lesson).reference for lesson in lessons]
    DocBin(docs=docs, store_user_data=True).to_disk(tmp_path / "train.spacy")
    DocBin(docs=docs[:40]).to_disk(tmp_path / "dev.spacy")
    [base] = re.findall(r"```ini\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    (tmp_path / "base.cfg").write_text(base, "utf-8")
    fill_config(tmp_path / "config.cfg", tmp_path / "base.cfg", silent=True)
    command = [
        sys.executable, "-m", "spacy", "train", "config.cfg", "--output", "out",
        "--paths.train", "train.spacy", "--paths.dev", "dev.spacy",
        "--training.max_steps", "120", "--training.eval_frequency", "60",
    ]  # fmt: skip
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    trained = spacy.load(tmp_path / "out" / "model-best")
    assert trained.meta["performance"]["limina_f1"] > 0.8
    assert ("Boston", "LOCATION_CITY") in found(trained("She lives in Boston."))

"""Languages: ISO 639-1 codes, likeliest first, nothing where there is no telling."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from limina.runtime.languages import (
    LEAST_FIRST,
    LEAST_FURTHER,
    MACROLANGUAGE,
    NEGLIGIBLE,
    LangidDetector,
    _stored,
)


@pytest.fixture(scope="module")
def detector() -> LangidDetector:
    return LangidDetector()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("John Smith lives at 123 Fake St.", "en"),
        ("Ich würde gerne mit John sprechen. Er wohnt in der Neuhauser Straße", "de"),
        ("Je voudrais parler avec Monsieur Dupont.", "fr"),
        ("اسمي مايك يونغ، عمري 45 عامًا، ولدت في طهران", "ar"),
        ("我叫王伟，住在北京。", "zh"),
    ],
)
def test_the_likeliest_language_comes_first(
    detector: LangidDetector, text: str, language: str
) -> None:
    found = detector.detect(text)
    assert next(iter(found)) == language
    assert list(found.values()) == sorted(found.values(), reverse=True)
    assert all(0 < value <= 1 for value in found.values())
    assert all(len(code) == 2 for code in found)


@pytest.mark.parametrize("text", ["", "   ", "12345", "+1 (555) 010-9999", "…!?", "😀"])
def test_a_text_without_letters_has_no_language(detector: LangidDetector, text: str) -> None:
    assert detector.detect(text) == {}


def test_dialects_count_with_their_language(detector: LangidDetector) -> None:
    assert detector.detect("اسمي مايك يونغ")["ar"] > 0.8


@pytest.fixture(scope="module")
def plain() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def test_the_model_is_read_as_the_library_reads_it(
    detector: LangidDetector, plain: LanguageIdentifier
) -> None:
    ours = detector._identifier
    for table in ("nb_ptc", "nb_pc"):
        assert getattr(ours, table).dtype == np.float32
        assert np.array_equal(getattr(ours, table), getattr(plain, table))
    for table in ("nb_classes", "tk_nextmove", "tk_row", "tk_output"):
        assert type(getattr(ours, table)) is type(getattr(plain, table))
        assert getattr(ours, table) == getattr(plain, table)


def test_a_model_that_is_stored_otherwise_is_refused() -> None:
    """Its arrays would be taken out of the middle of what is compressed."""
    archive = io.BytesIO()
    np.savez_compressed(archive, ptc=np.zeros(9))
    with pytest.raises(ValueError, match="compressed twice"):
        _stored(archive.getvalue())


def test_stored_arrays_are_those_that_were_saved() -> None:
    arrays = {"ptc": np.arange(6, dtype=np.float16).reshape(2, 3), "classes": np.array(["de", "x"])}
    archive = io.BytesIO()
    np.savez(archive, allow_pickle=False, **arrays)
    found = _stored(archive.getvalue())
    assert found.keys() == arrays.keys()
    assert all(np.array_equal(found[name], array) for name, array in arrays.items())
    assert found["ptc"].dtype == np.float16


@given(st.text(max_size=60) | st.sampled_from(("srpski јeзик", "Hvala lepo!", "Ja sam iz Zagreba")))
def test_the_languages_are_those_of_the_ranking_with_dialects_added_up(
    detector: LangidDetector, plain: LanguageIdentifier, text: str
) -> None:
    totals: dict[str, float] = {}
    for code, share in plain.rank(text):
        language = MACROLANGUAGE.get(code, code)
        if share >= NEGLIGIBLE and len(language) == 2:
            totals[language] = totals.get(language, 0.0) + share
    ranked = sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    expected = [
        (code, share)
        for place, (code, share) in enumerate(ranked)
        if share >= (LEAST_FURTHER if place else LEAST_FIRST)
    ]
    expected = expected if any(map(str.isalpha, text)) else []
    assert list(detector.detect(text).items()) == expected

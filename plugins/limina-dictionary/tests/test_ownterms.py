"""Files of terms of one's own: format, matching, errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from limina_dictionary import OwnTerms, TermFile, TermFileError
from limina_dictionary.found import Found
from limina_dictionary.ownterms import read_terms

CANARY = "Canarywharf"


def own(tmp_path: Path, content: str, **options: object) -> OwnTerms:
    path = tmp_path / "terms.txt"
    path.write_text(content, encoding="utf-8")
    return OwnTerms([TermFile(path, "PROJECT", **options)])  # type: ignore[arg-type]


def words(terms: OwnTerms, text: str) -> list[str]:
    return [text[one.start : one.end] for one in terms.find(text)]


def test_terms_are_one_a_line_with_comments_and_blanks_ignored(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text("\ufeff# projects\n\n  Blue   Falcon \r\nC++\n", encoding="utf-8")
    assert read_terms(path) == ["Blue Falcon", "C++"]


def test_a_term_is_found_whatever_its_case_unless_told_otherwise(tmp_path: Path) -> None:
    text = "Blue Falcon, BLUE FALCON, blue\nfalcon"
    assert words(own(tmp_path, "Blue Falcon"), text) == [
        "Blue Falcon",
        "BLUE FALCON",
        "blue\nfalcon",
    ]
    assert words(own(tmp_path, "Blue Falcon", case_sensitive=True), text) == ["Blue Falcon"]


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        (
            "Falcon",
            "Falcons falcon's falcon-2 _falcon falcon9 falcon.",
            ["falcon", "falcon", "falcon"],
        ),
        ("C++", "C++, c++17, C+ and xC++", ["C++", "c++"]),
        ("AT&T", "at AT&T's", ["AT&T"]),
        ("O'Neill", "Mr O'Neill.", ["O'Neill"]),
        ("東京", "東京都に住む", ["東京"]),
        ("ΟΔΟΣ", "οδος Οδός οδοσ", ["οδος", "οδοσ"]),
        ("İzmir", "😀 İZMİR izmir İzmir'de", ["İZMİR", "izmir", "İzmir"]),
        ("Straße", "STRASSE straße Straße", ["straße", "Straße"]),
        ("नमस्ते", "नमस्ते नमस्तेx", ["नमस्ते"]),
    ],
)
def test_terms_match_between_word_boundaries(
    tmp_path: Path, term: str, text: str, found: list[str]
) -> None:
    terms = own(tmp_path, term)
    assert words(terms, text) == found


def test_overlapping_terms_and_two_files_are_all_found(tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_text("New York\nYork", encoding="utf-8")
    second.write_text("york", encoding="utf-8")
    terms = OwnTerms(
        [TermFile(first, "SITE", score=0.5), TermFile(second, "TOWN", case_sensitive=True)]
    )
    assert terms.find("New York york") == [
        Found(0, 8, "SITE", 0.5),
        Found(4, 8, "SITE", 0.5),
        Found(9, 13, "SITE", 0.5),
        Found(9, 13, "TOWN", 0.9),
    ]


def test_errors_name_file_and_line_and_not_the_content(tmp_path: Path) -> None:
    path = tmp_path / "terms.txt"
    path.write_text(f"{CANARY}\n***\n", encoding="utf-8")
    with pytest.raises(TermFileError) as caught:
        read_terms(path)
    assert str(caught.value) == f"limina-dictionary: {path}, line 2: holds no letter or digit"
    path.write_bytes(b"Canarywharf\nZo\xeb\n")
    with pytest.raises(TermFileError) as caught:
        read_terms(path)
    assert str(caught.value) == f"limina-dictionary: {path}, line 2: not UTF-8"
    path.write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(TermFileError) as caught:
        read_terms(path)
    assert str(caught.value) == f"limina-dictionary: {path}: holds no term"
    missing = tmp_path / "missing.txt"
    with pytest.raises(TermFileError) as caught:
        read_terms(missing)
    assert (
        str(caught.value) == f"limina-dictionary: cannot read {missing}: No such file or directory"
    )

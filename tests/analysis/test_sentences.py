"""Where sentences end."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.analysis.sentences import split_sentences


def split(text: str, spans: list[tuple[int, int]] | None = None) -> list[str]:
    start, sentences = 0, []
    for end in split_sentences(text, spans or []):
        sentences.append(text[start:end].strip())
        start = end
    return sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", [""]),
        ("One", ["One"]),
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He said \u201cNo.\u201d She left.", ["He said \u201cNo.\u201d", "She left."]),
        ("(One.) Two.", ["(One.)", "Two."]),
        ("What?! No...", ["What?!", "No..."]),
        ("I met Dr. Lee. She left.", ["I met Dr. Lee.", "She left."]),
        ("I met J. R. R. Tolkien. He left.", ["I met J. R. R. Tolkien.", "He left."]),
        ("So did I. He left.", ["So did I. He left."]),  # an initial, for all we know
        ("At 5 p.m. he left.", ["At 5 p.m. he left."]),
        ("See e.g. Smith.", ["See e.g. Smith."]),
        ("Call no. 5. Now.", ["Call no. 5.", "Now."]),
        ("He said no. Now go.", ["He said no.", "Now go."]),
        ("He said no.", ["He said no."]),
        ("It costs 5.50 now. Yes.", ["It costs 5.50 now.", "Yes."]),
        ("It is 5. Now go.", ["It is 5.", "Now go."]),
        ("example.com is up", ["example.com is up"]),
        ("a... b", ["a... b"]),
        ("One line\nand another", ["One line\nand another"]),
        ("One line\n\nAnother", ["One line", "Another"]),
        ("One line\n \t\nanother", ["One line", "another"]),
        ("我叫李雷。我住在北京。", ["我叫李雷。", "我住在北京。"]),
        ("मेरा नाम राम है। मैं यहाँ हूँ।", ["मेरा नाम राम है।", "मैं यहाँ हूँ।"]),
        ("Er heißt Max. Er wohnt hier.", ["Er heißt Max.", "Er wohnt hier."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_no_sentence_ends_inside_an_entity() -> None:
    text = "He saw Yahoo! Inc. Today. And left."
    assert split(text, [(7, 18)]) == ["He saw Yahoo! Inc. Today.", "And left."]
    assert split("Go. Now.", [(0, 2)]) == ["Go.", "Now."]
    assert split("A b. C d. E f.", [(0, 1), (2, 4), (5, 6)]) == ["A b. C d.", "E f."]


@given(st.text("ab A.!?\n。”) "))
def test_sentences_make_up_the_text(text: str) -> None:
    ends = split_sentences(text)
    assert ends == sorted(set(ends))
    assert ends[-1] == len(text)


@pytest.mark.parametrize("piece", [".", " \n", "a.", '."', ". "])
def test_hostile_text_is_soon_split(piece: str) -> None:
    started = time.process_time()
    split_sentences(piece * 20_000)
    assert time.process_time() - started < 1

"""The example numbers of python-stdnum are found beside a word for them."""

from __future__ import annotations

from stdnum.util import get_number_modules

from tests.types.judging import Subject
from tests.types.registers import CONTEXTS, LEFT_OUT, examples

#: Part of the numbers that must be found with a label that fits.
FLOOR = 0.95


def test_every_module_has_its_word_or_a_reason_to_be_left_out() -> None:
    known = {
        str(vars(module)["__name__"]).removeprefix("stdnum.") for module in get_number_modules()
    }
    assert known == CONTEXTS.keys() | LEFT_OUT.keys()
    assert not CONTEXTS.keys() & LEFT_OUT.keys()


def test_nearly_all_numbers_are_found(subject: Subject) -> None:
    asked = [
        (f"The {word} is {number}, as stated.", number, labels)
        for module, (word, labels) in CONTEXTS.items()
        for number in examples(module)
    ]
    missed = []
    for (text, number, labels), given in zip(
        asked, subject.find([text for text, _, _ in asked]), strict=True
    ):
        start = text.index(number)
        end = start + len(number)
        if not any(
            one.start <= start and end <= one.end and one.best_label in labels for one in given
        ):
            missed.append(text)
    assert len(asked) > 250
    assert len(missed) <= (1 - FLOOR) * len(asked), missed


def test_the_numbers_are_of_thirty_countries() -> None:
    assert len({module.partition(".")[0] for module in CONTEXTS if "." in module}) >= 30

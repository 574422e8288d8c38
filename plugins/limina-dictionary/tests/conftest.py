"""The built-in lists, built once for all tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from limina_dictionary import Lexicon, Rules

Find = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The built-in lists."""
    return Lexicon()


@pytest.fixture(scope="session")
def find(lexicon: Lexicon) -> Find:
    """Finds words and labels in a text; of labels with children only the children by default."""
    rules = Rules(lexicon)

    def found(text: str, *labels: str, parents: bool = False) -> list[tuple[str, str]]:
        out = []
        for one in rules.find(text):
            if one.label == "NAME_MEDICAL_PROFESSIONAL" and one.label not in labels:
                continue
            parent = one.label in ("NAME", "LOCATION") and any(
                other.label.startswith(one.label + "_")
                and other.start == one.start
                and other.end == one.end
                for other in rules.find(text)
            )
            if (parents or not parent) and (not labels or one.label in labels):
                out.append((text[one.start : one.end], one.label))
        return out

    return found

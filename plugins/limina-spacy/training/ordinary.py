"""Makes the list of everyday words that are hardly names (`limina_spacy/words/ordinary-en.txt`).

`python -m training.ordinary ../limina-dictionary/limina_dictionary/data` takes the frequent words
of English of that plugin (SCOWL) and leaves out what is in any of its lists of names, places,
organisations, origins and languages.
"""

from __future__ import annotations

import argparse
from pathlib import Path

OUT = Path(__file__).parent.parent / "limina_spacy" / "words" / "ordinary-en.txt"
FREQUENT = ("common-en", "common-en-rare")
NAMES = (
    "given", "family", "family-first", "names-first", "names-soft",
    "cities-large", "cities-medium", "cities-small", "cities-own", "states", "countries",
    "countries-own", "regions", "counties",
    "organizations", "organizations-doubtful", "organizations-brands", "facilities",
    "origins", "languages",
)  # fmt: skip
#: Names of well-known people and places that those lists lack.
FURTHER = frozenset({"blunt", "bush", "cotton", "hackney", "trump"})


def everyday(data: Path) -> list[str]:
    """The words, sorted.

    Args:
        data: The directory of the lists.
    """
    frequent = {word for name in FREQUENT for word in _read(data, name)}
    names = {term.lower() for name in NAMES for term in _read(data, name)} | FURTHER
    return sorted(
        word
        for word in frequent - names
        if len(word) > 1 and word.isascii() and word.isalpha() and word.islower()
    )


def _read(data: Path, name: str) -> list[str]:
    return (data / f"{name}.txt").read_text("utf-8").split("\n")


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(prog="python -m training.ordinary")
    parser.add_argument("data", type=Path, help="directory of limina-dictionary's lists")
    OUT.write_text("\n".join(everyday(parser.parse_args().data)) + "\n", "utf-8")


if __name__ == "__main__":
    main()

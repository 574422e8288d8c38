"""The plugin's own word lists: files of data, one a language, read when first asked for.

A file has sections, `[SECTION]`, of classes that a blank line separates; a class is a list of terms
separated by commas, and each term may stand for each other term of its class. A line that begins
with `#` is a remark.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources

from limina_synthetic.draw import normal
from limina_synthetic.letters import LANGUAGE_SCRIPTS, language_for
from limina_synthetic.terms import Terms

#: The languages that have a file.
LANGUAGES = ("en", "de", "es", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "tl", "uk", "zh")


class Lexicon:
    """The classes of one section in one language.

    Attributes:
        classes: The classes in the order of the file; the first one stands in for unknown terms.
        longest: Most words of a term.
    """

    __slots__ = ("_index", "classes", "longest")

    def __init__(self, name: str, classes: Iterable[Iterable[str]]) -> None:
        self.classes = tuple(Terms(f"{name}/{place}", terms) for place, terms in enumerate(classes))
        self._index: dict[str, Terms] = {}
        for terms in self.classes:
            for term in terms.items:
                self._index.setdefault(normal(term), terms)
        self.longest = max((len(term.split()) for term in self._index), default=0)

    def find(self, term: str) -> Terms | None:
        """The class of a term, or None."""
        return self._index.get(normal(term))


@lru_cache(maxsize=1024)
def lexicon(language: str, *sections: str) -> Lexicon:
    """The classes of one or more sections of a language's file; empty ones if it has none."""
    own = _file(language) if language in LANGUAGES else {}
    classes = [terms for section in sections for terms in own.get(section, ())]
    return Lexicon(f"{language}/{'+'.join(sections)}", classes)


def lexicon_for(text: str, languages: tuple[str, ...], *sections: str) -> Lexicon:
    """The lexicon that fits a text: of its language, else of a related one, else the English one.

    Args:
        text: What is replaced.
        languages: The document's languages, the likeliest first.
        sections: Sections of the files.
    """
    language = language_for(text, languages)
    if language not in LANGUAGES:
        language = "ru" if LANGUAGE_SCRIPTS.get(language) == "Cyrl" else "en"
    found = lexicon(language, *sections)
    return found if found.classes else lexicon("en", *sections)


@lru_cache(maxsize=len(LANGUAGES))
def _file(language: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    path = resources.files("limina_synthetic") / "data" / f"{language}.txt"
    return parse(path.read_text("utf-8"))


def parse(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Read the format described above.

    Returns:
        Section to its classes.
    """
    sections: dict[str, list[list[str]]] = {}
    classes: list[list[str]] = []
    fresh = True
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            classes = sections.setdefault(line[1:-1], [])
            fresh = True
        elif not line:
            fresh = True
        else:
            if fresh:
                classes.append([])
                fresh = False
            classes[-1] += [term for item in line.split(",") if (term := item.strip())]
    return {name: tuple(map(tuple, own)) for name, own in sections.items()}

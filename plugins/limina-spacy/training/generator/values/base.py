"""What a value is, what it may know when it is drawn, and who provides it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from training.generator.values.geography import Place
    from training.generator.values.persons import Person

T = TypeVar("T")
#: Start, end and label.
Span = tuple[int, int, str]

LANGUAGES = ("en", "es", "de", "fr")
_TERMS = Path(__file__).parent.parent / "terms"


@dataclass(frozen=True, slots=True)
class Value:
    """A text with its labelled parts, the enclosing one first."""

    text: str
    spans: tuple[Span, ...] = ()


def labelled(label: str, text: str) -> Value:
    """A value that is one entity."""
    return Value(text, ((0, len(text), label),))


def joined(label: str | None, parts: Sequence[str | tuple[str, str]]) -> Value:
    """A value of parts: plain text, or a label and its text.

    Args:
        label: Of the whole; None for no enclosing entity.
        parts: In order; empty texts are allowed and leave no span.
    """
    text = ""
    spans: list[Span] = []
    for part in parts:
        if isinstance(part, str):
            text += part
            continue
        name, piece = part
        if piece:
            spans.append((len(text), len(text) + len(piece), name))
        text += piece
    if label:
        spans.insert(0, (0, len(text), label))
    return Value(text, tuple(spans))


@dataclass(slots=True)
class Context:
    """What the values of one record share.

    Attributes:
        rng: Where everything drawn comes from.
        lang: Language of the template.
        country: Main country of the record.
        key: Key of the slot that is being filled; empty for none.
        people: Keys that belong to persons.
        persons: Persons drawn so far, by key.
        places: Places drawn so far, by key.
        orgs: Organisations drawn so far, by key.
        days: Dates drawn so far, by key, as ordinals.
        last: The person drawn last.
    """

    rng: random.Random
    lang: str = "en"
    country: str = "US"
    key: str = ""
    people: frozenset[str] = frozenset()
    persons: dict[str, Person] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    orgs: dict[str, str] = field(default_factory=dict)
    days: dict[str, int] = field(default_factory=dict)
    last: Person | None = None

    def chance(self, share: float) -> bool:
        """True in that share of the calls."""
        return self.rng.random() < share

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[int(self.rng.random() * len(options))]

    def term(self, name: str) -> str:
        """A term of a list in the record's language."""
        text = self.pick(terms(self.lang, name))
        return text.replace("’", "'") if "’" in text and self.chance(0.6) else text

    def shape(self, pattern: str) -> str:
        """A pattern with `#` for a digit, `%` for one from 1 up, `@` capital, `?` small letter,
        `^` capital or digit, `~` hexadecimal digit."""
        rng = self.rng
        out = []
        for char in pattern:
            kind = _SHAPES.get(char)
            out.append(kind[int(rng.random() * len(kind))] if kind else char)
        return "".join(out)


_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_SHAPES = {
    "#": "0123456789",
    "%": "123456789",
    "@": _CAPITALS,
    "?": _CAPITALS.lower(),
    "^": _CAPITALS + "0123456789",
    "~": "0123456789abcdef",
}

#: Draws a value; a text is an entity of the label it is registered for.
Provider = Callable[[Context], "Value | str"]
P = TypeVar("P", bound=Provider)

PROVIDERS: dict[str, dict[str, Provider]] = {}
FILLERS: dict[str, Callable[[Context], str]] = {}
#: Share of each style where a slot names none; a label without an entry has its styles alike.
SHARES: dict[str, dict[str, float]] = {}


def provides(label: str, *styles: str, share: float = 1.0) -> Callable[[P], P]:
    """Registers a provider.

    Args:
        label: What it provides.
        styles: Under which names; none for `plain`.
        share: How often it is drawn where a slot names no style, against the others.
    """

    def register(provider: P) -> P:
        for style in styles or ("plain",):
            PROVIDERS.setdefault(label, {})[style] = provider
            SHARES.setdefault(label, {})[style] = share / len(styles or (1,))
        return provider

    return register


def fills(name: str) -> Callable[[Callable[[Context], str]], Callable[[Context], str]]:
    """Registers a filler without a label."""

    def register(filler: Callable[[Context], str]) -> Callable[[Context], str]:
        FILLERS[name] = filler
        return filler

    return register


@cache
def terms(lang: str, name: str) -> tuple[str, ...]:
    """The terms of a list; English where the language has no list of that name."""
    path = _TERMS / lang / f"{name}.txt"
    if not path.exists():
        path = _TERMS / "en" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def pairs(lang: str, name: str) -> tuple[tuple[str, str], ...]:
    """The lines of a list of two columns, parted by a tab."""
    rows = (line.split("\t") for line in terms(lang, name))
    return tuple((row[0], row[1]) for row in rows)

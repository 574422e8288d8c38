"""What the analysis of one entity yields.

Offsets are Unicode code points of the whole text, the end is exclusive. This module decides
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Protocol

#: Whether a check passed.
Status = Literal["valid", "invalid"]


class EntityLike(Protocol):
    """What of an entity its analysis needs; `limina.engine.spans.Entity` has it."""

    @property
    def start(self) -> int:
        """First character, in code points."""

    @property
    def end(self) -> int:
        """One past the last character, in code points."""

    @property
    def best_label(self) -> str:
        """The label that decides how the entity is read."""


@dataclass(frozen=True, slots=True)
class Subtype:
    """A part of an entity that has a meaning of its own.

    Attributes:
        text: The part as it is written.
        formatted: Its value.
        label: `DAY`, `MONTH` or `YEAR`.
        start: First character, in code points.
        end: One past the last character, in code points.
    """

    text: str
    formatted: int
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Assertion:
    """What one check says of an entity.

    Attributes:
        provider: The check: `luhn`, `iban`, `vin`, or a module of python-stdnum such as `us.ssn`.
        status: Whether the entity passed it.
    """

    provider: str
    status: Status


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of one entity beyond its labels.

    Attributes:
        formatted: The entity in a normal form; None if it has none or could not be read.
        subtypes: Its parts, in the order of the text.
        assertions: The checks that apply to it.
    """

    formatted: str | int | None = None
    subtypes: tuple[Subtype, ...] = ()
    assertions: tuple[Assertion, ...] = ()


#: The analysis of an entity that cannot be read.
UNREAD: Final = Analysis()


def assertion(provider: str, passed: bool) -> Assertion:
    """An assertion of a check that was made."""
    return Assertion(provider, "valid" if passed else "invalid")

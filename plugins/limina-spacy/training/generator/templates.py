"""The template language: text, slots, alternatives.

A file holds templates of one genre, separated by lines of `---`; lines that start with `#!` are
comments. A slot is `{{LABEL}}`, `{{LABEL.style}}`, `{{LABEL.style#key}}`; a slot in small letters
is a filler without a label. `((a||b||))` is a choice, the empty one included; choices nest.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_TOKEN = re.compile(
    r"\{\{\s*(?P<name>[A-Za-z_]+)(?:\.(?P<style>\w+))?(?:#(?P<key>\w+))?\s*\}\}"
    r"|(?P<open>\(\()|(?P<bar>\|\|)|(?P<close>\)\))"
)


class TemplateError(ValueError):
    """A template that cannot be used, with where it stands."""

    def __init__(self, path: Path | str, line: int, reason: str) -> None:
        super().__init__(f"{path}:{line}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a value.

    Attributes:
        name: A label, or a filler's name in small letters.
        style: How the value is written; empty for any.
        key: Slots of one key belong together; empty for none.
        line: Where it stands in the file.
    """

    name: str
    style: str
    key: str
    line: int

    @property
    def labelled(self) -> bool:
        """Whether the value is an entity."""
        return self.name.isupper()


@dataclass(frozen=True, slots=True)
class Choice:
    """Alternatives, of which one is drawn."""

    options: tuple[tuple[Node, ...], ...]


Node = str | Slot | Choice


@dataclass(frozen=True, slots=True)
class Template:
    """One template.

    Attributes:
        genre: Name of its file.
        path: Its file.
        line: Its first line there.
        nodes: What it consists of.
        labels: The labels it can produce.
        people: Keys that belong to persons.
    """

    genre: str
    path: str
    line: int
    nodes: tuple[Node, ...]
    labels: frozenset[str] = field(default=frozenset())
    people: frozenset[str] = field(default=frozenset())

    def slots(self) -> Iterator[Slot]:
        """Every slot, those of all alternatives included."""
        return _slots(self.nodes)


def _slots(nodes: tuple[Node, ...]) -> Iterator[Slot]:
    for node in nodes:
        if isinstance(node, Slot):
            yield node
        elif isinstance(node, Choice):
            for option in node.options:
                yield from _slots(option)


def draw(nodes: tuple[Node, ...], rng: random.Random) -> Iterator[str | Slot]:
    """Text and slots in order, one alternative drawn of each choice."""
    for node in nodes:
        if isinstance(node, Choice):
            yield from draw(rng.choice(node.options), rng)
        else:
            yield node


def parse_text(text: str, *, path: str, line: int, genre: str) -> Template:
    """Parses one template.

    Args:
        text: The template.
        path: Its file, for messages.
        line: The number of its first line.
        genre: Name of its genre.

    Raises:
        TemplateError: It is malformed.
    """
    stack: list[list[list[Node]]] = [[[]]]
    opened: list[int] = []
    at = 0

    def literal(piece: str, start: int) -> None:
        if "{{" in piece:
            where = line + text.count("\n", 0, start + piece.index("{{"))
            raise TemplateError(path, where, "malformed slot")
        if piece:
            stack[-1][-1].append(piece)

    for match in _TOKEN.finditer(text):
        here = line + text.count("\n", 0, match.start())
        if match["name"] is None and len(stack) == 1 and not match["open"]:
            continue  # a bar or a closing bracket outside of a choice is text
        literal(text[at : match.start()], at)
        at = match.end()
        if match["name"]:
            name = match["name"]
            if not (name.isupper() or name.islower()):
                raise TemplateError(path, here, f"slot name of mixed case: {name}")
            slot = Slot(name, match["style"] or "", match["key"] or "", here)
            stack[-1][-1].append(slot)
        elif match["open"]:
            stack.append([[]])
            opened.append(here)
        elif match["bar"]:
            stack[-1].append([])
        else:
            options = stack.pop()
            opened.pop()
            stack[-1][-1].append(Choice(tuple(tuple(option) for option in options)))
    if opened:
        raise TemplateError(path, opened[-1], "choice is not closed")
    literal(text[at:], at)
    nodes = tuple(stack[0][0])
    slots = list(_slots(nodes))
    return Template(
        genre=genre,
        path=path,
        line=line,
        nodes=nodes,
        labels=frozenset(slot.name for slot in slots if slot.labelled),
        people=frozenset(slot.key for slot in slots if slot.key and slot.name.startswith("NAME")),
    )


def parse_file(
    path: Path,
    check: Callable[[Slot], str | None],
    refuse: Callable[[TemplateError], None],
) -> list[Template]:
    """Parses a file.

    Args:
        path: The file.
        check: Says what is wrong with a slot, None for nothing.
        refuse: Is told of each template that is left out; may raise.
    """
    found = []
    for line, text in _blocks(path.read_text(encoding="utf-8")):
        try:
            template = parse_text(text, path=str(path), line=line, genre=path.stem)
            for slot in template.slots():
                wrong = check(slot)
                if wrong:
                    raise TemplateError(path, slot.line, wrong)
        except TemplateError as error:
            refuse(error)
        else:
            found.append(template)
    return found


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Templates as written, with the number of their first line.

    A comment keeps its place as a line that `_blocks` drops, so only templates with a comment in
    the middle count their later lines short; comments belong between templates.
    """
    lines: list[str] = []
    first = 0
    for number, line in enumerate([*text.splitlines(), "---"], start=1):
        if line.rstrip() == "---":
            block = "\n".join(lines).rstrip()
            if block:
                yield first, block
            lines = []
        elif not line.startswith("#!") and (lines or line.strip()):
            if not lines:
                first = number
            lines.append(line)

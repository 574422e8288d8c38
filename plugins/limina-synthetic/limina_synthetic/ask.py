"""What a family of labels is asked: one entity's text, and the source to draw from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from limina_synthetic.draw import Draw, Source
from limina_synthetic.letters import language_for


class Ask:
    """One text to be replaced. A value: nothing changes it.

    Attributes:
        source: Where everything is drawn from.
        label: The entity's label.
        text: Its text; not empty.
        languages: ISO 639-1 codes of the document's languages, the likeliest first.
        attempt: Counts from 0; the answer of another attempt is another one.
    """

    __slots__ = ("attempt", "label", "languages", "source", "text")

    def __init__(
        self,
        source: Source,
        label: str,
        text: str,
        languages: tuple[str, ...] = (),
        attempt: int = 0,
    ) -> None:
        self.source = source
        self.label = label
        self.text = text
        self.languages = languages
        self.attempt = attempt

    def draw(self, kind: str, text: str | None = None) -> Draw:
        """The draws of one kind for a text, by default the whole one."""
        return self.source.draw(kind, self.text if text is None else text, self.attempt)

    def part(self, text: str) -> Ask:
        """The same question about a part of the text."""
        return Ask(self.source, self.label, text, self.languages, self.attempt)

    @property
    def language(self) -> str:
        """The language of the replacement."""
        return language_for(self.text, self.languages)


#: Gives a replacement. It may equal the text or be empty: `replacer` asks again then.
Family: TypeAlias = Callable[[Ask], str]

"""One replacement for one entity, whatever the family makes of it: never empty, never the same.

This is the plugin without its hooks: a label, a text and the languages of its document go in, a
text comes out. Families are imported when the first replacement is asked for, so that loading the
plugin costs nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from limina_synthetic.ask import Ask
from limina_synthetic.draw import Source, normal
from limina_synthetic.shapes import different, shaped

#: A longer entity, in code points, is no value of any kind: it gets its shape redrawn.
LONGEST = 400
#: Times a family is asked before the shape alone is redrawn.
_ATTEMPTS = 4


class Replacer:
    """Gives replacements.

    Args:
        secret: Decides all of them; the same secret gives the same replacements.
    """

    def __init__(self, secret: bytes) -> None:
        self._source = Source(secret)

    def replace(self, label: str, text: str, languages: Sequence[str] = ()) -> str:
        """A value of the same kind and shape.

        Args:
            label: The entity's label; one that is not built in gets the same shape.
            text: The entity's text.
            languages: ISO 639-1 codes of the document's languages, the likeliest first.

        Returns:
            Another text: not empty, without lone surrogates, and different from `text` even
            ignoring case; the empty text for the empty text.
        """
        if not text:
            return text
        from limina_synthetic.families import FAMILIES

        known = FAMILIES.get(label, shaped) if len(text) <= LONGEST else shaped
        taken = normal(text)
        for attempt in range(2 * _ATTEMPTS):
            family = known if attempt < _ATTEMPTS else shaped
            new = family(Ask(self._source, label, text, tuple(languages), attempt))
            if new.strip() and normal(new) != taken:
                return _scrubbed(new)
        return different(self._source.draw("different", text), text)


def _scrubbed(text: str) -> str:
    """The text without lone surrogates, which only a text that held some could have."""
    if text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text):
        return text
    return "".join("�" if unicodedata.category(c) == "Cs" else c for c in text)

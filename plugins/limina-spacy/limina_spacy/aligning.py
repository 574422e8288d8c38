"""Reference spans on the tokens of another reading of the same text.

`spacy train` tokenizes a text anew, not always as whoever annotated it did.
"""

from __future__ import annotations

from spacy.tokens import Doc

from limina_spacy.targets import Marked


def on_tokens_of(doc: Doc, other: Doc, group: str) -> list[Marked]:
    """The tokens of a document that the spans of another one with the same text touch.

    Args:
        doc: Whose tokens are counted.
        other: Whose spans are meant.
        group: Name of the spans' group, which need not exist.
    """
    out: list[Marked] = []
    if group not in other.spans:
        return out
    for span in other.spans[group]:
        found = doc.char_span(span.start_char, span.end_char, alignment_mode="expand")
        if found is not None and len(found):
            out.append(Marked(found.start, found.end, span.label_))
    return out

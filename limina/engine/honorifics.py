"""Honorifics in front of names, for those who want them covered: `Mr` tells a sex, `Mrs` a state.

Limina leaves them outside (`Mr. [NAME_1]`); corpora for legal texts take them in. What only says
what somebody does or has studied (`Dr`, `Judge`) tells neither and stays outside either way, unless
an honorific stands before it: `Frau Dr. Wirth`. This module knows honorifics and titles of English,
German, French, Spanish, Italian and Dutch, and what may stand between them and a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from limina.engine.spans import Detection
from limina.engine.taxonomy import Taxonomy

#: What the detections made here name as their detector and rule.
DETECTOR: Final = "honorifics"
RULE: Final = "honorific"

_NAME: Final = "NAME"
_REACH: Final = 40
_HONORIFICS: Final = regex.compile(
    r"""(?<![\w@\#/.-])
        (?: (?: Mr | Mrs | Ms | Mx | Miss | Mister | Madam | Madame | Sir | Dame | Lord | Lady
              | Herrn? | Frau | Fräulein | Monsieur | Mademoiselle | MM? | Mme | Mmes | Mlle
              | Sr | Sra | Srta | Señor | Señora | Señorita | Don | Doña | D | Dña | D\.ª
              | Sig | Sig\.ra | Signor | Signora | Dhr | Mevr | Meneer | Mevrouw
            ) (?&gap)
            (?: (?: Dr | Drs | Doctor | Prof | Professor | Rev | Reverend | Judge | Justice
                  | Maître | Me
                ) (?&gap) ){0,2} ){1,2} \Z
        (?(DEFINE) (?P<gap> (?:\. | (?=\s)) [^\S\n\r]{1,2} ))""",
    regex.VERBOSE | regex.V0,
)


def honorifics(
    text: str, detections: Iterable[Detection], taxonomy: Taxonomy
) -> Iterator[Detection]:
    """Detections that take the honorifics in front of names in.

    Args:
        text: The document's text.
        detections: What is believed; only names of people count.
        taxonomy: Says which labels are names.

    Yields:
        For a name behind honorifics, one more detection from the first of them to the name's end,
        with the name's score.
    """
    starts: dict[int, int | None] = {}
    for d in detections:
        if taxonomy.family(d.label) != _NAME:
            continue
        if d.start not in starts:
            found = _HONORIFICS.search(text, max(0, d.start - _REACH), d.start)
            starts[d.start] = found.start() if found else None
        start = starts[d.start]
        if start is not None:
            yield Detection(start, d.end, _NAME, d.score, DETECTOR, RULE)

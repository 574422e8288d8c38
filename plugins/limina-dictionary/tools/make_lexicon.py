"""Writes `limina_dictionary/data/lexicon.tsv`: all term lists, as the lexicon looks them up.

Run it after any list has changed, or what is made of lists: `python tools/make_lexicon.py`. A test
tells when that was forgotten.
"""

from __future__ import annotations

from pathlib import Path

from limina_dictionary.building import lexicon_text
from limina_dictionary.saved import FILE

DATA = Path(__file__).parent.parent / "limina_dictionary" / "data"

if __name__ == "__main__":
    (DATA / FILE).write_text(lexicon_text(), encoding="utf-8", newline="\n")

"""Counts on annotated corpora how often each rule and each ambiguous term is right.

`python tools/calibrate.py --corpora DIRECTORY` prints a table of the rules, and the gaps between a
rule's score and what was counted; with `--write` it writes `data/priors.tsv` as well: for words in
lists of names and places, how likely each label is where one stands alone with a capital.
Only corpora whose licence allows it and that are for training are read; only counts are kept.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from limina_dictionary import Lexicon, Rules
from limina_dictionary import classes as c
from limina_dictionary.view import composed
from limina_dictionary.words import opens_sentence, word_before, word_behind

PRIORS = Path(__file__).parent.parent / "limina_dictionary" / "data" / "priors.tsv"
CORPORA = (
    "wikigold", "wnut17_train", "btc_abegh", "tab_train92", "sec_fin5", "crossner", "ncbi_disease",
    "bc5cdr", "meddocan_es_train", "echr_es_train", "echr_fr_train", "germeval14_dev",
)  # fmt: skip
FAMILIES = {
    "NAME_GIVEN": "NAME",
    "NAME_FAMILY": "NAME",
    "NAME_MEDICAL_PROFESSIONAL": "NAME",
    "ORGANIZATION_MEDICAL_FACILITY": "ORGANIZATION",
    "POLITICAL_AFFILIATION": "ORGANIZATION",
}
#: How much the prior of a list counts against what is counted of a term.
_STRENGTH = 8.0
_LEAST = 4
_KINDS = (
    (c.GIVEN, "NAME_GIVEN", "NAME"),
    (c.FAMILY, "NAME_FAMILY", "NAME"),
    (c.CITY, "LOCATION_CITY", "LOCATION"),
    (c.STATE, "LOCATION_STATE", "LOCATION"),
    (c.COUNTRY, "LOCATION_COUNTRY", "LOCATION"),
)


def family(label: str) -> str:
    """The family a label is counted under."""
    if label.startswith("LOCATION"):
        return "LOCATION"
    return FAMILIES.get(label, label)


def records(corpora: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """All records with the names of their corpora."""
    for name in CORPORA:
        path = corpora / f"{name}.jsonl"
        if path.exists():
            for line in path.read_text(encoding="utf-8").splitlines():
                yield name, json.loads(line)


def rules_table(corpora: Path, lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """Rule to how often it was right and wrong, in and out of each corpus."""
    rules = Rules(lexicon, doubtful=True)
    table: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for name, record in records(corpora):
        text, offsets = composed(record["text"])
        if offsets is not None:
            continue
        gold = [(s["start"], s["end"], family(s["label"])) for s in record["spans"]]
        neutral = [(s["start"], s["end"]) for s in record.get("neutral", ())]
        scope = set(record["scope"])
        for one in rules.find(text):
            kind = family(one.label)
            if kind not in scope and one.label not in scope:
                continue
            if any(start < one.end and one.start < end for start, end in neutral):
                continue
            right = any(s < one.end and one.start < e and kind == k for s, e, k in gold)
            key = f"{one.rule}\t{kind}"
            table[key]["right" if right else "wrong"] += 1
            table[key][f"{name}:{'right' if right else 'wrong'}"] += 1
            table[key]["score"] += one.score
    return table


def priors(corpora: Path, lexicon: Lexicon) -> dict[tuple[str, str], float]:
    """How likely words have a label where they stand alone with a capital within a sentence."""
    seen: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for _name, record in records(corpora):
        text, offsets = composed(record["text"])
        if offsets is not None or "NAME" not in record["scope"]:
            continue
        spans = [(s["start"], s["end"], family(s["label"])) for s in record["spans"]]
        for hit in lexicon.hits(text):
            word = text[hit.start : hit.end]
            if not hit.flags & (c.NAME | c.PLACE) or len(word) < 2:
                continue
            if not word[0].isupper() or word.isupper() or opens_sentence(text, hit.start):
                continue
            around = word_before(text, hit.start), word_behind(text, hit.end)
            if any(one is not None and one.capital for one in around):
                continue
            around_it = [one for one in spans if one[0] <= hit.start and hit.end <= one[1]]
            kinds = {k for _s, _e, k in around_it}
            if any(e - s > hit.end - hit.start for s, e, _k in around_it):
                # Within a longer name it is part of that: `Ontario general election`.
                continue
            for flag, label, kind in _KINDS:
                if hit.flags & flag:
                    seen[label, word.lower()] += 1
                    right[label, word.lower()] += kind in kinds
    totals: dict[tuple[str, int], list[int]] = defaultdict(lambda: [0, 0])
    for (label, word), count in seen.items():
        total = totals[label, bin_of(lexicon, word)]
        total[0] += count
        total[1] += right[label, word]
    out = {}
    for (label, word), count in seen.items():
        if count >= _LEAST:
            total = totals[label, bin_of(lexicon, word)]
            base = total[1] / total[0]
            out[label, word] = (right[label, word] + _STRENGTH * base) / (count + _STRENGTH)
    return out


def bin_of(lexicon: Lexicon, word: str) -> int:
    """How common a word is: what its classes say of it as a name."""
    return lexicon.flags_of(word.title()) & (c.COMMON | c.SOFT | c.NAME_FIRST | c.CITY_LARGE)


def main() -> None:
    """Print the table; write the priors if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    lexicon = Lexicon()
    if given.write:
        found = priors(given.corpora, lexicon)
        lines = sorted(f"{label}\t{word}\t{prior:.2f}\n" for (label, word), prior in found.items())
        PRIORS.write_text("".join(lines), encoding="utf-8")
    for key, counts in sorted(rules_table(given.corpora, lexicon).items()):
        total = counts["right"] + counts["wrong"]
        share = counts["right"] / total
        print(f"{key:45} n {total:6} right {share:.3f} score {counts['score'] / total:.3f}")


if __name__ == "__main__":
    main()

"""Terms of diseases and medicines from annotated corpora, and how often they are what they seem.

Two corpora of PubMed abstracts, both under licences that allow it with attribution, give terms:
those that the annotators marked nearly every time they occur. Texts are not kept.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ahocorasick

#: Corpora whose marked terms are taken, and from how many mentions on, and how sure.
SOURCES = {
    "CONDITION": (("ncbi_disease.jsonl", "bc5cdr.jsonl"), 3, 0.75),
    "DRUG": (("bc5cdr.jsonl",), 4, 0.85),
}
_TERM = re.compile(r"[^\W\d_][\w'’ -]{3,60}")
#: Substances the corpus marks as chemicals that nobody takes as a medicine.
_NO_DRUGS = re.compile(
    r"(?:glucose|creatinine|cholesterol|oxygen|water|sodium|potassium|calcium|nitrogen|"
    r"nitric oxide|"
    r"ethanol|alcohol|lipids?|steroids?|sugars?|salts?|ammonia|carbon|lead|arsenic|mercury|cadmium|"
    r"copper|chloride|phosphorus|phosphate|urea|bilirubin|uric|lactate|glutamate|serotonin|gaba|"
    r"catecholamines?|dopamine|glycine|tyrosine|glutathione|cortisol|aldosterone|angiotensin|camp|"
    r"amino|acids?|nucleotides?|peptides?|polymers?|metals?|paraquat|pesticides?|saline|acetone|"
    r"formalin|toluene|benzene|chemicals?|polyethylene|cellulose|sucrose|fructose|lactose|xylose|"
    r"caffeine|nicotine|magnesium|barium|lithium|luminal|ozone|platinum|thallium|thiols?|"
    r"amines|choline|"
    r"green tea|gum arabic|histamine|galactose|betaine|nucleosides|macrolide|contrast media|"
    r"hbe?[as]+g|"
    r"acrolein|chloroform|organophosphate|hepatitis b surface antigen|lipopolysaccharide|urethane|"
    r"androgens|estrogen|oestrogen|statin|bort|arag|agsd|bzds|ara-c|atorva|superoxide|"
    r"peroxide|malondialdehyde|prostaglandins?|triglycerides?|hydroxyl|methyl|heme|iron)"
)
_NO_CONDITIONS = re.compile(
    r"(?:deaths?|toxic|tumors?|injur(?:y|ies)|lesions?|abnormalities|disorders?|diseases?|"
    r"hereditary|inherited|toxicity|damage|deficit|impairment|complications?|syndrome|infections?|"
    r"neoplasms?|cancers?|pain|depressed|dead|loss|failure|shock|stroke|bleeding|fatigue|weakness|"
    r"lids|aggressiveness|reduction .*|.*abnormalities|.*deficits?|hypolocomotion|"
    r"hit type ii|deficient|"
    r"weight loss|weight gain|recurrent|familial|inflammatory|ischemic|hemorrhagic|movement)"
)


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a corpus."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def plain(text: str) -> str:
    """Text without the spaces that the corpora put around hyphens and apostrophes."""
    return re.sub(r" (['’])", r"\1", re.sub(r" ?- ?", "-", text))


def terms(corpora: Path, label: str) -> set[str]:
    """What the corpora mark as a label nearly every time it occurs, in small letters."""
    files, least, sure = SOURCES[label]
    marked: Counter[str] = Counter()
    for file in files:
        for record in records(corpora / file):
            for span in record["spans"]:
                term = plain(record["text"][span["start"] : span["end"]])
                if span["label"] == label and not term.isupper():
                    marked[term.lower()] += 1
    wanted = {term for term, count in marked.items() if count >= least and _TERM.fullmatch(term)}
    excluded = _NO_DRUGS if label == "DRUG" else _NO_CONDITIONS
    wanted = {term for term in wanted if not excluded.fullmatch(term)}
    if label == "DRUG":
        wanted = {term for term in wanted if not excluded.match(term.split(" ")[-1])}
    seen: Counter[str] = Counter()
    automaton = ahocorasick.Automaton()
    for term in wanted:
        automaton.add_word(f" {term} ", term)
    automaton.make_automaton()
    for file in files:
        for record in records(corpora / file):
            words = " ".join(re.findall(r"[\w'’-]+", plain(record["text"].lower())))
            for _end, term in automaton.iter(f" {words} "):
                seen[term] += 1
    return {term for term in wanted if marked[term] >= sure * max(seen[term], 1)}

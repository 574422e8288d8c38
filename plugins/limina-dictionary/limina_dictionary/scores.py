"""How likely a finding is right: by the rule that made it, and by the term where that is known.

The figures come from `tools/calibrate.py`, which counts on corpora how often each rule and each
term is right; `data/priors.tsv` holds those of terms. Rules without a corpus have our own figures.
"""

from __future__ import annotations

from importlib.resources import files

#: Score of every rule; what is below a half needs the support of another detector.
RULES: dict[str, float] = {
    "conditions": 0.87,
    "conditions/ending": 0.75,
    "conditions/head": 0.82,
    "conditions/supported": 0.74,
    "conditions/doubtful": 0.3,
    "drugs": 0.88,
    "drugs/ending": 0.8,
    "drugs/supported": 0.75,
    "drugs/doubtful": 0.2,
    "procedures": 0.8,
    "procedures/ending": 0.7,
    "procedures/head": 0.75,
    "procedures/supported": 0.65,
    "procedures/doubtful": 0.15,
    "injuries": 0.8,
    "injuries/verb": 0.92,
    "injuries/part": 0.75,
    "bodies": 0.75,
    "bodies/weak": 0.3,
    "events": 0.86,
    "events/head": 0.72,
    "events/lead": 0.7,
    "events/weak": 0.45,
    "organizations": 0.8,
    "organizations/suffix": 0.93,
    "organizations/head": 0.78,
    "organizations/everyday": 0.65,
    "organizations/lead": 0.8,
    "organizations/supported": 0.72,
    "organizations/doubtful": 0.4,
    "organizations/small-letters": 0.72,
    "parties/head": 0.75,
    "facilities": 0.8,
    "facilities/head": 0.82,
    "facilities/lead": 0.88,
    "clinicians": 0.92,
    "clinicians/doctor": 0.75,
    "currencies": 0.3,
    "weak/given": 0.25,
    "weak/family": 0.15,
    "weak/place": 0.2,
    "weak/group": 0.2,
}

#: Score of a listed term of several words: it is rarely anything else, and it says where it ends.
SEVERAL = 0.92
#: Rules that report terms of the lists as they are.
_LISTED = frozenset({"conditions", "procedures", "injuries", "events"})


def _priors() -> dict[tuple[str, str], float]:
    path = files("limina_dictionary") / "data" / "priors.tsv"
    out: dict[tuple[str, str], float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        key, term, prior = line.split("\t")
        out[key, term] = float(prior)
    return out


_PRIORS = _priors()


def score_of(rule: str, label: str = "", term: str = "") -> float:
    """The score of what a rule found.

    Args:
        rule: The rule.
        label: The label it gave.
        term: The term it gave it to, in small letters; its own prior wins over the rule's score.
    """
    prior = _PRIORS.get((label, term)) if term else None
    if prior is None and rule in _LISTED and " " in term:
        return SEVERAL
    return RULES[rule] if prior is None else prior


def prior_of(label: str, term: str) -> float | None:
    """The probability that a term in small letters has a label where it stands with a capital."""
    return _PRIORS.get((label, term))

"""The second pass: a name that was found for certain is a name wherever else it stands.

Names of people are carried to other mentions whole and by their parts, names of organizations
whole. What is a mention is decided by the words alone: their case, and whether the text also uses
them as common words. This module knows no detector and makes no entities
(docs/explanation/fusion.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import regex

from limina.engine.abbreviations import introduced
from limina.engine.abbreviations import mentions as mentions_of
from limina.engine.fusion import EPSILON, Weighed, cut_off
from limina.engine.organizations import stands_alone as is_organization
from limina.engine.person_names import TITLE_REACH, is_title
from limina.engine.person_names import stands_alone as is_person
from limina.engine.spans import Detection
from limina.engine.taxonomy import Taxonomy
from limina.engine.tokens import Cover


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: `detector` and `rule` of what is found here.
DETECTOR: Final = "propagation"
RULE: Final = "second mention"
SHORTENED: Final = "abbreviation"
#: How probable a name must be to be carried on.
CERTAIN: Final = 0.8
#: A further mention is so much less probable than the name it repeats.
FADING: Final = 0.95
#: A word that detectors missed more often than so many times for each time they found it is no
#: name they are certain of.
MOST_MISSED: Final = 4
#: Share of capitals in a text, all characters counted, from which on its names have one.
FEW_CAPITALS: Final = 0.01
#: Longest name that is carried on, in code points.
MOST_CHARACTERS: Final = 120
#: Names that begin with the same word before no further one is looked for; it bounds the work.
CROWD: Final = 16

#: In texts up to here it is worth a look whether any name recurs at all; the look grows with both.
SHORT: Final = 5_000

#: Shortest words, in code points, that are carried on by themselves.
FEWEST_OF_PERSON: Final = 3
FEWEST_OF_ORGANIZATION: Final = 4
#: Labels under which nothing says which part of the name a word is.
_WHOLE: Final = frozenset(("NAME", "NAME_MEDICAL_PROFESSIONAL"))

#: Letters with their accents, hyphens and apostrophes inside; a possessive is not in it.
_WORD: Final = regex.compile(
    r"(?<![\w\p{M}])\p{L}[\p{L}\p{M}]*(?:[-'’](?!s(?![\p{L}\p{M}]))\p{L}[\p{L}\p{M}]*)*", regex.V0
)
#: What may not follow a mention: more of the same word.
_GOES_ON: Final = regex.compile(r"[\w\p{M}]|[-'’](?!s(?![\p{L}\p{M}]))\p{L}", regex.V0)
#: What stands before a word whose capital says nothing.
_SENTENCE_BEGINS: Final = regex.compile(r"(?:\A|(\w*)\.|[!?:\n])[^\w.!?:\n]*\Z", regex.V0)
#: Given and family names that are everyday words of English too; where a capital says nothing,
#: or there are none in the text, nothing else tells them apart.
_WORDS_TOO: Final = _set(
    "angel april art august baker banks bell berry bill bishop black blue bond brook brown buck "
    "bush butler chance charity chase chip cliff cook cooper dawn day dean dew dick drew english "
    "faith fern field ford forest foster fox frank french gene gold grace grant gray green hall "
    "harmony home honey hope hunt hunter jack jean jewel joy june justice king knight lake lance "
    "lane little long love major mark marsh may mercy miles mill miller moon nick olive page park "
    "pat patience pearl penny pepper pierce porter price prince rain ray rich river rob robin rod "
    "rose royal sage short silver sky skip snow star stone story strong sue summer van victory "
    "wade ward waters way wells west white will winter wolf wood woods young"
)


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A name to be looked for.

    Attributes:
        text: As it was found.
        folded: The same in folded case.
        family: Family of the label.
        label: What a mention of it is.
        score: How probable a mention of it is.
        single: Whether it is one word, which then must not be a common one.
    """

    text: str
    folded: str
    family: str
    label: str
    score: float
    single: bool

    @property
    def lower(self) -> bool:
        """Whether it was found without capitals."""
        return self.text.islower()


@dataclass(slots=True)
class Known:
    """What was decided on before, beside what is weighed now.

    Attributes:
        certain: Label and text of names found for certain, and how probable they are at best.
        covered: Start and end of what is kept, sorted by start.
    """

    certain: dict[tuple[str, str], float] = field(default_factory=dict)
    covered: list[tuple[int, int]] = field(default_factory=list)


def second_mentions(
    text: str,
    weighed: Sequence[Weighed],
    *,
    taxonomy: Taxonomy,
    sensitivity: float,
    known: Known | None = None,
) -> list[Detection]:
    """Find what else in a text are the names that were found in it.

    Args:
        text: The whole text.
        weighed: Everything found in it. What is not kept names nothing and covers nothing; facts
            cover and name nothing.
        taxonomy: All labels.
        sensitivity: 0..1; nothing less probable than its cut-off is returned.
        known: What else is found in it.

    Returns:
        Disjoint detections in the order of the text. None overlaps a kept one, but an abbreviation
        that the text introduces for an organization may have the place of one.
    """
    certain = _certain(text, weighed)
    spans = [(one.detection.start, one.detection.end) for one in weighed if one.kept]
    if known is not None:
        for key, probability in known.certain.items():
            certain[key] = max(certain.get(key, 0.0), probability)
        spans = sorted([*spans, *known.covered])
    least = cut_off(sensitivity) - EPSILON
    shortened = list(_abbreviations(text, certain, spans, taxonomy, least))
    phrases = _phrases(text, certain, taxonomy, least)
    if not phrases:
        return shortened
    spans += ((d.start, d.end) for d in shortened)
    covered = Cover(sorted(spans) if shortened else spans)
    places: list[tuple[int, str]] = []
    common: set[str] = set()
    found_before: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        word = match[0]
        folded = word.casefold()
        if folded not in phrases:
            continue
        if covered.touches(*match.span()):
            found_before[folded] += 1
            continue
        places.append((match.start(), folded))
        if word[0].islower():
            common.add(folded)
    missed = Counter(word for _, word in places)
    rare = {word for word, count in missed.items() if count > MOST_MISSED * found_before[word]}
    found: list[Detection] = []
    end = 0
    for start, word in places:
        if start < end:
            continue
        for phrase in phrases[word]:
            behind = start + len(phrase.text)
            if phrase.single and (word in rare or (word in common and not phrase.lower)):
                continue
            if _is_mention(text, start, behind, phrase) and not covered.touches(start, behind):
                found.append(Detection(start, behind, phrase.label, phrase.score, DETECTOR, RULE))
                end = behind
                break
    return sorted([*found, *shortened]) if shortened else found


def _abbreviations(
    text: str,
    certain: Mapping[tuple[str, str], float],
    spans: Sequence[tuple[int, int]],
    taxonomy: Taxonomy,
    least: float,
) -> Iterator[Detection]:
    """Every mention of the abbreviations that the text introduces for organizations, also where
    detectors took it, and nothing around it, for something else."""
    names: dict[str, float] = {}
    for (label, name), probability in certain.items():
        if taxonomy.family(label) == "ORGANIZATION" and probability >= least:
            names[name] = max(names.get(name, 0.0), probability)
    scores = introduced(text, names)
    places = list(mentions_of(text, scores))
    if places:
        own = frozenset(places)
        others = Cover(span for span in spans if span not in own)
        for start, end in places:
            if not others.touches(start, end):
                score = scores[text[start:end]]
                yield Detection(start, end, "ORGANIZATION", score, DETECTOR, SHORTENED)


def _is_mention(text: str, start: int, end: int, phrase: _Phrase) -> bool:
    """Whether the words are the name, and written as names are."""
    mention = text[start:end]
    if mention.casefold() != phrase.folded or _GOES_ON.match(text, end):
        return False
    everyday = phrase.single and phrase.folded in _WORDS_TOO
    if everyday and (phrase.lower or _begins_sentence(text, start)):
        return False
    return phrase.lower or mention == phrase.text or not mention[0].islower()


def _begins_sentence(text: str, start: int) -> bool:
    begins = _SENTENCE_BEGINS.search(text[max(start - TITLE_REACH, 0) : start])
    return begins is not None and not is_title((begins[1] or "").casefold())


def _phrases(
    text: str, certain: Mapping[tuple[str, str], float], taxonomy: Taxonomy, least: float
) -> dict[str, list[_Phrase]]:
    """What to look for, by the first word in folded case, the longest first."""
    best: dict[tuple[str, str], _Phrase] = {}

    def rank(phrase: _Phrase) -> tuple[int, float, int]:
        label = phrase.label
        return len(taxonomy.ancestors(label)), phrase.score, -taxonomy.rank(label)

    if len(text) <= SHORT and not _any_recurs(text, certain):
        return {}
    capitals = any(found.islower() for _, found in certain) and _has_capitals(text)
    for (label, found), probability in certain.items():
        family = taxonomy.family(label)
        score = probability * FADING
        if score < least or family not in _NAMES:
            continue
        for name in _NAMES[family](found, label):
            if name.islower() and (capitals or not found.islower()):
                continue
            single = _WORD.fullmatch(name) is not None
            phrase = _Phrase(name, name.casefold(), family, label, score, single)
            known = best.setdefault((family, name), phrase)
            if rank(phrase) > rank(known):
                best[family, name] = phrase
    phrases: dict[str, list[_Phrase]] = {}
    for phrase in sorted(best.values(), key=lambda p: (-len(p.text), -p.score, p.text, p.family)):
        some = phrases.setdefault(_WORD.match(phrase.text)[0].casefold(), [])
        if len(some) < CROWD:
            some.append(phrase)
    return phrases


def _any_recurs(text: str, certain: Iterable[tuple[str, str]]) -> bool:
    """Whether a word of what was found stands in the text twice, perhaps inside another word; no
    further mention is to be found otherwise."""
    folded = text.casefold()
    return any(
        folded.count(word.casefold()) > 1
        for _label, found in certain
        for word in _WORD.findall(found)
    )


def _has_capitals(text: str) -> bool:
    """Whether names in the text are written with capitals."""
    return sum(map(str.isupper, text)) > FEW_CAPITALS * len(text)


def known_names(
    text: str, weighed: Sequence[Weighed], taxonomy: Taxonomy
) -> dict[tuple[str, str], float]:
    """`Known.certain` of a part of a text, without what is no name."""
    certain = _certain(text, weighed)
    return {key: p for key, p in certain.items() if taxonomy.family(key[0]) in _NAMES}


def _certain(text: str, weighed: Sequence[Weighed]) -> dict[tuple[str, str], float]:
    """The labels and texts that were found for certain, and how probable they are at best."""
    certain: dict[tuple[str, str], float] = {}
    for one in weighed:
        d = one.detection
        if one.probability < CERTAIN or not one.kept or one.fact:
            continue
        if d.end - d.start <= MOST_CHARACTERS:
            key = d.label, text[d.start : d.end]
            certain[key] = max(certain.get(key, 0.0), one.probability)
    return certain


def _people(found: str, label: str) -> Iterator[str]:
    """A person's name without titles; where nothing says which word is what, also the first and
    the last word of it."""
    words = list(_WORD.finditer(found))
    while words and is_title(words[0][0].casefold()):
        del words[0]
    if len(words) > 1:
        yield found[words[0].start() : words[-1].end()]
    if len(words) == 1 or (words and label in _WHOLE):
        for word in (words[0][0], words[-1][0]):
            if len(word) >= FEWEST_OF_PERSON and is_person(word.casefold()):
                yield word


def _organizations(found: str, label: str) -> Iterator[str]:
    """An organization's name without the article."""
    words = list(_WORD.finditer(found))
    if words and words[0][0].casefold() == "the":
        del words[0]
    if not words:
        return
    end = words[-1].end()
    if any(map(str.isdigit, found[end:])):
        end = len(found)
    name = found[words[0].start() : end]
    if not _WORD.fullmatch(name):
        if not name.islower():
            yield name
    elif (
        len(name) >= FEWEST_OF_ORGANIZATION
        and not name[0].islower()
        and is_organization(name.casefold())
    ):
        yield name


_NAMES: Final[dict[str, Callable[[str, str], Iterator[str]]]] = {
    "NAME": _people,
    "ORGANIZATION": _organizations,
}

"""Words of closed kinds: health terms, occupations, religions, genders, signs and the like.

A known word is exchanged for one of its class, a phrase of known words is exchanged word by word,
and any other phrase gives way to a whole one from the label's list.
"""

from __future__ import annotations

import re
from functools import lru_cache

from limina_synthetic.ask import Ask
from limina_synthetic.draw import normal
from limina_synthetic.faker_lists import strings
from limina_synthetic.identifiers import identifier
from limina_synthetic.letters import language_for, like, like_phrase
from limina_synthetic.numerals import locale_of, redraw_number, value_of
from limina_synthetic.phrases import Redraw, indefinite_article, rewrite, split_tail
from limina_synthetic.shapes import pseudo, redraw
from limina_synthetic.terms import Terms
from limina_synthetic.word_lists import LANGUAGES, lexicon_for
from limina_synthetic.wordtable import word_list

#: Label to the sections that its words are looked up in, if those are not the label's own alone.
_SECTIONS = {
    "CONDITION": ("CONDITION", "BODY", "INJURY"),
    "INJURY": ("INJURY", "BODY", "CONDITION"),
    "MEDICAL_PROCESS": ("MEDICAL_PROCESS", "BODY", "CONDITION"),
    "EFFECT": ("EFFECT", "BODY", "CONDITION"),
    "PHYSICAL_ATTRIBUTE": ("PHYSICAL_ATTRIBUTE", "BODY"),
    "EVENT": ("EVENT", "HOLIDAY"),
}
#: Label to the section of words that stay beside the others.
_PLAINS = {
    "DRUG": "DRUG_PLAIN", "OCCUPATION": "OCCUPATION_PLAIN", "PHYSICAL_ATTRIBUTE": "PHYSICAL_PLAIN",
    "PRODUCT": "PRODUCT_PLAIN", "PROJECT": "PROJECT_PLAIN", "MEDICAL_CODE": "MEDICAL_CODE_PLAIN",
}  # fmt: skip
_ARTICLE = re.compile(r"(an?)\s+(?=[A-Za-z])", re.IGNORECASE)
_CLASSIFICATION = re.compile(
    r"(?:icd-?(?:9|10|11)(?:-?[cp][ms])?|cpt|hcpcs|snomed(?:[ -]ct)?|loinc|drg|ndc|atc"
    r"|dsm-?(?:5|iv|v))(?![^\W_])[\s:#]*",
    re.IGNORECASE,
)
_PLURAL = re.compile(r"(?<![sui])s$")
_LANGUAGES = word_list(
    """
    en de fr es it pt nl ru uk pl cs sk sv da nb fi hu ro bg hr sr sl el tr ar fa he hi bn ta te
    ur pa gu mr ne si th vi id ms tl ja zh ko ka hy az kk uz sw yo ig ha zu xh am so af sq eu ca
    gl ga cy is lt lv et mt mk mn my km lo
    """
)


def listed(ask: Ask) -> str:
    """A term of the label's own lists."""
    return _term(ask, _SECTIONS.get(ask.label, (ask.label,)), None)


def quantified(ask: Ask) -> str:
    """A term that may go with numbers: they are redrawn."""

    def number(token: str, tail: str) -> str | None:
        if token in ("1", "2", "3", "4"):
            return redraw_number(ask, token, "stage", 1, 4)
        return redraw_number(ask, token, ask.label)

    return _term(ask, _SECTIONS.get(ask.label, (ask.label,)), number)


def _term(
    ask: Ask, sections: tuple[str, ...], number: Redraw | None, keep_counted: bool = False
) -> str:
    text = ask.text
    lexicon = lexicon_for(text, ask.languages, *sections)
    phrase = " ".join(text.split())
    terms = lexicon.find(phrase)
    if terms is not None:
        return like_phrase(text, terms.exchange(ask, phrase))
    article = _ARTICLE.match(text)
    if article and lexicon.find(text[article.end() :]) is not None:
        new = _term(ask.part(text[article.end() :]), sections, number)
        fitting = like(article[1], indefinite_article(new))
        return fitting + text[len(article[1]) : article.end()] + new
    plain = _plain(language_for(text, ask.languages), _PLAINS.get(ask.label, ""))
    swapped = rewrite(ask, lexicon=lexicon, plain=plain, number=number, keep_counted=keep_counted)
    if swapped is not None:
        return swapped
    return like_phrase(text, lexicon.classes[0].exchange_phrase(ask, phrase))


@lru_cache(maxsize=64)
def _plain(language: str, section: str) -> frozenset[str]:
    words: set[str] = set()
    for own in dict.fromkeys((language, "en")):
        for terms in lexicon_for("", (own,), "PLAIN", *filter(None, [section])).classes:
            words.update(map(normal, terms.items))
    return frozenset(words)


def occupation(ask: Ask) -> str:
    """A profession or the title of a job, also of several people."""
    text = " ".join(ask.text.split())
    lexicon = lexicon_for(text, ask.languages, "OCCUPATION")
    if lexicon.find(text) is None:
        jobs = _jobs(ask.language)
        known = jobs.known(ask, text)
        if known is None and ask.language not in LANGUAGES and len(jobs) > 9:
            known = jobs.exchange_phrase(ask, text)
        if known is not None:
            return like_phrase(ask.text, known)
        if ask.language == "en" and len(text) > 4 and _PLURAL.search(text) and text[-2].islower():
            singular = ask.part(text[:-3] + "y" if text.endswith("ies") else text[:-1])
            return plural(_term(singular, ("OCCUPATION",), None))
    return _term(ask, ("OCCUPATION",), None)


@lru_cache(maxsize=64)
def _jobs(language: str) -> Terms:
    return Terms(f"job/{language}", strings("job", language, "jobs", "jobs_male"))


def plural(noun: str) -> str:
    """The regular English plural of a noun."""
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and not noun.endswith(("ay", "ey", "oy", "uy")):
        return noun[:-1] + "ies"
    return noun + "s"


def language(ask: Ask) -> str:
    """A language, by its name in the text's own."""
    text = " ".join(ask.text.split())
    own = ask.language
    for code in dict.fromkeys((own, "en")):
        known = _language_names(code).known(ask, text)
        if known is not None:
            return like_phrase(text, known)
    return like_phrase(text, _language_names(own).exchange(ask, text))


@lru_cache(maxsize=64)
def _language_names(language: str) -> Terms:
    names = locale_of(language).languages
    listed = (names[code] for code in _LANGUAGES if code in names)
    return Terms(f"language/{language}", (name for name in listed if "(" not in name))


def event(ask: Ask) -> str:
    """An event or a holiday, with its year or number if it has one."""

    def number(token: str, tail: str) -> str | None:
        value = value_of(token)
        if len(token) == 4 and 1900 <= value < 2100:
            return str(ask.draw("year", token).other(value - 12, value + 1, value))
        return redraw_number(ask, token, "event")

    return _term(ask, _SECTIONS["EVENT"], number)


def physical_attribute(ask: Ask) -> str:
    """What somebody looks like; heights and weights stay those of people."""

    def number(token: str, tail: str) -> str | None:
        value = value_of(token)
        unit = split_tail(tail)
        if unit in ("'", "’", "′", "ft", "foot", "feet") and 3 <= value <= 7:
            return redraw_number(ask, token, "feet", 4, 6)
        if unit in ('"', "″", "in", "inch", "inches", "") and value <= 11:
            return redraw_number(ask, token, "inches", 0, 11)
        if unit == "kg" and 30 <= value <= 150:
            return redraw_number(ask, token, "kilograms", 45, 99)
        if 120 <= value <= 220:
            return redraw_number(ask, token, "centimetres", 150, 199)
        return redraw_number(ask, token, "size")

    return _term(ask, _SECTIONS["PHYSICAL_ATTRIBUTE"], number, keep_counted=True)


def product(ask: Ask) -> str:
    """A product or a project: the words for what it is stay, the name proper is made up."""
    text = ask.text
    lexicon = lexicon_for(text, ask.languages, ask.label)
    plain = _plain("en", _PLAINS[ask.label])
    words = re.findall(r"[^\W_]+", text)
    known = lexicon.find(" ".join(text.split()))
    if known is not None or all(normal(word) in plain for word in words):
        return _term(ask, (ask.label,), None)

    def one(match: re.Match[str]) -> str:
        word = match[0]
        if normal(word) in plain:
            return word
        terms = lexicon.find(word)
        if terms is not None:
            return like(word, terms.exchange(ask, word))
        draw = ask.draw("product", word)
        return pseudo(draw, word) if len(word) > 3 and word.isalpha() else redraw(draw, word)

    return re.sub(r"[^\W_]+", one, text)


def medical_code(ask: Ask) -> str:
    """A code of a clinical classification, or what such codes are called."""
    name = _CLASSIFICATION.match(ask.text)
    rest = ask.text[name.end() :] if name else ask.text
    if any(character.isdigit() for character in rest):
        return (name[0] if name else "") + identifier(ask.part(rest))
    return listed(ask)

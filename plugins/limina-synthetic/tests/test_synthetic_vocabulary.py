"""Words of closed kinds: exchanged in their class, in their case, and never left in part."""

from __future__ import annotations

import re

import pytest

from limina_synthetic import Replacer
from limina_synthetic.vocabulary import plural
from limina_synthetic.word_lists import lexicon

REPLACER = Replacer(b"tests")
LISTED = (
    "CONDITION", "CORPORATE_ACTION", "DRUG", "EFFECT", "EVENT", "FINANCIAL_METRIC", "GENDER",
    "INJURY", "MARITAL_STATUS", "MEDICAL_PROCESS", "OCCUPATION", "ORIGIN", "PHYSICAL_ATTRIBUTE",
    "POLITICAL_AFFILIATION", "RELIGION", "SEXUALITY", "TREND", "ZODIAC_SIGN",
)  # fmt: skip


def other(label: str, text: str, language: str = "en") -> str:
    return REPLACER.replace(label, text, (language,))


@pytest.mark.parametrize("label", LISTED)
def test_a_known_word_becomes_another_of_its_class(label: str) -> None:
    for terms in lexicon("en", label).classes:
        for term in terms.items:
            own = lexicon("en", label).find(term)
            assert own is not None
            for text in (term, term.upper(), term.lower()):
                new = other(label, text)
                assert new in own
                assert new.casefold() != term.casefold()
                if text != term and sum(map(str.isalpha, text)) > 1:
                    assert (new.isupper(), new.islower()) == (text.isupper(), text.islower())


@pytest.mark.parametrize("label", LISTED)
@pytest.mark.parametrize("language", ["en", "de", "ru", "ja", "ar", "tr"])
def test_unknown_words_give_way_to_one_of_the_list(label: str, language: str) -> None:
    for text in ("Blorp", "blorpy frabjous", "Blorp's arrhythmia 17"):
        new = other(label, text, language)
        assert "lorp" not in new
        assert "frabjous" not in new
        assert new


@pytest.mark.parametrize(
    ("label", "text", "language", "pattern"),
    [
        ("CONDITION", "type 2 diabetes", "en", r"type \d [a-z' -]+"),
        ("CONDITION", "stage 4 lung cancer", "en", "stage [123] (?!lung)[a-z]+ (?!cancer)[a-z]+"),
        ("OCCUPATION", "Senior Software Engineer", "en", "Senior (?!Software)[A-Z].+"),
        ("ZODIAC_SIGN", "a Leo", "en", "an? (?!Leo)[A-Z][a-z]+"),
        ("CONDITION", "left knee pain", "en", "left (?!knee)[a-z]+ (?!pain)[a-z]+"),
        ("INJURY", "I broke my arm", "en", "I (?!broke)[a-z]+ my (?!arm)[a-z]+"),
        ("INJURY", "fractured wrist", "en", "(?!fractured)[a-z]+ (?!wrist)[a-z]+"),
        ("MEDICAL_PROCESS", "knee surgery", "en", "(?!knee)[a-z]+ (?!surgery)[a-z]+"),
        ("DRUG", "Advil 200 mg", "en", "(?!Advil)[A-Z][a-z]+ [1-9]00 mg"),
        ("DRUG", "LISINOPRIL", "en", "(?!LISINOPRIL)[A-Z]+"),
        ("OCCUPATION", "investors", "en", "(?!investors)[a-z ]+s|[a-z ]+men"),
        ("OCCUPATION", "a carpenter", "en", "an? (?!carpenter)[a-z ]+"),
        ("OCCUPATION", "CEO", "en", "(?!CEO)[A-Z]+"),
        ("OCCUPATION", "Lehrerin", "de", "(?!Lehrerin)[A-ZÄ][a-zäöü]+in|Hebamme"),
        ("OCCUPATION", "Engineer, civil", "en", "(?!Engineer, civil).+"),
        ("OCCUPATION", "γιατρός", "el", "[\u0370-\u03ff ()/.,-]+"),
        ("EVENT", "World Cup 2014", "en", r"[A-Z].* 20\d\d"),
        ("PHYSICAL_ATTRIBUTE", "I'm 190cm tall", "en", r"I'm 1\d\dcm tall"),
        ("PHYSICAL_ATTRIBUTE", "6'2\"", "en", r"[456]'\d{1,2}\""),
        ("PHYSICAL_ATTRIBUTE", "1.90 m", "en", r"1\.[5-9]\d m"),
        ("PHYSICAL_ATTRIBUTE", "82 kg", "en", r"\d\d kg"),
        ("PHYSICAL_ATTRIBUTE", "180 lbs", "en", r"1\d\d lbs"),
        ("GENDER", "men", "en", "(?!men)[a-z]+"),
        ("LANGUAGE", "Spanish", "en", "(?!Spanish)[A-Z][a-z]+"),
        ("LANGUAGE", "french", "en", "(?!french)[a-z]+"),
        ("LANGUAGE", "Französisch", "de", "(?!Französisch)[A-Z][a-zäöü]+"),
        ("LANGUAGE", "日本語", "ja", "(?!日本語).+語"),
        ("LANGUAGE", "Blorpish", "en", "[A-Z][a-z]+"),
        ("PRODUCT", "EchoStream Pro", "en", "(?!EchoStream)[A-Za-z]{10} Pro"),
        ("PRODUCT", "Platinum Advantage", "en", "(?!Platinum Adv)[A-Z][a-z]+ [A-Z][a-z]+"),
        ("PRODUCT", "iPhone 15", "en", r"[a-z][A-Z][a-z]{4} \d\d"),
        ("PROJECT", "Project X", "en", "Project [A-WYZ]"),
        ("PROJECT", "Operation Bluebird", "en", "Operation (?!Bluebird)[A-Z][a-z]+"),
        ("MEDICAL_CODE", "ICD-10 code", "en", "(?!ICD-10)[A-Z]+(-9)? code"),
        ("MEDICAL_CODE", "ICD-10 E11.9", "en", r"ICD-10 [A-Z]\d\d\.\d"),
        ("CONDITION", "高血圧", "ja", "[\u3040-\u30ff\u4e00-\u9fff]+"),
        ("RELIGION", "католик", "ru", "[а-я -]+"),
        ("ZODIAC_SIGN", "Löwe", "de", "(?!Löwe)[A-Z][a-zäöüß]+"),
    ],
)
def test_phrases_keep_their_build(label: str, text: str, language: str, pattern: str) -> None:
    new = other(label, text, language)
    assert re.fullmatch(pattern, new), new
    assert new != text


@pytest.mark.parametrize(
    ("noun", "nouns"),
    [("carpenter", "carpenters"), ("secretary", "secretaries"), ("coach", "coaches"),
     ("salesman", "salesmen"), ("waitress", "waitresses"), ("attorney", "attorneys")],
)  # fmt: skip
def test_plurals(noun: str, nouns: str) -> None:
    assert plural(noun) == nouns


@pytest.mark.parametrize(
    ("text", "language", "pattern"),
    [
        ("O-", "en", r"(A|B|AB|O)[+-]"), ("AB positive", "en", "(A|B|AB|O) (positive|negative)"),
        ("type O", "en", "type (A|B|AB)"), ("B-negative", "en", "(A|B|AB|O)-(positive|negative)"),
        ("A Rh+", "en", r"(A|B|AB|O) Rh[+-]"), ("o neg", "en", "(a|b|ab|o) (pos|neg)"),
        ("0 positiv", "de", "(A|B|AB|0) (positiv|negativ)"), ("Rh negative", "en", "Rh positive"),
        ("B RhD positive", "en", "(A|B|AB|O) RhD (positive|negative)"),
        ("A型", "ja", "(B|AB|O)型"),
        ("вторая положительная", "ru", "(первая|третья|четвёртая) отрицательная"),
        ("blorp", "en", r"(A|B|AB|O)[+-]"),
    ],
)  # fmt: skip
def test_blood_types(text: str, language: str, pattern: str) -> None:
    new = other("BLOOD_TYPE", text, language)
    assert re.fullmatch(pattern, new), new
    assert new != text


def test_blood_types_are_exchanged_one_to_one() -> None:
    types = [group + sign for group in ("A", "B", "AB", "O") for sign in "+-"]
    assert sorted(other("BLOOD_TYPE", text) for text in types) == sorted(types)
    assert all(other("BLOOD_TYPE", text) != text for text in types)

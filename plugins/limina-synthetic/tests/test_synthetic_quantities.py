"""Ages, durations, doses, amounts of money, figures of statistics."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer
from limina_synthetic.numerals import same_plural

REPLACER = Replacer(b"tests")


def other(label: str, text: str, language: str = "en") -> str:
    return REPLACER.replace(label, text, (language,))


@pytest.mark.parametrize(
    ("label", "text", "language", "pattern"),
    [
        ("AGE", "27", "en", r"\d\d"),
        ("AGE", "27 years old", "en", r"\d\d years old"),
        ("AGE", "27-year-old", "en", r"\d\d-year-old"),
        ("AGE", "1 year old", "en", r"1 (day|week|month|quarter|decade|minute|fortnight) old"),
        ("AGE", "6 months", "en", r"\d{1,2} months"),
        ("AGE", "3 weeks old", "en", r"\d{1,2} weeks old"),
        ("AGE", "10 days old", "en", r"\d{1,2} days old"),
        ("AGE", "5000", "en", "[1-9]000"),
        ("AGE", "in his 40s", "en", r"in his [2-9]0s"),
        ("AGE", "early thirties", "en", "early (?!thirties)[a-z]+ties"),
        ("AGE", "forty-two", "en", "(?!forty)[a-z]+-(?!two)[a-z]+"),
        ("AGE", "65+", "en", r"\d\d\+"),
        ("AGE", "18-24", "en", r"\d\d-\d\d"),
        ("AGE", "newborn", "en", "(?!newborn)[a-z]+"),
        ("AGE", "33 Jahre alt", "de", r"\d\d Jahre alt"),
        ("AGE", "21 год", "ru", r"\d1 год"),
        ("AGE", "35歳", "ja", r"\d\d歳"),
        ("AGE", "35岁", "zh", r"\d\d岁"),
        ("DURATION", "8 months", "en", r"\d{1,2} months"),
        ("DURATION", "two years", "en", "(?!two)[a-z]+ years"),
        ("DURATION", "month", "en", "(?!month)[a-z]+"),
        ("DURATION", "one month", "en", "one (?!month)[a-z]+"),
        ("DURATION", "1h 30m", "en", r"\d{1,2}h \d{1,2}m"),
        ("DURATION", "PT3H30M", "en", r"PT\d{1,2}H\d{1,2}M"),
        ("DURATION", "3-4 weeks", "en", r"\d{1,2}-\d{1,2} weeks"),
        ("DURATION", "3 месяца", "ru", "[24] месяца"),
        ("DURATION", "5 месяцев", "ru", r"\d{1,2} месяцев"),
        ("DURATION", "6か月", "ja", r"\d{1,2}か月"),
        ("DOSE", "400mg", "en", r"[1-9]00mg"),
        ("DOSE", "2 tablets", "en", r"\d{1,2} tablets"),
        ("DOSE", "1 tablet", "en", "1 (?!tablet)[a-z]+"),
        ("DOSE", "one pill", "en", "one (?!pill)[a-z]+"),
        ("DOSE", "0.5 ml twice daily", "en", r"0\.[1-9] ml twice daily"),
        ("DOSE", "2 comprimés", "fr", r"\d{1,2} comprimés"),
        ("MONEY", "$94.50", "en", r"\$\d\d\.\d0"),
        ("MONEY", "$5,000", "en", r"\$[1-9],000"),
        ("MONEY", "15 pesos", "en", r"[1-9]\d pesos"),
        ("MONEY", "$550 million", "en", r"\$[1-9]{2}0 million"),
        ("MONEY", "US$ 1.5M", "en", r"US\$ \d\.\dM"),
        ("MONEY", "five dollars", "en", "(?!five)[a-z]+ dollars"),
        ("MONEY", "a million dollars", "en", "a (hundred|thousand|billion) dollars"),
        ("DURATION", "an hour", "en", "a (?!hour)[a-z]+"),
        ("MONEY", "USD", "en", "(?!USD)[A-Z]{3}"),
        ("MONEY", "dollars", "en", "(?!dollars)[a-z]+"),
        ("MONEY", "1.234,56 €", "de", r"\d\.\d{3},\d\d €"),
        ("MONEY", "1 000 euros", "fr", r"[1-9] 000 euros"),
        ("MONEY", "500万元", "zh", "[1-9]00万元"),
        ("MONEY", "5,000円", "ja", "[1-9],000円"),
        ("MONEY", "zł 20", "pl", r"zł [1-9]0"),
        ("MONEY", "₹1,00,000", "en", r"₹[1-9],00,000"),
        ("MONEY", "Mexican pesos 20", "en", r"Mexican pesos [1-9]0"),
        ("STATISTICS", "18%", "en", r"\d\d%"),
        ("STATISTICS", "18 percent", "en", r"\d\d percent"),
        ("STATISTICS", "3 in 10", "en", r"[1-9] in [1-9]0"),
        ("STATISTICS", "95% CI 1.1-2.0", "en", r"\d\d% CI \d\.\d-\d\.\d"),
        ("STATISTICS", "120/80 mmHg", "en", r"\d{3}/\d\d mmHg"),
    ],
)
def test_the_number_changes_and_the_rest_stays(
    label: str, text: str, language: str, pattern: str
) -> None:
    new = other(label, text, language)
    assert re.fullmatch(pattern, new), new
    assert new != text


@given(st.integers(1, 120))
def test_ages_are_plausible_and_different(age: int) -> None:
    new = int(other("AGE", str(age)))
    assert new != age
    assert 1 <= new <= 99
    if age < 100:
        assert (new < 13) == (age < 13)
        assert (new < 18) == (age < 18)
        assert (new < 65) == (age < 65)


@given(st.integers(2, 60))
def test_counted_nouns_keep_their_form(count: int) -> None:
    new = int(other("DURATION", f"{count} месяцев", "ru").split()[0])
    assert new != count
    assert new in same_plural("ru", 2, 60, count)


@given(st.integers(0, 100))
def test_percentages_stay_percentages(percent: int) -> None:
    new = int(other("STATISTICS", f"{percent}%").rstrip("%"))
    assert new != percent
    assert 0 <= new <= 100


@pytest.mark.parametrize(
    ("label", "text"),
    [("DURATION", "3-9 weeks"), ("MONEY", "$5-15"), ("AGE", "18-24"), ("STATISTICS", "11-80%"),
     ("DOSE", "2 to 9 tablets"), ("MONEY", "between $10 and $90"), ("DURATION", "2 – 11 days")],
)  # fmt: skip
def test_a_range_stays_a_range(label: str, text: str) -> None:
    for seed in range(20):
        new = Replacer(b"%d" % seed).replace(label, text, ("en",))
        low, high = map(int, re.findall(r"\d+", new))
        assert low <= high, new


@pytest.mark.parametrize("label", ["AGE", "DURATION", "DOSE", "MONEY", "STATISTICS"])
@pytest.mark.parametrize("language", ["en", "de", "ru", "ja", "ar"])
def test_of_unknown_words_nothing_stays(label: str, language: str) -> None:
    new = other(label, "Zwölfelbrunz 17", language)
    assert "wölf" not in new
    assert re.search(r"\d", new)

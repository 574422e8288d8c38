"""What holds for every label, whatever the text: another text, drawn from the seed alone."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina.engine.labels import LABELS
from limina_synthetic import Replacer
from limina_synthetic.families import FAMILIES
from limina_synthetic.replacer import LONGEST

NAMES = tuple(label.name for label in LABELS)
CUSTOM = ("CUSTOM_ENTITY", "EMPLOYEE_ID", "ANY_TEXT")
REPLACER, AGAIN, OTHER = Replacer(b"tests"), Replacer(b"tests"), Replacer(b"other")

#: Label to texts it is given to, in shapes as different as they come.
EXAMPLES: dict[str, tuple[str, ...]] = {
    "ACCOUNT_NUMBER": ("10042992", "Policy No. 10042992", "HZ-5235-001", "a1-b2", "000123"),
    "AGE": ("27", "75 years old", "five", "6 months", "in her 30s", "33-year-old"),
    "BANK_ACCOUNT": (
        "635526789012", "DE89370400440532013000", "12-3456-7", "GB29 NWBK 6016 1331 9268 19", "1",
    ),
    "BLOOD_TYPE": ("O-", "AB positive", "B+", "type A", "0 Rh negative"),
    "CONDITION": ("arrhythmia", "generalized anxiety", "type 2 diabetes", "COPD", "Blorp disease"),
    "CORPORATE_ACTION": ("acquired", "terminated", "merger", "Spin-off", "delisting"),
    "CREDIT_CARD": (
        "4234-5678-9012-3456", "4111111111111111", "3782 822463 10005", "4242", "*4242",
    ),
    "CREDIT_CARD_EXPIRATION": ("5/28", "four twenty", "05/2028", "0528", "May 2028"),
    "CVV": ("080", "CVV: 080", "1234", "cvc 999", "000"),
    "DATE": ("December 18", "2024/01/05", "03.03.1995", "Tuesday", "5-Mar-61", "20240105"),
    "DATE_INTERVAL": ("2020-2021", "5-9 May", "January 1984", "1933", "the 1990s", "last week"),
    "DAY": ("29", "29th", "fifth", "1", "31."),
    "DOB": ("08-19-1971", "March 7, 1961", "October 20th", "1961-03-07", "7/3/61"),
    "DOSE": ("400mg", "2 tablets", "0.5 ml", "one pill", "twice daily"),
    "DRIVER_LICENSE": ("134711-320", "A123-456-789-012", "D1234567", "DL# 99", "MORGA657054SM9IJ"),
    "DRUG": ("Advil", "LISINOPRIL", "vitamin D", "aspirin 81 mg", "Blorpimab"),
    "DURATION": ("8 months", "20 days", "month", "two years", "PT3H"),
    "EFFECT": ("nausea", "dry mouth", "Dizzy", "side effect", "blorping"),
    "EMAIL_ADDRESS": (
        "info@private-ai.com", "j.doe+x@a.b.co.uk", "a@b.c", "john at acme dot com", "X_9@Y.org",
    ),
    "EVENT": ("Olympics", "Yom Kippur", "World Cup 2014", "christmas", "Blorpfest"),
    "FILENAME": (
        "koalabear.jpg", "Taxes/2012/brad-tax-returns.pdf", "C:\\a\\b.txt", "report.pdf", "x",
    ),
    "FINANCIAL_METRIC": ("revenue", "EBITDA", "gross margin", "Earnings per share", "blorp ratio"),
    "GENDER": ("female", "trans", "male", "Women", "M"),
    "HEALTHCARE_NUMBER": (
        "5584-486-674-YM", "2694180690-YK", "943 476 5919", "MRN 77", "1EG4-TE5-MK73",
    ),
    "INJURY": ("I broke my arm", "injury", "fractured wrist", "concussion", "Blorped toe"),
    "IP_ADDRESS": ("192.168.0.1", "8.8.8.8", "2a00:1450::200e", "::1", "10.0.0.0/8"),
    "LANGUAGE": ("Spanish", "english", "FRENCH", "Haitian Creole", "Blorpish"),
    "LOCATION": ("Lake Victoria", "Toronto, Ontario", "the Alps", "Central Park", "Blorp Valley"),
    "LOCATION_ADDRESS": (
        "30 The Queensway, Toronto, On, M6R 1B5", "123 Fake St", "PO Box 7", "5 Elm Rd\nBoston",
        "Hauptstraße 1",
    ),
    "LOCATION_ADDRESS_STREET": (
        "404-32 Maynard Avenue", "Elm Street", "5th Avenue", "12 rue Blorp", "Unit 5",
    ),
    "LOCATION_CITY": ("Boston", "NEW YORK", "san francisco", "Zwoltown", "St. Louis"),
    "LOCATION_COORDINATE": ("43.65, -79.38", "40°26′46″N", "51.5", "87G8Q23G+RG", "N 48 12.345"),
    "LOCATION_COUNTRY": ("France", "USA", "the Netherlands", "u.k.", "Blorpistan"),
    "LOCATION_STATE": ("New Jersey", "NJ", "N.J.", "ontario", "Blorp County"),
    "LOCATION_ZIP": ("90210", "M6R 1B5", "SW1A 1AA", "10115", "00-950"),
    "MARITAL_STATUS": ("single", "common-law", "ex-wife", "Married", "blorped"),
    "MEDICAL_CODE": ("ICD-10 code", "E11.9", "99213", "ICD-10 J45", "CPT"),
    "MEDICAL_PROCESS": ("CT scan", "knee surgery", "preventive care", "MRI", "Blorpectomy"),
    "MONEY": ("15 pesos", "$94.50", "$550 million", "euros", "five bucks", "1.234,56 €"),
    "MONTH": ("oct", "October", "10", "MAY", "janvier"),
    "NAME": ("John Smith", "Sam A. Antar", "SMITH, JOHN", "O'Brien", "Jean-Luc", "Мария Иванова"),
    "NAME_FAMILY": ("Antar", "smith", "O'Neill", "Smith-Jones", "van Dyke"),
    "NAME_GIVEN": ("John", "NESSA", "Mary Ann", "Jean-Luc", "J."),
    "NAME_MEDICAL_PROFESSIONAL": (
        "Lars Stanwyck", "Dr. Samantha Lee", "Lee, MD", "dr patel", "Nurse Joy",
    ),
    "NUMERICAL_PII": ("656381", "nine-eight-seven6", "00:1A:2b:3c:4d:5e", "#44", "a" * 32),
    "OCCUPATION": ("CEO", "physician", "investors", "a plumber", "Senior Blorp Wrangler"),
    "ORGANIZATION": (
        "CNN", "Miele", "Best Capital Partners", "Department of Health", "Blorp GmbH",
    ),
    "ORGANIZATION_ID": ("DE123456789", "12-3456789", "VAT 44", "CHE-123.456.788", "08123456"),
    "ORGANIZATION_MEDICAL_FACILITY": (
        "St. Joseph's Health Centre", "Toronto General Hospital", "UHN", "Blorp Clinic",
        "the hospital",
    ),
    "ORIGIN": ("American", "Caucasian", "bahraini", "Americans", "Blorpish"),
    "PASSPORT_NUMBER": ("PA4568332", "A1234567", "123456789", "C01X00T47", "no. 55"),
    "PASSWORD": ("27%alfalfa", "temp1234", "0000", "correct horse", "ÄÖ!1"),
    "PHONE_NUMBER": (
        "(416) 530-6000 ext. 4518", "x234", "+44 20 7946 0018", "911", "five five five",
    ),
    "PHYSICAL_ATTRIBUTE": ("I'm 190cm tall", "blue eyes", "6'2\"", "bald", "blorpy nose"),
    "POLITICAL_AFFILIATION": ("Republican", "liberal", "Green Party", "LEFT-WING", "Blorpist"),
    "PRODUCT": ("EchoStream Pro", "Platinum Advantage", "iPhone 15", "Lumen", "X-100"),
    "PROJECT": ("Project X", "Operation Bluebird", "manhattan", "Phase 2", "Falcon"),
    "RELIGION": ("Hindu", "Syrian Jewish", "catholics", "ISLAM", "Blorpian"),
    "ROUTING_NUMBER": ("123456789", "021000021", "DEUTDEFF", "12-34-56", "ABA 5"),
    "SEXUALITY": ("bisexual", "Gay", "lesbians", "LGBTQ", "blorp"),
    "SSN": ("923-45-6789", "690 871 283", "123456789", "AB 12 34 56 C", "52998224725"),
    "STATISTICS": ("18%", "18 percent", "3 in 10", "95% CI 1.1-2.0", "half"),
    "TIME": ("19:37:28", "10pm EST", "noon", "half past nine", "0800", "14h30"),
    "TREND": ("declined", "up", "Growth", "rising", "blorping"),
    "URL": (
        "https://www.private-ai.com/", "acme.com", "http://8.8.8.8/x", "ftp://a.b/c?d=e#f",
        "localhost",
    ),
    "USERNAME": ("@AssemblyAI", "john_smith87", "admin", "x", "Ünal.5"),
    "VEHICLE_ID": ("5FNRL38918B111818", "BIF7547", "AB12 CDE", "M-XY 1234", "1M8GDM9AXKP042788"),
    "YEAR": ("2018", "1984", "'18", "18", "2567"),
    "ZODIAC_SIGN": ("Aries", "leo", "CANCER", "Pisces", "ophiuchus"),
}  # fmt: skip
CASES = [(label, text) for label, texts in EXAMPLES.items() for text in texts]
TEXTS = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from([text for _label, text in CASES]),
    st.lists(
        st.sampled_from(
            [
                "John", "Smith", "Dr.", "'", "O'", "-", "'s", "@", ".", ",", "/", ":", "::", "#",
                "%", "%20", "%C3%A9", "(", ")", "+", "$", "€", "5", "12", "007", "2020",
                "1,234.56", "\n", "January", "May", "th", "st", "years", "old", "Street", "IL",
                "Москва", "東京都", "年", "月", "日", "一二", "٣٤", "½", "º", "ß", "İ", "ŉ", "é",
                "\u200d", "🏳️\u200d🌈", "of", "the", "Inc.", "Hospital", "Rh", "AB", "Q3", "PT",
                "192.168.1.1", "fe80", "https://", "example.com",
            ]
        ),
        min_size=1,
        max_size=8,
    ).map(" ".join),
)  # fmt: skip
LANGUAGES = st.lists(
    st.sampled_from(["en", "de", "fr", "es", "ru", "uk", "ja", "zh", "ko", "hi", "ar", "th", "xx"]),
    max_size=2,
)


def folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def test_every_label_has_a_family_and_examples_enough() -> None:
    assert set(FAMILIES) == set(EXAMPLES) == set(NAMES)
    assert min(map(len, EXAMPLES.values())) >= 5


@pytest.mark.parametrize(("label", "text"), CASES)
def test_a_replacement_differs_and_depends_on_the_seed_alone(label: str, text: str) -> None:
    new = REPLACER.replace(label, text, ("en",))
    assert folded(new) != folded(text)
    assert new.strip()
    assert AGAIN.replace(label, text, ("en",)) == new
    assert len({Replacer(b"%d" % seed).replace(label, text, ("en",)) for seed in range(30)}) > 1


@pytest.mark.parametrize(("label", "text"), CASES)
def test_texts_that_differ_in_case_get_the_same_value(label: str, text: str) -> None:
    if label in (
        "IP_ADDRESS", "ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY", "LOCATION_STATE",
        "LOCATION_COUNTRY", "LOCATION", "LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET",
        "NAME_MEDICAL_PROFESSIONAL", "ORGANIZATION_ID", "ROUTING_NUMBER", "USERNAME",
    ):  # fmt: skip
        return  # capitals tell acronyms, codes and the words of a handle there
    if text != text.upper() and len(folded(text)) == len(text):
        small = REPLACER.replace(label, text.lower(), ("en",))
        assert folded(REPLACER.replace(label, text, ("en",))) == folded(small)


@given(st.sampled_from(NAMES + CUSTOM), TEXTS, LANGUAGES)
def test_any_text_of_any_label_gets_another_one(
    label: str, text: str, languages: list[str]
) -> None:
    new = REPLACER.replace(label, text, languages)
    assert folded(new) != folded(text)
    assert new.strip()
    assert len(new) <= 4 * len(text) + 60
    new.encode("utf-8")
    assert AGAIN.replace(label, text, languages) == new


@given(st.sampled_from(NAMES + CUSTOM), st.text(alphabet="qzxjvkw", min_size=6, max_size=9))
def test_a_word_nobody_knows_never_stays(label: str, word: str) -> None:
    for text in (
        word, word.title(), word.upper(), f"{word} 12", f"the {word} of Boston", f"Dr. {word}'s",
        f"5 {word} Street, Boston", f"{word}@{word}.com", f"https://{word}.com/{word}",
        f"{word}, {word}", f"27 {word} old", f"$5 {word}", f"March 5 {word} 2020", f"10:30 {word}",
        f"8.8.8.8 {word}", f"+1 212 555 1234 {word}", f"C:\\{word}\\{word}.pdf", f"{word}_{word}",
        f"St. {word} Hospital", f"two {word}", f"A+ {word}", f"type 2 {word}", f"{word} Inc.",
        f"43.6 {word} 79.3",
    ):  # fmt: skip
        assert word not in REPLACER.replace(label, text, ("en",)).casefold()


@pytest.mark.parametrize("label", [name for name in NAMES if "DATE" in name or "TIME" in name])
def test_a_date_or_time_never_keeps_all_its_figures(label: str) -> None:
    for text in ("12/18/1971", "10:45", "1971-12-18T10:45"):
        assert not set(re.findall(r"\d+", text)) <= set(
            re.findall(r"\d+", REPLACER.replace(label, text, ("en",)))
        )


@given(st.text(alphabet="abcXYZ0189 -_./#", min_size=1, max_size=40))
def test_a_label_of_ones_own_keeps_the_shape(text: str) -> None:
    new = REPLACER.replace("DEFENDANT", text)
    if any(character.isalnum() for character in text):
        classes = [(c.isdigit(), c.islower(), c.isupper()) for c in text]
        assert [(c.isdigit(), c.islower(), c.isupper()) for c in new] == classes
        assert all(c.isalnum() or c == o for c, o in zip(new, text, strict=True))
    assert folded(new) != folded(text)


@pytest.mark.parametrize("label", [*NAMES, "CUSTOM_ENTITY"])
def test_a_text_too_long_for_any_value_keeps_its_shape_alone(label: str) -> None:
    text = "John Smith, 5 " * (LONGEST // 10)
    new = REPLACER.replace(label, text, ("en",))
    assert [c.isdigit() for c in new] == [c.isdigit() for c in text]
    assert "John" not in new


def test_nothing_becomes_nothing() -> None:
    assert REPLACER.replace("NAME", "") == ""


def test_lone_surrogates_do_not_come_back() -> None:
    for label in ("NAME", "URL", "CUSTOM_ENTITY"):
        REPLACER.replace(label, "John \ud800 Smith \udfff", ("en",)).encode("utf-8")


def test_few_values_of_a_document_collide() -> None:
    names = [
        f"{given} {family}" for given in EXAMPLES["NAME_GIVEN"] for family in ("Lee", "Wu", "Ng")
    ]
    for label, texts in (
        ("NAME", names), ("EMAIL_ADDRESS", [f"{n.replace(' ', '.')}@acme.com" for n in names]),
        ("PHONE_NUMBER", [f"(212) 867-{number}" for number in range(5300, 5400)]),
        ("CREDIT_CARD", [f"411111111111{number}" for number in range(1000, 1100)]),
        ("USERNAME", [f"dragon{number}" for number in range(10_000, 10_100)]),
        ("DATE", [f"{day} May 19{year}" for day in (5, 17) for year in range(50, 75)]),
    ):  # fmt: skip
        new = {REPLACER.replace(label, text, ("en",)) for text in texts}
        assert len(new) >= len(texts) - 2, label

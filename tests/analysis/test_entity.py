"""The analysis of an entity by its best label."""

from __future__ import annotations

import datetime
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limina.analysis.entity import MOST_CHARACTERS, READ_LABELS, analyze_entity, prepare
from limina.analysis.result import UNREAD, Analysis, Assertion, Subtype
from limina.engine.spans import Entity
from limina.engine.taxonomy import DEFAULT

#: For each label that is read: a text, what it is formatted to, and the checks that apply.
EXAMPLES: dict[str, tuple[str, str | int, tuple[tuple[str, str], ...]]] = {
    "AGE": ("41 yo", 41, ()),
    "BANK_ACCOUNT": (
        "GB82WEST12345698765432",
        "GB82 WEST 1234 5698 7654 32",
        (("iban", "valid"),),
    ),
    "CREDIT_CARD": ("4591-3334-2334-5533", "4591 3334 2334 5533", (("luhn", "invalid"),)),
    "CREDIT_CARD_EXPIRATION": ("5/28", "2028-05", ()),
    "DATE": ("December 18, 2024", "2024-12-18", ()),
    "DATE_INTERVAL": ("5-9 May 2020", "2020-05-05/2020-05-09", ()),
    "DAY": ("29th", 29, ()),
    "DOB": ("oct 29 1985", "1985-10-29", ()),
    "DRIVER_LICENSE": ("54362315K", "54362315K", (("es.dni", "valid"),)),
    "DURATION": ("8 months", "P8M", ()),
    "EMAIL_ADDRESS": ("Info@Example.COM", "Info@example.com", ()),
    "HEALTHCARE_NUMBER": ("943 476 5870", "943 476 5870", (("gb.nhs", "valid"),)),
    "IP_ADDRESS": ("2001:DB8::0001", "2001:db8::1", ()),
    "MONEY": ("$94.50", "94.50 USD", ()),
    "MONTH": ("oct", 10, ()),
    "NUMERICAL_PII": ("35-686800-004141-8", "35-686800-004141-8", (("imei", "valid"),)),
    "ORGANIZATION_ID": ("91-1144442", "91-1144442", (("us.ein", "valid"),)),
    "PHONE_NUMBER": ("(416) 530-6000 ext. 4518", "+14165306000", ()),
    "ROUTING_NUMBER": ("111000025", "111000025", (("us.rtn", "valid"),)),
    "SSN": ("923-45-6789", "923-45-6789", (("us.ssn", "invalid"),)),
    "TIME": ("10pm EST", "22:00", ()),
    "VEHICLE_ID": ("5FNRL38918B111818", "5FNRL38918B111818", (("vin", "valid"),)),
    "YEAR": ("1985", 1985, ()),
}


def analyze(text: str, label: str, locale: str | None = None) -> Analysis:
    entity = Entity(0, len(text), label, {label: 0.9})
    return analyze_entity(text, entity, locale=locale, languages={"en": 0.9})


def test_every_label_that_is_read_has_an_example() -> None:
    assert EXAMPLES.keys() == READ_LABELS


def test_labels_are_those_of_the_taxonomy() -> None:
    assert DEFAULT.labels.keys() >= READ_LABELS


@pytest.mark.parametrize("label", DEFAULT.labels)
def test_every_label_is_read_or_left_alone(label: str) -> None:
    text, formatted, checks = EXAMPLES.get(label, ("Lars Stanwyck 12", None, ()))
    found = analyze(text, label)
    assert found.formatted == formatted
    assert found.assertions == tuple(
        Assertion(provider, "valid" if status == "valid" else "invalid")
        for provider, status in checks
    )


def test_a_name_of_the_clients_own_is_left_alone() -> None:
    assert analyze("12", "DEFENDANT") == UNREAD


@pytest.mark.parametrize(
    ("label", "text", "value"),
    [
        ("YEAR", "'85", 1985),
        ("YEAR", "21", 2021),
        ("YEAR", "nineteen eighty-five", 1985),
        ("YEAR", "2018 and 2019", None),
        ("YEAR", "985", None),
        ("YEAR", "five", None),
        ("YEAR", "last", None),
        ("DAY", "third", 3),
        ("DAY", "32", None),
        ("DAY", "0", None),
        ("MONTH", "10", 10),
        ("MONTH", "October", 10),
        ("MONTH", "13", None),
        ("MONTH", "soon", None),
    ],
)
def test_days_months_and_years_are_integers(label: str, text: str, value: int | None) -> None:
    assert analyze(text, label).formatted == value


def test_only_the_entity_is_read_and_offsets_are_those_of_the_whole_text() -> None:
    text = "Né le 🎉 3 May 2020, 12 days"
    found = analyze_entity(text, Entity(8, 18, "DATE", {}), languages={"en": 0.9})
    assert found == Analysis(
        "2020-05-03",
        (
            Subtype("3", 3, "DAY", 8, 9),
            Subtype("May", 5, "MONTH", 10, 13),
            Subtype("2020", 2020, "YEAR", 14, 18),
        ),
    )
    assert [text[s.start : s.end] for s in found.subtypes] == ["3", "May", "2020"]


@pytest.mark.parametrize(
    ("locale", "languages", "formatted"),
    [
        ("en-CA", {"en": 0.9}, "2024-10-12"),
        ("en-US", {"en": 0.9}, "2024-12-10"),
        ("en-US", {"de": 0.9}, "2024-12-10"),
        (None, {"en": 0.9}, "2024-12-10"),
        (None, {"de": 0.9}, "2024-10-12"),
        (None, None, "2024-12-10"),
        ("nonsense!", {"de": 0.9}, "2024-10-12"),
    ],
)
def test_the_references_own_date(
    locale: str | None, languages: dict[str, float] | None, formatted: str
) -> None:
    text = "12-10-2024"
    entity = Entity(0, 10, "DATE", {})
    assert analyze_entity(text, entity, locale=locale, languages=languages).formatted == formatted


def test_a_long_entity_is_not_read() -> None:
    text = "4" + " " * (MOST_CHARACTERS - 2) + "1"
    assert analyze("5 May" + " " * (MOST_CHARACTERS - 5), "DATE").formatted == "--05-05"
    assert analyze("5 May" + " " * (MOST_CHARACTERS - 4), "DATE") == UNREAD
    assert analyze(text * 2, "CREDIT_CARD") == UNREAD


class NoToday(datetime.date):
    """A calendar that does not say what day it is."""

    @classmethod
    def today(cls) -> NoToday:
        raise AssertionError("what day it is was asked")


def test_no_result_depends_on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    def everything() -> list[Analysis]:
        return [
            analyze(text, label, locale)
            for label, (text, _, _) in EXAMPLES.items()
            for locale in ("en-US", "sv-SE", "de-DE", "ko-KR", None)
        ]

    before = everything()
    monkeypatch.setattr(datetime, "date", NoToday)
    assert everything() == before


HOSTILE = ["1 ", "12/", "May ", "a", "-", "5-", "to ", "twenty ", "and ", "5-May-", "$", "1,", "ⅷ"]


@pytest.mark.parametrize("piece", [*HOSTILE, "0" * 8 + " ", "\u0301", "９", "a@", "[", ": "])
def test_hostile_text_is_soon_done_with(piece: str) -> None:
    prepare()
    text = (piece * MOST_CHARACTERS)[:MOST_CHARACTERS]
    for label in READ_LABELS:
        started = time.process_time()
        analyze(text, label)
        assert time.process_time() - started < 0.2


FRAGMENTS = st.sampled_from(
    [
        *"0123456789",
        *" -/.,':+@()%$€£½²٣०Ⅻ年月日万円時ß\u200f\n\x00🎉",
        *("May", "mai", "of", "to", "and", "th", "oh", "nineteen", "twenty", "third", "hundred"),
        *("am", "pm", "half", "past", "quarter", "noon", "o'clock", "uhr", "h", "a", "an", "hours"),
        *("k", "million", "usd", "cents", "x", "DE89", "IBAN", "::", "e\u0301", "İ", "2020", "99"),
    ]
)
TEXTS = st.text(max_size=40) | st.lists(FRAGMENTS, max_size=30).map("".join)
LOCALES = st.sampled_from([None, "en-US", "en-CA", "de-DE", "ja-JP", "es", "ar-EG", "qq"])


@settings(max_examples=300)
@given(TEXTS, TEXTS, st.sampled_from(sorted(DEFAULT.labels)), LOCALES)
def test_any_text_is_read_or_not(before: str, text: str, label: str, locale: str | None) -> None:
    whole = before + text + " and more"
    entity = Entity(len(before), len(before) + len(text), label, {label: 0.9})
    found = analyze_entity(whole, entity, locale=locale, languages={"fr": 0.6, "en": 0.3})
    end = entity.start
    for part in found.subtypes:
        assert end <= part.start < part.end <= entity.end
        assert whole[part.start : part.end] == part.text
        assert part.label in ("DAY", "MONTH", "YEAR")
        end = part.end
    assert found.formatted is not None or found == UNREAD
    alone = Entity(0, len(text), label, {label: 0.9})
    apart = analyze_entity(text, alone, locale=locale, languages={"fr": 0.6, "en": 0.3})
    assert apart.formatted == found.formatted
    assert len(apart.subtypes) == len(found.subtypes)

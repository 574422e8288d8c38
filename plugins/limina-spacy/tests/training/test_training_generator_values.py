"""Every label and style has values, in every language, with the parts inside the whole."""

from __future__ import annotations

import random

import pytest

from limina.engine.taxonomy import DEFAULT
from training.generator.render import Record, verify
from training.generator.templates import Slot
from training.generator.values import LABELS, Context, Value, fill
from training.generator.values.base import FILLERS, LANGUAGES, PROVIDERS
from training.generator.values.geography import MAIN
from training.generator.values.spoken import words

STYLES = [(label, style) for label in LABELS for style in PROVIDERS[label]]


def draws(name: str, style: str, lang: str, count: int = 60) -> list[Value]:
    """Values of a slot, each with a context of its own."""
    found = []
    for seed in range(count):
        rng = random.Random(seed)
        ctx = Context(rng, lang=lang, country=rng.choice(tuple(MAIN[lang])))
        found.append(fill(ctx, Slot(name, style, "", 1)))
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("label", "style"), STYLES)
def test_values_are_whole(label: str, style: str, lang: str) -> None:
    values = draws(label, style, lang)
    for value in values:
        verify(Record(value.text, value.spans, ""))
        assert value.text == value.text.strip()
        assert "{" not in value.text or label == "PASSWORD"
        start, end, outer = value.spans[0]
        assert (start, end) == (0, len(value.text))
        assert outer == label or outer.startswith(label.split("_")[0])
    assert len({value.text for value in values}) >= (5 if label == "BLOOD_TYPE" else 6)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", sorted(FILLERS))
def test_fillers_are_not_labelled(name: str, lang: str) -> None:
    values = draws(name, "", lang)
    assert all(value.text.strip() and not value.spans for value in values)
    assert len({value.text for value in values}) > 5


def parts(value: Value) -> dict[str, str]:
    """Text by label."""
    return {label: value.text[a:b] for a, b, label in value.spans}


def test_every_default_label_has_a_provider() -> None:
    missing = {name for name, label in DEFAULT.labels.items() if label.default} - set(PROVIDERS)
    assert not missing


def test_names_nest() -> None:
    for value in draws("NAME", "full", "en"):
        found = parts(value)
        assert found["NAME"] == value.text
        assert found["NAME_GIVEN"].split()[0] == value.text.split()[0]
        assert found["NAME_FAMILY"] in value.text


def test_addresses_nest() -> None:
    for value in draws("LOCATION_ADDRESS", "line", "en"):
        assert {"LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET", "LOCATION_CITY"} <= set(parts(value))
    for value in draws("LOCATION", "city_country", "de"):
        assert set(parts(value)) == {"LOCATION", "LOCATION_CITY", "LOCATION_COUNTRY"}


def test_a_key_is_one_person() -> None:
    for seed in range(40):
        ctx = Context(random.Random(seed), people=frozenset("a"))
        whole = parts(fill(ctx, Slot("NAME", "reversed", "a", 1)))
        assert fill(ctx, Slot("NAME", "given", "a", 1)).text in whole["NAME"]
        family = fill(ctx, Slot("NAME", "family", "a", 1)).text
        assert family.lower() in whole["NAME"].lower()
        person = ctx.persons["a"]
        assert (person.given, person.family)[0] and person.family == family
        mail = fill(ctx, Slot("EMAIL_ADDRESS", "plain", "a", 1)).text.lower()
        assert mail.replace("+news", "").replace("+work", "").replace("+shop", "") == (
            f"{person.mailbox}@{person.domain}"
        )


def test_a_key_is_one_day_and_one_organisation() -> None:
    ctx = Context(random.Random(1))
    iso = fill(ctx, Slot("DATE", "iso", "d", 1)).text
    assert iso.replace("-", "")[:4] in fill(ctx, Slot("DATE", "iso", "d", 1)).text
    firm = fill(ctx, Slot("ORGANIZATION", "company", "o", 1)).text
    assert fill(ctx, Slot("ORGANIZATION", "", "o", 1)).text == firm


@pytest.mark.parametrize(
    ("number", "lang", "said"),
    [
        (0, "en", "zero"),
        (42, "en", "forty-two"),
        (115, "en", "one hundred fifteen"),
        (2500, "en", "two thousand five hundred"),
        (31, "es", "treinta y uno"),
        (100, "es", "cien"),
        (1999, "es", "mil novecientos noventa y nueve"),
        (21, "de", "einundzwanzig"),
        (1, "de", "eins"),
        (2024, "de", "zweitausendvierundzwanzig"),
        (71, "fr", "soixante et onze"),
        (80, "fr", "quatre-vingts"),
        (91, "fr", "quatre-vingt-onze"),
    ],
)
def test_numbers_in_words(number: int, lang: str, said: str) -> None:
    assert words(number, lang) == said

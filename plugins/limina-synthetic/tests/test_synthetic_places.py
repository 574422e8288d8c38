"""Cities, states, countries, postal codes, coordinates, addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from limina_synthetic import Replacer
from limina_synthetic.place_lists import cities_of, countries_of, states_of

REPLACER = Replacer(b"tests")


def other(label: str, text: str, language: str = "en") -> str:
    return REPLACER.replace(label, text, (language,))


def digits(text: str) -> str:
    return re.sub(r"\d", "9", text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Boston", "en"), ("NEW YORK", "en"), ("paris", "en"), ("Zwoltown", "en"),
        ("Berlin", "de"), ("Lyon", "fr"), ("Москва", "ru"), ("大阪市", "ja"), ("北京", "zh"),
        ("파주시", "ko"), ("दिल्ली", "hi"), ("กรุงเทพ", "th"), ("São Paulo", "pt"),
        ("Αθήνα", "el"), ("Oslo", "tr"),
    ],
)  # fmt: skip
def test_a_city_becomes_a_city_of_its_language(text: str, language: str) -> None:
    new = other("LOCATION_CITY", text, language)
    assert new.casefold() != text.casefold()
    assert new in cities_of(language) or new in cities_of("en")
    assert (new.isupper(), new.islower()) == (text.isupper(), text.islower())


@pytest.mark.parametrize("language", ["en", "de", "fr", "es", "ru", "ja", "zh", "ko", "xx"])
def test_known_cities_are_exchanged_one_to_one(language: str) -> None:
    cities = cities_of(language).items[:100]
    assert len({other("LOCATION_CITY", city, language) for city in cities}) == len(cities)


@pytest.mark.parametrize(
    ("text", "language", "pattern"),
    [
        ("NJ", "en", "[A-Z]{2}"), ("N.J.", "en", r"[A-Z]\.[A-Z]\."), ("ontario", "en", "[a-z ]+"),
        ("NEW JERSEY", "en", "[A-Z ]+"), ("Bayern", "de", "[A-Z][A-Za-zü-]+"),
        ("BC", "en", "[A-Z]{2}"), ("New Yorks", "en", "[A-Z][a-z]+( [A-Z][a-z]+)?"),
        ("東京都", "ja", "[\u4e00-\u9fff]+"), ("SP", "pt", "[A-Z]{2}"),
    ],
)  # fmt: skip
def test_a_state_becomes_a_state_and_a_code_a_code(text: str, language: str, pattern: str) -> None:
    new = other("LOCATION_STATE", text, language)
    assert re.fullmatch(pattern, new), new
    assert new != text


def test_a_state_stays_in_its_country() -> None:
    (states, codes), *_rest = states_of("en")
    assert other("LOCATION_STATE", "Texas") in states
    assert other("LOCATION_STATE", "TX") in codes
    assert len({other("LOCATION_STATE", state) for state in states.items}) == len(states)


@pytest.mark.parametrize(
    ("text", "language", "known"),
    [
        ("France", "en", "en"), ("Frankreich", "de", "de"), ("Франция", "ru", "ru"),
        ("日本", "ja", "ja"), ("England", "en", "en"), ("Blorpistan", "en", "en"),
        ("U.S.", "en", "en"), ("France", "ja", "en"),
    ],
)  # fmt: skip
def test_a_country_becomes_a_country_in_its_language(text: str, language: str, known: str) -> None:
    new = other("LOCATION_COUNTRY", text, language)
    assert new != text
    assert new in countries_of(known)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [("USA", "[A-Z]{3}"), ("US", "[A-Z]{2}"), ("DE", "[A-Z]{2}"), ("FRANCE", "[^a-z]+"),
     ("the Netherlands", "the [A-Z].+"), ("france", "[^A-Z]+")],
)  # fmt: skip
def test_countries_keep_their_writing(text: str, pattern: str) -> None:
    new = other("LOCATION_COUNTRY", text)
    assert re.fullmatch(pattern, new), new
    assert new != text


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("90210", r"\d{5}"), ("90210-1234", r"\d{5}-\d{4}"), ("M6R 1B5", r"[A-Z]\d[A-Z] \d[A-Z]\d"),
        ("m6r1b5", r"[a-z]\d[a-z]\d[a-z]\d"), ("SW1A 1AA", r"[A-Z]{2}\d[A-Z] \d[A-Z]{2}"),
        ("M1 1AE", r"[A-Z]\d \d[A-Z]{2}"), ("10115", r"\d{5}"), ("1017 GA", r"\d{4} [A-Z]{2}"),
        ("00-950", r"\d\d-\d{3}"), ("〒100-0001", r"〒\d{3}-\d{4}"), ("01310-100", r"\d{5}-\d{3}"),
        ("2000", r"\d{4}"), ("SE-111 22", r"[A-Z]{2}-\d{3} \d\d"),
    ],
)  # fmt: skip
def test_postal_codes_keep_their_form(text: str, pattern: str) -> None:
    new = other("LOCATION_ZIP", text)
    assert re.fullmatch(pattern, new), new
    assert new != text


def test_canadian_codes_use_the_letters_they_may() -> None:
    for digit in range(10):
        new = other("LOCATION_ZIP", f"M{digit}R 1B5")
        assert re.fullmatch(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] \d[ABCEGHJ-NPRSTV-Z]\d", new)


@pytest.mark.parametrize(
    "text",
    ["43.65, -79.38", "43.6532° N, 79.3832° W", "40°26′46″N 79°58′56″W", "lat 5.5 long 100.25",
     "-33,8688; 151,2093", "51.5", "N 48 12.345 E 16 22.100"],
)  # fmt: skip
def test_coordinates_keep_their_notation(text: str) -> None:
    new = other("LOCATION_COORDINATE", text)
    assert new != text
    assert digits(new) == digits(text)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_coordinates_stay_on_earth(latitude: float, longitude: float) -> None:
    new = other("LOCATION_COORDINATE", f"{latitude:.4f}, {longitude:.4f}")
    north, east = map(float, new.split(", "))
    assert abs(north) <= 90
    assert abs(east) < 181


@pytest.mark.parametrize(
    ("text", "language", "pattern"),
    [
        (
            "30 The Queensway, Toronto, On, M6R 1B5", "en",
            r"\d\d The \w+, [\w ]+, \w\w, [A-Z]\d[A-Z] \d[A-Z]\d",
        ),
        ("123 Main St, Springfield, IL 62704", "en", r"\d{3} \w+ St, [\w ]+, [A-Z]{2} \d{5}"),
        ("123 Main St Springfield IL 62704", "en", r"\d{3} \w+ St [\w ]+ [A-Z]{2} \d{5}"),
        (
            "221B Baker Street, London NW1 6XE, UK", "en",
            r"\d{3}[A-Z] \w+ Street, [\w ]+ [A-Z]{2}\d \d[A-Z]{2}, [A-Z]{2}",
        ),
        (
            "1600 Pennsylvania Avenue NW\nWashington, D.C. 20500", "en",
            r"\d{4} \w+ Avenue NW\n[\w ]+, [A-Z.]{4} \d{5}",
        ),
        ("PO Box 123, Boston, MA", "en", r"PO Box \d{3}, [\w ]+, [A-Z]{2}"),
        ("Apt 4B, 5th Avenue, New York", "en", r"Apt \d[A-Z], [4-9]th Avenue, [\w ]+"),
        ("404-32 Maynard Avenue", "en", r"\d{3}-\d\d \w+ Avenue"),
        ("123 MAIN ST", "en", r"\d{3} [A-Z]+ ST"),
        ("Hauptstraße 12, 10115 Berlin", "de", r"[A-Z]\w+straße \d\d, \d{5} [\w ]+"),
        ("Am Markt 3a\n20095 Hamburg", "de", r"Am \w+ \d[a-z]\n\d{5} [\w ]+"),
        ("12 rue de la Paix, 75002 Paris", "fr", r"\d\d rue de la \w+, \d{5} [\w -]+"),
        ("Calle Mayor 5, 3º B, 28013 Madrid", "es", r"Calle \w+ \d, \dº [A-Z], \d{5} [\w ]+"),
        ("Via Garibaldi 5, 00100 Roma", "it", r"Via \w+ \d, 00\d{3} [\w ]+"),
        ("Rua das Flores, 12, São Paulo - SP", "pt", r"Rua das \w+, \d\d, [\w ]+ - [A-Z]{2}"),
        ("Kerkstraat 5, 1017 GA Amsterdam", "nl", r"[A-Z]\w+straat \d, \d{4} [A-Z]{2} [\w' -]+"),
        ("г. Москва, ул. Ленина, д. 5, кв. 12", "ru", r"г\. [\w -]+, ул\. \w+, д\. \d, кв\. \d\d"),
        (
            "東京都千代田区丸の内1-1-1", "ja",
            "[\u4e00-\u9fff]+[都道府県][\u4e00-\u9fff]+[市区町村].の.\\d-\\d-\\d",
        ),
        ("서울특별시 강남구 테헤란로 123", "ko", r"\w+[시도] \w+ \w+로 \d{3}"),
    ],
)  # fmt: skip
def test_addresses_keep_their_layout(text: str, language: str, pattern: str) -> None:
    for label in ("LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET"):
        new = other(label, text, language)
        assert re.fullmatch(pattern, new), new
        for word in re.findall(r"\w{5,}", text):
            if not word.casefold().endswith(("street", "avenue", "calle", "straße", "straat")):
                assert word not in new


def test_numbers_of_an_address_change() -> None:
    new = other("LOCATION_ADDRESS", "123 Main St, Springfield, IL 62704")
    assert "123" not in new
    assert "62704" not in new
    assert "IL" not in new.split()


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("Toronto, Ontario", "[A-Z][a-z ]+, [A-Z].+"), ("Vancouver, BC", "[A-Z].+, [A-Z]{2}"),
        ("Lake Victoria", "Lake [A-Z][a-z]+"), ("the Alps", "the [A-Z][a-z]+"),
        ("Building 7", r"Building \d"), ("Highway 401", r"Highway \d{3}"), ("France", "[A-Z].+"),
        ("12 Elm Road, Boston", r"\d\d \w+ Road, [\w ]+"),
        ("Central Park", "[A-Z][a-z]+ [A-Z][a-z]+"), ("downtown", "(?!downtown)[a-z]+"),
        ("Mount Blorp", "Mount (?!Blorp)[A-Z][a-z]+"), ("LAX", "(?!LAX)[A-Z ]+"),
    ],
)  # fmt: skip
def test_other_places_keep_what_they_are(text: str, pattern: str) -> None:
    new = other("LOCATION", text)
    assert re.fullmatch(pattern, new), new
    assert new != text


def test_a_city_has_one_stand_in_in_every_label() -> None:
    city = other("LOCATION_CITY", "Boston")
    assert other("LOCATION", "Boston") == city
    assert other("LOCATION_ADDRESS", "5 Elm St, Boston, MA").split(", ")[1] == city

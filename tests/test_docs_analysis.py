"""The page on analysis tells what the code does."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

from limina.analysis import entity as analysis
from limina.analysis.dateparts import BIRTH_PIVOT, FUTURE_PIVOT, PIVOT
from limina.analysis.locality import TERRITORIES
from limina.analysis.names import CORE_LANGUAGES
from limina.analysis.registers import REGISTERS
from limina.analysis.relations import KINDS, REACH, Kind
from limina.engine.spans import Entity

PAGE = (Path(__file__).parents[1] / "docs" / "reference" / "analysis.md").read_text("utf-8")


def section(title: str) -> str:
    """What stands under a heading, up to the next of the same rank or a higher one."""
    rank = len(title) - len(title.lstrip("#"))
    _, _, rest = PAGE.partition(f"\n{title}\n")
    assert rest, title
    return re.split(rf"\n#{{1,{rank}}} ", rest)[0]


def rows(text: str) -> list[list[str]]:
    """The rows of the tables of a section, without their headings."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return [row for row in table if row[0].startswith("`")]


def code(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def read(text: str, label: str, locale: str | None = None) -> str | int | None:
    found = analysis.analyze_entity(
        text, Entity(0, len(text), label, {}), locale=locale, languages={"en": 0.9}
    )
    return found.formatted


FORMS = rows(section("## Normal forms"))


@pytest.mark.parametrize(("label", "example", "formatted", "checks"), FORMS)
def test_every_normal_form_is_the_one_shown(
    label: str, example: str, formatted: str, checks: str
) -> None:
    [name], [text], [value] = code(label), code(example), code(formatted)
    assert str(read(text, name)) == value
    assert ("a register" in checks) == (name in REGISTERS)


def test_every_label_that_is_read_is_shown() -> None:
    assert {name for row in FORMS for name in code(row[0])} == analysis.READ_LABELS


def test_the_limit_is_the_one_told() -> None:
    assert f"more than {analysis.MOST_CHARACTERS} characters" in PAGE


@pytest.mark.parametrize(("written", "formatted"), rows(section("## Dates").split("###")[0]))
def test_every_date_is_read_as_shown(written: str, formatted: str) -> None:
    assert read(code(written)[0], "DATE_INTERVAL") == code(formatted)[0]


@pytest.mark.parametrize(
    ("year_last", "short", "locale"),
    [
        (code(first)[0], code(second)[0], locale)
        for first, second, locales in rows(section("### Which figure is the month"))
        for locale in code(locales)
    ],
)
def test_every_locale_orders_figures_as_shown(year_last: str, short: str, locale: str) -> None:
    assert read("12-10-2024", "DATE", locale) == year_last
    assert read("24/05/06", "DATE", locale) == short


def test_years_of_two_figures_are_completed_as_shown() -> None:
    table = rows(section("### Years of two figures"))
    assert [int(row[1].split()[-1]) for row in table] == [PIVOT, BIRTH_PIVOT, FUTURE_PIVOT]


def test_the_languages_asked_in_the_end_are_as_many_as_told() -> None:
    assert f"looked up in {len(CORE_LANGUAGES)} languages" in PAGE


def test_every_register_is_shown() -> None:
    shown = {
        (code(row[0])[0], row[1], row[2], row[3])
        for row in rows(section("## Numbers of registers"))
    }
    known: dict[str, tuple[str, list[str], bool]] = {}
    for label, registers in REGISTERS.items():
        for register in registers:
            tells = register.telling is not None
            entry = known.setdefault(register.provider, (register.territory or "-", [], tells))
            entry[1].append(label)
    assert shown == {
        (provider, country, ", ".join(labels), "yes" if tells else "no")
        for provider, (country, labels, tells) in known.items()
    }


def test_the_countries_of_every_language_are_shown() -> None:
    shown = re.findall(
        r"\b([a-z]{2,3}): ([A-Z]{2}(?:, [A-Z]{2})*)", section("## Numbers of registers")
    )
    assert {language: tuple(codes.split(", ")) for language, codes in shown} == TERRITORIES


def test_every_kind_of_relation_is_shown() -> None:
    table = rows(section("## Coreference and relations"))
    shown = {code(kind)[0]: set(code(labels)) for kind, labels in table}
    assert shown.keys() == set(get_args(Kind))
    assert {label: kind for kind, labels in shown.items() for label in labels} == KINDS
    assert f"{REACH} characters" in PAGE


def test_the_objects_shown_are_json() -> None:
    for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL):
        for found in json.loads(block)["entities"]:
            place = found["location"]
            assert place["end_idx"] - place["stt_idx"] == len(found["text"])

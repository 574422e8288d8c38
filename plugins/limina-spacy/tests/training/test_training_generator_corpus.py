"""Records: noise keeps the spans, a seed gives the same corpus, labels are balanced."""

from __future__ import annotations

import json
import random
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from training.generator import noise
from training.generator.__main__ import load, main
from training.generator.corpus import generate
from training.generator.render import Record, render, tidy, verify
from training.generator.templates import Template, parse_text
from training.generator.values import check
from training.generator.values.base import LANGUAGES

SMOKE = {
    "chat": "hi {{NAME.given#a}}, ((call||ring)) me at {{PHONE_NUMBER}}!\n---\nok (({{noun}}||))\n",
    "form": "Name: {{NAME.reversed#a}}\nE-mail: {{EMAIL_ADDRESS#a}}\n{{LOCATION_ADDRESS.block}}\n",
    "clinical": "{{NAME_MEDICAL_PROFESSIONAL}} gave {{NAME.full}}, {{AGE}}, {{DRUG}} ({{DOSE}}).\n",
    "json": '{"user": "{{USERNAME}}", "v": "{{version}}"}\n',
    "rare": "Her sign is {{ZODIAC_SIGN}}; she was born on {{DOB}} in {{LOCATION.city_state}}.\n",
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The smoke templates in every language's folder."""
    for lang in LANGUAGES:
        (tmp_path / lang).mkdir()
        for genre, text in SMOKE.items():
            (tmp_path / lang / f"{genre}.txt").write_text(text, encoding="utf-8")
    return tmp_path


def sample(folder: Path, lang: str, count: int, seed: int = 1) -> list[Record]:
    """Records of the smoke templates."""
    return list(generate(load(folder / lang, strict=True), lang, count, seed))


def template(text: str) -> Template:
    """One template."""
    return parse_text(text, path="t", line=1, genre="t")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_records_are_sound_and_repeatable(folder: Path, lang: str) -> None:
    records = sample(folder, lang, 300)
    for record in records:
        verify(record)
    assert records == sample(folder, lang, 300)
    assert records != sample(folder, lang, 300, seed=2)


def letters(text: str) -> str:
    """What no noise changes: letters and digits, case aside."""
    return "".join(char for char in text.upper().lower() if char.isalnum())


def test_spans_follow_every_noise(folder: Path) -> None:
    """An entity keeps its letters whatever is done to the record."""
    whole = load(folder / "en", strict=True)
    for seed in range(150):
        rng = random.Random(seed)
        record = render(rng.choice(whole), rng, "en")
        assert record
        before = Counter((letters(record.text[a:b]), label) for a, b, label in record.spans)
        for changed in (
            noise.lower(record),
            noise.upper(record),
            noise.unpunctuated(record),
            noise.speech(record),
            noise.typos(record, rng, share=1.0),
            noise.doubled_spaces(record, rng),
            noise.wrapped(record, 12),
            noise.chatter(record, rng, "en"),
            noise.joined([record, record], "\n")
            if seed % 2
            else noise.joined([Record("x", (), ""), record], " "),
        ):
            verify(changed)
            after = Counter((letters(changed.text[a:b]), label) for a, b, label in changed.spans)
            assert set(after) == set(before)


def test_edit_moves_offsets() -> None:
    record = Record("ab cd, ef", ((3, 5, "NAME"), (7, 9, "URL")), "t")
    edited = noise.edit(record, [(2, 3, "   "), (5, 6, "")])
    assert edited.text == "ab   cd ef"
    assert [(edited.text[a:b], label) for a, b, label in edited.spans] == [
        ("cd", "NAME"),
        ("ef", "URL"),
    ]


def test_case_of_letters_that_grow_is_left() -> None:
    record = Record("Straße İzmir", ((7, 12, "LOCATION_CITY"),), "t")
    assert len(noise.upper(record).text) == len(noise.lower(record).text) == len(record.text)


def test_tidy_trims() -> None:
    record = tidy("  a b ", [(1, 4, "NAME"), (1, 4, "NAME")], "t")
    assert record == Record("a b", ((0, 1, "NAME"),), "t")
    assert tidy(" \n ", [], "t") is None


@pytest.mark.parametrize(
    "spans",
    [
        ((0, 9, "NAME"),),
        ((1, 1, "NAME"),),
        ((0, 3, "NAME"), (2, 5, "URL")),
        ((2, 3, "NAME"), (0, 1, "URL")),
        ((0, 2, "NAME"),),
    ],
)
def test_verify_refuses(spans: tuple[tuple[int, int, str], ...]) -> None:
    with pytest.raises(ValueError, match="span"):
        verify(Record("a bcd", spans, "t"))


def test_articles_follow_the_value() -> None:
    parsed = template("she is a {{OCCUPATION}} and an {{ORIGIN}}")
    for seed in range(80):
        record = render(parsed, random.Random(seed), "en")
        assert record
        assert " a a" not in record.text.replace(" a apprentice", "")


def test_rare_labels_are_topped_up(folder: Path) -> None:
    (folder / "en" / "chat.txt").write_text("\n---\n".join(["ok {{NAME}}"] * 400), encoding="utf-8")
    counts = Counter(label for r in sample(folder, "en", 600) for _, _, label in r.spans)
    assert counts["ZODIAC_SIGN"] > 40


def test_lengths_and_cases_vary(folder: Path) -> None:
    records = list(islice(generate(load(folder / "en"), "en", 800, 3), 800))
    assert sum(record.text.islower() for record in records) > 80
    assert sum(record.text.isupper() for record in records) > 8
    assert max(len(record.text) for record in records) > 250


def test_command_line(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.jsonl"
    arguments = ["--templates", str(folder), "--lang", "de", "--count", "40", "--out", str(out)]
    assert main(arguments) == 0
    assert "NAME_GIVEN" in capsys.readouterr().out
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert len(rows) == 40 and len({row["id"] for row in rows}) == 40
    assert set(rows[0]) == {"id", "text", "spans", "source", "lang"}
    assert rows[0]["source"].startswith("synthetic/") and rows[0]["lang"] == "de"


def test_bad_templates_are_left_out_or_stop(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "en" / "bad.txt").write_text("{{NOSUCH}}\n---\nfine\n", encoding="utf-8")
    arguments = ["--templates", str(folder), "--lang", "en"]
    assert main(arguments) == 0
    assert "bad.txt:1: unknown label: NOSUCH" in capsys.readouterr().err
    assert main([*arguments, "--strict"]) == 1


def test_the_smoke_templates_are_right() -> None:
    for text in SMOKE.values():
        for slot in template(text.replace("---", "")).slots():
            assert check(slot) is None

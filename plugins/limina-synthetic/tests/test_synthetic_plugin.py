"""The hooks, the seed, and what loading and using the plugin costs and tells."""

from __future__ import annotations

import logging
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

import limina_synthetic
from limina.engine.redaction import redact
from limina.plugin import (
    Document,
    Entity,
    MarkerText,
    MaskText,
    PluginConfig,
    ReplacementContext,
    Request,
    SyntheticText,
)
from limina.plugin.errors import PluginError
from limina.plugin.testing import make_manager
from limina_synthetic import Replacer, limina_replace, read_secret
from limina_synthetic.settings import ENVIRONMENT, digest

TEXT = "John Smith (john.smith@acme.com) was born on March 7, 1961. John lives in Boston."
DOCUMENT = Document(TEXT, {"en": 0.99})


def entity(label: str, text: str, after: int = 0) -> Entity:
    start = TEXT.index(text, after)
    return Entity(start, start + len(text), label, {label: 0.9})


ENTITIES = (
    entity("NAME", "John Smith"),
    entity("EMAIL_ADDRESS", "john.smith@acme.com"),
    entity("DOB", "March 7, 1961"),
    entity("NAME_GIVEN", "John", after=30),
    entity("LOCATION_CITY", "Boston"),
)


@pytest.fixture(autouse=True)
def _own_seed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    monkeypatch.setattr(limina_synthetic, "_replacer", None)
    yield


def secret(environment: dict[str, str] | None = None, **table: Any) -> bytes:
    return read_secret(PluginConfig({"limina-synthetic": table}), environment or {})


def synthetic(seed: str | int | None = 1) -> str:
    """The whole way: manager, hooks, engine."""
    table = {} if seed is None else {"seed": seed}
    manager = make_manager(limina_synthetic, config=PluginConfig({"limina-synthetic": table}))
    assert manager.taxonomy.known("NAME")
    request = Request(TEXT, processed_text=SyntheticText())
    redaction = redact(
        DOCUMENT,
        ENTITIES,
        request,
        hash_key=b"",
        replace=lambda e, n: manager.replace(e, request, ReplacementContext(DOCUMENT, n)),
    )
    for part in redaction.parts:
        assert redaction.text[part.start : part.end] == part.shown
        assert part.shown.casefold() != part.text.casefold()
    return redaction.text


@pytest.mark.parametrize("asked", [MarkerText(), MaskText()])
def test_markers_and_masks_are_left_to_the_engine(asked: MarkerText | MaskText) -> None:
    request = Request(TEXT, processed_text=asked)
    assert limina_replace(ENTITIES[0], request, ReplacementContext(DOCUMENT, 1)) is None


@pytest.mark.parametrize(
    "asked",
    [
        SyntheticText(),
        SyntheticText("standard_multilingual", True, "model_prediction"),
        SyntheticText("standard_automatic", False, "combined"),
    ],
)
def test_every_way_to_ask_for_synthetic_text_is_answered(asked: SyntheticText) -> None:
    request = Request(TEXT, processed_text=asked)
    new = limina_replace(ENTITIES[0], request, ReplacementContext(DOCUMENT, 1))
    assert new is not None
    assert new != "John Smith"


def test_a_document_is_consistent_in_itself() -> None:
    text = synthetic()
    given, family = text.split()[:2]
    assert text.startswith(f"{given} {family} ({given.lower()}.{family.lower()}@")
    assert f". {given} lives in " in text


def test_one_seed_gives_one_text_and_another_another() -> None:
    assert synthetic(1) == synthetic(1) == synthetic("1")
    assert synthetic(1) != synthetic(2)


def test_without_a_seed_every_start_draws_one() -> None:
    assert secret() != secret()
    assert len(secret()) == 32
    assert synthetic(None) != synthetic(None)


def test_without_registration_the_environment_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENVIRONMENT, "spring")
    request = Request(TEXT, processed_text=SyntheticText())
    new = limina_replace(ENTITIES[0], request, ReplacementContext(DOCUMENT, 1))
    assert new == Replacer(digest("spring")).replace("NAME", "John Smith", ("en",))


def test_the_environment_beats_the_configuration() -> None:
    assert secret(seed="autumn") == digest("autumn")
    assert secret({ENVIRONMENT: "spring"}, seed="autumn") == digest("spring")
    assert secret({ENVIRONMENT: ""}, seed="autumn") == digest("autumn")
    assert secret(seed=7) == secret(seed="7")


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"sead": 1}, "limina-synthetic: unknown setting: sead"),
        ({"seed": ""}, "limina-synthetic: seed: must be a string or a whole number"),
        ({"seed": True}, "limina-synthetic: seed: must be a string or a whole number"),
        ({"seed": 1.5}, "limina-synthetic: seed: must be a string or a whole number"),
        ({"seed": ["x"]}, "limina-synthetic: seed: must be a string or a whole number"),
    ],
)
def test_a_wrong_setting_stops_the_start(table: dict[str, Any], message: str) -> None:
    manager = make_manager(limina_synthetic, config=PluginConfig({"limina-synthetic": table}))
    with pytest.raises(PluginError, match=message):
        _ = manager.taxonomy


def test_loading_the_plugin_loads_no_list() -> None:
    program = (
        "import sys, limina_synthetic\n"
        "heavy = [m for m in ('faker', 'babel', 'phonenumbers') if m in sys.modules]\n"
        "print(heavy)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_nothing_is_logged_and_nothing_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    replacer = Replacer(b"tests")
    for label in ("NAME", "DATE", "LOCATION_ADDRESS", "EMAIL_ADDRESS", "CUSTOM_ENTITY"):
        replacer.replace(label, "zq7canary7qz 5", ("en",))
    assert caplog.records == []
    source = replacer._source
    assert "canary" not in repr([source._cycles, vars(replacer)])


def test_seeding_and_use_leave_the_worlds_randomness_alone() -> None:
    program = (
        "import random\n"
        "random.seed(5)\n"
        "before = random.getstate()\n"
        "from limina_synthetic import Replacer\n"
        "r = Replacer(b'tests')\n"
        "for label in ('NAME', 'DATE', 'PHONE_NUMBER', 'LOCATION_CITY'):\n"
        "    r.replace(label, 'John 5', ('en',))\n"
        "print(random.getstate() == before)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"


def test_replacing_is_fast_enough_for_a_server() -> None:
    # A tenth of what is promised, so that a slow machine does not fail it.
    replacer = Replacer(b"tests")
    work = [("NAME", "John Smith"), ("DATE", "March 7, 1961"), ("EMAIL_ADDRESS", "a.b@acme.com")]
    for label, text in work:
        replacer.replace(label, text, ("en",))
    start = time.process_time()
    for _ in range(500):
        for label, text in work:
            replacer.replace(label, text, ("en",))
    assert 1500 / (time.process_time() - start) > 2_000

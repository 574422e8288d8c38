"""The bounded run: what once failed, every seed, and some hundred mutants of each target."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.mutation import mutants
from tests.fuzz.seeds import FINDINGS, LONGEST_SEED
from tests.fuzz.targets import TARGETS, Target

every_target = pytest.mark.parametrize("name", TARGETS)


def seeds_of(target: Target) -> list[bytes]:
    return [seed[: target.longest] for seed in target.seeds() if len(seed) <= LONGEST_SEED]


def findings() -> list[Path]:
    return sorted(path for path in FINDINGS.glob("*/*") if path.is_file())


@every_target
def test_the_invariant_is_one_sentence(name: str) -> None:
    invariant = TARGETS[name].invariant
    assert invariant.endswith(".")
    assert ". " not in invariant


def test_the_page_says_the_same_of_every_target() -> None:
    page = (Path(__file__).parents[2] / "docs/explanation/fuzzing.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert rows == [f"| `{name}` | {target.invariant} |" for name, target in TARGETS.items()]


@pytest.mark.parametrize("path", findings(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_what_once_failed_holds(path: Path) -> None:
    TARGETS[path.parent.name].run(path.read_bytes())


@every_target
def test_the_seeds_hold(name: str) -> None:
    target = TARGETS[name]
    seeds = seeds_of(target)
    assert len(seeds) > 5
    # A share of them where one takes long; which, does not change from run to run.
    chance = random.Random(0)
    for seed in chance.sample(seeds, min(len(seeds), target.examples)):
        target.run(seed)


@every_target
def test_the_mutants_hold(name: str) -> None:
    target = TARGETS[name]

    @settings(
        max_examples=target.examples,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def run(data: st.DataObject) -> None:
        target.run(data.draw(mutants(target, seeds)))

    seeds = seeds_of(target)
    run()

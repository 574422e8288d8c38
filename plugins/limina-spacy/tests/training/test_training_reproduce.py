"""Making the shipped pipelines anew: which commands it calls, with what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from limina_spacy.builtin import BUILTIN
from training import average, package, reproduce, train, vectors
from training.generator import __main__ as generator
from training.generator import machine


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """The commands, none of which is run; the generator's files are written."""
    calls: list[tuple[str, list[str]]] = []

    def recorder(name: str) -> Callable[[Sequence[str]], int]:
        def run(arguments: Sequence[str]) -> int:
            calls.append((name, list(arguments)))
            if name == "generator":
                path = Path(arguments[list(arguments).index("--out") + 1])
                line = '{{"id": {n}, "source": "synthetic/{genre}"}}\n'
                genres = ("log", "chat", "web")
                lines = [line.format(n=n, genre=genres[n % 3]) for n in range(30_000)]
                path.write_text("".join(lines), encoding="utf-8")
            return 0

        return run

    for module, name in (
        (vectors, "vectors"), (generator, "generator"), (machine, "machine"), (train, "train"),
        (package, "package"), (average, "average"),
    ):  # fmt: skip
        monkeypatch.setattr(module, "main", recorder(name))
    return calls


def test_every_shipped_pipeline_is_made(
    tmp_path: Path, called: list[tuple[str, list[str]]]
) -> None:
    out = tmp_path / "made"
    assert (
        reproduce.main(
            ["--corpora", "c", "--vectors", "v.json", "--development", "d", "--out", str(out)]
        )
        == 0
    )
    made = [arguments[1] for name, arguments in called if name == "package"]
    assert made == [pipeline.name for pipeline in BUILTIN.values()]
    assert [name for name, _ in called].count("generator") == len(reproduce.SYNTHETIC)


def test_every_stage_goes_on_from_the_one_before(
    tmp_path: Path, called: list[tuple[str, list[str]]]
) -> None:
    wanted = ["--corpora", "c", "--vectors", "v.json", "--development", "d"]
    reproduce.main([*wanted, "--out", str(tmp_path), "--steps", "0.01"])
    *english, capital, others = (arguments for name, arguments in called if name == "train")
    assert len(english) == len(reproduce.ENGLISH)
    for before, after in pairwise(english):
        start = after[after.index("--start") + 1]
        assert start == f"{before[before.index('--out') + 1]}/model-best"
    assert "--start" not in english[0]
    assert "training.max_steps=140" in english[0]
    assert others[0] == "xx"
    assert capital[capital.index("--start") + 1] == str(tmp_path / "en-middle")
    for arguments in (*english, capital, others):
        for argument in arguments:
            if argument.endswith(".jsonl") and "machine" not in argument:
                assert Path(argument).is_file()


def test_what_ships_is_the_average_of_the_last_stages(
    tmp_path: Path, called: list[tuple[str, list[str]]]
) -> None:
    wanted = ["--corpora", "c", "--vectors", "v.json", "--development", "d"]
    reproduce.main([*wanted, "--out", str(tmp_path)])
    middle, whole = (arguments for name, arguments in called if name == "average")
    stages = [str(tmp_path / f"en-stage-{number}") for number in (3, 4, 5)]
    assert middle[1:] == [f"{stage}/model-best=0.5" for stage in stages[:2]]
    assert [given.rpartition("=")[0] for given in whole[1:]] == [
        f"{stages[0]}/model-best",
        f"{stages[1]}/model-best",
        f"{stages[2]}/model-last",
    ]
    assert sum(float(given.rpartition("=")[2]) for given in whole[1:]) == pytest.approx(1)
    [package, _] = (arguments for name, arguments in called if name == "package")
    assert package[0] == whole[0]
    some = (tmp_path / "en-42-some.jsonl").read_text(encoding="utf-8").splitlines()
    assert [sum("web" in line for line in some), len(some)] == [30_000, 37_000]


def test_the_fourth_stage_sees_technical_texts_before_others(
    tmp_path: Path, called: list[tuple[str, list[str]]]
) -> None:
    wanted = ["--corpora", "c", "--vectors", "v.json", "--development", "d"]
    reproduce.main([*wanted, "--out", str(tmp_path)])
    lines = (tmp_path / "en-21-some.jsonl").read_text(encoding="utf-8").splitlines()
    assert [sum("log" in line for line in lines), len(lines)] == [7_000, 16_000]
    some = (tmp_path / "en-7-some.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(some) == len(set(some)) == 12_000
    assert called

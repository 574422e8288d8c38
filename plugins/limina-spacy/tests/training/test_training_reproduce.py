"""Making the shipped pipelines anew: which commands it calls, with what."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from limina_spacy.builtin import BUILTIN
from training import package, reproduce, train, vectors
from training.generator import __main__ as generator


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """The commands, none of which is run; the generator's files are written."""
    calls: list[tuple[str, list[str]]] = []

    def recorder(name: str) -> Callable[[Sequence[str]], int]:
        def run(arguments: Sequence[str]) -> int:
            calls.append((name, list(arguments)))
            if name == "generator":
                path = Path(arguments[list(arguments).index("--out") + 1])
                path.write_text("".join(f"{n}\n" for n in range(20_000)), encoding="utf-8")
            return 0

        return run

    for module, name in (
        (vectors, "vectors"), (generator, "generator"), (train, "train"), (package, "package"),
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


def test_the_second_stage_goes_on_from_the_first_with_fewer_synthetic_texts(
    tmp_path: Path, called: list[tuple[str, list[str]]]
) -> None:
    reproduce.main(
        [
            "--corpora",
            "c",
            "--vectors",
            "v.json",
            "--development",
            "d",
            "--out",
            str(tmp_path),
            "--steps",
            "0.01",
        ]
    )
    first, second, others = (arguments for name, arguments in called if name == "train")
    assert str(tmp_path / "first" / "model-best") in second
    assert "--start" not in first
    assert "training.max_steps=140" in first
    assert "training.max_steps=40" in second
    assert others[0] == "xx"
    lines = (tmp_path / "en-second.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(set(lines)) == reproduce.SECOND_STAGE

"""The list of everyday words without names."""

from __future__ import annotations

from pathlib import Path

from training.ordinary import FREQUENT, NAMES, everyday


def test_what_is_a_name_anywhere_is_left_out(tmp_path: Path) -> None:
    for name in (*FREQUENT, *NAMES):
        (tmp_path / f"{name}.txt").write_text("\n", "utf-8")
    (tmp_path / "common-en.txt").write_text("wolf\nmark\ntrump\nit's\na\n", "utf-8")
    (tmp_path / "common-en-rare.txt").write_text("naïve\nreading\nabate\n", "utf-8")
    (tmp_path / "given.txt").write_text("Mark\n", "utf-8")
    (tmp_path / "cities-small.txt").write_text("Reading\nNew Wolf\n", "utf-8")
    assert everyday(tmp_path) == ["abate", "wolf"]

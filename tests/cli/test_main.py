"""The command line as a whole: help, versions, mistakes, and a page that names every option."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

import limina
from limina.cli.main import SETTINGS, main, make_parser
from limina.config import NAMES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "cli.md"


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"limina {limina.__version__}\n"


def test_without_a_command_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main([])
    assert caught.value.code == 2
    assert "COMMAND" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["plugins", "--log-level", "loud"], "limina: --log-level: Invalid enum value 'loud'\n"),
        (["plugins", "--config", "none.toml"], "limina: none.toml: No such file or directory\n"),
        (["serve", "--port", "http"], "limina: --port: Expected `int`, got `str`\n"),
    ],
)
def test_a_mistake_is_one_line_and_status_2(
    argv: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err == message


def test_every_option_stands_in_its_section_of_the_page() -> None:
    sections = PAGE.read_text("utf-8").split("\n## ")
    parser = make_parser()
    [commands] = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for name, command in commands.choices.items():
        [section] = [s for s in sections if s.startswith(f"limina {name}")]
        for action in command._actions:
            for option in action.option_strings:
                if option not in ("-h", "--help"):
                    assert f"| `{option}" in section + sections[0], (name, option)


def test_options_that_are_settings_are_settings() -> None:
    assert set(SETTINGS) <= set(NAMES)

"""`limina config` prints what is in force, as a file that gives it again, and no secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from limina.cli.config import HIDDEN, lines
from limina.cli.main import main
from limina.config import NAMES, Settings, load_settings


def test_it_prints_what_file_environment_and_options_give(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "x.toml"
    file.write_text('port = 1\nhost = "::1"\n', "utf-8")
    monkeypatch.setenv("LIMINA_PORT", "2")
    monkeypatch.setenv("PAI_ALLOW_LIST", '["Grace \\"G\\" Hopper"]')
    assert main(["config", "--config", str(file), "--log-level", "error"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert {'host = "::1"', "port = 2", 'log_level = "error"'} <= set(printed)
    assert 'allow_list = ["Grace \\"G\\" Hopper"]' in printed
    assert "# hash_key is unset" in printed
    assert len(printed) == len(NAMES)


def test_what_is_printed_gives_the_same_configuration(tmp_path: Path) -> None:
    settings = Settings(
        port=1,
        request_deadline=0.5,
        plugins=("a", "b"),
        allow_list=('quote " back \\ tab \t line \n delete \x7f ü 😀',),
        accuracy_modes=("high",),
        plugin_tables={
            "limina-x": {"model": "m", "n": 1, "on": True, "list": [1.5, "a"], "t": {"a b": "c"}},
            "odd name": {},
        },
    )
    file = tmp_path / "again.toml"
    file.write_text("\n".join(lines(settings)), "utf-8")
    assert load_settings(file=file, environment={}) == settings


def test_secrets_are_hidden_wherever_they_stand() -> None:
    settings = Settings(
        hash_key="canary",
        api_keys=("canary", "canary2"),
        plugin_tables={"p": {"api_key": "canary", "auth": {"Token": "canary"}, "url": "u"}},
    )
    printed = "\n".join(lines(settings))
    assert "canary" not in printed
    assert f'api_keys = ["{HIDDEN}", "{HIDDEN}"]' in printed
    assert 'url = "u"' in printed

"""Settings: where they come from, which source wins, and what a mistake is called."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from limina import config
from limina.config import NAMES, ConfigError, Settings, load_settings
from limina.protocol import request


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "limina.toml"
    path.write_text(text, "utf-8")
    return path


def test_without_any_source_the_defaults_hold() -> None:
    settings = load_settings(environment={})
    assert settings == Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8080)
    assert settings.max_message_bytes == 4 * 1024 * 1024


def test_the_command_line_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, 'port = 1\nhost = "file"\nlog_level = "error"')
    environment = {"LIMINA_PORT": "2", "LIMINA_HOST": "env"}
    settings = load_settings(file=path, environment=environment, arguments={"port": "3"})
    assert (settings.port, settings.host, settings.log_level) == (3, "env", "error")


def test_the_file_of_the_working_directory_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, "port = 7")
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}).port == 7


def test_the_environment_can_name_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "port = 8")
    assert load_settings(environment={"LIMINA_CONFIG": str(path)}).port == 8


def test_lists_in_the_environment_are_split_at_commas() -> None:
    settings = load_settings(environment={"LIMINA_PLUGINS": "a, b,", "LIMINA_NO_PLUGINS": "c"})
    assert (settings.plugins, settings.no_plugins) == (("a", "b"), ("c",))


def test_an_empty_list_of_plugins_loads_none() -> None:
    assert load_settings(environment={"LIMINA_PLUGINS": ""}).plugins == ()


def test_plugins_have_tables_of_their_own(tmp_path: Path) -> None:
    path = write(tmp_path, '[plugin.limina-spacy]\nmodel = "xx"\n[plugin.other]\nn = 1')
    settings = load_settings(file=path, environment={})
    assert settings.plugin_tables == {"limina-spacy": {"model": "xx"}, "other": {"n": 1}}


def test_other_variables_of_the_environment_are_not_ours() -> None:
    assert load_settings(environment={"PATH": "x", "LIMINAL": "y"}) == Settings()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("prot = 1", "prot: no such setting; did you mean port?"),
        ('port = "1x"', "port: Expected `int`, got `str`"),
        ("port = 70000", "port: Expected `int` <= 65535"),
        ("max_in_flight = 0", "max_in_flight: Expected `int` >= 1"),
        ("request_deadline = -1.0", "request_deadline: Expected `float` > 0.0"),
        ("sensitivity = 1.5", "sensitivity: Expected `float` <= 1.0"),
        ("sensitivity = -0.5", "sensitivity: Expected `float` >= 0.0"),
        ("propagation = 1", "propagation: Expected `bool`, got `int`"),
        ('transport = "x"', "transport: Invalid enum value 'x'"),
        ("port =", "not valid TOML"),
        ("plugin = 1", "plugin: expected tables, [plugin.NAME]"),
        ("plugin = { a = 1 }", "plugin: expected tables, [plugin.NAME]"),
        ("pluggin = 1", "pluggin: no such setting; did you mean plugin"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_settings(file=path, environment={})
    assert str(caught.value).startswith(str(path))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_mistake_in_the_environment_is_named() -> None:
    with pytest.raises(ConfigError, match="LIMINA_PROT: no such setting; did you mean LIMINA_PORT"):
        load_settings(environment={"LIMINA_PROT": "1"})
    with pytest.raises(ConfigError, match="LIMINA_PORT: Expected `int`"):
        load_settings(environment={"LIMINA_PORT": "x"})


def test_a_mistake_on_the_command_line_is_named() -> None:
    with pytest.raises(ConfigError, match="--drain-timeout: Expected `float`"):
        load_settings(environment={}, arguments={"drain_timeout": "soon"})


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml: No such file"):
        load_settings(file=tmp_path / "none.toml", environment={})


def test_every_setting_is_documented() -> None:
    page = Path(__file__).parents[1] / "docs" / "reference" / "settings.md"
    text = page.read_text("utf-8")
    missing = [name for name in NAMES if f"| `{name}` |" not in text]
    assert not missing
    defaults = Settings()
    for name in NAMES:
        default = getattr(defaults, name)
        row = next(line for line in text.splitlines() if line.startswith(f"| `{name}` |"))
        shown = row.split("|")[2].strip().strip("`")
        if isinstance(default, tuple):
            default = ", ".join(default) or "none"
        if isinstance(default, bool):
            default = str(default).lower()
        expected = "unset" if default is None else str(default)
        assert shown == expected, row


def test_variables_of_the_original_are_read(tmp_path: Path) -> None:
    environment = {
        "PAI_PORT": "9001",
        "PAI_ALLOW_LIST": '["John", "Grace, Hopper"]',
        "PAI_ENABLED_ENTITIES": "NAME, AGE",
        "PAI_DISABLED_ENTITIES": "ORGANIZATION",
        "PAI_ACCURACY_MODES": "high,standard",
        "PAI_DISABLE_GPU_CHECK": "1",
    }
    settings = load_settings(file=write(tmp_path, "port = 1"), environment=environment)
    assert settings.port == 9001
    assert settings.allow_list == ("John", "Grace, Hopper")
    assert settings.enabled_entities == ("NAME", "AGE")
    assert settings.disabled_entities == ("ORGANIZATION",)
    assert settings.accuracy_modes == ("high", "standard")


def test_our_own_variables_beat_those_of_the_original() -> None:
    environment = {"PAI_PORT": "1", "LIMINA_PORT": "2", "PAI_ALLOW_LIST": ""}
    settings = load_settings(environment=environment)
    assert (settings.port, settings.allow_list) == (2, ())


@pytest.mark.parametrize(
    ("key", "text", "message"),
    [
        ("PAI_PORT", "http", "PAI_PORT: Expected `int`"),
        ("PAI_ALLOW_LIST", '["John"', "PAI_ALLOW_LIST: not a JSON list of strings"),
        ("PAI_ALLOW_LIST", "[1]", "PAI_ALLOW_LIST: not a JSON list of strings"),
        ("PAI_ACCURACY_MODES", "highest", "PAI_ACCURACY_MODES: Invalid enum value"),
    ],
)
def test_a_mistake_in_a_variable_of_the_original_is_named(
    key: str, text: str, message: str
) -> None:
    with pytest.raises(ConfigError) as caught:
        load_settings(environment={key: text})
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["", " , ", "[]", '["a", ""]'])
def test_to_ask_for_keys_and_name_none_stops_the_start(text: str) -> None:
    with pytest.raises(ConfigError, match="api_keys: names no key, or an empty one"):
        load_settings(environment={"LIMINA_API_KEYS": text})


def test_the_modes_are_those_a_request_may_name() -> None:
    assert get_args(config.Accuracy) == get_args(request.Accuracy)


def test_accuracy_modes_are_given_detectors_in_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, '[accuracy_detectors]\nstandard = ["limina-patterns"]')
    settings = load_settings(file=path, environment={})
    assert settings.accuracy_detectors == {"standard": ("limina-patterns",)}
    path = write(tmp_path, '[accuracy_detectors]\nbest = ["limina-patterns"]')
    with pytest.raises(ConfigError, match="accuracy_detectors: Invalid enum value 'best'"):
        load_settings(file=path, environment={})


@pytest.mark.parametrize("network", ["10.0.0.0/8", "127.0.0.1", "::1", "10.1.2.3/8"])
def test_trusted_proxies_are_addresses_and_networks(network: str) -> None:
    settings = load_settings(environment={"LIMINA_TRUSTED_PROXIES": network})
    assert settings.trusted_proxies == (network,)


@pytest.mark.parametrize("network", ["proxy.example", "10.0.0.0/33", "*"])
def test_another_trusted_proxy_stops_the_start(network: str) -> None:
    with pytest.raises(ConfigError, match=r"trusted_proxies: .* is no IP address and no network"):
        load_settings(environment={"LIMINA_TRUSTED_PROXIES": network})

"""Which installed plugins are loaded, and what happens to those that cannot be."""

from __future__ import annotations

import sys
from collections.abc import Callable
from importlib import metadata
from types import ModuleType

import pytest

from limina.plugin.errors import PluginError
from limina.plugin.loading import GROUP, discover, import_plugin, installed

Install = Callable[..., None]


def names(**choice: object) -> list[str]:
    return [candidate.name for candidate in discover(**choice)]  # type: ignore[arg-type]


def test_plugins_are_found_by_their_entry_points_and_sorted_by_name(install: Install) -> None:
    install("dist-a", "zeta = m_zeta\nbeta = m_beta", version="2.1")
    install("dist-b", "alpha = m_alpha")
    install("unrelated", "gamma = m_gamma", group="console_scripts")
    assert [(c.name, c.distribution, c.version) for c in discover()] == [
        ("alpha", "dist-b", "1.0"),
        ("beta", "dist-a", "2.1"),
        ("zeta", "dist-a", "2.1"),
    ]


def test_without_plugins_nothing_is_found(install: Install) -> None:
    assert names() == []


def test_an_entry_point_without_a_distribution_is_listed_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    point = metadata.EntryPoint("alone", "m_alone", GROUP)
    monkeypatch.setattr(metadata, "entry_points", lambda group: [point])
    assert [(c.name, c.distribution, c.version) for c in installed()] == [("alone", "", "")]


def test_the_allow_list_is_exact(install: Install) -> None:
    install("dist", "a = m_a\nb = m_b\nc = m_c")
    assert names(allow=["c", "a"]) == ["a", "c"]
    assert names(allow=["b", "b"]) == ["b"]
    assert names(allow=[]) == []


def test_a_name_that_is_asked_for_and_not_installed_stops_the_start(install: Install) -> None:
    install("dist", "a = m_a\nb = m_b")
    with pytest.raises(
        PluginError, match=r"^plugin x: asked for, but not installed; installed are: a, b$"
    ):
        discover(allow=["a", "y", "x"])


def test_blocked_plugins_are_left_out_allowed_or_not(install: Install) -> None:
    install("dist", "a = m_a\nb = m_b\nc = m_c")
    assert names(block=["b"]) == ["a", "c"]
    assert names(allow=["a", "b"], block={"b", "c"}) == ["a"]


def test_a_name_that_is_blocked_and_not_installed_stops_the_start(install: Install) -> None:
    with pytest.raises(
        PluginError, match=r"^plugin x: blocked, but not installed; installed are: none$"
    ):
        discover(block=["x"])


def test_a_table_for_a_plugin_that_is_not_installed_stops_the_start(install: Install) -> None:
    install("dist", "a = m_a\nb = m_b")
    assert names(allow=["a"], configured=frozenset({"a", "b"})) == ["a"]
    with pytest.raises(PluginError, match=r"^plugin x: configured, but not installed; installed"):
        discover(configured=frozenset({"a", "x"}))


def test_two_distributions_with_one_plugin_name_stop_the_start(install: Install) -> None:
    install("dist-b", "same = m_b\nother = m_other")
    install("dist-a", "same = m_a")
    with pytest.raises(
        PluginError, match=r"^plugin same: offered by both dist-a and dist-b; uninstall one"
    ):
        discover()
    assert names(allow=["other"]) == ["other"]
    assert names(block=["same"]) == ["other"]


def test_nothing_is_imported_before_it_is_chosen(install: Install) -> None:
    install("dist", "a = m_a", m_a="raise AssertionError")
    assert names() == ["a"]
    assert "m_a" not in sys.modules


def test_a_module_or_an_object_in_it_is_imported(install: Install) -> None:
    install("dist", "a = m_mod\nb = m_mod:holder.plugin", m_mod="class holder: plugin = 'object'")
    module, thing = map(import_plugin, discover())
    assert isinstance(module, ModuleType)
    assert module.__name__ == "m_mod"
    assert thing == "object"


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (
            "import nowhere_to_be_found",
            "ModuleNotFoundError: No module named 'nowhere_to_be_found'",
        ),
        ("raise RuntimeError('two\\nlines')", "RuntimeError: two lines"),
        ("def broken(:", "SyntaxError: "),
        ("raise SystemExit(0)", "SystemExit: 0"),
    ],
)
def test_a_plugin_that_cannot_be_imported_is_one_readable_line(
    install: Install, source: str, reason: str
) -> None:
    install("dist-a", "a = m_broken", version="3.2", m_broken=source)
    [candidate] = discover()
    with pytest.raises(PluginError) as caught:
        import_plugin(candidate)
    message = str(caught.value)
    assert message.startswith(f"plugin a (dist-a 3.2) cannot be imported: {reason}")
    assert "\n" not in message
    assert "Traceback" not in message


def test_an_object_that_is_not_there_cannot_be_imported(install: Install) -> None:
    install("dist", "a = m_empty:plugin", m_empty="")
    [candidate] = discover()
    with pytest.raises(PluginError, match="AttributeError: module 'm_empty' has no attribute"):
        import_plugin(candidate)


def test_an_interrupt_while_importing_is_no_fault_of_the_plugin(install: Install) -> None:
    install("dist", "a = m_interrupted", m_interrupted="raise KeyboardInterrupt")
    [candidate] = discover()
    with pytest.raises(KeyboardInterrupt):
        import_plugin(candidate)

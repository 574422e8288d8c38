"""The public surface: hooks, arguments and names are frozen, and the reference tells them all."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import limina.plugin
import limina.plugin.testing
from limina.plugin import hookspecs
from limina.plugin.detector import DetectorSpec
from limina.plugin.manager import HOOKS

#: Hook to its arguments and whether the first result counts. A line may be added, and an argument
#: at the end of one; anything else breaks plugins that are installed today.
FROZEN = {
    "limina_authorize": (("handshake",), True),
    "limina_register_detectors": (("register", "config"), False),
    "limina_register_labels": (("register", "config"), False),
    "limina_replace": (("entity", "request", "context"), True),
    "limina_request_finished": (("stats",), False),
    "limina_resolve": (("document", "detections", "request"), True),
    "limina_shutdown": (("config",), False),
}

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "hooks.md"


def arguments(hook: str) -> tuple[str, ...]:
    return tuple(inspect.signature(getattr(hookspecs, hook)).parameters)


def first_result(hook: str) -> bool:
    options = getattr(hookspecs, hook).limina_spec
    assert isinstance(options["firstresult"], bool)
    return options["firstresult"]


def section(hook: str) -> str:
    """The hook's part of the reference page."""
    heading = re.escape(f"### `{hook}({', '.join(arguments(hook))})`")
    found = re.search(
        rf"^{heading}\n(.*?)(?=^##)", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found is not None, f"docs/reference/hooks.md has no {heading}"
    return found[1]


def test_hooks_and_their_arguments_are_frozen() -> None:
    assert {hook: (arguments(hook), first_result(hook)) for hook in HOOKS} == FROZEN


def test_public_names_are_frozen() -> None:
    assert set(limina.plugin.__all__) == {
        "Detection",
        "Detector",
        "DetectorSpec",
        "Document",
        "Entity",
        "Handshake",
        "LabelSpec",
        "MarkerText",
        "MaskText",
        "PluginConfig",
        "ReplacementContext",
        "Request",
        "RequestStats",
        "SyntheticText",
        "hookimpl",
    }
    assert set(limina.plugin.testing.__all__) == {
        "DetectorContract",
        "DetectorPlugin",
        "FailingDetector",
        "ScriptedDetector",
        "SlowDetector",
        "make_manager",
        "spec_named",
    }
    for module in (limina.plugin, limina.plugin.testing):
        for name in module.__all__:
            assert hasattr(module, name)


@pytest.mark.parametrize("hook", HOOKS)
def test_the_reference_tells_all_of_a_hook(hook: str) -> None:
    text = section(hook)
    points = re.findall(r"^- \*\*(.*?):\*\* (\S)", text, re.MULTILINE)
    assert [name for name, _start in points] == [
        "When",
        "Arguments",
        "Return",
        "First result",
        "Order",
        "Errors",
    ]
    assert ("**First result:** yes." in text) == first_result(hook)
    assert ("**First result:** no;" in text) != first_result(hook)
    told = text.partition("**Arguments:**")[2].partition("**Return:**")[0]
    for argument in arguments(hook):
        assert f"`{argument}`" in told


def test_the_reference_tells_of_no_hook_that_is_none() -> None:
    headings = re.findall(r"^### `(\w+)\(", PAGE.read_text("utf-8"), re.MULTILINE)
    assert sorted(headings) == list(HOOKS)


def test_the_reference_tells_every_field_of_a_specification() -> None:
    table = PAGE.read_text("utf-8").partition("## DetectorSpec")[2]
    fields = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert fields == list(DetectorSpec.__dataclass_fields__)


@pytest.mark.parametrize("hook", HOOKS)
def test_a_hook_documents_its_arguments_where_it_is_specified(hook: str) -> None:
    docstring = inspect.getdoc(getattr(hookspecs, hook)) or ""
    for argument in arguments(hook):
        assert re.search(rf"^    {argument}: \S", docstring, re.MULTILINE)
    assert first_result(hook) == ("Returns:" in docstring)

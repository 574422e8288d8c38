"""spaCy without its command line: all of it is there, and the command line where it is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

from limina_spacy.importing import import_spacy

#: What the command line needs and nothing else.
CLI = ("spacy.cli", "typer", "requests", "jinja2")


def run(program: str) -> str:
    """What a program prints in a process that has imported nothing yet."""
    return subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    ).stdout


SHORTLY = "import sys; from limina_spacy.importing import import_spacy; import_spacy()\n"


def test_the_command_line_is_not_imported() -> None:
    imported = run(f"{SHORTLY}print(*sys.modules)").split()
    assert "spacy.language" in imported
    assert not set(CLI) & set(imported), "has spaCy changed what it imports?"
    assert not [name for name in imported if name.startswith("spacy.cli")]


def test_the_detector_does_not_import_it_either() -> None:
    program = """
import sys
from limina.plugin import PluginConfig
import limina_spacy
specs = []
limina_spacy.limina_register_detectors(specs.append, PluginConfig())
specs[0].factory(PluginConfig())
print(*sys.modules)
"""
    imported = run(program).split()
    assert "spacy.language" in imported and not set(CLI) & set(imported)


REGISTERED = """
import spacy
for name in sorted(spacy.registry.get_registry_names()):
    print(name, *sorted(getattr(spacy.registry, name).get_all()))
"""


def test_everything_is_registered_that_otherwise_is() -> None:
    told = run(SHORTLY + REGISTERED)
    assert "spacy.Tokenizer.v1" in told
    assert told == run(REGISTERED)


def test_information_is_given_and_its_module_imported_then() -> None:
    program = """
import spacy
print(spacy.info(silent=True)["spacy_version"] == spacy.__version__, "spacy.cli" in sys.modules)
from spacy.cli.info import info
print(info.__module__)
"""
    assert run(SHORTLY + program).split() == ["True", "True", "spacy.cli.info"]


def test_the_command_line_is_an_attribute_all_the_same_and_nothing_else_is() -> None:
    program = """
import spacy
print(hasattr(spacy, "client"), callable(spacy.cli.download))
"""
    assert run(SHORTLY + program).split() == ["False", "True"]


def test_where_spacy_is_imported_already_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    before = dict(vars(spacy)), {name for name in sys.modules if name.startswith("spacy.cli")}
    import_spacy()
    assert before == (
        dict(vars(spacy)),
        {name for name in sys.modules if name.startswith("spacy.cli")},
    )


def test_nothing_stands_in_where_spacy_cannot_be_imported() -> None:
    program = """
import sys
from importlib.abc import MetaPathFinder

class Broken(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "spacy":
            raise ImportError("broken")

sys.meta_path.insert(0, Broken())
from limina_spacy.importing import import_spacy
try:
    import_spacy()
except ImportError as error:
    print(error, "spacy.cli.info" in sys.modules)
"""
    assert run(program).split() == ["broken", "False"]

"""Really installed distributions, loaded through their entry points by a process of their own.

The sample plugin of the tutorial is one of them; the tutorial's listings are held against it here.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "docs" / "examples" / "limina-employee-id"
TUTORIAL = ROOT / "docs" / "tutorial" / "write-a-detector.md"

PYPROJECT = """\
[build-system]
requires = ["flit_core>=3.12,<4"]
build-backend = "flit_core.buildapi"

[project]
name = "{name}"
version = "2.5"
description = "A plugin for a test."

[project.entry-points.limina]
{name} = "{module}"
"""
#: Distribution to the source of its one module.
PLUGINS = {
    "limina-broken": "import a_library_nobody_has\n",
    "limina-misspelt": (
        "from limina.plugin import hookimpl\n\n\n"
        "@hookimpl\ndef limina_register_detector(register): ...\n"
    ),
    "limina-watchful": (
        "import sys\n"
        "from limina.plugin import hookimpl\n\n"
        "print('watchful was imported', file=sys.stderr)\n\n\n"
        "@hookimpl\ndef limina_authorize(handshake): ...\n"
    ),
}

#: Loads plugins as told by two JSON arguments and prints what is loaded. Plugins of the environment
#: the tests run in are left out.
LOAD = """
import json, sys
from limina.plugin import PluginConfig
from limina.plugin.loading import installed
from limina.plugin.manager import PluginError, PluginManager

allow, block, ours = map(json.loads, sys.argv[1:])
others = [candidate.name for candidate in installed() if candidate.name not in ours]
try:
    manager = PluginManager.load(PluginConfig(), allow=allow, block=[*block, *others])
except PluginError as error:
    sys.exit(str(error))
print(json.dumps([[i.name, i.distribution, i.version, i.hooks] for i in manager.describe()]))
"""

DETECT = """
import json
from limina.plugin import Document, PluginConfig
from limina.plugin.manager import PluginManager

config = PluginConfig({"limina-employee-id": {"prefix": "EMP"}})
manager = PluginManager.load(config, allow=["limina-employee-id"])
[spec] = manager.detectors
detector = manager.make_detector(spec)
[found] = detector.detect([Document("EMP-45434, not GID-45434")])
detector.close()
manager.shutdown()
print(json.dumps([[d.start, d.end, d.label] for d in found]))
print(json.dumps(manager.taxonomy.known("EMPLOYEE_ID")))
"""

CLI = "import sys; from limina.cli import main; sys.exit(main(sys.argv[1:]))"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which pip installed the sample plugin and three others."""
    sources, target = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("site")
    shutil.copytree(SAMPLE, sources / SAMPLE.name)
    for name, source in PLUGINS.items():
        module = name.replace("-", "_")
        (sources / name).mkdir()
        (sources / name / f"{module}.py").write_text(f'"""For a test."""\n\n{source}')
        (sources / name / "pyproject.toml").write_text(PYPROJECT.format(name=name, module=module))
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "--disable-pip-version-check", "install"),
            *("--no-deps", "--no-build-isolation", "--no-index", "--quiet"),
            *("--target", str(target), *map(str, sorted(sources.iterdir()))),
        ],
        check=True,
    )
    return target


def run(
    site: Path, program: str, *arguments: str, text: str | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a program in a fresh process that sees the installed plugins."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("LIMINA_", "COVERAGE_"))}
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        env={**clean, "PYTHONPATH": os.pathsep.join([str(site), str(ROOT)]), **environment},
        cwd=site,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )


def load(site: Path, allow: object, block: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    return run(
        site, LOAD, json.dumps(allow), json.dumps(block), json.dumps([SAMPLE.name, *PLUGINS])
    )


def loaded(site: Path, allow: object, block: Sequence[str] = ()) -> list[object]:
    done = load(site, allow, block)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert isinstance(answer, list)
    return answer


EMPLOYEE_ID = [
    "limina-employee-id",
    "limina-employee-id",
    "1.0.0",
    ["limina_register_detectors", "limina_register_labels"],
]
WATCHFUL = ["limina-watchful", "limina-watchful", "2.5", ["limina_authorize"]]


def test_the_sample_is_loaded_through_its_entry_point_and_detects(site: Path) -> None:
    done = run(site, DETECT)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == ['[[0, 9, "EMPLOYEE_ID"]]', "true"]


def test_the_allow_list_loads_exactly_what_it_names(site: Path) -> None:
    assert loaded(site, ["limina-employee-id"]) == [EMPLOYEE_ID]
    assert loaded(site, ["limina-watchful", "limina-employee-id"]) == [EMPLOYEE_ID, WATCHFUL]
    assert loaded(site, []) == []


def test_without_an_allow_list_every_installed_plugin_is_loaded_but_the_blocked(
    site: Path,
) -> None:
    assert loaded(site, None, ["limina-broken", "limina-misspelt"]) == [EMPLOYEE_ID, WATCHFUL]


def test_a_blocked_plugin_is_not_even_imported(site: Path) -> None:
    both = ["limina-watchful", "limina-employee-id"]
    assert "watchful was imported" in load(site, both).stderr
    done = load(site, both, ["limina-watchful"])
    assert json.loads(done.stdout) == [EMPLOYEE_ID]
    assert "watchful was imported" not in done.stderr


@pytest.mark.parametrize(
    ("allow", "block", "message"),
    [
        (
            ["limina-broken", "limina-employee-id"],
            [],
            "plugin limina-broken (limina-broken 2.5) cannot be imported: "
            "ModuleNotFoundError: No module named 'a_library_nobody_has'\n",
        ),
        (
            ["limina-misspelt"],
            [],
            "plugin limina-misspelt: limina_register_detector is no hook; "
            "did you mean limina_register_detectors?\n",
        ),
        (["limina-employe-id"], [], "plugin limina-employe-id: asked for, but not installed; "),
        (None, ["limina-brokken"], "plugin limina-brokken: blocked, but not installed; "),
    ],
)
def test_what_cannot_be_loaded_stops_the_start_with_one_line(
    site: Path, allow: object, block: list[str], message: str
) -> None:
    done = load(site, allow, block)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith(message)
    assert done.stderr.count("\n") == 1


def test_the_sample_keeps_the_contract(site: Path) -> None:
    run_tests = "import sys, pytest; sys.exit(pytest.main(sys.argv[1:]))"
    options = ["-q", "-p", "no:cacheprovider", "-W", "error", "--import-mode=importlib"]
    done = run(site, run_tests, *options, f"--rootdir={SAMPLE}", str(SAMPLE / "tests"))
    assert done.returncode == 0, done.stdout


# --- the tutorial --------------------------------------------------------------------------------


def listing(introduction: str) -> str:
    """The fenced block that follows a line of the tutorial."""
    text = TUTORIAL.read_text("utf-8")
    found = re.search(
        rf"^{re.escape(introduction)}\n\n```\w*\n(.*?)^```$", text, re.DOTALL | re.MULTILINE
    )
    assert found is not None, f"no listing behind {introduction!r}"
    return found[1]


@pytest.mark.parametrize(
    "name",
    [
        "pyproject.toml",
        "limina_employee_id/detector.py",
        "limina_employee_id/__init__.py",
        "tests/test_employee_id.py",
    ],
)
def test_the_tutorials_listings_are_the_files_that_are_tested(name: str) -> None:
    assert listing(f"`{name}`:") == (SAMPLE / name).read_text("utf-8")


def test_the_tutorial_shows_what_limina_plugins_prints(site: Path) -> None:
    done = run(site, CLI, "plugins", LIMINA_PLUGINS="limina-employee-id")
    assert done.returncode == 0, done.stderr
    assert done.stdout == listing("Among the others, the list now shows:")


def test_the_tutorial_shows_what_limina_redact_prints(site: Path) -> None:
    command, shown = re.findall(
        r"And use it:\n\n```sh\n(.*?)```\n\n```\n(.*?)```", TUTORIAL.read_text("utf-8"), re.DOTALL
    )[0]
    text = re.fullmatch(r'echo "(.*)" \| limina redact\n', command)
    assert text is not None
    done = run(site, CLI, "redact", text=text[1] + "\n", LIMINA_PLUGINS="limina-employee-id")
    assert (done.returncode, done.stdout) == (0, shown), done.stderr

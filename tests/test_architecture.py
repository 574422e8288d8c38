"""The house stays as it was drawn: arrows of import, no I/O in the core, a test for every module.

Everything is read from the source as text; nothing of limina is imported here.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "limina"
LONGEST_MODULE = 400

#: Package or module to what of limina it may import, besides itself. The longest match counts.
ARROWS = {
    "limina.protocol": (),
    "limina.engine": ("limina.protocol.schema", "limina.protocol.errors", "limina.protocol.kept"),
    "limina.analysis": ("limina.engine", "limina.protocol.schema"),
    "limina.evaluation": ("limina.engine.spans",),
    "limina.plugin": ("limina.engine", "limina.protocol.schema"),
    "limina.runtime": ("limina.plugin", "limina.engine", "limina.analysis", "limina.protocol"),
    "limina.transport": ("limina.runtime", "limina.protocol", "limina.plugin.hookspecs"),
    "limina.config": (),
    "limina.cli": ("limina",),
    "limina.__main__": ("limina.cli",),
    "limina": (),
}
#: The modules that put a running server together read the settings; nothing else below the
#: command line does.
COMPOSERS = {
    "limina.runtime.loading": "limina.config",
    "limina.runtime.service": "limina.config",
    "limina.transport.asgi": "limina.config",
}
#: Where everybody may read the version.
VERSION = ("limina", "limina.__version__")

#: The packages without input and output.
CORE = ("protocol", "engine", "analysis", "evaluation")
#: What the core may not import: it has no sockets, clocks, threads, files, logs or chance.
INPUT_OUTPUT = frozenset(
    {
        *("socket", "ssl", "select", "selectors", "http.client", "http.server", "urllib.request"),
        *("trio", "asyncio", "anyio", "sniffio", "hypercorn", "signal"),
        *("threading", "_thread", "queue", "concurrent", "multiprocessing", "subprocess"),
        *("time", "sched", "random", "secrets", "uuid"),
        *("logging", "warnings", "os", "pathlib", "io", "tempfile", "shutil", "glob", "fileinput"),
        *("mmap", "importlib", "pkgutil", "ctypes", "sqlite3"),
    }
)
#: Built-in functions that read, write or run what is not in the source.
IMPURE_BUILT_INS = frozenset({"open", "print", "input", "breakpoint", "exec", "eval", "__import__"})

#: Third-party package to the modules that may import it.
SOLE_USERS = {
    "pluggy": {"limina.plugin.manager", "limina.plugin.hookspecs"},
}

#: Modules without a test file of their own, and why.
UNMIRRORED = {
    "limina.__main__": "it only calls the command line, whose tests are tests/cli",
    "limina.cli.failure": "an exception without behaviour",
}


def modules(root: Path = PACKAGE) -> list[Path]:
    return sorted(root.rglob("*.py"))


def name_of(path: Path) -> str:
    """`limina/engine/spans.py` → `limina.engine.spans`; a package's name for its `__init__.py`."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(source: str, module: str, is_package: bool = False) -> Iterator[str]:
    """Every name imported, wherever it stands: `from a import b` imports `a.b`."""
    package = module if is_package else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = package.split(".")[: len(package.split(".")) - node.level + 1]
                base = ".".join([*above, *([base] if base else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def imports_of(path: Path) -> Iterator[str]:
    return imports(path.read_text("utf-8"), name_of(path), path.name == "__init__.py")


def inside(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def allowed(module: str, imported: str) -> bool:
    """Whether the arrow from `module` to `imported` is drawn."""
    if not inside(imported, "limina") or imported in VERSION:
        return True
    if module in COMPOSERS and inside(imported, COMPOSERS[module]):
        return True
    home = max((key for key in ARROWS if inside(module, key)), key=len)
    own = () if home == "limina" else (home,)
    return any(inside(imported, target) for target in (*own, *ARROWS[home]))


def impure(source: str, module: str, is_package: bool = False) -> list[str]:
    """Imports and built-ins by which a module would reach outside."""
    found = [
        name
        for name in imports(source, module, is_package)
        if any(inside(name, forbidden) for forbidden in INPUT_OUTPUT)
    ]
    found += [
        node.func.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in IMPURE_BUILT_INS
    ]
    return found


def mirror(path: Path) -> Path:
    relative = path.relative_to(PACKAGE)
    return ROOT / "tests" / relative.parent / f"test_{relative.name}"


every_module = pytest.mark.parametrize("path", modules(), ids=name_of)


@every_module
def test_imports_follow_the_arrows(path: Path) -> None:
    wrong = [name for name in imports_of(path) if not allowed(name_of(path), name)]
    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [path for core in CORE for path in modules(PACKAGE / core)],
    ids=name_of,
)
def test_the_core_does_no_input_or_output(path: Path) -> None:
    assert impure(path.read_text("utf-8"), name_of(path), path.name == "__init__.py") == []


@pytest.mark.parametrize("package", SOLE_USERS)
def test_what_is_wrapped_is_used_by_its_wrapper_alone(package: str) -> None:
    users = {
        name_of(path)
        for path in modules()
        if any(inside(name, package) for name in imports_of(path))
    }
    assert users == SOLE_USERS[package]


@every_module
def test_a_module_says_what_it_is_for(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8")))
    assert docstring, "no docstring"


@every_module
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize(
    "path", [path for path in modules() if path.name != "__init__.py"], ids=name_of
)
def test_every_module_has_its_test_file(path: Path) -> None:
    assert mirror(path).is_file() != (name_of(path) in UNMIRRORED)


def test_every_exception_is_still_needed() -> None:
    paths = {name_of(path): path for path in modules()}
    assert set(UNMIRRORED) <= set(paths)
    for module, setting in COMPOSERS.items():
        assert any(inside(name, setting) for name in imports_of(paths[module]))


@pytest.mark.parametrize(
    "path",
    [
        path
        for folder in (ROOT / "plugins", ROOT / "docs" / "examples")
        for path in modules(folder)
        if "tests" not in path.parts
    ],
    ids=lambda path: "/".join(path.parts[-2:]),
)
def test_plugins_use_what_plugin_authors_are_offered(path: Path) -> None:
    ours = [
        name
        for name in imports(path.read_text("utf-8"), path.stem)
        if inside(name, "limina") and not inside(name, "limina.plugin")
    ]
    assert ours == []


# --- the checks themselves -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import a.b, c", ["a.b", "c"]),
        ("from a.b import c as d, e", ["a.b.c", "a.b.e"]),
        ("from . import x", ["limina.engine.x"]),
        ("from .x import y", ["limina.engine.x.y"]),
        ("from ..plugin.manager import PluginManager", ["limina.plugin.manager.PluginManager"]),
        ("def f():\n    import trio", ["trio"]),
        ("if TYPE_CHECKING:\n    import trio", ["trio"]),
    ],
)
def test_imports_are_found_wherever_they_stand(source: str, found: list[str]) -> None:
    assert list(imports(source, "limina.engine.spans")) == found


def test_imports_of_a_package_are_relative_to_itself() -> None:
    assert list(imports("from .x import y", "limina.engine", is_package=True)) == [
        "limina.engine.x.y"
    ]


@pytest.mark.parametrize(
    ("module", "imported", "drawn"),
    [
        ("limina.protocol.session", "limina.protocol.schema.Request", True),
        ("limina.protocol.session", "limina.engine.spans.Document", False),
        ("limina.protocol.session", "limina.protocols", False),
        ("limina.engine.resolver", "limina.protocol.errors.RequestError", True),
        ("limina.engine.resolver", "limina.protocol.session.Session", False),
        ("limina.engine.resolver", "limina.protocol", False),
        ("limina.analysis.entity", "limina.engine.spans.Entity", True),
        ("limina.analysis.entity", "limina.protocol.errors.RequestError", False),
        ("limina.engine.resolver", "limina.analysis.entity", False),
        ("limina.evaluation.reliability", "limina.engine.spans.Detection", True),
        ("limina.evaluation.matching", "limina.runtime.pipeline", False),
        ("limina.evaluation.matching", "limina.plugin.detector", False),
        ("limina.plugin.manager", "limina.protocol.errors.RequestError", False),
        ("limina.plugin.manager", "limina.runtime.pipeline", False),
        ("limina.runtime.dispatch", "limina.transport.asgi", False),
        ("limina.transport.asgi", "limina.plugin.hookspecs.Handshake", True),
        ("limina.transport.asgi", "limina.plugin.manager.PluginManager", False),
        ("limina.transport.asgi", "limina.engine.spans", False),
        ("limina.cli.serve", "limina.transport.asgi", True),
        ("limina.transport.http", "limina", True),
        ("limina.transport.asgi", "limina.config.load_settings", True),
        ("limina.transport.native", "limina.config.load_settings", False),
        ("limina.__main__", "limina.cli.main", True),
        ("limina", "limina.plugin", False),
        ("limina", "sys", True),
    ],
)
def test_the_arrows_are_those_of_the_drawing(module: str, imported: str, drawn: bool) -> None:
    assert allowed(module, imported) is drawn


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import os.path", ["os.path"]),
        ("from time import monotonic", ["time.monotonic"]),
        ("import timeit, regex, re", []),
        ("from urllib.parse import urlsplit", []),
        ("from urllib.request import urlopen", ["urllib.request.urlopen"]),
        ("open('x')", ["open"]),
        ("stream.open('x')", []),
    ],
)
def test_input_and_output_are_recognised(source: str, found: list[str]) -> None:
    assert impure(source, "limina.engine.spans") == found

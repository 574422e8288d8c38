"""The kit for plugin authors: scripted detectors do as told, the contract catches the faults."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

import limina.plugin.testing
from limina.engine.spans import Detection, Document
from limina.plugin.detector import DetectorSpec, PluginConfig
from limina.plugin.errors import PluginError
from limina.plugin.testing import (
    CANARY,
    LONG_TEXT,
    DetectorContract,
    DetectorPlugin,
    FailingDetector,
    ScriptedDetector,
    SlowDetector,
    make_manager,
    spec_named,
)

Examples = Sequence[tuple[str, Sequence[tuple[str, str]]]]

EXAMPLES: Examples = (("Anna met Anna", [("Anna", "NAME"), ("Anna", "NAME")]), ("nobody", []))


def find_anna(document: Document) -> list[Detection]:
    starts = [i for i in range(len(document.text)) if document.text.startswith("Anna", i)]
    return [Detection(start, start + 4, "NAME", 0.9) for start in starts]


# --- scripted detectors --------------------------------------------------------------------------


def test_a_scripted_detector_does_what_its_script_says_and_remembers() -> None:
    detector = ScriptedDetector(find_anna)
    batch = [Document("Anna"), Document("")]
    assert detector.detect(batch) == [[Detection(0, 4, "NAME", 0.9)], []]
    assert detector.batches == [tuple(batch)]
    assert detector.closed == 0
    detector.close()
    assert detector.closed == 1


def test_a_scripted_detector_finds_nothing_by_default() -> None:
    assert ScriptedDetector().detect([Document("Anna")]) == [[]]


def test_a_scripted_detector_gives_its_specification() -> None:
    detector = ScriptedDetector()
    spec = detector.spec(
        "a/b", "NAME", "DOB", languages=["en"], weight=2.0, required=False, max_chars=9
    )
    assert spec == DetectorSpec(
        "a/b", frozenset({"NAME", "DOB"}), spec.factory, frozenset({"en"}), 2.0, False, 9
    )
    assert spec.factory(PluginConfig()) is detector


def test_a_failing_detector_raises_the_first_fault_of_a_batch() -> None:
    def fault(document: Document) -> Exception | None:
        return ValueError(document.text) if "bad" in document.text else None

    detector = FailingDetector(fault, find_anna)
    assert detector.detect([Document("Anna")]) == [[Detection(0, 4, "NAME", 0.9)]]
    with pytest.raises(ValueError, match=r"^bad 1$"):
        detector.detect([Document("Anna"), Document("bad 1"), Document("bad 2")])
    assert len(detector.batches) == 2


def test_a_slow_detector_waits_for_what_it_is_told_to() -> None:
    go, entered = threading.Event(), threading.Event()

    def wait(batch: Sequence[Document]) -> None:
        entered.set()
        go.wait()

    detector = SlowDetector(wait, find_anna)
    results: list[object] = []
    thread = threading.Thread(target=lambda: results.append(detector.detect([Document("Anna")])))
    thread.start()
    entered.wait()
    assert results == []
    go.set()
    thread.join()
    assert results == [[[Detection(0, 4, "NAME", 0.9)]]]


# --- managers ------------------------------------------------------------------------------------


def test_a_manager_holds_the_given_plugins_and_no_others() -> None:
    specs = [ScriptedDetector().spec(name, "NAME") for name in ("x", "y", "z")]
    manager = make_manager(
        DetectorPlugin(specs[0]),
        DetectorPlugin(specs[1]),
        named={"my-plugin": DetectorPlugin(specs[2])},
    )
    assert [info.name for info in manager.describe()] == ["my-plugin", "plugin-01", "plugin-02"]
    assert manager.detectors == tuple(specs)


def test_a_specification_is_found_by_its_name() -> None:
    plugin = DetectorPlugin(*(ScriptedDetector().spec(name, "NAME") for name in ("x", "y")))
    assert spec_named(plugin, "y").name == "y"
    with pytest.raises(LookupError, match=r"^no detector z; registered are: x, y$"):
        spec_named(plugin, "z")
    with pytest.raises(LookupError, match="registered are: none"):
        spec_named(DetectorPlugin(), "z")


def test_a_specification_the_server_would_refuse_is_refused() -> None:
    with pytest.raises(PluginError, match="label NOWHERE"):
        spec_named(DetectorPlugin(ScriptedDetector().spec("x", "NOWHERE")), "x")


# --- the contract --------------------------------------------------------------------------------


def contract(
    make: Callable[[], Any], examples: Any = EXAMPLES, tolerance: float = 0.0, **options: Any
) -> DetectorContract:
    """The contract over a detector that `make` gives."""
    spec = DetectorSpec("a/b", frozenset({"NAME"}), lambda config: make(), **options)
    attributes = {"spec": spec, "examples": examples, "score_tolerance": tolerance}
    made: DetectorContract = type("TestMade", (DetectorContract,), attributes)()
    return made


CHECKS = sorted(name for name in vars(DetectorContract) if name.startswith("test_"))


def failures(under_test: DetectorContract) -> set[str]:
    """The contract's tests that fail."""
    failed = set()
    for name in CHECKS:
        try:
            getattr(under_test, name)()
        except AssertionError:
            failed.add(name)
    under_test.teardown_class()
    return failed


class TestScriptedDetectorKeepsTheContract(DetectorContract):
    spec = ScriptedDetector(find_anna).spec("a/b", "NAME")
    examples = EXAMPLES


class TestTheContractRespectsTheLimit(DetectorContract):
    longest = FailingDetector(
        lambda document: ValueError("too long") if len(document.text) > 100 else None, find_anna
    )
    spec = longest.spec("a/b", "NAME", max_chars=100)
    examples = EXAMPLES


def test_a_good_detector_fails_nothing_and_is_closed() -> None:
    made: list[ScriptedDetector] = []

    def make() -> ScriptedDetector:
        made.append(ScriptedDetector(find_anna))
        return made[-1]

    assert failures(contract(make)) == set()
    assert len(made) == 3
    assert all(detector.closed for detector in made)
    lengths = {len(d.text) for detector in made for batch in detector.batches for d in batch}
    assert {0, LONG_TEXT} <= lengths


def test_closing_behind_a_class_that_ran_nothing_is_harmless() -> None:
    contract(ScriptedDetector).teardown_class()


class Broken(ScriptedDetector):
    """Finds Anna, and breaks one rule."""

    def __init__(self, how: Callable[[Sequence[Document], list[list[Detection]]], Any]) -> None:
        super().__init__(find_anna)
        self._how = how

    def detect(self, batch: Sequence[Document]) -> list[list[Detection]]:
        found = super().detect(batch)
        changed = self._how(batch, found)
        return found if changed is None else changed


def _replaced(detection: Any) -> Callable[[Sequence[Document], list[list[Detection]]], Any]:
    return lambda batch, found: [[detection] if one else [] for one in found]


VALID = "test_every_text_gets_a_valid_answer"
EXAMPLE = "test_the_examples_are_found"
BATCH = "test_a_batch_answers_like_its_documents_one_by_one"
AGAIN = "test_a_second_run_and_a_second_detector_answer_alike"
BLANK = "test_empty_text_and_white_space_hold_nothing"
LEFT = "test_the_batch_is_left_as_it_was"
SILENT = "test_nothing_is_printed_and_no_text_is_logged"
CLOSE = "test_close_may_be_called_twice"


@pytest.mark.parametrize(
    ("how", "caught"),
    [
        pytest.param(lambda b, f: f[:-1], {VALID, EXAMPLE, BATCH}, id="a list is missing"),
        pytest.param(lambda b, f: [*f, []], {VALID, EXAMPLE, BATCH}, id="a list too many"),
        pytest.param(lambda b, f: [[] for _ in f], {EXAMPLE}, id="finds nothing"),
        pytest.param(_replaced(("Anna", "NAME")), {VALID, EXAMPLE}, id="no Detection"),
        pytest.param(_replaced(Detection(0, 9_999_999, "NAME", 1.0)), {VALID}, id="outside"),
        pytest.param(_replaced(Detection(-1, 2, "NAME", 1.0)), {VALID}, id="before the text"),
        pytest.param(_replaced(Detection(2, 2, "NAME", 1.0)), {VALID}, id="empty span"),
        pytest.param(_replaced(Detection(0, 2.0, "NAME", 1.0)), {VALID}, id="float offset"),  # type: ignore[arg-type]
        pytest.param(_replaced(Detection(0, 4, "DOB", 1.0)), {VALID}, id="undeclared label"),
        pytest.param(_replaced(Detection(0, 4, "NAME", 1.5)), {VALID}, id="score over 1"),
        pytest.param(_replaced(Detection(0, 4, "NAME", -0.5)), {VALID}, id="score under 0"),
        pytest.param(_replaced(Detection(0, 4, "NAME", float("nan"))), {VALID}, id="NaN"),
        pytest.param(_replaced(Detection(0, 4, "NAME", 1.0, "other")), {VALID}, id="wrong name"),
        pytest.param(_replaced(Detection(0, 4, "NAME", 1.0, rule=7)), {VALID}, id="wrong rule"),  # type: ignore[arg-type]
        pytest.param(_replaced(Detection(0, 5, "NAME", 1.0)), {EXAMPLE}, id="wrong span"),
        pytest.param(lambda b, f: f[::-1], {BATCH}, id="wrong order"),
        pytest.param(
            lambda b, f: f if len(b) == 1 else [[] for _ in f], {BATCH}, id="lazy in batches"
        ),
        pytest.param(lambda b, f: b.clear(), {LEFT}, id="empties the batch"),
        pytest.param(
            lambda b, f: b.__setitem__(0, Document(b[0].text)), {LEFT}, id="replaces a document"
        ),
        pytest.param(
            lambda b, f: object.__setattr__(b[0], "text", "changed"), {LEFT}, id="changes a text"
        ),
        pytest.param(
            lambda b, f: [d.languages.update(xx=1) for d in b] and None,
            {LEFT},
            id="changes the languages",
        ),
        pytest.param(lambda b, f: print("working"), {SILENT}, id="prints"),
        pytest.param(
            lambda b, f: print("working", file=sys.stderr), {SILENT}, id="prints to stderr"
        ),
        pytest.param(
            lambda b, f: logging.getLogger("some.plugin").debug("seen %s", b), {SILENT}, id="logs"
        ),
    ],
)
def test_a_broken_detector_is_caught(how: Any, caught: set[str]) -> None:
    assert caught <= failures(contract(lambda: Broken(how)))


def test_a_log_line_without_text_is_no_failure() -> None:
    log = logging.getLogger("some.plugin")
    quiet = Broken(lambda batch, found: log.info("%d documents", len(batch)))
    assert failures(contract(lambda: quiet)) == set()
    assert log.getEffectiveLevel() == logging.WARNING


def test_a_word_of_the_text_in_a_traceback_is_caught() -> None:
    def leak(batch: Sequence[Document], found: object) -> None:
        try:
            raise ValueError(batch[0].text)
        except ValueError:
            logging.getLogger("some.plugin").exception("oops")

    assert failures(contract(lambda: Broken(leak))) == {SILENT}


def test_a_leaked_word_that_is_no_example_is_caught() -> None:
    def leak(batch: Sequence[Document], found: object) -> None:
        for document in batch:
            if document.text == CANARY:
                logging.getLogger("some.plugin").info("unusual: %s", document.text)

    assert failures(contract(lambda: Broken(leak))) == {SILENT}


def test_a_detector_that_never_forgets_is_caught() -> None:
    class Growing(ScriptedDetector):
        def detect(self, batch: Sequence[Document]) -> list[list[Detection]]:
            found = super().detect(batch)
            return [one[: len(self.batches)] for one in found]

    assert AGAIN in failures(contract(lambda: Growing(find_anna)))


def test_two_detectors_that_differ_are_caught() -> None:
    made: list[ScriptedDetector] = []

    def make() -> ScriptedDetector:
        def script(document: Document, score: float = 0.5 + len(made) / 100) -> list[Detection]:
            return [Detection(d.start, d.end, d.label, score) for d in find_anna(document)]

        made.append(ScriptedDetector(script))
        return made[-1]

    assert failures(contract(make)) == {AGAIN}
    made.clear()
    assert failures(contract(make, tolerance=0.1)) == set()


def test_finding_something_in_white_space_is_caught() -> None:
    def blank(document: Document) -> list[Detection]:
        if document.text.isspace():
            return [Detection(0, 1, "NAME", 0.5)]
        return find_anna(document)

    assert failures(contract(lambda: ScriptedDetector(blank))) == {BLANK}


def test_finding_too_much_is_caught() -> None:
    examples = (EXAMPLES[0], ("Anna Anna", [("Anna", "NAME")]))
    assert failures(contract(lambda: ScriptedDetector(find_anna), examples)) == {EXAMPLE}


def test_examples_in_which_nothing_is_found_prove_nothing() -> None:
    examples: Examples = (("nobody", []),)
    assert failures(contract(lambda: ScriptedDetector(find_anna), examples)) == {EXAMPLE}


def test_a_detector_that_cannot_be_closed_twice_is_caught() -> None:
    class Once(ScriptedDetector):
        def close(self) -> None:
            super().close()
            assert self.closed == 1

    assert failures(contract(lambda: Once(find_anna))) == {CLOSE}


def test_the_kit_needs_no_pytest() -> None:
    program = (
        "import sys; sys.modules['pytest'] = None; sys.modules['_pytest'] = None; "
        "import limina.plugin.testing"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_reference_tells_all_of_the_kit() -> None:
    page = Path(__file__).parents[2] / "docs" / "reference" / "plugin-testing.md"
    told = set(re.findall(r"`(\w+)", page.read_text("utf-8")))
    assert {*limina.plugin.testing.__all__, *CHECKS} <= told
    assert {name for name in told if name.startswith("test_")} == set(CHECKS)

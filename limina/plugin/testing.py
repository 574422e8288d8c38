"""What a plugin author's tests start from: a contract for detectors, and scripted detectors.

Importing it needs nothing beyond limina itself: the contract's methods are named for pytest to
find, and use plain asserts. It must not know any real detector.
"""

from __future__ import annotations

import contextlib
import io
import logging
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import ClassVar

from limina.engine.spans import Detection, Document
from limina.plugin.detector import Detector, DetectorSpec, PluginConfig
from limina.plugin.hookspecs import hookimpl
from limina.plugin.manager import PluginManager

__all__ = [
    "DetectorContract",
    "DetectorPlugin",
    "FailingDetector",
    "ScriptedDetector",
    "SlowDetector",
    "make_manager",
    "spec_named",
]

#: Length of the long text of the contract, in code points.
LONG_TEXT = 20_000
#: A made-up word that no log line can hold by chance.
CANARY = "zq7canary7qz"
BLANKS = ("", " ", "\n\t\u00a0\u2003")
EMOJI = "👩‍👩‍👧‍👦 🇩🇪 👍🏽 e\u0301 \U0001f600"


class ScriptedDetector:
    """A detector that does what a function says.

    Args:
        script: Gives a document's detections.

    Attributes:
        batches: Every batch it was given, in order.
        closed: How often `close` was called.
    """

    def __init__(
        self, script: Callable[[Document], Iterable[Detection]] = lambda document: ()
    ) -> None:
        self.batches: list[tuple[Document, ...]] = []
        self.closed = 0
        self._script = script

    def detect(self, batch: Sequence[Document]) -> list[list[Detection]]:
        """Note the batch and run the script on each document."""
        self.batches.append(tuple(batch))
        return [list(self._script(document)) for document in batch]

    def close(self) -> None:
        """Note the call."""
        self.closed += 1

    def spec(
        self,
        name: str,
        *labels: str,
        languages: Iterable[str] = (),
        weight: float = 1.0,
        required: bool = True,
        max_chars: int | None = None,
        facts: bool = False,
        silence: float = 0.0,
        edges: float = 0.0,
    ) -> DetectorSpec:
        """A specification whose factory gives this very object; arguments as in `DetectorSpec`."""
        return DetectorSpec(
            name,
            frozenset(labels),
            lambda config: self,
            languages=frozenset(languages),
            weight=weight,
            required=required,
            max_chars=max_chars,
            facts=facts,
            silence=silence,
            edges=edges,
        )


class FailingDetector(ScriptedDetector):
    """A detector that raises when a function says so.

    Args:
        fault: Gives the exception to raise for a document, or None; the first of a batch counts.
        script: Gives the detections where nothing is raised.
    """

    def __init__(
        self,
        fault: Callable[[Document], Exception | None],
        script: Callable[[Document], Iterable[Detection]] = lambda document: (),
    ) -> None:
        super().__init__(script)
        self._fault = fault

    def detect(self, batch: Sequence[Document]) -> list[list[Detection]]:
        """Note the batch, raise the first fault, or run the script on each document."""
        found = super().detect(batch)
        for document in batch:
            error = self._fault(document)
            if error is not None:
                raise error
        return found


class SlowDetector(ScriptedDetector):
    """A detector that waits as long as a function does: for an event, a barrier, a fake clock.

    Args:
        wait: Called with every batch before it is answered.
        script: Gives the detections.
    """

    def __init__(
        self,
        wait: Callable[[Sequence[Document]], object],
        script: Callable[[Document], Iterable[Detection]] = lambda document: (),
    ) -> None:
        super().__init__(script)
        self._wait = wait

    def detect(self, batch: Sequence[Document]) -> list[list[Detection]]:
        """Wait, note the batch, and run the script on each document."""
        self._wait(batch)
        return super().detect(batch)


class DetectorPlugin:
    """A plugin that registers the given detectors.

    Args:
        specs: What to register.
    """

    def __init__(self, *specs: DetectorSpec) -> None:
        self._specs = specs

    @hookimpl
    def limina_register_detectors(self, register: Callable[[DetectorSpec], None]) -> None:
        """Register them."""
        for spec in self._specs:
            register(spec)


def make_manager(
    *plugins: object,
    config: PluginConfig | None = None,
    named: Mapping[str, object] | None = None,
) -> PluginManager:
    """A manager that holds the given plugins and none of the installed ones.

    Args:
        plugins: Modules or objects with hook implementations, called `plugin-01`, `plugin-02`, … in
            this order.
        config: The plugins' tables of the configuration.
        named: Further plugins by the names they are to have.

    Returns:
        The manager; a `PluginError` shows when it is first asked for its taxonomy or detectors.
    """
    manager = PluginManager(config)
    for number, plugin in enumerate(plugins, 1):
        manager.register(plugin, f"plugin-{number:02}")
    for name, plugin in (named or {}).items():
        manager.register(plugin, name)
    return manager


def spec_named(plugin: object, name: str, config: PluginConfig | None = None) -> DetectorSpec:
    """The specification a plugin registers under a name, checked as the server checks it.

    Args:
        plugin: A module or object with hook implementations.
        name: The detector's name.
        config: The plugins' tables of the configuration.

    Raises:
        PluginError: If the plugin would not load.
        LookupError: If it registers no such detector.
    """
    specs = {spec.name: spec for spec in make_manager(plugin, config=config).detectors}
    if name not in specs:
        raise LookupError(f"no detector {name}; registered are: {', '.join(specs) or 'none'}")
    return specs[name]


class DetectorContract:
    """What every detector keeps. Subclass it in a test module as `Test…` and set the attributes.

    One detector is made for the class and closed behind it; two tests make one of their own.

    Attributes:
        spec: The detector under test, best from `spec_named`.
        config: What its factory is given.
        examples: Pairs of a text and what is found in it: its very words with their labels, in any
            order; empty if nothing is. In one example at least, something is found.
        score_tolerance: How far a score may differ between two batches that hold the same text.
    """

    spec: ClassVar[DetectorSpec]
    config: ClassVar[PluginConfig] = PluginConfig()
    examples: ClassVar[Sequence[tuple[str, Sequence[tuple[str, str]]]]]
    score_tolerance: ClassVar[float] = 0.0

    _shared: ClassVar[Detector | None] = None

    def make_detector(self) -> Detector:
        """A fresh detector; by default the specification's factory makes it."""
        return self.spec.factory(self.config)

    @classmethod
    def teardown_class(cls) -> None:
        """Close the detector the tests shared."""
        detector, cls._shared = cls._shared, None
        if detector is not None:
            detector.close()

    def _detector(self) -> Detector:
        cls = type(self)
        if cls._shared is None:
            cls._shared = self.make_detector()
        return cls._shared

    def _detect(self, *texts: str) -> list[list[Detection]]:
        return _checked(self.spec, self._detector(), [Document(text) for text in texts])

    def _texts(self) -> list[str]:
        own = [text for text, _wanted in self.examples]
        joined = " ".join(own) + " "
        long = joined * (LONG_TEXT // len(joined) + 1)
        length = min(self.spec.max_chars or LONG_TEXT, LONG_TEXT)
        return [*BLANKS, EMOJI, *own, long[:length]]

    def test_the_examples_are_found(self) -> None:
        """Exactly the words the examples name, under the labels they name."""
        assert any(wanted for _text, wanted in self.examples), "nothing is found in any example"
        for text, wanted in self.examples:
            [found] = self._detect(text)
            words = [(text[d.start : d.end], d.label) for d in found]
            assert sorted(words) == sorted(wanted), f"in {text!r}: found {words}, not {wanted}"

    def test_every_text_gets_a_valid_answer(self) -> None:
        """Empty, white space, emoji, 20,000 characters: valid offsets, labels and scores."""
        for text in self._texts():
            self._detect(text)

    def test_empty_text_and_white_space_hold_nothing(self) -> None:
        """There is nothing to find where nothing is."""
        for found in self._detect(*BLANKS):
            assert not found, "found something in an empty text"

    def test_a_batch_answers_like_its_documents_one_by_one(self) -> None:
        """One list per document, in the batch's order, whatever else is in the batch."""
        texts = self._texts()
        alone = [self._detect(text)[0] for text in texts]
        self._assert_same(self._detect(*texts), alone)
        self._assert_same(self._detect(*reversed(texts)), list(reversed(alone)))

    def test_a_second_run_and_a_second_detector_answer_alike(self) -> None:
        """The same text gives the same answer, today and in every worker."""
        texts = self._texts()
        first = self._detect(*texts)
        self._assert_same(self._detect(*texts), first)
        with contextlib.closing(self.make_detector()) as other:
            documents = [Document(text) for text in texts]
            self._assert_same(_checked(self.spec, other, documents), first)

    def test_the_batch_is_left_as_it_was(self) -> None:
        """A detector shares the batch with those that run after it."""
        texts = [text for text, _wanted in self.examples]
        batch = [Document(text, {"en": 0.75, "de": 0.25}) for text in texts]
        before = list(batch)
        self._detector().detect(batch)
        assert len(batch) == len(before), "the batch has changed its length"
        assert all(a is b for a, b in zip(batch, before, strict=True)), "a document was replaced"
        for document, text in zip(batch, texts, strict=True):
            assert document.text == text, "a text was changed"
            assert document.languages == {"en": 0.75, "de": 0.25}, "the languages were changed"

    def test_nothing_is_printed_and_no_text_is_logged(self) -> None:
        """Not a word of a text on stdout, on stderr or in any log record, at debug level too."""
        texts = [text for text, _wanted in self.examples]
        words = [word for _text, wanted in self.examples for word, _label in wanted]
        with _overheard() as (printed, logged):
            self._detect(CANARY, *texts, *(f"{CANARY} {text}" for text in texts))
        assert not printed.getvalue(), f"printed: {printed.getvalue()!r}"
        for secret in (CANARY, *texts, *words):
            assert not secret or secret not in logged.getvalue(), f"{secret!r} is in the log"

    def test_close_may_be_called_twice(self) -> None:
        """A worker that dies while it closes is closed again."""
        detector = self.make_detector()
        detector.detect([Document("")])
        detector.close()
        detector.close()

    def _assert_same(
        self, found: Sequence[Sequence[Detection]], wanted: Sequence[Sequence[Detection]]
    ) -> None:
        assert len(found) == len(wanted)
        for ours, theirs in zip(found, wanted, strict=True):
            assert [_place(d) for d in ours] == [_place(d) for d in theirs], "the spans differ"
            for one, other in zip(ours, theirs, strict=True):
                assert abs(one.score - other.score) <= self.score_tolerance, "the scores differ"


def _place(detection: Detection) -> tuple[int, int, str]:
    return detection.start, detection.end, detection.label


def _checked(
    spec: DetectorSpec, detector: Detector, batch: Sequence[Document]
) -> list[list[Detection]]:
    """Run a detector and hold its answer against the contract."""
    results = detector.detect(batch)
    assert len(results) == len(batch), f"{len(results)} results for {len(batch)} documents"
    for document, found in zip(batch, results, strict=True):
        for d in found:
            assert isinstance(d, Detection), f"a {type(d).__name__} instead of a Detection"
            assert type(d.start) is type(d.end) is int, "an offset that is not an int"
            assert 0 <= d.start < d.end <= len(document.text), (
                f"{d.start}..{d.end} is empty or outside a text of {len(document.text)} characters"
            )
            assert d.label in spec.labels, f"label {d.label} is not in the specification"
            assert math.isfinite(d.score) and 0 <= d.score <= 1, f"score {d.score} is not in 0..1"
            assert d.detector in ("", spec.name), f"{d.detector} is not this detector's name"
            assert isinstance(d.rule, str), f"a {type(d.rule).__name__} for a rule"
    return [list(found) for found in results]


@contextlib.contextmanager
def _overheard() -> Iterator[tuple[io.StringIO, io.StringIO]]:
    """Everything printed and everything logged, at any level, while the block runs."""
    printed, logged = io.StringIO(), io.StringIO()
    root = logging.getLogger()
    handler = logging.StreamHandler(logged)
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            yield printed, logged
    finally:
        root.setLevel(level)
        root.removeHandler(handler)

"""A machine-made text under way: its spans, and invented words, names and numbers for it."""

from __future__ import annotations

import random
import string
from pathlib import Path

_TERMS = Path(__file__).parent / "terms" / "machine"


def _terms(name: str) -> list[str]:
    return (_TERMS / f"{name}.txt").read_text(encoding="utf-8").split()


_SYLLABLES = _terms("syllables")
_WORDS = _terms("words")
ERRORS = _terms("errors")
STATES = ("Running", "Pending", "Completed", "Failed", "Ready", "Active", "Unknown", "Evicted")
LEVELS = ("DEBUG", "INFO", "WARN", "ERROR", "TRACE", "NOTICE", "FATAL")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNITS = (
    "ms",
    "s",
    "MB",
    "GiB",
    "KB",
    "kB",
    "B",
    "%",
    "mm",
    "kg",
    "V",
    "W",
    "MHz",
    "rpm",
    "px",
    "°C",
)


class Page:
    """A text under way, with the spans of what is data in it."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._parts: list[str] = []
        self._length = 0
        self.spans: list[dict[str, object]] = []

    def add(self, text: str, label: str | None = None) -> None:
        if label:
            end = self._length + len(text)
            self.spans.append({"start": self._length, "end": end, "label": label})
        self._parts.append(text)
        self._length += len(text)

    def line(self, *texts: str) -> None:
        for text in texts:
            self.add(text)
        self.add("\n")

    @property
    def text(self) -> str:
        return "".join(self._parts)

    # Small things, drawn anew each time.

    def word(self) -> str:
        if self.rng.random() < 0.7:
            return self.rng.choice(_WORDS)
        return "".join(self.rng.choices(_SYLLABLES, k=self.rng.randint(1, 3)))

    def camel(self) -> str:
        return "".join(self.word().capitalize() for _ in range(self.rng.randint(1, 3)))

    def snake(self) -> str:
        return "_".join(self.word() for _ in range(self.rng.randint(1, 3)))

    def kebab(self) -> str:
        return "-".join(self.word() for _ in range(self.rng.randint(1, 3)))

    def dotted(self) -> str:
        return ".".join(self.word() for _ in range(self.rng.randint(2, 4)))

    def hex(self, length: int) -> str:
        return "".join(self.rng.choices("0123456789abcdef", k=length))

    def uuid(self) -> str:
        return "-".join(self.hex(n) for n in (8, 4, 4, 4, 12))

    def number(self) -> str:
        r = self.rng
        return r.choice(
            (
                str(r.randint(0, 9)),
                str(r.randint(10, 99_999)),
                f"{r.uniform(0, 1000):.{r.randint(1, 6)}f}",
                f"{r.randint(1, 999)},{r.randint(0, 999):03d}",
                f"{r.uniform(-9, 9):.2e}",
                f"0x{self.hex(r.choice((2, 4, 8)))}",
                f"-{r.randint(1, 500)}",
                f"{r.uniform(0, 100):.1f}%",
                str(r.randint(10**5, 10**12)),
            )
        )

    def measure(self) -> str:
        gap = self.rng.choice(("", " "))
        return f"{self.number()}{gap}{self.rng.choice(UNITS)}"

    def version(self) -> str:
        r = self.rng
        core = ".".join(str(r.randint(0, 40)) for _ in range(r.randint(2, 4)))
        tail = r.choice(
            ("", "", "", f"-rc{r.randint(1, 9)}", "-beta", f"+{self.hex(7)}", "a1", "-SNAPSHOT")
        )
        return r.choice(("", "v", "~", "^", ">=")) + core + tail

    def code(self) -> str:
        r = self.rng
        letters = "".join(r.choices(string.ascii_uppercase, k=r.randint(1, 4)))
        return f"{letters}{r.choice(('-', '', '_', '/'))}{r.randint(1, 99999)}"

    def identifier(self) -> str:
        return self.rng.choice((self.snake, self.kebab, self.camel, self.dotted, self.code))()

    def stamp(self) -> None:
        """A timestamp, marked as date and time, or seconds since an epoch, which are neither."""
        r = self.rng
        if r.random() < 0.4:
            self.add(
                f"{r.uniform(0, 99999):.6f}"
                if r.random() < 0.5
                else str(r.randint(10**9, 2 * 10**9))
            )
            return
        self.add(f"20{r.randint(10, 29)}-{r.randint(1, 12):02d}-{r.randint(1, 28):02d}", "DATE")
        self.add(r.choice(("T", " ")))
        clock = f"{r.randint(0, 23):02d}:{r.randint(0, 59):02d}:{r.randint(0, 59):02d}"
        self.add(clock + r.choice(("", "Z", f".{r.randint(0, 999):03d}")), "TIME")

"""Requests of every kind, each with a canary of its own, and what their answers must be.

A canary is the local part of an e-mail address that no other request has. It is found for certain,
so that an answer that lacks it, or holds another one, is somebody else's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

#: What every canary begins with; no word of any language.
STEM = "qzvxk"
CANARY = re.compile(STEM + "[0-9a-f]{10}")

#: What a request is wrapped in; none of it may be in a log.
SENTENCES = (
    "Please send the report of Tuesday to {} before noon.",
    "Margaret Whitcombe wrote from {} about the invoice of the harbour office.",
    "The patient, 54, was reached under {} and takes ibuprofen.",
    "Bitte antworten Sie Herrn Albrecht Zimmermann unter {} bis Freitag.",
    "Écrivez à {} pour confirmer le rendez-vous de Camille Lefebvre à Lyon.",
    "Card 4111 1111 1111 1111 belongs to {} and expires soon.",
)
FILLER = (
    "The committee met in the old library and talked about the roof. "
    "Nobody had brought the plans, so that the matter was put off again. "
    "Oliver Grantham promised to look for them in the archive of Leeds.\n"
)

#: A check of an answer: what is wrong with it, in words of ours, or None.
Check = Callable[[Any], str | None]


@dataclass(frozen=True, slots=True)
class Payload:
    """One request.

    Attributes:
        kind: What kind it is, for the report.
        body: What is sent.
        canaries: Of its texts, in their order.
        check: Looks at the answer; None if it is to be an error.
        codes: The errors it may get.
        closes: The close code the connection may end with.
        path: The REST route; None for `/ws`.
    """

    kind: str
    body: str
    canaries: tuple[str, ...]
    check: Check | None
    codes: frozenset[str] = frozenset()
    closes: int | None = None
    path: str | None = None

    def verdict(self, answer: str) -> str | None:
        """What is wrong with an answer, or None."""
        if foreign := set(CANARY.findall(answer)) - set(self.canaries):
            return f"holds {len(foreign)} canaries of others"
        said = json.loads(answer)
        if isinstance(said, dict) and set(said) == {"detail", "code"}:
            if CANARY.search(answer):
                return "an error that repeats the request"
            return None if said["code"] in self.codes else f"unexpected {said['code']}"
        if self.check is None:
            return "an answer where an error was due"
        return self.check(said)


def redacted(canary: str) -> Check:
    """The canary is an entity and is not in the text any more."""

    def check(answer: Any) -> str | None:
        found = [entity["text"] for entity in answer["entities"]]
        if not any(canary in text for text in found):
            return "its canary is not among the entities"
        return "its canary is in the new text" if canary in answer["processed_text"] else None

    return check


def kept(canary: str) -> Check:
    """The canary was left alone, as was asked for."""

    def check(answer: Any) -> str | None:
        return None if canary in answer["processed_text"] else "its canary was not left alone"

    return check


def each(checks: list[Check]) -> Check:
    """A list of answers in the order of the texts."""

    def check(answers: Any) -> str | None:
        if not isinstance(answers, list) or len(answers) != len(checks):
            return "not one answer a text"
        return next((said for c, a in zip(checks, answers, strict=True) if (said := c(a))), None)

    return check


class Payloads:
    """Draws requests.

    Args:
        random: Decides.
        prefix: Hexadecimal digits that no other drawer's canaries begin with.
    """

    def __init__(self, random: Random, prefix: int) -> None:
        self._random = random
        self._prefix = prefix
        self._count = 0

    def message(self) -> Payload:
        """A message for `/ws`."""
        kinds = list(_MESSAGES)
        weights = [weight for weight, _ in _MESSAGES.values()]
        [kind] = self._random.choices(kinds, weights)
        return _MESSAGES[kind][1](self, kind)

    def post(self) -> Payload:
        """A list for a REST route."""
        canaries = [self._canary() for _ in range(self._random.randint(1, 5))]
        texts = [self._text(canary) for canary in canaries]
        linked = self._random.random() < 0.5
        body = json.dumps({"text": texts, "link_batch": linked})
        kind = "linked list" if linked else "list"
        checks = [redacted(canary) for canary in canaries]
        return Payload(kind, body, tuple(canaries), each(checks), path="/process/text")

    # --- what is drawn

    def _canary(self) -> str:
        self._count += 1
        return f"{STEM}{self._prefix:03x}{self._count:07x}"

    def _text(self, canary: str) -> str:
        return self._random.choice(SENTENCES).format(f"{canary}@example.com")

    def _make(self, kind: str, text: str, canary: str, check: Check, **more: Any) -> Payload:
        return Payload(kind, json.dumps({"text": text, **more}), (canary,), check)

    def _short(self, kind: str) -> Payload:
        canary = self._canary()
        return self._make(kind, self._text(canary), canary, redacted(canary))

    def _long(self, kind: str) -> Payload:
        canary = self._canary()
        # Over 50,000 characters a text is examined in windows by all workers.
        least, most = (52_000, 70_000) if kind == "windows" else (1_000, 8_000)
        around = FILLER * (self._random.randint(least, most) // len(FILLER) + 1)
        cut = self._random.randrange(len(FILLER)) + len(around) // 2
        text = f"{around[:cut]}\n{self._text(canary)}\n{around[cut:]}"
        return self._make(kind, text, canary, redacted(canary))

    def _marked(self, kind: str) -> Payload:
        canary = self._canary()
        patterns = ("BEST_ENTITY_TYPE", "[ALL_ENTITY_TYPES]", "UNIQUE_HASHED_ENTITY_TYPE")
        replacement: dict[str, Mapping[str, str]] = {
            "mask": {"type": "MASK", "mask_character": self._random.choice("*#$█")},
            "synthetic": {"type": "SYNTHETIC"},
            "marker": {"type": "MARKER", "pattern": self._random.choice(patterns)},
        }
        more = {"processed_text": replacement[kind]}
        return self._make(kind, self._text(canary), canary, redacted(canary), **more)

    def _filtered(self, kind: str) -> Payload:
        canary = self._canary()
        ticket = f"Ticket TCK-{self._random.randrange(10**6):06}. {self._text(canary)}"
        block = {"type": "BLOCK", "pattern": r"TCK-\d{6}", "entity_type": "TICKET"}
        allow = {"type": "ALLOW", "pattern": r".*@example\.com"}
        if self._random.random() < 0.5:
            more = {"entity_detection": {"filter": [block]}}
            return self._make(kind, ticket, canary, _blocked(canary), **more)
        more = {"entity_detection": {"filter": [block, allow]}}
        return self._make(kind, ticket, canary, kept(canary), **more)

    def _disabled(self, kind: str) -> Payload:
        canary = self._canary()
        types = [{"type": "ENABLE", "value": ["CREDIT_CARD"]}]
        more = {"entity_detection": {"entity_types": types}}
        return self._make(kind, self._text(canary), canary, kept(canary), **more)

    def _unknown(self, kind: str) -> Payload:
        canary = self._canary()
        more = {canary: {"nested": [canary] * 3}, "unheard_of": canary}
        return self._make(kind, self._text(canary), canary, redacted(canary), **more)

    def _broken(self, kind: str) -> Payload:
        canary = self._canary()
        text = self._text(canary)
        bodies = {
            "LIM101": '{"text": "' + text,
            "LIM104": json.dumps({"text": [text]}),
            "LIM103": json.dumps({"texts": text}),
            "LIM106": json.dumps(
                {
                    "text": text,
                    "entity_detection": {"filter": [{"type": "ALLOW", "pattern": f"({canary}"}]},
                }
            ),
        }
        code = self._random.choice(list(bodies))
        return Payload(kind, bodies[code], (canary,), None, frozenset({code}))

    def _oversized(self, kind: str) -> Payload:
        canary = self._canary()
        text = self._text(canary)
        if self._random.random() < 0.8:
            body = json.dumps({"text": text + "x" * 500_000})
            return Payload(kind, body, (canary,), None, frozenset({"LIM107"}))
        return Payload(kind, json.dumps({"text": text * 80_000}), (canary,), None, closes=1009)

    def _endless(self, kind: str) -> Payload:
        canary = self._canary()
        text = f"{self._text(canary)} {'A' * 60}!"
        pattern = {"type": "BLOCK", "pattern": "(A|AA)+$", "entity_type": "TICKET"}
        body = json.dumps({"text": text, "entity_detection": {"filter": [pattern]}})
        # A matcher that sees at once that there is no match is as good as one that gives up.
        return Payload(kind, body, (canary,), redacted(canary), frozenset({"LIM113"}))


def _blocked(canary: str) -> Check:
    plain = redacted(canary)

    def check(answer: Any) -> str | None:
        if "[TICKET_1]" not in answer["processed_text"]:
            return "what was to be blocked is not"
        return plain(answer)

    return check


_Draw = Callable[[Payloads, str], Payload]
#: Kind of a message to how often it is drawn, and how.
_MESSAGES: Mapping[str, tuple[float, _Draw]] = {
    "short": (40, Payloads._short),
    "long": (10, Payloads._long),
    "windows": (0.5, Payloads._long),
    "mask": (6, Payloads._marked),
    "synthetic": (6, Payloads._marked),
    "marker": (6, Payloads._marked),
    "filters": (8, Payloads._filtered),
    "disabled": (6, Payloads._disabled),
    "unknown fields": (6, Payloads._unknown),
    "broken": (10, Payloads._broken),
    "oversized": (0.5, Payloads._oversized),
    "endless pattern": (0.2, Payloads._endless),
}

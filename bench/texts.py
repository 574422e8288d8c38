"""The texts that are measured with: English, invented, drawn from a seed, the same in every run.

Short messages, paragraphs and long texts are made of the sentences in `frames.toml`, of which some
hold personal data and some none. Where it stands is known, so that the texts can be recorded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

SEED: Final = 20

#: Length of a short message, in characters.
MESSAGE: Final = (80, 120)
#: Length of a paragraph from which on no further sentence is added.
PARAGRAPH: Final = 600
#: Share of short messages that hold personal data.
PERSONAL_MESSAGES: Final = 0.5
#: Share of the sentences of longer texts that do.
PERSONAL_SENTENCES: Final = 0.25

#: The message whose way there and back is measured alone.
SEED_MESSAGE: Final = "John Smith lives at 123 Fake St."
SEED_SPANS: Final = ((0, 10, "NAME"), (20, 31, "LOCATION_ADDRESS"))

#: Which label a gap's value has; what is not named here is no personal data.
LABELS: Final[Mapping[str, str]] = {
    "name": "NAME",
    "given": "NAME_GIVEN",
    "family": "NAME_FAMILY",
    "phone": "PHONE_NUMBER",
    "email": "EMAIL_ADDRESS",
    "address": "LOCATION_ADDRESS",
    "city": "LOCATION_CITY",
    "organization": "ORGANIZATION",
    "date": "DATE",
    "age": "AGE",
    "condition": "CONDITION",
    "drug": "DRUG",
    "card": "CREDIT_CARD",
    "iban": "BANK_ACCOUNT",
    "amount": "MONEY",
    "ip": "IP_ADDRESS",
}

_GAP = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and where in it there is personal data.

    Attributes:
        text: The text.
        spans: Begin, end and label, in the order of the text.
    """

    text: str
    spans: tuple[tuple[int, int, str], ...] = ()


class Writer:
    """Writes texts, always the same ones from the same seed.

    Args:
        seed: What they are drawn from.
    """

    def __init__(self, seed: int = SEED) -> None:
        data = tomllib.loads((Path(__file__).parent / "frames.toml").read_text("utf-8"))
        self._random = Random(seed)
        self._plain: Sequence[str] = data["plain"]
        self._personal: Sequence[str] = data["personal"]
        self._pools: Mapping[str, Sequence[str]] = data["pools"]

    def messages(self, number: int) -> list[Text]:
        """Short messages, one or two sentences each."""
        return [self._message() for _ in range(number)]

    def paragraphs(self, number: int) -> list[Text]:
        """Paragraphs of some sentences each."""
        return [self._paragraph() for _ in range(number)]

    def long(self, characters: int) -> Text:
        """A text of paragraphs with exactly so many characters."""
        pieces: list[Text] = []
        length = 0
        while length < characters:
            piece = self._paragraph()
            pieces.append(piece)
            length += len(piece.text) + 2
        whole = _join(pieces, "\n\n")
        spans = tuple(span for span in whole.spans if span[1] <= characters)
        # The last paragraph is nearly always longer than what is left of the text.
        return Text(whole.text[:characters].ljust(characters, "."), spans)

    def _message(self) -> Text:
        shortest, longest = MESSAGE
        personal = self._random.random() < PERSONAL_MESSAGES
        while True:
            one = self._sentence(self._personal if personal else self._plain)
            if len(one.text) < shortest:
                one = _join([one, self._sentence(self._plain)], " ")
            if shortest <= len(one.text) <= longest:
                return one

    def _paragraph(self) -> Text:
        sentences: list[Text] = []
        while sum(len(one.text) + 1 for one in sentences) < PARAGRAPH:
            personal = self._random.random() < PERSONAL_SENTENCES
            sentences.append(self._sentence(self._personal if personal else self._plain))
        return _join(sentences, " ")

    def _sentence(self, frames: Sequence[str]) -> Text:
        pieces: list[str] = []
        spans: list[tuple[int, int, str]] = []
        length = 0
        for index, piece in enumerate(_GAP.split(self._random.choice(frames))):
            # Every second piece is the name of a gap.
            value = self._value(piece) if index % 2 else piece
            if index % 2 and piece in LABELS:
                spans.append((length, length + len(value), LABELS[piece]))
            pieces.append(value)
            length += len(value)
        return Text("".join(pieces), tuple(spans))

    def _value(self, gap: str) -> str:
        made: Mapping[str, Callable[[], str]] = {
            "name": lambda: f"{self._pick('given')} {self._pick('family')}",
            "phone": lambda: f"+44 20 7946 0{self._digits(3)}",
            "email": self._email,
            "address": lambda: f"{self._random.randint(1, 199)} {self._pick('street')}",
            "date": self._date,
            "age": lambda: str(self._random.randint(18, 90)),
            "card": lambda: card_number("4" + self._digits(14)),
            "iban": lambda: iban("GB", f"NWBK{self._digits(14)}"),
            "amount": lambda: f"${self._random.randint(10, 9_999):,}",
            "ip": lambda: f"192.0.2.{self._random.randint(1, 254)}",
        }
        return made[gap]() if gap in made else self._pick(gap)

    def _email(self) -> str:
        return f"{self._pick('given').lower()}.{self._digits(2)}@{self._pick('domain')}"

    def _date(self) -> str:
        day, year = self._random.randint(1, 28), self._random.randint(1950, 2025)
        month = self._random.randrange(12)
        if self._random.random() < 0.5:
            return f"{day:02}/{month + 1:02}/{year}"
        return f"{self._pools['month'][month]} {day}, {year}"

    def _pick(self, pool: str) -> str:
        return self._random.choice(self._pools[pool])

    def _digits(self, number: int) -> str:
        return "".join(self._random.choices("0123456789", k=number))


def card_number(digits: str) -> str:
    """Digits with their Luhn check digit behind them, in groups of four."""
    doubled = [int(digit) * (2 - index % 2) for index, digit in enumerate(reversed(digits))]
    check = -sum(value // 10 + value % 10 for value in doubled) % 10
    number = f"{digits}{check}"
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def iban(country: str, account: str) -> str:
    """An account number with its country and check digits (ISO 13616) before it."""
    figures = "".join(str(int(sign, 36)) for sign in f"{account}{country}00")
    return f"{country}{98 - int(figures) % 97:02}{account}"


def _join(texts: Sequence[Text], between: str) -> Text:
    def moved() -> Iterator[tuple[int, int, str]]:
        offset = 0
        for one in texts:
            yield from ((offset + start, offset + end, label) for start, end, label in one.spans)
            offset += len(one.text) + len(between)

    return Text(between.join(one.text for one in texts), tuple(moved()))

"""Texts, detections and entities for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from limina.engine.spans import Detection
from limina.engine.taxonomy import DEFAULT

#: Words and what stands between them: scripts, combining marks, joiners, flags, astral letters.
PIECES = (
    *("John", "Smith", "Ana", "12", "Elm", "St", "Rome", "ON", "a", "Q", "x_1"),
    *(
        "e\u0301",
        "n\u0303",
        "שלום",
        "مرحبا",
        "नमस्ते",
        "क्ष",
        "王小明",
        "𝒜𝒷",
        "👨‍👩‍👧",
        "🇩🇪🇫🇷",
        "🇩",
        "👍🏽",
    ),
    *(" ", " ", " ", ", ", ". ", "\n", "\r\n", "\t", "\u00a0", "\u3000", "\x1c"),
    *(".", ",", "!", "-", "$", "(", ")", "[", "]", '"', "'", "”", "、", "。"),
    *("\u0301", "\u200d", "\u0600", "\ufe0f", "\u200b", "\r", "\0"),
)

LABELS = tuple(DEFAULT.labels)
#: Labels that meet in one text, with all of the families that have rules of their own.
MEETING_LABELS = (
    *("NAME", "NAME_GIVEN", "NAME_FAMILY", "NAME_MEDICAL_PROFESSIONAL"),
    *("LOCATION", "LOCATION_ADDRESS", "LOCATION_ADDRESS_STREET", "LOCATION_CITY"),
    *("LOCATION_STATE", "LOCATION_ZIP", "LOCATION_COUNTRY"),
    *("ORGANIZATION", "ORGANIZATION_MEDICAL_FACILITY", "PASSWORD", "AGE", "YEAR"),
)

#: Labels the joining of neighbours looks at, and one it does not.
JOINING_LABELS = (
    *("NAME", "NAME_GIVEN", "NAME_FAMILY", "LOCATION", "LOCATION_ADDRESS_STREET"),
    *("LOCATION_CITY", "LOCATION_STATE", "LOCATION_ZIP", "LOCATION_COUNTRY", "ORGANIZATION"),
)

#: Sixteenths, so that sums of them are exact in whatever order they are taken.
scores = st.integers(0, 16).map(lambda n: n / 16)
texts = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)


@st.composite
def spans(draw: st.DrawFn, text: str) -> tuple[int, int]:
    """A span of a text that is not empty."""
    start = draw(st.integers(0, len(text) - 1))
    return start, draw(st.integers(start + 1, min(len(text), start + 20)))


@st.composite
def detections(
    draw: st.DrawFn, text: str, labels: tuple[str, ...] = MEETING_LABELS, max_size: int = 10
) -> list[Detection]:
    """What up to two detectors find in a text."""
    if not text:
        return []
    return [
        Detection(
            *draw(spans(text)),
            draw(st.sampled_from(labels)),
            draw(scores),
            draw(st.sampled_from(("one", "two"))),
        )
        for _ in range(draw(st.integers(0, max_size)))
    ]


@st.composite
def blocks(draw: st.DrawFn, text: str) -> list[Detection]:
    """Matches of BLOCK filters in a text."""
    if not text:
        return []
    return [
        Detection(
            *draw(spans(text)),
            draw(st.sampled_from(("CODE", "PLAINTIFF", "NAME_GIVEN", "LOCATION"))),
            draw(st.sampled_from((0.0, 0.25, 0.5, 1.0, 2.0))),
            "BLOCK",
        )
        for _ in range(draw(st.integers(0, 3)))
    ]


@st.composite
def findings(draw: st.DrawFn) -> tuple[str, list[Detection], list[Detection]]:
    """A text, detections in it, and BLOCK matches in it."""
    text = draw(texts)
    return text, draw(detections(text)), draw(blocks(text))


#: What a request may enable of the labels that meet.
enabled_sets = st.one_of(
    st.just(DEFAULT.enabled(())),
    st.sets(st.sampled_from(MEETING_LABELS)).map(frozenset),
)


@st.composite
def records(draw: st.DrawFn) -> tuple[str, list[Detection], list[Detection]]:
    """Parts of names and addresses side by side, as joining meets them."""
    text = ""
    found: list[Detection] = []
    blocked: list[Detection] = []
    for _ in range(draw(st.integers(1, 7))):
        word = draw(st.sampled_from(("Ana", "Rome", "J", "Elm, 5", "12\n3", "Q. Roe", "NY")))
        start, end = len(text), len(text) + len(word)
        labels = draw(st.lists(st.sampled_from(JOINING_LABELS), max_size=2))
        found += [Detection(start, end, label, draw(scores), "one") for label in labels]
        if draw(st.integers(0, 9)) == 0:
            blocked.append(Detection(end - 1, end, "CODE", draw(scores), "BLOCK"))
        text += word + draw(
            st.sampled_from(("", " ", ", ", ", ", ". ", " Q. ", "\n", ",\n", " - "))
        )
    return text, found, blocked

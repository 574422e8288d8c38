"""Requests made at random: round trips, and what must hold whatever comes."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from limina.protocol.errors import CATALOGUE, RequestError
from limina.protocol.schema import (
    MARKER_KEYWORDS,
    AllowFilter,
    AllowTextFilter,
    BlockFilter,
    EntityDetection,
    EntityTypeSelector,
    MarkerText,
    MaskText,
    Request,
    SyntheticText,
    ValidationOption,
    decode_request,
)

ACCURACIES = (
    "standard",
    "standard_high",
    "standard_high_multilingual",
    "high",
    "high_multilingual",
    "standard_high_automatic",
    "high_automatic",
)
COREFERENCES = ("heuristics", "model_prediction", "combined")
LANGUAGES = (
    "en",
    "auto",
    "de",
    "es",
    "fr",
    "hi",
    "it",
    "ja",
    "ko",
    "nl",
    "pt",
    "ru",
    "tl",
    "uk",
    "zh",
)
SYNTHETIC_ACCURACIES = ("standard", "standard_multilingual", "standard_automatic")


# Whole requests, made at random.

names = st.text(min_size=1, max_size=100).filter(
    lambda name: name.isprintable() and name.strip() == name
)
regexes = st.sampled_from(
    ["x", r"\bGID-\d{5}\b", "[A-Za-z0-9]*", "(?i)john|grace", "", "Barcelona"]
)
filters = st.one_of(
    st.builds(AllowFilter, regexes),
    st.builds(AllowTextFilter, regexes),
    st.builds(BlockFilter, regexes, names, st.floats(0, 1e308)),
)
markers = st.builds(
    lambda before, keyword, after, language, method: MarkerText(
        f"{before}{keyword}{after}", language, method
    ),
    st.text("[]<>{}# é", max_size=3),
    st.sampled_from(MARKER_KEYWORDS),
    st.text("[]<>{}# é", max_size=3),
    st.sampled_from(LANGUAGES),
    st.sampled_from(COREFERENCES),
)
requests = st.builds(
    Request,
    text=st.text(),
    link_batch=st.booleans(),
    entity_detection=st.builds(
        EntityDetection,
        accuracy=st.sampled_from(ACCURACIES),
        entity_types=st.lists(
            st.builds(
                EntityTypeSelector,
                st.sampled_from(["ENABLE", "DISABLE"]),
                st.lists(st.text()).map(tuple),
            ),
            max_size=3,
        ).map(tuple),
        filter=st.lists(filters, max_size=3).map(tuple),
        return_entity=st.booleans(),
        enable_non_max_suppression=st.booleans(),
        validation_options=st.lists(
            st.builds(ValidationOption, st.just("luhn"), st.lists(names, max_size=2).map(tuple)),
            max_size=2,
        ).map(tuple),
    ),
    processed_text=st.one_of(
        markers,
        st.builds(MaskText, st.characters(exclude_categories=["Cs"])),
        st.builds(
            SyntheticText,
            st.sampled_from(SYNTHETIC_ACCURACIES),
            st.booleans(),
            st.sampled_from(COREFERENCES),
        ),
    ),
    project_id=st.none() | st.from_regex(r"[a-zA-Z0-9\-_:]{0,60}", fullmatch=True),
)


def encode(request: Request) -> dict[str, Any]:
    """The request as a client would write it."""
    kinds = {AllowFilter: "ALLOW", AllowTextFilter: "ALLOW_TEXT", BlockFilter: "BLOCK"}
    texts = {MarkerText: "MARKER", MaskText: "MASK", SyntheticText: "SYNTHETIC"}

    def plain(struct: Any) -> dict[str, Any]:
        return {name: getattr(struct, name) for name in struct.__struct_fields__}

    detection = request.entity_detection
    return plain(request) | {
        "entity_detection": plain(detection)
        | {
            "entity_types": [plain(selector) for selector in detection.entity_types],
            "filter": [{"type": kinds[type(one)]} | plain(one) for one in detection.filter],
            "validation_options": [plain(option) for option in detection.validation_options],
        },
        "processed_text": {"type": texts[type(request.processed_text)]}
        | plain(request.processed_text),
    }


@settings(deadline=None)
@given(requests, st.booleans())
def test_a_request_written_out_is_read_back(request_made: Request, ascii_only: bool) -> None:
    message = json.dumps(encode(request_made), ensure_ascii=ascii_only)
    assert decode_request(message) == request_made
    assert decode_request(message.encode()) == request_made


# Letters of a script no message uses: whatever of the client's shows up in an answer, shows.
CANARY = "".join(chr(code) for code in range(0x16A0, 0x16EA))
canaries = st.text(CANARY, min_size=4, max_size=12)
scalars = st.one_of(st.none(), st.booleans(), st.integers(10**7), st.floats(0), canaries)
FIELDS = [
    "text",
    "link_batch",
    "entity_detection",
    "processed_text",
    "project_id",
    "accuracy",
    "entity_types",
    "filter",
    "return_entity",
    "enable_non_max_suppression",
    "validation_options",
    "type",
    "value",
    "pattern",
    "entity_type",
    "threshold",
    "algorithm",
    "on_entities",
    "marker_language",
    "coreference_resolution",
    "mask_character",
    "synthetic_entity_accuracy",
    "preserve_relationships",
]
VALUES = ["ENABLE", "ALLOW", "ALLOW_TEXT", "BLOCK", "MARKER", "MASK", "SYNTHETIC", "luhn", "John"]
hostile = st.recursive(
    scalars | st.sampled_from(VALUES),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(canaries | st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=12,
)
flawed = st.fixed_dictionaries(
    {"text": canaries},
    optional={
        "link_batch": hostile,
        "project_id": hostile,
        "entity_detection": hostile
        | st.fixed_dictionaries(
            {},
            optional={
                "accuracy": hostile,
                "return_entity": hostile,
                "entity_types": st.lists(
                    st.fixed_dictionaries({"type": hostile, "value": hostile}), max_size=2
                ),
                "filter": st.lists(
                    st.fixed_dictionaries(
                        {"type": hostile, "pattern": hostile | canaries.map("({}".format)},
                        optional={"entity_type": hostile, "threshold": hostile},
                    ),
                    max_size=2,
                ),
                "validation_options": st.lists(
                    st.fixed_dictionaries({"algorithm": hostile, "on_entities": hostile}),
                    max_size=2,
                ),
            },
        ),
        "processed_text": hostile
        | st.fixed_dictionaries(
            {"type": hostile},
            optional={"pattern": hostile, "mask_character": hostile, "marker_language": hostile},
        ),
    },
)


@settings(deadline=None)
@given(flawed | hostile)
def test_no_answer_repeats_anything_of_the_clients(value: Any) -> None:
    message = json.dumps(value, ensure_ascii=False)
    for known in (None, frozenset({"NAME"})):
        try:
            decode_request(message, known_names=known)
        except RequestError as error:
            assert error.code in CATALOGUE
            assert not set(error.detail) & set(CANARY)
            assert error.detail.isascii() or error.code == "LIM102"


@settings(deadline=None)
@given(
    st.binary()
    | st.text(st.characters())
    | flawed.map(json.dumps)
    | flawed.map(lambda value: json.dumps(value)[:-1])
    | requests.map(encode).map(json.dumps).map(lambda message: message.replace("true", "NaN"))
)
def test_whatever_comes_only_a_request_error_is_raised(message: str | bytes) -> None:
    try:
        assert isinstance(decode_request(message), Request)
    except RequestError as error:
        assert error.code.startswith("LIM1")

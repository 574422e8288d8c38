"""The vendor's own Python client against a live server: it cannot tell the difference."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from privateai_client import PAIClient, request_objects
from privateai_client.post_processing import (
    FuzzyMatchEntityProcessor,
    MarkerEntityProcessor,
    deidentify_text,
)
from requests import HTTPError

from tests.live.server import ServerProcess, serving


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with serving(cwd=tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="module")
def client(server: ServerProcess) -> Any:
    return PAIClient(url=f"http://127.0.0.1:{server.port}")


def redacted(client: Any, text: str, **options: Any) -> str:
    response = client.process_text(request_objects.process_text_obj(text=[text], **options))
    assert response.ok
    [processed] = response.processed_text
    assert isinstance(processed, str)
    return processed


# --- the samples of its README -------------------------------------------------------------------


def test_the_server_is_there_by_url_and_by_parts(client: Any, server: ServerProcess) -> None:
    assert client.ping() is True
    assert PAIClient("http", "127.0.0.1", str(server.port)).ping() is True


@pytest.mark.parametrize(
    ("text", "processed"),
    [
        ("My sample name is John Smith", "My sample name is [NAME_1]"),
        (
            "This is John Smith's sample dictionary request",
            "This is [NAME_1]'s sample dictionary request",
        ),
        (
            "This is John Smith's sample process text object request",
            "This is [NAME_1]'s sample process text object request",
        ),
    ],
)
def test_samples_print_what_is_documented(client: Any, text: str, processed: str) -> None:
    assert redacted(client, text) == processed
    assert client.process_text({"text": [text]}).processed_text == [processed]


def test_a_name_is_recognised_again_where_that_is_asked_for(client: Any) -> None:
    selector = request_objects.entity_type_selector_obj(type="DISABLE", value=["ORGANIZATION"])
    text = (
        "This is John Smith from Sample Company to show a sample process text object request where "
        "organizations won't be removed, but John will be recognized as the same entity"
    )
    processed = redacted(
        client,
        text,
        entity_detection=request_objects.entity_detection_obj(entity_types=[selector]),
        processed_text=request_objects.processed_text_obj(
            type="MARKER",
            pattern="[UNIQUE_NUMBERED_ENTITY_TYPE]",
            coreference_resolution="model_prediction",
        ),
    )
    assert processed == text.replace("John Smith", "[NAME_1]").replace("John", "[NAME_1]")


def test_columns_of_a_table_keep_their_rows(client: Any) -> None:
    request = request_objects.process_text_obj(text=[])
    names = ["Braund, Mr. Owen Harris", "Allen, Mr. William Henry", "Bonnell, Miss. Elizabeth"]
    for column, rows in (("Name", names), ("Age", ["22", "35", "58"]), ("Sex", ["male"] * 3)):
        request.text.append(f"{column}:{' | '.join(rows)}")
    columns = client.process_text(request).processed_text
    assert [len(column.split(":", 1)[1].split(" | ")) for column in columns] == [3, 3, 3]
    assert "William Henry" not in columns[0]


def test_a_text_is_put_back_as_it_was(client: Any) -> None:
    text = "My name is John. I work for Private AI"
    response = client.process_text(request_objects.process_text_obj(text=[text]))
    assert "John" not in response.processed_text[0]
    assert client.reidentify_text(response.get_reidentify_request()).body == [text]


def test_a_misspelt_word_is_found_by_the_clients_own_processors(client: Any) -> None:
    texts = ["John is our COE. This is Peter, he is a Software Engineer."]
    response = client.analyze_text(request_objects.analyze_text_obj(text=texts, locale="en"))
    fuzzy = FuzzyMatchEntityProcessor(
        known_words_list=["CFO", "CTO", "CEO"],
        threshold=2,
        strategy="BLOCK",
        process_type="MARKER",
        ignore_casing=True,
    )
    processed = deidentify_text(
        text=texts,
        response=response,
        entity_processors={"OCCUPATION": fuzzy},
        default_processor=MarkerEntityProcessor(),
    )
    # The output that the client's own documentation shows.
    assert processed == [
        "[NAME_GIVEN_1] is our [OCCUPATION_1]. This is [NAME_GIVEN_2], he is a Software Engineer."
    ]


def test_a_key_is_what_makes_the_difference(tmp_path: Path) -> None:
    environment = {
        "LIMINA_PLUGINS": "",
        "LIMINA_API_KEYS": "testkey",
        "LIMINA_PUBLIC_PATHS": "",
    }
    with serving(cwd=tmp_path, environment=environment) as server:
        url = f"http://127.0.0.1:{server.port}"
        client = PAIClient(url=url)
        assert client.ping() is False
        with pytest.raises(HTTPError, match="The request returned with a 401 Unauthorized"):
            client.get_version()
        client.add_api_key("testkey")
        assert client.ping() is True
        assert PAIClient(url=url, api_key="testkey").ping() is True
        assert PAIClient(url=url, bearer_token="testkey").ping() is True


# --- the rest of what it can ask for -------------------------------------------------------------


def test_the_server_tells_of_itself(client: Any) -> None:
    assert client.get_version().app_version.startswith("4.")
    assert "limina_requests_total" in client.get_metrics().body
    diagnostics = client.get_diagnostics()
    assert diagnostics.ok
    assert {"platform", "cpu_count"} <= diagnostics.body.keys()


def enable(kind: str, *names: str) -> Any:
    return request_objects.entity_type_selector_obj(type=kind, value=list(names))


FILTERS = [
    request_objects.filter_selector_obj(type="ALLOW", pattern="[A-Za-z0-9]*"),
    request_objects.filter_selector_obj(
        type="BLOCK", entity_type="ANY_TEXT", pattern="[A-Za-z0-9]*", threshold=1
    ),
    request_objects.filter_selector_obj(type="ALLOW_TEXT", pattern="[A-Za-z0-9]*"),
]
DETECTIONS: dict[str, dict[str, Any]] = {
    "default": {},
    "enable": {"entity_types": [enable("ENABLE", "HIPAA_SAFE_HARBOR")]},
    "disable": {"entity_types": [enable("DISABLE", "HIPAA_SAFE_HARBOR")]},
    "allow": {"filter": FILTERS[:1]},
    "block": {"filter": FILTERS[1:2]},
    "allow text": {"filter": FILTERS[2:]},
    "all": {
        "accuracy": "standard",
        "entity_types": [enable("ENABLE", "NAME"), enable("DISABLE", "AGE")],
        "filter": FILTERS,
        "return_entity": True,
        "enable_non_max_suppression": True,
    },
}


@pytest.mark.parametrize("route", ["process_text", "ner_text", "analyze_text"])
@pytest.mark.parametrize("detection", DETECTIONS.values(), ids=DETECTIONS)
def test_every_detection_is_answered_on_every_route(
    client: Any, route: str, detection: dict[str, Any]
) -> None:
    make = getattr(request_objects, f"{route}_obj")
    wanted = request_objects.entity_detection_obj(**detection)
    response = getattr(client, route)(make(text=["Hey there!"], entity_detection=wanted))
    assert response.ok
    [answer] = response.body
    assert answer["characters_processed"] == 10


@pytest.mark.parametrize(
    "options",
    [
        {"type": "MARKER"},
        {"type": "MARKER", "pattern": "BEST_ENTITY_TYPE"},
        {"type": "MARKER", "marker_language": "de"},
        {"type": "MASK", "mask_character": "*"},
        *(
            {"type": "MARKER", "coreference_resolution": resolution}
            for resolution in ("heuristics", "model_prediction", "combined")
        ),
    ],
)
def test_every_way_of_replacing_is_answered(client: Any, options: dict[str, Any]) -> None:
    wanted = request_objects.processed_text_obj(**options)
    assert "Smith" not in redacted(client, "I am John Smith.", processed_text=wanted)


def test_projects_and_links_are_taken(client: Any) -> None:
    request = request_objects.process_text_obj(
        text=["Hey there!", "I am John Smith."], link_batch=True, project_id="test"
    )
    assert client.process_text(request).processed_text == ["Hey there!", "I am [NAME_1]."]


def test_markers_without_brackets_are_put_back(client: Any) -> None:
    request = request_objects.reidentify_text_obj(
        processed_text=["this", "is", "a", "test"],
        entities=[
            request_objects.entity(processed_text="this", text="that"),
            request_objects.entity(processed_text="is", text="was"),
        ],
        model="",
        reidentify_sensitive_fields=True,
    )
    assert client.reidentify_text(request).body == ["that", "was", "a", "test"]


@pytest.mark.parametrize("resolution", ["heuristics", "model_prediction", "combined"])
def test_coreference_and_relations_are_analysed(client: Any, resolution: str) -> None:
    relations = request_objects.relation_detection_obj(
        coreference_resolution=resolution, enable_relation_extraction=True
    )
    request = request_objects.analyze_text_obj(
        text=["John Smith, 34, is here."], locale="en-US", relation_detection=relations
    )
    assert client.analyze_text(request).ok


def test_a_wrong_request_shows_the_client_what_is_wrong(client: Any) -> None:
    with pytest.raises(HTTPError, match=r"400 Bad Request -- .*text: must be an array of strings"):
        client.process_text({"text": "Hey there!"})

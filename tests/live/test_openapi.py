"""The OpenAPI document against the server: no answer it does not describe, and no failure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.live.server import serving

EXAMPLES = 15
CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
)


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_whatever_is_asked_the_answer_is_one_of_those_described(mode: str, tmp_path: Path) -> None:
    with serving(cwd=tmp_path) as server:
        url = f"http://127.0.0.1:{server.port}"
        schema = schemathesis.openapi.from_url(f"{url}/openapi.json")
        statuses: set[int] = set()
        results: list[Any] = list(schema.get_all_operations())
        for operation in [result.ok() for result in results]:
            # The routes under a version are the same again, and a GET has nothing to be wrong.
            if operation.path.startswith("/v") or (mode, operation.method) == ("negative", "get"):
                continue
            strategy = operation.as_strategy(generation_mode=schemathesis.GenerationMode(mode))

            def check(case: Any) -> None:
                response = case.call(timeout=60)
                statuses.add(response.status_code)
                case.validate_response(response, checks=CHECKS)

            run(strategy, check)
        assert "Traceback" not in server.output()
    assert statuses >= ({200} if mode == "positive" else {400})


def run(strategy: Any, check: Any) -> None:
    bounded: Any = settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    given_it: Any = given(strategy)
    bounded(given_it(check))()

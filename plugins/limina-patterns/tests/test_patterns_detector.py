"""The families together: settings, languages, and what any text at all must give."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from limina.plugin import Detection, Document
from limina_patterns.detector import PatternDetector, families

DETECTOR = PatternDetector(families({}))
SNIPPETS = (
    "555-123-4567", "4111 1111 1111 1111", "jo@example.com", "12 Main St, Springfield, IL 62704",
    "March 7, 1961", "born", "ssn", "078-05-1120", "$5 million", "10:30 pm", "https://a.example/x",
    "192.168.0.1", "45 years old", "password: hunter2", " ", ", ", ". ", "\n", "card", "phone", "1",
    "12", "2019", "é", "👍", "İ", "（", "one two three four five six seven", "no.", "is", "my",
    "from ", "between ", " to ", " and ", " - ",
)  # fmt: skip
#: Repeats that make careless patterns try every way to cut them up.
HOSTILE = (
    "1", "0", " ", ".", ",", "-", "_", "@", "/", ":", '"', "(", "+", "a", "A", "é", "١", "½",
    "\n", "1-", "a@", "1 ", "12 ", "1.", "1/", "1:", "1,", "a.", "A ", "Aa", "A-", "A1 ", "1A",
    "::", "ab:", "1 A ", "://", "http://a", "www.", ".com", "a.com ", "/a", "/home/a", "((1",
    "+1", "$1", "one ", "one-", "may ", "May 1 ", "1 May ", "born ", "phone 1", "555-",
    "555-123-4567 ", "4111 ", "4111111111111111 ", "password: ", "password is ", "1 St ",
    "1 Main St, ", "1 Main St, Aa Bb, ", "DE89 ", "RCCMNL83S18D969H", "1.1.1.1 ", "@a ",
    "a at b dot ", "2019-", "in 1990 ", "12:30 ", "40.71,-74.00 ", "account number 12345 ",
    "ssn is my ", "aged ", "1 years ", "P.O. Box 1 ", "a/b.pdf ", "a..pdf", "eyJa.", "0x12",
    'user "', "no. 1/2 ", "0's ", "half past ", "clock ", "5 May 2020 to ", "between 5 May and ",
    "from the ", "December 18 ",
)  # fmt: skip


def texts() -> st.SearchStrategy[str]:
    """Arbitrary text, and text put together from what the families look for."""
    return st.one_of(st.text(max_size=80), st.lists(st.sampled_from(SNIPPETS)).map("".join))


def detect(text: str) -> list[Detection]:
    return DETECTOR.detect([Document(text)])[0]


@given(texts())
def test_spans_lie_inside_the_text_sorted_and_scored(text: str) -> None:
    found = detect(text)
    assert found == sorted(found, key=lambda d: (d.start, d.end, d.label))
    for d in found:
        assert 0 <= d.start < d.end <= len(text)
        assert 0.5 <= d.score <= 1
        assert text[d.start : d.end].strip() == text[d.start : d.end]


@given(texts())
def test_apart_from_parts_no_span_lies_inside_another(text: str) -> None:
    whole = [
        d
        for d in detect(text)
        if d.label not in ("DATE", "DAY", "MONTH", "YEAR", "LOCATION_ADDRESS_STREET")
        and (d.label == "LOCATION_ADDRESS" or not d.label.startswith("LOCATION_"))
    ]
    for one in whole:
        for other in whole:
            assert one is other or not (other.start <= one.start and one.end <= other.end)


@given(texts(), st.sampled_from(["é ", "👍 ", "İ ", "ﬁ ", "\u00a0"]))
def test_offsets_count_code_points(text: str, prefix: str) -> None:
    ends = " \n\n"
    alone = detect(". " + ends + text)
    shifted = detect(prefix + ". " + ends + text)
    assert [(d.start + len(prefix), d.end + len(prefix), d.label) for d in alone] == [
        (d.start, d.end, d.label) for d in shifted
    ]


@settings(deadline=None)
@given(st.sampled_from(HOSTILE), st.sampled_from(HOSTILE))
def test_mixed_repeats_stay_linear(one: str, other: str) -> None:
    text = ((one + other) * 5000)[:5000]
    start = time.process_time()
    detect(text)
    assert time.process_time() - start < 1


@pytest.mark.parametrize("piece", HOSTILE)
def test_ten_times_the_hostile_characters_take_far_less_than_a_hundred_times_as_long(
    piece: str,
) -> None:
    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        start = time.process_time()
        detect(text)
        return time.process_time() - start

    seconds(500)
    few = max(min(seconds(5_000) for _ in range(2)), 0.005)
    assert any(seconds(50_000) < 80 * few for _ in range(3)), "a busy machine is no finding"


def test_a_region_of_the_configuration_lends_its_national_form() -> None:
    text = "Ruf an: 089 63648018 heute"
    german = PatternDetector(families({"regions": ["DE"]}))
    assert [text[d.start : d.end] for d in german.detect([Document(text)])[0]] == ["089 63648018"]
    assert detect(text) == []


def test_the_language_of_a_document_lends_its_regions() -> None:
    text = "Ruf an: 089 63648018 heute"
    [found] = DETECTOR.detect([Document(text, {"de": 0.9})])
    assert [text[d.start : d.end] for d in found] == ["089 63648018"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("card 5551 2345 6700 0000 now", [("5551 2345 6700 0000", "CREDIT_CARD")]),
        ("https://a.example/2024/01/05/x", [("https://a.example/2024/01/05/x", "URL")]),
        ("http://192.168.0.1/index.html", [("http://192.168.0.1/index.html", "URL")]),
        ("mail 2024-01-05@example.com", [("2024-01-05@example.com", "EMAIL_ADDRESS")]),
        ("scan_2024-01-05.pdf", [("scan_2024-01-05.pdf", "FILENAME")]),
        ("she is 45 years old", [("45", "AGE")]),
        ("SSN 078-05-1120", [("078-05-1120", "SSN")]),
    ],
)
def test_one_family_wins_where_several_find_something(
    spans: Callable[..., list[tuple[str, str]]], text: str, wanted: list[tuple[str, str]]
) -> None:
    assert spans(text) == wanted


MACHINE_TEXT = (
    "Traceback (most recent call last):",
    '  File "/usr/lib/python3.11/site-packages/foo/bar.py", line 123, in main',
    "ValueError: invalid literal for int() with base 10: '12a4'",
    "commit 4f5d2c1b7a8e9f0d1c2b3a4e5f6a7b8c9d0e1f2a",
    "return self._x[1:2] + 0x1234abcd",
    "const x = {a: 1, b: [0.1234, 0.5678, 12.3456]};",
    '{"id": 123456789012, "ts": 1700000000000, "version": "1.2.3.4.5", "ok": true}',
    "kernel: [12345.678901] usb 1-1.2: new high-speed USB device number 5 using xhci_hcd",
    "npm install lodash@4.17.21 @angular/core@15.2.0",
    "SELECT * FROM users WHERE id = 12345 AND password = ? AND age_group > 3",
    "std::vector<int> v; ns::foo::bar(1, 2); a::b",
    '<div class="col-12" style="margin: 10px 20px 30px 40px; color: #123456">text</div>',
    "ISBN 978-3-16-148410-0, ISBN-13: 9783161484100, ISSN 1234-5678, DOI 10.1000/xyz123",
    "v1.2.3, 2.0.1-beta.4, release 10.12.14, Python 3.11.7, Chrome/120.0.6099.109",
    "0.9.1  1,234,567  99.9%  3/4  16:9  1080x1920  -1.5e-10  12-34-56 7-8-9",
    "error code 404, HTTP 500, exit status 1, pid 12345, tid 6789, thread-12, port 5432",
    "\\u00e9 %20%3A &amp; &#160; 0b101010 0o755 0xdeadbeef",
    "The score was 3-2 and 21-15; chapters 1-5, pages 100-120, items 1,2,3.",
    "docker run -p 8080:80 -e POSTGRES_PASSWORD=${PASSWORD} image:1.2.3",
    "GET /v2/orders/1234567890 200 12.5ms; order 12345 created; ticket 42 closed",
    "Model XJ-900, Boeing 747-400, iPhone 14, A4 paper, B12, H2O, Windows 10, Route 66",
)


@pytest.mark.parametrize("line", MACHINE_TEXT)
def test_machine_text_stays_dark(spans: Callable[..., list[tuple[str, str]]], line: str) -> None:
    assert spans(line) == []

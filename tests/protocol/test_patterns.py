"""Which filter patterns may be used: those of Python's `re`, at a bounded cost."""

from __future__ import annotations

import re
import time
import warnings

import pytest
import regex
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from limina.protocol.errors import RequestError
from limina.protocol.patterns import MAX_NESTING, check_pattern, passed

BUDGET = 50_000


def refusal(pattern: str, budget: int = BUDGET) -> tuple[str, str]:
    with pytest.raises(RequestError) as caught:
        check_pattern(pattern, "f[0].pattern", budget)
    return caught.value.code, caught.value.detail


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "Barcelona",
        "I SHOULD BLOCK THIS",
        "[A-Za-z0-9]*",
        r"GID-\d{5}",
        r"\d+(?:\.\d+)?\s?%",
        "I was a.*?as a freelancer",
        r"\b(0?[1-9]|[12]\d|3[01])\.(0?[1-9]|1[0-2])\.\d{4}\b",
        r"(?i)john|grace",
        r"(?i:john)(?s-m:.)(?a:\w)",
        r"(?P<year>\d{4})-(?P=year)",
        r"(a)?(?(1)b|c)\1",
        r"(?<=Mr\. )\w+(?!x)(?=,)(?<!y)",
        r"(?>a+)b++c?+",
        r"(?#a comment)a",
        r"[]a]",
        r"[^]a]",
        r"[:;]",
        r"[\]\\]",
        r"[{}]{2}",
        r"\{id\}",
        r"{{.*}}",
        "{}",
        r"x{,3}y{2,}z{1,2}?",
        r"\N{DIGIT ONE}\x41\u00e9\U0001F600\0\07",
        "\n\t\x00😀",
        r"a\ b\-\#",
    ],
)
def test_python_patterns_are_accepted(pattern: str) -> None:
    re.compile(pattern)
    assert check_pattern(pattern, "p", BUDGET) >= 0


def test_a_bracket_and_a_colon_alone_are_no_posix_class() -> None:
    assert check_pattern("[[:]", "p", BUDGET) == 4


@pytest.mark.parametrize(
    "pattern",
    ["(", ")", "a)", "(a", "[", "[a", "[]", "\\", "*a", "+", "?", "a**", "a{2}{3}", "(?P<a", "(?",
     "(?P<1>a)", r"\1", r"(?P=a)", "[z-a]", r"\q", r"\x4", r"\N{NO SUCH THING}", "(?z)", "a{3,2}",
     "a{0,4294967295}", "(?au)x", r"[\q]"],
)  # fmt: skip
def test_what_does_not_compile_says_so(pattern: str) -> None:
    assert refusal(pattern) == (
        "LIM106",
        "f[0].pattern: does not compile as a Python regular expression",
    )


@pytest.mark.parametrize(
    "pattern",
    ["(?R)", "(a)(?1)", "(?P<a>b)(?&a)", "(?P<a>b)(?P>a)", "(?|a|b)", "(?(DEFINE)a)", "(?<a>b)",
     r"\p{L}", r"\P{L}", r"\X", r"\m", r"\M", r"\G", r"\K", r"\R", r"\h", r"\L<names>", r"[\p{L}]",
     "(*FAIL)", "(*PRUNE)", "(?e)a", "(?b)a", "(?r)a", "(?p)a", "(?f)a", "(?w)a", "(?V1)a",
     "(?L)a"],
)  # fmt: skip
def test_what_only_the_regex_module_knows_is_no_python_pattern(pattern: str) -> None:
    with pytest.raises((re.error, ValueError)):
        re.compile(pattern)
    assert refusal(pattern)[0] == "LIM106"


@pytest.mark.parametrize("pattern", ["(?:abc){e}", "a{e<=1}", "a{1<=e<=3}", "a{2i+2d<=4}", "{d}"])
def test_a_brace_that_regex_would_read_as_fuzzy_matching_is_refused(pattern: str) -> None:
    assert refusal(pattern) == (
        "LIM106",
        "f[0].pattern: holds a brace that is neither a repeat nor escaped",
    )


@pytest.mark.parametrize("pattern", ["(?x) a", "(?ix)a", "(?x:a)", "(?x)(?:a{1 000}){1 000}"])
def test_verbose_mode_is_refused(pattern: str) -> None:
    assert refusal(pattern)[1] == "f[0].pattern: uses verbose mode, which is not supported"


@pytest.mark.parametrize("pattern", ["[[:alpha:]]", "[a[:digit:]]", "[[:alpha:][](?R)]"])
def test_posix_classes_are_refused_because_the_dialects_differ(pattern: str) -> None:
    assert refusal(pattern)[0] == "LIM106"
    assert refusal(pattern)[1].endswith("uses a POSIX character class, which re does not have")


@pytest.mark.parametrize(
    ("pattern", "cost"),
    [
        ("Best Corp", 9),
        ("", 0),
        (r"\d", 1),
        (r"\d{5}", 5),
        ("ab{50}", 51),
        ("(ab){50}", 150),
        ("(?:a{10}){10}", 110),
        ("(?:(?:a{10}){10}){10}", 1110),
        ("a{0,1000}", 1),
        ("a{,1000}", 1),
        ("a{0}", 1),
        ("a{2,1000}", 2),
        ("[abc]{10}", 14),
        ("a|b", 3),
        ("(?#comment)a", 2),
        ("a*b", 3),
    ],
)
def test_the_cost_counts_elements_with_repeats_written_out(pattern: str, cost: int) -> None:
    assert check_pattern(pattern, "p", BUDGET) == cost


@pytest.mark.parametrize(
    "pattern",
    [
        "(?:(?:(?:a{1000}){1000}){1000}){1000}",
        "((((a{100}){100}){100}){100}){100}",
        "(?:[ab]{1000,}){1000,}",
        r"(?:\){1000}){1000}",
        r"(?:[)]{1000}){1000}",
        "(?:(?#c)(?=a{1000})(?#c)){1000}",
        "a{999999999}",
        "a{" + "9" * 9000 + "}",
        "(?:a{1000}?){1000}+",
    ],
)
def test_a_pattern_that_would_take_all_memory_is_refused_at_once(pattern: str) -> None:
    start = time.process_time()
    assert refusal(pattern) == (
        "LIM114",
        "f[0].pattern: makes the patterns too costly, counted repeats written out",
    )
    assert time.process_time() - start < 1


def test_the_budget_is_the_callers() -> None:
    assert check_pattern("abc", "p", 3) == 3
    assert refusal("abcd", 3)[0] == "LIM114"
    assert refusal("a{4}", 3)[0] == "LIM114"


def test_groups_are_nested_to_a_limit_that_compiles() -> None:
    deepest = "(" * MAX_NESTING + "a" + ")" * MAX_NESTING
    assert check_pattern(deepest, "p", BUDGET) == MAX_NESTING + 1
    assert refusal("(" + deepest + ")") == (
        "LIM106",
        "f[0].pattern: nests groups more than 100 deep",
    )
    assert refusal("(" * 10_000)[0] == "LIM106"


def test_no_pattern_is_kept_by_the_module_that_compiled_it() -> None:
    check_pattern(r"\bkeepsake\b", "p", BUDGET)
    assert "keepsake" not in repr(regex._main._cache)
    regex.compile(r"\bkeepsake\b", regex.V0)
    assert "keepsake" in repr(regex._main._cache)


# --- what has passed -----------------------------------------------------------------------------


def test_a_pattern_is_compiled_once_for_all_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    passed.clear()
    seen: list[str] = []
    compiling = regex.compile

    def compile_(pattern: str, *rest: object, **options: object) -> object:
        seen.append(pattern)
        return compiling(pattern, *rest, **options)

    monkeypatch.setattr(regex, "compile", compile_)
    for _ in range(3):
        assert check_pattern(r"\bGID-\d{5}\b", "p", BUDGET) == 11
    assert seen == [r"\bGID-\d{5}\b"]
    assert (passed.misses, passed.hits) == (1, 2)


def test_what_has_passed_still_has_to_be_affordable() -> None:
    check_pattern("a{40}", "p", 40)
    assert refusal("a{40}", 39)[0] == "LIM114"


def test_what_was_refused_is_refused_again() -> None:
    for _ in range(2):
        assert refusal("(")[0] == "LIM106"
        assert refusal("ab", 1)[0] == "LIM114"
    assert check_pattern("ab", "p", 2) == 2


def test_what_has_passed_is_bounded_in_number_and_in_length() -> None:
    for n in range(1_100):
        check_pattern(f"number {n}", "p", BUDGET)
    assert len(passed) == 1_024
    for n in range(40):
        check_pattern(f"{n}" + "x" * 9_000, "p", BUDGET)
    assert passed.size <= 250_000
    assert 0 < len(passed) < 40


PIECES = ["a", "é", "(", "(?:", "(?=", "(?<!", "(?P<n>", "(?P=n)", "(?#c)", "(?i)", "(?R)",
          "(?1)", "(?x)", ")", ")", "{2}", "{1,3}", "{e}", "{", "}", "[", "]", "[^", "[:alpha:]",
          "\\", "\\d", "\\p", "\\1", "*", "+", "?", "|", "^", ".", "(?(1)", "(*", "(?>", "9", "-",
          "\n"]  # fmt: skip
patterns = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@settings(deadline=None)
@given(patterns | st.text(max_size=20))
@example("(?P<a>)(?P<a>)")
def test_whatever_comes_only_a_request_error_is_raised(pattern: str) -> None:
    try:
        check_pattern(pattern, "p", BUDGET)
    except RequestError as error:
        assert error.code in {"LIM106", "LIM114"}
    else:
        regex.compile(pattern, regex.V0)


# Most of what is put together from pieces does not compile.
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(patterns)
def test_what_re_compiles_is_accepted_but_for_the_documented_exceptions(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # re warns of sets that may change meaning
        try:
            re.compile(pattern)
        except (re.error, RecursionError):
            assume(False)
    try:
        check_pattern(pattern, "p", BUDGET)
    except RequestError as error:
        assert error.code == "LIM106"
        assert "does not compile" not in error.detail
        assert any(sign in pattern for sign in ("{", "(?x", "[:alpha:]"))

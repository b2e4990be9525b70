"""Patterns of strangers: with what they can begin, and whether they match, without being waited for."""

from __future__ import annotations

import pytest

from foreword.lint.pattern_heads import heads_of, is_case_blind
from foreword.lint.patterns import full_matches, shape_of


@pytest.mark.parametrize(
    ("pattern", "heads"),
    [
        ("sk_[0-9a-f]{8}", ["sk_"]),
        (r"^sk_\w+$", ["sk_"]),
        (r"\ASG\.\w+", ["SG."]),
        ("(?:s|p)k_(live|test)_.*", ["pk_live_", "pk_test_", "sk_live_", "sk_test_"]),
        ("[sp]k_", ["pk_", "sk_"]),
        ("sk_?x", ["sk_x", "skx"]),
        ("x{2}y", ["xxy"]),
        ("(?:sk_)+x", ["sk_"]),
        ("(?i)key-.", ["key-"]),
        ("(?=sk)s", ["s"]),
        ("(?P<kind>oc)_x", ["oc_x"]),
        (r"\d+x", [""]),
        ("x*y", [""]),
        ("a|b", ["a", "b"]),
        ("", [""]),
    ],
)
def test_the_heads_of_a_pattern(pattern: str, heads: list[str]) -> None:
    assert heads_of(pattern) == heads


def test_a_pattern_with_too_many_alternatives_can_begin_with_much() -> None:
    assert heads_of("|".join(f"{number}x" for number in range(100))) == [""]
    assert heads_of("k_" + "(a|b)" * 10) == ["k_" + "".join(end) for end in sorted(product_of("ab", 6))]


def product_of(signs: str, length: int) -> list[str]:
    """Every text of a length that is made of these signs."""
    return [""] if not length else [sign + rest for sign in signs for rest in product_of(signs, length - 1)]


def test_capitals_and_small_letters_may_be_the_same() -> None:
    assert is_case_blind("(?i)key")
    assert is_case_blind("^(?im)key")
    assert not is_case_blind("key(?:i)")


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a*)*", "((ab?)+c)+", "(?:a|aa)+b", "(a{1,9}){2,9}", "([ab]+x?)*"])
def test_repetition_in_a_repetition_is_seen(pattern: str) -> None:
    assert shape_of(pattern).nested


@pytest.mark.parametrize("pattern", [r"sk_[\w+*]+", r"\(a+\)+", "(ab){2}", "(a+)?", "a{,3}b*", "[)(+*]+x?"])
def test_what_only_looks_like_it_is_not(pattern: str) -> None:
    assert not shape_of(pattern).nested


def test_patterns_match_whole_texts() -> None:
    pairs = [
        (r"oc_\d{4}", "oc_1234"),
        (r"oc_\d{4}", "oc_12345"),
        ("(ab?)+", "abaab"),
        ("(ab?)+", "abx"),
        ("(?<n>a)", "a"),
    ]
    assert full_matches(pairs) == [True, False, True, False, True]


def test_what_is_no_pattern_of_python_is_not_tried() -> None:
    assert full_matches([(r"\p{Lu}+", "A"), ("(", "("), ("a*", "a" * 3000)]) == [None, None, None]


def test_a_pattern_that_takes_for_ever_is_given_up_and_the_next_is_tried() -> None:
    found = full_matches([("(a+)+b", "a" * 60), ("(ab?)+", "ab"), ("a*a*a*a*a*a*b", "a" * 1000), ("x", "x")])
    assert found == [None, True, None, True]

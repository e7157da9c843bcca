"""Typed fields: what is taken, what is refused, and what the complaint says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from unknot.errors import FactsError
from unknot.facts import fields as take
from unknot.facts.fields import Source, Span
from unknot.facts.reading import Line


def line(**fields: Any) -> Line:
    return Line("sample.jsonl:3", fields)


@pytest.mark.parametrize(
    ("reader", "value", "expected"),
    [
        (take.text, "neck", "neck"),
        (take.text_or_none, "neck", "neck"),
        (take.text_or_none, "", None),
        (take.text_or_none, None, None),
        (take.texts, ["a", "b"], ("a", "b")),
        (take.texts, [], ()),
        (take.words, "a  b", ("a", "b")),
        (take.words, "", ()),
        (take.number, 0, 0.0),
        (take.number, "2.5", 2.5),
        (take.number_or_none, "", None),
        (take.number_or_none, None, None),
        (take.fraction, 1, 1.0),
        (take.whole, "7", 7),
        (take.whole_or_none, None, None),
        (take.truth, False, False),
        (take.yes_no, "no", False),
        (take.yes_no, "yes", True),
        (take.span, [1, 1], Span(1.0, 1.0)),
        (take.span_or_none, None, None),
        (take.inner_list, None, ()),
    ],
)
def test_field_is_taken(reader: Callable[..., Any], value: Any, expected: Any) -> None:
    assert reader(line(x=value), "x") == expected


@pytest.mark.parametrize(
    ("reader", "value", "message"),
    [
        (take.text, " ", "sample.jsonl:3: x is ' ', expected a text."),
        (take.text, 4, "sample.jsonl:3: x is 4, expected a text."),
        (take.text_or_none, 4, "sample.jsonl:3: x is 4, expected a text or null."),
        (take.texts, "a", "sample.jsonl:3: x is 'a', expected a list of texts."),
        (take.texts, [1], "sample.jsonl:3: x is [1], expected a list of texts."),
        (take.number, None, "sample.jsonl:3: x is None, expected a number."),
        (take.number, "many", "sample.jsonl:3: x is 'many', expected a number."),
        (take.number, True, "sample.jsonl:3: x is True, expected a number or null."),
        (take.fraction, 1.1, "sample.jsonl:3: x is 1.1, expected a number from 0 to 1."),
        (take.whole, 1.5, "sample.jsonl:3: x is 1.5, expected a whole number."),
        (take.whole, "", "sample.jsonl:3: x is '', expected a whole number."),
        (take.truth, "true", "sample.jsonl:3: x is 'true', expected true or false."),
        (take.yes_no, "", "sample.jsonl:3: x is '', expected yes or no."),
        (take.span, None, "sample.jsonl:3: x is None, expected two numbers [low, high]."),
        (take.span, [2, 1], "sample.jsonl:3: x is [2, 1], expected two numbers [low, high]."),
        (take.span, [1], "sample.jsonl:3: x is [1], expected two numbers [low, high]."),
        (take.span, [1, True], "sample.jsonl:3: x is [1, True], expected two numbers [low, high]."),
        (take.inner, [], "sample.jsonl:3: x is [], expected an object."),
        (take.inner_list, [1], "sample.jsonl:3: x is [1], expected a list of objects."),
        (take.inner_list, {"a": 1}, "sample.jsonl:3: x is {'a': 1}, expected a list of objects."),
        (take.source, "a book", "sample.jsonl:3: x is 'a book', expected an object."),
    ],
)
def test_wrong_field_is_refused_with_file_and_line(
    reader: Callable[..., Any], value: Any, message: str
) -> None:
    with pytest.raises(FactsError) as caught:
        reader(line(x=value), "x")
    assert str(caught.value) == message


@pytest.mark.parametrize("reader", [take.text, take.truth, take.yes_no, take.words, take.inner])
def test_missing_field_is_never_read_as_no(reader: Callable[..., Any]) -> None:
    with pytest.raises(FactsError, match=r"^sample\.jsonl:3: x is missing\.$"):
        reader(line(), "x")


def test_choice_outside_a_closed_list_is_refused() -> None:
    assert take.choice(line(x="a"), "x", ("a", "b")) == "a"
    with pytest.raises(FactsError, match=r"^sample\.jsonl:3: x is 'c', expected one of a, b\.$"):
        take.choice(line(x="c"), "x", ("a", "b"))


def test_source_has_title_year_and_address() -> None:
    given = {"title": "A trial", "year": None, "url": "https://example.org/a"}
    assert take.source(line(source=given)) == Source("A trial", None, "https://example.org/a")


def test_span_holds_both_ends() -> None:
    assert [Span(0, 10).holds(value) for value in (-0.1, 0, 10, 10.1)] == [
        False,
        True,
        True,
        False,
    ]


def test_notes_keep_what_no_record_names() -> None:
    assert take.notes(line(a=1, b=2, c=None), "a") == {"b": 2, "c": None}


def test_id_that_stands_twice_is_refused() -> None:
    @dataclass(frozen=True)
    class Named:
        id: str

    once = (line(), Named("a"))
    assert take.keyed([once]) == {"a": Named("a")}
    with pytest.raises(FactsError, match=r"^sample\.jsonl:3: id 'a' stands twice\.$"):
        take.keyed([once, once])

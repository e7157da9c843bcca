"""Take one typed field from a line of a fact file, or say which line is wrong and why.

Loaders build frozen records with these readers. A field that no record names is kept in
``notes`` and never dropped. JSON Schemas judge the content; these readers only make sure
that a record has the types it promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Protocol, TypeVar

from unknot.errors import FactsError
from unknot.facts.reading import Line

__all__ = [
    "Source",
    "Span",
    "choice",
    "fraction",
    "inner",
    "inner_list",
    "keyed",
    "notes",
    "number",
    "number_or_none",
    "source",
    "span",
    "span_or_none",
    "text",
    "text_or_none",
    "texts",
    "truth",
    "whole",
    "whole_or_none",
    "words",
    "yes_no",
]


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Record = TypeVar("_Record", bound=_HasId)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    title: str
    year: int | None
    url: str


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers, both ends included; its unit stands at the field that holds it."""

    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Say whether a value lies in the range."""
        return self.low <= value <= self.high


def text(line: Line, name: str) -> str:
    """Return a text that must be there and not be empty."""
    value = _field(line, name)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(line, name, value, expected="a text")
    return value


def text_or_none(line: Line, name: str) -> str | None:
    """Return a text, or None when it is null, empty or not there."""
    value = line.fields.get(name)
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _wrong(line, name, value, expected="a text or null")
    return value


def choice(line: Line, name: str, allowed: Iterable[str]) -> str:
    """Return a text that must stand in a closed list."""
    value = text(line, name)
    options = tuple(allowed)
    if value not in options:
        raise _wrong(line, name, value, expected="one of " + ", ".join(options))
    return value


def texts(line: Line, name: str) -> tuple[str, ...]:
    """Return a list of texts; a list that is not there is empty."""
    value = line.fields.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _wrong(line, name, value, expected="a list of texts")
    return tuple(value)


def words(line: Line, name: str) -> tuple[str, ...]:
    """Return the words of a CSV cell, separated by spaces; an empty cell has none."""
    value = _field(line, name)
    return tuple(str(value).split())


def number(line: Line, name: str) -> float:
    """Return a number that must be there; a CSV cell is read as one."""
    value = number_or_none(line, name)
    if value is None:
        raise _wrong(line, name, line.fields.get(name), expected="a number")
    return value


def number_or_none(line: Line, name: str) -> float | None:
    """Return a number, or None when it is null, empty or not there."""
    value = line.fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, str):
        try:
            return float(value)
        except ValueError as error:
            raise _wrong(line, name, value, expected="a number") from error
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(line, name, value, expected="a number or null")
    return float(value)


def fraction(line: Line, name: str) -> float:
    """Return a number from 0 to 1."""
    value = number(line, name)
    if not 0.0 <= value <= 1.0:
        raise _wrong(line, name, value, expected="a number from 0 to 1")
    return value


def whole(line: Line, name: str) -> int:
    """Return a whole number that must be there."""
    value = whole_or_none(line, name)
    if value is None:
        raise _wrong(line, name, line.fields.get(name), expected="a whole number")
    return value


def whole_or_none(line: Line, name: str) -> int | None:
    """Return a whole number, or None when it is null, empty or not there."""
    value = number_or_none(line, name)
    if value is None:
        return None
    if value != int(value):
        raise _wrong(line, name, value, expected="a whole number")
    return int(value)


def truth(line: Line, name: str) -> bool:
    """Return true or false; a field that is not there is an error, never false."""
    value = _field(line, name)
    if not isinstance(value, bool):
        raise _wrong(line, name, value, expected="true or false")
    return value


def yes_no(line: Line, name: str) -> bool:
    """Read a yes/no cell of a CSV file, strictly."""
    value = _field(line, name)
    if value not in ("yes", "no"):
        raise _wrong(line, name, value, expected="yes or no")
    return bool(value == "yes")


def span(line: Line, name: str) -> Span:
    """Return a range written as two numbers, low then high."""
    value = span_or_none(line, name)
    if value is None:
        raise _wrong(line, name, line.fields.get(name), expected="two numbers [low, high]")
    return value


def span_or_none(line: Line, name: str) -> Span | None:
    """Return a range, or None when it is null or not there."""
    value = line.fields.get(name)
    if value is None:
        return None
    if (
        not isinstance(value, list)
        or len(value) != 2
        or not all(isinstance(end, int | float) and not isinstance(end, bool) for end in value)
        or value[0] > value[1]
    ):
        raise _wrong(line, name, value, expected="two numbers [low, high]")
    return Span(float(value[0]), float(value[1]))


def source(line: Line, name: str = "source") -> Source:
    """Return a source written as an object with title, year and url."""
    given = inner(line, name)
    return Source(text(given, "title"), whole_or_none(given, "year"), text(given, "url"))


def inner(line: Line, name: str) -> Line:
    """Return an inner object as a line of its own, keeping the place for complaints."""
    value = _field(line, name)
    if not isinstance(value, dict):
        raise _wrong(line, name, value, expected="an object")
    return Line(line.place, value)


def inner_list(line: Line, name: str) -> tuple[Line, ...]:
    """Return a list of inner objects; a list that is null or not there is empty."""
    value = line.fields.get(name) or []
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _wrong(line, name, value, expected="a list of objects")
    return tuple(Line(line.place, item) for item in value)


def notes(line: Line, names: str) -> Mapping[str, Any]:
    """Return every field that the record does not name, so that nothing is lost.

    Parameters
    ----------
    line
        The line read.
    names
        Fields that the record has taken, separated by spaces.
    """
    named = frozenset(names.split())
    return MappingProxyType({key: value for key, value in line.fields.items() if key not in named})


def keyed(records: Iterable[tuple[Line, _Record]]) -> Mapping[str, _Record]:
    """Key records by id, in file order, and refuse an id that stands twice."""
    by_id: dict[str, _Record] = {}
    for line, record in records:
        if record.id in by_id:
            raise FactsError(f"{line.place}: id '{record.id}' stands twice.")
        by_id[record.id] = record
    return MappingProxyType(by_id)


def _field(line: Line, name: str) -> Any:
    """Return a field, or say that it is missing."""
    if name not in line.fields:
        raise FactsError(f"{line.place}: {name} is missing.")
    return line.fields[name]


def _wrong(line: Line, name: str, value: object, *, expected: str) -> FactsError:
    """Build the complaint about one field."""
    return FactsError(f"{line.place}: {name} is {value!r}, expected {expected}.")

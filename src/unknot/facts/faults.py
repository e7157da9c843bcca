"""Faults in fact files, and the lines in which they are looked for.

A rule is a function from all lines to faults; it has an id, and each fault names file, line
and rule. Rules never raise: whoever corrects a file wants to see everything at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from unknot.errors import FactsError
from unknot.facts.reading import Line, read_csv, read_json_lines

__all__ = [
    "FactLines",
    "Fault",
    "Rule",
    "fault",
    "faults_found",
    "ids_in",
    "listed",
    "read_folder",
    "url_of",
]

FactLines: TypeAlias = Mapping[str, tuple[Line, ...]]
"""The lines of every data file, by file name; a file that is not there has no key."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One broken rule at one place."""

    file: str
    line: int
    rule: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} [{self.rule}]"


Rule: TypeAlias = Callable[[FactLines], Iterator[Fault]]


def fault(line: Line, rule: str, message: str) -> Fault:
    """Return a fault at the place of a line."""
    file, _, number = line.place.rpartition(":")
    return Fault(file, int(number), rule, message)


def faults_found(lines: FactLines, rules: Mapping[str, Rule]) -> list[Fault]:
    """Return what every rule finds, in order of file and line."""
    return sorted(found for rule in rules.values() for found in rule(lines))


def read_folder(folder: Path) -> tuple[FactLines, list[Fault]]:
    """Read every data file of a folder.

    Returns
    -------
    The lines by file name, and a fault (rule ``readable``) for each file that cannot be read
    to its end; such a file has no lines.
    """
    lines: dict[str, tuple[Line, ...]] = {}
    unreadable: list[Fault] = []
    for path in sorted(folder.iterdir()):
        reader = {".csv": read_csv, ".jsonl": read_json_lines}.get(path.suffix)
        if reader is None:
            continue
        try:
            lines[path.name] = tuple(reader(path))
        except FactsError as error:
            unreadable.append(_unreadable(path.name, str(error)))
    return lines, unreadable


def ids_in(lines: FactLines, file: str, column: str = "id") -> frozenset[str]:
    """Return the ids that a file defines; none when the file is not there."""
    return frozenset(str(line.fields.get(column, "")) for line in lines.get(file, ()))


def listed(fields: Mapping[str, Any], name: str) -> list[Any]:
    """Return a list field, or an empty list when it holds something else."""
    value = fields.get(name)
    return value if isinstance(value, list) else []


def url_of(value: object) -> bool:
    """Say whether a value is a web address."""
    return isinstance(value, str) and value.startswith(("http://", "https://"))


def _unreadable(file: str, message: str) -> Fault:
    """Turn a complaint that begins with its place into a fault."""
    head, _, _ = message.partition(" ")
    number = head.rpartition(":")[2].rstrip(":")
    return Fault(file, int(number) if number.isdigit() else 0, "readable", message)

"""Rules on numbers and their sources: in range, in order, inside their interval, and sourced.

Ranges of trial outcomes are those of their scales; a change may not be larger than the scale.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final, TypeGuard

from unknot.facts.faults import FactLines, Fault, Rule, fault, listed, url_of

__all__ = ["NUMBER_RULES"]

_FIRST_YEAR: Final = 1950
_LAST_YEAR: Final = 2030
_SOURCE_FIELDS: Final[dict[str, str]] = {
    "contraindications.jsonl": "source",
    "dosing.jsonl": "sources",
    "factors.jsonl": "source",
    "red_flags.jsonl": "source",
    "measures.jsonl": "source",
    "rates.jsonl": "source",
    "meta_analyses.jsonl": "source",
    "trials.jsonl": "source",
    "cases.jsonl": "source",
    "negatives.jsonl": "source",
    "prevalences.csv": "url",
}
"""Where the source of a measured or graded record stands, by file."""

_SOURCED_CELLS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "methods.csv": (("evidence_grade", "source"),),
    "signs.csv": (("kappa", "source"),),
    "countries.csv": (
        ("emergency_numbers", "emergency_source"),
        ("dry_needling", "dry_needling_source"),
        ("retention_years_adults", "retention_source"),
        ("retention_note", "retention_source"),
    ),
}
"""Cells of vocabularies that state a fact, and where their source stands."""

_CITATION_ONLY: Final = "citation only: "
"""What stands before a citation that was printed and has no address."""
_URL: Final = re.compile(r"https?://[^\s\"]+")
_MACHINE_PATH: Final = re.compile(r"(?<![\w.])/(?:home|tmp|root|usr|mnt|var|opt)/|\b[A-Z]:\\")
_LOCAL_ADDRESS: Final = re.compile(r"https?://(?:localhost|\d{1,3}(?:\.\d{1,3}){3})\b")
_LOINC: Final = re.compile(r"^(\d{1,7})-(\d)$")


def _sourced(lines: FactLines) -> Iterator[Fault]:
    """Require a measured or graded record to name where it was read."""
    for file, name in _SOURCE_FIELDS.items():
        for line in lines.get(file, ()):
            value = line.fields.get(name)
            if isinstance(value, dict):
                found = _read_at(value.get("url")) and bool(value.get("title"))
            elif isinstance(value, list):
                found = bool(value) and all(map(_read_at, value))
            else:
                found = _read_at(value)
            if not found:
                yield fault(line, "sourced", f"{name} names no place where it was read.")


def _cell_sourced(lines: FactLines) -> Iterator[Fault]:
    """Require a source beside every graded or stated cell of a vocabulary."""
    for file, pairs in _SOURCED_CELLS.items():
        for line in lines.get(file, ()):
            for cell, source in pairs:
                if line.fields.get(cell) and not url_of(line.fields.get(source)):
                    yield fault(line, "cell_sourced", f"{cell} is given, {source} is not.")


def _seen_sourced(lines: FactLines) -> Iterator[Fault]:
    """Refuse a source that was seen but is not named."""
    for line in lines.get("countries.csv", ()):
        for about in ("emergency", "dry_needling", "retention"):
            seen = line.fields.get(f"{about}_source_seen") == "yes"
            if seen and not line.fields.get(f"{about}_source"):
                yield fault(
                    line, "seen_sourced", f"{about}_source_seen is yes, {about}_source is empty."
                )


def _year_plausible(lines: FactLines) -> Iterator[Fault]:
    """Require the year of a source to be one in which it can have appeared."""
    for records in lines.values():
        for line in records:
            given = line.fields.get("source")
            year = given.get("year") if isinstance(given, dict) else None
            if year is not None and not (_number(year) and _FIRST_YEAR <= year <= _LAST_YEAR):
                yield fault(
                    line,
                    "year_plausible",
                    f"source year is {year}, expected {_FIRST_YEAR} to {_LAST_YEAR}.",
                )


def _no_machine_path(lines: FactLines) -> Iterator[Fault]:
    """Refuse a path or an address of somebody's machine."""
    for records in lines.values():
        for line in records:
            if any(map(_names_machine, _texts(line.fields))):
                yield fault(line, "no_machine_path", "holds a path or address of a machine.")


def _code_certain(lines: FactLines) -> Iterator[Fault]:
    """Require a code to be certain and sourced, or its cell to be empty."""
    for line in lines.get("codes.csv", ()):
        code, certain = line.fields.get("code"), line.fields.get("certain") == "true"
        if code and not certain:
            yield fault(line, "code_certain", f"code '{code}' is not certain; leave it empty.")
        if certain and not (code and url_of(line.fields.get("source"))):
            yield fault(line, "code_certain", "is certain, so it needs a code and a source.")


def _loinc_digit(lines: FactLines) -> Iterator[Fault]:
    """Require the check digit of a LOINC code to be right (Luhn, modulus 10)."""
    for line in lines.get("codes.csv", ()):
        code = str(line.fields.get("code"))
        if line.fields.get("system") == "LOINC" and code and not _loinc_valid(code):
            yield fault(line, "loinc_digit", f"LOINC code '{code}' has a wrong check digit.")


def _dose_order(lines: FactLines) -> Iterator[Fault]:
    """Require start, target and cap, and low, default and high, to rise."""
    for line in lines.get("dosing.jsonl", ()):
        pressure = line.fields.get("pressure")
        if isinstance(pressure, dict):
            steps = [pressure.get("start"), *listed(pressure, "target"), pressure.get("max")]
            if not _rising(steps):
                yield fault(
                    line, "dose_order", f"pressure start, target, max are {steps}, not rising."
                )
        for name in ("seconds", "reps", "points_per_session", "sessions_per_week"):
            amount = line.fields.get(name)
            if isinstance(amount, dict):
                ends = listed(amount, "range")
                steps = [*ends[:1], amount.get("default"), *ends[1:]]
                if not _rising(steps):
                    yield fault(
                        line, "dose_order", f"{name} low, default, high are {steps}, not rising."
                    )


def _measure_value(lines: FactLines) -> Iterator[Fault]:
    """Require a number, and a correlation to lie between -1 and 1."""
    for line in lines.get("measures.jsonl", ()):
        value = line.fields.get("value")
        if not _number(value):
            yield fault(line, "measure_value", f"value is {value!r}, expected a number.")
        elif (name := line.fields.get("property")) in ("ICC", "kappa") and not -1 <= value <= 1:
            yield fault(line, "measure_value", f"{name} is {value}, expected -1 to 1.")


def _rate_value(lines: FactLines) -> Iterator[Fault]:
    """Require a number or a statement, and a percentage to lie between 0 and 100."""
    for line in lines.get("rates.jsonl", ()):
        value = line.fields.get("value")
        unit = str(line.fields.get("unit") or "")
        if _number(value):
            if unit.startswith("percent") and not 0 <= value <= 100:
                yield fault(line, "rate_value", f"percentage is {value}, expected 0 to 100.")
        elif not line.fields.get("evidence") and not line.fields.get("note"):
            yield fault(line, "rate_value", "has neither a value nor a statement.")


def _pooled_value(lines: FactLines) -> Iterator[Fault]:
    """Require a value inside its interval, or a note that says why there is none."""
    for line in lines.get("meta_analyses.jsonl", ()):
        value, interval = line.fields.get("value"), listed(line.fields, "ci95")
        if value is None and not line.fields.get("note"):
            yield fault(line, "pooled_value", "has neither a value nor a note.")
        if _number(value) and len(interval) == 2 and not interval[0] <= value <= interval[1]:
            yield fault(
                line, "pooled_value", f"value {value} lies outside its interval {interval}."
            )


NUMBER_RULES: Final[dict[str, Rule]] = {
    "sourced": _sourced,
    "cell_sourced": _cell_sourced,
    "seen_sourced": _seen_sourced,
    "year_plausible": _year_plausible,
    "no_machine_path": _no_machine_path,
    "code_certain": _code_certain,
    "loinc_digit": _loinc_digit,
    "dose_order": _dose_order,
    "measure_value": _measure_value,
    "rate_value": _rate_value,
    "pooled_value": _pooled_value,
}


def _texts(value: object) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _names_machine(text: str) -> bool:
    """Say whether a text holds a path or an address of a machine."""
    # Most texts hold neither sign, and the patterns are slow.
    if "/" not in text and "\\" not in text:
        return False
    path = _MACHINE_PATH.search(_URL.sub("", text))
    return path is not None or _LOCAL_ADDRESS.search(text) is not None


def _read_at(value: object) -> bool:
    """Say whether a value is a web address or a printed citation that has none."""
    return url_of(value) or (isinstance(value, str) and value.startswith(_CITATION_ONLY))


def _number(value: object) -> TypeGuard[float]:
    """Say whether a value is a number; true and false are not."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _rising(steps: list[Any]) -> bool:
    """Say whether all steps are numbers, each at least as large as the one before."""
    return all(map(_number, steps)) and all(a <= b for a, b in pairwise(steps))


def _loinc_valid(code: str) -> bool:
    """Check a LOINC code by its check digit."""
    match = _LOINC.match(code)
    if match is None:
        return False
    total = 0
    for position, digit in enumerate(reversed(match[1])):
        doubled = int(digit) * (2 if position % 2 == 0 else 1)
        total += doubled // 10 + doubled % 10
    return (10 - total % 10) % 10 == int(match[2])

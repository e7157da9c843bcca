"""Broken samples: each adds its lines to the real files, and one rule must catch them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from unknot.exchange.choir.check import CHOIR_FORM, read_choir_files
from unknot.exchange.choir.check import RULES as CHOIR_RULES
from unknot.exchange.choir.segments import CHOIR_FILES
from unknot.facts.check import RULES as FACT_RULES
from unknot.facts.check_schemas import form_rules
from unknot.facts.faults import FactLines, Fault, Rule, faults_found
from unknot.facts.reading import Line, read_csv, read_json_lines
from unknot.muscles.catalogue import MUSCLE_FILES
from unknot.muscles.check import RULES as MUSCLE_RULES
from unknot.muscles.check import read_catalogue

__all__ = ["CONTENT_RULES", "expected_faults", "faults_of_sample", "sample_names"]

BROKEN = Path(__file__).parent / "broken"
FORM_RULES = ("has_schema", "has_card", "schema")
CONTENT_RULES: dict[str, Rule] = {
    **{name: rule for name, rule in FACT_RULES.items() if name not in FORM_RULES},
    **MUSCLE_RULES,
    **CHOIR_RULES,
}
_MUSCLE_FORM = form_rules(schemas=MUSCLE_FILES.parent / "schemas", cards=MUSCLE_FILES)


def sample_names() -> list[str]:
    """Return every sample, named ``<rule>.<file>``."""
    return sorted(path.name for path in BROKEN.iterdir())


def expected_faults() -> dict[str, list[str]]:
    """Return what each sample must yield, from ``expected.csv``."""
    expected: dict[str, list[str]] = {}
    for row in read_csv(BROKEN.parent / "expected.csv"):
        sample, line, rule, message = row.fields.values()
        expected.setdefault(sample, []).append(f"{line} {rule}: {message}")
    return expected


def faults_of_sample(name: str) -> list[Fault]:
    """Return what the rules find once the sample stands in its file, and not before."""
    real = _real_lines()
    file = name.partition(".")[2]
    added = _added(name, file)
    both = {**real, file: (*real.get(file, ()), *added)}
    found = [*faults_found(both, CONTENT_RULES), *_form_rules(file)["schema"]({file: added})]
    return sorted(set(found) - _real_faults())


def _form_rules(file: str) -> dict[str, Rule]:
    if (CHOIR_FILES / file).is_file():
        return CHOIR_FORM
    return _MUSCLE_FORM if (MUSCLE_FILES / file).is_file() else FACT_RULES


@cache
def _real_lines() -> FactLines:
    catalogue, unreadable = read_catalogue()
    choir, unreadable_choir = read_choir_files()
    assert [*unreadable, *unreadable_choir] == []
    lines = {**choir, **catalogue}
    # The dictionary of words is long and no rule here looks into it.
    return {file: records for file, records in lines.items() if file != "words.csv"}


@cache
def _real_faults() -> frozenset[Fault]:
    return frozenset(faults_found(_real_lines(), CONTENT_RULES))


def _added(name: str, file: str) -> tuple[Line, ...]:
    reader = read_csv if file.endswith(".csv") else read_json_lines
    return tuple(reader(BROKEN / name))

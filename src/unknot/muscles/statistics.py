"""Counts, sources and listings over all facts, for whoever looks after them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from unknot.errors import UnknownId
from unknot.facts.conditions import load_conditions
from unknot.facts.countries import load_countries
from unknot.facts.factors import load_factors
from unknot.facts.methods import load_methods
from unknot.facts.network_tables import load_qualities, load_signs
from unknot.facts.planning import load_tools
from unknot.facts.reading import FACT_FILES
from unknot.facts.red_flags import load_red_flags
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.muscles.catalogue import MUSCLE_FILES, load_muscles, load_neighbours

__all__ = ["SourceUse", "count_facts", "source_uses", "vocabulary"]

_ADDRESS: Final = re.compile(r"https?://[^\s\"',;)\\]+")


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One source and how often each file names it."""

    url: str
    uses: Mapping[str, int]


def count_facts() -> dict[str, int]:
    """Return counts by name, the muscles in detail and the lines of every other file."""
    muscles = load_muscles().values()
    sites = [site for muscle in muscles for site in muscle.sites]
    counts = {
        "muscles and parts": len(muscles),
        "sites": len(sites),
        "zones": sum(len(s.local) + len(s.essential) + len(s.spillover) for s in sites),
        "muscles checked by a second public source": sum(
            any(check.url for check in m.checked_by) for m in muscles
        ),
        "muscles of high confidence": sum(m.confidence == "high" for m in muscles),
        "muscles of low confidence": sum(m.confidence == "low" for m in muscles),
        "muscles with a sourced frequency": sum(m.frequency_source is not None for m in muscles),
        "pairs of touching regions": len(load_neighbours()),
    }
    for path in sorted(FACT_FILES.iterdir()):
        if path.suffix in (".csv", ".jsonl"):
            header = path.suffix == ".csv"
            lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
            counts[path.name] = len(lines) - header
    return counts


def source_uses() -> Iterator[SourceUse]:
    """Yield every address named in a fact file, the most used first."""
    by_address: dict[str, Counter[str]] = {}
    for folder in (FACT_FILES, MUSCLE_FILES):
        for path in sorted(folder.iterdir()):
            if path.suffix in (".csv", ".jsonl"):
                for address in _addresses(path):
                    by_address.setdefault(address, Counter())[path.name] += 1
    ordered = sorted(by_address.items(), key=lambda entry: (-entry[1].total(), entry[0]))
    for address, uses in ordered:
        yield SourceUse(address, dict(uses))


def vocabulary(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the ids of a vocabulary with their labels.

    Raises
    ------
    UnknownId
        There is no such vocabulary.
    """
    tables: dict[str, Iterator[tuple[str, str]]] = {
        "region": ((r.id, r.label) for r in load_regions().values()),
        "movement": ((m.id, m.label) for m in load_movements().values()),
        "symptom": ((s.id, s.label) for s in load_symptoms().values()),
        "sign": ((s.id, s.label) for s in load_signs().values()),
        "quality": ((q.id, q.label) for q in load_qualities().values()),
        "muscle": ((m.id, m.name) for m in load_muscles().values()),
        "method": ((m.id, m.label) for m in load_methods().values()),
        "condition": ((c.id, c.label) for c in load_conditions().values()),
        "factor": ((f.id, f.name) for f in load_factors().values()),
        "tool": ((t.id, t.label) for t in load_tools().values()),
        "country": ((c.id, c.name) for c in load_countries().values()),
        "red-flag": ((f.id, f.question) for f in load_red_flags().values()),
    }
    wanted = kind.strip().lower().replace(" ", "-").replace("_", "-")
    for name in (wanted, wanted.removesuffix("s")):
        if name in tables:
            yield from tables[name]
            return
    raise UnknownId("vocabulary", kind, where="KIND", known=tables)


def _addresses(path: Path) -> Iterator[str]:
    """Yield the addresses in a file."""
    for match in _ADDRESS.finditer(path.read_text(encoding="utf-8")):
        yield match.group().rstrip(".")

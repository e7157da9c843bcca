"""What differs from country to country: the emergency number, who may needle, how long to keep.

Empty means not known, never "no rule". Every fact has its own source, and ``source_seen``
says whether that source was read. Laws change: a clinic checks them before relying on a row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from unknot.facts.fields import keyed, text, text_or_none, whole_or_none, words, yes_no
from unknot.facts.reading import FACT_FILES, Line, read_csv

__all__ = ["ANY_EMERGENCY_NUMBER", "Country", "CountryFact", "country_of", "load_countries"]

ANY_EMERGENCY_NUMBER: Final = "your local emergency number (112 in Europe, 911 in North America)"
"""What is said while the country is not known; it is never guessed."""
_ALSO_CALLED: Final = {"uk": "gb"}


@dataclass(frozen=True, slots=True)
class CountryFact:
    """Where one fact about a country comes from."""

    source: str | None
    source_seen: bool
    """False also when nothing is known."""


@dataclass(frozen=True, slots=True)
class Country:
    """One country."""

    id: str
    """ISO 3166-1 alpha-2, lowercase."""
    name: str
    emergency_numbers: tuple[str, ...]
    """The number for an ambulance first."""
    emergency_fact: CountryFact
    dry_needling: str | None
    """Who may dry-needle, in one short statement."""
    dry_needling_fact: CountryFact
    retention_years_adults: int | None
    """How long records of adults are kept after the last entry."""
    retention_note: str | None
    retention_fact: CountryFact


@cache
def load_countries() -> Mapping[str, Country]:
    """Return every country by id, in file order."""
    return keyed((line, _country(line)) for line in read_csv(FACT_FILES / "countries.csv"))


def country_of(code: str) -> Country | None:
    """Return the country of a two-letter code in any case, or None when it is not in the list."""
    wanted = code.strip().lower()
    return load_countries().get(_ALSO_CALLED.get(wanted, wanted))


def _country(line: Line) -> Country:
    """Build one record."""
    return Country(
        id=text(line, "id"),
        name=text(line, "name"),
        emergency_numbers=words(line, "emergency_numbers"),
        emergency_fact=_fact(line, "emergency"),
        dry_needling=text_or_none(line, "dry_needling"),
        dry_needling_fact=_fact(line, "dry_needling"),
        retention_years_adults=whole_or_none(line, "retention_years_adults"),
        retention_note=text_or_none(line, "retention_note"),
        retention_fact=_fact(line, "retention"),
    )


def _fact(line: Line, about: str) -> CountryFact:
    """Read where one fact comes from."""
    return CountryFact(
        source=text_or_none(line, f"{about}_source"),
        source_seen=yes_no(line, f"{about}_source_seen"),
    )

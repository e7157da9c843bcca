"""The countries as a list to choose from, sorted by their names in the page's language."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from unknot.facts.countries import load_countries
from unknot.web.names import fact_name

__all__ = ["CountryShown", "countries_shown"]


@dataclass(frozen=True, slots=True)
class CountryShown:
    """One country to choose."""

    id: str
    name: str


def countries_shown() -> tuple[CountryShown, ...]:
    """Return every country, in the order in which its readers look a name up."""
    named = [
        CountryShown(one.id, fact_name("country", one.id, one.name, field="name"))
        for one in load_countries().values()
    ]
    return tuple(sorted(named, key=lambda one: _looked_up(one.name)))


def _looked_up(name: str) -> str:
    """Return a name without accents and case, so that Österreich stands under O."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(one for one in letters if not unicodedata.combining(one)).casefold()

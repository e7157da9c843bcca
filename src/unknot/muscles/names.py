"""General muscle names, as publications use them, and which records they may mean.

A survey that says "sternocleidomastoid" may have found a point in either head. Such a name
is never an id of the catalogue; whoever meets one gets every record that it may mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from unknot.errors import FactsError
from unknot.facts.fields import text, words
from unknot.facts.reading import read_csv
from unknot.muscles.catalogue import MUSCLE_FILES

__all__ = ["load_general_names", "load_short_names"]


@cache
def load_general_names() -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the muscles that each general name may mean, in file order."""
    names: dict[str, tuple[str, ...]] = {}
    for line in read_csv(MUSCLE_FILES / "general_names.csv"):
        name = text(line, "name")
        if name in names:
            raise FactsError(f"{line.place}: name '{name}' stands twice.")
        names[name] = words(line, "muscles")
    return MappingProxyType(names)


@cache
def load_short_names() -> Mapping[str, str]:
    """Return the name that each short form of a clinician stands for."""
    return MappingProxyType(
        {
            line.fields["short"]: line.fields["name"]
            for line in read_csv(MUSCLE_FILES / "short_names.csv")
        }
    )

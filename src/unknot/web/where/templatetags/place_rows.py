"""The rows of the tree of places, kept rendered while nothing in them is marked.

The tree has more than two hundred boxes; a row in which nothing is marked looks the same for
everybody and is rendered once a language.
"""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from unknot.web.names import qualities_here
from unknot.web.where.places import Place, area_tree

__all__ = ["place_row", "register"]

register = template.Library()


@register.simple_tag
def place_row(place: Place) -> SafeString:
    """Return one place with its boxes, and the finer places in it."""
    if place.n_ticked:
        return _rendered(place)
    return _unmarked(place.id, get_language())


@lru_cache(maxsize=2048)
def _unmarked(place_id: str, language: str | None) -> SafeString:
    """Return a place in which nothing is marked, in the language in use."""
    return _rendered(_places(language)[place_id])


@lru_cache(maxsize=4)
def _places(language: str | None) -> dict[str, Place]:
    """Return every place by id, with nothing marked, in the language in use."""
    tops = [place for area in area_tree({}) for place in area.places]
    return {place.id: place for top in tops for place in (top, *top.finer)}


def _rendered(place: Place) -> SafeString:
    """Render a place."""
    shown = {"place": place, "qualities": qualities_here()}
    return render_to_string("where/_place.html", shown)

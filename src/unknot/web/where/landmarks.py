"""Where a site lies between its landmarks: in plain words, and as practitioners say it."""

from __future__ import annotations

from typing import Any, Final

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from unknot.muscles.catalogue import Site
from unknot.muscles.landmarks import landmark_in_words
from unknot.web.languages import ENGLISH

__all__ = ["between_landmarks", "in_anatomy"]

_WAYS: Final[tuple[tuple[float, Any], ...]] = (
    (0.14, gettext_lazy("just past the start of the way")),
    (0.225, gettext_lazy("about a fifth of the way")),
    (0.275, gettext_lazy("about a quarter of the way")),
    (0.375, gettext_lazy("about a third of the way")),
    (0.475, gettext_lazy("a little before half way")),
    (0.525, gettext_lazy("half way")),
    (0.625, gettext_lazy("a little past half way")),
    (0.71, gettext_lazy("about two thirds of the way")),
    (0.775, gettext_lazy("about three quarters of the way")),
    (0.875, gettext_lazy("about four fifths of the way")),
    (1.0, gettext_lazy("almost at the end of the way")),
)
"""Upper end of each span of the fraction, and its words."""


def between_landmarks(site: Site) -> str:
    """Say where a site lies, in words that anybody can follow."""
    with override(ENGLISH):
        return _between(site)


def _between(site: Site) -> str:
    """Say it in English, the only language that the landmarks have."""
    marks = site.landmarks
    fraction = float(marks["fraction"])
    way = next(words for end, words in _WAYS if fraction <= end)
    return _("%(way)s from %(start)s to %(end)s; %(offset)s.") % {
        "way": capfirst(str(way)),
        "start": landmark_in_words(marks["from"]),
        "end": landmark_in_words(marks["to"]),
        "offset": marks["offset"].rstrip("."),
    }


def in_anatomy(site: Site) -> str:
    """Say where a site lies by its landmarks, as the catalogue has it."""
    marks = site.landmarks
    with override(ENGLISH):
        said = _("%(percent)s %% of the way from %(start)s to %(end)s; %(offset)s.")
    return said % {
        "percent": round(100 * float(marks["fraction"])),
        "start": marks["from"],
        "end": marks["to"],
        "offset": marks["offset"].rstrip("."),
    }

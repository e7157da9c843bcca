"""The printed answer of ``unknot measure``, for a person to read."""

from __future__ import annotations

from unknot.cli.page import Page
from unknot.facts.vocabularies import load_regions
from unknot.measure.answer import Change
from unknot.measure.wording import (
    amount,
    basis_sentence,
    caption,
    in_unit_given,
    label,
    notes,
    sentence,
    word,
)
from unknot.muscles.catalogue import load_muscles

__all__ = ["change_page"]

_COLUMN = 11


def change_page(change: Change) -> Page:
    """Return the printed answer."""
    page = Page()
    page.heading(", ".join([label(change), *_places(change)]))
    values = _values(change)
    if values:
        page.text(f"{values}   {word(change)}   ({caption(change)})", indent=2)
    given = in_unit_given(change)
    if given:
        page.text(given, indent=2)
    page.gap()
    page.text(sentence(change))
    page.gap()
    page.labelled("Error", basis_sentence(change), indent=2, column=_COLUMN)
    row = change.mdc.row if change.mdc else change.agreement
    if row is not None:
        source = row.source
        year = f" ({source.year})" if source.year else ""
        page.labelled("Source", f"{source.title}{year}", indent=2, column=_COLUMN)
        page.labelled("", source.url, indent=2, column=_COLUMN)
    for note in notes(change):
        page.text(f"- {note}", indent=2, hang=2)
    for name in change.told.ignored:
        page.text(f"- Not used: {name}", indent=2, hang=2)
    return page


def _places(change: Change) -> list[str]:
    """Return where it was measured."""
    told = change.told
    places = []
    if told.muscle:
        places.append(load_muscles()[told.muscle].name.lower())
    elif told.region:
        places.append(load_regions()[told.region].label)
    if told.side in ("left", "right"):
        places.append(told.side)
    return places


def _values(change: Change) -> str:
    """Return both values with an arrow between them; a dash was not measured."""
    told = change.told
    if told.scale.kind == "sign":
        return ""
    if told.scale.kind == "grade":
        return " → ".join(grade or "–" for grade in told.grades)
    shown = [
        "–" if one.value is None else _signed(change, one.value)
        for one in (change.before, change.after)
    ]
    if told.scale.kind == "change":
        return f"+{shown[1]}" if (change.after.value or 0) > 0 else shown[1]
    return " → ".join(shown)


def _signed(change: Change, value: float) -> str:
    """Return a value with its sign; an amount has none."""
    return ("-" if value < 0 else "") + amount(change, value)

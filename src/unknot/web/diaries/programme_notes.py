"""One plain sentence each: what of a programme became lighter or rests, and because of what."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from unknot.prevent.history import Standing, sore_days
from unknot.prevent.programme import Programme
from unknot.web.diaries.programme_days import day_name, halves

__all__ = ["notes_of"]


def notes_of(programme: Programme, told: Mapping[str, Any], *, today: date) -> tuple[str, ...]:
    """Say what became lighter, shorter or a step more, and why.

    Parameters
    ----------
    programme
        As it stands now, with what was marked today.
    told
        What the page shows of it, in the shape of the contract.
    today
        By the clock of this machine.
    """
    sore = _sore_by_item(programme)
    titles = {one["id"]: halves(one["title"])[0] for one in told["things"]}
    titles |= {one["id"]: one["what"] for one in told["left_out"] if one["kind"] == "paused"}
    notes = [
        _lighter(titles[name], standing, sore.get(name), today=today)
        for name, standing in programme.history.standings.items()
        if name in titles and standing.why in ("too_sore", "sore_again")
    ]
    ups = [titles[one["id"]] for one in told["things"] if one["change"] == "up"]
    if ups:
        text = _("One small step up, because it went well: %(what)s.")
        notes.append(text % {"what": ", ".join(ups)})
    if told["week"]["shorter_by"]:
        notes.append(_("The days are a little shorter, so that they fit. That is fine."))
    if told["week"]["pain_is_up"]:
        notes.append(_("Last week hurt more than the one before. Nothing goes up."))
    return tuple(notes)


def _lighter(title: str, standing: Standing, sore: tuple[date, bool] | None, *, today: date) -> str:
    """Say that a thing is lighter, since when, and until when it rests."""
    day, was_told = sore or (None, True)
    values = {"what": title, "day": "" if day is None else day_name(day, today)}
    if standing.change == "pause":
        said = _("%(what)s pauses for a week, because it was too sore two weeks in a row.")
    elif day is None:
        said = _("%(what)s: lighter, because it was too sore.")
    elif day == today:
        said = _("%(what)s: lighter from now on, because today was too sore.")
    elif was_told:
        said = _("%(what)s: lighter this week, because %(day)s was too sore.")
    else:
        said = _("%(what)s: lighter this week, because it hurt clearly more after %(day)s.")
    text = capfirst(said % values)
    until = standing.rests_until
    if until is not None and until > today:
        rest = _("It rests until %(day)s.") % {"day": day_name(until, today)}
        text = f"{text} {rest}"
    return text


def _sore_by_item(programme: Programme) -> dict[str, tuple[date, bool]]:
    """Return of each thing the last day that was too sore, and whether that was told."""
    query = programme.query
    told = {(one.at, one.item) for one in query.done if one.did == "too_sore"}
    found: dict[str, tuple[date, bool]] = {}
    for day, item in sorted(sore_days(query.done, query.diary)):
        found[item] = (day, (day, item) in told)
    return found

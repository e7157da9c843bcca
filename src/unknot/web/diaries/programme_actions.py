"""What is written about a programme: what became of its things, and what it should fit into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from unknot.errors import InvalidInput
from unknot.prevent.names import known_item
from unknot.web.diaries.actions import Merged
from unknot.web.diaries.models import OUTCOMES, ProgrammeDone, ProgrammeWish
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.records import corrected, kept
from unknot.web.zone import day_here

__all__ = ["MARKS", "TAKEN_BACK", "Mark", "keep_wish", "mark_done", "merge_marks"]

TAKEN_BACK: Final = "taken_back"
MARKS: Final = (*OUTCOMES, TAKEN_BACK)
_CLOCK_SLACK: Final = timedelta(minutes=5)
_DAYS_AHEAD: Final = timedelta(days=1)
"""Where the device is, it may be tomorrow already."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody pressed at one thing of the programme.

    Attributes
    ----------
    item
        Name of the thing, as ``things[].id`` of the programme.
    day
        The day of the programme, by the clock of the device.
    outcome
        One of ``MARKS``.
    at
        When it was pressed; the last press of a day counts, in whatever order they arrive.
    wanted
        Id that the device gave it, so that sending twice records once.
    """

    item: str
    day: date
    outcome: str
    at: datetime
    wanted: UUID | None = None


def mark_done(episode: Episode, mark: Mark, *, by: Account, now: datetime) -> ProgrammeDone | None:
    """Record what became of one thing on one day; a later mark corrects an earlier one.

    An earlier one that arrives late is recorded as well, and counts no more. Returns None when
    there is nothing to take back.

    Raises
    ------
    InvalidInput
        The thing or the outcome is not known, or the day lies ahead.
    """
    _check(mark, now)
    of_thing = ProgrammeDone.objects.filter(episode=episode, day=mark.day, item=mark.item)
    old = of_thing.filter(is_current=True).first()
    takes_back = mark.outcome == TAKEN_BACK
    outcome = mark.outcome
    if takes_back:
        last = old or of_thing.order_by("-recorded_at").first()
        if last is None:
            return None
        outcome = last.outcome
    new = ProgrammeDone(episode=episode, day=mark.day, item=mark.item, outcome=outcome,
                        at=mark.at, is_withdrawn=takes_back, owner=episode.owner)  # fmt: skip
    if mark.wanted is not None:
        new.id = mark.wanted
    if any((one.at or one.recorded_at) > mark.at for one in of_thing):
        new.is_current = False
        return kept(new, by=by, action="programme-mark-came-late", now=now)
    if old is None:
        new.is_current = not takes_back
        return kept(new, by=by, action="programme-marked", now=now)
    action = "programme-mark-withdrawn" if takes_back else "programme-mark-corrected"
    return corrected(old, new, by=by, action=action, now=now)


def merge_marks(episode: Episode, sent: Iterable[Mark], *, by: Account, now: datetime) -> Merged:
    """Take over the marks that a device kept while it was offline, each on its own."""
    new: list[UUID] = []
    known: list[UUID] = []
    refused: dict[UUID, str] = {}
    for mark in sorted(sent, key=lambda one: one.at):
        if mark.wanted is None:
            raise InvalidInput("A mark from a device carries its id.", where="outcomes.id")
        stands = ProgrammeDone.objects.filter(pk=mark.wanted).first()
        try:
            if stands is None:
                found = mark_done(episode, mark, by=by, now=now)
                (known if found is None else new).append(mark.wanted)
            elif stands.episode_id == episode.pk and _same(stands, mark):
                known.append(mark.wanted)
            else:
                refused[mark.wanted] = "This was recorded before with another outcome."
        except InvalidInput as error:
            refused[mark.wanted] = str(error)
    return Merged(tuple(new), tuple(known), refused)


def keep_wish(
    episode: Episode,
    *,
    minutes: float | None,
    tools: Sequence[str] | None,
    days: Sequence[str] | None,
    by: Account,
    now: datetime,
) -> ProgrammeWish:
    """Record the time a day, the tools and the days that somebody chose.

    Parameters
    ----------
    minutes
        A day; None: the usual time. [min]
    tools
        Ids of tools.csv; None: as told before the plan.
    days
        Weekdays with time; None: the usual number of days.
    """
    new = ProgrammeWish(
        episode=episode,
        minutes=minutes,
        tools=None if tools is None else list(tools),
        days=None if days is None else list(days),
        owner=episode.owner,
    )
    old = ProgrammeWish.objects.filter(episode=episode, is_current=True).first()
    if old is None:
        return kept(new, by=by, action="programme-wish-kept", now=now)
    if (old.minutes, old.tools, old.days) == (new.minutes, new.tools, new.days):
        return old
    return corrected(old, new, by=by, action="programme-wish-corrected", now=now)


def _check(mark: Mark, now: datetime) -> None:
    """Refuse a thing or outcome that is not known, and a day that lies ahead."""
    known_item(mark.item, "item")
    if mark.outcome not in MARKS:
        raise InvalidInput(
            f"'{mark.outcome[:20]}' is no outcome. Known: {', '.join(MARKS)}.", where="outcome"
        )
    if mark.day > day_here(now) + _DAYS_AHEAD or mark.at > now + _CLOCK_SLACK:
        raise InvalidInput("This day lies ahead. Mark a thing when it is done.", where="day")


def _same(stands: ProgrammeDone, mark: Mark) -> bool:
    """Whether a row says what was sent."""
    is_same = (stands.day, stands.item, stands.at) == (mark.day, mark.item, mark.at)
    outcome = TAKEN_BACK if stands.is_withdrawn else stands.outcome
    return is_same and outcome == mark.outcome

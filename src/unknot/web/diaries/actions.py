"""What is written into a diary: entries kept, corrected, taken back, merged from a device."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from unknot.errors import InvalidInput
from unknot.json_values import number_in
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.records import corrected, kept

__all__ = [
    "RANGES",
    "VALUES",
    "Merged",
    "correct_entry",
    "keep_entry",
    "merge_entries",
    "withdraw_entry",
]

VALUES: Final = ("pain", "ppt_kpa", "load", "sleep", "stress", "home_care", "note")
RANGES: Final = {
    "pain": (0, 10),
    "ppt_kpa": (5, 3000),
    "load": (-1, 1),
    "sleep": (0, 2),
    "stress": (0, 2),
    "home_care": (0, 1),
}
"""The same as in the constraints of the table, which have the last word."""
_CLOCK_SLACK: Final = timedelta(minutes=5)
"""A phone's clock may be ahead of ours by so much."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the entries that a device sent."""

    kept: tuple[UUID, ...]
    known: tuple[UUID, ...]
    """Were here already, with the same values."""
    refused: Mapping[UUID, str]
    """Why, in words; the device keeps them and shows it."""


def keep_entry(
    episode: Episode,
    *,
    at: datetime,
    by: Account,
    now: datetime,
    values: Mapping[str, Any],
    wanted: UUID | None = None,
) -> DiaryEntry:
    """Record an entry.

    Parameters
    ----------
    episode
        Whose diary.
    at
        When it was so; not after now.
    by, now
        Who records it, and when.
    values
        Some of ``VALUES``; what is not there was not told.
    wanted
        Id that the device gave it, so that sending twice records once.

    Raises
    ------
    InvalidInput
        The time lies ahead, is taken, nothing is told, or a value is out of range.
    """
    _check_time(at, now)
    told = _told(values)
    if DiaryEntry.objects.filter(episode=episode, at=at, is_current=True).exists():
        raise InvalidInput(
            "There is an entry of this time already. Correct that one, or change the time.",
            where="at",
        )
    entry = DiaryEntry(episode=episode, at=at, owner=episode.owner, **told)
    if wanted is not None:
        entry.id = wanted
    return kept(entry, by=by, action="diary-entry-kept", now=now)


def correct_entry(
    old: DiaryEntry, *, by: Account, now: datetime, values: Mapping[str, Any]
) -> DiaryEntry:
    """Correct an entry; the old one keeps its values."""
    new = DiaryEntry(episode=old.episode, at=old.at, **_told(values))
    return corrected(old, new, by=by, action="diary-entry-corrected", now=now)


def withdraw_entry(old: DiaryEntry, *, by: Account, now: datetime) -> DiaryEntry:
    """Take an entry back; it stays in the past, and counts no more."""
    new = DiaryEntry(episode=old.episode, at=old.at, is_withdrawn=True)
    return corrected(old, new, by=by, action="diary-entry-withdrawn", now=now)


def merge_entries(
    episode: Episode,
    sent: Iterable[tuple[UUID, datetime, Mapping[str, Any]]],
    *,
    by: Account,
    now: datetime,
) -> Merged:
    """Take over the entries that a device kept while it was offline.

    In any order, any number of times. Each is recorded on its own: one that is refused never
    keeps another from being recorded.
    """
    new: list[UUID] = []
    known: list[UUID] = []
    refused: dict[UUID, str] = {}
    for wanted, at, values in sent:
        stands = DiaryEntry.objects.filter(pk=wanted).first()
        try:
            if stands is None:
                keep_entry(episode, at=at, by=by, now=now, values=values, wanted=wanted)
                new.append(wanted)
            elif stands.episode_id == episode.pk and _same(stands, at, _told(values)):
                known.append(wanted)
            else:
                refused[wanted] = (
                    "This entry was recorded before with other values. Correct it in the diary."
                )
        except InvalidInput as error:
            refused[wanted] = str(error)
    return Merged(tuple(new), tuple(known), refused)


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that were told; an entry that tells nothing is refused."""
    odd = sorted(set(values) - set(VALUES))
    if odd:
        raise InvalidInput(
            f"'{odd[0]}' is not part of an entry. Known: {', '.join(VALUES)}.", where=odd[0]
        )
    told = {name: value for name, value in values.items() if value not in (None, "")}
    for name, (low, high) in RANGES.items():
        number_in(told.get(name), name, low=low, high=high)
    if not told:
        raise InvalidInput("Nothing is told yet. Give the pain, or anything else.", where="pain")
    return told


def _check_time(at: datetime, now: datetime) -> None:
    """Refuse a time that lies ahead."""
    if at > now + _CLOCK_SLACK:
        raise InvalidInput("This time lies ahead. Tell how it was, not how it will be.", where="at")


def _same(stands: DiaryEntry, at: datetime, told: Mapping[str, Any]) -> bool:
    """Whether an entry says what was sent."""
    held = {name: getattr(stands, name) for name in VALUES}
    held = {name: value for name, value in held.items() if value not in (None, "")}
    return stands.at == at and held == dict(told)

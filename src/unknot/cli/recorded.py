"""The one way of reminders into the records on this machine: open, read, write."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY
from unknot.cli.reminded import AnswersGiven, carried_of, programme_case
from unknot.errors import NotEnoughData
from unknot.prevent.told import DidWhat
from unknot.reminders.answers import told_on, with_answers_told
from unknot.reminders.carried import Carried

if TYPE_CHECKING:
    from unknot.web.reminders.outside import Outside

__all__ = ["RecordKeeper", "only_keeper", "opened_records", "record_keeper"]

_FOR_SAFETY: Final = ("stopped", "open")


@dataclass(frozen=True, slots=True)
class RecordKeeper:
    """A programme from the records on this machine; what was done goes there, with its trace.

    Attributes
    ----------
    records
        Opened.
    episode
        Whose programme, and where what was done goes.
    case
        A file whose case is taken instead, such as a therapist's; empty for none.
    """

    records: Outside
    episode: Any
    given: AnswersGiven
    case: str = ""

    def carried(self, day: date) -> Carried:
        """Return what there is on a day, as the records tell it now: also what a phone told."""
        return self._from_case(day) if self.case else self._from_records(day)

    def told_on(self, day: date) -> frozenset[str]:
        """Return the things of which something is recorded on a day, here or on a phone."""
        return told_on(self.records.done(self.episode), day)

    def keep(self, item: str, did: DidWhat, *, day: date) -> None:
        """Record what became of a thing."""
        self.records.mark(self.episode, item, did, day=day, now=datetime.now(tz=UTC))

    def _from_case(self, day: date) -> Carried:
        """Build the programme of the file, moved on by what is recorded."""
        fields = self.given.put_into(programme_case(self.case))
        told = with_answers_told(fields, self.records.done(self.episode))
        return carried_of(told, day=day, country=self.given.country)

    def _from_records(self, day: date) -> Carried:
        """Take the programme that the pages show."""
        from unknot.web.reminders.outside import WHY_NOTHING  # noqa: PLC0415 -- opens Django

        found = self.records.on_day(self.episode, day, who=self.given.who)
        if found.carried is not None:
            return found.carried
        if found.why in _FOR_SAFETY:
            typer.echo(WHY_NOTHING[found.why])
            raise typer.Exit(STOPPED_FOR_SAFETY)
        raise NotEnoughData(WHY_NOTHING[found.why])


def opened_records(folder: Path | None) -> Outside:
    """Open the records of a data folder.

    Raises
    ------
    NotEnoughData
        There is no database yet.
    """
    from unknot.web.reminders.outside import opened  # noqa: PLC0415 -- opens Django

    return opened(folder)


def record_keeper(
    folder: Path | None, episode: str, *, given: AnswersGiven, case: str = ""
) -> RecordKeeper:
    """Return what reads and writes one episode."""
    records = opened_records(folder)
    return RecordKeeper(records, records.episode(episode), given, case)


def only_keeper(folder: Path | None, *, given: AnswersGiven) -> RecordKeeper:
    """Return what reads and writes the only programme of these records, and say which it is.

    Raises
    ------
    NotEnoughData
        There are no records, or no programme in them.
    InvalidInput
        There are several programmes; they are named.
    """
    try:
        records = opened_records(folder)
    except NotEnoughData as error:
        raise NotEnoughData(f"{error} Or name the case of a programme (a file).") from error
    episode = records.only_programme()
    typer.echo(
        f"Taken: {records.title(episode)}, the only programme in your records "
        f"(--episode {str(episode.pk)[:8]}).",
        err=True,
    )
    return RecordKeeper(records, episode, given)

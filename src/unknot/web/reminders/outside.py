"""The records as the commands about reminders use them: opened once, by data folder."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import django
from django.db import DatabaseError

from unknot.errors import InvalidInput, NotEnoughData
from unknot.web.data_folder import VARIABLE, data_folder
from unknot.web.database import DATABASE_FILE, is_postgresql

if TYPE_CHECKING:
    from unknot.web.episodes.models import Episode
    from unknot.web.reminders.recorded import OnDay
    from unknot.web.reminders.sending import Sent

__all__ = ["LATEST", "WHY_NOTHING", "Outside", "opened"]

LATEST: Final = "latest"
WHY_NOTHING: Final = {
    "closed": "This pain is closed, so there is no programme. Open it again on its page.",
    "no_case": "There is no case kept of this pain. Go through the pages once and keep it.",
    "no_point": "No point is confirmed yet, so there is no programme. Find one on the pages.",
    "stopped": "A warning sign is told. Open the page of this pain now: it says what to do.",
    "open": "Questions about warning signs are open. Answer them on the page of this pain.",
}
"""By what ``built_programme`` says."""
_NO_PROGRAMME: Final = (
    "No open pain of these records has a found spot, so there is no programme yet. Find one on the "
    "pages, or name the case of a programme (a file)."
)


@dataclass(frozen=True, slots=True)
class Outside:
    """The records of this machine, from a command."""

    def episode(self, wanted: str) -> Episode:
        """Return an episode of this machine's account, by the first letters of its id.

        Raises
        ------
        InvalidInput
            None, or more than one, begins so; those that are there are named.
        """
        from unknot.web.episodes.named import named_episodes  # noqa: PLC0415 -- needs Django
        from unknot.web.people.actions import local_account  # noqa: PLC0415
        from unknot.web.people.gate import episode_for  # noqa: PLC0415

        account = local_account()
        there = named_episodes(account)
        is_open = [one for one in there if one.is_open]
        found = is_open[:1] if wanted == LATEST else [
            one for one in there if one.key.startswith(wanted.lower()) and wanted
        ]  # fmt: skip
        if len(found) != 1:
            known = "; ".join(f"{one.key[:8]} {one.title}" for one in there) or "none"
            raise InvalidInput(
                f"--episode {wanted[:40]} is not one pain of these records. There: {known}.",
                where="--episode",
            )
        return episode_for(account, found[0].id)

    def only_programme(self) -> Episode:
        """Return the one open pain of this machine with a found spot: whose programme else?

        Raises
        ------
        NotEnoughData
            There is none.
        InvalidInput
            There are several; they are named with the name of their person.
        """
        from unknot.web.episodes.models import FoundPoint  # noqa: PLC0415 -- needs Django
        from unknot.web.episodes.named import named_episodes  # noqa: PLC0415
        from unknot.web.people.actions import local_account  # noqa: PLC0415
        from unknot.web.people.gate import episode_for  # noqa: PLC0415

        account = local_account()
        spots = FoundPoint.objects.filter(is_current=True, episode__owner=account)
        has_spot = set(spots.values_list("episode_id", flat=True))
        there = [one for one in named_episodes(account) if one.is_open and one.id in has_spot]
        if not there:
            raise NotEnoughData(_NO_PROGRAMME)
        if len(there) > 1:
            known = "; ".join(
                f"{one.key[:8]} {one.title}" + (f" ({one.called})" if one.called else "")
                for one in there
            )
            raise InvalidInput(
                f"There are {len(there)} programmes in these records. Choose one by the first "
                f"letters of its id, such as --episode {there[0].key[:8]}. There: {known}.",
                where="--episode",
            )
        return episode_for(account, there[0].id)

    def title(self, episode: Episode) -> str:
        """Return what an episode is called, by its points."""
        from unknot.web.episodes.named import episode_title  # noqa: PLC0415 -- needs Django

        points = episode.points.filter(is_current=True).order_by("recorded_at")
        return episode_title(points, episode.recorded_at)

    def on_day(self, episode: Episode, day: date, *, who: str | None) -> OnDay:
        """Return what reminders carry on a day, or why there is nothing."""
        from unknot.web.reminders.recorded import on_day  # noqa: PLC0415 -- needs Django

        return on_day(episode, now=_noon(day), who=who)

    def done(self, episode: Episode) -> list[dict[str, str]]:
        """Return what was done so far, as in a case."""
        return [
            {"at": one.day.isoformat(), "item": one.item, "did": one.outcome}
            for one in episode.done.filter(is_current=True).order_by("day")
        ]

    def treated(self, episode: Episode, day: date) -> tuple[date, ...]:
        """Return the days of recent treatments."""
        from unknot.web.reminders.recorded import treated_since  # noqa: PLC0415 -- needs Django

        return treated_since(episode, now=_noon(day))

    def mark(self, episode: Episode, item: str, did: str, *, day: date, now: datetime) -> None:
        """Record what became of a thing, with its row of the trail."""
        from unknot.web.diaries.programme_actions import Mark, mark_done  # noqa: PLC0415

        mark_done(episode, Mark(item, day, did, now), by=episode.owner, now=now)

    def wish_mail(
        self, episode: Episode, address: str, *, has_details: bool, now: datetime
    ) -> None:
        """Record to whom a mail goes."""
        from unknot.web.reminders.actions import wish_mail  # noqa: PLC0415 -- needs Django

        wish_mail(episode, address=address, has_details=has_details, by=episode.owner, now=now)

    def end_mail(self, episode: Episode, *, now: datetime) -> bool:
        """End the mails of an episode; say whether there were any."""
        from unknot.web.reminders.actions import end_mail  # noqa: PLC0415 -- needs Django
        from unknot.web.reminders.models import DailyMail  # noqa: PLC0415

        held = DailyMail.objects.filter(episode=episode, is_current=True).first()
        if held is None:
            return False
        end_mail(held, by=episode.owner, now=now)
        return True

    def send(self, *, now: datetime) -> Sent:
        """Send today's mails."""
        from unknot.web.reminders.sending import send_due  # noqa: PLC0415 -- needs Django

        return send_due(now=now)


def opened(folder: Path | None) -> Outside:
    """Open the records of a data folder.

    Parameters
    ----------
    folder
        None: the system's place for it.

    Raises
    ------
    NotEnoughData
        There is no database yet, or it is of an older version.
    """
    if folder is not None:
        os.environ[VARIABLE] = str(folder.absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
    where = data_folder()
    if not is_postgresql() and not (where / DATABASE_FILE).exists():
        raise NotEnoughData(
            f"There are no records in '{where}' yet. Start 'unknot serve' once and keep a pain, "
            "or name the folder with --data."
        )
    django.setup()
    from unknot.web.reminders.models import DailyMail  # noqa: PLC0415 -- needs Django set up

    try:
        DailyMail.objects.exists()
    except DatabaseError as error:
        raise NotEnoughData(
            "The database is of an older version, or cannot be read. Start 'unknot serve' once; "
            "it brings the database up to date."
        ) from error
    return Outside()


def _noon(day: date) -> datetime:
    """Return a moment on a day, by the clock of this machine."""
    return datetime.combine(day, time(12)).astimezone()

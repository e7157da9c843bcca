"""``unknot calendar``: the days of a programme and the look back as an iCalendar file."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Annotated, Final

import typer

from unknot.cli.exits import WRONG_USAGE
from unknot.errors import InvalidInput

__all__ = ["calendar_command"]

_OURS: Final = "PRODID:-//Unknot//"
_MOST_WEEKS: Final = 8
"""What lies further ahead will have changed; product default."""


def calendar_command(
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE|-", help="The case of a programme (JSON).", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", show_default=False,
            help="File to write, such as unknot.ics. Left out: standard output.",
        ),
    ] = None,
    episode: Annotated[
        str | None,
        typer.Option(
            metavar="ID", show_default=False,
            help="Instead of FILE: a pain of your own records, by the first letters of its id, "
            "or latest.",
        ),
    ] = None,
    at: Annotated[str, typer.Option(metavar="TIME", help="Time of day of the events.")] = "18:00",
    weeks: Annotated[
        int, typer.Option(help="Up to the end of so many weeks, this one counted. [weeks]")
    ] = 2,
    details: Annotated[
        bool,
        typer.Option(
            "--details", help='Name the things. Otherwise a lock screen says "Unknot: 3 things".'
        ),
    ] = False,
    no_alarms: Annotated[
        bool, typer.Option("--no-alarms", help="Leave the alarms to your calendar.")
    ] = False,
    treated: Annotated[
        list[str] | None,
        typer.Option(
            "--treated", metavar="DATE",
            help="Day of a treatment: a look back on the day after. Records bring their own.",
        ),
    ] = None,
    day: Annotated[
        str | None, typer.Option(metavar="DATE", show_default=False, help="As if today.")
    ] = None,
    log: Annotated[
        Path | None,
        typer.Option(
            "--done", metavar="FILE", show_default=False,
            help="What was done, as unknot breaks writes it.",
        ),
    ] = None,
    none_of_these: Annotated[
        bool, typer.Option("--none-of-these", help="As in unknot programme.")
    ] = False,
    yes: Annotated[
        list[str] | None, typer.Option("--yes", metavar="ID", help="As in unknot programme.")
    ] = None,
    no: Annotated[
        list[str] | None, typer.Option("--no", metavar="ID", help="As in unknot programme.")
    ] = None,
    country: Annotated[
        str | None,
        typer.Option(
            help="Two letters, for the emergency number, such as DE.",
            envvar="UNKNOT_COUNTRY", show_default=False,
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--data", metavar="FOLDER", envvar="UNKNOT_DATA", show_default=False,
            help="Folder of the database. Left out: the system's place for it.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Write the days of a programme for a calendar program (iCalendar, RFC 5545).

    Example: unknot calendar docs/examples/programme.json --none-of-these --day 2026-11-16
    """
    if (case is None) == (episode is None):
        typer.echo("Give the case of a programme, or --episode latest.", err=True)
        raise typer.Exit(WRONG_USAGE)
    from unknot.cli.reminded import AnswersGiven, FileKeeper, day_option  # noqa: PLC0415
    from unknot.reminders.calendar import CalendarWish, calendar_of, key_of  # noqa: PLC0415

    now = datetime.now().astimezone()
    today = day_option(day, now)
    starts, n_weeks = _time_of(at), _weeks(weeks)
    days_treated = [_day_treated(one) for one in treated or ()]
    given = AnswersGiven(tuple(yes or ()), tuple(no or ()), none_of_these, None, country)
    if episode is not None:
        from unknot.cli.recorded import record_keeper  # noqa: PLC0415 -- opens Django

        records = record_keeper(folder, episode, given=given)
        carried, source = records.carried(today), str(records.episode.pk)
        days_treated += records.records.treated(records.episode, today)
    else:
        keeper = FileKeeper(case or "", log, given)
        carried, source = keeper.carried(today), _source(keeper.fields())
    wish = CalendarWish(key_of(source), starts, details, not no_alarms)
    made = calendar_of(carried.days(today, weeks=n_weeks), days_treated, wish=wish, now=now)
    _write(made, output)


def _source(fields: dict[str, object]) -> str:
    """Return what stays the same of a case when it is made anew next week."""
    return repr((fields.get("id"), fields.get("points")))


def _time_of(text: str) -> time:
    """Read a time of day."""
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(
            f"--at is a time of day such as 18:00, not '{text[:40]}'.", where="--at"
        ) from error


def _weeks(told: int) -> int:
    """Check how far ahead."""
    if not 1 <= told <= _MOST_WEEKS:
        raise InvalidInput(
            f"--weeks is {told}; it runs from 1 to {_MOST_WEEKS}. What comes later changes with "
            "what is done until then.",
            where="--weeks",
        )
    return told


def _day_treated(text: str) -> date:
    """Read the day of a treatment."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(
            f"--treated is a date, such as 2026-11-24, not '{text[:40]}'.", where="--treated"
        ) from error


def _write(made: bytes, output: Path | None) -> None:
    """Print the calendar, or write it where nothing but an older one of ours stands."""
    text = made.decode()
    if output is None:
        typer.echo(text, nl=False)
        return
    try:
        if output.exists() and _OURS not in output.read_text(encoding="utf-8", errors="replace"):
            raise InvalidInput(
                f"'{output}' is there already and is no calendar of Unknot. Name a new file.",
                where="-o",
            )
        output.write_bytes(made)
    except OSError as error:
        raise InvalidInput(
            f"'{output}' cannot be written: {error.strerror}.", where="-o"
        ) from error
    n_events = text.count("BEGIN:VEVENT")
    typer.echo(f"{output}: {n_events} event{'' if n_events == 1 else 's'}.")

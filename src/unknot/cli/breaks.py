"""``unknot breaks``: a break reminder that carries the programme and writes down what was done."""

from __future__ import annotations

import re
import time as waiting
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from unknot.cli.exits import WRONG_USAGE
from unknot.errors import InvalidInput, UnknownId

if TYPE_CHECKING:
    from unknot.cli.break_loop import Keeper
    from unknot.cli.reminded import AnswersGiven
    from unknot.reminders.carried import Carried
    from unknot.reminders.rhythm import Rhythm

__all__ = ["breaks_command"]

_EVERY: Final = re.compile(r"(\d+)\s*(m|min|h)?", re.IGNORECASE)
_QUIET: Final = re.compile(r"(\d{1,2}(?::\d{2})?)\s*-\s*(\d{1,2}(?::\d{2})?)")
_USUAL_EVERY_MIN: Final = 30
"""Where the breaks of the facts name no rhythm; product default. [min]"""


def breaks_command(
    case: Annotated[
        str | None,
        typer.Argument(
            metavar="FILE", show_default=False,
            help="The case of a programme (JSON). Left out, as --episode: the only programme of "
            "your own records.",
        ),
    ] = None,
    episode: Annotated[
        str | None,
        typer.Option(
            metavar="ID", show_default=False,
            help="Write into this pain of your own records, by the first letters of its id, or "
            "latest. Without FILE its programme is taken too.",
        ),
    ] = None,
    who: Annotated[
        str | None,
        typer.Option(
            help="Whose breaks: desk, driver, musician, runner, new_parent.", show_default=False
        ),
    ] = None,
    every: Annotated[
        str | None,
        typer.Option(
            metavar="TIME", show_default=False,
            help="Work between two breaks, such as 30m or 1h. Left out: as the breaks say.",
        ),
    ] = None,
    quiet_hours: Annotated[
        str | None,
        typer.Option(
            metavar="FROM-UNTIL", show_default=False, help="No reminder then: 20:00-08:00."
        ),
    ] = None,
    most: Annotated[int, typer.Option(help="Reminders in any hour, at most.")] = 4,
    once: Annotated[bool, typer.Option("--once", help="One break now, then end.")] = False,
    terminal: Annotated[
        bool, typer.Option("--terminal", help="Ask here, not by a notification.")
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", show_default=False,
            help="Where done, partly and too sore are added, one JSON line each. Left out: beside "
            "the case, as NAME.done.jsonl.",
        ),
    ] = None,
    export: Annotated[
        str | None,
        typer.Option(
            metavar="PROGRAM", show_default=False,
            help="Write the movements for safe-eyes, workrave or stretchly instead.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="New file.", show_default=False),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", show_default=False,
            help="Put the movements into that program's own file; a copy is kept beside it.",
        ),
    ] = None,
    day: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", show_default=False, help="With --once or --export: as if today."
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
    """Remind of short breaks with your own movements and today's things; write down what was done.

    Not while you are away, on a call, in full screen or in quiet hours, and never twice for one
    break unless you say later. Ctrl+C ends it.

    Example: unknot breaks docs/examples/programme.json --none-of-these --once
    """
    from unknot.cli.reminded import AnswersGiven, day_option  # noqa: PLC0415

    given = AnswersGiven(tuple(yes or ()), tuple(no or ()), none_of_these, who, country)
    keeper = _keeper(case, episode, log, given=given, folder=folder)
    now = datetime.now().astimezone()
    if export is not None:
        carried = keeper.carried(day_option(day, now))
        _export(carried, export, output, into=into)
        return
    if output is not None or into is not None:
        typer.echo("-o and --into belong to --export PROGRAM.", err=True)
        raise typer.Exit(WRONG_USAGE)
    if day is not None and not once:
        typer.echo("--day belongs to --once; without it today is today.", err=True)
        raise typer.Exit(WRONG_USAGE)
    wish = _Wish(every, quiet_hours, most, once, terminal)
    _run(keeper, wish, day=day_option(day, now) if day else None)


@dataclass(frozen=True, slots=True)
class _Wish:
    """How somebody wants to be reminded, as typed."""

    every: str | None
    quiet: str | None
    most: int
    once: bool
    terminal: bool


def _keeper(
    case: str | None, episode: str | None, log: Path | None, *, given: AnswersGiven,
    folder: Path | None,
) -> Keeper:  # fmt: skip
    """Return where the programme comes from and where what was done goes."""
    if episode is not None:
        if log is not None:
            typer.echo("--log belongs to a case in a file; --episode writes there.", err=True)
            raise typer.Exit(WRONG_USAGE)
        from unknot.cli.recorded import record_keeper  # noqa: PLC0415 -- opens Django

        return record_keeper(folder, episode, given=given, case=case or "")
    if case == "-":
        typer.echo(
            "Name the case of a programme as a file, so that it can be read again tomorrow, or "
            "--episode latest for your own records.",
            err=True,
        )
        raise typer.Exit(WRONG_USAGE)
    if case is None:
        if log is not None:
            typer.echo("--log belongs to a case in a file; your records hold it.", err=True)
            raise typer.Exit(WRONG_USAGE)
        from unknot.cli.recorded import only_keeper  # noqa: PLC0415 -- opens Django

        return only_keeper(folder, given=given)
    from unknot.cli.reminded import FileKeeper, log_beside  # noqa: PLC0415

    return FileKeeper(case, log or log_beside(case), given)


def _run(keeper: Keeper, wish: _Wish, *, day: date | None) -> None:
    """Remind until Ctrl+C, or once."""
    from unknot.cli.break_loop import LOOK_S, BreakRun  # noqa: PLC0415
    from unknot.cli.break_notices import tell, way_to_ask  # noqa: PLC0415
    from unknot.cli.break_sensing import senses_here  # noqa: PLC0415

    def clock() -> datetime:
        now = datetime.now().astimezone()
        return now if day is None else datetime.combine(day, now.timetz())

    carried = keeper.carried(clock().date())
    rhythm = _rhythm(wish, carried.every_minutes)
    ask, how = way_to_ask(in_terminal=wish.terminal)
    senses = senses_here()
    run = BreakRun(keeper, rhythm, senses.seen, ask, clock, typer.echo)
    if wish.once:
        if run.remind() is None:
            typer.echo("Nothing is on today, and there are no breaks without --who.")
        return
    _begin(carried, rhythm, how, missing=senses.missing)
    try:
        while True:
            run.look()
            waiting.sleep(LOOK_S)
    except KeyboardInterrupt:
        typer.echo(f"\n{run.summary()}")
    except typer.Exit:
        tell("The reminder has ended: a question about your health comes first. See its window.")
        raise


def _begin(carried: Carried, rhythm: Rhythm, how: str, *, missing: tuple[str, ...]) -> None:
    """Say what will happen, and when to stop."""
    from unknot.cli.page import Page  # noqa: PLC0415

    page = Page()
    page.text(
        f"A break after every {rhythm.every_s / 60:.0f} minutes of work, {how}. Ctrl+C ends it. "
        "Time away counts as a break; nothing is shown while you are away, on a call or in full "
        "screen."
    )
    if missing:
        page.text(f"Not noticed on this desktop: {'; '.join(missing)}.")
    if carried.things and carried.stop_if:
        page.heading("Stop at once if")
        for line in carried.stop_if:
            page.text(f"- {line}", indent=2, hang=2)
    page.show()


def _rhythm(wish: _Wish, usual: int | None) -> Rhythm:
    """Return the rhythm that was typed, or that of the breaks."""
    minutes = usual or _USUAL_EVERY_MIN
    if wish.every is not None:
        found = _EVERY.fullmatch(wish.every.strip())
        if found is None:
            raise InvalidInput(
                f"--every is a time such as 30m or 1h, not '{wish.every[:40]}'.", where="--every"
            )
        minutes = int(found[1]) * (60 if (found[2] or "m").lower() == "h" else 1)
    from unknot.reminders.rhythm import Rhythm  # noqa: PLC0415

    start, end = _hours(wish.quiet)
    return Rhythm(minutes * 60.0, wish.most, start, end)


def _hours(told: str | None) -> tuple[time | None, time | None]:
    """Read quiet hours."""
    if told is None:
        return None, None
    found = _QUIET.fullmatch(told.strip())
    try:
        if found is None:
            raise ValueError
        start, end = (_time_of_day(part) for part in found.groups())
    except ValueError as error:
        raise InvalidInput(
            f"--quiet-hours is a span such as 20:00-08:00, not '{told[:40]}'.",
            where="--quiet-hours",
        ) from error
    return start, end


def _time_of_day(text: str) -> time:
    """Read an hour, or hour and minute."""
    hour, _colon, minute = text.partition(":")
    return time(int(hour), int(minute or 0))


def _export(carried: Carried, program: str, output: Path | None, *, into: Path | None) -> None:
    """Write the movements for another program: a new file, or into its own with a copy kept."""
    from unknot.cli.reminded import copy_beside, new_file  # noqa: PLC0415
    from unknot.reminders.exports import PROGRAMS, exported, merged  # noqa: PLC0415

    wanted = next((one for one in PROGRAMS if one == program), None)
    if wanted is None:
        raise UnknownId("program", program, where="--export", known=PROGRAMS)
    if (output is None) == (into is None):
        typer.echo("Name a new file with -o, or the program's own with --into.", err=True)
        raise typer.Exit(WRONG_USAGE)
    if output is not None:
        new_file(output, exported(carried, wanted))
        typer.echo(f"{output}: the movements of {len(carried.sets)} breaks for {program}.")
    elif into is not None:
        from unknot.cli.json_input import text_from  # noqa: PLC0415

        text = merged(carried, wanted, text_from(str(into)))
        kept = copy_beside(into, text)
        typer.echo(f"{into}: the movements are in. The file as it was: {kept}")
    typer.echo(
        "Only movements went out: that program repeats them all day and knows no dose. What you "
        "do there does not come back; 'unknot breaks' writes it down."
    )

"""``unknot remind``: a quiet mail on the days of a programme, for those who asked for it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from unknot.cli.exits import WRONG_USAGE

__all__ = ["remind_command"]


def remind_command(
    send: Annotated[
        bool,
        typer.Option("--send", help="Send today's mails; for cron or a timer of the system."),
    ] = False,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="ADDRESS", show_default=False, help="Wish mails for the pain of --episode."
        ),
    ] = None,
    stop: Annotated[bool, typer.Option("--stop", help="End the mails of --episode.")] = False,
    episode: Annotated[
        str,
        typer.Option(
            metavar="ID", help="A pain of your own records, by the first letters of its id."
        ),
    ] = "latest",
    details: Annotated[
        bool, typer.Option("--details", help="With --to: name the things in the mail.")
    ] = False,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--data", metavar="FOLDER", envvar="UNKNOT_DATA", show_default=False,
            help="Folder of the database. Left out: the system's place for it.",
        ),
    ] = None,
) -> None:  # fmt: skip
    """Send one plain mail on days with something on, never twice a day; off unless asked for.

    The mail server stands in the environment: UNKNOT_MAIL_HOST, UNKNOT_MAIL_FROM, and
    UNKNOT_MAIL_PORT (587), UNKNOT_MAIL_USER, UNKNOT_MAIL_PASSWORD, UNKNOT_MAIL_TLS (1).

    Example: unknot remind --to dana@example.org --episode latest
    """
    if [send, to is not None, stop].count(True) != 1:
        typer.echo("Give one of --to ADDRESS, --stop, --send.", err=True)
        raise typer.Exit(WRONG_USAGE)
    from unknot.cli.recorded import opened_records  # noqa: PLC0415 -- opens Django

    records, now = opened_records(folder), datetime.now(tz=UTC)
    if send:
        sent = records.send(now=now)
        typer.echo(f"Sent: {sent.n_sent}. Nothing to send: {sent.n_quiet}.")
        return
    found = records.episode(episode)
    if to is not None:
        records.wish_mail(found, to, has_details=details, now=now)
        typer.echo(f"Mails go to {to} on days with something on, when 'unknot remind --send' runs.")
        return
    ended = records.end_mail(found, now=now)
    typer.echo("Ended: no more mails." if ended else "There were no mails to end.")

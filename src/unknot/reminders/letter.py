"""The mail of a day: quiet, plain, and without a word about health unless that was wanted."""

from __future__ import annotations

from dataclasses import dataclass

from unknot.reminders.carried import PlannedDay

__all__ = ["Letter", "headline", "letter_of"]


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail without its addresses."""

    subject: str
    body: str


def headline(day: PlannedDay) -> str:
    """Return what a lock screen may show: how many things, and no word about what they are."""
    n = len(day.things)
    return f"Unknot: {n} thing{'' if n == 1 else 's'}"


def letter_of(day: PlannedDay, *, stop_with: str, has_details: bool) -> Letter:
    """Return the mail of a day with something on.

    Parameters
    ----------
    stop_with
        What ends these mails, such as a command.
    has_details
        Whether the things are named.
    """
    n = len(day.things)
    minutes = max(1, round(day.minutes))
    lines = [
        f"Today there {'is 1 thing' if n == 1 else f'are {n} things'} on, about {minutes} min.",
        "",
    ]
    if has_details:
        for thing in day.things:
            lines += [f"- {thing.title}: {thing.amount}."]
        lines += ["", "Less is always allowed. When it is too sore, leave it out and say so.", ""]
    lines += [
        "Open Unknot to see it and to say how it went.",
        "",
        "-- ",
        f"You asked for this mail; it comes only on days with something on. To end it: {stop_with}",
    ]
    return Letter(headline(day), "\n".join(lines) + "\n")

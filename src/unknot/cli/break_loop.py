"""The break reminder while it runs: look, wait, remind, write down, until Ctrl+C."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Protocol, cast

from unknot.cli.break_notices import Ask
from unknot.prevent.told import DONE, DidWhat
from unknot.reminders.carried import Carried, Offer, offered
from unknot.reminders.rhythm import Reply, Rhythm, Seen, Standing, answered, looked

__all__ = ["LOOK_S", "BreakRun", "Keeper"]

LOOK_S: Final = 10.0
"""Between two looks; product default. [s]"""


class Keeper(Protocol):
    """Where what was done is written, and from where the programme of a day comes."""

    def carried(self, day: date) -> Carried:
        """Return what there is to carry on a day."""

    def told_on(self, day: date) -> frozenset[str]:
        """Return the things of which something is told on a day."""

    def keep(self, item: str, did: DidWhat, *, day: date) -> None:
        """Write down what became of a thing on a day."""


@dataclass
class BreakRun:
    """One run of the reminder.

    Attributes
    ----------
    see
        Look at the desktop.
    ask
        Show a break and return the answer.
    clock
        The time on this machine, with its zone.
    say
        Print a line.
    """

    keeper: Keeper
    rhythm: Rhythm
    see: Callable[[datetime], Seen]
    ask: Ask
    clock: Callable[[], datetime]
    say: Callable[[str], None]
    standing: Standing = field(default_factory=Standing)
    turn: int = 0
    day: date | None = None

    def look(self) -> Reply | None:
        """Look once; return the answer where it reminded."""
        now = self.clock()
        self.standing, what = looked(self.standing, self.see(now), self.rhythm)
        return self.remind() if what == "remind" else None

    def remind(self) -> Reply | None:
        """Offer the next break and write down what came of it; None where nothing is on."""
        now = self.clock()
        offer = self.offer(now.date())
        if offer.moves is None and offer.thing is None:
            return None
        reply = self.ask(offer)
        after = self.clock()
        if reply != "later":
            self.turn += 1
        self._keep(offer, reply, day=now.date())
        self.standing = answered(self.standing, reply, now=after, rhythm=self.rhythm)
        return reply

    def offer(self, day: date) -> Offer:
        """Return what the next break of a day offers."""
        if day != self.day:
            self.day, self.turn = day, 0
        told_of = self.keeper.told_on(day)
        return offered(self.keeper.carried(day), self.turn, day=day, told_of=told_of)

    def summary(self) -> str:
        """Say what came of the run, without a score."""
        done, own = self.standing.n_done, self.standing.n_own
        return (
            f"Breaks: {done} on a reminder, {own} of your own, {self.standing.n_skipped} not now."
        )

    def _keep(self, offer: Offer, reply: Reply, *, day: date) -> None:
        """Write down what became of the thing; "later" and "not now" tell nothing of it."""
        if offer.thing is None or reply not in DONE:
            return
        did = cast(DidWhat, reply)
        self.keeper.keep(offer.thing.id, did, day=day)
        self.say(f"Written down: {offer.thing.title}, {did.replace('_', ' ')}.")

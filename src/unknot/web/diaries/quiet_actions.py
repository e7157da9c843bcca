"""What is written when an episode goes quiet, stays quiet, or comes back."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from unknot.errors import InvalidInput
from unknot.prevent.watch import Checks
from unknot.web.diaries.models import QuietCheck
from unknot.web.episodes.actions import set_state
from unknot.web.episodes.models import Episode, EpisodeState
from unknot.web.people.models import Account
from unknot.web.records import corrected, kept

__all__ = ["answer_check", "close_quiet", "reopen"]

_SAID: Final = ("quiet", "back")


def close_quiet(
    episode: Episode, *, checks: Checks, by: Account, now: datetime
) -> EpisodeState | None:
    """Close an episode, and record when it is asked about once more; None when it is closed."""
    with transaction.atomic():
        state = set_state(episode, "closed", by=by, now=now)
        if state is None:
            return None
        _withdraw_open(episode, by=by, now=now)
        for due in checks.on:
            check = QuietCheck(episode=episode, due=due, basis=checks.basis, owner=episode.owner)
            kept(check, by=by, action="quiet-check-planned", now=now)
    return state


def reopen(episode: Episode, *, by: Account, now: datetime) -> EpisodeState | None:
    """Record that it came back; checks that are still open are taken back."""
    with transaction.atomic():
        _withdraw_open(episode, by=by, now=now)
        return set_state(episode, "returned", by=by, now=now)


def answer_check(check: QuietCheck, answer: str, *, by: Account, now: datetime) -> QuietCheck:
    """Record what was said at a check; "back" opens the episode again.

    Raises
    ------
    InvalidInput
        The answer is none of quiet and back, or it was answered already.
    """
    if answer not in _SAID:
        raise InvalidInput("Say whether it is still quiet or came back.", where="answer")
    new = QuietCheck(episode=check.episode, due=check.due, basis=check.basis, answer=answer)
    with transaction.atomic():
        found = corrected(check, new, by=by, action=f"quiet-check-{answer}", now=now)
        if answer == "back":
            reopen(check.episode, by=by, now=now)
    return found


def _withdraw_open(episode: Episode, *, by: Account, now: datetime) -> None:
    """Take back the checks that nobody answered."""
    for old in QuietCheck.objects.filter(episode=episode, is_current=True, answer=""):
        gone = QuietCheck(episode=episode, due=old.due, basis=old.basis, is_withdrawn=True)
        corrected(old, gone, by=by, action="quiet-check-withdrawn", now=now)

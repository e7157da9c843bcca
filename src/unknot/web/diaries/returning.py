"""What Today says besides: an early return, a quiet check, what to do after it came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.forecast.outlook import Outlook
from unknot.prevent.watch import Checks, Rise, quiet_checks, rise_of
from unknot.web.diaries.models import QuietCheck
from unknot.web.diaries.pains import pain_by_day
from unknot.web.episodes.foretold import foretold
from unknot.web.episodes.gathered import gathered
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold
from unknot.web.treatments.models import Treatment
from unknot.web.zone import day_here

__all__ = ["Notices", "RiseShown", "checks_for", "notices_of"]

_AFTER_RETURN: Final = timedelta(days=14)
"""For so long Today says what to do after it came back."""
_LOOKED_BACK: Final = timedelta(days=90)
_TEN: Final = 10


@dataclass(frozen=True, slots=True)
class RiseShown:
    """An early return in words."""

    step: str
    """release, questions or someone: the smallest useful step."""
    figures: str
    reason: str


@dataclass(frozen=True, slots=True)
class Notices:
    """What Today says above everything else."""

    state: str
    since: str
    """Day of the state, in words."""
    rise: RiseShown | None = None
    check: UUID | None = None
    next_check: str = ""
    just_returned: bool = False
    asks_signs: bool = False
    """The warning-sign questions were not looked at since it came back."""


def notices_of(
    episode: Episode, *, now: datetime, foresee: Callable[[], Outlook | None] | None = None
) -> Notices:
    """Return what there is to say about an episode today.

    Parameters
    ----------
    foresee
        Makes the outlook of the model; None: made from the records when it is needed.
    """
    today = day_here(now)
    foresee = foresee or (lambda: _foreseen(episode, now))
    row = EpisodeState.objects.filter(episode=episode, is_current=True).first()
    state = row.state if row is not None else "open"
    since = "" if row is None else _day(day_here(row.at))
    if row is not None and state == "closed":
        check, due = _checks(episode, today)
        # The diary stays open after closing: what it tells need not wait for the next check.
        rise = None if check is not None else _rise(episode, now=now, foresee=foresee)
        return Notices(state, since, rise=rise, check=check, next_check=due)
    just = row is not None and state == "returned" and now - row.at <= _AFTER_RETURN
    asks = just and row is not None and not _was_told_since(episode, row.at)
    rise = _rise(episode, now=now, foresee=foresee)
    return Notices(state, since, rise=rise, just_returned=just, asks_signs=asks)


def checks_for(episode: Episode, *, now: datetime) -> Checks:
    """Return the days on which to ask once more when an episode is closed now."""
    found = foretold(gathered(episode), now=now)
    still = None if found.forecast is None else list(found.forecast.relief.still_relieved)
    return quiet_checks(day_here(now), still_relieved=still)


def _checks(episode: Episode, today: date) -> tuple[UUID | None, str]:
    """Return the check that is due and not answered by an entry, and the next day to come."""
    open_ones = list(
        QuietCheck.objects.filter(episode=episode, is_current=True, answer="").order_by("due")
    )
    due = [one for one in open_ones if one.due <= today]
    ahead = [one for one in open_ones if one.due > today]
    is_told = bool(due) and bool(pain_by_day(episode, since=due[-1].due))
    found = due[-1].pk if due and not is_told else None
    return found, _day(ahead[0].due) if ahead else ""


def _rise(
    episode: Episode, *, now: datetime, foresee: Callable[[], Outlook | None]
) -> RiseShown | None:
    """Return an early return in words, or None."""
    diary = pain_by_day(episode, since=day_here(now) - _LOOKED_BACK)
    last = Treatment.objects.filter(episode=episode, is_current=True).order_by("-at").first()
    # The day of a release holds the pain from before it as well, so the next one is the first.
    since = None if last is None else day_here(last.at) + timedelta(days=1)
    found = rise_of(diary, now=day_here(now), since=since, outlook=foresee)
    return None if found is None else _in_words(found)


def _foreseen(episode: Episode, now: datetime) -> Outlook | None:
    """Return the outlook of the model, None behind a closed gate."""
    found = foretold(gathered(episode), now=now)
    return None if found.foreseen is None else found.foreseen.curve


def _was_told_since(episode: Episode, moment: datetime) -> bool:
    """Say whether the case was told once more since a moment."""
    return EpisodeTold.objects.filter(episode=episode, recorded_at__gte=moment).exists()


def _in_words(rise: Rise) -> RiseShown:
    """Say what stands out, with its figures and the reason."""
    band = rise.band
    quiet = (
        f"{band.low:.0f}"
        if round(band.low) == round(band.high)
        else (_("%(low)s to %(high)s") % {"low": f"{band.low:.0f}", "high": f"{band.high:.0f}"})
    )
    figures = ngettext(
        "Your last recorded day: %(mean)s of 10.",
        "Your last %(n)s recorded days: %(mean)s of 10 on average.",
        rise.n_days,
    ) % {"n": rise.n_days, "mean": f"{rise.mean:.1f}"}
    before = _("Before that, half of your days lay at %(quiet)s.") % {"quiet": quiet}
    if rise.is_beyond_error:
        reason = _(
            "Such a mean wanders by about %(error)s by itself; this is more. It may settle again."
        ) % {"error": f"{rise.error:.1f}"}
    else:
        tenths = round((rise.chance or 0) * _TEN)
        reason = _(
            "Ratings wander so much by themselves, but the forecast gives about %(n)s in 10 that "
            "it stays above your quiet days next week."
        ) % {"n": tenths}
    return RiseShown(rise.step, f"{figures} {before}", reason)


def _day(day: date) -> str:
    """Return a day in words."""
    return str(date_format(day, "j F"))

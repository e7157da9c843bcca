"""How somebody wants the calendar, as it was typed; a complaint stands at its field."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.web.reminders.models import CalendarAddress
from unknot.web.where.forms import Problem

__all__ = ["CalendarForm"]

_USUAL_TIME: Final = time(18, 0)
"""Of the events; product default."""


@dataclass(slots=True)
class CalendarForm:
    """What came, and what is to be mended in it."""

    at_typed: str
    has_details: bool
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def sent(cls, post: QueryDict) -> CalendarForm:
        """Return the form that was sent."""
        return cls(post.get("at", ""), post.get("details") == "yes")

    @classmethod
    def of(cls, held: CalendarAddress | None) -> CalendarForm:
        """Return the form as it stands: that of the open address, or the usual one."""
        at = _USUAL_TIME if held is None else held.at
        return cls(f"{at:%H:%M}", held is not None and held.has_details)

    def at(self) -> time:
        """Read the time of day, nothing is the usual one; look at ``problems`` first."""
        if not self.at_typed.strip():
            return _USUAL_TIME
        hour, _colon, minute = self.at_typed.strip().partition(":")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            text = _("'%(value)s' is no time of day. Give hours and minutes, such as 18:00.")
            self.problems.append(Problem("at", text % {"value": self.at_typed[:20]}))
            return _USUAL_TIME

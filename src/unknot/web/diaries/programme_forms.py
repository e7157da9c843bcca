"""The form of a programme's time, tools and days; what is left alone stays as usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from unknot.facts.planning import load_tools
from unknot.facts.programmes import load_programme_parameters
from unknot.prevent.told import LONGEST_DAY, WEEKDAYS
from unknot.web.diaries.models import ProgrammeWish
from unknot.web.diaries.programme_days import DAY_NAMES
from unknot.web.release.numbers import is_blank, number_typed
from unknot.web.where.forms import Problem

__all__ = ["WishForm"]

_SENT: Final = "wish"


@dataclass(slots=True)
class WishForm:
    """What came, and what is to be mended in it."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, wish: ProgrammeWish | None, *, told_tools: Sequence[str]) -> WishForm:
        """Return the form as it stands; without a wish the tools are those told before."""
        post = QueryDict(mutable=True)
        tools = told_tools if wish is None or wish.tools is None else wish.tools
        post.setlist("tool", list(tools))
        if wish is not None:
            post.setlist("day", list(wish.days or ()))
            if wish.minutes is not None:
                post["minutes"] = f"{wish.minutes:g}"
        return cls(post)

    @property
    def usual_minutes(self) -> int:
        """Time a day where none was chosen. [min]"""
        return int(load_programme_parameters()["minutes_a_day"].value)

    @property
    def minutes_typed(self) -> str:
        """The minutes as typed."""
        return str(self.post.get("minutes", ""))

    def wish(self) -> dict[str, Any]:
        """Return what was chosen; look at ``problems`` first."""
        tools, days = self.post.getlist("tool"), self.post.getlist("day")
        known = [one["key"] for one in self.tools()]
        for name, given, allowed in (("tool", tools, known), ("day", days, list(WEEKDAYS))):
            odd = [one for one in given if one not in allowed]
            if odd:
                text = _("'%(value)s' cannot be chosen here.") % {"value": odd[0][:20]}
                self.problems.append(Problem(f"id_{name}", text))
        chosen = [day for day in WEEKDAYS if day in days]
        return {"minutes": self._minutes(), "tools": tools, "days": chosen or None}

    def tools(self) -> list[dict[str, Any]]:
        """Return the tools that not everybody has, as they stand."""
        given = self.post.getlist("tool")
        return [
            {"key": one.id, "label": one.label, "is_chosen": one.id in given}
            for one in load_tools().values()
            if not one.is_always_there
        ]

    def days(self) -> list[dict[str, Any]]:
        """Return the weekdays as they stand."""
        given = self.post.getlist("day")
        return [
            {"key": key, "label": str(name)[:3], "name": name, "is_chosen": key in given}
            for key, name in zip(WEEKDAYS, DAY_NAMES, strict=True)
        ]

    def _minutes(self) -> float | None:
        """Return the time a day; None where the field was left alone. [min]"""
        given = self.minutes_typed
        if is_blank(given):
            return None
        number = number_typed(given)
        if number is None or not 1 <= number <= LONGEST_DAY:
            text = _("'%(value)s' is no time a day. Give minutes from 1 to %(most)s, such as 6.")
            values = {"value": given[:20], "most": LONGEST_DAY}
            self.problems.append(Problem("id_minutes", text % values))
            return None
        return number

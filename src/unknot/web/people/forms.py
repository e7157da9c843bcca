"""What is told of a person: a name, a year of birth, a sex; all of it may stay empty."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from unknot.web.people.models import SEXES, PersonTold
from unknot.web.where.forms import Problem

__all__ = ["PersonForm"]

_LONGEST_NAME: Final = 80
_OLDEST_YEAR: Final = 1900


@dataclass(slots=True)
class PersonForm:
    """What was typed, and what is to be mended in it."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, told: PersonTold) -> PersonForm:
        """Return the form as it stands for somebody who is recorded."""
        post = QueryDict(mutable=True)
        post["called"] = told.called
        post["birth_year"] = "" if told.birth_year is None else str(told.birth_year)
        post["sex"] = told.sex
        return cls(post)

    @property
    def called(self) -> str:
        """The name as typed."""
        return self.post.get("called", "")

    @property
    def birth_year(self) -> str:
        """The year as typed."""
        return self.post.get("birth_year", "")

    @property
    def sex(self) -> str:
        """The sex as chosen."""
        return self.post.get("sex", "")

    @property
    def is_usable(self) -> bool:
        """Check it; what is to be mended stands in ``problems`` then."""
        self.problems = []
        if len(self.called.strip()) > _LONGEST_NAME:
            text = _("A name has at most %(most)s characters here. Shorten it.")
            self.problems.append(Problem("id_called", text % {"most": _LONGEST_NAME}))
        year, this_year = self.birth_year.strip(), timezone.localdate().year
        is_year = year.isascii() and year.isdigit() and _OLDEST_YEAR <= int(year) <= this_year
        if year and not is_year:
            text = _("'%(value)s' is no year of birth, such as 1985. You may leave it empty.")
            self.problems.append(Problem("id_birth_year", text % {"value": year[:20]}))
        return not self.problems

    def told(self) -> dict[str, Any]:
        """Return the values of a usable form."""
        year = self.birth_year.strip()
        return {
            "called": self.called.strip(),
            "birth_year": int(year) if year else None,
            "sex": self.sex if self.sex in SEXES else "",
        }

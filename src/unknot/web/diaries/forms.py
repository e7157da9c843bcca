"""The diary's form: one number, chips, and more for whoever likes to say it.

What is left alone stays not recorded. The chips are the quick way to the same values that the
fold offers one by one; where both say something, the fold counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from unknot.errors import InvalidInput
from unknot.web.diaries.models import DiaryEntry
from unknot.web.release.numbers import is_blank, number_typed
from unknot.web.where.forms import Problem
from unknot.web.zone import from_here, here

__all__ = ["CHIPS", "LONGEST_NOTE", "SCALES", "Chip", "DiaryForm", "Scale", "values_in_words"]

LONGEST_NOTE: Final = 500
_FIRST_YEAR: Final = 1970
_LARGEST_PAIN: Final = 10
_PRESSURE: Final = (5.0, 3000.0)
"""[kPa]"""


@dataclass(frozen=True, slots=True)
class Chip:
    """One tap that says something about the day."""

    name: str
    value: str
    icon: str
    words: Any


@dataclass(frozen=True, slots=True)
class Scale:
    """One question of the fold with its answers."""

    name: str
    words: Any
    answers: tuple[tuple[str, Any, Any], ...]
    """Value, words of the answer, words of it in a list."""


CHIPS: Final = (
    Chip("home_care", "1", "tick", gettext_lazy("Home care")),
    Chip("load", "1", "load", gettext_lazy("Hard day")),
    Chip("sleep", "0", "night", gettext_lazy("Bad night")),
    Chip("stress", "2", "stress", gettext_lazy("Stress")),
)
SCALES: Final = (
    Scale(
        "home_care",
        gettext_lazy("Home care"),
        (
            ("0", gettext_lazy("none"), gettext_lazy("no home care")),
            ("0.5", gettext_lazy("partly"), gettext_lazy("home care, partly")),
            ("1", gettext_lazy("done"), gettext_lazy("home care")),
        ),
    ),
    Scale(
        "load",
        gettext_lazy("Strain on the muscle"),
        (
            ("-1", gettext_lazy("less than usual"), gettext_lazy("easy day")),
            ("0", gettext_lazy("as usual"), gettext_lazy("usual day")),
            ("1", gettext_lazy("more than usual"), gettext_lazy("hard day")),
        ),
    ),
    Scale(
        "sleep",
        gettext_lazy("Sleep"),
        (
            ("0", gettext_lazy("bad"), gettext_lazy("bad night")),
            ("1", gettext_lazy("so-so"), gettext_lazy("so-so night")),
            ("2", gettext_lazy("good"), gettext_lazy("good night")),
        ),
    ),
    Scale(
        "stress",
        gettext_lazy("Stress"),
        (
            ("0", gettext_lazy("little"), gettext_lazy("little stress")),
            ("1", gettext_lazy("some"), gettext_lazy("some stress")),
            ("2", gettext_lazy("much"), gettext_lazy("much stress")),
        ),
    ),
)
_KNOWN: Final = {one.name: {value for value, _words, _short in one.answers} for one in SCALES}
_CONTROLS: Final = {"at": "id_at", "note": "id_note", "ppt_kpa": "id_ppt_kpa"}


@dataclass(slots=True)
class DiaryForm:
    """What came, and what is to be mended in it."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    @classmethod
    def of(cls, entry: DiaryEntry) -> DiaryForm:
        """Return the form as it stands for an entry that is to be corrected."""
        post = QueryDict(mutable=True)
        for name in ("pain", "ppt_kpa", *_KNOWN):
            value = getattr(entry, name)
            if value is not None:
                post[f"say_{name}" if name in _KNOWN else name] = f"{value:g}"
        post["note"] = entry.note
        return cls(post)

    def at(self, now: datetime) -> datetime:
        """Return the moment that was typed; now where the field was left alone."""
        typed = self.post.get("at", "").strip()
        if not typed:
            return now
        try:
            moment = datetime.fromisoformat(typed)
        except ValueError:
            moment = None
        if moment is None or not _FIRST_YEAR <= moment.year <= now.year + 1:
            text = _("'%(value)s' is no day and time. Write it like %(example)s.")
            example = here(now).strftime("%Y-%m-%d %H:%M")
            self.problems.append(Problem("id_at", text % {"value": typed[:30], "example": example}))
            return now
        return from_here(moment) if moment.tzinfo is None else moment.astimezone(UTC)

    def values(self) -> dict[str, Any]:
        """Return what was told; look at ``problems`` first."""
        told: dict[str, Any] = {"pain": self._pain(), "ppt_kpa": self._pressure()}
        for name in _KNOWN:
            told[name] = self._scale(name)
        note = self.post.get("note", "").strip()
        if len(note) > LONGEST_NOTE:
            text = _("These are %(n)s characters; %(most)s find room. Shorten it.")
            self.problems.append(Problem("id_note", text % {"n": len(note), "most": LONGEST_NOTE}))
        told["note"] = note
        return {name: value for name, value in told.items() if value not in (None, "")}

    def complain(self, error: InvalidInput) -> None:
        """Take in what is refused further in, at its control."""
        self.problems.append(Problem(_CONTROLS.get(error.where, "id_pain"), str(error)))

    def scales(self) -> list[dict[str, Any]]:
        """Return the questions of the fold as they stand."""
        return [
            {
                "name": f"say_{one.name}",
                "words": one.words,
                "answers": [
                    {"value": value, "words": words, "is_chosen": self._said(one.name) == value}
                    for value, words, _short in one.answers
                ],
            }
            for one in SCALES
        ]

    def chips(self) -> list[dict[str, Any]]:
        """Return the chips as they stand."""
        return [
            {
                "name": one.name,
                "value": one.value,
                "icon": one.icon,
                "words": one.words,
                "is_ticked": self.post.get(one.name) == one.value,
                "is_done": one.name == "home_care",
            }
            for one in CHIPS
        ]

    @property
    def has_more(self) -> bool:
        """Whether something of the fold is filled in or wrong."""
        names = ("at", "note", "ppt_kpa", *(f"say_{name}" for name in _KNOWN))
        return any(self.post.get(name) for name in names)

    def given(self) -> dict[str, str]:
        """Return the plain fields as typed."""
        names = ("pain", "ppt_kpa", "note", "at")
        return {name: self.post.get(name, "") for name in names}

    def _said(self, name: str) -> str:
        """Return the answer of the fold."""
        return self.post.get(f"say_{name}", "")

    def _pain(self) -> float | None:
        """Return the pain, None where it was left alone."""
        given = self.post.get("pain", "")
        if is_blank(given):
            return None
        number = number_typed(given)
        if number is None or not 0 <= number <= _LARGEST_PAIN:
            text = _("'%(value)s' is not on the scale from 0 to 10.")
            self.problems.append(Problem("id_pain", text % {"value": given[:20]}))
            return None
        return number

    def _pressure(self) -> float | None:
        """Return the pressure until it hurts. [kPa]"""
        given = self.post.get("ppt_kpa", "")
        if is_blank(given):
            return None
        number, (low, high) = number_typed(given), _PRESSURE
        if number is None or not low <= number <= high:
            text = _("'%(value)s' is no pressure in kPa, from %(low)s to %(high)s.")
            values = {"value": given[:20], "low": f"{low:g}", "high": f"{high:g}"}
            self.problems.append(Problem("id_ppt_kpa", text % values))
            return None
        return number

    def _scale(self, name: str) -> float | None:
        """Return an answer of the fold, or that of the chip."""
        given = self._said(name) or self.post.get(name, "")
        if not given:
            return None
        if given not in _KNOWN[name]:
            text = _("'%(value)s' is none of the answers. Choose one, or leave it open.")
            self.problems.append(Problem(f"id_say_{name}", text % {"value": given[:20]}))
            return None
        number = float(given)
        return number if name == "home_care" else int(number)


def values_in_words(values: Mapping[str, Any]) -> list[str]:
    """Return what an entry says besides the pain, in few words each."""
    said = []
    for scale in SCALES:
        value = values.get(scale.name)
        if value is None:
            continue
        words = {float(known): short for known, _words, short in scale.answers}
        known = words.get(float(value))
        said.append(
            str(known)
            if known is not None
            else _("home care, %(n)s percent") % {"n": round(100 * value)}
        )
    if values.get("ppt_kpa") is not None:
        said.append(_("hurts from %(n)s kPa") % {"n": f"{values['ppt_kpa']:g}"})
    return said

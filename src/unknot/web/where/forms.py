"""What the pages' forms hold, checked field by field before the library sees it.

A form never guesses: what is left untouched stays "not recorded". Every complaint stands at
its field, with the value kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.errors import InvalidInput
from unknot.facts.network_tables import load_qualities
from unknot.facts.red_flags import load_red_flags
from unknot.facts.vocabularies import load_movements, load_regions, load_symptoms
from unknot.find.query import ANSWERS, OLDEST, SEXES
from unknot.find.words import LONGEST_TEXT
from unknot.json_text import value_of_json
from unknot.web.names import place_with_side

__all__ = ["CardForm", "Problem", "WhereForm"]

_KEPT: Final = ("id", "answers", "signs", "absent_symptoms", "free_movements", "release", "kept")
"""What the first page leaves as it was; other pages ask it."""
_BOX: Final = re.compile(r"(left|right|mid):([a-z_0-9]+)\Z")


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint: the id of the control to go to, and what to do."""

    control: str
    text: str


@dataclass(slots=True)
class WhereForm:
    """The page "Where does it hurt?" as it was sent."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    def told(self, before: Mapping[str, Any]) -> dict[str, Any]:
        """Return the case that the page describes; answers given before are kept.

        Look at ``problems`` first: a field with a complaint is left out.
        """
        told = {name: value for name, value in before.items() if name in _KEPT}
        drawn = self._strokes()
        told |= {
            "text": self._words(),
            "pain": [] if drawn else self._pain(),
            "asked_anywhere_else": self.post.get("asked_anywhere_else") == "1",
            "symptoms": self._symptoms(),
            "limited_movements": self._movements(),
            "age": self._age(),
            "sex": self._one_of("sex", SEXES),
            "about": self._about(),
            **drawn,
        }
        told["release"] = self._guess_first(told.get("release"))
        _drop_contradicted(told)
        return {
            name: value for name, value in told.items() if value not in (None, "", [], {}, False)
        }

    def complain(self, error: InvalidInput) -> None:
        """Take in what the library says about the whole case, at the control it is about."""
        control = {"text": "id_text", "age": "id_age"}.get(error.where, "places")
        self.problems.append(Problem(control, str(error)))

    def _words(self) -> str:
        text = self.post.get("text", "").strip()
        if len(text) > LONGEST_TEXT:
            self.problems.append(
                Problem(
                    "id_text",
                    _(
                        "These are %(n)s characters; at most %(most)s are read. Keep the "
                        "main points."
                    )
                    % {"n": len(text), "most": LONGEST_TEXT},
                )
            )
        return text

    def _pain(self) -> list[dict[str, Any]]:
        """Return the ticked places, left and right joined where both feel the same."""
        regions, qualities = load_regions(), load_qualities()
        pain: list[dict[str, Any]] = []
        for value in dict.fromkeys(self.post.getlist("region")):
            matched = _BOX.match(value)
            if matched is None or matched[2] not in regions:
                self.problems.append(
                    Problem(
                        "places", _("The place '%(place)s' is not known.") % {"place": value[:60]}
                    )
                )
                continue
            side, region = matched.groups()
            entry: dict[str, Any] = {"region": region, "side": side}
            intensity = self._intensity(side, region)
            if intensity is not None:
                entry["intensity"] = intensity
            quality = self.post.get(f"quality:{side}:{region}", "")
            if quality in qualities:
                entry["quality"] = quality
            pain.append(entry)
        return pain

    def _intensity(self, side: str, region: str) -> float | None:
        name = f"intensity:{side}:{region}"
        given = self.post.get(name, "").strip().replace(",", ".")
        if not given:
            return None
        number = _number(given)
        if number is None or not 0 <= number <= 10:
            label = place_with_side(region, "")
            self.problems.append(
                Problem(
                    name,
                    _("How strong at: %(place)s? From 0 to 10; '%(value)s' is not in it.")
                    % {"place": label, "value": given[:20]},
                )
            )
            return None
        return number

    def _strokes(self) -> dict[str, Any]:
        """Return the drawing; the ticked places are read from it, so they are not told twice."""
        text = self.post.get("drawing", "").strip()
        if not text:
            return {}
        drawing = value_of_json(text, place="The drawing", remedy="Draw it again.")
        if not isinstance(drawing, dict) or not isinstance(drawing.get("strokes"), list):
            raise InvalidInput(
                "The drawing is an object with strokes. Draw it again.", where="strokes"
            )
        if not drawing["strokes"]:
            return {}
        return {"atlas_version": drawing.get("atlas_version"), "strokes": drawing["strokes"]}

    def _symptoms(self) -> list[str]:
        known = load_symptoms()
        return [one for one in dict.fromkeys(self.post.getlist("symptom")) if one in known]

    def _movements(self) -> list[dict[str, str]]:
        known = load_movements()
        marks = [_BOX.match(value) for value in dict.fromkeys(self.post.getlist("limited"))]
        return [
            {"movement": mark[2], "side": mark[1]} for mark in marks if mark and mark[2] in known
        ]

    def _age(self) -> float | None:
        given = self.post.get("age", "").strip().replace(",", ".")
        if not given:
            return None
        number = _number(given)
        if number is None or not 0 <= number <= OLDEST:
            self.problems.append(
                Problem(
                    "id_age",
                    _(
                        "'%(value)s' is not an age in years, from 0 to %(oldest)s. You may "
                        "leave it empty."
                    )
                    % {"value": given[:20], "oldest": OLDEST},
                )
            )
            return None
        return number

    def _one_of(self, name: str, known: tuple[str, ...]) -> str | None:
        given = self.post.get(name, "")
        return given if given in known else None

    def _guess_first(self, held: Any) -> Any:
        """Return the second half with the wish to guess first; it is checked over there."""
        if held is not None and not isinstance(held, dict):
            return held
        others = {name: value for name, value in (held or {}).items() if name != "guess_first"}
        wants = self.post.get("guess_first") == "1"
        return {**others, "guess_first": True, "setting": "clinic"} if wants else others

    def _about(self) -> dict[str, bool]:
        given = self.post.get("pregnant", "")
        if given not in ("yes", "no"):
            return {}
        return {"pregnant": given == "yes"}


@dataclass(slots=True)
class CardForm:
    """One card of warning signs as it was sent."""

    post: QueryDict
    problems: list[Problem] = field(default_factory=list)

    @property
    def questions(self) -> list[str]:
        """The questions that were on the card.

        Raises
        ------
        InvalidInput
            One of them is not known.
        """
        known = load_red_flags()
        asked = self.post.get("card", "").split()
        for flag in asked:
            if flag not in known:
                raise InvalidInput(
                    f"Question '{flag[:60]}' is not known. Go back to the first page and start "
                    "again.",
                    where="card",
                )
        return list(dict.fromkeys(asked))

    @property
    def is_one_by_one(self) -> bool:
        """Whether every line was asked with yes, no and not sure."""
        return self.post.get("way") == "each"

    @property
    def ticked(self) -> set[str]:
        """The lines that were ticked."""
        return set(self.post.getlist("sign"))

    @property
    def given(self) -> dict[str, str]:
        """What was chosen line by line so far."""
        chosen = {flag: self.post.get(f"answer:{flag}", "") for flag in self.questions}
        return {flag: answer for flag, answer in chosen.items() if answer in ANSWERS}

    @property
    def says_none(self) -> bool:
        """Whether "none of these" was ticked."""
        return self.post.get("none") == "1"

    @property
    def not_ticked(self) -> tuple[str, ...]:
        """The lines left unticked while another one was ticked: nobody said no to them."""
        if self.is_one_by_one or self.says_none:
            return ()
        return tuple(flag for flag in self.questions if flag not in self.ticked)

    def answers(self) -> dict[str, str]:
        """Return the answer of every line; look at ``problems`` first."""
        if self.is_one_by_one:
            return self._line_by_line()
        ticked = [flag for flag in self.questions if flag in self.ticked]
        if ticked and self.says_none:
            text = _("A sign and 'None of these' are both ticked. Untick one of them.")
            self.problems.append(Problem("none", text))
        if not ticked and not self.says_none:
            text = _("Nothing is ticked yet. Tick what applies, or tick 'None of these'.")
            self.problems.append(Problem("none", text))
        return {flag: "yes" if flag in ticked else "no" for flag in self.questions}

    def _line_by_line(self) -> dict[str, str]:
        given = self.given
        open_lines = [flag for flag in self.questions if flag not in given]
        if open_lines:
            text = ngettext(
                "%(n)s line has no answer yet. Choose yes, no or not sure.",
                "%(n)s lines have no answer yet. Choose yes, no or not sure.",
                len(open_lines),
            ) % {"n": len(open_lines)}
            self.problems.append(Problem(f"answer:{open_lines[0]}", text))
        return given


def _number(given: str) -> float | None:
    """Return a number, or None; neither infinity nor a long row of digits is one."""
    if not re.fullmatch(r"[0-9]{1,4}(\.[0-9]{1,4})?", given):
        return None
    number = float(given)
    return int(number) if number.is_integer() else number


def _drop_contradicted(told: dict[str, Any]) -> None:
    """Let what is told now stand over what was denied before."""
    told["absent_symptoms"] = [
        one for one in told.get("absent_symptoms") or () if one not in told["symptoms"]
    ]
    limited = {mark["movement"] for mark in told["limited_movements"]}
    told["free_movements"] = [
        mark for mark in told.get("free_movements") or () if _name(mark) not in limited
    ]


def _name(mark: Any) -> Any:
    """Return the movement of a mark, which may be an id alone."""
    return mark.get("movement") if isinstance(mark, dict) else mark

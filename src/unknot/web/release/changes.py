"""Before and after, as the result page shows them: every word comes from ``unknot.measure``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from unknot.facts.scales import load_populations, load_scales
from unknot.measure.answer import Change, measure
from unknot.measure.wording import amount, basis_sentence, label, notes, sentence, word
from unknot.web.names import measure_here
from unknot.web.release.state import Release

__all__ = ["Bar", "ChangeShown", "ResultShown", "change_of", "measure_keys", "result_shown"]

_WIDTH: Final = 400.0
_INSET: Final = 12.0
_SCALES: Final = {"pain": "pain_nrs", "moving": "pain_nrs", "ppt": "ppt", "rom": "rom"}
_ROOM: Final = 0.15
"""Share of the drawn span kept free at each end where a scale has no natural end."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Places on the little graph. [px of 400]"""

    before: float
    after: float
    error_from: float | None
    error_width: float


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One measure before and after."""

    name: str
    before: str
    after: str
    word: str
    sentence: str
    error: str
    is_changed: bool
    is_better: bool
    less_is_better: bool
    why: str
    notes: tuple[str, ...]
    source_title: str
    source_url: str
    bar: Bar


@dataclass(frozen=True, slots=True)
class ResultShown:
    """All of them, with the heading they allow."""

    title: str
    lead: str
    changes: tuple[ChangeShown, ...]


def measure_keys(release: Release) -> tuple[str, ...]:
    """Return what is measured in a setting: two numbers at home, gauge and angle besides."""
    return ("pain", "moving") if release.setting == "home" else ("pain", "moving", "ppt", "rom")


def result_shown(release: Release, told: Mapping[str, Any]) -> ResultShown:
    """Return every measure that was taken both times.

    Raises
    ------
    InvalidInput
        A reading cannot be; the form has checked it, so it was changed on the way.
    """
    before, after = release.before or {}, release.after or {}
    shown = [
        _shown(key, change_of(key, release, told))
        for key in measure_keys(release)
        if key in before and key in after
    ]
    named = tuple(_named(key, one) for key, one in shown)
    n_changed = sum(one.is_changed for one in named)
    return ResultShown(_title(len(named), n_changed), _lead(named), named)


def change_of(key: str, release: Release, told: Mapping[str, Any]) -> Change:
    """Return the change of one measure that was taken both times, in numbers."""
    return measure(_case(key, release, told))


def _title(n: int, n_changed: int) -> str:
    """Say how many measures moved beyond their error, or that nothing can be said."""
    if not n:
        return _("Nothing to compare yet")
    if not n_changed:
        return _("No change larger than measuring error")
    if n == 1:
        return _("It changed, more than measuring error")
    return ngettext(
        "%(changed)s of %(n)s measures really changed",
        "%(changed)s of %(n)s measures really changed",
        n_changed,
    ) % {"changed": n_changed, "n": n}


def _lead(changes: tuple[ChangeShown, ...]) -> str:
    """Say each change in its sentence, those beyond error first."""
    ordered = sorted(changes, key=lambda one: not one.is_changed)
    return " ".join(one.sentence for one in ordered)


def _case(key: str, release: Release, told: Mapping[str, Any]) -> dict[str, Any]:
    """Return the case of ``unknot measure`` for one measure that was taken both times."""
    before, after = (release.before or {})[key], (release.after or {})[key]
    n = max(len(before), len(after))
    case: dict[str, Any] = {
        "measure": _SCALES[key],
        "before": [*before, *[None] * (n - len(before))],
        "after": [*after, *[None] * (n - len(after))],
        "age": told.get("age"),
        "sex": told.get("sex"),
    }
    if key in ("pain", "moving"):
        case["population"] = _population(told)
    if key == "ppt":
        case |= {"unit": release.unit, "rater": "same", "muscle": release.points[0].muscle}
    if key == "rom":
        case |= {"movement": release.movement, "rater": "same"}
    return case


def _population(told: Mapping[str, Any]) -> str | None:
    """Return the people whose measuring error fits the told places, or None."""
    places = {mark.get("region") for mark in told.get("pain") or () if isinstance(mark, dict)}
    for population in load_populations().values():
        if population.is_in_pain and places & set(population.regions):
            return population.id
    return None


def _shown(key: str, change: Change) -> tuple[str, ChangeShown]:
    """Return one change; its sentence and word as the library says them."""
    first, second = change.before.value, change.after.value
    mdc = change.mdc
    return key, ChangeShown(
        name=label(change),
        before=_value(change, first),
        after=_value(change, second),
        word=word(change),
        sentence=sentence(change),
        error=f"±{amount(change, mdc.value)}" if mdc else "",
        is_changed=change.verdict in ("raised", "lowered"),
        is_better=bool(change.is_better),
        less_is_better=load_scales()[_SCALES[key]].better == "lower",
        why=basis_sentence(change),
        notes=tuple(notes(change)),
        source_title=mdc.row.source.title if mdc else "",
        source_url=str(mdc.row.source.url or "") if mdc else "",
        bar=_bar(key, first, second, mdc=mdc.value if mdc else None),
    )


def _named(key: str, shown: ChangeShown) -> ChangeShown:
    """Return the change under the name the person knows; two pains are told apart."""
    fields = {one: getattr(shown, one) for one in ChangeShown.__slots__}
    if key not in ("pain", "moving"):
        return ChangeShown(**{**fields, "name": measure_here(shown.name)})
    words = "Pain with the movement" if key == "moving" else "Pain now"
    name = _("Pain with the movement") if key == "moving" else _("Pain now")
    said = shown.sentence.replace(shown.name, words, 1)
    return ChangeShown(**{**fields, "name": name, "sentence": said})


def _value(change: Change, value: float | None) -> str:
    """Return a value with its unit; what was not measured is said to be so."""
    if value is None:
        return _("not recorded")
    return ("-" if value < 0 else "") + amount(change, value)


def _bar(key: str, first: float | None, second: float | None, *, mdc: float | None) -> Bar:
    """Return where ring, disc and band of error stand."""
    at = first if first is not None else 0.0
    then = second if second is not None else at
    low, high = _span(key, at, then, mdc=mdc or 0.0)

    def x(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low or 1)
        return round(_INSET + share * (_WIDTH - 2 * _INSET), 1)

    if mdc is None:
        return Bar(x(at), x(then), None, 0.0)
    return Bar(x(at), x(then), x(at - mdc), round(x(at + mdc) - x(at - mdc), 1))


def _span(key: str, first: float, second: float, *, mdc: float) -> tuple[float, float]:
    """Return the ends of the drawn scale."""
    if key in ("pain", "moving"):
        return 0.0, 10.0
    low, high = min(first - mdc, second), max(first + mdc, second)
    room = _ROOM * (high - low or 1)
    return low - room, high + room

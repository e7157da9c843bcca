"""How the first questions are told: why each is asked, and what to do on a yes.

The same order serves the command line, the cards of the pages and the paper. Which questions
are open is decided in ``gate.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from unknot.facts.red_flags import load_red_flags, load_urgencies

if TYPE_CHECKING:
    from unknot.facts.red_flags import AlertUrgency
    from unknot.find.alerts import Alert
    from unknot.plan.gate import AskedByName

__all__ = ["TOGETHER", "Asked", "asked_for_a_reason", "by_urgency"]

TOGETHER: Final = "it counts together with the other answers."
"""What a yes means that does not decide alone."""
_NOTHING: Final[Mapping[str, Alert]] = MappingProxyType({})
_IF_YES: Final[Mapping[str, str]] = {
    "emergency_now": "A yes here may mean: call {emergency_number} now.",
    "same_day": "A yes here may mean: a doctor today.",
    "see_doctor": "A yes here may mean: a doctor within days.",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions that are asked for one reason, under what a yes to them means.

    Attributes
    ----------
    why
        Why they are asked, to be read after "because".
    on_yes
        The ids of the questions under what to do on a yes or a "not sure"; the emergency
        number is not filled in.
    """

    why: str
    on_yes: Mapping[str, tuple[str, ...]]

    @property
    def questions(self) -> tuple[str, ...]:
        """Every question in the order in which it is asked."""
        return tuple(flag for some in self.on_yes.values() for flag in some)


def asked_for_a_reason(
    questions: Iterable[str],
    by_name: Mapping[str, AskedByName],
    raised: Mapping[str, Alert] = _NOTHING,
) -> tuple[Asked, ...]:
    """Return the questions that what was told speaks of, put together by reason.

    Parameters
    ----------
    questions
        Ids of open questions; those not in ``by_name`` are passed over.
    raised
        What a yes to them raises in this person (`gate.raised_by_a_yes`), where it is more
        than by itself.
    """
    known, flags = load_urgencies(), load_red_flags()
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for flag in questions:
        if flag not in by_name:
            continue
        on_yes = found.setdefault(by_name[flag].why, {})
        alone = by_name[flag].do if by_name[flag].decides else TOGETHER
        more = raised.get(flag)
        if more and known[more.urgency].rank > known[flags[flag].urgency].rank:
            alone = more.do
        on_yes[alone] = (*on_yes.get(alone, ()), flag)
    return tuple(Asked(why, on_yes) for why, on_yes in found.items())


def by_urgency(
    questions: Iterable[str], raised: Mapping[str, Alert] = _NOTHING
) -> Mapping[str, tuple[str, ...]]:
    """Return questions under what a yes to one of them may mean, the most urgent first.

    Parameters
    ----------
    raised
        What a yes to them raises in this person (`gate.raised_by_a_yes`).
    """
    known = load_urgencies()
    found: dict[str, tuple[str, ...]] = {}
    for flag in sorted(questions, key=lambda one: -known[_urgency(one, raised)].rank):
        said = _IF_YES[_urgency(flag, raised)]
        found[said] = (*found.get(said, ()), flag)
    return found


def _urgency(flag: str, raised: Mapping[str, Alert]) -> AlertUrgency:
    """Return how urgent a yes is: that of the question, or more in this person."""
    own, more = load_red_flags()[flag].urgency, raised.get(flag)
    if more is None:
        return own
    return max(own, more.urgency, key=lambda one: load_urgencies()[one].rank)

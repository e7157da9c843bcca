"""Screen a person for warning signs: alerts, the questions still open, and their cards.

``alerts`` judges what was told, ``asking`` orders what was not; here both become one
answer, and the gate that every surface asks before it shows a ranking.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from unknot.facts.red_flags import AlertUrgency
from unknot.find.alerts import (
    NOTHING_REPORTED,
    Alert,
    Answer,
    Facts,
    ScreeningInput,
    alerts_for,
    load_facts,
    person_of,
)
from unknot.find.asking import ask_order, is_first

__all__ = [
    "LINES_A_CARD",
    "NOTHING_REPORTED",
    "Alert",
    "Answer",
    "Card",
    "Screening",
    "ScreeningInput",
    "cards",
    "first_priority_open",
    "screen",
]

LINES_A_CARD: Final = 6
"""So many questions fit on one card on a phone."""


@dataclass(frozen=True, slots=True)
class Screening:
    """What was found and what is still to be asked."""

    alerts: tuple[Alert, ...]
    """Most urgent first."""
    to_ask: tuple[str, ...]
    """Questions not yet answered, most important first."""
    first_priority_open: tuple[str, ...]
    """First-priority questions not yet answered: no ranking is shown before they are."""
    level: AlertUrgency | None
    stops: bool
    """True when plan, session and forecast stop."""
    summary: str


@dataclass(frozen=True, slots=True)
class Card:
    """Some questions of one condition, to be ticked together."""

    condition: str
    title: str
    questions: tuple[str, ...]
    """Ids, at most ``LINES_A_CARD``, most important first."""
    urgency: AlertUrgency
    """The highest a yes alone can raise."""


def screen(given: ScreeningInput, facts: Facts | None = None) -> Screening:
    """Screen a person for warning signs.

    Parameters
    ----------
    given
        What the person has told.
    facts
        Questions and rules; those of the package when left out.

    Returns
    -------
    Alerts, open questions, and whether everything else has to wait.

    Raises
    ------
    InvalidInput
        An id is not known, or an answer, the age or the sex cannot be used.
    """
    facts = facts or load_facts()
    person = person_of(given, facts)
    alerts = alerts_for(person, facts)
    order = ask_order(person, facts)
    level = alerts[0].urgency if alerts else None
    open_first = tuple(flag for flag in order if is_first(facts.flags[flag], person))
    return Screening(
        alerts=alerts,
        to_ask=order,
        first_priority_open=open_first,
        level=level,
        stops=level is not None and facts.urgencies[level].stops,
        summary=_summary(alerts, open_first, facts),
    )


def first_priority_open(given: ScreeningInput, facts: Facts | None = None) -> tuple[str, ...]:
    """Return the first-priority questions for the painted regions not yet answered.

    The gate: no ranking, plan or personal forecast is shown to a person before this is
    empty. A newly painted region brings back only its own new questions.
    """
    return screen(given, facts).first_priority_open


def cards(given: ScreeningInput, facts: Facts | None = None) -> tuple[Card, ...]:
    """Group the open questions into cards, the most urgent cards first.

    A third-priority question stands only on a card that has another open question or a
    yes. A condition with more than ``LINES_A_CARD`` questions fills several cards.
    """
    facts = facts or load_facts()
    person = person_of(given, facts)
    by_condition: dict[str, list[str]] = {}
    for flag in ask_order(person, facts):
        by_condition.setdefault(facts.flags[flag].condition, []).append(flag)
    opened = {facts.flags[flag].condition for flag in person.yes}
    found: list[Card] = []
    for condition, flags in by_condition.items():
        if condition not in opened and all(facts.flags[flag].priority == 3 for flag in flags):
            continue
        for start in range(0, len(flags), LINES_A_CARD):
            lines = tuple(flags[start : start + LINES_A_CARD])
            worst = max(
                (facts.flags[flag].urgency for flag in lines),
                key=lambda urgency: facts.urgencies[urgency].rank,
            )
            found.append(Card(condition, facts.conditions[condition].card, lines, worst))
    return tuple(sorted(found, key=lambda card: -facts.urgencies[card.urgency].rank))


def _summary(alerts: tuple[Alert, ...], open_first: tuple[str, ...], facts: Facts) -> str:
    """Say in one sentence where the screen stands, never more than is known."""
    if alerts:
        return facts.urgencies[alerts[0].urgency].label
    if open_first:
        return f"{NOTHING_REPORTED} {len(open_first)} first questions are still open."
    return NOTHING_REPORTED

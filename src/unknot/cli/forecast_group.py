"""The printed answer of ``unknot forecast --group``, for a person to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unknot.cli.page import Page
from unknot.facts.methods import load_methods
from unknot.facts.trial_evidence import load_trial_outcomes
from unknot.forecast.evidence.wording import amount, when

__all__ = ["group_page"]

_COLUMN: Final = 14
_NUMBER: Final = 8


def group_page(answered: Mapping[str, Any]) -> Page:
    """Return the printed answer; ``answered`` is the answer of the contract."""
    page = Page()
    outcome = load_trial_outcomes()[answered["outcome"]]
    method = load_methods()[answered["method"]]
    page.heading(f"{outcome.label} of a group: {method.label}")
    page.text(f"{outcome.unit}, before: {amount(outcome, answered['baseline'])}", indent=2)
    page.gap()
    page.labelled("When", "Mean".ljust(_NUMBER) + "8 of 10 such groups", indent=2, column=_COLUMN)
    columns = ("weeks", "mean", "lower80", "upper80")
    for week, mean, low, high in zip(*(answered[name] for name in columns), strict=True):
        row = amount(outcome, mean).ljust(_NUMBER)
        row += f"{amount(outcome, low)} to {amount(outcome, high)}"
        page.labelled(when(week), row, indent=2, column=_COLUMN)
    page.gap()
    for sentence in answered["sentences"]:
        page.text(f"- {sentence}", indent=2, hang=2)
    for name in answered["not_used"]:
        page.text(f"- Not used: {name}", indent=2, hang=2)
    return page

"""Read one case of prevention or of a home programme, with answers given on the command line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from unknot.cli.gate import NUMBER, ask_first, say_what_to_do_now
from unknot.cli.page import Page
from unknot.facts.red_flags import load_urgencies

if TYPE_CHECKING:
    from unknot.plan.gate import AskedByName

__all__ = ["gate_page", "with_answers"]


def with_answers(
    fields: dict[str, Any], *, yes: list[str] | None, no: list[str] | None, none: bool
) -> dict[str, Any]:
    """Return the case with further answers to warning-sign questions.

    Parameters
    ----------
    none
        Answer no to every first question that is open, but none that symptoms speak of.
    """
    given = {**dict.fromkeys(no or (), "no"), **dict.fromkeys(yes or (), "yes")}
    answers = fields.get("answers")
    if answers is not None and not isinstance(answers, dict):
        return fields
    fields = {**fields, "answers": {**(answers or {}), **given}}
    if none:
        from unknot.plan.gate import blanket_no  # noqa: PLC0415
        from unknot.prevent.told import plan_query_of  # noqa: PLC0415

        fields["answers"] = {**blanket_no(plan_query_of(fields)), **fields["answers"]}
    return fields


def gate_page(
    page: Page,
    told: dict[str, Any],
    *,
    number: str,
    may_show: bool,
    what: str,
    by_name: Mapping[str, AskedByName],
) -> bool:
    """Print what comes before everything else; say whether the rest may follow.

    Parameters
    ----------
    what
        What waits for the answers: "programme", "advice".
    by_name
        Questions that "none of these" does not answer, with why they are asked.
    """
    if any(one["kind"] == "warning_sign" for one in told["blocked_by"]):
        say_what_to_do_now(page, told["alerts"], number=number, can_wait="Everything else")
        return False
    if not may_show:
        ask_first(page, told["first_priority_open"], what=what, by_name=by_name, number=number)
        return False
    for alert in told["alerts"]:
        page.heading(load_urgencies()[alert["urgency"]].label)
        page.text(alert["why"])
        page.text(alert["do"].replace(NUMBER, number))
    return True

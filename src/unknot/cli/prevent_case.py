"""Read one case of prevention or of a home programme, with answers given on the command line."""

from __future__ import annotations

from typing import Any

from unknot.cli.page import Page
from unknot.errors import InvalidInput
from unknot.facts.red_flags import load_red_flags, load_urgencies

__all__ = ["case_from", "gate_page", "with_answers"]

NUMBER = "{emergency_number}"


def case_from(source: str) -> dict[str, Any]:
    """Return the case in a file or on standard input."""
    from unknot.cli.json_input import json_from, text_from  # noqa: PLC0415

    place = "Standard input" if source == "-" else f"'{source}'"
    fields = json_from(text_from(source), place=place)
    if not isinstance(fields, dict):
        raise InvalidInput(
            f"{place} holds {type(fields).__name__}, a case is one JSON object {{…}}. "
            "For many cases give one a line and add --lines."
        )
    return fields


def with_answers(
    fields: dict[str, Any], *, yes: list[str] | None, no: list[str] | None, none: bool
) -> dict[str, Any]:
    """Return the case with further answers to warning-sign questions.

    Parameters
    ----------
    none
        Answer no to every first question that is still open.
    """
    given = {**dict.fromkeys(no or (), "no"), **dict.fromkeys(yes or (), "yes")}
    answers = fields.get("answers")
    if answers is not None and not isinstance(answers, dict):
        return fields
    fields = {**fields, "answers": {**(answers or {}), **given}}
    if none:
        from unknot.plan.plan import screening_of  # noqa: PLC0415
        from unknot.prevent.told import plan_query_of  # noqa: PLC0415

        still_open = screening_of(plan_query_of(fields)).first_priority_open
        fields["answers"] = {**dict.fromkeys(still_open, "no"), **fields["answers"]}
    return fields


def gate_page(page: Page, told: dict[str, Any], *, number: str, may_show: bool, what: str) -> bool:
    """Print what comes before everything else; say whether the rest may follow.

    Parameters
    ----------
    what
        What waits for the answers: "programme", "advice".
    """
    if any(one["kind"] == "warning_sign" for one in told["blocked_by"]):
        _what_to_do_now(page, told, number)
        return False
    if not may_show:
        _questions_first(page, told, what)
        return False
    for alert in told["alerts"]:
        page.heading(load_urgencies()[alert["urgency"]].label)
        page.text(alert["why"])
        page.text(alert["do"].replace(NUMBER, number))
    return True


def _what_to_do_now(page: Page, told: dict[str, Any], number: str) -> None:
    """Say what to do now, and nothing else."""
    worst = told["alerts"][0]
    page.heading(load_urgencies()[worst["urgency"]].label)
    page.text(worst["do"].replace(NUMBER, number))
    for alert in told["alerts"]:
        page.gap()
        page.text(alert["why"])
        if alert["may_need_ruling_out"]:
            causes = ", ".join(alert["may_need_ruling_out"])
            page.text(f"A doctor will want to rule out, among other causes: {causes}.")
    page.gap()
    page.text("Everything else can wait. Show this page, with the answers, to whoever helps.")


def _questions_first(page: Page, told: dict[str, Any], what: str) -> None:
    """Ask the first warning-sign questions; the rest waits for their answers."""
    flags = load_red_flags()
    page.heading(f"Before any {what}: does any of these apply?")
    for flag in told["first_priority_open"]:
        page.text(f"- {flags[flag].question}  [{flag}]", indent=2, hang=2)
    page.heading("Then")
    page.text(
        "If none applies, run the same command with --none-of-these. If one does, add --yes "
        "and its name in brackets. Or put the answers into the case."
    )

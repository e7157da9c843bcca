"""What stands before a plan, a programme, advice or a forecast: warning signs, then questions.

The gate is that of ``unknot find``: an emergency or same-day sign replaces everything; while
first questions are open they are asked and nothing else is shown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from unknot.cli.page import Page
from unknot.facts.red_flags import load_red_flags, load_urgencies
from unknot.plan.asked_first import asked_for_a_reason, by_urgency

if TYPE_CHECKING:
    from unknot.find.alerts import Alert
    from unknot.plan.gate import AskedByName

__all__ = ["NUMBER", "ask_first", "say_what_to_do_now"]

NUMBER: Final = "{emergency_number}"
"""Where the facts leave room for the emergency number."""


def say_what_to_do_now(
    page: Page, alerts: Sequence[Mapping[str, Any]], *, number: str, can_wait: str
) -> None:
    """Say what to do now, and nothing else.

    Parameters
    ----------
    alerts
        As the contracts give them, most urgent first.
    number
        The emergency number.
    can_wait
        What is put off: "The points".
    """
    page.heading(load_urgencies()[alerts[0]["urgency"]].label)
    page.text(alerts[0]["do"].replace(NUMBER, number))
    for alert in alerts:
        page.gap()
        page.text(alert["why"])
        if alert["may_need_ruling_out"]:
            causes = ", ".join(alert["may_need_ruling_out"])
            page.text(f"A doctor will want to rule out, among other causes: {causes}.")
    page.gap()
    page.text(f"{can_wait} can wait. Show this page, with the answers, to whoever helps.")


def ask_first(
    page: Page,
    questions: Sequence[str],
    *,
    what: str,
    by_name: Mapping[str, AskedByName],
    number: str,
    is_in_case: bool = False,
    raised: Mapping[str, Alert] | None = None,
) -> None:
    """Ask the first warning-sign questions; what was wanted waits for their answers.

    Parameters
    ----------
    questions
        Ids of the open ones.
    what
        What waits: "plan".
    by_name
        Those that "none of these" does not answer, with why they are asked.
    number
        The emergency number.
    is_in_case
        The command takes single answers from the case only, not as options.
    raised
        What a yes to them raises in this person, where that was looked up.
    """
    flags = load_red_flags()
    raised = raised or {}
    named = [flag for flag in questions if flag in by_name]
    others = [flag for flag in questions if flag not in by_name]
    one_or_any = "does this apply?" if len(questions) == 1 else "does any of these apply?"
    page.heading(f"Before any {what}: {one_or_any}")
    page.text("Not sure? Answer yes. If one of them is happening now, do not read on: get help.")
    for asked in asked_for_a_reason(named, by_name, raised):
        page.gap()
        page.text(f"Asked because {asked.why}.")
        for do, some in asked.on_yes.items():
            for flag in some:
                page.text(f"- {flags[flag].question}  [{flag}]", indent=2, hang=2)
            to_any = "" if len(some) == 1 else " to any of these"
            page.text(f"If yes or not sure{to_any}: {do.replace(NUMBER, number)}", indent=4)
    for said, some in by_urgency(others, raised).items():
        page.gap()
        page.text(said.replace(NUMBER, number))
        for flag in some:
            page.text(f"- {flags[flag].question}  [{flag}]", indent=2, hang=2)
    page.heading("Then")
    if named:
        page.text(_by_name(named, is_in_case=is_in_case))
    if others:
        page.text(_by_blanket(has_named=bool(named), is_in_case=is_in_case))


def _by_name(named: Sequence[str], *, is_in_case: bool) -> str:
    """Say how the questions that what was told speaks of are answered."""
    first = named[0]
    how = f'put "answers": {{"{first}": "no"}} into the case, or "yes"'
    if not is_in_case:
        how = f"--no {first}, or --yes {first}"
    if len(named) == 1:
        return f"What you told makes this question matter, so answer it by name: {how}."
    return (
        f"What you told makes the first {len(named)} matter, so answer each of them by name, "
        f"such as: {how}."
    )


def _by_blanket(*, has_named: bool, is_in_case: bool) -> str:
    """Say how the other questions are answered."""
    none = "If none of the others applies" if has_named else "If none applies"
    one = (
        'put its name in brackets into the answers of the case, such as {"stroke": "yes"}.'
        if is_in_case
        else "add --yes and its name in brackets. Or put the answers into the case."
    )
    return f"{none}, run the same command with --none-of-these. If one does, {one}"

"""What stands before a plan, a programme, advice or a forecast: warning signs, then questions.

The gate is that of ``unknot find``: an emergency or same-day sign replaces everything; while
first questions are open they are asked and nothing else is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from unknot.cli.page import Page
from unknot.facts.red_flags import load_red_flags, load_urgencies

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


def ask_first(page: Page, questions: Iterable[str], *, what: str, if_one_does: str) -> None:
    """Ask the first warning-sign questions; what was wanted waits for their answers.

    Parameters
    ----------
    questions
        Ids of the open ones.
    what
        What waits: "plan".
    if_one_does
        How to say yes with this command.
    """
    flags = load_red_flags()
    page.heading(f"Before any {what}: does any of these apply?")
    for flag in questions:
        page.text(f"- {flags[flag].question}  [{flag}]", indent=2, hang=2)
    page.heading("Then")
    page.text(
        "If none applies, run the same command with --none-of-these. If one does, " + if_one_does
    )

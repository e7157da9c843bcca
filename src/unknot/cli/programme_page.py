"""The printed programme: when to stop, a week at a glance, then each thing in plain words.

The gate is that of ``unknot find``: while first warning-sign questions are open the page
asks them and shows no programme; an emergency or same-day sign replaces everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from unknot.cli.gate import NUMBER
from unknot.cli.page import Page
from unknot.cli.prevent_case import gate_page
from unknot.prevent.telling import (
    DAYS,
    LIMITS,
    changed_in_words,
    left_out_joined,
    things_in_order,
    week_notes,
)

if TYPE_CHECKING:
    from unknot.plan.gate import AskedByName

__all__ = ["programme_page", "show_breaks"]

_MINUTE: Final = 60
_SAID_ONCE: Final = ("feel", "why", "evidence")


def programme_page(
    told: dict[str, Any], *, number: str, may_show: bool, by_name: Mapping[str, AskedByName]
) -> Page:
    """Return the printed programme.

    Parameters
    ----------
    told
        The answer of the contract.
    number
        The emergency number.
    """
    page = Page()
    if gate_page(page, told, number=number, may_show=may_show, what="programme", by_name=by_name):
        if told["blocked_by"]:
            page.heading("No programme now")
            for one in told["blocked_by"]:
                page.text(f"- {one['why']} {one['do']}", hang=2)
        else:  # whoever works alone reads first what to ask and when to stop
            _list(page, "Before you begin", told["before_you_begin"])
            _list(page, "Stop at once if", told["stop_if"])
            _week(page, told)
            said: set[str] = set()
            for place, thing in enumerate(things_in_order(told), 1):
                _thing(page, thing, place, said=said)
            _beside(page, told, number)
        show_breaks(page, told["breaks"])
        _left_out(page, told)
        page.heading("Please note")
        page.text(LIMITS)
    return page


def _week(page: Page, told: dict[str, Any]) -> None:
    """Print the seven days with the numbers of the things."""
    week = told["week"]
    places = {thing["id"]: str(n) for n, thing in enumerate(things_in_order(told), 1)}
    title = f"Week {week['number']}"
    page.heading(f"{title}, from {week['from']}" if week["from"] else title)
    for day in week["days"]:
        what = ", ".join(places[one] for one in day["things"])
        minutes = f"{day['minutes']:.0f} min" if day["minutes"] >= 1 else "under a minute"
        line = "rest" if day["rest"] else f"{what:<9}  {minutes}"
        page.text(f"{DAYS[day['day']]:<11}{line}", indent=2)
    for line in week_notes(told):
        page.text(line)


def _thing(page: Page, thing: dict[str, Any], place: int, *, said: set[str]) -> None:
    """Print one thing; reasons, grades and cautions are said once."""
    page.heading(f"{place}. {thing['title']}")
    evidence = thing["evidence"]
    labelled = [
        ("when", ", ".join(DAYS[day] for day in thing["days"]) or "when it has rested"),
        ("need", None if thing["do"].startswith("You need") else thing["tool_in_words"]),
        ("find it", thing["find"]),
        ("do", thing["do"]),
        ("how much", _sentence(thing["amount"])),
        ("feel", _sentence(thing["feel"])),
        ("now", changed_in_words(thing)),
        ("why", thing["why"]),
        ("evidence", f"{evidence['grade']} ({evidence['for']})"),
    ]
    for label, text in labelled:
        if text and (label not in _SAID_ONCE or f"{thing['method']} {text}" not in said):
            page.labelled(label, text, indent=3, column=11)
        if text:
            said.add(f"{thing['method']} {text}")
    for line in thing["cautions"]:
        if line not in said:
            page.text(f"! {line}", indent=3, hang=2)
        said.add(line)


def _sentence(text: str) -> str:
    """Begin with a capital letter and end with a stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _beside(page: Page, told: dict[str, Any], number: str) -> None:
    """Print what belongs beside the things."""
    _list(page, "Usual afterwards", (one["text"] for one in told["normal_afterwards"]))
    _list(
        page,
        "Not usual, and what to do",
        (f"{one['text']} {one['do']}".replace(NUMBER, number) for one in told["not_normal"]),
    )
    _list(page, "The next day", told["next_day"])


def _list(page: Page, title: str, lines: Iterable[str]) -> None:
    """Print a list under a heading; nothing when it is empty."""
    found = list(lines)
    if found:
        page.heading(title)
    for line in found:
        page.text(f"- {line}", indent=2, hang=2)


def show_breaks(page: Page, breaks: list[dict[str, Any]]) -> None:
    """Print sets of movements."""
    for one in breaks:
        minutes = max(1, round(one["seconds"] / _MINUTE))
        page.heading(f"{one['title']} ({minutes} min): {one['when']}")
        for move in one["moves"]:
            page.text(f"- {move['name']}: {move['how']}", indent=2, hang=2)
        if one["left_out"]:
            page.text(f"Left out for you: {', '.join(one['left_out'])}.", indent=2)


def _left_out(page: Page, told: dict[str, Any]) -> None:
    """Print what is left out and because of what, the same reason once."""
    _list(page, "Left out", (f"{what}. {because}" for what, because in left_out_joined(told)))

"""The printed programme: a week at a glance, then each thing in plain words.

The gate is that of ``unknot find``: while first warning-sign questions are open the page
asks them and shows no programme; an emergency or same-day sign replaces everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from unknot.cli.gate import NUMBER
from unknot.cli.page import Page
from unknot.cli.prevent_case import gate_page

__all__ = ["ALONE", "programme_page", "show_breaks"]

LIMITS: Final = (
    "This programme names no disease and rules none out. It was made from what was told, not "
    "from an examination. Who feels it decides: less is always allowed, and stopping too."
)
_DAYS: Final[Mapping[str, str]] = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday", "fri": "Friday",
    "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
_MINUTE: Final = 60
_SAID_ONCE: Final = ("feel", "why", "evidence")
ALONE: Final = ("The person says stop", "You want to stop")
"""Alone at home nobody else is asked."""


def programme_page(
    told: dict[str, Any], *, number: str, may_show: bool, by_name: Mapping[str, str]
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
        else:
            _week(page, told)
            said: set[str] = set()
            for place, thing in enumerate(_in_order(told), 1):
                _thing(page, thing, place, said=said)
            _beside(page, told, number)
        show_breaks(page, told["breaks"])
        _left_out(page, told)
        page.heading("Please note")
        page.text(LIMITS)
    return page


def _in_order(told: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the things in the order in which they first come up in the week."""
    by_id = {thing["id"]: thing for thing in told["things"]}
    seen = dict.fromkeys(id_ for day in told["week"]["days"] for id_ in day["things"])
    return [by_id.pop(id_) for id_ in seen] + list(by_id.values())


def _week(page: Page, told: dict[str, Any]) -> None:
    """Print the seven days with the numbers of the things."""
    week = told["week"]
    places = {thing["id"]: str(n) for n, thing in enumerate(_in_order(told), 1)}
    title = f"Week {week['number']}"
    page.heading(f"{title}, from {week['from']}" if week["from"] else title)
    for day in week["days"]:
        what = ", ".join(places[one] for one in day["things"])
        minutes = f"{day['minutes']:.0f} min" if day["minutes"] >= 1 else "under a minute"
        line = "rest" if day["rest"] else f"{what:<9}  {minutes}"
        page.text(f"{_DAYS[day['day']]:<11}{line}", indent=2)
    if all(thing["change"] == "start" for thing in told["things"]):
        page.text("Everything begins gently. It grows when it went well, never after too sore.")
    if week["shorter_by"]:
        page.text("The days are a little shorter, so that they fit. That is fine.")
    if week["pain_is_up"]:
        page.text(
            "Last week hurt more than the one before. Nothing goes up. If that goes on for "
            "another week, ask a practitioner."
        )


def _thing(page: Page, thing: dict[str, Any], place: int, *, said: set[str]) -> None:
    """Print one thing; reasons, grades and cautions are said once."""
    page.heading(f"{place}. {thing['title']}")
    evidence = thing["evidence"]
    labelled = [
        ("when", ", ".join(_DAYS[day] for day in thing["days"]) or "when it has rested"),
        ("need", None if thing["do"].startswith("You need") else thing["tool_in_words"]),
        ("find it", thing["find"]),
        ("do", thing["do"]),
        ("how much", _sentence(thing["amount"])),
        ("feel", _sentence(thing["feel"])),
        ("now", _changed(thing)),
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


def _changed(thing: dict[str, Any]) -> str | None:
    """Say what became of a thing, and until when it rests; the beginning is said once for all."""
    rests = thing["rests_until"]
    if rests:
        return f"{thing['change_in_words']} It rests until {rests}."
    return None if thing["change"] == "start" else str(thing["change_in_words"])


def _sentence(text: str) -> str:
    """Begin with a capital letter and end with a stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _beside(page: Page, told: dict[str, Any], number: str) -> None:
    """Print what belongs beside the things."""
    _list(page, "Stop at once if", (line.replace(*ALONE) for line in told["stop_if"]))
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
    found: dict[str, list[str]] = {}
    for one in told["left_out"]:
        found.setdefault(one["because"], []).append(one["what"].removesuffix(": the whole point"))
    _list(page, "Left out", (f"{'; '.join(what)}. {why}" for why, what in found.items()))

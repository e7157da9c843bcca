"""Show a break and take the answer: as a notification with buttons, or in the terminal."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Final

import typer

from unknot.cli.page import Page
from unknot.reminders.carried import Offer
from unknot.reminders.rhythm import Reply

__all__ = [
    "Ask",
    "ask_by_notice",
    "ask_in_terminal",
    "can_notify",
    "offer_page",
    "tell",
    "way_to_ask",
]

Ask = Callable[[Offer], Reply]
_SHOWN_S: Final = 300
"""A notification stays for so long; then it counts as skipped; product default. [s]"""
_BUTTONS: Final[tuple[tuple[Reply, str], ...]] = (
    ("done", "Done"), ("later", "Later"), ("partly", "Partly"), ("too_sore", "Too sore"),
)  # fmt: skip
"""In this order: some desktops show only the first two or three."""
_KEYS: Final[Mapping[str, Reply]] = {
    "d": "done", "p": "partly", "s": "too_sore", "l": "later", "": "skipped",
}  # fmt: skip
_QUESTION: Final = "[d]one  [p]artly  too [s]ore  [l]ater  Enter: not now"
_QUESTION_OF_MOVES: Final = "[d]one  [l]ater  Enter: not now"


def can_notify() -> bool:
    """Whether notifications with buttons can be sent from here: Linux, in a desktop session."""
    has_program = sys.platform.startswith("linux") and shutil.which("notify-send") is not None
    bus = Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "bus"
    return has_program and ("DBUS_SESSION_BUS_ADDRESS" in os.environ or bus.exists())


def way_to_ask(*, in_terminal: bool) -> tuple[Ask, str]:
    """Return how to ask here, and that in words."""
    if not in_terminal and can_notify():
        return ask_by_notice, "as notifications"
    return ask_in_terminal, "here in the terminal"


def ask_by_notice(offer: Offer) -> Reply:
    """Show a notification with buttons; closed, or not answered for a while, is skipped."""
    wanted = [one for one in _BUTTONS if offer.thing or one[0] in ("done", "later")]
    buttons = [f"--action={name}={words}" for name, words in wanted]
    command = [
        "notify-send", "--app-name=Unknot", "--urgency=normal",
        f"--expire-time={_SHOWN_S * 1000}", *buttons, _title(offer), escape(_body(offer)),
    ]  # fmt: skip
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_SHOWN_S, check=False
        )
    except subprocess.TimeoutExpired:
        return "skipped"
    except OSError:
        return ask_in_terminal(offer)
    if done.returncode != 0:  # nobody shows notifications here
        return ask_in_terminal(offer)
    pressed = done.stdout.strip()
    return next((name for name, _ in _BUTTONS if name == pressed), "skipped")


def ask_in_terminal(offer: Offer) -> Reply:
    """Print the break and wait for a letter."""
    offer_page(offer).show()
    question = _QUESTION if offer.thing else _QUESTION_OF_MOVES
    while True:
        try:
            typed = input(f"{question} > ")
        except EOFError:  # nobody can answer here
            typer.echo("")
            return "skipped"
        reply = _KEYS.get(typed.strip().lower()[:1])
        if reply is not None and (offer.thing or reply not in ("partly", "too_sore")):
            return reply
        typer.echo("Type one of the letters in brackets, or just Enter.")


def tell(words: str) -> None:
    """Show a line as a notification where that can be done; the terminal has it anyway."""
    if can_notify():
        subprocess.run(
            ["notify-send", "--app-name=Unknot", "Unknot", escape(words)],
            capture_output=True, timeout=_SHOWN_S, check=False,
        )  # fmt: skip


def offer_page(offer: Offer) -> Page:
    """Return the break as a page of text."""
    page = Page()
    if offer.moves is not None:
        page.heading(f"{offer.moves.title} ({offer.moves.seconds} s)")
        for move in offer.moves.moves:
            page.text(f"- {move.name}: {move.how}", indent=2, hang=2)
    thing = offer.thing
    if thing is not None:
        page.heading(f"From your programme: {thing.title}")
        labelled = (
            ("find it", thing.find), ("do", thing.do), ("how much", f"{thing.amount}."),
            ("feel", thing.feel),
        )  # fmt: skip
        for label, text in labelled:
            if text:
                page.labelled(label, text, indent=2, column=10)
        for line in thing.cautions:
            page.text(f"! {line}", indent=2, hang=2)
    if offer.stop_if:
        page.heading("Stop at once if")
        for line in offer.stop_if:
            page.text(f"- {line}", indent=2, hang=2)
    return page


def _title(offer: Offer) -> str:
    """Return the title of a notification."""
    if offer.thing is None and offer.moves is not None:
        return offer.moves.title
    return "A break, and one thing of your programme" if offer.moves else "From your programme"


def _body(offer: Offer) -> str:
    """Return the text of a notification."""
    lines = [] if offer.moves is None else [f"{m.name}: {m.how}" for m in offer.moves.moves]
    if offer.thing is not None:
        lines += [""] if lines else []
        lines += [f"{offer.thing.title}: {offer.thing.amount}. {offer.thing.do}"]
        lines += [f"! {line}" for line in offer.thing.cautions]
    return "\n".join(lines)

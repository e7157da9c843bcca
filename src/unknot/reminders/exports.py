"""The movements of a programme as files for Safe Eyes, Workrave and Stretchly.

Only the movements of the breaks go out, never a thing with a dose: those programs repeat what
they are given all day and do not know the day of the week, so a dose would be given many times.
Nothing flows back from them; ``unknot breaks`` is for that.

References
----------
Safe Eyes 2.1.5, ``config/safeeyes.json``; Workrave 1.10, ``exercises.xml``; Stretchly,
``app/utils/defaultSettings.js`` and its default ideas.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, Literal
from xml.etree import ElementTree as ET

from unknot.errors import InvalidInput
from unknot.reminders.carried import Carried, MoveSet

__all__ = ["PROGRAMS", "Program", "exported", "merged"]

Program = Literal["safe-eyes", "workrave", "stretchly"]
PROGRAMS: Final[tuple[Program, ...]] = ("safe-eyes", "workrave", "stretchly")
_SAFE_EYES_FORM: Final = "6.0.3"
"""Version of the configuration of Safe Eyes 2.1.5, in its own file."""
_DEFAULT_EVERY: Final = 30
"""Where the facts name no rhythm for these breaks; product default. [min]"""
_LONG_AFTER: Final = 2
"""A whole set comes after so many short breaks; product default."""
_SAFE_EYES_PLUGINS: Final[tuple[tuple[str, dict[str, Any]], ...]] = (
    ("donotdisturb", {"skip_break_windows": "", "take_break_windows": "", "unfullscreen": True,
                      "while_on_battery": False}),
    ("notification", {}),
    ("trayicon", {"show_time_in_tray": False, "allow_disabling": True,
                  "disable_options": [{"time": 1, "unit": "hour"}]}),
    ("smartpause", {"idle_time": 5, "interpret_idle_as_break": True,
                    "postpone_if_active": False}),
)  # fmt: skip
"""Switched on: not in full screen, and time away counts as a break."""


def exported(carried: Carried, program: Program) -> str:
    """Return the text of the file for a program.

    Raises
    ------
    InvalidInput
        The programme carries no breaks.
    """
    _check(carried)
    if program == "workrave":
        return _workrave(carried)
    values = _safe_eyes(carried) if program == "safe-eyes" else _stretchly(carried)
    return json.dumps(values, indent=4, ensure_ascii=False) + "\n"


def merged(carried: Carried, program: Program, held: str) -> str:
    """Return somebody's own file with the breaks of the programme in it, all else kept.

    Parameters
    ----------
    held
        The text of the file as it stands.

    Raises
    ------
    InvalidInput
        The file is not of that program, or cannot be read.
    """
    _check(carried)
    if program == "workrave":
        return _into_workrave(carried, held)
    try:
        own = json.loads(held)
    except ValueError as error:
        raise _not_its_file(program) from error
    wanted = "short_breaks" if program == "safe-eyes" else "microbreakIdeas"
    is_its_own = isinstance(own, Mapping) and (program == "stretchly" or wanted in own)
    if not is_its_own:
        raise _not_its_file(program)
    fresh = _safe_eyes(carried) if program == "safe-eyes" else _stretchly(carried)
    new = {name: value for name, value in fresh.items() if name not in ("meta", "plugins")}
    return json.dumps({**own, **new}, indent=4, ensure_ascii=False) + "\n"


def _check(carried: Carried) -> None:
    """Refuse a programme without breaks."""
    if not carried.sets:
        raise InvalidInput(
            "There are no breaks to export. Say what the days are like: put \"who\": \"desk\" (or "
            "driver, musician, runner, new_parent) into the case, or add --who desk.",
            where="who",
        )  # fmt: skip


def _not_its_file(program: Program) -> InvalidInput:
    """Complain about a file that is not of the program."""
    return InvalidInput(
        f"The file named by --into is not a configuration of {program}. Start {program} once so "
        "that it writes its own, or leave out --into and take a new file with -o.",
        where="--into",
    )


def _safe_eyes(carried: Carried) -> dict[str, Any]:
    """Return a configuration of Safe Eyes: each movement a short break, each set a long one."""
    every = carried.every_minutes or _DEFAULT_EVERY
    moves = {move.name: move for one in carried.sets for move in one.moves}
    return {
        "meta": {"config_version": _SAFE_EYES_FORM},
        "random_order": False,
        "short_break_interval": every,
        "long_break_interval": every * (_LONG_AFTER + 1),
        "short_breaks": [
            {"name": f"{move.name}. {move.how}", "duration": move.seconds}
            for move in moves.values()
        ],
        "long_breaks": [
            {"name": _set_in_words(one), "duration": one.seconds} for one in carried.sets
        ],
        "plugins": [
            {"id": name, "enabled": True, "version": "0.0.0", "settings": settings}
            for name, settings in _SAFE_EYES_PLUGINS
        ],
    }


def _stretchly(carried: Carried) -> dict[str, Any]:
    """Return preferences of Stretchly: an idea is a text, or a title with a text."""
    every = carried.every_minutes or _DEFAULT_EVERY
    moves = {move.name: move for one in carried.sets for move in one.moves}
    longest = max(move.seconds for move in moves.values())
    return {
        "microbreakInterval": every * 60_000,
        "microbreakDuration": longest * 1_000,
        "breakInterval": _LONG_AFTER,
        "breakDuration": max(one.seconds for one in carried.sets) * 1_000,
        "ideas": True,
        "useIdeasFromSettings": True,
        "naturalBreaks": True,
        "monitorDnd": True,
        "microbreakIdeas": [
            {"data": f"{move.name}. {move.how}", "enabled": True} for move in moves.values()
        ],
        "breakIdeas": [
            {"data": [one.title, _moves_in_words(one)], "enabled": True} for one in carried.sets
        ],
    }


def _workrave(carried: Carried) -> str:
    """Return exercises of Workrave."""
    return _as_xml(_exercises(carried))


def _into_workrave(carried: Carried, held: str) -> str:
    """Put the exercises before those of a file; ours of an earlier time are replaced."""
    try:
        root = ET.fromstring(held)  # noqa: S314 -- the person's own file, on this machine
    except ET.ParseError as error:
        raise _not_its_file("workrave") from error
    if root.tag != "exercises":
        raise _not_its_file("workrave")
    ours = _exercises(carried)
    titles = {one.findtext("title") for one in ours}
    others = [one for one in root if one.findtext("title") not in titles]
    root[:] = [*ours, *others]
    return _as_xml(root)


def _exercises(carried: Carried) -> ET.Element:
    """Return the movements as exercises; they have no pictures."""
    root = ET.Element("exercises")
    moves = {move.name: move for one in carried.sets for move in one.moves}
    for move in moves.values():
        exercise = ET.SubElement(root, "exercise")
        ET.SubElement(exercise, "title").text = move.name
        ET.SubElement(exercise, "description").text = move.how
        ET.SubElement(exercise, "sequence", duration=str(move.seconds))
    return root


def _as_xml(root: ET.Element) -> str:
    """Return XML as Workrave's own file is written."""
    ET.indent(root)
    body = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'


def _set_in_words(one: MoveSet) -> str:
    """Return a whole set in one text."""
    return f"{one.title}. {_moves_in_words(one)}"


def _moves_in_words(one: MoveSet) -> str:
    """Return the movements of a set, one after the other."""
    return " ".join(f"{move.name}: {move.how}" for move in one.moves)

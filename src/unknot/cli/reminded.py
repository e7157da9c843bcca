"""Read the programme that reminders carry, behind the same gate as ``unknot programme``."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import typer

from unknot.cli.exits import STOPPED_FOR_SAFETY
from unknot.cli.json_input import case_from, text_from
from unknot.cli.page import Page
from unknot.cli.prevent_case import gate_page, with_answers
from unknot.errors import InvalidInput
from unknot.prevent.told import DidWhat
from unknot.reminders.answers import answer_line, answers_from, told_on, with_answers_told
from unknot.reminders.carried import Carried, carried_from

__all__ = [
    "AnswersGiven",
    "FileKeeper",
    "carried_of",
    "copy_beside",
    "day_option",
    "log_beside",
    "new_file",
    "programme_case",
]

_LOG: Final = ".done.jsonl"
_MOST_COPIES: Final = 1000


@dataclass(frozen=True, slots=True)
class AnswersGiven:
    """Answers to warning-sign questions on the command line, and the rest that changes a case."""

    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    none: bool = False
    who: str | None = None
    country: str | None = None

    def put_into(self, fields: dict[str, Any]) -> dict[str, Any]:
        """Return the case with them."""
        if self.who is not None:
            fields = {**fields, "who": self.who}
        return with_answers(fields, yes=list(self.yes), no=list(self.no), none=self.none)


def carried_of(fields: Mapping[str, Any], *, day: date, country: str | None = None) -> Carried:
    """Return what reminders carry on a day.

    Raises
    ------
    typer.Exit
        A warning sign stops, or first questions are open; what to do was printed instead.
    InvalidInput
        The case cannot be used.
    """
    from unknot.cli.find_page import emergency_number  # noqa: PLC0415 -- loads the network
    from unknot.plan.gate import asked_by_name  # noqa: PLC0415
    from unknot.prevent.programme import programme_from  # noqa: PLC0415
    from unknot.prevent.programme_json import programme_as_json  # noqa: PLC0415
    from unknot.prevent.told import programme_query_from  # noqa: PLC0415

    found = programme_from(programme_query_from({**fields, "now": day.isoformat()}))
    told = programme_as_json(found)
    if not found.may_show:
        page = Page()
        number = emergency_number(country or found.query.plan.country)
        by_name = asked_by_name(found.query.plan)
        gate_page(page, told, number=number, may_show=False, what="reminder", by_name=by_name)
        page.show()
        raise typer.Exit(STOPPED_FOR_SAFETY)
    return carried_from(told)


def programme_case(source: str) -> dict[str, Any]:
    """Return the case of a programme; the answer made from one is refused."""
    fields = case_from(source)
    if "things" in fields and "week" in fields:
        raise InvalidInput(
            "This is an answer of 'unknot programme --json'. Give the case it was made from: "
            "points and person, so that each new week can follow from what was done.",
            where="FILE",
        )
    return fields


@dataclass(frozen=True, slots=True)
class FileKeeper:
    """A programme from a case in a file; what was done goes into a file of JSON lines.

    Attributes
    ----------
    case
        The file of the case.
    log
        Where lines are added; None: nowhere.
    """

    case: str
    log: Path | None
    given: AnswersGiven

    def fields(self) -> dict[str, Any]:
        """Return the case with everything that was done."""
        fields = self.given.put_into(programme_case(self.case))
        return with_answers_told(fields, self._answers())

    def carried(self, day: date) -> Carried:
        """Return what there is on a day, as the file tells it now."""
        return carried_of(self.fields(), day=day, country=self.given.country)

    def told_on(self, day: date) -> frozenset[str]:
        """Return the things of which something is told on a day."""
        held = self.fields().get("done") or []
        return told_on([one for one in held if isinstance(one, dict)], day)

    def keep(self, item: str, did: DidWhat, *, day: date) -> None:
        """Add a line."""
        if self.log is None:
            return
        try:
            opened = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
            with os.fdopen(opened, "a", encoding="utf-8") as stream:
                stream.write(answer_line(item, did, at=day))
        except OSError as error:
            raise InvalidInput(
                f"'{self.log}' cannot be written: {error.strerror}. Name another file with --log.",
                where="--log",
            ) from error

    def _answers(self) -> list[dict[str, Any]]:
        """Return what the file of lines holds."""
        if self.log is None or not self.log.exists():
            return []
        return answers_from(text_from(str(self.log)), place=f"'{self.log}'")


def log_beside(case: str) -> Path:
    """Return where the lines of a case are written unless another file is named."""
    path = Path(case)
    return path.with_name(path.name.removesuffix(".json") + _LOG)


def day_option(text: str | None, now: datetime) -> date:
    """Return the day that was asked for, or today."""
    if text is None:
        return now.date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidInput(
            f"--day is a date, such as 2026-11-24, not '{text[:40]}'.", where="--day"
        ) from error


def new_file(path: Path, text: str, *, option: str = "-o") -> None:
    """Write a file that is not there yet.

    Raises
    ------
    InvalidInput
        It is there, or cannot be written.
    """
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError as error:
        raise InvalidInput(
            f"'{path}' is there already and is not overwritten. Name a new file.", where=option
        ) from error
    except OSError as error:
        raise InvalidInput(
            f"'{path}' cannot be written: {error.strerror}.", where=option
        ) from error


def copy_beside(path: Path, text: str) -> Path:
    """Put a text in the place of a file, after a copy of the file was made beside it.

    Raises
    ------
    InvalidInput
        The file cannot be copied or written; then it is as it was.
    """
    for number in range(1, _MOST_COPIES):
        kept = path.with_name(f"{path.name}.before-unknot-{number}")
        if not kept.exists():
            break
    new = path.with_name(f"{path.name}.new")
    try:
        shutil.copy2(path, kept)
        new.write_text(text, encoding="utf-8")
        shutil.copymode(path, new)
        new.replace(path)
    except OSError as error:
        raise InvalidInput(
            f"'{path}' cannot be changed: {error.strerror}. It is as it was.", where="--into"
        ) from error
    return kept

"""The diary's door for a device: entries that waited there are merged by their ids.

In comes ``{"entries": [{"id", "at", "pain", …}], "outcomes": [{"id", "at", "day", "item",
"outcome"}]}``, in any order and any number of times; out goes what was kept, what was known, and
what is refused and why. Outcomes are marks at things of the programme; they may be left out.
A request that cannot be read is answered with problem+json (RFC 9457), with the path of the
field in ``where``. The request carries the session and the mark against forgery, as every form
does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from unknot.errors import InvalidInput
from unknot.json_text import value_of_json
from unknot.web.diaries.actions import VALUES, merge_entries
from unknot.web.diaries.programme_actions import MARKS, Mark, merge_marks
from unknot.web.episodes.foretold import belief_kept_up
from unknot.web.people.gate import account_of, episode_for

__all__ = ["take_entries"]

MOST_ENTRIES: Final = 2_000
_Sent = tuple[UUID, datetime, Mapping[str, Any]]
_TITLES: Final = {
    400: "This is no JSON",
    403: "The pages are closed",
    404: "There is no such diary",
    405: "Post entries here",
    413: "This is too much at once",
    415: "This is not said to be JSON",
    422: "An entry cannot be read",
}


class _Refused(InvalidInput):
    """A request that is not taken; carries the status that says why."""

    def __init__(self, message: str, *, status: int, where: str = "") -> None:
        super().__init__(message, where=where)
        self.status = status


def take_entries(request: HttpRequest, *, episode_id: UUID) -> HttpResponse:
    """Merge the entries that a device kept."""
    try:
        account = account_of(request)
        if account is None:
            raise _Refused("Open the pages first, by the link that 'unknot serve' prints.",
                           status=403)  # fmt: skip
        episode = episode_for(account, episode_id)
        posted = _posted(request)
        sent, marks = _entries(posted), _marks(posted)
    except Http404:
        return _problem(404, "Check the address.", "")
    except InvalidInput as error:
        return _problem(getattr(error, "status", 422), str(error), error.where)
    now = timezone.now()
    merged = (
        merge_entries(episode, sent, by=account, now=now),
        merge_marks(episode, marks, by=account, now=now),
    )
    belief_kept_up(episode, now=now)
    refused = {one: why for part in merged for one, why in part.refused.items()}
    return JsonResponse(
        {
            "kept": [str(one) for part in merged for one in part.kept],
            "known": [str(one) for part in merged for one in part.known],
            "refused": [{"id": str(one), "why": why} for one, why in refused.items()],
        }
    )


def _posted(request: HttpRequest) -> Any:
    """Return the JSON that was posted."""
    if request.method != "POST":
        raise _Refused("Nothing can be looked up at this address.", status=405)
    if request.content_type != "application/json":
        raise _Refused("Send the header 'Content-Type: application/json'.", status=415)
    try:
        text = request.body.decode()
        return value_of_json(text, place="The request", remedy="Send an object with 'entries'.")
    except RequestDataTooBig as error:
        raise _Refused("Send fewer entries at a time.", status=413) from error
    except UnicodeDecodeError as error:
        raise _Refused("Send JSON in UTF-8.", status=400) from error
    except InvalidInput as error:
        raise _Refused(str(error), status=400, where=error.where) from error


def _entries(fields: Any) -> list[_Sent]:
    """Return the entries, each with id, time and values."""
    is_object = isinstance(fields, dict)
    given = fields.get("entries", [] if "outcomes" in fields else None) if is_object else None
    return [_entry(one, f"entries[{n}]") for n, one in enumerate(_list(given, "entries"))]


def _marks(fields: Any) -> list[Mark]:
    """Return the marks at things of the programme; none is an empty list."""
    given = _list(fields.get("outcomes", []), "outcomes")
    return [_mark(one, f"outcomes[{n}]") for n, one in enumerate(given)]


def _list(given: Any, name: str) -> list[Any]:
    """Return a list that is not too long."""
    if not isinstance(given, list):
        raise InvalidInput(f"'{name}' is a list of {name}.", where=name)
    if len(given) > MOST_ENTRIES:
        raise InvalidInput(
            f"{len(given)} {name} came; send at most {MOST_ENTRIES} at a time.", where=name
        )
    return given


def _mark(given: Any, where: str) -> Mark:
    """Return one mark."""
    names = ("id", "at", "day", "item", "outcome")
    if not isinstance(given, dict) or sorted(given) != sorted(names):
        raise InvalidInput(f"'{where}' is an object with {', '.join(names)}.", where=where)
    if given["outcome"] not in MARKS:
        raise InvalidInput(
            f"'{where}.outcome' is one of {', '.join(MARKS)}.", where=f"{where}.outcome"
        )
    if not isinstance(given["item"], str):
        raise InvalidInput(f"'{where}.item' is text.", where=f"{where}.item")
    return Mark(
        item=given["item"][:120],
        day=_day(given["day"], f"{where}.day"),
        outcome=given["outcome"],
        at=_moment(given["at"], f"{where}.at"),
        wanted=_id(given, where),
    )


def _id(given: Mapping[str, Any], where: str) -> UUID:
    """Return the id that the device gave."""
    try:
        return UUID(given["id"])
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise InvalidInput(
            f"'{where}.id' is a UUID that the device gave the entry.", where=f"{where}.id"
        ) from error


def _day(given: Any, where: str) -> date:
    """Return a day."""
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise InvalidInput(f"'{where}' is a day, such as 2026-11-25.", where=where) from error


def _entry(given: Any, where: str) -> _Sent:
    """Return one entry."""
    if not isinstance(given, dict):
        raise InvalidInput(f"'{where}' is an object with id, at and values.", where=where)
    odd = sorted(set(given) - {"id", "at", *VALUES})
    if odd:
        raise InvalidInput(
            f"'{odd[0][:40]}' is not part of an entry. Known: id, at, {', '.join(VALUES)}.",
            where=f"{where}.{odd[0][:40]}",
        )
    wanted = _id(given, where)
    values = {name: given[name] for name in VALUES if given.get(name) is not None}
    for name, value in values.items():
        _check_kind(name, value, f"{where}.{name}")
    return wanted, _moment(given.get("at"), f"{where}.at"), values


def _check_kind(name: str, value: Any, where: str) -> None:
    """Refuse a value of another kind; ranges are checked when it is kept."""
    if name == "note":
        if not isinstance(value, str):
            raise InvalidInput(f"'{where}' is text.", where=where)
        return
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number:
        raise InvalidInput(f"'{where}' is a number.", where=where)
    if name in ("load", "sleep", "stress") and value != int(value):
        raise InvalidInput(f"'{where}' is a whole number.", where=where)


def _moment(given: Any, where: str) -> datetime:
    """Return a moment with its time zone."""
    try:
        at = datetime.fromisoformat(given)
        if at.tzinfo is None:
            raise ValueError
        return at.astimezone(UTC)
    except (TypeError, ValueError, OverflowError) as error:
        raise InvalidInput(
            f"'{where}' is a moment with its time zone, such as 2026-11-25T08:00:00Z.",
            where=where,
        ) from error


def _problem(status: int, detail: str, where: str) -> HttpResponse:
    """Return what is wrong as problem+json."""
    response = JsonResponse(
        {
            "type": "about:blank",
            "title": _TITLES[status],
            "status": status,
            "detail": detail,
            "where": where,
        },
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )
    if status == 405:
        response.headers["Allow"] = "POST"
    return response

"""Write the trail, and check that nobody has touched it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final

from django.db import transaction

from unknot.web.audit.models import FIRST_SEAL, Trace

if TYPE_CHECKING:
    from unknot.web.people.models import Account

__all__ = ["Broken", "canonical", "sealed", "trail_faults", "trail_held", "written"]


_ONE_WRITER: Final = 0x756E6B6E6F74
"""Names the lock of the trail in a PostgreSQL database: "unknot" in letters."""
_OVERLAP: Final = timedelta(minutes=1)
"""Two requests may overlap: the one that began first may be written last."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A place at which the trail does not hold."""

    number: int
    why: str


def trail_held() -> None:
    """Let this transaction alone write, until it ends; others wait for it.

    Called before anything else is locked, so that two writers never wait for each other.
    SQLite lets one writer in from the beginning of a transaction, so there it does nothing.

    Raises
    ------
    TransactionManagementError
        There is no transaction to stand in.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A row of the trail is written in the transaction of what it tells of."
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_WRITER])


def written(
    *, account: Account | None, action: str, kind: str, record: str, content: str, at: datetime
) -> Trace:
    """Add one row to the trail, in the transaction of the write that it tells of.

    Parameters
    ----------
    account
        Who did it; None for the program itself.
    action
        What was done, a slug such as ``diary-entry-kept``.
    kind, record
        Of the record: what it is, and its id.
    content
        Hash of what was recorded.
    at
        Now.

    Raises
    ------
    TransactionManagementError
        There is no transaction to stand in.
    """
    trail_held()
    last = Trace.objects.order_by("-number").first()
    row = Trace(
        number=1 if last is None else last.number + 1,
        at=at,
        account=account,
        action=action,
        kind=kind,
        record=record,
        content=content,
        previous=FIRST_SEAL if last is None else last.seal,
    )
    row.seal = sealed(row)
    row.save()
    return row


def sealed(row: Trace) -> str:
    """Return the seal of a row: a hash over all it says and the seal before it."""
    return sha256(
        canonical(
            {
                "number": row.number,
                "at": row.at.astimezone(UTC).isoformat(),
                "account": row.account_id,
                "action": row.action,
                "kind": row.kind,
                "record": row.record,
                "content": row.content,
                "previous": row.previous,
            }
        ).encode()
    ).hexdigest()


def trail_faults() -> Iterator[Broken]:
    """Yield every place at which the trail does not hold; nothing when it is whole."""
    previous, number, at = FIRST_SEAL, 0, None
    for row in Trace.objects.order_by("number").iterator():
        number += 1
        if row.number != number:
            yield Broken(number, f"row {number} is missing; row {row.number} follows")
            number = row.number
        if row.previous != previous:
            yield Broken(row.number, "it is not sealed to the row before it")
        if row.seal != sealed(row):
            yield Broken(row.number, "it was changed after it was sealed")
        if at is not None and row.at < at - _OVERLAP:
            yield Broken(row.number, "the clock went back before it was written")
        previous, at = row.seal, row.at


def canonical(fields: dict[str, Any]) -> str:
    """Return fields as text that is the same for the same content."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

"""What every record has: an owner, a moment, and a past that is never overwritten.

An *identity* (a person, an episode, a point) only exists. What is told of it stands in
*recorded* rows. A correction is a new row that points at the one it replaces; the old one
keeps its values and stops being current. Every write goes through ``kept``, which writes the
row of the trail in the same transaction.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from unknot.errors import InvalidInput
from unknot.web.audit.trail import canonical, trail_held, written

if TYPE_CHECKING:
    from unknot.web.people.models import Account

__all__ = [
    "Identity",
    "Recorded",
    "Row",
    "check_letters",
    "content_hash",
    "corrected",
    "kept",
    "new_salt",
]


def new_salt() -> str:
    """Return a random salt: without its record, a hash in the trail says nothing."""
    return secrets.token_hex(16)


class Row(models.Model):
    """What both kinds of rows have."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    salt = models.CharField(max_length=32, default=new_salt, editable=False)

    FIELDS: ClassVar[tuple[str, ...]] = ("id", "owner", "recorded_at", "recorded_by", "salt")

    class Meta:
        """No table of its own."""

        abstract = True


class Identity(Row):
    """Something that is told about; it has no values of its own that could change."""

    class Meta:
        """No table of its own."""

        abstract = True


class Recorded(Row):
    """Something that was told or done."""

    replaces = models.OneToOneField(
        "self", on_delete=models.CASCADE, null=True, related_name="replaced_by", editable=False
    )
    is_current = models.BooleanField(default=True, editable=False)
    is_withdrawn = models.BooleanField(default=False, editable=False)
    """A correction that takes back what it replaces."""

    FIELDS: ClassVar[tuple[str, ...]] = (
        *Row.FIELDS, "replaces", "is_current", "is_withdrawn",
    )  # fmt: skip

    class Meta:
        """No table of its own."""

        abstract = True


_R = TypeVar("_R", bound=Row)
_C = TypeVar("_C", bound=Recorded)
_BOOKKEEPING: Final = ("is_current",)


def kept(row: _R, *, by: Account, action: str, now: datetime) -> _R:
    """Write a new record and its row of the trail, both or neither.

    Parameters
    ----------
    row
        Not yet saved.
    by
        Who keeps it; also its owner unless it has one.
    action
        A slug such as ``diary-entry-kept``.
    now
        The moment.

    Raises
    ------
    InvalidInput
        The database refuses a value; nothing is written.
    """
    if row.owner_id is None:
        row.owner = by
    row.recorded_at, row.recorded_by = now, by
    check_letters(row)
    try:
        with transaction.atomic():
            trail_held()
            row.full_clean(validate_unique=False, validate_constraints=True)
            row.save(force_insert=True)
            _traced(row, by=by, action=action, now=now)
    except ValidationError as error:
        raise _refused(row, error) from error
    except IntegrityError as error:
        raise InvalidInput(
            f"This {row._meta.verbose_name} does not fit what is recorded already. "
            "Look at the page again and change what differs.",
            where=str(row._meta.model_name),
        ) from error
    return row


def corrected(old: _C, new: _C, *, by: Account, action: str, now: datetime) -> _C:
    """Put a new record in the place of an old one, which keeps its values.

    Raises
    ------
    InvalidInput
        The old one was corrected already, or the database refuses a value.
    """
    new.replaces, new.owner = old, old.owner
    with transaction.atomic():
        trail_held()
        changed = (
            type(old)._default_manager.filter(pk=old.pk, is_current=True).update(is_current=False)
        )
        if changed == 0:
            raise InvalidInput(
                "This was corrected already, perhaps in another window. Load the page again.",
                where=str(old._meta.model_name),
            )
        if new.is_withdrawn:
            new.is_current = False
        kept(new, by=by, action=action, now=now)
    old.is_current = False
    return new


def check_letters(row: Row) -> None:
    """Refuse a text that not every database can hold: a zero byte, half a letter.

    Raises
    ------
    InvalidInput
        Names the field; the text is not repeated.
    """
    for column in row._meta.concrete_fields:
        if any(_is_unwritable(text) for text in _texts_in(column.value_from_object(row))):
            raise InvalidInput(
                "A text holds a character that cannot be kept (a zero byte, or half of a letter). "
                "Type it again.",
                where=column.name,
            )


def content_hash(row: Row) -> str:
    """Return a hash of everything that a record says, its bookkeeping left out."""
    values: dict[str, Any] = {}
    for column in row._meta.concrete_fields:
        if column.name not in _BOOKKEEPING:
            value = column.value_from_object(row)
            values[column.name] = value if value is None else column.value_to_string(row)
    return sha256(canonical(values).encode()).hexdigest()


def _texts_in(value: Any) -> Iterator[str]:
    """Yield every text of a value, also inside lists and objects."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _texts_in(name)
            yield from _texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts_in(inner)


def _is_unwritable(text: str) -> bool:
    """Whether a text holds a zero byte or a surrogate that stands alone."""
    try:
        return b"\0" in text.encode()
    except UnicodeEncodeError:
        return True


def _traced(row: Row, *, by: Account, action: str, now: datetime) -> None:
    """Write the row of the trail, about the record as the database gives it back."""
    row.refresh_from_db()
    written(
        account=by,
        action=action,
        kind=row._meta.label_lower,
        record=str(row.pk),
        content=content_hash(row),
        at=now,
    )


def _refused(row: Row, error: ValidationError) -> InvalidInput:
    """Say which value is refused and why."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    name, messages = next(iter(by_field.items()))
    place = "" if name == "__all__" else name
    return InvalidInput(f"{' '.join(messages)}", where=place or str(row._meta.model_name))

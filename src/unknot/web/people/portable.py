"""Everything recorded of one person as one file, and back again without loss.

The file is a zip: ``manifest.json`` (form, versions, and a checksum for each other file),
``records.jsonl`` (every row ever recorded, corrections and what they replaced included),
``diary.csv`` for a spreadsheet, and ``looked.csv``: what was done with these records, and when.
Reading it back gives the same rows with the same ids; what is here already is left alone.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Final
from uuid import UUID

from django.core import serializers
from django.core.exceptions import ValidationError
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, models, transaction

from unknot import __version__
from unknot.errors import ExchangeError
from unknot.facts.version import facts_version
from unknot.web.audit.models import Trace
from unknot.web.audit.trail import trail_held, written
from unknot.web.diaries.models import DiaryEntry, ProgrammeDone, ProgrammeWish, QuietCheck
from unknot.web.episodes.models import Episode, EpisodeState, EpisodeTold, FoundPoint
from unknot.web.people.models import Account, Person, PersonTold
from unknot.web.records import Row, check_letters, content_hash
from unknot.web.treatments.models import AfterEffect, Measured, Treatment

__all__ = ["FORMAT", "Imported", "erase_person", "exported", "imported", "rows_of"]

FORMAT: Final = 1
_OF_PERSON: Final[tuple[tuple[type[Row], str], ...]] = (
    (Person, "id"),
    (PersonTold, "person"),
    (Episode, "person"),
    (EpisodeTold, "episode__person"),
    (EpisodeState, "episode__person"),
    (FoundPoint, "episode__person"),
    (Treatment, "episode__person"),
    (Measured, "treatment__episode__person"),
    (AfterEffect, "treatment__episode__person"),
    (DiaryEntry, "episode__person"),
    (ProgrammeDone, "episode__person"),
    (ProgrammeWish, "episode__person"),
    (QuietCheck, "episode__person"),
)
"""Every table with the way to the person; what others point at comes first."""
_LABELS: Final = {model._meta.label_lower: model for model, _ in _OF_PERSON}
_FILES: Final = ("records.jsonl", "diary.csv", "looked.csv")
_DIARY: Final = ("at", "pain", "ppt_kpa", "load", "sleep", "stress", "home_care", "note")
_AT_ONCE: Final = 500
_MOST_BYTES: Final = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file brought."""

    person: Person
    n_new: int
    n_known: int


def rows_of(person: Person) -> Iterator[Row]:
    """Yield every row of a person, in an order in which they can be written again."""
    for model, way in _OF_PERSON:
        yield from model._default_manager.filter(**{way: person.pk}).order_by("recorded_at")


def exported(person: Person, *, by: Account, now: datetime) -> bytes:
    """Return everything of one person as a zip file, and note in the trail that it was given.

    Parameters
    ----------
    person
        Got through the gate.
    by, now
        Who takes it, and when.
    """
    rows = list(rows_of(person))
    files = {
        "records.jsonl": _lines(rows),
        "diary.csv": _diary(rows),
        "looked.csv": _looked(rows),
    }
    manifest = {
        "format": FORMAT,
        "program": __version__,
        "facts_version": facts_version(),
        "made_at": now.isoformat(),
        "person": str(person.pk),
        "n_records": len(rows),
        "sha256": {name: sha256(text.encode()).hexdigest() for name, text in files.items()},
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", json.dumps(manifest, indent=1) + "\n")
        for name, text in files.items():
            packed.writestr(name, text)
    with transaction.atomic():
        _note(person, by=by, now=now, action="person-exported")
    return buffer.getvalue()


def imported(packed: bytes, *, by: Account, now: datetime) -> Imported:
    """Read a person back from a file; all of it or nothing.

    Raises
    ------
    ExchangeError
        The file is damaged, of a newer form, or says something else than what stands here.
    """
    texts = _unpacked(packed)
    rows = _rows(texts["records.jsonl"], by=by)
    people = [row for row in rows if isinstance(row, Person)]
    if len(people) != 1:
        raise ExchangeError(f"The file holds {len(people)} people; one is expected.")
    n_new = 0
    try:
        with transaction.atomic():
            trail_held()
            for row in rows:
                n_new += _written(row)
            _note(people[0], by=by, now=now, action="person-imported")
    except (IntegrityError, ValidationError) as error:
        raise ExchangeError(
            "The file does not fit what is recorded here. Nothing was changed. Erase the person "
            "here first, or import into an empty folder (unknot serve --data)."
        ) from error
    return Imported(people[0], n_new, len(rows) - n_new)


def erase_person(person: Person, *, by: Account, now: datetime) -> int:
    """Erase everything of a person here and return how many rows went.

    The trail keeps that something was erased, and hashes that tell nothing without the rows.
    """
    with transaction.atomic():
        n_rows = sum(1 for _ in rows_of(person))
        _note(person, by=by, now=now, action="person-erased")
        for model, way in reversed(_OF_PERSON):
            if model is not Person:
                _delete(model._default_manager.filter(**{way: person.pk}))
        person.delete()
    return n_rows


def _delete(rows: models.QuerySet[Any]) -> None:
    """Delete rows whose corrections point at each other: the newest first."""
    for pk in rows.order_by("-recorded_at").values_list("pk", flat=True):
        rows.model._default_manager.filter(pk=pk).delete()


def _note(person: Person, *, by: Account, now: datetime, action: str) -> None:
    """Write a row of the trail about a person as a whole."""
    written(
        account=by,
        action=action,
        kind=Person._meta.label_lower,
        record=str(person.pk),
        content=content_hash(person),
        at=now,
    )


def _lines(rows: Iterable[Row]) -> str:
    """Return rows as JSON Lines."""
    return str(serializers.serialize("jsonl", rows, cls=_ToTheMicrosecond))


class _ToTheMicrosecond(DjangoJSONEncoder):
    """Django writes moments to the millisecond; the seal of a record knows them better."""

    def default(self, o: Any) -> Any:
        """Return a moment with all its digits; the rest as Django does."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _diary(rows: Iterable[Row]) -> str:
    """Return the current entries as a table."""
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(_DIARY)
    entries = [row for row in rows if isinstance(row, DiaryEntry) and row.is_current]
    for entry in sorted(entries, key=lambda one: one.at):
        values = (getattr(entry, name) for name in _DIARY[1:])
        table.writerow([entry.at.isoformat(), *("" if one is None else one for one in values)])
    return buffer.getvalue()


def _looked(rows: Iterable[Row]) -> str:
    """Return what was done with these rows, from the trail."""
    buffer = io.StringIO()
    table = csv.writer(buffer, lineterminator="\n")
    table.writerow(("number", "at", "account", "action", "kind", "record"))
    ids = {str(row.pk) for row in rows}
    for trace in sorted(_traces_of(ids), key=lambda one: one.number):
        name = trace.account.name if trace.account else ""
        table.writerow(
            (trace.number, trace.at.isoformat(), name, trace.action, trace.kind, trace.record)
        )
    return buffer.getvalue()


def _traces_of(ids: Iterable[str]) -> Iterator[Trace]:
    """Yield the rows of the trail about records, a few hundred ids at a time."""
    wanted = sorted(ids)
    for first in range(0, len(wanted), _AT_ONCE):
        some = wanted[first : first + _AT_ONCE]
        yield from Trace.objects.select_related("account").filter(record__in=some)


def _unpacked(packed: bytes) -> dict[str, str]:
    """Return the files of a zip whose checksums hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as held:
            if sum(one.file_size for one in held.infolist()) > _MOST_BYTES:
                raise ExchangeError("The file is larger than one person's records can be.")
            manifest = json.loads(held.read("manifest.json"))
            texts = {name: held.read(name).decode() for name in _FILES}
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise ExchangeError(
            "This is no file of a person from Unknot, or it is damaged. Export it again."
        ) from error
    form = manifest.get("format") if isinstance(manifest, dict) else None
    if isinstance(form, int) and form > FORMAT:
        raise ExchangeError(
            f"The file was made by a newer version ({manifest.get('program', 'not said')}). "
            "Update Unknot here, then import it again."
        )
    if form != FORMAT:
        raise ExchangeError("The file does not say its form. Export it again.")
    for name, text in texts.items():
        if manifest.get("sha256", {}).get(name) != sha256(text.encode()).hexdigest():
            raise ExchangeError(f"'{name}' in the file was changed or damaged. Export it again.")
    return texts


def _rows(text: str, *, by: Account) -> list[Row]:
    """Return the rows of a file, owned by who imports them."""
    rows = []
    try:
        for found in serializers.deserialize("jsonl", io.StringIO(text)):
            row = found.object
            if row._meta.label_lower not in _LABELS or not isinstance(row, Row):
                raise ExchangeError(f"The file holds '{row._meta.label_lower}', no record.")
            row.owner = row.recorded_by = by
            rows.append(row)
    except DeserializationError as error:
        raise ExchangeError("A record in the file cannot be read. Export it again.") from error
    order = {model: place for place, (model, _) in enumerate(_OF_PERSON)}
    held = {row.pk: row for row in rows}
    return sorted(rows, key=lambda row: (order[type(row)], _n_behind(row, held), row.recorded_at))


def _n_behind(row: Row, held: Mapping[UUID, Row]) -> int:
    """Return how many rows one replaces, down to the first: those are written before it."""
    seen: set[UUID] = set()
    behind: UUID | None = getattr(row, "replaces_id", None)
    while behind is not None and behind in held and behind not in seen:
        seen.add(behind)
        behind = getattr(held[behind], "replaces_id", None)
    return len(seen)


def _written(row: Row) -> bool:
    """Write a row unless it is here already; one that is here and differs is refused."""
    stands = type(row)._default_manager.filter(pk=row.pk).first()
    if stands is None:
        check_letters(row)
        row.clean_fields()
        row.save(force_insert=True)
        return True
    stands.owner = stands.recorded_by = row.owner
    if content_hash(stands) != content_hash(row):
        raise ValidationError("A record that stands here says something else.")
    return False

"""One person's records out and back: the same rows, or a refusal that changes nothing."""

from __future__ import annotations

import io
import json
import zipfile
from hashlib import sha256

import pytest
from recording import NOW, account, episode_of, hours_ago

from unknot.errors import ExchangeError
from unknot.web.audit.models import Trace
from unknot.web.audit.trail import trail_faults
from unknot.web.diaries.actions import correct_entry, keep_entry, withdraw_entry
from unknot.web.diaries.models import DiaryEntry
from unknot.web.episodes.models import Episode, EpisodeTold, FoundPoint
from unknot.web.people.models import Person
from unknot.web.people.portable import erase_person, exported, imported, rows_of
from unknot.web.records import content_hash, kept
from unknot.web.treatments.models import AfterEffect, Measured, Treatment

pytestmark = pytest.mark.django_db


@pytest.fixture
def dana() -> Person:
    """Somebody with a row in every table, a correction and an entry taken back."""
    episode = episode_of(account("alice"))
    by = episode.owner

    def keep(row):
        return kept(row, by=by, action="kept", now=NOW)

    keep(EpisodeTold(episode=episode, step="muscles", case={"text": "neck"}, facts_version="1"))
    point = keep(FoundPoint(episode=episode, muscle="upper_trapezius", side="right", site="a"))
    treatment = keep(
        Treatment(episode=episode, point=point, at=NOW, setting="home", method="stretching")
    )
    keep(Measured(treatment=treatment, measure="pain_nrs", before=[6], after=[3]))
    keep(AfterEffect(treatment=treatment, at=NOW, soreness=2))
    entries = [
        keep_entry(episode, at=hours_ago(hour), by=by, now=NOW, values={"pain": hour})
        for hour in (1, 2, 3)
    ]
    correct_entry(entries[0], by=by, now=NOW, values={"pain": 9, "note": 'a, "quoted" note'})
    withdraw_entry(entries[1], by=by, now=NOW)
    return episode.person


def _said(person: Person) -> list[tuple[str, object]]:
    """Everything that rows say, without who keeps them here."""
    left_out = {"owner_id", "recorded_by_id", "_state"}
    return [
        (type(row).__name__, {k: v for k, v in sorted(vars(row).items()) if k not in left_out})
        for row in rows_of(person)
    ]


def _repacked(packed: bytes, **changed: str) -> bytes:
    """The same file with some of its files replaced."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as held, zipfile.ZipFile(buffer, "w") as new:
        for name in held.namelist():
            text = changed.get(name.replace(".", "_"), held.read(name).decode())
            new.writestr(name, text)
    return buffer.getvalue()


def test_erased_and_imported_again_says_the_same(dana: Person) -> None:
    before = _said(dana)
    packed = exported(dana, by=dana.owner, now=NOW)
    n_rows = erase_person(dana, by=dana.owner, now=NOW)
    assert (n_rows, Person.objects.count(), DiaryEntry.objects.count()) == (len(before), 0, 0)
    found = imported(packed, by=account("bob"), now=NOW)
    assert (found.n_new, found.n_known) == (len(before), 0)
    assert sorted(_said(found.person), key=str) == sorted(before, key=str)
    assert list(trail_faults()) == []


def test_lines_in_another_order_come_back_as_well(dana: Person) -> None:
    """A correction of the same moment may stand before what it replaces."""
    before = _said(dana)
    packed = exported(dana, by=dana.owner, now=NOW)
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        lines = held.read("records.jsonl").decode().splitlines(keepends=True)
        manifest = json.loads(held.read("manifest.json"))
    turned = "".join(reversed(lines))
    manifest["sha256"]["records.jsonl"] = sha256(turned.encode()).hexdigest()
    erase_person(dana, by=dana.owner, now=NOW)
    packed = _repacked(packed, records_jsonl=turned, manifest_json=json.dumps(manifest))
    found = imported(packed, by=account("bob"), now=NOW)
    assert sorted(_said(found.person), key=str) == sorted(before, key=str)


def test_what_is_here_already_is_left_alone(dana: Person) -> None:
    packed = exported(dana, by=dana.owner, now=NOW)
    found = imported(packed, by=dana.owner, now=NOW)
    assert (found.n_new, found.n_known) == (0, len(_said(dana)))


def test_a_file_with_other_values_is_refused_and_nothing_changes(dana: Person) -> None:
    packed = exported(dana, by=dana.owner, now=NOW)
    DiaryEntry.objects.filter(pain=9).update(pain=8)
    before = _said(dana)
    with pytest.raises(ExchangeError, match="does not fit what is recorded here"):
        imported(packed, by=dana.owner, now=NOW)
    assert _said(dana) == before


def test_a_changed_file_is_refused(dana: Person) -> None:
    packed = exported(dana, by=dana.owner, now=NOW)
    with pytest.raises(ExchangeError, match=r"'diary.csv' in the file was changed or damaged"):
        imported(_repacked(packed, diary_csv="x"), by=dana.owner, now=NOW)


def test_a_file_of_a_newer_version_is_refused_with_the_remedy(dana: Person) -> None:
    packed = exported(dana, by=dana.owner, now=NOW)
    newer = json.dumps({"format": 2, "program": "9.0"})
    with pytest.raises(ExchangeError, match=r"newer version \(9.0\). Update Unknot here"):
        imported(_repacked(packed, manifest_json=newer), by=dana.owner, now=NOW)


@pytest.mark.parametrize("packed", [b"", b"PK nonsense", b"x" * 100])
def test_something_else_is_refused(packed: bytes) -> None:
    with pytest.raises(ExchangeError, match="no file of a person from Unknot"):
        imported(packed, by=account("alice"), now=NOW)


def test_a_record_of_another_kind_is_refused(dana: Person) -> None:
    import hashlib  # noqa: PLC0415

    packed = exported(dana, by=dana.owner, now=NOW)
    foreign = json.dumps({"model": "people.account", "pk": 99, "fields": {"name": "eve"}}) + "\n"
    with zipfile.ZipFile(io.BytesIO(packed)) as held:
        manifest = json.loads(held.read("manifest.json"))
    manifest["sha256"]["records.jsonl"] = hashlib.sha256(foreign.encode()).hexdigest()
    changed = _repacked(packed, records_jsonl=foreign, manifest_json=json.dumps(manifest))
    with pytest.raises(ExchangeError, match=r"holds 'people\.account', no record"):
        imported(changed, by=dana.owner, now=NOW)


def test_taking_and_erasing_stand_in_the_trail(dana: Person) -> None:
    exported(dana, by=dana.owner, now=NOW)
    erase_person(dana, by=dana.owner, now=NOW)
    actions = list(Trace.objects.order_by("-number").values_list("action", flat=True)[:2])
    assert actions == ["person-erased", "person-exported"]


def test_the_diary_table_holds_what_counts(dana: Person) -> None:
    with zipfile.ZipFile(io.BytesIO(exported(dana, by=dana.owner, now=NOW))) as held:
        lines = held.read("diary.csv").decode().splitlines()
    assert lines == [
        "at,pain,ppt_kpa,load,sleep,stress,home_care,note",
        "2026-11-25T05:00:00+00:00,3.0,,,,,,",
        '2026-11-25T07:00:00+00:00,9.0,,,,,,"a, ""quoted"" note"',
    ]


def test_other_people_stay(dana: Person) -> None:
    other = episode_of(account("bob"))
    erase_person(dana, by=dana.owner, now=NOW)
    assert list(Episode.objects.all()) == [other]


def test_a_record_that_comes_back_still_fits_its_row_of_the_trail(dana: Person) -> None:
    """Moments keep every digit on the way, so the hash of a record stays what it was."""
    by, moment = dana.owner, NOW.replace(microsecond=123_456)
    keep_entry(dana.episodes.get(), at=moment, by=by, now=moment, values={"pain": 4})
    hashes = {row.pk: content_hash(row) for row in rows_of(dana)}
    packed = exported(dana, by=by, now=NOW)
    erase_person(dana, by=by, now=NOW)
    back = imported(packed, by=by, now=NOW)
    assert {row.pk: content_hash(row) for row in rows_of(back.person)} == hashes

"""A program for the tests: writers that all write at once, and all correct the same entry.

``python writers_at_once.py WRITERS ENTRIES`` with ``UNKNOT_DATA`` naming an empty folder, or
``UNKNOT_DATABASE`` a PostgreSQL. Prints one JSON line: entries that were said and are missing,
how many corrections of one entry were taken, other errors, faults of the trail.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from unknot.errors import InvalidInput  # noqa: E402
from unknot.web.audit.models import Trace  # noqa: E402
from unknot.web.audit.trail import trail_faults  # noqa: E402
from unknot.web.data_folder import data_folder, prepare_data_folder  # noqa: E402
from unknot.web.diaries.actions import correct_entry, keep_entry  # noqa: E402
from unknot.web.diaries.models import DiaryEntry  # noqa: E402
from unknot.web.episodes.models import Episode  # noqa: E402
from unknot.web.people.actions import keep_person, local_account  # noqa: E402
from unknot.web.records import kept  # noqa: E402


def main(n_writers: int, n_entries: int) -> None:
    """Let them write, then look at what is there."""
    prepare_data_folder(data_folder())
    call_command("migrate", interactive=False, verbosity=0)
    now, account = datetime.now(tz=UTC), local_account()
    person = keep_person(by=account, now=now)
    episode = kept(Episode(person=person), by=account, action="episode-opened", now=now)
    first = keep_entry(episode, at=now - timedelta(days=1), by=account, now=now,
                       values={"pain": 1})  # fmt: skip
    together, before = Barrier(n_writers, timeout=20), Trace.objects.count()

    def write(nth: int) -> tuple[list[UUID], bool]:
        said = []
        together.wait()
        try:
            for number in range(n_entries):
                wanted, at = uuid4(), now - timedelta(seconds=1 + number * n_writers + nth)
                keep_entry(episode, at=at, by=account, now=datetime.now(tz=UTC),
                           values={"pain": nth % 11}, wanted=wanted)  # fmt: skip
                said.append(wanted)
            together.wait()
            held = DiaryEntry.objects.get(pk=first.pk)
            try:
                correct_entry(held, by=account, now=datetime.now(tz=UTC), values={"pain": nth % 11})
            except InvalidInput:
                return said, False
            return said, True
        finally:
            connection.close()

    with ThreadPoolExecutor(n_writers) as threads:
        done = list(threads.map(write, range(n_writers)))
    there = set(DiaryEntry.objects.values_list("pk", flat=True))
    said = {one for some, _took in done for one in some}
    result = {
        "vendor": connection.vendor,
        "said": len(said),
        "missing": len(said - there),
        "corrections": sum(took for _some, took in done),
        "traces": Trace.objects.count() - before,
        "faults": [fault.why for fault in trail_faults()],
    }
    sys.stdout.write(json.dumps(result) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))

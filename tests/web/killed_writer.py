"""A program for the tests: writers that are killed in the middle of their work.

``python killed_writer.py ROUNDS`` with ``UNKNOT_DATA`` naming an empty folder. Each round forks
a writer that records entries as fast as it can and says each one only after it was recorded;
after a random moment it is killed without warning (SIGKILL). Prints one JSON line: entries that
were said and are missing, faults of the trail, and whether the database is sound.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from unknot.web.audit.trail import trail_faults  # noqa: E402
from unknot.web.backup import DATABASE  # noqa: E402
from unknot.web.data_folder import data_folder, prepare_data_folder  # noqa: E402
from unknot.web.diaries.actions import keep_entry  # noqa: E402
from unknot.web.diaries.models import DiaryEntry  # noqa: E402
from unknot.web.episodes.models import Episode  # noqa: E402
from unknot.web.people.actions import keep_person, local_account  # noqa: E402
from unknot.web.records import kept  # noqa: E402

_LONGEST_S = 0.03


def main(rounds: int) -> None:
    """Kill as many writers as asked for, then look at what is left."""
    prepare_data_folder(data_folder())
    call_command("migrate", interactive=False, verbosity=0)
    account, now = local_account(), datetime.now(tz=UTC)
    person = keep_person(by=account, now=now)
    episode = kept(Episode(person=person), by=account, action="episode-opened", now=now)
    chance, said = random.Random(1), set()  # noqa: S311 -- repeatable
    for _ in range(rounds):
        said |= killed_after(episode, chance.uniform(0, _LONGEST_S))
    there = {str(pk) for pk in DiaryEntry.objects.values_list("pk", flat=True)}
    connection.close()
    with sqlite3.connect(data_folder() / DATABASE) as held:
        (sound,) = held.execute("PRAGMA integrity_check").fetchone()
    result = {
        "said": len(said),
        "missing": len(said - there),
        "faults": [fault.why for fault in trail_faults()],
        "sound": sound,
    }
    sys.stdout.write(json.dumps(result) + "\n")


def killed_after(episode: Episode, seconds: float) -> set[str]:
    """Fork a writer, kill it some time after its first entry, and return what it had said."""
    connection.close()
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        write_for_ever(episode, writes)
    os.close(writes)
    with os.fdopen(reads) as told:
        first = told.readline()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        lines = (first + told.read()).split("\n")
    return {line for line in lines[:-1] if line}


def write_for_ever(episode: Episode, said: int) -> None:
    """Record entries and say each one after it was recorded."""
    start = datetime.now(tz=UTC)
    for number in range(1_000_000):
        wanted = uuid4()
        keep_entry(
            episode, at=start - timedelta(microseconds=number), by=episode.owner,
            now=datetime.now(tz=UTC), values={"pain": number % 11}, wanted=wanted,
        )  # fmt: skip
        os.write(said, f"{wanted}\n".encode())


if __name__ == "__main__":
    main(int(sys.argv[1]))

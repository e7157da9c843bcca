"""A program for the tests: ``unknot serve`` killed in the middle of answering.

``python killed_server.py KILLS`` with ``UNKNOT_DATA`` naming an empty folder (or
``UNKNOT_DATABASE`` a PostgreSQL). Each round starts the command, lets three browsers send
entries over HTTP, by the form and by the JSON door, and kills the server without warning
(SIGKILL) at a random moment after the first answer. Most rounds fork the command from a process
that has loaded the program already, which is all they save; every twentieth starts a new one.
Prints one JSON line of what was answered, what is missing, and how database and trail are.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urlsplit
from uuid import UUID, uuid4

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unknot.web.settings")

import django

from unknot.web.data_folder import data_folder, prepare_data_folder

prepare_data_folder(data_folder())  # makes the key, which the settings read
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import get_resolver  # noqa: E402

from unknot.body.skin import load_skin  # noqa: E402
from unknot.cli import main as command  # noqa: E402
from unknot.find.knowledge import load_knowledge  # noqa: E402
from unknot.web import wsgi  # noqa: E402
from unknot.web.audit.models import Trace  # noqa: E402
from unknot.web.audit.trail import trail_faults  # noqa: E402
from unknot.web.database import DATABASE_FILE  # noqa: E402
from unknot.web.diaries.models import DiaryEntry  # noqa: E402
from unknot.web.episodes.actions import begin_episode  # noqa: E402
from unknot.web.people.actions import keep_person, local_account  # noqa: E402

_LONGEST_S = 0.15
_ANEW_EVERY = 20
_BROWSERS = 3
_SERVE = ["unknot", "serve", "--no-browser", "--port", "0"]


@dataclass
class Running:
    """A server that answers."""

    pid: int
    said: IO[str]
    link: str
    process: subprocess.Popen[str] | None = None

    def killed(self) -> None:
        """Kill it without warning and wait until it is gone."""
        os.kill(self.pid, signal.SIGKILL)
        if self.process is not None:
            self.process.wait()
        else:
            os.waitpid(self.pid, 0)
        self.said.close()


@dataclass
class Sent:
    """What the browsers were told, over all rounds."""

    answered: set[str]
    cookies: dict[str, str]
    mark: str = ""
    unanswered: int = 0
    wrong: int = 0


def main(kills: int) -> None:
    """Kill the server as often as asked for, then look at what is left."""
    call_command("migrate", interactive=False, verbosity=0)
    now, account = datetime.now(tz=UTC), local_account()
    episode = begin_episode(keep_person(by=account, now=now), by=account, now=now)
    load_knowledge()
    assert get_resolver().url_patterns
    assert load_skin().canvas  # what the command loads beside its first answers
    assert wsgi.application
    chance, sent, began = random.Random(1), Sent(set(), {}), time.monotonic()  # noqa: S311
    for nth in range(kills):
        connection.close()
        server = new_process() if nth % _ANEW_EVERY == 0 else forked()
        if not sent.mark:
            opened(server.link, episode.pk, sent)
        send_until_killed(server, episode.pk, sent, after_s=chance.uniform(0, _LONGEST_S))
    sys.stdout.write(json.dumps({"seconds": round(time.monotonic() - began, 1), "kills": kills,
                                 **left(sent, episode.pk)}) + "\n")  # fmt: skip


def left(sent: Sent, episode: UUID) -> dict[str, object]:
    """Say what is left in the database of what was answered."""
    entries = DiaryEntry.objects.filter(episode=episode)
    there = {str(pk) for pk in entries.values_list("pk", flat=True)}
    kept = Trace.objects.filter(action="diary-entry-kept")
    others = {
        str(pk) for pk in DiaryEntry.objects.exclude(episode=episode).values_list("pk", flat=True)
    }
    traced = set(kept.values_list("record", flat=True)) - others
    sound = "ok"
    if connection.vendor == "sqlite":
        with sqlite3.connect(data_folder() / DATABASE_FILE) as held:
            (sound,) = held.execute("PRAGMA integrity_check").fetchone()
    return {
        "vendor": connection.vendor,
        "answered": len(sent.answered),
        "unanswered": sent.unanswered,
        "wrong": sent.wrong,
        "missing": len(sent.answered - there),
        "without_trace": len(there ^ traced),
        "faults": [fault.why for fault in trail_faults()],
        "sound": sound,
    }


def new_process() -> Running:
    """Start the command anew."""
    program = str(Path(sys.executable).with_name("unknot"))
    process = subprocess.Popen([program, *_SERVE[1:]], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return Running(process.pid, process.stdout, _link(process.stdout), process)


def forked() -> Running:
    """Start the command in a copy of this process."""
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        os.dup2(writes, 1)
        sys.stdout = os.fdopen(1, "w")
        sys.argv = list(_SERVE)
        command()
        os._exit(0)
    os.close(writes)
    said = os.fdopen(reads)
    return Running(child, said, _link(said))


def _link(said: IO[str]) -> str:
    """Return the link that opens the pages."""
    for line in said:
        if "/open/?token=" in line:
            return line.split()[-1]
    raise RuntimeError("The server ended before it said its address.")


def opened(link: str, episode: UUID, sent: Sent) -> None:
    """Open the pages as a browser does; the session outlives the server."""
    parts = urlsplit(link)
    connected = http.client.HTTPConnection(parts.netloc)
    for address in (f"{parts.path}?{parts.query}", f"/today/{episode}/"):
        connected.request("GET", address, headers=_cookies(sent))
        answer = connected.getresponse()
        page = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, text = value.partition(";")[0].partition("=")
                sent.cookies[key] = text
    found = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)
    assert found is not None
    sent.mark = found[1]


def _cookies(sent: Sent) -> dict[str, str]:
    """Return what a browser sends along."""
    return {"Cookie": "; ".join(f"{name}={value}" for name, value in sent.cookies.items())}


def send_until_killed(server: Running, episode: UUID, sent: Sent, *, after_s: float) -> None:
    """Let the browsers send, and kill the server some time after its first answer."""
    first = threading.Event()
    host = urlsplit(server.link).netloc
    browsers = [
        threading.Thread(
            target=_send,
            args=(host, episode, sent),
            kwargs={"first": first, "by_form": by_form},
        )
        for by_form in ([True] + [False] * (_BROWSERS - 1))
    ]
    for one in browsers:
        one.start()
    first.wait(20)
    time.sleep(after_s)
    server.killed()
    for one in browsers:
        one.join()


def _send(host: str, episode: UUID, sent: Sent, *, first: threading.Event, by_form: bool) -> None:
    """Send one entry after the other until nobody answers."""
    connected = http.client.HTTPConnection(host, timeout=20)
    while True:
        wanted = str(uuid4())
        address, body, kind, expected = (_form if by_form else _json)(episode, wanted, sent)
        headers = {**_cookies(sent), "X-CSRFToken": sent.mark, "Content-Type": kind}
        try:
            connected.request("POST", address, body, headers)
            answer = connected.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException):
            sent.unanswered += 1
            first.set()
            return
        if answer.status == expected and (by_form or json.loads(text)["kept"] == [wanted]):
            sent.answered.add(wanted)
        else:
            sent.wrong += 1
        first.set()


def _json(episode: UUID, wanted: str, sent: Sent) -> tuple[str, str, str, int]:
    """Return an entry for the JSON door."""
    at = datetime.now(tz=UTC) - timedelta(microseconds=random.randrange(10**13))  # noqa: S311
    entry = {"id": wanted, "at": at.isoformat(), "pain": 3}
    text = json.dumps({"entries": [entry]})
    return f"/api/diary/{episode}/entries", text, "application/json", 200


def _form(episode: UUID, wanted: str, sent: Sent) -> tuple[str, str, str, int]:
    """Return an entry of now for the form of today."""
    fields = {"csrfmiddlewaretoken": sent.mark, "form": "entry", "entry_id": wanted, "pain": "4"}
    return f"/today/{episode}/", urlencode(fields), "application/x-www-form-urlencoded", 302


if __name__ == "__main__":
    main(int(sys.argv[1]))

"""A server whose records hold Dana's case with a found spot, and a look into these records."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Prepared", "prepared"]

_ROOT = Path(__file__).parents[2]
_SETTING = """
import os, sys, json
import django
django.setup()
from django.core.management import call_command
"""
_PREPARE = (
    _SETTING
    + """
call_command("migrate", verbosity=0)
from datetime import timedelta
from django.utils import timezone
from tests.web.at_home import kept_episode
from unknot.web.people.actions import local_account
from unknot.web.diaries.actions import keep_entry
from unknot.web.diaries.programme_actions import keep_wish
now, dana = timezone.now(), local_account()
episode = kept_episode(dana, now=now - timedelta(days=30))
today = now.astimezone().strftime("%a").lower()
days = list(dict.fromkeys([today, "mon", "tue", "wed", "thu", "fri", "sat"]))[:6]
keep_wish(episode, minutes=10, tools=[], days=days, by=dana, now=now)
for n in range(6, 20):
    at = now - timedelta(days=n, minutes=5)
    keep_entry(episode, at=at, by=dana, now=now, values={"pain": 1 + n % 2})
print(episode.pk)
"""
)
_ROWS = (
    _SETTING
    + """
from unknot.web.diaries.models import DiaryEntry, ProgrammeDone
done = ProgrammeDone.objects.order_by("at").values_list("item", "outcome", "is_current")
pains = DiaryEntry.objects.order_by("-recorded_at").values_list("pain", flat=True)
print(json.dumps({"done": [list(one) for one in done], "n_entries": len(pains)}))
"""
)


class Prepared:
    """A server that can be stopped and started again over the same records."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._running = ExitStack()
        self.episode = self._asked(_PREPARE).strip()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = str(probe.getsockname()[1])
        self.address, self.link = "", ""

    def start(self) -> None:
        """Serve at the same address as before, with another link."""
        command = [str(Path(sys.executable).parent / "unknot"), "serve", "--no-browser"]
        serving = subprocess.Popen(
            [*command, "--port", self._port, "--data", self._folder],
            stdout=subprocess.PIPE,
            text=True,
        )
        self._running.callback(serving.wait, timeout=20)
        self._running.callback(serving.terminate)
        assert serving.stdout is not None
        self.address = serving.stdout.readline().split()[-1].rstrip("/")
        self.link = serving.stdout.readline().split()[-1]

    def stop(self) -> None:
        """Let nobody be reached any more."""
        self._running.close()

    def rows(self) -> dict[str, Any]:
        """What stands in the records now."""
        found: dict[str, Any] = json.loads(self._asked(_ROWS))
        return found

    def _asked(self, script: str) -> str:
        """Run a script over the records and return what it says."""
        variables = {
            **os.environ,
            "UNKNOT_DATA": self._folder,
            "DJANGO_SETTINGS_MODULE": "unknot.web.settings",
            "PYTHONPATH": str(_ROOT),
        }
        ran = subprocess.run(
            [sys.executable, "-c", script],
            env=variables,
            cwd=_ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        return ran.stdout


@contextmanager
def prepared() -> Iterator[Prepared]:
    """Records in a folder that is thrown away, served until the end."""
    with tempfile.TemporaryDirectory() as folder:
        server = Prepared(folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()

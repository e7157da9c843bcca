"""A computer at home: the real program on it, its clock, and a look into what it recorded."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

__all__ = ["ZONE", "Home"]

ZONE = "Europe/Berlin"
_ROOT = Path(__file__).parents[2]
_SERVING = Path(__file__).with_name("whole_road_serving.py")
_ROWS = """
import json
import django
django.setup()
from django.core import serializers
from unknot.web.people.models import Person, PersonTold
from unknot.web.people.portable import rows_of
told = PersonTold.objects.filter(called="Dana", is_current=True).first()
rows = [] if told is None else rows_of(Person.objects.get(pk=told.person_id))
found = {f"{row['model']} {row['pk']}": str(sorted(row["fields"].items()))
         for row in serializers.serialize("python", rows)}
print(json.dumps(found))
"""


class Home:
    """The program on one's own computer; it can be switched off and on again."""

    def __init__(self, folder: Path) -> None:
        self._records = folder / "records"
        self._clock = folder / "clock"
        self._clock.write_text("0", encoding="ascii")
        self._running = ExitStack()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = str(probe.getsockname()[1])
        self.address, self.link = "", ""

    def is_now(self, moment: datetime) -> float:
        """Set the clock; return how far it is ahead of the clock on the wall. [s]"""
        wanted = moment.replace(tzinfo=ZoneInfo(ZONE)).astimezone(UTC)
        ahead = (wanted - datetime.now(tz=UTC)).total_seconds()
        later = self._clock.with_suffix(".new")
        later.write_text(str(ahead), encoding="ascii")
        later.replace(self._clock)  # the server reads either the old or the new
        return ahead

    def switches_on(self) -> None:
        """Start `unknot serve`; the link is another one each time, the address stays."""
        command = [sys.executable, str(_SERVING), str(self._clock), "serve", "--no-browser"]
        serving = subprocess.Popen(
            [*command, "--port", self._port, "--data", str(self._records)],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "TZ": ZONE},
        )
        self._running.callback(serving.wait, timeout=20)
        self._running.callback(serving.terminate)
        assert serving.stdout is not None
        said = serving.stdout.readline()
        assert " http://" in said, f"unknot serve said {said!r}"
        self.address = said.split()[-1].rstrip("/")
        self.link = serving.stdout.readline().split()[-1]

    def switches_off(self) -> None:
        """Stop it; nobody is answered any more."""
        self._running.close()

    def rows(self) -> dict[str, str]:
        """Every row of Dana's records, with all it says; empty when there is no Dana."""
        found: dict[str, str] = json.loads(self._ran(sys.executable, "-c", _ROWS).stdout)
        return found

    def verified(self) -> subprocess.CompletedProcess[str]:
        """Check the trail with the command that a person would use."""
        unknot = str(Path(sys.executable).with_name("unknot"))
        return self._ran(unknot, "audit", "verify", "--data", str(self._records), is_checked=False)

    def _ran(self, *command: str, is_checked: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command over the records."""
        variables = {
            **os.environ,
            "TZ": ZONE,
            "UNKNOT_DATA": str(self._records),
            "DJANGO_SETTINGS_MODULE": "unknot.web.settings",
        }
        return subprocess.run(
            command, env=variables, cwd=_ROOT, check=is_checked, capture_output=True, text=True
        )

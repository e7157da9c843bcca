"""`unknot serve` under a clock that the test moves: so many seconds ahead stand in a file.

Nothing of the program is changed but what Django calls "now". Run as a script: the file of the
clock first, then the words after ``unknot``.
"""

from __future__ import annotations

import sys
from datetime import datetime, timedelta
from pathlib import Path

from django.utils import timezone

from unknot.cli.program import main


def ahead_of(clock: Path) -> None:
    """Let every "now" of the server be as far ahead as the file says."""
    now = timezone.now

    def later() -> datetime:
        return now() + timedelta(seconds=float(clock.read_text(encoding="ascii")))

    timezone.now = later


if __name__ == "__main__":
    ahead_of(Path(sys.argv.pop(1)))
    main()

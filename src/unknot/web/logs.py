"""What is written down when something goes wrong: where in the code, never what was told.

An exception's own words may repeat what somebody typed, and a request holds all of it, so
both are taken from a record before any log sees it. What stays is the address without its
query, the kind of exception, and the lines of code it passed through.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType

__all__ = ["WithoutContents", "code_places"]


class WithoutContents(logging.Filter):
    """Leave of an exception its kind and its places in the code; drop the request."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record in place and let it pass."""
        record.__dict__.pop("request", None)
        found = record.exc_info
        if isinstance(found, tuple) and found[0] is not None:
            kind, _, passed = found
            record.msg = f"{record.getMessage()}: {kind.__qualname__} at {code_places(passed)}"
            record.args = ()
        record.exc_info = None
        record.exc_text = None
        return True


def code_places(passed: TracebackType | None) -> str:
    """Return the lines of code that an exception passed through, outermost first."""
    return ", ".join(
        f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(passed)
    )

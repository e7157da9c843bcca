"""Exit codes of every command."""

from typing import Final

__all__ = ["BAD_DATA", "DONE", "STOPPED_FOR_SAFETY", "WRONG_USAGE"]

DONE: Final = 0
BAD_DATA: Final = 1
WRONG_USAGE: Final = 2
STOPPED_FOR_SAFETY: Final = 3

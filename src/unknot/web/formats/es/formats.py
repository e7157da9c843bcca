"""Spanish dates: each pattern that the pages ask for, and how it is written in Spanish.

Django looks a pattern up here by its own text before it uses it, so views and templates name
the English pattern and need no case for the language.
"""

from __future__ import annotations

from typing import Final

__all__ = ["PATTERNS"]

PATTERNS: Final = {
    "j F Y": r"j \d\e F \d\e Y",
    "j F": r"j \d\e F",
    "j M": "j b",
    "j M Y": "j b Y",
    "l, j F Y": r"l, j \d\e F \d\e Y",
    "l, j F, H:i": r"l, j \d\e F, H:i",
    "D j M": "D j b",
    "D j M Y": "D j b Y",
}
globals().update(PATTERNS)

"""Which edition of the skin surface this program paints on.

A vertex or triangle has a meaning only together with the edition; drawings carry it.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ATLAS_VERSION"]

ATLAS_VERSION: Final = "1"

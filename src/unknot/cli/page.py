"""A page of text for the terminal: headings, wrapped lines, and nothing clever.

Width follows the terminal, at most 88 columns. Bold is used only on a real terminal.
"""

from __future__ import annotations

import shutil
import textwrap
from typing import Final

import typer

__all__ = ["Page"]

_WIDEST: Final = 88
_NARROWEST: Final = 40


class Page:
    """Lines collected one after the other, printed at the end."""

    def __init__(self, width: int | None = None) -> None:
        columns = width or shutil.get_terminal_size((80, 24)).columns
        self.width = max(_NARROWEST, min(_WIDEST, columns))
        self.lines: list[str] = []

    def heading(self, text: str) -> None:
        """Add a bold line after an empty one."""
        if self.lines:
            self.lines.append("")
        self.lines += [typer.style(line, bold=True) for line in self._wrapped(text, 0, 0)]

    def text(self, text: str, *, indent: int = 0, hang: int = 0) -> None:
        """Add a wrapped paragraph; ``hang`` indents its further lines more."""
        self.lines += self._wrapped(text, indent, hang)

    def labelled(self, label: str, text: str, *, indent: int = 4, column: int = 9) -> None:
        """Add a label and a text beside it, both aligned over several calls."""
        body = self._wrapped(text, indent + column, 0)
        first = " " * indent + label.ljust(column) + body[0].lstrip()
        self.lines += [first, *body[1:]]

    def gap(self) -> None:
        """Add an empty line."""
        self.lines.append("")

    def show(self) -> None:
        """Print the page."""
        typer.echo("\n".join(self.lines))

    def _wrapped(self, text: str, indent: int, hang: int) -> list[str]:
        """Wrap a text to the width; an empty text is one empty line."""
        return textwrap.wrap(
            text,
            self.width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [" " * indent]

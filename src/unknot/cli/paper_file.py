"""A paper as a file: what is refused before anything is made, and writing it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import typer

from unknot.cli.exits import WRONG_USAGE
from unknot.errors import InvalidInput

__all__ = ["LARGE_PRINT", "check_paper_file", "write_paper"]

LARGE_PRINT: Final = "With -o: letters of 20 points for tired or weak eyes, on more pages."


def check_paper_file(output: Path | None, *, large: bool, is_for_machines: bool) -> None:
    """Refuse large print without a file, JSON on paper, or a file that is no PDF.

    Raises
    ------
    InvalidInput
        The file does not end in ``.pdf``.
    typer.Exit
        Options that exclude each other.
    """
    if output is None:
        if large:
            typer.echo("--large-print is for paper; name a file with -o.", err=True)
            raise typer.Exit(WRONG_USAGE)
        return
    if is_for_machines:
        typer.echo("-o writes for people, --json and --lines for machines; drop one.", err=True)
        raise typer.Exit(WRONG_USAGE)
    if output.suffix.lower() != ".pdf":
        raise InvalidInput(
            f"'{output.name}' does not end in .pdf. Name it, for example, plan.pdf.",
            where="--output",
        )


def write_paper(paper: bytes, output: Path, *, said: str) -> None:
    """Write a PDF and say what stands in it.

    Raises
    ------
    InvalidInput
        The file cannot be written.
    """
    try:
        output.write_bytes(paper)
    except OSError as error:
        raise InvalidInput(
            f"'{output}' cannot be written: {error.strerror}. Name another file or folder.",
            where="--output",
        ) from error
    typer.echo(f"{output}: {said}.", err=True)

"""Run the program in this process, as a person at a terminal of 80 columns would see it."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from typing import NamedTuple

import pytest

from unknot.cli import main


class Run(NamedTuple):
    """What came of one run."""

    code: int
    out: str
    err: str


Runner = Callable[..., Run]


@pytest.fixture
def unknot(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path) -> Runner:
    """Return a function that runs ``unknot`` with arguments and standard input."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("UNKNOT_COUNTRY", raising=False)

    def run(*arguments: str, stdin: str | bytes = "") -> Run:
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        given = tmp_path / "stdin"
        given.write_bytes(raw)
        with given.open("rb") as stream:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream, encoding="utf-8"))
            monkeypatch.setattr(sys, "argv", ["unknot", *arguments])
            try:
                main()
                code = 0
            except SystemExit as stop:
                code = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
        seen = capsys.readouterr()
        return Run(code, seen.out, seen.err)

    return run

"""Chromium and a server of our own: for the tests, the pictures and the benchmark."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


def chromium() -> str:
    """Where Chromium is; `make test` installs it."""
    for name in (os.environ.get("UNKNOT_CHROMIUM", ""), *_NAMES):
        found = shutil.which(name) if name else None
        if found:
            return found
    raise FileNotFoundError("Chromium is missing: run `bash scripts/make_browser.sh`")


@contextmanager
def served(port: str = "0") -> Iterator[str]:
    """`unknot serve` on a free port or the one named, with a data folder that is thrown away."""
    with served_with_link(port) as (address, _link):
        yield address


@contextmanager
def served_with_link(port: str = "0") -> Iterator[tuple[str, str]]:
    """The same, with the link that opens one's own pages."""
    command = [str(Path(sys.executable).parent / "unknot"), "serve", "--no-browser"]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [*command, "--port", port, "--data", folder], stdout=subprocess.PIPE, text=True
        ) as running,
    ):
        try:
            assert running.stdout is not None
            first = running.stdout.readline()
            assert " http://" in first, f"unknot serve said {first!r}"
            link = running.stdout.readline().split()[-1]
            yield first.split()[-1].rstrip("/"), link
        finally:
            running.terminate()
            running.wait(timeout=20)

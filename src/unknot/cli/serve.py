"""``unknot serve``: the pages, on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

__all__ = ["serve_command"]


def serve_command(
    host: Annotated[
        str,
        typer.Option(
            help="Address to listen on. Another one than the default lets other machines in."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            help="Port to listen on; 0 lets the system choose. Left out: 8000, or the next free "
            "one.",
            show_default=False,
        ),
    ] = None,
    name: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Name by which other machines call this one, such as clinic.local; with --host.",
        ),
    ] = None,
    folder: Annotated[
        Path | None,
        typer.Option(
            "--data",
            metavar="FOLDER",
            envvar="UNKNOT_DATA",
            help="Folder of the database and the secret key. Left out: the system's place for it.",
            show_default=False,
        ),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the page in a browser.")
    ] = False,
    debug: Annotated[
        bool,
        typer.Option(
            "--debug", help="For developers: show errors in full, read pages anew each time."
        ),
    ] = False,
) -> None:
    """Show the pages in a browser: paint where it hurts, see which muscles to check.

    Nothing leaves this machine, and nothing about the person is stored or logged.
    Stop it with Ctrl+C.

    Example: unknot serve
    """
    from unknot.web.serving import Address, serve  # noqa: PLC0415

    def started(url: str) -> None:
        typer.echo(f"Unknot is at {url}\nStop it with Ctrl+C.")
        sys.stdout.flush()
        if not no_browser and _has_display():
            _open(url)

    serve(
        Address(host=host, port=port, names=tuple(name or ())),
        data=folder,
        debug=debug,
        started=started,
    )


def _has_display() -> bool:
    """Whether a browser window could be shown here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _open(url: str) -> None:
    """Open the page beside the server, which must not wait for the browser."""
    import threading  # noqa: PLC0415
    import webbrowser  # noqa: PLC0415

    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()

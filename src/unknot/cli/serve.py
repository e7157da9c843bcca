"""``unknot serve``: the pages, on this machine."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from unknot.web.serving import Started

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

    Nothing leaves this machine or is logged, and nothing about a person is stored
    unless you choose to keep it. Your own pages open by the link that is printed;
    with --host by a code, once. Stop it with Ctrl+C.

    Example: unknot serve
    """
    from unknot.web.serving import Address, serve  # noqa: PLC0415

    def started(begun: Started) -> None:
        typer.echo(f"Unknot is at {begun.url}")
        typer.echo(_own_pages(begun))
        typer.echo("Stop it with Ctrl+C.")
        sys.stdout.flush()
        if not no_browser and _has_display():
            _open(begun.link or begun.url)

    def say(text: str) -> None:
        typer.echo(text)
        sys.stdout.flush()

    serve(
        Address(host=host, port=port, names=tuple(name or ())),
        data=folder,
        debug=debug,
        started=started,
        say=say,
    )


def _own_pages(begun: Started) -> str:
    """Say what opens one's own pages."""
    if begun.link:
        return f"Your own pages: {begun.link}"
    return (
        f"Your own pages: {begun.url}open/ with the code {begun.code} (one use, five tries)\n"
        "This connection is not encrypted: whoever shares the network can read along. Use it at "
        "home only, or put a server with a certificate (HTTPS) in front."
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

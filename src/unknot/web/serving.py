"""How does ``unknot serve`` start and end?

It prepares the data folder and the database, loads what the first answer needs, binds, says
its address, and answers until it is told to stop: by Ctrl+C or by the system (SIGTERM), both
of which let running requests finish. The server underneath is cheroot.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Final

from cheroot.wsgi import Server

from unknot.errors import FactsError, InvalidInput, UnknotError
from unknot.web.data_folder import VARIABLE, data_folder, prepare_data_folder
from unknot.web.database import is_postgresql, unreachable

__all__ = ["FIRST_PORT", "LOOPBACK", "Address", "Started", "serve"]

LOOPBACK: Final = "127.0.0.1"
FIRST_PORT: Final = 8000
_PORTS_TRIED: Final = 100
_EVERY_ADDRESS: Final = ("0.0.0.0", "::")  # noqa: S104 -- recognised, never a default
_N_THREADS: Final = 8
_WAITING_CONNECTIONS: Final = 128
_LONGEST_STOP_S: Final = 5
_LOOK_S: Final = 0.1
"""How often the program looks whether it was asked to stop."""
_MOST_BYTES: Final = 64 * 1024 * 1024
"""Backstop; the pages refuse less than that, in words."""
_LOG: Final = logging.getLogger("unknot")


class _Server(Server):
    """Cheroot, with what goes wrong below the pages written through the filter of contents."""

    def error_log(self, msg: str = "", level: int = logging.INFO, traceback: bool = False) -> None:
        """Write down the first line and the places in the code."""
        _LOG.log(level, msg.partition("\n")[0], exc_info=traceback)


@dataclass(frozen=True, slots=True)
class Started:
    """What is said when requests are answered.

    Attributes
    ----------
    link
        Opens one's own pages, from this machine; empty where others are let in.
    code
        Opens them then, once.
    """

    url: str
    link: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen: host, port (None: the first free one), names that others call it by."""

    host: str = LOOPBACK
    port: int | None = None
    names: tuple[str, ...] = ()

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        return self.host in ("localhost", "::1") or self.host.startswith("127.")


def serve(
    address: Address,
    *,
    data: Path | None,
    debug: bool,
    started: Callable[[Started], None],
    say: Callable[[str], None],
) -> None:
    """Serve the pages until told to stop.

    Parameters
    ----------
    data
        Folder of key and database; None: the system's place for it.
    debug
        Show errors in full and read pages anew; loopback only.
    started
        Called once when requests are answered.
    say
        Told each further code that opens one's own pages.

    Raises
    ------
    InvalidInput
        The data folder, the host or the port cannot be used.
    """
    if debug and not address.is_loopback:
        raise InvalidInput(
            f"--debug shows whole requests in its error pages, so it listens on this machine "
            f"only, not on '{address.host}'. Leave out --host or --debug.",
            where="--debug",
        )
    with _asked_to_stop() as asked:
        port = _port_for(address)
        _tell_django(address, data=data, debug=debug)
        server = _bound(address.host, port)
        with ThreadPoolExecutor() as threads:
            answering = threads.submit(server.serve)
            threads.submit(_load_ahead)
            try:
                started(_begun(address, server.bind_addr[1], say=say))
                while not asked and not answering.done():
                    time.sleep(_LOOK_S)
            finally:
                server.stop()
            answering.result()  # raises what ended it, if something did


def _begun(address: Address, port: int, *, say: Callable[[str], None]) -> Started:
    """Make what opens one's own pages, and say where everything is."""
    from unknot.web.people.opening import Opening, begin  # noqa: PLC0415 -- after the settings

    opening = Opening(by_link=address.is_loopback, say=say)
    begin(opening)
    url = _url(address.host, port)
    if address.is_loopback:
        return Started(url, link=f"{url}open/?token={opening.secret}")
    return Started(url, code=opening.code)


def _tell_django(address: Address, *, data: Path | None, debug: bool) -> None:
    """Prepare folder, settings and database, and load what the first answer needs."""
    if data is not None:
        os.environ[VARIABLE] = str(data.absolute())
    names = [*address.names, *_own_names(address.host)]
    os.environ["UNKNOT_HOSTS"] = ",".join(dict.fromkeys(names))
    os.environ["UNKNOT_DEBUG"] = "1" if debug else ""
    os.environ["DJANGO_SETTINGS_MODULE"] = "unknot.web.settings"
    os.umask(0o077)
    prepare_data_folder(data_folder())
    import django  # noqa: PLC0415 -- only after the settings are known
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        if is_postgresql():
            raise unreachable(error) from error
        raise InvalidInput(
            f"The database in '{data_folder()}' cannot be used: {error}. Move the file away or "
            "restore a backup; the next start makes a new one.",
            where=str(data_folder()),
        ) from error
    from unknot.find.knowledge import load_knowledge  # noqa: PLC0415

    load_knowledge()


def _load_ahead() -> None:
    """Load what the first stroke and the first records need while the first page is read."""
    from unknot.body.skin import load_skin  # noqa: PLC0415
    from unknot.web.warming import warmed  # noqa: PLC0415 -- only after the settings are known

    with contextlib.suppress(FactsError):
        _ = load_skin().canvas
    try:
        warmed(now=datetime.now(UTC))
    except UnknotError as error:  # the page that needs it says so as well
        _LOG.warning("Nothing was loaded ahead: %s", type(error).__name__)


def _own_names(host: str) -> list[str]:
    """Return the names that a browser may use for the host listened on."""
    if host in _EVERY_ADDRESS:
        own = socket.gethostname()
        return [own, f"{own}.local"]
    return [f"[{host}]" if ":" in host else host]


def _port_for(address: Address) -> int:
    """Return the port asked for, or the first free one."""
    if address.port is not None:
        _check_free(address.host, address.port)
        return address.port
    for port in range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED):
        with contextlib.suppress(_TakenError):
            _check_free(address.host, port)
            return port
    raise InvalidInput(
        f"Every port from {FIRST_PORT} to {FIRST_PORT + _PORTS_TRIED - 1} is taken. "
        "Name a free one: unknot serve --port 0 lets the system choose.",
        where="--port",
    )


class _TakenError(InvalidInput):
    """Another program listens there."""


def _check_free(host: str, port: int) -> None:
    """Bind for a moment, so that a refusal can be put into words."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise _cannot_listen(host, port, error) from error


def _cannot_listen(host: str, port: int, error: OSError) -> InvalidInput:
    """Build the complaint about an address that cannot be used."""
    if error.errno == errno.EADDRINUSE:
        return _TakenError(
            f"Port {port} on {host} is taken by another program, perhaps another 'unknot "
            "serve'. Stop that one, or leave out --port to take the next free one.",
            where="--port",
        )
    if error.errno == errno.EACCES:
        return InvalidInput(
            f"Port {port} is kept for the system's own programs. Take one above 1023.",
            where="--port",
        )
    return InvalidInput(
        f"This machine has no address '{host}' to listen on ({error.strerror or error}). "
        f"Leave out --host to serve this machine only, at {LOOPBACK}.",
        where="--host",
    )


def _bound(host: str, port: int) -> _Server:
    """Return a server that holds its port and does not answer yet."""
    from unknot.web.wsgi import application  # noqa: PLC0415 -- only after the settings are known

    server = _Server(
        (host, port),
        application,
        numthreads=_N_THREADS,
        server_name="Unknot",
        request_queue_size=_WAITING_CONNECTIONS,
        shutdown_timeout=_LONGEST_STOP_S,
    )
    server.max_request_body_size = _MOST_BYTES
    try:
        server.prepare()
    except OSError as error:
        raise _cannot_listen(host, port, error) from error
    return server


def _url(host: str, port: int) -> str:
    """Return the address to type into a browser."""
    shown = LOOPBACK if host == _EVERY_ADDRESS[0] else "::1" if host == _EVERY_ADDRESS[1] else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


@contextlib.contextmanager
def _asked_to_stop() -> Iterator[list[int]]:
    """Collect Ctrl+C and SIGTERM instead of being cut off by them.

    An exception raised by a signal can fall between any two lines, also where the server
    underneath cannot bear it, and leave a program that never ends. So the signals are only
    noted, and looked at between two sleeps.
    """
    asked: list[int] = []

    def note(number: int, frame: FrameType | None) -> None:
        asked.append(number)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

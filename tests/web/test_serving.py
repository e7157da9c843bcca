"""How the server starts and ends, without a process of its own."""

from __future__ import annotations

import errno
import logging
import os
import queue
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from unknot.cli import serve as command
from unknot.errors import InvalidInput
from unknot.web import serving
from unknot.web.serving import Address, Started


@pytest.fixture
def pages(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The server with its waiting taken out; Django was set up for the tests already."""
    for name in ("UNKNOT_DATA", "UNKNOT_HOSTS", "UNKNOT_DEBUG", "DJANGO_SETTINGS_MODULE"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    migrated: list[str] = []
    monkeypatch.setattr(
        "django.core.management.call_command", lambda name, **_: migrated.append(name)
    )

    monkeypatch.setattr(serving._Server, "serve", lambda _server: None)
    mask = os.umask(0)
    os.umask(mask)
    yield migrated
    os.umask(mask)


def test_serve_prepares_says_its_address_and_ends_quietly(pages: list[str], tmp_path: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    said: list[Started] = []
    serving.serve(
        Address(port=0, names=("clinic.local",)), data=tmp_path, debug=True,
        started=said.append, say=print,
    )  # fmt: skip
    assert pages == ["migrate"]
    assert (tmp_path / "secret_key").is_file()
    assert said[0].url.startswith("http://127.0.0.1:")
    assert said[0].link.startswith(f"{said[0].url}open/?token=")
    assert os.environ["UNKNOT_HOSTS"] == "clinic.local,127.0.0.1"
    assert os.environ["UNKNOT_DEBUG"] == "1"
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_request_to_end_is_noted_and_cuts_nothing_off(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with serving._asked_to_stop() as asked:
        os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
        assert set(asked) == {number}
    assert signal.getsignal(number) is before


def test_what_ends_the_server_is_told(
    pages: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(server: object) -> None:
        raise OSError("the socket went away")

    monkeypatch.setattr(serving._Server, "serve", broken)
    with pytest.raises(OSError, match="the socket went away"):
        serving.serve(Address(port=0), data=tmp_path, debug=False, started=lambda _begun: None,
                      say=print)  # fmt: skip


def test_the_command_opens_a_browser_where_there_is_a_display(
    pages: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(command, "_open", opened.append)
    for has_display, no_browser, n_opened in ((False, False, 0), (True, True, 0), (True, False, 1)):
        monkeypatch.setattr(command, "_has_display", lambda here=has_display: here)
        command.serve_command(port=0, folder=tmp_path, no_browser=no_browser)
        assert len(opened) == n_opened


def test_the_browser_is_opened_beside_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: queue.Queue[str] = queue.Queue()
    monkeypatch.setattr("webbrowser.open", opened.put)
    command._open("http://127.0.0.1:8000/")
    assert opened.get(timeout=10) == "http://127.0.0.1:8000/"


@pytest.mark.parametrize(
    ("number", "message"),
    [
        (errno.EADDRINUSE, "Port 80 on 127.0.0.1 is taken by another program"),
        (errno.EACCES, "Port 80 is kept for the system's own programs. Take one above 1023."),
        (errno.EADDRNOTAVAIL, "This machine has no address '127.0.0.1' to listen on"),
    ],
)
def test_what_is_in_the_way_of_listening_is_said_in_words(number: int, message: str) -> None:
    error = serving._cannot_listen("127.0.0.1", 80, OSError(number, os.strerror(number)))
    assert str(error).startswith(message)


def test_when_every_port_is_taken_the_message_names_the_way_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setattr(serving, "FIRST_PORT", other.getsockname()[1])
        monkeypatch.setattr(serving, "_PORTS_TRIED", 1)
        with pytest.raises(InvalidInput, match="unknot serve --port 0 lets the system choose"):
            serving._port_for(Address())


def test_a_port_taken_in_the_last_moment_is_named(pages: list[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(InvalidInput, match="No socket could be created"):
            serving._bound("127.0.0.1", other.getsockname()[1])


@pytest.mark.parametrize(
    ("host", "is_loopback", "url"),
    [
        ("127.0.0.1", True, "http://127.0.0.1:8000/"),
        ("localhost", True, "http://localhost:8000/"),
        ("::1", True, "http://[::1]:8000/"),
        ("0.0.0.0", False, "http://127.0.0.1:8000/"),  # noqa: S104 -- only shown
        ("::", False, "http://[::1]:8000/"),
        ("192.0.2.7", False, "http://192.0.2.7:8000/"),
    ],
)
def test_the_address_is_one_to_type(host: str, is_loopback: bool, url: str) -> None:
    assert Address(host=host).is_loopback is is_loopback
    assert serving._url(host, 8000) == url


def test_a_host_is_known_by_its_own_name() -> None:
    assert serving._own_names("192.0.2.7") == ["192.0.2.7"]
    assert serving._own_names("2001:db8::7") == ["[2001:db8::7]"]
    assert serving._own_names("::") == [socket.gethostname(), f"{socket.gethostname()}.local"]


def test_below_the_pages_only_the_first_line_is_written_down(
    pages: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    server = serving._bound("127.0.0.1", 0)
    try:
        server.error_log("broken connection\nGET /?word=xylophonist", level=logging.ERROR)
    finally:
        server.stop()
    assert "broken connection" in caplog.text
    assert "xylophonist" not in caplog.text

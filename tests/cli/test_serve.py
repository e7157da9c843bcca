"""``unknot serve``: starts, answers, ends cleanly, and says what is in its way."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from unknot.cli import serve

LONGEST_START_S = 60


class Server:
    """A running ``unknot serve``."""

    def __init__(self, process: subprocess.Popen[str], url: str) -> None:
        self.process = process
        self.url = url
        self.port = int(url.rstrip("/").rpartition(":")[2])

    def ask(
        self, method: str, address: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, address, body=body, headers=named)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def ends(self, number: signal.Signals) -> tuple[int, str]:
        self.process.send_signal(number)
        err = self.process.communicate(timeout=60)[1]
        return self.process.returncode, err


@contextmanager
def started(data: Path, *options: str) -> Iterator[Server]:
    """Start the program on a free port and wait for its address."""
    process = subprocess.Popen(
        [str(Path(sys.executable).parent / "unknot"), "serve", "--data", str(data), *options],
        env={name: value for name, value in os.environ.items() if name != "DISPLAY"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watch = threading.Timer(LONGEST_START_S, process.kill)
    watch.start()
    try:
        assert process.stdout is not None
        line = process.stdout.readline()
        watch.cancel()
        assert line.startswith("Unknot is at http://"), process.communicate()
        yield Server(process, line.removeprefix("Unknot is at ").strip())
    finally:
        watch.cancel()
        if process.poll() is None:
            process.kill()
            process.communicate()


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serve_answers_and_ends_cleanly(tmp_path: Path, number: signal.Signals) -> None:
    with started(tmp_path / "data", "--port", "0") as server:
        assert server.ask("GET", "/healthz") == (200, b"ok\n")
        assert server.ask("GET", "/")[0] == 200
        assert server.ends(number) == (0, "")
    kept = sorted(path.name for path in (tmp_path / "data").iterdir())
    assert kept == ["secret_key", "unknot.sqlite3"]
    for path in (tmp_path / "data").iterdir():
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.slow
def test_serve_refuses_in_words_and_goes_on(tmp_path: Path) -> None:
    told = json.dumps({"text": "ache in the right temple"}).encode()
    huge = b'{"text": "' + b"neck " * 4_000_000 + b'"}'
    with started(tmp_path, "--port", "0", "--no-browser") as server:
        status, answer = server.ask("POST", "/api/find", told, Content_Type="application/json")
        assert (status, json.loads(answer)["read"]["pain"][0]["region"]) == (200, "temple")
        status, answer = server.ask("POST", "/api/find", huge, Content_Type="application/json")
        assert (status, "larger than 16 MiB" in answer.decode()) == (413, True)
        assert server.ask("GET", "/healthz", Host="evil.example")[0] == 400
        assert server.ask("BREW", "/")[0] == 403  # no mark of a form
        assert server.ask("GET", "/healthz")[0] == 200
        assert server.ends(signal.SIGTERM) == (0, "")


@pytest.mark.slow
def test_serve_takes_the_next_free_port_and_names_a_taken_one(tmp_path: Path) -> None:
    with taken_port() as port:
        refused = subprocess.run(
            [str(Path(sys.executable).parent / "unknot"), "serve", "--port", str(port),
             "--data", str(tmp_path)],
            capture_output=True, text=True, check=False, timeout=LONGEST_START_S,
        )  # fmt: skip
    assert refused.returncode == 1
    assert refused.stderr == (
        f"unknot: Port {port} on 127.0.0.1 is taken by another program, perhaps another 'unknot "
        "serve'. Stop that one, or leave out --port to take the next free one.\n"
    )
    assert refused.stdout == ""
    with started(tmp_path) as first, started(tmp_path) as second:
        assert second.port > first.port >= 8000
        assert second.ask("GET", "/healthz") == (200, b"ok\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            ["--host", "203.0.113.7"],
            "This machine has no address '203.0.113.7' to listen on (Cannot assign requested "
            "address). Leave out --host to serve this machine only, at 127.0.0.1.",
        ),
        (
            ["--host", "0.0.0.0", "--debug"],  # noqa: S104 -- refused
            "--debug shows whole requests in its error pages, so it listens on this machine "
            "only, not on '0.0.0.0'. Leave out --host or --debug.",
        ),
    ],
)
def test_serve_says_what_is_in_its_way(unknot, options: list[str], message: str) -> None:
    run = unknot("serve", *options)
    assert (run.code, run.out) == (1, "")
    assert run.err == f"unknot: {message}\n"


@pytest.mark.slow
def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "unknot.sqlite3").write_bytes(b"no database" * 500)
    refused = subprocess.run(
        [str(Path(sys.executable).parent / "unknot"), "serve", "--port", "0",
         "--data", str(tmp_path)],
        capture_output=True, text=True, check=False, timeout=LONGEST_START_S,
    )  # fmt: skip
    assert refused.returncode == 1
    assert "cannot be used: file is not a database. Move the file away" in refused.stderr


@pytest.mark.parametrize(
    ("variables", "has_display"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"WAYLAND_DISPLAY": "wayland-0"}, True)],
)
def test_a_browser_opens_only_where_there_is_a_display(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], has_display: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert serve._has_display() is has_display


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["serve", "--help"],
        ["find", "left side of the neck", "--json"],
        ["facts", "stats"],
    ],
    ids=" ".join,
)
def test_other_commands_do_not_load_the_pages(arguments: list[str]) -> None:
    code = (
        "import sys; from unknot.cli import main\n"
        f"sys.argv = ['unknot', *{arguments!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "found = {'django', 'cheroot', 'platformdirs', 'unknot.web'} & set(sys.modules)\n"
        "sys.exit(f'loaded: {found}' if found else 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

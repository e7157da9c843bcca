"""Run a command beside a PostgreSQL of its own, which is thrown away afterwards.

``python scripts/with_postgresql.py COMMAND ...`` makes a cluster in a temporary folder, reached
through a socket in that folder alone, names it in ``UNKNOT_DATABASE``, runs the command, stops
the cluster and ends with the command's exit code. PostgreSQL refuses to run as root; root
hands it to the system's account ``postgres`` (or ``nobody``). Nothing is made durable: no use
for anything that has to be kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

__all__ = ["DATABASE", "MISSING", "postgresql_programs", "private_postgresql"]

DATABASE: Final = "unknot"
MISSING: Final = (
    "PostgreSQL is not installed here (initdb is neither on the path nor in "
    "/usr/lib/postgresql); apt-get install postgresql"
)
_SYSTEM: Final = Path("/usr/lib/postgresql")
_ACCOUNTS: Final = ("postgres", "nobody")
_QUICK: Final = (
    "listen_addresses = ''",
    "fsync = off",
    "synchronous_commit = off",
    "full_page_writes = off",
    "max_connections = 40",
    "shared_buffers = 32MB",
)


def postgresql_programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs; None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    for version in sorted(_SYSTEM.glob("*/bin/initdb"), reverse=True):
        return version.parent
    return None


@contextmanager
def private_postgresql() -> Iterator[str]:
    """Start a cluster in a temporary folder and give the address of an empty database in it."""
    programs = postgresql_programs()
    if programs is None:
        raise FileNotFoundError(MISSING)
    with tempfile.TemporaryDirectory(prefix="unknot-pg-") as name:
        folder = Path(name)
        cluster = folder / "cluster"
        as_owner = _as_owner(folder)
        _run(*as_owner, str(programs / "initdb"), "--pgdata", str(cluster), "--auth=trust",
             "--username=unknot", "--encoding=UTF8", "--locale=C", "--no-sync")  # fmt: skip
        settings = "\n".join((*_QUICK, f"unix_socket_directories = '{folder}'"))
        with (cluster / "postgresql.conf").open("a", encoding="utf-8") as stream:
            stream.write(f"\n{settings}\n")
        control = (*as_owner, str(programs / "pg_ctl"), "--pgdata", str(cluster))
        _run(*control, "--log", str(folder / "log"), "--wait", "start")
        try:
            _run(str(programs / "createdb"), "--host", name, "--username=unknot", DATABASE)
            yield f"postgresql://unknot@/{DATABASE}?host={name}"
        finally:
            _run(*control, "--mode=immediate", "--wait", "stop")


def _as_owner(folder: Path) -> tuple[str, ...]:
    """Return what a command is put behind so that it does not run as root."""
    if os.geteuid() != 0:
        return ()
    import pwd  # noqa: PLC0415 -- not on every system

    for name in _ACCOUNTS:
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(folder, account.pw_uid, account.pw_gid)
        folder.chmod(0o755)
        return ("setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}",
                "--clear-groups")  # fmt: skip
    raise LookupError(f"No account to run PostgreSQL as: {', '.join(_ACCOUNTS)}.")


def _run(*command: str) -> None:
    """Run a command; what it says is shown where it fails."""
    # What pg_ctl starts holds its output open, so a pipe would never end.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False, cwd="/"
        )
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{Path(command[0]).name}: {said.read().decode().strip()}")


def main(command: list[str]) -> int:
    """Run a command with ``UNKNOT_DATABASE`` set."""
    if not command:
        sys.exit(__doc__)
    try:
        with private_postgresql() as address:
            env = {**os.environ, "UNKNOT_DATABASE": address}
            return subprocess.run(command, env=env, check=False).returncode
    except FileNotFoundError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

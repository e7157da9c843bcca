"""Who may open the pages of one's own records? Whoever sits at this machine.

There is no password in one-person mode. ``unknot serve`` makes a secret at its start and puts
it into a link that it prints; the link opens the pages for the browser that follows it, from
this machine alone. Where other machines are let in there is no link but a code: one use, five
tries, then another one, each printed where the program runs.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from ipaddress import ip_address
from typing import Final, Literal

__all__ = ["MOST_TRIES", "Opening", "Verdict", "begin", "current", "is_this_machine"]

Verdict = Literal["open", "wrong", "wait"]
MOST_TRIES: Final = 5
_LETTERS: Final = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
"""No letter that looks like another or like a digit."""
_LENGTH: Final = 8
"""Letters of a code: five tries in 6.5 × 10¹¹."""
_PAUSE_S: Final = 10.0
"""Between a code that was tried too often and the next one. [s]"""
_SECRET_BYTES: Final = 32


class Opening:
    """What opens the pages while this server runs.

    Parameters
    ----------
    by_link
        By the link, from this machine alone; else by a code.
    say
        Told every code after the first, to print it.
    """

    def __init__(self, *, by_link: bool, say: Callable[[str], None]) -> None:
        self.by_link = by_link
        self.secret = secrets.token_urlsafe(_SECRET_BYTES) if by_link else ""
        self._say = say
        self._lock = threading.Lock()
        self._code = "" if by_link else _new_code()
        self._tries = 0
        self._closed_until = 0.0

    @property
    def code(self) -> str:
        """The code as it is read out, in two halves; empty where a link opens."""
        return _in_halves(self._code)

    def opens_by_link(self, given: str, address: str) -> bool:
        """Whether a link holds the secret and comes from this machine."""
        is_right = secrets.compare_digest(given.encode(), self.secret.encode())
        return self.by_link and is_right and is_this_machine(address)

    def by_code(self, given: str, *, now: float) -> Verdict:
        """Try a code.

        Parameters
        ----------
        given
            As typed; case, spaces and dashes do not matter.
        now
            Of a clock that only runs forward. [s]
        """
        typed = "".join(given.upper().split()).replace("-", "")
        with self._lock:
            if self.by_link or now < self._closed_until:
                return "wait"
            if secrets.compare_digest(typed.encode(), self._code.encode()):
                self._renew("That code is used. The next device opens with")
                return "open"
            self._tries += 1
            if self._tries >= MOST_TRIES:
                self._closed_until = now + _PAUSE_S
                self._renew("The code was tried too often. The new one is")
            return "wrong"

    def _renew(self, why: str) -> None:
        """Put a new code in the place of the old one and say it."""
        self._code, self._tries = _new_code(), 0
        self._say(f"{why} {self.code}")


_running: list[Opening] = []


def begin(opening: Opening) -> None:
    """Let this opening count for the process from now on."""
    _running[:] = [opening]


def current() -> Opening | None:
    """Return the opening of this process; None where it was not started by ``unknot serve``."""
    return _running[0] if _running else None


def is_this_machine(address: str) -> bool:
    """Whether a request comes from the machine that answers it."""
    try:
        return ip_address(address.partition("%")[0]).is_loopback
    except ValueError:
        return False


def _new_code() -> str:
    """Return a random code."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def _in_halves(code: str) -> str:
    """Return a code as it is easy to read."""
    return f"{code[: _LENGTH // 2]}-{code[_LENGTH // 2 :]}" if code else ""

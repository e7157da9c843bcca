"""Which mail server sends the mail of a day? The one that the environment names, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from unknot.errors import InvalidInput

__all__ = ["mail_settings"]

_PORT: Final = 587
"""Submission of mail, RFC 6409."""
_TIMEOUT_S: Final = 20
_WAYS: Final = ("1", "ssl", "0")


def mail_settings(environment: Mapping[str, str]) -> dict[str, Any]:
    """Return what Django is told about mail; without ``UNKNOT_MAIL_HOST`` nothing is sent.

    Parameters
    ----------
    environment
        ``UNKNOT_MAIL_HOST``, ``_PORT``, ``_FROM``, ``_USER``, ``_PASSWORD`` and ``_TLS``: 1 for
        STARTTLS, ssl for TLS from the first byte, 0 for none.

    Raises
    ------
    InvalidInput
        Port or way is none.
    """

    def told(name: str) -> str:
        return environment.get(f"UNKNOT_MAIL_{name}", "").strip()

    port, way = told("PORT") or str(_PORT), told("TLS").lower() or "1"
    if not port.isdecimal() or not 0 < int(port) < 65_536:
        raise InvalidInput(
            f"UNKNOT_MAIL_PORT is '{port[:20]}'; it is a number such as {_PORT}.",
            where="UNKNOT_MAIL_PORT",
        )
    if way not in _WAYS:
        raise InvalidInput(
            f"UNKNOT_MAIL_TLS is '{way[:20]}'; it is 1 (STARTTLS), ssl, or 0 for none.",
            where="UNKNOT_MAIL_TLS",
        )
    return {
        "EMAIL_HOST": told("HOST"),
        "EMAIL_PORT": int(port),
        "EMAIL_HOST_USER": told("USER"),
        "EMAIL_HOST_PASSWORD": environment.get("UNKNOT_MAIL_PASSWORD", ""),
        "EMAIL_USE_TLS": way == "1",
        "EMAIL_USE_SSL": way == "ssl",
        "EMAIL_TIMEOUT": _TIMEOUT_S,
        "DEFAULT_FROM_EMAIL": told("FROM"),
    }

"""What the environment says about mail: off unless set, and slips are named."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput
from unknot.web.mail_server import mail_settings


def test_without_a_host_nothing_is_set() -> None:
    found = mail_settings({})
    assert (found["EMAIL_HOST"], found["DEFAULT_FROM_EMAIL"]) == ("", "")
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (
        587, True, False,
    )  # fmt: skip


def test_a_server_is_read_whole() -> None:
    found = mail_settings(
        {
            "UNKNOT_MAIL_HOST": " mail.example.org ", "UNKNOT_MAIL_PORT": "465",
            "UNKNOT_MAIL_TLS": "SSL", "UNKNOT_MAIL_USER": "dana", "UNKNOT_MAIL_PASSWORD": " x ",
            "UNKNOT_MAIL_FROM": "dana@example.org",
        }
    )  # fmt: skip
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example.org", 465)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (False, True)
    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("dana", " x ")


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("PORT", "smtp", "UNKNOT_MAIL_PORT is 'smtp'; it is a number such as 587."),
        ("PORT", "0", "UNKNOT_MAIL_PORT is '0'"),
        ("PORT", "65536", "UNKNOT_MAIL_PORT is '65536'"),
        ("TLS", "yes", "UNKNOT_MAIL_TLS is 'yes'; it is 1"),
    ],
)
def test_a_slip_is_named(name: str, value: str, message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        mail_settings({f"UNKNOT_MAIL_{name}": value})

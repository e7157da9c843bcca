"""``/healthz``: the server says that it is up, and nothing else."""

import pytest
from django.test import Client


def test_health_is_two_letters(browser: Client) -> None:
    response = browser.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_health_is_only_looked_up(browser: Client, method: str) -> None:
    assert getattr(Client(headers={"host": "localhost"}), method)("/healthz").status_code == 405

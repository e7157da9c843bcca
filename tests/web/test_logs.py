"""Nothing that a person told is ever written down."""

from __future__ import annotations

import logging
from typing import NoReturn

import pytest
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from unknot.errors import InvalidInput
from unknot.web import urls
from unknot.web.logs import WithoutContents

TOLD = "xylophonist"


def break_down(request: HttpRequest) -> NoReturn:
    raise RuntimeError(f"could not read {TOLD}: {request.GET}")


def refuse(request: HttpRequest) -> NoReturn:
    raise InvalidInput(f"'{TOLD}' is no muscle. Take another one.")


urlpatterns = [
    path("broken/", break_down),
    path("refused/", refuse),
    path("api/broken/", break_down),
    *urls.urlpatterns,
]
handler400, handler403 = urls.handler400, urls.handler403
handler404, handler500 = urls.handler404, urls.handler500


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG)
    return caplog


def written(log: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> str:
    """Everything that a log or a terminal saw, with everything the records carry."""
    seen = capfd.readouterr()
    return log.text + "".join(str(record.__dict__) for record in log.records) + seen.out + seen.err


@pytest.mark.parametrize(
    "body",
    [
        f'{{"text": "ache beside the neck {TOLD}"}}',
        f'{{"text": "{TOLD}"}}',
        f'{{"pain": [{{"region": "{TOLD}"}}]}}',
        f'{{"{TOLD}',
        f'{{"id": "{TOLD}", "text": "neck", "age": 41}}',
    ],
    ids=["answered", "not understood", "unknown region", "no JSON", "id"],
)
def test_a_told_pain_is_not_logged(
    browser: Client,
    log: pytest.LogCaptureFixture,
    *,
    capfd: pytest.CaptureFixture[str],
    body: str,
) -> None:
    browser.post("/api/find", body, content_type="application/json")
    browser.post(f"/api/find?{TOLD}=1", body, content_type="text/plain")
    assert TOLD not in written(log, capfd)


def test_a_form_is_not_logged(
    browser: Client, log: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    browser.post(f"/?word={TOLD}", {"text": TOLD, "told": f'{{"text": "{TOLD}"}}'})
    browser.get(f"/nowhere/?word={TOLD}")
    Client(headers={"host": "localhost"}).post("/", {"text": TOLD, "told": f'{{"{TOLD}'})
    assert TOLD not in written(log, capfd)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/broken/", "/api/broken/"])
def test_a_mistake_of_ours_is_logged_by_its_place_alone(
    browser: Client,
    log: pytest.LogCaptureFixture,
    *,
    capfd: pytest.CaptureFixture[str],
    address: str,
) -> None:
    browser.raise_request_exception = False
    response = browser.get(f"{address}?word={TOLD}")
    assert response.status_code == 500
    assert TOLD not in response.content.decode()
    logged = written(log, capfd)
    assert TOLD not in logged
    assert f"Internal Server Error: {address}: RuntimeError at " in logged
    assert "test_logs.py:" in logged


@pytest.mark.urls(__name__)
def test_a_refusal_is_shown_to_whoever_asked_and_not_logged(
    browser: Client, log: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    response = browser.get("/refused/")
    assert response.status_code == 422
    assert f"&#x27;{TOLD}&#x27; is no muscle. Take another one." in response.content.decode()
    assert TOLD not in written(log, capfd)


def test_the_filter_leaves_a_record_without_an_exception_as_it_is() -> None:
    record = logging.LogRecord(
        "unknot", logging.ERROR, "", 0, msg="%s ports", args=(3,), exc_info=None
    )
    assert WithoutContents().filter(record)
    assert record.getMessage() == "3 ports"

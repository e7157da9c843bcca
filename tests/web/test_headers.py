"""Whatever the answer, it carries what protects whoever reads it."""

import pytest
from django.test import Client

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "font-src": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("get", "/", 200),
        ("get", "/healthz", 200),
        ("get", "/no/such/page", 404),
        ("get", "/api/find", 405),
        ("post", "/api/find", 415),
        ("post", "/", 403),
        ("delete", "/healthz", 403),
        ("get", "/static/unknot/none.css", 404),
        ("get", "/body/0/meta", 404),
        ("get", "/api", 404),
    ],
)
def test_every_answer_carries_the_protecting_headers(
    browser: Client, *, method: str, address: str, status: int
) -> None:
    response = getattr(browser, method)(address)
    assert response.status_code == status
    policy = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";")
    )
    assert policy == POLICY
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "geolocation=()" in response["Permissions-Policy"]
    assert "Access-Control-Allow-Origin" not in response


def test_a_page_is_not_kept_by_the_browser(browser: Client) -> None:
    assert browser.get("/")["Cache-Control"] == "no-store"
    assert browser.get("/no/such/page")["Cache-Control"] == "no-store"


def test_a_broken_page_carries_the_headers_too(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser.raise_request_exception = False

    def break_down(query: object) -> None:
        raise RuntimeError("mishap")

    monkeypatch.setattr("unknot.web.api.find", break_down)
    response = browser.post("/api/find", {"text": "neck"}, content_type="application/json")
    assert response.status_code == 500
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


def test_another_host_name_is_refused_with_the_remedy(browser: Client) -> None:
    response = browser.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert "--name" in response.content.decode()
    assert response["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8123", "[::1]:8000"])
def test_the_names_of_this_machine_are_known(browser: Client, host: str) -> None:
    assert browser.get("/healthz", headers={"host": host}).status_code == 200


def test_no_cookie_is_set_but_the_mark_of_forms(browser: Client) -> None:
    for address in ("/", "/healthz", "/body/1/meta", "/no/such/page"):
        browser.get(address)
    browser.post("/api/find", {"text": "neck"}, content_type="application/json")
    assert set(browser.cookies) <= {"csrftoken"}
    for cookie in browser.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"

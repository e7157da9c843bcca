"""Each failure says what is wrong and what to do now."""

from __future__ import annotations

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory

from unknot.errors import InvalidInput
from unknot.facts.wording import banned_in
from unknot.web import failures


def page(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, response.content.decode()


def test_a_form_without_its_mark_is_refused_with_the_remedy(browser: Client) -> None:
    status, text = page(browser.post("/", {"text": "neck"}))
    assert status == 403
    assert "This page was open for too long" in text
    assert "load the page again" in text


def test_a_form_too_large_says_so(rf: RequestFactory) -> None:
    status, text = page(failures.bad_request(rf.post("/"), RequestDataTooBig("17 MB")))
    assert status == 413
    assert "Undo some strokes and try again." in text
    assert "17 MB" not in text


@pytest.mark.parametrize(
    ("view", "status", "title"),
    [
        (failures.bad_request, 400, "This request could not be read"),
        (failures.not_allowed, 403, "This is not allowed"),
        (failures.not_found, 404, "There is no such page"),
    ],
)
@pytest.mark.parametrize("address", ["/", "/api/find"])
def test_failures_are_a_page_for_people_and_json_for_programs(
    rf: RequestFactory, *, view, status: int, title: str, address: str
) -> None:
    response = view(rf.get(address), SuspiciousOperation("typed words"))
    assert response.status_code == status
    assert title in response.content.decode()
    assert "typed words" not in response.content.decode()
    is_door = address.startswith("/api/")
    kind = "application/problem+json" if is_door else "text/html; charset=utf-8"
    assert response["Content-Type"] == kind


def test_a_mistake_of_ours_is_owned(rf: RequestFactory) -> None:
    status, text = page(failures.broken(rf.get("/")))
    assert status == 500
    assert "It is not your fault" in text
    assert "what you painted is still in this browser" in text
    assert not list(banned_in(text))


def test_a_message_with_markup_is_shown_as_text(rf: RequestFactory) -> None:
    shown = failures.RefusalsShown(lambda _: HttpResponse())
    response = shown.process_exception(rf.get("/"), InvalidInput("<script>1</script>"))
    assert response is not None
    assert "<script>" not in response.content.decode()
    assert shown.process_exception(rf.get("/"), ValueError("no error of ours")) is None

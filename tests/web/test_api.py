"""``POST /api/find``: the answers of the command line, its errors, and a status for each."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http.request import UnreadablePostError
from django.test import Client

from unknot.errors import FactsError
from unknot.find.answer import answer_as_json, find
from unknot.find.query import query_from

CASE = {
    "id": "a",
    "pain": [{"region": "temple", "side": "right", "intensity": 6, "quality": "ache"}],
    "symptoms": ["headache"],
    "age": 41,
}


def asked(browser: Client, body: Any, content_type: str = "application/json") -> tuple[int, Any]:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    response = browser.post("/api/find", text, content_type=content_type)
    kind = "json" if response.status_code == 200 else "problem+json"
    assert response["Content-Type"] == f"application/{kind}"
    return response.status_code, json.loads(response.content)


def test_find_answers_as_the_command_line_does(browser: Client) -> None:
    assert asked(browser, CASE) == (200, answer_as_json(find(query_from(CASE))))


def test_find_takes_utf8_with_its_mark_and_a_named_charset(browser: Client) -> None:
    body = b"\xef\xbb\xbf" + json.dumps(CASE).encode()
    assert asked(browser, body, "application/json; charset=utf-8")[0] == 200


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch", "head", "options"])
def test_find_is_only_posted(browser: Client, method: str) -> None:
    response = getattr(browser, method)("/api/find")
    assert (response.status_code, response["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    ("body", "status", "error"),
    [
        (
            {"id": 7, "pain": [{"region": "neck_bak", "side": "left"}]},
            422,
            {
                "message": "Region 'neck_bak' is not known (pain[0].region). "
                "Did you mean 'neck_back'?",
                "where": "pain[0].region",
                "nearest": "neck_back",
            },
        ),
        (
            '{"id": 7, "pain": [{"region": "neck_back", "intensity": NaN}]}',
            400,
            {
                "message": "NaN is not a JSON number (pain[0].intensity). "
                "Use null for a value that is not known.",
                "where": "pain[0].intensity",
                "nearest": None,
            },
        ),
        (
            '{"pain": ',
            400,
            {
                "message": "The request is not JSON: Expecting value at line 1, column 10. "
                "Send one case as a JSON object, in UTF-8.",
                "where": "",
                "nearest": None,
            },
        ),
        (
            b"\xff\xfe{}",
            400,
            {
                "message": "The request is not UTF-8 text (byte 0). Send JSON in UTF-8.",
                "where": "",
                "nearest": None,
            },
        ),
    ],
    ids=["unknown region", "NaN", "half JSON", "no UTF-8"],
)
def test_find_names_the_place_of_what_it_refuses(
    browser: Client, *, body: Any, status: int, error: dict[str, Any]
) -> None:
    found_status, found = asked(browser, body)
    assert found_status == status
    assert found["error"] == error
    assert (found["detail"], found["where"]) == (error["message"], error["where"])
    assert found["id"] == (7 if status == 422 else None)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        None,
        7,
        "[" * 100_000,
        "1" * 5000,
        {"text": "qwertz"},
        {"text": "x" * 100_000},
        {"text": "neck\x00", "age": -1},
        {"age": 1e300},
        '{"age": 1e999, "text": "neck"}',
        {"pain": [{"region": None}]},
        {"pain": [["temple"]] * 1000},
        {"pain": {"region": "temple"}},
        {"strokes": 5},
        {"strokes": [None]},
        {"answers": {"none_such": "yes"}},
        {"id": {"a": 1}, "text": "neck"},
    ],
    ids=str,
)
def test_what_cannot_be_used_is_never_our_fault(browser: Client, body: Any) -> None:
    status, found = asked(browser, body)
    assert status in (400, 422)
    assert found["error"]["message"]


def test_find_wants_json_to_be_called_json(browser: Client) -> None:
    status, found = asked(browser, "pain=temple", "application/x-www-form-urlencoded")
    assert status == 415
    assert found["error"]["message"] == (
        "The request says it is 'application/x-www-form-urlencoded'. "
        "Send JSON with the header 'Content-Type: application/json'."
    )


def test_find_says_how_much_is_too_much(browser: Client) -> None:
    status, found = asked(browser, '{"text": "' + "neck " * 4_000_000 + '"}')
    assert status == 413
    assert found["error"]["message"] == (
        "The request is larger than 16 MiB, too large for one case. "
        "Send one person's drawing at a time, with fewer strokes."
    )


def test_a_wrong_address_below_api_answers_json(browser: Client) -> None:
    response = browser.get("/api/fnd")
    assert response.status_code == 404
    assert response.json()["error"]["message"].startswith("There is no such page.")


def test_a_request_that_breaks_off_is_refused(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off(request: WSGIRequest) -> bytes:
        raise UnreadablePostError("gone")

    monkeypatch.setattr(WSGIRequest, "body", property(break_off))
    status, found = asked(browser, CASE)
    assert (status, found["error"]["message"]) == (
        400,
        "The request broke off before its end. Send it again.",
    )


def test_a_missing_file_of_ours_is_owned(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def find_nothing(query: object) -> None:
        raise FactsError("surface.npz is missing.")

    monkeypatch.setattr("unknot.web.api.find", find_nothing)
    status, found = asked(browser, CASE)
    assert (status, found["id"], found["error"]["message"]) == (503, "a", "surface.npz is missing.")

"""The JSON doors under thousands of odd requests: never a server error, always as described.

The requests are made by schemathesis from the document that is served. Twenty-five a door and
kind in ``make test``; ``make proof`` asks for a thousand (``UNKNOT_TRIES``).
"""

from __future__ import annotations

import os
from collections import Counter
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from hypothesis import HealthCheck, given, settings

from tests.web.at_home import at_home, kept_episode
from unknot.web.audit.trail import trail_faults
from unknot.web.openapi import openapi_document
from unknot.web.wsgi import application

schemathesis = pytest.importorskip("schemathesis")
_TRIES = int(os.environ.get("UNKNOT_TRIES", "25"))
_MARK = "m" * 32

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        bool(os.environ.get("UNKNOT_DATABASE")),
        reason="schemathesis asks outside of the test's transaction, which PostgreSQL keeps apart; "
        "tests/web/test_today_door.py asks the same door there",
    ),
]


@pytest.fixture
def doors(db: None) -> Any:
    return schemathesis.openapi.from_wsgi("/api/openapi.json", application)


@pytest.fixture
def at_the_door() -> dict[str, Any]:
    """What a browser that was let in sends along, and the diary that is its own."""
    browser = Client(headers={"host": "localhost"})
    episode = kept_episode(at_home(browser))
    session = browser.cookies[django_settings.SESSION_COOKIE_NAME].value
    headers = {"X-CSRFToken": _MARK, "Accept-Encoding": "identity"}
    cookies = {"unknot": session, "csrftoken": _MARK}
    return {"episode": str(episode.pk), "cookies": cookies, "headers": headers}


@pytest.mark.parametrize("wanted", ["as described", "not as described"])
@pytest.mark.parametrize("path", openapi_document()["paths"])
def test_no_request_breaks_a_door_and_every_answer_is_as_described(
    doors: Any, *, path: str, wanted: str, at_the_door: dict[str, Any]
) -> None:
    modes = schemathesis.GenerationMode
    mode = modes.POSITIVE if wanted == "as described" else modes.NEGATIVE
    answered: Counter[int] = Counter()

    @settings(max_examples=_TRIES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=doors[path]["POST"].as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        if case.path_parameters:
            case.path_parameters["episode_id"] = at_the_door["episode"]
        case.query, case.headers, case.cookies = {}, at_the_door["headers"], at_the_door["cookies"]
        response = case.call()
        answered[response.status_code] += 1
        case.validate_response(response, checks=_checks())

    ask()
    assert list(trail_faults()) == []
    assert answered.total() >= min(_TRIES, 5)
    assert set(answered) - {403, 404}, "no request passed the door"


def _checks() -> list[Any]:
    """Return what is held of every answer."""
    from schemathesis import checks  # noqa: PLC0415 -- may be missing
    from schemathesis.specs.openapi import checks as of_openapi  # noqa: PLC0415

    return [
        checks.not_a_server_error,
        of_openapi.response_schema_conformance,
        of_openapi.content_type_conformance,
    ]


def test_every_json_door_is_described() -> None:
    from django.urls import get_resolver  # noqa: PLC0415 -- needs the settings

    found = {
        "/" + str(address)
        for _name, (addresses, *_rest) in _named(get_resolver())
        for address, _parameters in addresses
        if str(address).startswith("api/") and not str(address).endswith("openapi.json")
    }
    described = {path.replace("{episode_id}", "%(episode_id)s") for path in
                 openapi_document()["paths"]}  # fmt: skip
    assert found == described


def _named(resolver: Any) -> list[Any]:
    """Return the named addresses of a resolver and of those inside it."""
    found = [(name, resolver.reverse_dict[name]) for name in resolver.reverse_dict
             if isinstance(name, str)]  # fmt: skip
    for _prefix, inside in resolver.namespace_dict.values():
        found += _named(inside)
    return found

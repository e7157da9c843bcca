"""Dana at her own computer: the pages are opened for her browser, and her case is kept."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from tests.web.releasing import told_with
from tests.web.walking import Walker
from unknot.web.episodes.keeping import keep_case
from unknot.web.episodes.models import Episode
from unknot.web.people.actions import keep_person, local_account
from unknot.web.people.gate import SESSION_KEY
from unknot.web.people.models import Account
from unknot.web.where.journey import Journey

__all__ = ["PAYLOAD", "RELEASED", "at_home", "kept_episode", "sent_json", "walker_at"]

PAYLOAD = "\"><script>alert(1)</script>'{{x}}"
RELEASED: dict[str, Any] = {
    "done": [1, 2],
    "movement": "neck_rotation_opposite",
    "movement_side": "right",
    "before": {"pain": [6], "moving": [7]},
    "after": {"pain": [2], "moving": [5]},
    "harm": [],
    "overall": "better",
}


def at_home(browser: Client, account: Account | None = None) -> Account:
    """Open the pages for a browser, as following the link does."""
    account = account or local_account()
    session = browser.session
    session[SESSION_KEY] = account.pk
    session.save()
    return account


def kept_episode(
    account: Account, *, now: datetime | None = None, called: str = "Dana", **release: Any
) -> Episode:
    """Keep a whole case of somebody; ``release`` changes its second half."""
    from unknot.web.episodes.actions import begin_episode  # noqa: PLC0415 -- needs Django

    now = now or timezone.now() - timedelta(days=14)
    person = keep_person(by=account, now=now, called=called, birth_year=1985)
    episode = begin_episode(person, by=account, now=now)
    journey = Journey(told=told_with(**release))
    keep_case(episode, journey, step="result", by=account, now=now)
    return episode


def walker_at(browser: Client, address: str) -> Walker:
    """Somebody who stands at an address."""
    return Walker(browser).open(address)


def sent_json(browser: Client, address: str, content: Any, **headers: str) -> Any:
    """Post JSON as the page's script does, with the mark against forgery."""
    mark = walker_at(browser, "/today/").page.value("csrfmiddlewaretoken")
    return browser.post(
        address,
        content if isinstance(content, str) else json.dumps(content),
        content_type="application/json",
        headers={"X-CSRFToken": mark, **headers},
    )

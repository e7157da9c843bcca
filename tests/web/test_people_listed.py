"""Many people on one machine: some at a time, looked for by name."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.at_home import PAYLOAD, at_home, walker_at
from unknot.web.episodes.actions import begin_episode
from unknot.web.people.actions import keep_person
from unknot.web.people.listed import AT_ONCE
from unknot.web.people.models import Account

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

N_PEOPLE = 2 * AT_ONCE + 10


@pytest.fixture
def many(browser: Client) -> Account:
    """Everybody has one pain; the people of the first page the oldest."""
    account = at_home(browser)
    start = timezone.now() - timedelta(days=90)
    for n in range(N_PEOPLE):
        now = start + timedelta(minutes=n)
        person = keep_person(by=account, now=now, called=f"Person {n:03}", birth_year=1980)
        begin_episode(person, by=account, now=now)
    return account


def _named(browser: Client, address: str) -> list[str]:
    return re.findall(r"<h2>(Person \d{3})</h2>", walker_at(browser, address).page.html)


def test_every_person_stands_on_one_page_and_only_one(browser: Client, many: Account) -> None:
    pages = [_named(browser, f"/people/?page={n}") for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [AT_ONCE, AT_ONCE, 10]
    assert [name for page in pages for name in page] == [f"Person {n:03}" for n in range(N_PEOPLE)]


def test_the_pains_of_the_oldest_are_shown_too(browser: Client, many: Account) -> None:
    assert "No pain is kept yet" not in walker_at(browser, "/people/?page=1").page.visible


def test_a_name_is_found_by_some_of_its_letters(browser: Client, many: Account) -> None:
    assert _named(browser, "/people/?called=person+05") == [f"Person 05{n}" for n in range(10)]
    assert "10 names hold these letters." in walker_at(browser, "/people/?called=n+05").page.visible


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", ""])
def test_a_page_that_is_not_there_gives_one_that_is(
    browser: Client, many: Account, page: str
) -> None:
    assert _named(browser, f"/people/?page={page}")


def test_what_is_looked_for_is_shown_as_text(browser: Client, many: Account) -> None:
    answer = browser.get("/people/", {"called": PAYLOAD})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()


def test_few_people_need_no_pages(browser: Client) -> None:
    keep_person(by=at_home(browser), now=timezone.now(), called="Dana", birth_year=1985)
    shown = walker_at(browser, "/people/").page.visible
    assert "Dana" in shown
    assert "Look for a name" not in shown

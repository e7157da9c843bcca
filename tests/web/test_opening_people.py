"""People: who is recorded here, added, corrected; strangers find nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from recording import account

from tests.web.at_home import PAYLOAD, at_home, kept_episode, walker_at
from unknot.web.audit.models import Trace
from unknot.web.diaries.models import DiaryEntry
from unknot.web.people.models import Account, Person, PersonTold

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


def test_somebody_new_is_recorded_with_a_row_of_the_trail(browser: Client, home: Account) -> None:
    walker = walker_at(browser, "/people/")
    walker.press("Add", called=" Tom ", birth_year="1981", sex="male")
    told = PersonTold.objects.get()
    assert (told.called, told.birth_year, told.sex) == ("Tom", 1981, "male")
    assert walker.page.h1 == "Tom"
    actions = list(Trace.objects.values_list("action", flat=True))
    assert actions == ["person-kept", "person-told", "person-looked"]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"birth_year": "85"}, "'85' is no year of birth, such as 1985. You may leave it empty."),
        ({"birth_year": "2999"}, "'2999' is no year of birth"),
        ({"called": "x" * 81}, "A name has at most 80 characters here. Shorten it."),
    ],
)
def test_a_bad_form_keeps_what_was_typed(
    browser: Client, home: Account, *, typed: dict[str, str], message: str
) -> None:
    walker = walker_at(browser, "/people/").press("Add", **{"called": "Tom", **typed})
    assert (walker.status, message in walker.page.visible) == (422, True)
    for name, value in typed.items():
        assert walker.page.value(name) == value
    assert Person.objects.count() == 0


def test_what_is_told_of_somebody_is_corrected_and_the_old_value_kept(
    browser: Client, home: Account
) -> None:
    episode = kept_episode(home)
    address = f"/people/{episode.person_id}/"
    walker_at(browser, address).press("Save", called="Dana D.")
    assert list(PersonTold.objects.order_by("recorded_at").values_list("called", "is_current")) == [
        ("Dana", False),
        ("Dana D.", True),
    ]
    n_rows = Trace.objects.count()
    walker_at(browser, address).press("Save")
    assert Trace.objects.count() == n_rows  # nothing changed, nothing written


def test_a_strangers_person_is_not_there(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"), called="Charlie")
    address = f"/people/{theirs.person_id}/"
    walker = walker_at(browser, address)
    assert (walker.status, "Charlie" in walker.page.html) == (404, False)
    assert "Charlie" not in walker_at(browser, "/people/").page.html
    mark = walker_at(browser, "/people/").page.value("csrfmiddlewaretoken")
    sent = {"csrfmiddlewaretoken": mark, "called": "Mallory"}
    assert browser.post(address, sent).status_code == 404
    assert not PersonTold.objects.filter(called="Mallory").exists()


def test_wrong_methods_are_refused(home: Account) -> None:
    unmarked = Client(headers={"host": "127.0.0.1"})
    at_home(unmarked)
    episode = kept_episode(home)
    assert unmarked.delete("/people/").status_code == 405
    assert unmarked.put(f"/people/{episode.person_id}/").status_code == 405


def test_a_name_is_never_read_as_markup(browser: Client, home: Account) -> None:
    episode = kept_episode(home, called=PAYLOAD)
    for address in (
        "/people/", f"/people/{episode.person_id}/", "/today/", f"/episodes/{episode.pk}/",
        f"/episodes/{episode.pk}/outlook/",
    ):  # fmt: skip
        walker = walker_at(browser, address)
        assert walker.status == 200
        assert "<script>alert" not in walker.page.html, address


def test_the_page_of_a_person_asks_as_much_with_ten_years_of_diary(
    browser: Client, home: Account
) -> None:
    episode = kept_episode(home)
    address = f"/people/{episode.person_id}/"

    def n_questions() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert browser.get(address).status_code == 200
        return len(asked)

    n_questions()  # the first look of a day is written down
    few = n_questions()
    now = timezone.now()
    DiaryEntry.objects.bulk_create(
        DiaryEntry(episode=episode, owner=home, recorded_by=home, recorded_at=now,
                   at=now - timedelta(days=n), pain=n % 11)
        for n in range(3_650)
    )  # fmt: skip
    assert n_questions() == few <= 10

"""Opening one's own pages: by the link of this machine, or by a code; nothing is shown before."""

from __future__ import annotations

from uuid import UUID

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.web.at_home import at_home, kept_episode
from tests.web.walking import Page, Walker
from unknot.web.people import opening
from unknot.web.people.gate import SESSION_KEY
from unknot.web.people.models import Account
from unknot.web.people.opening import MOST_TRIES, Opening, begin, is_this_machine

ANY = UUID("1c80faa0-705d-4d83-9e75-e6f99776bb7b")
RECORDS = (
    "/today/",
    f"/today/{ANY}/",
    f"/diary/{ANY}/",
    f"/diary/entries/{ANY}/",
    f"/treatments/{ANY}/after/",
    "/keep/",
    f"/episodes/{ANY}/",
    f"/episodes/{ANY}/outlook/",
    f"/episodes/{ANY}/case/",
    f"/episodes/{ANY}/drawings/{ANY}.svg",
    "/people/",
    f"/people/{ANY}/",
)


@pytest.fixture(autouse=True)
def _no_server_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "_running", [])


@pytest.fixture
def said() -> list[str]:
    return []


def by_link(said: list[str]) -> Opening:
    begin(Opening(by_link=True, say=said.append))
    found = opening.current()
    assert found is not None
    return found


def by_code(said: list[str]) -> Opening:
    begin(Opening(by_link=False, say=said.append))
    found = opening.current()
    assert found is not None
    return found


def wrong_for(opened: Opening) -> str:
    return "AAAA-AAAA" if opened.code != "AAAA-AAAA" else "BBBB-BBBB"


def test_a_link_opens_from_this_machine_alone(said: list[str]) -> None:
    opened = by_link(said)
    assert len(opened.secret) >= 43  # 32 bytes
    assert opened.opens_by_link(opened.secret, "127.0.0.1")
    assert opened.opens_by_link(opened.secret, "::1")
    assert not opened.opens_by_link(opened.secret, "192.0.2.7")
    assert not opened.opens_by_link(opened.secret[:-1], "127.0.0.1")
    assert not opened.opens_by_link("", "127.0.0.1")
    assert opened.code == ""


def test_without_a_link_no_secret_opens_not_even_an_empty_one(said: list[str]) -> None:
    assert not by_code(said).opens_by_link("", "127.0.0.1")


def test_a_code_opens_once_as_people_type_it(said: list[str]) -> None:
    opened = by_code(said)
    first = opened.code
    assert opened.by_code(f" {first.lower().replace('-', ' ')} ", now=0) == "open"
    assert opened.by_code(first, now=0) == "wrong"
    assert said == [f"That code is used. The next device opens with {opened.code}"]


def test_after_five_tries_there_is_a_new_code_and_a_pause(said: list[str]) -> None:
    opened = by_code(said)
    first, wrong = opened.code, wrong_for(opened)
    assert [opened.by_code(wrong, now=0) for _ in range(MOST_TRIES)] == ["wrong"] * 5
    assert said == [f"The code was tried too often. The new one is {opened.code}"]
    assert opened.code != first
    assert opened.by_code(opened.code, now=9.9) == "wait"
    assert opened.by_code(first, now=10.1) == "wrong"
    assert opened.by_code(opened.code, now=10.2) == "open"


@pytest.mark.parametrize(
    ("address", "is_here"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("::1%lo", True),
     ("10.0.0.1", False), ("fe80::1", False), ("", False), ("unix:", False)],
)  # fmt: skip
def test_this_machine_is_known_by_its_loopback(address: str, is_here: bool) -> None:
    assert is_this_machine(address) is is_here


@pytest.mark.django_db
def test_following_the_link_opens_the_pages(browser: Client, said: list[str]) -> None:
    opened = by_link(said)
    response = browser.get(f"/open/?token={opened.secret}")
    assert (response.status_code, response["Location"]) == (302, "/today/")
    cookie = response.cookies["unknot"]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 2_592_000)
    assert Walker(browser).open("/today/").page.h1 == "Your diary will be here"


@pytest.mark.django_db
def test_the_session_gets_a_new_id_when_it_is_opened(browser: Client, said: list[str]) -> None:
    session = browser.session
    session["planted"] = 1
    session.save()
    planted = session.session_key
    browser.get(f"/open/?token={by_link(said).secret}")
    assert browser.session.session_key != planted
    assert browser.session[SESSION_KEY] == Account.objects.get(name="this-machine").pk


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "é"])
def test_a_wrong_link_opens_nothing(browser: Client, said: list[str], token: str) -> None:
    by_link(said)
    walker = Walker(browser).open(f"/open/?token={token}")
    assert (walker.status, walker.page.h1) == (403, "Your own pages are closed")
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_the_right_link_from_another_machine_opens_nothing(
    browser: Client, said: list[str]
) -> None:
    response = browser.get(f"/open/?token={by_link(said).secret}", REMOTE_ADDR="192.0.2.7")
    assert response.status_code == 403
    assert Session.objects.count() == 0


@pytest.mark.django_db
def test_a_code_opens_another_device_and_says_what_needs_https(
    browser: Client, said: list[str]
) -> None:
    opened = by_code(said)
    walker = Walker(browser).open("/open/")
    assert "This connection is not encrypted." in walker.page.visible
    assert opened.code not in walker.page.html
    walker.press("Open my pages", code=wrong_for(opened))
    assert (walker.status, "That is not the code" in walker.page.visible) == (403, True)
    walker.press("Open my pages", code=opened.code)
    assert (walker.status, walker.address) == (200, "/today/")


@pytest.mark.django_db
def test_the_page_says_when_there_were_too_many_tries(browser: Client, said: list[str]) -> None:
    opened = by_code(said)
    walker = Walker(browser).open("/open/")
    for _ in range(MOST_TRIES + 1):
        walker.press("Open my pages", code=wrong_for(opened))
    assert "Too many tries" in walker.page.visible


@pytest.mark.parametrize("address", RECORDS)
def test_nothing_is_shown_before_the_pages_are_opened(browser: Client, address: str) -> None:
    response = browser.get(address)
    assert (response.status_code, Page(response.content.decode()).h1) == (
        403, "Your own pages are closed",
    )  # fmt: skip


@pytest.mark.django_db
def test_a_closed_page_holds_no_byte_of_a_record(browser: Client) -> None:
    episode = kept_episode(at_home(Client()), called="Xylophonist")
    for address in (f"/today/{episode.pk}/", f"/episodes/{episode.pk}/", "/people/"):
        response = browser.get(address)
        assert response.status_code == 403
        assert b"Xylophonist" not in response.content
        assert b"trapezius" not in response.content


@pytest.mark.django_db
def test_without_a_running_server_the_page_says_how_to_start_one(browser: Client) -> None:
    walker = Walker(browser).open("/open/?token=x")
    assert "Start Unknot with unknot serve" in walker.page.visible


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_opening_takes_no_other_method(browser: Client, method: str) -> None:
    unmarked = Client(headers={"host": "127.0.0.1"})
    assert getattr(unmarked, method)("/open/").status_code == 405


@pytest.mark.django_db
def test_the_pages_are_closed_by_one_press(browser: Client) -> None:
    at_home(browser)
    walker = Walker(browser).open("/people/").press("Close my pages in this browser")
    assert walker.address == "/"
    assert Walker(browser).open("/people/").status == 403
    assert browser.get("/close/").status_code == 405


@pytest.mark.django_db
def test_an_account_that_is_switched_off_opens_nothing(browser: Client) -> None:
    account = at_home(browser)
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert Walker(browser).open("/today/").status == 403


def test_the_pages_for_everybody_ask_no_database(browser: Client) -> None:
    # No mark django_db: a question to the database would fail here.
    assert browser.get("/").status_code == 200
    assert "unknot" not in browser.cookies

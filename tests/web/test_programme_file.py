"""The week as PDF from its page: the same gate, the owner only, large where wanted."""

from __future__ import annotations

import io
import sys
from datetime import timedelta

import pypdf
import pytest
from django.test import Client
from django.utils import timezone
from recording import account

from tests.exchange.reading_papers import pages_of, sizes_of
from tests.web.at_home import PAYLOAD, at_home, kept_episode, walker_at
from tests.web.releasing import told_with
from unknot.web.audit.models import Trace
from unknot.web.episodes.keeping import keep_case
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.where.journey import Journey

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


@pytest.fixture
def episode(home: Account) -> Episode:
    return kept_episode(home, now=timezone.now() - timedelta(days=2))


def paper_of(browser: Client, episode: Episode, query: str = "") -> bytes:
    answer = browser.get(f"/programme/{episode.pk}/week.pdf{query}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="unknot-week.pdf"'
    assert "no-store" in answer.headers["Cache-Control"]
    return bytes(answer.content)


def words_of(paper: bytes) -> str:
    pages = pypdf.PdfReader(io.BytesIO(paper)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def closed(episode: Episode, home: Account) -> None:
    told = told_with()
    told["answers"] = {**told["answers"], "ces_saddle": "yes"}
    keep_case(episode, Journey(told=told), step="check", by=home, now=timezone.now())


def test_the_page_offers_the_week_as_pdf_in_both_sizes(browser: Client, episode: Episode) -> None:
    page = walker_at(browser, f"/programme/{episode.pk}/").page
    links = {one["href"]: one.text for one in page.all("a") if "week.pdf" in (one["href"] or "")}
    assert links == {
        f"/programme/{episode.pk}/week.pdf": "Print / PDF",
        f"/programme/{episode.pk}/week.pdf?large=1": "In large print",
    }


def test_the_paper_says_what_the_page_says(browser: Client, episode: Episode) -> None:
    page = walker_at(browser, f"/programme/{episode.pk}/").page
    words = words_of(paper_of(browser, episode))
    assert words.startswith("Your week at home")
    assert "20 to 30 s, 2 times" in page.visible
    assert "20 to 30 s, 2 times" in words
    for line in ("It hurts more than the number given", "You want to stop, for any reason"):
        assert line in page.visible
        assert line in words


@pytest.mark.parametrize("page", ["/programme/{}/", "/today/{}/"])
def test_what_is_to_be_asked_first_stands_on_page_and_paper(
    browser: Client, home: Account, page: str
) -> None:
    now = timezone.now() - timedelta(days=2)
    episode = kept_episode(home, now=now, conditions=["anticoagulant"])
    ask = "Blood thinner: the doctor who prescribes it agrees before anything is pressed"
    seen = walker_at(browser, page.format(episode.pk)).page.visible
    assert seen.index("Before you begin") < seen.index(ask) < seen.index("Press the knot")
    words = words_of(paper_of(browser, episode))
    assert words.index("Before you begin") < words.index(ask) < words.index("Press the knot")


def test_large_print_says_the_same_on_more_paper(browser: Client, episode: Episode) -> None:
    usual, large = paper_of(browser, episode), paper_of(browser, episode, "?large=1")
    assert len(pages_of(large)) > len(pages_of(usual))
    assert min(sizes_of(large)) >= 18


def test_no_week_is_printed_while_a_warning_sign_is_open(
    browser: Client, home: Account, episode: Episode
) -> None:
    closed(episode, home)
    answer = browser.get(f"/programme/{episode.pk}/week.pdf")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/programme/{episode.pk}/")
    page = walker_at(browser, f"/programme/{episode.pk}/").page
    assert "Something you told has to be looked at first." in page.visible
    assert not [one for one in page.all("a") if "week.pdf" in (one["href"] or "")]


def test_a_strangers_week_is_not_there(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"))
    assert browser.get(f"/programme/{theirs.pk}/week.pdf").status_code == 404


def test_who_did_not_open_the_pages_gets_no_week(browser: Client) -> None:
    theirs = kept_episode(account("bob"))
    answer = browser.get(f"/programme/{theirs.pk}/week.pdf")
    assert answer.headers.get("Content-Type") != "application/pdf"


def test_a_week_is_only_read_and_the_look_is_in_the_trail(
    browser: Client, episode: Episode
) -> None:
    before = Trace.objects.count()
    for _ in range(2):
        paper_of(browser, episode)
    added = list(Trace.objects.order_by("number").values_list("action", flat=True))[before:]
    assert added == ["person-looked"]
    assert browser.post(f"/programme/{episode.pk}/week.pdf").status_code in {403, 405}


def test_nothing_that_a_person_wrote_stands_on_it_as_a_command(
    browser: Client, home: Account
) -> None:
    episode = kept_episode(home, called='#import "x" $1+1$ ' + PAYLOAD)
    assert words_of(paper_of(browser, episode)).startswith("Your week at home")


def test_without_the_extra_the_page_says_what_is_missing(
    browser: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    walker = walker_at(browser, f"/programme/{episode.pk}/week.pdf")
    assert (walker.status, "unknot[pdf]" in walker.page.visible) == (503, True)
    assert "Back to your week" in walker.page.visible

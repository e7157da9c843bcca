"""The sheet about one pain: the same numbers as the timeline, and nothing a person wrote runs."""

from __future__ import annotations

import io
import sys
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.utils import timezone
from recording import account

from tests.web.at_home import PAYLOAD, RELEASED, at_home, kept_episode, walker_at
from tests.web.releasing import told_with
from unknot.web.diaries.actions import keep_entry
from unknot.web.episodes.keeping import keep_case
from unknot.web.episodes.models import Episode
from unknot.web.people.models import Account
from unknot.web.where.journey import Journey

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CLINIC: dict[str, Any] = {
    **RELEASED,
    "setting": "clinic",
    "agrees": True,
    "before": {"pain": [6], "moving": [7], "ppt": [147, 150], "rom": [52]},
    "after": {"pain": [4], "moving": [5], "ppt": [231, 228], "rom": [66]},
}


@pytest.fixture
def home(browser: Client) -> Account:
    return at_home(browser)


def with_diary(episode: Episode, *, days: int = 20) -> Episode:
    now = timezone.now()
    for n in range(days):
        keep_entry(episode, at=now - timedelta(days=n, hours=1), by=episode.owner, now=now,
                   values={"pain": 4})  # fmt: skip
    return episode


def pages_of(browser: Client, episode: Episode, query: str = "") -> pypdf.PdfReader:
    answer = browser.get(f"/episodes/{episode.pk}/summary.pdf{query}")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    return pypdf.PdfReader(io.BytesIO(answer.content))


def words_of(reader: pypdf.PdfReader) -> str:
    words = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    return words.replace("\N{NO-BREAK SPACE}", " ").replace("\u200b", "")


def test_sentence_treatments_measures_drawings_and_outlook_stand_on_the_sheet(
    browser: Client, home: Account
) -> None:
    episode = with_diary(kept_episode(home, **CLINIC))
    timeline = walker_at(browser, f"/episodes/{episode.pk}/").page.visible
    reader = pages_of(browser, episode)
    words = words_of(reader)
    assert len(reader.pages) <= 2
    for said in ("20 ratings since", "1 treatment.", "What was done", "What to expect"):
        assert said in words
    sentence = words[words.index("20 ratings") : words.index("1 treatment.")]
    assert sentence.strip() in timeline
    assert "148.5" in words or "149" in words
    assert "Right temple" in words


def test_a_sheet_in_large_print_says_the_same_on_more_paper(browser: Client, home: Account) -> None:
    episode = with_diary(kept_episode(home, **CLINIC))
    usual, large = pages_of(browser, episode), pages_of(browser, episode, "?large=1")
    assert len(large.pages) > len(usual.pages)

    def letters(reader: pypdf.PdfReader) -> set[str]:
        return {word for word in words_of(reader).split() if word.isalpha()}

    assert letters(usual) == letters(large)


def test_no_outlook_stands_on_it_while_a_warning_sign_is_open(
    browser: Client, home: Account
) -> None:
    episode = with_diary(kept_episode(home, **RELEASED))
    told = told_with(**RELEASED)
    told["answers"] = {**told["answers"], "ces_saddle": "yes"}
    keep_case(episode, Journey(told=told), step="check", by=home, now=timezone.now())
    words = words_of(pages_of(browser, episode))
    assert "A warning sign is open. See to it first" in words
    assert "What to expect" not in words


def test_a_new_episode_without_anything_is_a_sheet_too(browser: Client, home: Account) -> None:
    episode = kept_episode(home)
    assert "No diary entry yet." in words_of(pages_of(browser, episode))


def test_nothing_a_person_wrote_is_read_as_a_command(browser: Client, home: Account) -> None:
    episode = kept_episode(home, called='#import "x" $1+1$ ' + PAYLOAD)
    words = words_of(pages_of(browser, episode))
    assert '#import "x" $1+1$' in words
    assert "<script>" in words


def test_a_strangers_sheet_is_not_there(browser: Client, home: Account) -> None:
    theirs = kept_episode(account("bob"))
    assert browser.get(f"/episodes/{theirs.pk}/summary.pdf").status_code == 404


def test_without_the_extra_the_page_says_what_is_missing(
    browser: Client, home: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    walker = walker_at(browser, f"/episodes/{kept_episode(home).pk}/summary.pdf")
    assert (walker.status, "unknot[pdf]" in walker.page.visible) == (503, True)

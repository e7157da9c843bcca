"""The plan and the sheet as PDF: behind the same gates, kept nowhere, honest without the extra."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.exchange.reading_papers import sizes_of
from tests.web.releasing import sent, told_with
from tests.web.walking import Page, Walker
from unknot.web.release import paper
from unknot.web.release.state import release_from
from unknot.web.where.journey import Journey

pytestmark = pytest.mark.slow

FILES = ["/plan/pdf/", "/handout/pdf/"]
RESULT: dict[str, Any] = {"before": {"pain": [6]}, "after": {"pain": [1]}, "harm": []}


def _asked(browser: Client, address: str, told: dict[str, Any]) -> HttpResponse:
    walker = Walker(browser).open("/")
    answer: Any = browser.post(address, sent(walker, told), follow=True)
    return answer  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("address", "name"),
    [("/plan/pdf/", "unknot-plan.pdf"), ("/handout/pdf/", "unknot-sheet.pdf")],
)
def test_a_paper_comes_as_a_file_to_save(browser: Client, address: str, name: str) -> None:
    pytest.importorskip("typst", reason="needs the extra 'pdf'")
    answer = _asked(browser, address, told_with(**RESULT))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer.content.startswith(b"%PDF-")
    assert "no-store" in answer["Cache-Control"]
    assert "upper" not in answer["Content-Disposition"]


@pytest.mark.parametrize("address", FILES)
def test_a_paper_comes_in_large_print_too(browser: Client, address: str) -> None:
    pytest.importorskip("typst", reason="needs the extra 'pdf'")
    usual = _asked(browser, address, told_with(**RESULT))
    large = _asked(browser, f"{address}?large=1", told_with(**RESULT))
    assert min(sizes_of(usual.content)) < 10
    assert min(sizes_of(large.content)) >= 18


@pytest.mark.parametrize("address", ["/plan/", "/plan/print/", "/handout/"])
def test_beside_every_pdf_stands_its_large_print(browser: Client, address: str) -> None:
    page = Page(_asked(browser, address, told_with(**RESULT)).content.decode())
    asked = [one["formaction"] for one in page.all("button") if "data-file" in one.attributes]
    usual, large = asked
    assert usual in FILES
    assert large == f"{usual}?large=1"


def test_the_sheet_says_more_than_the_plan(browser: Client) -> None:
    """What changed stands on the sheet alone; both come from the same case."""
    pytest.importorskip("typst", reason="needs the extra 'pdf'")
    plan = _asked(browser, "/plan/pdf/", told_with(**RESULT)).content
    assert plan == _asked(browser, "/plan/pdf/", told_with()).content
    assert plan != _asked(browser, "/handout/pdf/", told_with(**RESULT)).content


@pytest.mark.parametrize(
    ("address", "instead"), [("/plan/pdf/", "/plan/print/"), ("/handout/pdf/", "/handout/")]
)
def test_without_the_extra_the_print_view_is_offered(
    browser: Client, monkeypatch: pytest.MonkeyPatch, *, address: str, instead: str
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = _asked(browser, address, told_with(**RESULT))
    assert answer.status_code == 501
    page = Page(answer.content.decode())
    assert page.h1 == "No PDF on this machine"
    assert "pip install 'unknot[pdf]'" in page.visible
    (button,) = [one for one in page.all("button") if "print view" in one.text]
    assert button["formaction"] == instead
    assert '"release"' in page.value("told")


@pytest.mark.parametrize("address", FILES)
@pytest.mark.parametrize(
    ("held", "leads_to"),
    [
        ({"asked": None}, "/about-you/"),
        ({"points": None}, "/points/"),
        ({"conditions": ["cord_or_root"]}, None),
    ],
)
def test_no_paper_is_made_before_there_is_a_plan(
    browser: Client, *, address: str, held: dict[str, Any], leads_to: str | None
) -> None:
    answer = _asked(browser, address, told_with(**held))
    assert answer["Content-Type"].startswith("text/html")
    assert answer.request["PATH_INFO"] == (leads_to or address)  # type: ignore[attr-defined]


@pytest.mark.parametrize("address", FILES)
def test_a_bare_visit_to_a_paper_leads_back(browser: Client, address: str) -> None:
    page = Walker(browser).open(address)
    assert page.status == 200
    assert page.page.h1 == "Let’s find the muscle behind the pain"


def test_the_sheet_is_given_every_measure_with_its_error(monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, Any] = {}
    monkeypatch.setattr(paper, "plan_paper", lambda _, **named: given.update(named) or b"")
    journey = Journey(told=told_with(**RESULT, stopped=["dizzy"]))
    paper.handout_paper(release_from(journey), journey, made_on=date(2026, 11, 2))
    (row,) = given["result"].rows
    # The least change of a pain in the neck that is no chance is 4 of 10.
    assert row == ("Pain now", "6", "1", "±4", "less pain")
    assert given["result"].is_stopped

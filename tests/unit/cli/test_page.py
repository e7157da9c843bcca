"""Lines of a page stay within their width and line up."""

from __future__ import annotations

import pytest

from unknot.cli.page import Page

LONG = "one two three four five six seven eight nine ten eleven twelve"


@pytest.mark.parametrize(("asked", "given"), [(10, 40), (40, 40), (60, 60), (88, 88), (500, 88)])
def test_width_lies_between_40_and_88(asked: int, given: int) -> None:
    assert Page(asked).width == given


def test_width_follows_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "55")
    assert Page().width == 55


def test_paragraph_is_wrapped_with_its_indents() -> None:
    page = Page(40)
    page.text(LONG, indent=2, hang=4)
    assert page.lines == [
        "  one two three four five six seven",
        "      eight nine ten eleven twelve",
    ]


def test_long_word_and_hyphen_are_never_broken() -> None:
    page = Page(40)
    page.text("x" * 50 + " low-threshold")
    page.text("a " * 19 + "low-threshold")
    assert page.lines[0] == "x" * 50
    assert page.lines[1] == "low-threshold"
    assert page.lines[3] == "low-threshold"


def test_empty_text_is_one_empty_line() -> None:
    page = Page(40)
    page.text("")
    page.gap()
    assert page.lines == ["", ""]


def test_first_heading_has_no_gap_and_the_next_has_one() -> None:
    page = Page(40)
    page.heading("One")
    page.heading("Two")
    assert page.lines == ["\x1b[1mOne\x1b[0m", "", "\x1b[1mTwo\x1b[0m"]


def test_labels_line_up() -> None:
    page = Page(40)
    page.labelled("for", LONG)
    page.labelled("against", "no")
    page.labelled("sites", "")
    assert page.lines == [
        "    for      one two three four five six",
        "             seven eight nine ten eleven",
        "             twelve",
        "    against  no",
        "    sites    ",
    ]


def test_page_is_printed_without_bold_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    page = Page(40)
    page.heading("One")
    page.text("two")
    page.show()
    assert capsys.readouterr().out == "One\ntwo\n"

"""``unknot calendar``: a file that calendar programs read."""

from __future__ import annotations

from pathlib import Path

import pytest
from icalendar import Calendar

EXAMPLE = str(Path(__file__).resolve().parents[2] / "docs" / "examples" / "programme.json")
MONDAY = ("--none-of-these", "--day", "2026-11-16")


def test_the_example_is_a_calendar_that_gives_nothing_away(unknot) -> None:
    run = unknot("calendar", EXAMPLE, *MONDAY, "--treated", "2026-11-15")
    assert run.code == 0
    events = list(Calendar.from_ical(run.out).walk("VEVENT"))
    assert [str(one["summary"]) for one in events][:2] == ["Unknot: 3 things", "Unknot: 3 things"]
    assert str(events[-1]["summary"]) == "Unknot: a short look back"
    assert len(events) == 2 * 5 + 1
    for word in ("Infraspinatus", "neck", "Press"):
        assert word not in run.out


def test_details_are_a_choice(unknot) -> None:
    run = unknot("calendar", EXAMPLE, *MONDAY, "--details", "--weeks", "1", "--at", "07:15")
    events = list(Calendar.from_ical(run.out).walk("VEVENT"))
    assert str(events[0]["summary"]).startswith(
        "Unknot: Press the knot yourself: Muscle on the flat of the shoulder blade, right"
    )
    assert (events[0].decoded("dtstart").hour, events[0].decoded("dtstart").minute) == (7, 15)
    assert len(events) == 5


def test_an_older_calendar_of_ours_is_made_anew_and_nothing_else_is(unknot, tmp_path: Path) -> None:
    new = tmp_path / "unknot.ics"
    for _ in range(2):
        run = unknot("calendar", EXAMPLE, *MONDAY, "-o", str(new))
        assert (run.code, run.out) == (0, f"{new}: 10 events.\n")
    theirs = tmp_path / "family.ics"
    theirs.write_text("BEGIN:VCALENDAR\r\nPRODID:-//Family//EN\r\nEND:VCALENDAR\r\n")
    run = unknot("calendar", EXAMPLE, *MONDAY, "-o", str(theirs))
    assert run.code == 1
    assert "is there already and is no calendar of Unknot" in run.err
    assert "Family" in theirs.read_text()


def test_while_first_questions_are_open_nothing_is_written(unknot, tmp_path: Path) -> None:
    new = tmp_path / "unknot.ics"
    run = unknot("calendar", EXAMPLE, "--day", "2026-11-16", "-o", str(new))
    assert run.code == 3
    assert run.out.startswith("Before any reminder: does any of these apply?")
    assert not new.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        ((), 2, "Give the case of a programme, or --episode latest."),
        ((EXAMPLE, "--episode", "latest"), 2, "Give the case of a programme, or --episode latest."),
        ((EXAMPLE, "--at", "evening"), 1, "--at is a time of day such as 18:00, not 'evening'."),
        ((EXAMPLE, "--weeks", "9"), 1, "--weeks is 9; it runs from 1 to 8."),
        ((EXAMPLE, "--treated", "today"), 1, "--treated is a date, such as 2026-11-24"),
        ((EXAMPLE, "-o", "/none/such/x.ics"), 1, "'/none/such/x.ics' cannot be written"),
    ],
)
def test_what_cannot_be_is_said_with_the_remedy(
    unknot, *, arguments: tuple[str, ...], code: int, message: str
) -> None:
    run = unknot("calendar", *arguments, *MONDAY)
    assert run.code == code
    assert message in " ".join(run.err.split())

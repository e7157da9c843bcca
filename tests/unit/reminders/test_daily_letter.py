"""The mail of a day: plain, quiet, and it says how it ends."""

from __future__ import annotations

from datetime import date

from told_programme import told

from unknot.facts.wording import banned_in
from unknot.reminders.carried import carried_from
from unknot.reminders.letter import letter_of

MONDAY = carried_from(told()).days(date(2026, 11, 23), weeks=1)[0]


def test_by_default_it_tells_no_health_matter() -> None:
    letter = letter_of(MONDAY, stop_with="unknot remind --stop", has_details=False)
    assert letter.subject == "Unknot: 2 things"
    assert letter.body == (
        "Today there are 2 things on, about 3 min.\n"
        "\n"
        "Open Unknot to see it and to say how it went.\n"
        "\n"
        "-- \n"
        "You asked for this mail; it comes only on days with something on. "
        "To end it: unknot remind --stop\n"
    )


def test_details_name_the_things_and_the_subject_stays_quiet() -> None:
    letter = letter_of(MONDAY, stop_with="x", has_details=True)
    assert letter.subject == "Unknot: 2 things"
    assert "- Press: a: 20 s, 2 times.\n- Press: b: 20 s, 2 times.\n" in letter.body
    assert banned_in(letter.body) == []

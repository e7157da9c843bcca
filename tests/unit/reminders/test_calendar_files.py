"""The iCalendar file: read back by the library and by a plain reader of lines."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar
from told_programme import told

from unknot.reminders.calendar import CalendarWish, calendar_of, key_of
from unknot.reminders.carried import carried_from

NOW = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)


def made(
    *, has_details: bool = False, has_alarms: bool = True, now: datetime = NOW, key: str = "dana",
    treated: tuple[date, ...] = (TUESDAY,),
) -> bytes:  # fmt: skip
    days = carried_from(told()).days(TUESDAY, weeks=2)
    wish = CalendarWish(key_of(key), time(18, 0), has_details, has_alarms)
    return calendar_of(days, treated, wish=wish, now=now)


def events(file: bytes) -> list:
    return list(Calendar.from_ical(file).walk("VEVENT"))


def test_read_back_each_day_is_one_event_and_writing_again_changes_nothing() -> None:
    file = made()
    found = events(file)
    assert [one.decoded("dtstart") for one in found] == [
        datetime(2026, 11, 24, 18, 0),
        datetime(2026, 11, 26, 18, 0),
        datetime(2026, 11, 30, 18, 0),
        datetime(2026, 12, 1, 18, 0),
        datetime(2026, 12, 3, 18, 0),
        datetime(2026, 11, 25, 18, 0),
    ]
    assert Calendar.from_ical(file).to_ical() == file


def test_the_form_is_that_of_rfc_5545() -> None:
    text = made(has_details=True).decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert text.count("\n") == text.count("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert {"VERSION:2.0", "PRODID:-//Unknot//Programme//EN"} <= set(lines)
    for needed in ("UID", "DTSTAMP", "DTSTART"):
        assert text.count(f"\r\n{needed}") == text.count("BEGIN:VEVENT")
    assert "DTSTAMP:20261124T073000Z" in lines
    # In the person's own time wherever they are: no zone, no Z.
    assert "DTSTART:20261124T180000" in lines


def test_titles_say_nothing_about_health_unless_wanted() -> None:
    plain = made().decode()
    assert [str(one["summary"]) for one in events(made())] == [
        "Unknot: 1 thing", "Unknot: 1 thing", "Unknot: 2 things", "Unknot: 1 thing",
        "Unknot: 1 thing", "Unknot: a short look back",
    ]  # fmt: skip
    for word in ("Press", "ball", "20 s"):
        assert word not in plain
    detailed = events(made(has_details=True))
    assert str(detailed[2]["summary"]) == "Unknot: Press: a; Press: b"
    assert "Press: a: 20 s, 2 times." in str(detailed[2]["description"])


def test_only_later_weeks_say_that_they_may_change() -> None:
    said = ["As it stands today" in str(one["description"]) for one in events(made())]
    assert said == [False, False, True, True, True, False]


def test_uids_stay_when_it_is_made_anew_and_differ_between_people() -> None:
    uids = [str(one["uid"]) for one in events(made())]
    assert len(set(uids)) == len(uids)
    assert uids == [str(one["uid"]) for one in events(made(now=NOW + timedelta(hours=5)))]
    assert not set(uids) & {str(one["uid"]) for one in events(made(key="charlie"))}
    assert "dana" not in made().decode()


def test_alarms_ring_at_the_beginning_and_can_be_left_out() -> None:
    alarms = [one.walk("VALARM") for one in events(made())]
    assert [len(one) for one in alarms] == [1] * 6
    assert alarms[0][0].decoded("trigger") == timedelta(0)
    assert str(alarms[0][0]["description"]) == "Unknot: 1 thing"
    assert b"VALARM" not in made(has_alarms=False)


def test_without_anything_on_it_is_an_empty_calendar() -> None:
    wish = CalendarWish(key_of("dana"), time(18, 0))
    file = calendar_of((), (), wish=wish, now=NOW)
    assert events(file) == []
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")

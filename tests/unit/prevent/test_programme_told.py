"""What a programme refuses at its door: the place, the value, and what to do."""

from __future__ import annotations

import pytest

from unknot.errors import InvalidInput, NotEnoughData, UnknownId
from unknot.prevent.told import programme_query_from

POINTS = [{"muscle": "infraspinatus", "side": "right"}]
ITEM = "infraspinatus_right_release"


def case(**fields: object) -> dict[str, object]:
    return {"points": POINTS, "person": {"age": 40}, **fields}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"minutes_a_day": 0}, "'minutes_a_day' is 0; it runs from 1 to 120 minutes."),
        ({"minutes_a_day": "ten"}, "'minutes_a_day' is a number from 1 to 120 minutes, not 'ten'."),
        ({"days": []}, "'days' is empty. Name at least one of mon, tue, wed, thu, fri, sat, sun, "
         "or leave it out."),
        ({"days": ["monday"]}, "'days[0]' is one of mon, tue, wed, thu, fri, sat, sun, not "
         "'monday'. Did you mean 'mon'?"),
        ({"things_a_day": 0}, "'things_a_day' is 0; it runs from 1 to 3. Leave it out for the "
         "usual 3."),
        ({"things_a_day": 4}, "'things_a_day' is 4; it runs from 0 to 3."),
        ({"now": 20261102}, "'now' is a date, such as 2026-11-02; this is 20261102."),
        ({"now": "2026-13-02"}, "'now' is a date, such as 2026-11-02, not '2026-13-02'."),
        ({"who": "pilot"}, "'who' is one of desk, driver, musician, runner, new_parent, not "
         "'pilot'."),
        ({"setting": "gym"}, "'setting' is one of clinic, home, not 'gym'."),
        ({"minuts_a_day": 5}, "Field 'minuts_a_day' is not known. Did you mean 'minutes_a_day'?"),
        ({"now": "2026-11-02", "start": "2026-11-09"}, "'start' (2026-11-09) lies after now "
         "(2026-11-02). Correct one of them."),
        ({"now": "2026-11-02", "start": "2006-11-09"}, "'start' (2006-11-09) lies more than ten "
         "years before now. Correct it."),
        ({"now": "2026-11-09", "done": [{"at": "2026-11-10", "item": ITEM, "did": "done"}]},
         "'done[0].at' (2026-11-10) lies after now (2026-11-09). Correct its date."),
        ({"now": "2026-11-09", "done": [{"item": ITEM, "did": "done"}]},
         "'done[0].at' is missing. Give the date, such as 2026-11-02."),
        ({"now": "2026-11-09", "done": [{"at": "2026-11-08", "item": ITEM}]},
         "'done[0].did' is missing; it is one of done, partly, too_sore, not_done. Leave the "
         "whole line out when nothing was recorded."),
        ({"now": "2026-11-09", "done": [{"at": "2026-11-08", "item": ITEM, "did": "failed"}]},
         "'done[0].did' is one of done, partly, too_sore, not_done, not 'failed'."),
        ({"now": "2026-11-09",
          "done": [{"at": "2026-11-08", "item": "infraspinatus_rigth_release", "did": "done"}]},
         f"'infraspinatus_rigth_release' is no thing of a programme (done[0].item). Did you mean "
         f"'{ITEM}'? Take the names from the answer, things[].id."),
        ({"now": "2026-11-09", "done": [{"at": "2026-11-08", "item": ITEM, "did": "done"},
                                        {"at": "2026-11-08", "item": ITEM, "did": "partly"}]},
         "'done[1]' is about the same thing and day as 'done[0]' and says something else. Keep "
         "one of them."),
        ({"now": "2026-11-09", "start": "2026-11-08",
          "done": [{"at": "2026-11-07", "item": ITEM, "did": "done"}]},
         "A record of 2026-11-07 lies before 'start' (2026-11-08). Correct one of them."),
        ({"now": "2026-11-09", "diary": [{"at": "2026-11-08", "pain": 11}]},
         "'diary[0].pain' is 11; it runs from 0 to 10."),
    ],
)  # fmt: skip
def test_a_refusal_names_the_place_and_what_to_do(fields, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        programme_query_from(case(**fields))
    assert str(refused.value) == message


def test_a_list_is_no_case() -> None:
    with pytest.raises(InvalidInput, match="A case is one JSON object"):
        programme_query_from([])


def test_records_without_today_are_not_enough() -> None:
    with pytest.raises(NotEnoughData, match=r"'done\[0\].at' is told but not 'now'"):
        programme_query_from(case(done=[{"at": "2026-11-08", "item": ITEM, "did": "done"}]))
    with pytest.raises(NotEnoughData, match="'start' is told but not 'now'"):
        programme_query_from(case(start="2026-11-08"))


def test_what_the_plan_refuses_is_refused_here_too() -> None:
    with pytest.raises(UnknownId, match="Muscle 'infraspinatu' is not known"):
        programme_query_from({"points": [{"muscle": "infraspinatu", "side": "right"}]})


def test_the_same_record_twice_counts_once_and_two_pains_of_a_day_with_their_mean() -> None:
    record = {"at": "2026-11-08", "item": ITEM, "did": "done"}
    query = programme_query_from(
        case(
            now="2026-11-09T08:00:00Z",
            done=[record, record],
            diary=[{"at": "2026-11-08", "pain": 2}, {"at": "2026-11-08", "pain": 5}],
        )
    )
    assert len(query.done) == 1
    assert [one.pain for one in query.diary] == [3.5]
    assert query.start == query.done[0].at


def test_what_is_not_told_stays_not_told() -> None:
    query = programme_query_from(case(colour="blue"))
    assert (query.minutes, query.days, query.start, query.now) == (None, None, None, None)
    assert query.ignored == ("colour",)

"""``unknot find``: what is printed, what is not, and the exit codes."""

from __future__ import annotations

import json

import jsonschema
import pytest

from unknot.find.contract import input_schema, output_schema
from unknot.muscles.catalogue import load_muscles

RANKED = "If it is a muscle, check these first"
GATE = "Before anything else: does any of these apply to you?"


def case(**fields: object) -> str:
    return json.dumps({"pain": [{"region": "temple", "side": "right"}], **fields})


def test_words_alone_ask_the_warning_signs_and_show_no_ranking(unknot) -> None:
    run = unknot("find", "ache in the right temple")
    assert run.code == 0
    assert GATE in run.out
    assert RANKED not in run.out
    assert "about 1 in" not in run.out


def test_none_of_these_opens_the_gate(unknot) -> None:
    run = unknot("find", "ache in the right temple", "--none-of-these")
    assert run.code == 0
    assert run.out.startswith("I read: right temple")
    assert "No warning sign was reported." in run.out
    assert RANKED in run.out
    assert "It may not be a muscle at all: about 1 in 3." in run.out
    assert GATE not in run.out


def test_an_emergency_replaces_the_ranking_by_what_to_do_now(unknot) -> None:
    run = unknot("find", "low back pain", "--yes", "ces_saddle", "--country", "DE")
    assert run.code == 3
    assert "112" in run.out
    assert RANKED not in run.out
    assert "A doctor will want to rule out" in run.out


def test_without_a_country_the_person_is_told_how_to_find_the_number(unknot) -> None:
    run = unknot("find", "low back pain", "--yes", "ces_saddle")
    assert run.code == 3
    assert "your local emergency number" in run.out
    assert "{emergency_number}" not in run.out


def test_a_see_doctor_alert_stands_beside_the_ranking(unknot) -> None:
    run = unknot("find", "low back pain", "--yes", "ca_history", "--none-of-these", "--age", "40")
    assert run.code == 0
    assert RANKED in run.out
    assert "A doctor will want to rule out" in run.out


def test_json_carries_the_ranking_also_beside_an_emergency(unknot) -> None:
    run = unknot("find", "-", "--json", stdin=case(answers={"ha_thunder": "yes"}))
    assert run.code == 0
    answer = json.loads(run.out)
    assert answer["alerts"][0]["urgency"] == "emergency_now"
    assert len(answer["muscles"]) == 2 * len(load_muscles())
    jsonschema.validate(answer, output_schema())


def test_rows_stand_most_probable_first_and_each_once(unknot) -> None:
    answer = json.loads(unknot("find", "-", "--json", stdin=case()).out)
    chances = [row["probability"] for row in answer["muscles"]]
    assert chances == sorted(chances, reverse=True)
    assert len({(row["muscle"], row["side"]) for row in answer["muscles"]}) == len(chances)


def test_lines_answer_in_order_and_go_on_after_a_bad_line(unknot) -> None:
    lines = [
        case(id="first"),
        '{"id": 2, "pain": [{"region": "templ"}]}',
        "not json",
        "",
        case(id="last", text="left knee"),
    ]
    run = unknot("find", "--lines", "-", stdin="\n".join(lines) + "\n")
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 1
    assert run.err == "unknot: 2 of 4 lines could not be answered.\n"
    assert [answer["id"] for answer in answers] == ["first", 2, None, "last"]
    assert answers[1]["error"] == {
        "message": "Region 'templ' is not known (pain[0].region). Did you mean 'temple'?",
        "line": 2,
        "where": "pain[0].region",
        "nearest": "temple",
    }
    assert answers[2]["error"]["message"].startswith("Line 3 is not JSON:")
    alone = json.loads(unknot("find", "-", "--json", stdin=lines[0]).out)
    assert answers[0] == alone


def test_a_file_is_read(unknot, tmp_path) -> None:
    path = tmp_path / "case.json"
    path.write_text(case())
    assert unknot("find", str(path), "--none-of-these").code == 0


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ('{"pain": [{"region": "neck_bak"}]}', "Did you mean 'neck_back'?"),
        ('{"pain": [{"region": "temple", "side": "rigth"}]}', "Did you mean 'right'?"),
        ('{"pain": [{"region": "throat", "side": "left"}]}', "has no left and right"),
        ('{"pain": [{"region": "temple", "intensity": 50}]}', "it runs from 0 to 10"),
        ("{}", "There is nothing to go on."),
        ("[]", "a case is one JSON object"),
        ('{"sympoms": []}', "Did you mean 'symptoms'?"),
        ('{"pain": [], "pain": []}', "stands twice in one object"),
        ('{"age": NaN, "text": "knee"}', "NaN is not a JSON number"),
        ('{"text": "\x01"}', "is not JSON"),
        ('{"text": "qwertz"}', "No place and no symptom was understood"),
        ("[" * 100_000, "nests too deeply"),
    ],
)
def test_bad_data_is_one_message_and_exit_1(unknot, given: str, message: str) -> None:
    run = unknot("find", "-", stdin=given)
    assert run.code == 1
    assert message in run.err
    assert run.err.startswith("unknot: ")
    assert run.out == ""


def test_words_that_only_deny_are_echoed(unknot) -> None:
    run = unknot("find", "no headache and no dizziness")
    assert run.code == 1
    assert "headache" in run.err
    assert "Nothing that hurts was understood." in run.err


def test_twenty_megabytes_of_words_are_refused_with_the_remedy(unknot) -> None:
    run = unknot("find", "-", stdin="pain " * 4_000_000)
    assert run.code == 1
    assert "longer than 16,000,000 characters" in run.err


def test_bytes_that_are_not_text_are_refused(unknot) -> None:
    run = unknot("find", "-", stdin=b"\xff\xfe{}")
    assert run.code == 1
    assert "is not UTF-8 text (byte 0)" in run.err


def test_a_bad_byte_spoils_only_its_own_line(unknot) -> None:
    run = unknot("find", "--lines", "-", stdin=b'{"id": "\xff"}\n' + case(id="good").encode())
    answers = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 1
    assert answers[0]["error"]["message"] == "Line 1 is not UTF-8 text."
    assert answers[1]["id"] == "good"


def test_nothing_described_is_wrong_usage(unknot) -> None:
    run = unknot("find")
    assert run.code == 2
    assert "Say where it hurts" in run.err


def test_fields_nothing_reads_are_named_not_dropped(unknot) -> None:
    answer = json.loads(unknot("find", "-", "--json", stdin=case(clinic_note="x")).out)
    assert "field 'clinic_note'" in answer["read"]["not_used"]


def test_unknown_country_never_hides_the_emergency(unknot) -> None:
    run = unknot("find", "low back", "--yes", "ces_saddle", "--country", "XQ")
    assert run.code == 3
    assert run.err == "unknot: country 'XQ' is not in the list; going on.\n"
    assert "your local emergency number" in run.out
    assert "999 or 112" in unknot("find", "low back", "--yes", "ces_saddle", "--country", "UK").out


def test_a_blanket_no_does_not_cover_what_the_person_told(unknot) -> None:
    told = json.dumps(
        {"pain": [{"region": "calf_upper", "side": "left"}], "symptoms": ["calf_swelling"]}
    )
    run = unknot("find", "-", "--none-of-these", stdin=told)
    assert GATE in run.out
    assert "[dvt_swell]" in run.out
    assert "--none-of-these --no dvt_swell" in run.out.replace("\n", " ")
    assert RANKED not in run.out
    answered = unknot("find", "-", "--none-of-these", "--no", "dvt_swell", stdin=told)
    assert RANKED in answered.out


def test_symptoms_alone_bring_their_own_warning_signs(unknot) -> None:
    assert "[ha_thunder]" in unknot("find", "headache").out


@pytest.mark.parametrize(
    "option", [("--none-of-these",), ("--yes", "ces_saddle"), ("--age", "40"), ("--interview",)]
)
def test_lines_refuse_options_they_would_ignore(unknot, option: tuple[str, ...]) -> None:
    run = unknot("find", "--lines", "-", *option, stdin=case())
    assert run.code == 2
    assert "--lines takes everything from the cases" in run.err


def test_a_byte_order_mark_is_accepted(unknot) -> None:
    assert unknot("find", "-", stdin=b"\xef\xbb\xbf" + case().encode()).code == 0
    run = unknot("find", "--lines", "-", stdin=b"\xef\xbb\xbf" + case().encode())
    assert "error" not in json.loads(run.out)


def test_pain_of_zero_is_no_pain_and_is_named(unknot) -> None:
    none = [{"region": "temple", "side": "right", "intensity": 0}, {"region": "heel"}]
    answer = json.loads(unknot("find", "-", "--json", stdin=json.dumps({"pain": none})).out)
    heel = json.loads(unknot("find", "-", "--json", stdin='{"pain": [{"region": "heel"}]}').out)
    assert answer["muscles"] == heel["muscles"]
    assert "right temple: pain 0" in answer["read"]["not_used"]


def test_what_the_door_takes_the_schema_takes(unknot) -> None:
    full = {
        "id": "all",
        "pain": [{"region": "temple", "side": "both", "intensity": 6, "quality": "ache"}],
        "asked_anywhere_else": True,
        "symptoms": ["headache"],
        "absent_symptoms": ["dizziness"],
        "limited_movements": [{"movement": "neck_rotation_opposite", "side": "right"}],
        "free_movements": [{"movement": "jaw_opening", "side": "mid"}],
        "signs": [
            {
                "muscle": "upper_trapezius",
                "side": "right",
                "sign": "recognised_pain",
                "present": True,
            }
        ],
        "age": 41,
        "sex": "female",
        "about": {"pregnant": False},
        "answers": {"ha_thunder": "no"},
    }
    jsonschema.validate(full, input_schema())
    run = unknot("find", "-", "--json", stdin=json.dumps(full))
    assert run.code == 0
    jsonschema.validate(json.loads(run.out), output_schema())


def test_interview_asks_age_and_warning_signs_then_what_tells_most(unknot) -> None:
    told = "left side of the neck\n\n41\nfemale\n" + "none\n" * 12 + "no\n" * 40
    run = unknot("find", "--interview", stdin=told)
    assert run.code == 0
    assert run.out.index("How old are you?") < run.out.index("First, warning signs")
    assert run.out.index("First, warning signs") < run.out.index("about which muscle it may be")
    assert run.out.index("Now press slowly") < run.out.index(RANKED)


def test_interview_stops_at_an_emergency(unknot) -> None:
    told = "low back\n\n50\nmale\n1 2 3 4 5 6\n"
    run = unknot("find", "--interview", stdin=told)
    assert run.code == 3
    assert RANKED not in run.out


def test_interview_that_is_left_keeps_the_gate(unknot) -> None:
    run = unknot("find", "--interview", stdin="left side of the neck\n\n41\nfemale\nstop\n")
    assert run.code == 0
    assert "warning-sign questions open. No muscles are" in run.out
    assert RANKED not in run.out

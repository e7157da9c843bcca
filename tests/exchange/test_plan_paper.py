"""A plan on paper: what stands on it for whom, and that nothing a person writes becomes code."""

from __future__ import annotations

import io
import sys
from typing import Any

import pypdf
import pytest
from plan_cases import BLOCKED, CLINIC, DAY, HOME, STOPPED, plan_of, printed
from reading_papers import letters_of, places_of, read, sizes_of, undrawn

from unknot.errors import NotEnoughData
from unknot.exchange.papers import content
from unknot.facts.red_flags import load_red_flags
from unknot.plan.plan import plan_as_json
from unknot.plan.telling import LIMITS, course_in_words

METHODS = ("compression", "pressure release", "Press the knot", "Stretch the muscle")


@pytest.fixture(scope="module")
def clinic() -> bytes:
    return printed(plan_of(CLINIC))


@pytest.fixture(scope="module")
def clinic_words(clinic: bytes) -> str:
    return read(clinic)


@pytest.fixture(scope="module")
def home() -> bytes:
    return printed(plan_of(HOME))


@pytest.fixture
def no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the pictures out, where only words matter."""
    monkeypatch.setattr(content, "pictures_of", lambda *_, **__: [])
    monkeypatch.setattr(content, "overview_of", lambda *_, **__: [])


@pytest.fixture
def words_of_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the drawings out and keep what is written at them."""
    monkeypatch.setattr(content, "pictures_of", undrawn(content.pictures_of))
    monkeypatch.setattr(content, "overview_of", undrawn(content.overview_of))


@pytest.mark.slow
def test_a_practitioner_gets_every_step_with_dose_reason_and_evidence(clinic_words: str) -> None:
    words, told = clinic_words, plan_as_json(plan_of(CLINIC))
    assert words.startswith("Release plan Made on 9 March 2026 · for a practitioner · case 7 For")
    assert len(told["steps"]) > 3
    for step in told["steps"]:
        assert step["point_in_words"] in words
        assert step["position"] in words
        assert f"{step['evidence']['grade']}, for {step['evidence']['for']}" in words
        assert step["evidence"]["summary"][:60] in words
    for line in (*told["stop_if"], *told["aftercare"]):
        assert line in words.replace("- ", "-")  # a line may end after a hyphen
    assert course_in_words(told["course"], setting="clinic") in words


@pytest.mark.slow
def test_cautions_stand_before_the_steps_of_their_point(clinic_words: str) -> None:
    words = clinic_words
    assert words.index("Takes a blood thinner") < words.index("a) Trigger point pressure release")
    assert "caution below" not in words


@pytest.mark.slow
def test_points_are_numbered_on_one_body_in_their_order(clinic_words: str) -> None:
    told = plan_as_json(plan_of(CLINIC))
    order = list(dict.fromkeys(step["point_in_words"] for step in told["steps"]))
    words = clinic_words
    assert f"{len(order)} points, in this order" in words
    assert [words.index(name) for name in order] == sorted(words.index(name) for name in order)


@pytest.mark.slow
def test_every_page_has_its_number_the_facts_version_and_the_honest_line(clinic: bytes) -> None:
    pages = pypdf.PdfReader(io.BytesIO(clinic)).pages
    assert len(pages) > 1
    for n, page in enumerate(pages, 1):
        words = " ".join(page.extract_text().split())
        assert f"Page {n} of {len(pages)}" in words
        assert plan_as_json(plan_of(CLINIC))["facts_version"] in words
        assert LIMITS in words
        assert [round(float(side)) for side in page.mediabox[2:]] == [595, 842]  # A4 in points


def test_a_person_at_home_gets_plain_words(home: bytes) -> None:
    words = read(home)
    assert words.startswith("Your plan for home Made on 9 March 2026 · for home For")
    assert "Press the knot yourself" in words
    assert "How sure" in words
    for phrase in ("What is known of these methods", "Used", "Ischaemic"):
        assert phrase not in words


def test_each_picture_is_told_to_a_screen_reader(home: bytes) -> None:
    reader = pypdf.PdfReader(io.BytesIO(home))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata is not None
    assert reader.metadata.title == "Your plan for home"


def test_the_pictures_are_black_and_grey() -> None:
    pictures = content.content_of(plan_of(HOME), made_on=DAY, number="112")["points"][0]["pictures"]
    assert pictures
    for picture in pictures:
        for colour in content.re.findall(r'"#([0-9a-f]{6})"', picture["svg"]):
            assert colour[:2] == colour[2:4] == colour[4:]
    assert 'class="site"' in pictures[0]["svg"]


@pytest.mark.slow
def test_the_same_plan_on_the_same_day_gives_the_same_bytes(clinic: bytes) -> None:
    assert printed(plan_of(CLINIC)) == clinic


def test_a_blocked_plan_says_by_what_and_shows_no_method() -> None:
    words, told = read(printed(plan_of(BLOCKED))), plan_as_json(plan_of(BLOCKED))
    assert words.startswith("No release now")
    for one in told["blocked_by"]:
        assert f"{one['why']} {one['do']}".replace("{emergency_number}", "112") in words
    shown = words.split("Left out, and why")[0]
    assert not [name for name in METHODS if name in shown]


def test_what_is_left_without_a_release_stands_with_its_stop_rules_and_signs() -> None:
    case = {
        **HOME,
        "person": {"age": 76, "conditions": ["osteoporosis"]},
        "points": [{"muscle": "longissimus_thoracis_lower", "side": "left", "weeks": 6}],
    }
    words = read(printed(plan_of(case)))
    assert words.startswith("No release now")
    stop, open_to, watch = (
        words.index(title) for title in ("Stop at once if", "What is open to you", "Watch for this")
    )
    assert stop < open_to < watch
    assert "Thin bones" in words[:stop]


def test_an_emergency_leaves_only_what_to_do_now_and_the_letter() -> None:
    words = read(printed(plan_of(STOPPED)))
    assert words.startswith("This needs emergency help now.")
    assert "Call 112" in words
    assert "Letter for the doctor" in words
    assert "{" not in words
    assert not [name for name in (*METHODS, "Left out", "Stop at once") if name in words]


def test_no_plan_is_printed_before_the_first_questions_are_answered() -> None:
    plan = plan_of(HOME, is_asked=False)
    words = read(printed(plan))
    assert words.startswith("Before any plan: does any of these apply?")
    for flag in plan.first_open:
        assert load_red_flags()[flag].question in words
    assert not [name for name in METHODS if name in words]
    assert "Asked because" not in words
    worst = words.index("A yes here may mean: call 112 now.")
    assert worst < words.index("A yes here may mean: a doctor")


def test_questions_on_paper_say_why_they_are_asked_and_what_a_yes_means() -> None:
    person = {**HOME["person"], "conditions": ["cancer_treatment"]}
    words = read(printed(plan_of({**HOME, "person": person}, is_asked=False)))
    why = words.index("Asked because in these months a fever is an emergency")
    do = words.index("If yes or not sure: Call the cancer team now, by day or night; 112 if")
    other = words.index("A yes here may mean")
    assert why < words.index(load_red_flags()["ill_fever"].question) < do < other


@pytest.mark.usefixtures("no_pictures")
def test_what_a_person_writes_is_printed_and_never_run() -> None:
    hostile = '#panic("no") *b* $x$ <a> @b \\u{41} ] } "'
    paper = printed(plan_of({**HOME, "id": hostile}))
    assert hostile in read(paper)


@pytest.mark.usefixtures("no_pictures")
@pytest.mark.parametrize(
    "reason",
    [
        "]\n#import \"@preview/cetz:0.4.0\"\n#read(\"/etc/passwd\") Дмитрий",
        "W" * 1500,
        "\u202eback\x00wards\ud800 \x1b[31m",
        "{emergency_number}",
    ],
)  # fmt: skip
def test_any_reason_of_a_practitioner_is_printed(reason: str) -> None:
    person = {**CLINIC["person"], "conditions": ["chronic_steroids"]}
    case = {**CLINIC, "person": person, "reasons": {"chronic_steroids": reason}}
    told = plan_as_json(plan_of(case))
    assert any(step["reasons"] for step in told["steps"])
    words = read(printed(plan_of(case)))
    for word in reason.split():
        assert content._UNPRINTABLE.sub("", word)[:20] in words.replace("\ufffd", "")


@pytest.mark.slow
@pytest.mark.usefixtures("words_of_pictures")
@pytest.mark.parametrize("case", [CLINIC, HOME, BLOCKED, STOPPED])
def test_large_print_says_the_same_in_letters_of_18_points_or_more(case: dict[str, Any]) -> None:
    usual, large = (printed(plan_of(case), large=large) for large in (False, True))
    assert letters_of(usual) == letters_of(large)
    assert min(sizes_of(large)) >= 18
    assert min(sizes_of(usual)) < 10
    assert 20 in sizes_of(large)


@pytest.mark.slow
@pytest.mark.usefixtures("words_of_pictures")
def test_no_letter_of_large_print_stands_outside_the_sheet() -> None:
    for x, y in places_of(printed(plan_of(CLINIC), large=True)):
        assert 0 < x < 595
        assert 0 < y < 842


def test_signs_that_no_paper_can_show_become_a_replacement() -> None:
    assert content.printable("a\x00b\ud800c\u202ed\ne") == "a\ufffdb\ufffdc\ufffdd\ne"


def test_a_word_without_end_may_break() -> None:
    assert content.printable("W" * 30) == "W" * 24 + "\u200b" + "W" * 6


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(NotEnoughData) as caught:
        printed(plan_of(HOME))
    assert str(caught.value) == (
        "PDF needs the extra 'pdf'. Install it with: pip install 'unknot[pdf]' "
        "- or print it as text, without -o."
    )

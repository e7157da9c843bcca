"""``unknot breaks``: what is shown, what is written down, what is refused, and what goes out."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import typer

from unknot.cli.break_loop import BreakRun
from unknot.cli.break_notices import ask_by_notice, offer_page, way_to_ask
from unknot.cli.reminded import AnswersGiven, FileKeeper
from unknot.facts.wording import banned_in
from unknot.reminders.carried import Move, MoveSet, Offer, Thing
from unknot.reminders.rhythm import Reply, Rhythm, Seen

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "programme.json"
MONDAY = "2026-11-16"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copy(EXAMPLE, tmp_path / "mine.json"))


def once(unknot, case: Path, *more: str, letters: str = "d\n"):
    return unknot(
        "breaks", str(case), "--none-of-these", "--once", "--terminal", "--day", MONDAY, *more,
        stdin=letters,
    )  # fmt: skip


def lines_of(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_one_break_shows_movements_and_a_thing_and_writes_down_the_answer(
    unknot, case: Path
) -> None:
    run = once(unknot, case)
    assert run.code == 0
    assert run.out.startswith("A minute at the desk (70 s)\n  - Lift and drop: Lift both")
    for words in ("From your programme: Press", "how much  ", "Stop at once if", "You want to"):
        assert words in run.out
    assert banned_in(run.out) == []
    assert lines_of(case.with_name("mine.done.jsonl")) == [
        {"at": MONDAY, "item": "infraspinatus_right_release", "did": "done"}
    ]
    assert case.with_name("mine.done.jsonl").stat().st_mode & 0o077 == 0


def test_the_next_break_offers_the_next_thing_and_too_sore_changes_the_next_week(
    unknot, case: Path
) -> None:
    once(unknot, case)
    run = once(unknot, case, letters="s\n")
    assert "Written down: Stretch the muscle" in run.out
    log = case.with_name("mine.done.jsonl")
    assert [one["did"] for one in lines_of(log)] == ["done", "too_sore"]
    week = unknot("programme", str(case), "--none-of-these", "--done", str(log), "--json")
    things = {one["id"]: one for one in json.loads(week.out)["things"]}
    stretch = things["infraspinatus_right_stretch"]
    assert (stretch["change"], stretch["change_why"]) == ("down", "too_sore")
    assert things["infraspinatus_right_release"]["rests_until"] is None


@pytest.mark.parametrize("letters", ["l\n", "\n"])
def test_later_and_not_now_write_nothing_down(unknot, case: Path, letters: str) -> None:
    run = once(unknot, case, letters=letters)
    assert run.code == 0
    assert not case.with_name("mine.done.jsonl").exists()


def test_where_nobody_can_answer_it_is_not_now(unknot, case: Path) -> None:
    run = once(unknot, case, letters="")
    assert (run.code, run.err) == (0, "")
    assert not case.with_name("mine.done.jsonl").exists()


def test_another_letter_is_asked_again(unknot, case: Path) -> None:
    run = once(unknot, case, "--log", str(case.with_name("log")), letters="x\np\n")
    assert "Type one of the letters in brackets" in run.out
    assert lines_of(case.with_name("log"))[0]["did"] == "partly"


def test_while_first_questions_are_open_there_is_no_exercise(unknot, case: Path) -> None:
    run = unknot("breaks", str(case), "--once", "--terminal", "--day", MONDAY, stdin="d\n")
    assert run.code == 3
    assert run.out.startswith("Before any reminder: does any of these apply?")
    assert "Lift and drop" not in run.out


def test_a_warning_sign_says_what_to_do_and_exports_nothing(unknot, case: Path) -> None:
    new = case.with_name("se.json")
    run = unknot(
        "breaks", str(case), "--yes", "stroke", "--country", "gb", "--export", "safe-eyes", "-o",
        str(new), "--day", MONDAY,
    )  # fmt: skip
    assert run.code == 3
    assert "999" in run.out
    assert not new.exists()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("--data", "{case}-none"), 1, "name the folder with --data. Or name the case of a"),
        (("--log", "x"), 2, "--log belongs to a case in a file; your records hold it"),
        (("-",), 2, "--episode latest for your own records"),
        (("{case}", "--once", "--every", "soon"), 1, "--every is a time such as 30m or 1h"),
        (("{case}", "--once", "--every", "1m"), 1, "every 5 to 480 minutes, not every 1"),
        (("{case}", "--once", "--quiet-hours", "late"), 1, "--quiet-hours is a span such as"),
        (("{case}", "--once", "--quiet-hours", "25-26"), 1, "--quiet-hours is a span such as"),
        (("{case}", "--once", "--most", "0"), 1, "give 1 or more reminders an hour"),
        (("{case}", "--day", MONDAY), 2, "--day belongs to --once"),
        (("{case}", "--once", "--day", "monday"), 1, "--day is a date, such as 2026-11-24"),
        (("{case}", "--export", "safe_eyes", "-o", "x"), 1, "Did you mean 'safe-eyes'?"),
        (("{case}", "--export", "workrave"), 2, "Name a new file with -o"),
        (("{case}", "-o", "x"), 2, "-o and --into belong to --export"),
        (("{case}", "--who", "pilot", "--once"), 1, "'who' is one of"),
        (("{case}", "--episode", "latest", "--log", "x"), 2, "--log belongs to a case"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_with_the_remedy(
    unknot, case: Path, *, arguments: tuple[str, ...], code: int, message: str
) -> None:
    told = [one.replace("{case}", str(case)) for one in arguments]
    run = unknot("breaks", *told, "--none-of-these", stdin="\n")
    assert run.code == code
    assert message in " ".join((run.out + run.err).split())


def test_an_answer_instead_of_a_case_is_refused(unknot, case: Path) -> None:
    told = unknot("programme", str(case), "--none-of-these", "--json").out
    case.write_text(told)
    run = once(unknot, case)
    assert run.code == 1
    assert "Give the case it was made from" in run.err


# Exports -----------------------------------------------------------------------------------


def export(unknot, case: Path, *more: str):
    return unknot("breaks", str(case), "--none-of-these", "--day", MONDAY, "--export", *more)


def test_a_file_that_is_there_is_never_overwritten(unknot, case: Path) -> None:
    new = case.with_name("stretchly.json")
    run = export(unknot, case, "stretchly", "-o", str(new))
    assert run.code == 0
    assert run.out.startswith(f"{new}: the movements of 2 breaks for stretchly.\nOnly movements")
    before = new.read_text()
    run = export(unknot, case, "stretchly", "-o", str(new))
    assert run.code == 1
    assert "is there already and is not overwritten" in run.err
    assert new.read_text() == before


def test_into_ones_own_file_leaves_a_copy_each_time(unknot, case: Path) -> None:
    own = case.with_name("config.json")
    own.write_text('{"volume": 0.5}')
    assert export(unknot, case, "stretchly", "--into", str(own)).code == 0
    first = own.read_text()
    assert json.loads(first)["volume"] == 0.5
    assert own.with_name("config.json.before-unknot-1").read_text() == '{"volume": 0.5}'
    assert export(unknot, case, "stretchly", "--into", str(own)).code == 0
    assert own.with_name("config.json.before-unknot-2").read_text() == first
    assert not own.with_name("config.json.new").exists()


def test_a_file_of_another_program_stays_as_it_was(unknot, case: Path) -> None:
    own = case.with_name("notes.txt")
    own.write_text("my notes")
    run = export(unknot, case, "safe-eyes", "--into", str(own))
    assert run.code == 1
    assert "is not a configuration of safe-eyes" in run.err
    assert [one.name for one in own.parent.glob("notes*")] == ["notes.txt"]


# While it runs -----------------------------------------------------------------------------


class Desk:
    """Somebody at a computer, with a clock that is turned by hand."""

    def __init__(self, case: Path, *replies: Reply) -> None:
        self.now = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
        self.idle_s = 1.0
        self.is_on_call = False
        self.replies = list(replies)
        self.offers: list[Offer] = []
        self.said: list[str] = []
        keeper = FileKeeper(str(case), case.with_name("log.jsonl"), AnswersGiven(none=True))
        self.run = BreakRun(
            keeper, Rhythm(1_800.0), self.see, self.ask, lambda: self.now, self.said.append
        )

    def see(self, now: datetime) -> Seen:
        return Seen(now, self.idle_s, self.is_on_call)

    def ask(self, offer: Offer) -> Reply:
        self.offers.append(offer)
        return self.replies.pop(0)

    def work(self, minutes: int) -> int:
        before = len(self.offers)
        for _ in range(minutes * 2):
            self.now += timedelta(seconds=30)
            self.run.look()
        return len(self.offers) - before


def test_a_morning_at_the_desk(case: Path) -> None:
    desk = Desk(case, "done", "later", "skipped", "too_sore")
    assert desk.work(30) == 0
    assert desk.work(1) == 1
    assert desk.work(30) == 1
    assert desk.work(9) == 0
    assert desk.work(1) == 1
    desk.is_on_call, desk.idle_s = True, 900.0
    assert desk.work(60) == 0
    desk.is_on_call, desk.idle_s = False, 1.0
    assert desk.work(2) == 1
    desk.idle_s = 600.0
    assert desk.work(20) == 0
    titles = [one.thing.id if one.thing else None for one in desk.offers]
    assert titles == [
        "infraspinatus_right_release",
        "infraspinatus_right_stretch",
        "infraspinatus_right_stretch",
        "infraspinatus_right_stretch",
    ]
    assert [one.moves.title for one in desk.offers if one.moves] == [
        "A minute at the desk", "Another minute at the desk", "Another minute at the desk",
        "A minute at the desk",
    ]  # fmt: skip
    assert [one["did"] for one in lines_of(case.with_name("log.jsonl"))] == ["done", "too_sore"]
    assert desk.run.summary() == "Breaks: 2 on a reminder, 1 of your own, 1 not now."


def test_a_sign_that_is_told_meanwhile_ends_the_reminders(case: Path) -> None:
    desk = Desk(case, "done")
    assert desk.work(31) == 1
    told = json.loads(case.read_text())
    case.write_text(json.dumps({**told, "answers": {"stroke": "yes"}}))
    with pytest.raises(typer.Exit) as stopped:
        desk.work(31)
    assert stopped.value.exit_code == 3
    assert len(desk.offers) == 1


# Notifications -----------------------------------------------------------------------------

OFFER = Offer(
    MoveSet("A minute", "now", 30, (Move("Turn", "Turn <slowly>.", 20),)),
    Thing("a", "Press", "20 s", "Lean on a ball.", None, None, 1.0, ("mon",), ("Lightly.",)),
    ("Numbness",),
)


@pytest.fixture
def notifier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that stands for notify-send: writes down how it was called, presses a button."""
    script = tmp_path / "bin" / "notify-send"
    script.parent.mkdir()
    script.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/called\ncat {tmp_path}/pressed\n'
        f"exit $(cat {tmp_path}/code)\n"
    )
    script.chmod(0o755)
    (tmp_path / "code").write_text("0")
    monkeypatch.setenv("PATH", f"{script.parent}:/usr/bin:/bin")
    return tmp_path


@pytest.mark.parametrize(
    ("pressed", "reply"),
    [("too_sore\n", "too_sore"), ("later\n", "later"), ("", "skipped"), ("odd\n", "skipped")],
)
def test_the_button_of_a_notification_is_the_answer(
    notifier: Path, pressed: str, reply: str
) -> None:
    (notifier / "pressed").write_text(pressed)
    assert ask_by_notice(OFFER) == reply
    called = (notifier / "called").read_text()
    assert "--action=done=Done\n--action=later=Later\n--action=partly=Partly\n" in called
    assert "Turn: Turn &lt;slowly&gt;.\n\nPress: 20 s. Lean on a ball.\n! Lightly.\n" in called


def test_where_nobody_shows_notifications_the_terminal_asks(
    notifier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (notifier / "pressed").write_text("")
    (notifier / "code").write_text("1")
    monkeypatch.setattr("builtins.input", lambda _: "p")
    assert ask_by_notice(OFFER) == "partly"


def test_notifications_need_a_program_and_a_desktop_session(
    notifier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(notifier))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert way_to_ask(in_terminal=False)[1] == "here in the terminal"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x")
    assert way_to_ask(in_terminal=False)[1] == "as notifications"
    assert way_to_ask(in_terminal=True)[1] == "here in the terminal"
    monkeypatch.setattr("sys.platform", "darwin")
    assert way_to_ask(in_terminal=False)[1] == "here in the terminal"


def test_movements_alone_cannot_be_too_sore_or_partly(notifier: Path) -> None:
    (notifier / "pressed").write_text("done\n")
    alone = Offer(OFFER.moves, None)
    assert ask_by_notice(alone) == "done"
    called = (notifier / "called").read_text()
    assert "too_sore" not in called
    assert "Stop at once" not in "\n".join(offer_page(alone).lines)

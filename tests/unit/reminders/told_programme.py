"""A small answer of ``unknot programme``, cut to what reminders read."""

from __future__ import annotations

from typing import Any

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def thing(id_: str, *days: str, rests_until: str | None = None) -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"Press: {id_}",
        "amount": "20 s, 2 times",
        "do": "Lean on a ball.",
        "feel": None,
        "find": "Below the spine of the shoulder blade.",
        "minutes": 1.4,
        "days": list(days),
        "cautions": ["Lightly."],
        "rests_until": rests_until,
    }


def moves(title: str, *names: str, every: int | None = 30, kind: str = "micro_break") -> Any:
    return {
        "kind": kind,
        "title": title,
        "when": "every half hour",
        "every_minutes": every,
        "moves": [{"name": name, "how": f"Do {name} & <slowly>.", "seconds": 20} for name in names],
    }


def told(**changed: Any) -> dict[str, Any]:
    things = [thing("a", "mon", "thu"), thing("b", "mon"), thing("c", "tue")]
    days = [
        {"day": day, "things": [one["id"] for one in things if day in one["days"]]} for day in WEEK
    ]
    return {
        "things": things,
        "week": {"from": "2026-11-23", "days": days},
        "stop_if": ["Numbness"],
        "breaks": [
            moves("One", "Turn", "Look"),
            moves("Two", "Look", "Roll", every=60),
            moves("Before", "March", every=None, kind="warm_up"),
        ],
        **changed,
    }

"""One person's whole road on a phone: from the paint to a record that was erased and came back.

The real server, with a clock that is set from day to day; a real browser. The tutorial tells
the same steps: ``docs/tutorial/a-headache-from-first-to-last.md``.
"""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser
from whole_road import STEPS, walk
from whole_road_dana import dana_at_home
from whole_road_weeks import PRESS

_DOCS = Path(__file__).parents[2] / "docs"
_TUTORIAL = _DOCS / "tutorial" / "a-headache-from-first-to-last.md"
_LARGEST = 60_000
"""Of a picture, so that the page is quick on a phone. [bytes]"""


def test_a_headache_is_followed_from_the_paint_to_a_record_that_came_back(
    browser: Browser, tmp_path: Path
) -> None:
    with dana_at_home(browser, tmp_path) as dana:
        walk(dana)
        assert dana.faults == []
        told = _TUTORIAL.read_text(encoding="utf-8")
        for week in ("first week", "second week"):
            amount = dana.noted[week][PRESS].words.partition(",")[0]
            assert f"**{amount}**" in told


def test_the_tutorial_tells_the_steps_of_the_road_with_their_pictures() -> None:
    told = _TUTORIAL.read_text(encoding="utf-8")
    _, *parts = re.split(r"^## (?:\d+\. )?", told, flags=re.MULTILINE)
    pictures = {
        part.partition("\n")[0]: tuple(re.findall(r"\.\./pictures/([\w-]+)\.png", part))
        for part in parts
    }
    assert pictures == {step.name: step.pictures for step in STEPS}


def test_the_pictures_of_the_road_are_there_and_small() -> None:
    sizes = {
        name: (_DOCS / "pictures" / f"{name}.png").stat().st_size
        for step in STEPS
        for name in step.pictures
    }
    assert {name: size for name, size in sizes.items() if size > _LARGEST} == {}

"""A forecast as a picture: what it shows, which files it writes, what it refuses."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from unknot.errors import InvalidInput
from unknot.forecast import pictures
from unknot.forecast.answer import Forecast, forecast
from unknot.forecast.pictures import fan_chart, relief_chart, treatments_chart, write_fan

ROOT = Path(__file__).parents[3]
CASE = json.loads((ROOT / "docs" / "examples" / "forecast.json").read_text(encoding="utf-8"))
TOKENS = ROOT / "src" / "unknot" / "web" / "static" / "unknot" / "tokens.css"


@pytest.fixture(scope="module")
def found() -> Forecast:
    return forecast(CASE)


def _rows(chart, number: int) -> list[dict[str, float]]:
    """Return the rows of one layer; layers with the same rows hold them once, above."""
    drawn = chart.to_dict()
    values: list[dict[str, float]] = drawn["layer"][number].get("data", drawn.get("data"))["values"]
    return values


def _layers_of(chart, mark: str) -> list[dict[str, object]]:
    """Return every layer that is drawn with one kind of mark."""
    return [one for one in chart.to_dict()["layer"] if one.get("mark", {}).get("type") == mark]


def test_the_fan_shows_the_curve_of_the_forecast_day_by_day(found: Forecast) -> None:
    rows = _rows(fan_chart(found), 1)
    assert len(rows) == 42 + 1  # horizon_days 42, and today
    assert rows[14]["at"] == pytest.approx(2.0)  # 14 days are two weeks
    assert rows[14]["middle"] == pytest.approx(float(found.outlook.quantile(0.5)[14]))
    assert rows[14]["low"] == pytest.approx(float(found.outlook.quantile(0.1)[14]))
    assert rows[14]["high50"] == pytest.approx(float(found.outlook.quantile(0.75)[14]))


def test_a_short_forecast_counts_in_days() -> None:
    chart = fan_chart(forecast({**CASE, "horizon_days": 14}))
    assert _rows(chart, 1)[14]["at"] == pytest.approx(14.0)


def test_diary_and_treatments_are_marks_at_their_days(found: Forecast) -> None:
    entries, given, planned = (
        one["data"]["values"]  # type: ignore[index]
        for one in _layers_of(fan_chart(found), "point")
    )
    assert len(entries) == 12
    assert entries[0] == {"at": pytest.approx(-2.0), "pain": 6}  # 14 days before now
    assert [round(one["at"] * 7, 2) for one in given] == [-12.38, -5.38]  # 10 h against 19 h
    assert [round(one["at"] * 7, 2) for one in planned] == [1.62]


def test_the_dashed_line_is_the_relief_line(found: Forecast) -> None:
    lines = [
        one["data"]["values"][0]  # type: ignore[index]
        for one in _layers_of(fan_chart(found), "rule")
    ]
    assert {"line": found.relief.line, "from": 0.0, "to": 6.0} in lines


def test_the_small_charts_show_chances_in_tens(found: Forecast) -> None:
    still = _rows(relief_chart(found), 0)
    assert still[7]["still"] == pytest.approx(10 * float(found.relief.still_relieved[7]))
    chances = _rows(treatments_chart(found), 0)
    assert [one["treatments"] for one in chances] == [0, 1, 2, 3, 4, 5, 6, 7, 8]
    assert chances[3]["chance"] == pytest.approx(10 * found.success[3])
    assert chances[3]["pretended"] == pytest.approx(10 * found.pretended[3])
    assert chances[3]["alone"] == pytest.approx(10 * found.untreated[3])


@pytest.mark.slow
def test_an_svg_is_one_drawing_described_in_words(found: Forecast, tmp_path: Path) -> None:
    write_fan(found, tmp_path / "curve.SVG")
    text = (tmp_path / "curve.SVG").read_text(encoding="utf-8")
    assert ElementTree.fromstring(text).tag.endswith("svg")  # noqa: S314 -- our own file
    assert "Relief means a three-day mean" in text
    assert "Upper trapezius, right: what to expect" in text


@pytest.mark.slow
def test_a_png_is_a_png(found: Forecast, tmp_path: Path) -> None:
    write_fan(found, tmp_path / "curve.png")
    assert (tmp_path / "curve.png").read_bytes().startswith(b"\x89PNG\r\n")


@pytest.mark.slow
def test_a_page_loads_nothing_from_elsewhere(found: Forecast, tmp_path: Path) -> None:
    write_fan(found, tmp_path / "curve.html")
    page = (tmp_path / "curve.html").read_text(encoding="utf-8")
    assert not re.findall(r"<(?:script|link|iframe)[^>]*(?:src|href)=", page)
    assert not re.search(r"\bimport\s*\(?[\"']https?:", page)


@pytest.mark.slow
def test_the_same_forecast_gives_the_same_drawing(found: Forecast, tmp_path: Path) -> None:
    for name in ("one.svg", "two.svg"):
        write_fan(found, tmp_path / name)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()


def test_another_ending_is_refused_by_name(found: Forecast, tmp_path: Path) -> None:
    path = tmp_path / "curve.pdf"
    with pytest.raises(InvalidInput) as refused:
        write_fan(found, path)
    assert str(refused.value) == (
        f"'{path}' ends in none of .svg, .png, .html. Name it, for example, curve.svg."
    )


@pytest.mark.slow
def test_a_folder_that_is_not_there_is_named(found: Forecast, tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "curve.svg"
    with pytest.raises(InvalidInput) as refused:
        write_fan(found, path)
    assert str(refused.value) == (
        f"'{path}' cannot be written: No such file or directory. Name another file or folder."
    )


@pytest.mark.parametrize("package", ["altair", "vl_convert"])
def test_without_the_extra_the_message_names_it(
    found: Forecast, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InvalidInput) as refused:
        write_fan(found, Path("curve.svg"))
    assert str(refused.value) == (
        "Curves as pictures need the extra 'chart'. Install it with: pip install "
        "'unknot[chart]' - or leave out --output: the curve is printed as a table."
    )


def test_the_colours_are_those_of_the_pages() -> None:
    light = TOKENS.read_text(encoding="utf-8").split("@media")[0]
    tokens = dict(re.findall(r"--([a-z0-9-]+):\s*(#[0-9A-F]{6})", light))
    names = {
        "felt": "felt-4", "felt-soft": "felt-2", "felt-mid": "felt-3", "done": "pine",
        "paper": "surface",
    }  # fmt: skip
    for name, colour in pictures.COLOURS.items():
        assert tokens[names.get(name, name)] == colour, name

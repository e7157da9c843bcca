"""A forecast as a picture to keep or to send: fan, relief curve, treatments needed.

Needs the optional extra ``chart`` (docs/decisions/0021). The pages draw the same numbers
themselves, without it. What it does not do: say whether the person may be shown a forecast.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from unknot.errors import InvalidInput
from unknot.forecast.answer import Forecast
from unknot.forecast.course import least_relieved_days
from unknot.forecast.diary import Entry, Treatment
from unknot.forecast.relief import SUCCESS_DAYS
from unknot.forecast.wording import basis_sentence, course_sentence, now_sentence, relief_sentences
from unknot.muscles.catalogue import load_muscles

if TYPE_CHECKING:
    from altair import LayerChart

__all__ = ["ENDINGS", "fan_chart", "relief_chart", "treatments_chart", "write_fan"]

FloatArray = NDArray[np.float64]
_Rows: TypeAlias = list[dict[str, float]]

ENDINGS: Final = (".svg", ".png", ".html")
COLOURS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "ink": "#1C2024",
        "ink-2": "#4B5157",
        "ink-3": "#656B71",
        "line": "#E4DDD2",
        "paper": "#FFFFFF",
        "felt": "#4533B0",
        "felt-soft": "#A6A0EC",
        "felt-mid": "#6F63DB",
        "done": "#0E5A52",
    }
)
"""Those of the pages in the light: violet is what is felt, pine what is done."""
_WIDTH: Final = 660
_HEIGHT: Final = 270
_SMALL_WIDTH: Final = 295
_SMALL_HEIGHT: Final = 150
_LEVEL_FROM: Final = 21.0
"""From this day on the forecast is mostly the usual level. [days]"""
_WEEK: Final = 7.0
_WEEKS_FROM: Final = 29
"""A longer forecast counts its axis in weeks. [days]"""
_PNG_SCALE: Final = 2.0
_LINE_CHARACTERS: Final = 105
_FONT: Final = "Helvetica, Arial, sans-serif"
_LEGEND: Final = (
    "Bands: 50 and 80 of 100 ratings. Dots: the diary. Triangles: treatments, open when planned."
)
_MISSING: Final = (
    "Curves as pictures need the extra 'chart'. Install it with: pip install 'unknot[chart]' - or "
    "leave out --output: the curve is printed as a table."
)


def write_fan(found: Forecast, path: Path) -> None:
    """Write the fan with the relief curve and the treatments needed under it.

    Parameters
    ----------
    found
        The forecast.
    path
        Ends in .svg, .png or .html; a page of its own that needs no network.

    Raises
    ------
    InvalidInput
        Another ending, the extra is not installed, or the file cannot be written.
    """
    drawn = _drawing_for(path)
    chart = _whole(found)
    try:
        path.write_bytes(drawn(chart))
    except OSError as error:
        raise InvalidInput(
            f"'{path}' cannot be written: {error.strerror}. Name another file or folder.",
            where="--output",
        ) from error


def fan_chart(found: Forecast) -> LayerChart:
    """Return the curve of ratings: middle, 50 and 80 of 100, relief line, treatments, diary."""
    alt = _altair()
    in_weeks = len(found.outlook.days) > _WEEKS_FROM
    unit = _WEEK if in_weeks else 1.0
    x = alt.X("at:Q").title("Weeks from now" if in_weeks else "Days from now").scale(nice=False)
    x = x.axis(grid=False, tickMinStep=1, format="d")
    y = alt.Y("low:Q").title("Pain, 0 to 10").scale(domain=[0, 10])
    curve = _chart(_curve_rows(found, unit)).encode(x=x)
    layers = [
        _usual_level(found, unit),
        curve.mark_area(color=COLOURS["felt-soft"], opacity=0.4).encode(y=y, y2="high:Q"),
        curve.mark_area(color=COLOURS["felt-mid"], opacity=0.4).encode(
            y=alt.Y("low50:Q"), y2="high50:Q"
        ),
        curve.mark_line(color=COLOURS["felt"], strokeWidth=2.5).encode(y="middle:Q"),
        _chart([{"at": 0.0}]).mark_rule(color=COLOURS["ink-2"]).encode(x="at:Q"),
        *_relief_line(found, unit),
        *_marks(found, unit),
    ]
    chart: LayerChart = alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT)
    return chart


def relief_chart(found: Forecast) -> LayerChart:
    """Return the chance that relief still holds, by days since the release."""
    alt = _altair()
    relief = found.relief
    rows = [
        {"at": float(day) / _WEEK, "still": float(share) * 10}
        for day, share in zip(relief.days, relief.still_relieved, strict=True)
    ]
    x = alt.X("at:Q").title(
        "Weeks since the release" if relief.release_day == 0 else "Weeks since the last treatment"
    )
    curve = _chart(rows).encode(
        x=x.axis(grid=False, tickMinStep=1, format="d").scale(nice=False),
        y=alt.Y("still:Q").title("Still relieved, of 10").scale(domain=[0, 10]),
    )
    area = curve.mark_area(color=COLOURS["felt-soft"], opacity=0.35)
    line = curve.mark_line(color=COLOURS["felt"], strokeWidth=2.5)
    title = "How long relief lasts"
    chart: LayerChart = alt.layer(area, line).properties(
        width=_SMALL_WIDTH, height=_SMALL_HEIGHT, title=title
    )
    return chart


def treatments_chart(found: Forecast) -> LayerChart:
    """Return the chance of success after none, one and more treatments, pretended ones, none."""
    alt = _altair()
    ways = zip(found.success, found.pretended, found.untreated, strict=True)
    rows = [
        {
            "treatments": float(number),
            "chance": chance * 10,
            "pretended": pretended * 10,
            "alone": alone * 10,
        }
        for number, (chance, pretended, alone) in enumerate(ways)
    ]
    asked = f"Of 10, relieved {least_relieved_days()} of {SUCCESS_DAYS} days"
    bars = _chart(rows).encode(
        x=alt.X("treatments:O").title("Further treatments, a week apart").axis(
            labelAngle=0, grid=False, format="d"
        ),
        y=alt.Y("chance:Q").title(asked).scale(domain=[0, 10]),
    )  # fmt: skip
    numbers = bars.mark_text(dy=-7, color=COLOURS["ink-2"]).encode(
        text=alt.Text("chance:Q", format=".0f")
    )
    title = alt.TitleParams(
        "How many treatments", subtitle="pale line: pretended; dark line: left alone"
    )
    lines = [
        bars.mark_tick(color=COLOURS[colour], thickness=3).encode(y=f"{way}:Q")
        for way, colour in (("pretended", "paper"), ("alone", "ink"))
    ]
    chart: LayerChart = alt.layer(
        bars.mark_bar(color=COLOURS["felt-mid"]), *lines, numbers
    ).properties(width=_SMALL_WIDTH, height=_SMALL_HEIGHT, title=title)
    return chart


def _whole(found: Forecast) -> Any:
    """Return the fan with the two smaller charts under it, titled and described in words."""
    alt = _altair()
    below = alt.hconcat(relief_chart(found), treatments_chart(found), spacing=36)
    told = found.told
    name = f"{load_muscles()[told.muscle].name}, {told.side}: " if told.muscle else ""
    said = [now_sentence(found), *relief_sentences(found), course_sentence(found)]
    lines = [now_sentence(found), *_lines(basis_sentence(found)), _LEGEND]
    title = alt.TitleParams(
        f"{name}what to expect", subtitle=lines, anchor="start", fontSize=19, offset=14
    )
    whole = alt.vconcat(fan_chart(found), below, spacing=26).properties(
        title=title, description=" ".join(said), background=COLOURS["paper"], padding=18,
        usermeta={"embedOptions": {"actions": False}},
    )  # fmt: skip
    return (
        whole.configure(font=_FONT)
        .configure_view(stroke=None)
        .configure_axis(
            gridColor=COLOURS["line"], domainColor=COLOURS["line"], tickColor=COLOURS["line"],
            labelColor=COLOURS["ink-3"], titleColor=COLOURS["ink-2"], titleFontWeight="normal",
            labelFontSize=12, titleFontSize=13,
        )
        .configure_title(
            color=COLOURS["ink"], subtitleColor=COLOURS["ink-2"], fontSize=15, subtitleFontSize=13,
            subtitlePadding=6, anchor="start",
        )
    )  # fmt: skip


def _curve_rows(found: Forecast, unit: float) -> _Rows:
    """Return one row a day: the middle and the ranges."""
    curve = found.outlook
    low, low50, middle, high50, high = (
        curve.quantile(share) for share in (0.1, 0.25, 0.5, 0.75, 0.9)
    )
    return [
        {
            "at": float(day) / unit,
            "middle": float(middle[n]),
            "low": float(low[n]),
            "low50": float(low50[n]),
            "high50": float(high50[n]),
            "high": float(high[n]),
        }
        for n, day in enumerate(curve.days)
    ]


def _relief_line(found: Forecast, unit: float) -> list[Any]:
    """Return the dashed line under which a day counts as relieved, with its words."""
    alt = _altair()
    last = float(found.outlook.days[-1]) / unit
    row = [{"line": found.relief.line, "from": 0.0, "to": last}]
    line = _chart(row).mark_rule(color=COLOURS["ink-2"], strokeDash=[4, 4])
    words = _chart(row).mark_text(
        text=f"relieved at {found.relief.line:.1f} or less", align="right", dy=-7, fontSize=12,
        color=COLOURS["ink-2"],
    )  # fmt: skip
    y = alt.Y("line:Q")
    return [line.encode(x="from:Q", x2="to:Q", y=y), words.encode(x="to:Q", y=y)]


def _usual_level(found: Forecast, unit: float) -> Any:
    """Return the part of the picture that is mostly the usual level, shaded and named."""
    alt = _altair()
    last = float(found.outlook.days[-1])
    row = [{"from": min(_LEVEL_FROM, last) / unit, "to": last / unit, "top": 10.0}]
    if last <= _LEVEL_FROM:
        return _chart(row).mark_rect(opacity=0.0).encode(x="from:Q", x2="to:Q")
    shade = _chart(row).mark_rect(color=COLOURS["line"], opacity=0.4).encode(x="from:Q", x2="to:Q")
    words = _chart(row).mark_text(
        text="mostly your usual level", align="right", dy=12, dx=-6, fontSize=12,
        color=COLOURS["ink-3"],
    )  # fmt: skip
    return alt.layer(shade, words.encode(x="to:Q", y="top:Q"))


def _marks(found: Forecast, unit: float) -> list[Any]:
    """Return what the diary holds and what is planned: dots and triangles."""
    alt = _altair()
    told = found.told
    entries = [
        {"at": (one.day - told.now_day) / unit, "pain": one.pain}
        for one in told.events
        if isinstance(one, Entry) and one.pain is not None
    ]
    given = [
        {"at": (one.day - told.now_day) / unit, "pain": 0.25}
        for one in told.events
        if isinstance(one, Treatment)
    ]
    planned = [{"at": one.day / unit, "pain": 0.25} for one in told.plan.treatments]
    shapes = (
        (entries, {"shape": "circle", "size": 45, "fill": COLOURS["felt"]}),
        (given, {"shape": "triangle-up", "size": 95, "fill": COLOURS["done"]}),
        (planned, {"shape": "triangle-up", "size": 95, "fill": COLOURS["paper"]}),
    )
    return [
        _chart(rows)
        .mark_point(opacity=1, strokeWidth=1.5, stroke=_edge(look), **look)
        .encode(x="at:Q", y=alt.Y("pain:Q"))
        for rows, look in shapes
        if rows
    ]


def _edge(look: Mapping[str, Any]) -> str:
    """Return the colour around a mark: what is felt, or what is done."""
    return COLOURS["felt"] if look["shape"] == "circle" else COLOURS["done"]


def _drawing_for(path: Path) -> Callable[[Any], bytes]:
    """Return what turns a chart into a file of this ending."""
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise InvalidInput(
            f"'{path}' ends in none of {', '.join(ENDINGS)}. Name it, for example, curve.svg.",
            where="--output",
        )
    try:
        import vl_convert  # noqa: PLC0415 -- an extra, wanted only here
    except ImportError as error:
        raise InvalidInput(_MISSING) from error
    _altair()

    def draw(chart: Any) -> bytes:
        """Draw without a network: everything needed lies in the extra."""
        spec = chart.to_json()
        if ending == ".png":
            return bytes(vl_convert.vegalite_to_png(spec, scale=_PNG_SCALE))
        if ending == ".svg":
            words = escape(chart.to_dict()["description"], {'"': "&quot;"})
            svg = str(vl_convert.vegalite_to_svg(spec))
            return svg.replace("<svg ", f'<svg role="img" aria-label="{words}" ', 1).encode()
        return str(vl_convert.vegalite_to_html(spec, bundle=True)).encode()

    return draw


def _altair() -> Any:
    """Return the chart library, or say how to get it."""
    try:
        import altair  # noqa: PLC0415 -- an extra, wanted only here
    except ImportError as error:
        raise InvalidInput(_MISSING) from error
    return altair


def _chart(rows: list[Any]) -> Any:
    """Return a chart of some rows that travel inside it."""
    alt = _altair()
    return alt.Chart(alt.Data(values=rows))


def _lines(text: str) -> list[str]:
    """Break a text into lines as wide as the picture."""
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) >= _LINE_CHARACTERS:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines

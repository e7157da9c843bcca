"""``unknot body``: pictures of the body."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from unknot.errors import InvalidInput, NotEnoughData, UnknownId

if TYPE_CHECKING:
    from unknot.body.picture import PaintLayer, Picture
    from unknot.body.surface import Body
    from unknot.muscles.catalogue import Muscle
    from unknot.sides import LeftRight

__all__ = ["app"]

_ENDINGS: Final = (".svg", ".png")

app = typer.Typer(
    help="Draw the body: where a muscle's points lie and where they send pain.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def _group() -> None:
    """Keep ``draw`` a command of its own, so that others can join it."""


@app.command()
def draw(
    name: Annotated[
        str, typer.Argument(help="Id or name of a muscle, such as infraspinatus or 'upper trap'.")
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", show_default=False,
            help="File ending in .svg or .png; without it the SVG is printed.",
        ),
    ] = None,
    site: Annotated[
        str | None,
        typer.Option(
            metavar="ID", show_default=False,
            help="One point of the muscle, such as infraspinatus_1; without it, all of them.",
        ),
    ] = None,
    side: Annotated[str, typer.Option(help="left or right, the person's own.")] = "right",
    view: Annotated[
        str | None,
        typer.Option(
            metavar="ID", show_default=False,
            help="View, such as front, back or head_right; without it, the one that shows most.",
        ),
    ] = None,
    body: Annotated[str, typer.Option(help="female, male, child or heavy.")] = "female",
    strokes: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|-", show_default=False,
            help="Painted pain to show as well: JSON with atlas_version and strokes.",
        ),
    ] = None,
    whole: Annotated[
        bool, typer.Option("--whole", help="Show the whole view, not only what is marked.")
    ] = False,
    legend: Annotated[
        bool, typer.Option("--legend/--no-legend", help="Explain the signs below the picture.")
    ] = True,
) -> None:  # fmt: skip
    """Draw a muscle's points and where they send pain.

    Example: unknot body draw upper_trapezius --side left -o picture.svg
    """
    from unknot.body.drawing import draw as drawn  # noqa: PLC0415
    from unknot.body.picture import best_views  # noqa: PLC0415
    from unknot.muscles.naming import muscle_named  # noqa: PLC0415

    _check_ending(output)
    muscle = muscle_named(name)
    whose = _checked_side(side)
    shape = _checked_body(body)
    picture = _picture(muscle, site, side=whose, paint=_paint(strokes))
    chosen = view or best_views(picture, body=shape)[0]
    svg = drawn(
        picture,
        chosen,
        body=shape,
        caption=_caption(muscle, site, side=whose),
        legend=legend,
        whole=whole,
    )
    if output is None:
        typer.echo(svg, nl=False)
        return
    if output.suffix.lower() == ".png":
        from unknot.body.png import png_of  # noqa: PLC0415

        output.write_bytes(png_of(svg))
    else:
        output.write_text(svg, encoding="utf-8")
    typer.echo(f"{output}: view {chosen}", err=True)


def _check_ending(output: Path | None) -> None:
    """Refuse a file that is neither SVG nor PNG before anything is drawn."""
    if output is not None and output.suffix.lower() not in _ENDINGS:
        raise InvalidInput(
            f"'{output.name}' ends in neither .svg nor .png. Name it, for example, picture.svg.",
            where="--output",
        )


def _checked_side(side: str) -> LeftRight:
    """Return a side, or name those there are."""
    if side == "left":
        return "left"
    if side == "right":
        return "right"
    raise UnknownId("side", side, where="--side", known=("left", "right"))


def _checked_body(body: str) -> Body:
    """Return a body that is drawn, or name those there are."""
    for known in ("female", "male", "child", "heavy"):
        if body == known:
            return known
    raise UnknownId("body", body, where="--body", known=("female", "male", "child", "heavy"))


def _picture(
    muscle: Muscle, site: str | None, *, side: LeftRight, paint: PaintLayer | None
) -> Picture:
    """Return the marks of one point of a muscle, or of all of them laid over each other."""
    import numpy as np  # noqa: PLC0415

    from unknot.body.picture import Picture, Spot  # noqa: PLC0415
    from unknot.muscles.zones import load_skin_sites  # noqa: PLC0415

    ids = [own.id for own in muscle.sites]
    if site is not None and site not in ids:
        raise UnknownId("site", site, where=f"--site of {muscle.id}", known=ids)
    placed = load_skin_sites()
    shown = [placed.site(own, side) for own in ([site] if site else ids) if own in placed.rows]
    if not shown:
        raise NotEnoughData(
            f"{muscle.name} has no point on the skin that could be drawn. "
            f"Read where it lies with: unknot muscle {muscle.id}"
        )
    return Picture(
        essential=np.maximum.reduce([own.essential for own in shown]),
        spillover=np.maximum.reduce([own.spillover for own in shown]),
        spots=[Spot(own.triangle, own.b1, own.b2) for own in shown],
        paint=paint,
    )


def _paint(strokes: str | None) -> PaintLayer | None:
    """Return what a file of strokes painted."""
    if strokes is None:
        return None
    from unknot.body.painting import paint_of  # noqa: PLC0415
    from unknot.body.picture import PaintLayer  # noqa: PLC0415
    from unknot.body.skin import load_skin  # noqa: PLC0415
    from unknot.body.strokes import drawing_from  # noqa: PLC0415
    from unknot.cli.json_input import json_from, text_from  # noqa: PLC0415

    told = json_from(text_from(strokes), place=strokes)
    if not isinstance(told, dict):
        raise InvalidInput(
            "A drawing is an object with 'atlas_version' and 'strokes'.", where=strokes
        )
    paint = paint_of(
        drawing_from(told.get("strokes"), atlas_version=told.get("atlas_version")), load_skin()
    )
    return PaintLayer(cover=paint.cover, intensity=paint.intensity)


def _caption(muscle: Muscle, site: str | None, *, side: LeftRight) -> str:
    """Return the line above the picture."""
    if site is None or len(muscle.sites) == 1:
        return f"{muscle.name}, {side}"
    number = [own.id for own in muscle.sites].index(site) + 1
    return f"{muscle.name}, {side}: point {number} of {len(muscle.sites)}"

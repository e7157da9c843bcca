"""Do the CHOIR files keep their rules: form, known codes and regions, sides, sums?

Run by ``unknot facts check``, together with the facts that the regions stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from unknot.exchange.choir.segments import CHOIR_FILES
from unknot.facts.check_schemas import form_rules
from unknot.facts.faults import FactLines, Fault, Rule, fault, faults_found, read_folder
from unknot.facts.reading import FACT_FILES, Line

__all__ = ["CHOIR_FORM", "RULES", "check_choir", "read_choir_files"]

_SEGMENTS: Final = "choir_segments.csv"
_REGIONS: Final = "choir_regions.csv"
_ROUNDING: Final = 0.06
"""How far shares of two digits may miss 1 in sum."""

CHOIR_FORM: Final[dict[str, Rule]] = form_rules(
    schemas=CHOIR_FILES.parent / "schemas", cards=CHOIR_FILES
)


def check_choir(folder: Path = CHOIR_FILES, *, facts: Path = FACT_FILES) -> list[Fault]:
    """Hold the CHOIR files against every rule.

    Parameters
    ----------
    folder
        Folder of the CHOIR files.
    facts
        Folder of the fact files.

    Returns
    -------
    The faults in order of file and line; an empty list when there are none.
    """
    lines, unreadable = read_choir_files(folder, facts=facts)
    own = {file: records for file, records in lines.items() if (folder / file).is_file()}
    return sorted([*unreadable, *faults_found(own, CHOIR_FORM), *faults_found(lines, RULES)])


def read_choir_files(
    folder: Path = CHOIR_FILES, *, facts: Path = FACT_FILES
) -> tuple[FactLines, list[Fault]]:
    """Read the CHOIR files together with the facts; only the former can be unreadable."""
    fact_lines, _ = read_folder(facts)
    lines, unreadable = read_folder(folder)
    return {**fact_lines, **lines}, unreadable


def _choir_once(lines: FactLines) -> Iterator[Fault]:
    """Refuse a code twice on a map, and a region twice under a code."""
    for file, names in (
        (_SEGMENTS, ("map", "code")),
        (_REGIONS, ("map", "code", "region", "side")),
    ):
        seen: dict[tuple[str, ...], str] = {}
        for line in lines.get(file, ()):
            key = tuple(str(line.fields.get(name)) for name in names)
            if key in seen:
                yield fault(line, "choir_once", f"{' '.join(key)} stands already in {seen[key]}.")
            seen.setdefault(key, line.place)


def _choir_known(lines: FactLines) -> Iterator[Fault]:
    """Require regions to exist, their codes to be drawn, and drawn codes to have regions."""
    regions = {line.fields.get("id") for line in lines.get("regions.csv", ())}
    drawn = {_code(line) for line in lines.get(_SEGMENTS, ())}
    filled = {_code(line) for line in lines.get(_REGIONS, ())}
    for line in lines.get(_REGIONS, ()):
        if line.fields.get("region") not in regions:
            name = line.fields.get("region")
            yield fault(line, "choir_known", f"region '{name}' is not in regions.csv.")
        if _code(line) not in drawn:
            yield fault(line, "choir_known", f"{' '.join(_code(line))} is not in {_SEGMENTS}.")
    for line in lines.get(_SEGMENTS, ()):
        if _code(line) not in filled:
            yield fault(
                line, "choir_known", f"{' '.join(_code(line))} has no region in {_REGIONS}."
            )


def _choir_side(lines: FactLines) -> Iterator[Fault]:
    """Require each side to fit: the half it is drawn on, the segment, the region."""
    sides = {_code(line): line.fields.get("side") for line in lines.get(_SEGMENTS, ())}
    sided = {
        line.fields.get("id"): line.fields.get("sided") for line in lines.get("regions.csv", ())
    }
    for line in lines.get(_SEGMENTS, ()):
        on_the_left = str(line.fields.get("x_centre")) < "0.5"
        expected = "right" if on_the_left == (line.fields.get("view") == "front") else "left"
        if line.fields.get("side") != expected:
            yield fault(
                line,
                "choir_side",
                f"is drawn where the person's {expected} side is, not the "
                f"{line.fields.get('side')} one.",
            )
    for line in lines.get(_REGIONS, ()):
        own = sides.get(_code(line), line.fields.get("side"))
        wanted = own if sided.get(line.fields.get("region")) != "no" else "mid"
        if line.fields.get("side") != wanted:
            yield fault(
                line, "choir_side", f"side is '{line.fields.get('side')}', expected '{wanted}'."
            )


def _choir_shares(lines: FactLines) -> Iterator[Fault]:
    """Require the shares of a code to make up the segment, and no region to be held twice."""
    shares: dict[tuple[str, ...], float] = {}
    covers: dict[tuple[str, ...], float] = {}
    last: dict[tuple[str, ...], Line] = {}
    for line in lines.get(_REGIONS, ()):
        fields = line.fields
        place = (str(fields.get("map")), str(fields.get("region")), str(fields.get("side")))
        shares[_code(line)] = shares.get(_code(line), 0.0) + _number(line, "share")
        covers[place] = covers.get(place, 0.0) + _number(line, "cover")
        last[_code(line)] = last[place] = line
    for code, total in shares.items():
        if abs(total - 1) > _ROUNDING:
            yield fault(
                last[code],
                "choir_shares",
                f"the shares of {' '.join(code)} make up {total:.2f}, expected 1.",
            )
    for held, total in covers.items():
        if total > 1 + _ROUNDING:
            yield fault(
                last[held],
                "choir_shares",
                f"the segments of the {held[0]} map hold {total:.2f} of {' '.join(held[1:])}, "
                "expected at most 1.",
            )


RULES: Final[dict[str, Rule]] = {
    "choir_once": _choir_once,
    "choir_known": _choir_known,
    "choir_side": _choir_side,
    "choir_shares": _choir_shares,
}
"""Every rule by its id, except those on form and ``readable``."""


def _code(line: Line) -> tuple[str, str]:
    """Return map and code of a line."""
    return str(line.fields.get("map")), str(line.fields.get("code"))


def _number(line: Line, name: str) -> float:
    """Return a number of a line; what is none is left to the schema."""
    try:
        return float(line.fields.get(name, ""))
    except ValueError:
        return 0.0

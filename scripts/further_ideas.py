"""What richer models of the forecast would add at most; writes docs/explanation/further-ideas.md.

Bounds where a bound exists (coupled points, raters), simulated diaries where not (n-of-1).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from forecast_page import table

from unknot.facts.version import facts_version
from unknot.forecast.proving.further import AHEAD, coupled_spreads, learned_by_lot, rater_spreads

PAGE: Final = Path(__file__).parents[1] / "docs" / "explanation" / "further-ideas.md"
BEGIN: Final = "<!-- further ideas -->"
SEED: Final = 2026
N_PEOPLE: Final = 300
LINKS: Final = ((0.2, 0.0), (0.2, 0.5), (0.4, 0.0), (0.4, 0.8))
OFFSETS: Final = (0.35, 0.7, 1.4)
BLOCKS: Final = (None, 2, 4, 7, 14)
WEEKS: Final = (4, 8, 12)


def main() -> None:
    """Rewrite the page below its marker."""
    before, marker, _ = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    if not marker:
        raise ValueError(f"{PAGE.name} lacks the marker {BEGIN}.")
    made = f"Made by `scripts/further_ideas.py` from facts version `{facts_version()}`."
    parts = [made, "", *coupled(), "", *raters(), "", *by_lot()]
    PAGE.write_text(f"{before}{BEGIN}\n\n" + "\n".join(parts) + "\n", encoding="utf-8")


def coupled() -> list[str]:
    """Say what the other points' ratings add."""
    rows = []
    for link, shared in LINKS:
        found = coupled_spreads(link, shared=shared)
        rows += [
            (
                f"{link:.1f}",
                f"{shared:.1f}",
                which,
                *(f"{found[ahead][place]:.3f}" for ahead in AHEAD),
            )
            for place, which in enumerate(("own ratings", "ratings of all three"))
        ]
        gains = [100 * (1 - found[ahead][1] / found[ahead][0]) for ahead in AHEAD]
        rows.append(("", "", "narrower by", *(f"{gain:.1f} %" for gain in gains)))
    head = ("link", "levels alike", "known", *(f"{ahead} d" for ahead in AHEAD))
    return ["## Coupled points", "", *table(head, rows)]


def raters() -> list[str]:
    """Say what learning a therapist's difference adds."""
    rows = []
    for offset in OFFSETS:
        found = rater_spreads(offset)
        names = ("taken as one's own", "difference learned", "left out")
        rows += [
            (f"{offset:g}", name, *(f"{found[ahead][place]:.3f}" for ahead in AHEAD))
            for place, name in enumerate(names)
        ]
    head = ("difference, spread", "the therapist's ratings", *(f"{ahead} d" for ahead in AHEAD))
    return ["## Raters", "", *table(head, rows)]


def by_lot() -> list[str]:
    """Say what is learned of home care by habit and in blocks by lot."""
    rows = []
    for weeks in WEEKS:
        for block in BLOCKS:
            found = learned_by_lot(block, n_days=7 * weeks, n_people=N_PEOPLE, seed=SEED)
            kind = "by habit" if block is None else f"{block} days on, {block} off, by lot"
            told = (found.spread_before, found.spread, found.error)
            rows.append((f"{weeks} weeks", kind, *(f"{number:.2f}" for number in told)))
    head = ("diary", "home care", "unsure before", "unsure after", "off the truth")
    return ["## Home care by lot", "", *table(head, rows)]


if __name__ == "__main__":
    main()

"""The printed tables of ``unknot evaluate``: for the terminal, for Markdown, for machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from math import isnan
from typing import Any, Final

from unknot.cli.page import Page
from unknot.find.baselines import BASELINES
from unknot.find.bootstrap import Interval
from unknot.find.calibration import Bin
from unknot.find.evaluating import (
    CALIBRATED_ROWS,
    OURS,
    TOPS,
    Accuracy,
    Calibration,
    Difference,
    Evaluation,
)
from unknot.find.evaluating_safety import FIRST_QUESTIONS, SafetyEvaluation, Share

__all__ = ["Table", "calibration_page", "cases_page", "negatives_page", "plain", "table_lines"]

Table = tuple[tuple[str, ...], Sequence[tuple[str, ...]]]
"""The heads of the columns, and the rows; a line break in a cell is kept in the terminal."""

_ABOUT_CASES: Final = (
    "Published cases of muscle pain with a named muscle. Top-3: the muscle is among the first "
    "three; MRR: mean of 1 / its place; log loss: mean of minus the log of its share. Each "
    "figure with its 95% interval over the cases."
)
_ABOUT_NEGATIVES: Final = (
    "Published cases whose cause was not a trigger point. Questions that were not reported "
    "count as not answered, never as no. Each share with its 95% interval over the cases."
)
_MARKDOWN_WIDTH: Final = 88
_SHARES: Final[Mapping[str, str]] = {
    "alerted": "serious, with their yes answers: any alert",
    "urgently_enough": "the same: urgent enough",
    "alerted_first_visit": "yes answers of the first visit: any alert",
    "urgently_enough_first_visit": "the same: urgent enough",
    "alerted_without_answers": "serious, answers withheld: any alert",
    "urgently_enough_without_answers": "the same: urgent enough",
    "deciding_asked_early": f"deciding question among the first {FIRST_QUESTIONS}",
    "over_alarmed": "harmless and muscle cases: alarmed too much",
    "over_alarmed_apart": "the same, not counting failed care",
}


def cases_page(found: Evaluation, *, as_markdown: bool) -> Page:
    """Return everything about the ranking."""
    page = _page(as_markdown)
    given = "their words only" if found.from_words else "coded findings"
    _head(page, f"Ranking on published cases ({given})", as_markdown)
    page.text(_ABOUT_CASES)
    _tell(page, as_markdown, _accuracies("cases", found.groups, as_markdown))
    ours = Accuracy(**{**_parts(found.groups[0]), "name": OURS})
    _head(page, "Against simpler ways, on all cases of single patients", as_markdown)
    page.text("; ".join(f"{name}: {what}" for name, what in BASELINES.items()) + ".")
    _tell(page, as_markdown, _accuracies("way", (ours, *found.rivals), as_markdown))
    _tell(page, as_markdown, _differences(found.differences, as_markdown))
    _head(page, "Probabilities", as_markdown)
    _probabilities(page, found.calibration, as_markdown)
    _head(page, "Warnings on cases that were muscle", as_markdown)
    alerts = found.alerts
    page.text(
        f"{len(alerts.raised)} of {alerts.n_cases} raise an alert, {len(alerts.over_raised)} "
        f"above 'see a doctor'{_named(alerts.over_raised)}."
    )
    if found.not_understood:
        page.text(f"Words not understood, counted as missed: {', '.join(found.not_understood)}.")
    for case, names in found.unknown_names.items():
        page.text(f"Not in the catalogue, a miss: {', '.join(names)} (case {case}).")
    return page


def calibration_page(found: Calibration) -> Page:
    """Return the two numbers that the cases teach, as they stand in find_parameters.csv."""
    page = Page()
    page.text(f"calibration_shift {found.learned.shift:6.3f}")
    page.text(f"calibration_slope {found.learned.slope:6.3f}")
    page.gap()
    page.text(_errors(found))
    return page


def negatives_page(found: SafetyEvaluation, *, as_markdown: bool) -> Page:
    """Return everything about the warning signs."""
    page = _page(as_markdown)
    _head(page, "Warning signs on published cases", as_markdown)
    page.text(_ABOUT_NEGATIVES)
    rows = [(label, *_share(getattr(found, name))) for name, label in _SHARES.items()]
    _tell(page, as_markdown, (("what", "cases", "share"), rows))
    for head, groups in (
        ("Urgent enough, by expected urgency", found.by_urgency),
        ("Urgent enough, by cause", found.by_stratum),
    ):
        _head(page, head, as_markdown)
        rows = [(name, *_share(share)) for name, share in groups.items()]
        _tell(page, as_markdown, (("group", "cases", "share"), rows))
    _head(page, "Missed or not urgent enough", as_markdown)
    page.text(", ".join(found.missed) if found.missed else "None.")
    return page


def table_lines(table: Table, *, as_markdown: bool) -> list[str]:
    """Return a table as lines; the first column leans left, the others right."""
    heads, rows = table
    if as_markdown:
        rule = ("---", *("---:" for _ in heads[1:]))
        return [f"| {' | '.join(row)} |" for row in (heads, rule, *rows)]
    split = [[cell.split("\n") for cell in row] for row in (heads, *rows)]
    widths = [
        max(len(part) for row in split for part in row[column]) for column in range(len(heads))
    ]
    lines = []
    for row in split:
        for level in range(max(len(parts) for parts in row)):
            cells = [parts[level] if level < len(parts) else "" for parts in row]
            first = cells[0].ljust(widths[0])
            rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
            lines.append(" ".join([first, *rest]).rstrip())
    return lines


def plain(value: Any) -> Any:
    """Return a record as plain JSON values; a figure that is not known becomes null."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return None if isinstance(value, float) and isnan(value) else value


def _page(as_markdown: bool) -> Page:
    """Return a page as wide as the terminal, or for Markdown always of the same width."""
    return Page(_MARKDOWN_WIDTH if as_markdown else None)


def _parts(record: Accuracy) -> dict[str, Any]:
    """Return the fields of a record."""
    return {field.name: getattr(record, field.name) for field in fields(record)}


def _head(page: Page, text: str, as_markdown: bool) -> None:
    """Add a heading in the form wanted."""
    if as_markdown:
        page.lines += [*([""] if page.lines else []), f"### {text}", ""]
    else:
        page.heading(text)


def _tell(page: Page, as_markdown: bool, table: Table) -> None:
    """Add a table after an empty line."""
    if page.lines and page.lines[-1]:
        page.gap()
    page.lines += table_lines(table, as_markdown=as_markdown)


def _accuracies(first: str, rows: Sequence[Accuracy], as_markdown: bool) -> Table:
    """Return groups or ways with every figure."""
    heads = (first, "n", *(f"top-{top}" for top in TOPS), "MRR", "log loss")
    return heads, [
        (
            row.name,
            str(row.n_cases),
            *(_figure(row.top[top], as_markdown) for top in TOPS),
            _figure(row.mrr, as_markdown),
            _figure(row.log_loss, as_markdown) if row.log_loss else "–",
        )
        for row in rows
    ]


def _differences(rows: Sequence[Difference], as_markdown: bool) -> Table:
    """Return how much better the ranking is than each rival, case by case."""
    return (
        ("MRR, case by case", "difference"),
        [(f"against {row.rival}", _figure(row.mrr, as_markdown)) for row in rows],
    )


def _probabilities(page: Page, found: Calibration, as_markdown: bool) -> None:
    """Add the errors, and what was said beside what came."""
    page.text(_errors(found))
    rows = [_bin(one) for one in found.bins]
    _tell(page, as_markdown, (("probability", "rows", "said", "came"), rows))


def _bin(one: Bin) -> tuple[str, ...]:
    """Return one bin as a row."""
    return (
        f"{one.low:.1f} to {one.high:.1f}",
        str(one.n_rows),
        f"{one.said:.2f}",
        f"{one.came:.2f}",
    )


def _errors(found: Calibration) -> str:
    """Say the calibration errors in one sentence."""
    left_out = (
        ""
        if found.error_left_out is None
        else f" and {found.error_left_out:.3f} on each case with numbers learned without it"
    )
    return (
        f"Expected calibration error over the first {CALIBRATED_ROWS} rows of each case "
        f"({found.n_rows} rows): {found.error:.3f} as delivered. With the two numbers that these "
        f"cases teach (shift {found.learned.shift:.3f}, slope {found.learned.slope:.3f}): "
        f"{found.error_in_sample:.3f} on the same cases{left_out}."
    )


def _share(share: Share) -> tuple[str, str]:
    """Return how many of how many, and the share with its interval."""
    if not share.of:
        return "0", "–"
    return f"{share.n} of {share.of}", f"{share.value:.2f} [{share.low:.2f}, {share.high:.2f}]"


def _figure(one: Interval, as_markdown: bool) -> str:
    """Return a figure with its interval; in the terminal on a second line, without its zeros."""
    if as_markdown:
        return f"{one.value:.2f} [{one.low:.2f}, {one.high:.2f}]"
    ends = (f"{end:.2f}".replace("0.", ".", 1) for end in (one.low, one.high))
    return f"{one.value:.2f}\n{'–'.join(ends)}"


def _named(ids: Sequence[str]) -> str:
    """Name some cases after a sentence; nothing when there are none."""
    return f" ({', '.join(ids)})" if ids else ""

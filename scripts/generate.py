"""Write every generated part of the repository anew, or say which of them are stale.

Generated are: the command, facts and parameter pages of the manual; every marked block in
README.md and docs/ (``<!-- run: COMMAND -->`` shows a command with its real output,
``<!-- table: NAME ... -->`` a table from the fact files, ``<!-- answer: FILE -->`` one
shortened JSON answer, each up to ``<!-- end -->``); the JSON Schemas of the contract; and the
table of touching regions, measured on the skin surface.

    python scripts/generate.py            write what is stale
    python scripts/generate.py --check    change nothing; exit 1 and name what is stale

Commands run at width 80, without colour, at the root of the repository.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any, Final

import typer.main

from unknot.cli.program import app
from unknot.facts.reading import FACT_FILES

__all__ = ["command_names", "expected_files", "help_text", "main", "marked_pages", "stale_files"]

ROOT: Final = Path(__file__).resolve().parent.parent
CARD_FOLDERS: Final = (
    FACT_FILES,
    FACT_FILES.parent.parent / "muscles" / "files",
    FACT_FILES.parent.parent / "exchange" / "choir" / "files",
)
_BLOCK: Final = re.compile(
    r"^<!-- (?P<kind>run|table|answer)(?:, (?P<option>exit \d|first \d+))?: (?P<what>.+?) -->\n"
    r".*?^<!-- end -->$",
    re.MULTILINE | re.DOTALL,
)
_WRITTEN: Final = "<!-- Written by scripts/generate.py. Do not edit by hand. -->"
_SHOWN: Final = 2
"""Entries of a long list that a shortened answer shows."""


class StaleExampleError(Exception):
    """A shown command did not end as the page says."""


def main(arguments: list[str]) -> int:
    """Write what is stale, or with ``--check`` only name it."""
    stale = stale_files()
    names = [str(path.relative_to(ROOT)) for path in stale]
    if arguments == ["--check"]:
        for name in names:
            sys.stderr.write(f"{name} is stale. Run 'make fix'.\n")
        return 1 if names else 0
    for path, content in stale.items():
        path.write_text(content, encoding="utf-8")
    for name in names:
        sys.stdout.write(f"{name}\n")
    return 0


def stale_files() -> dict[Path, str]:
    """Return the files whose content is not what it should be, with what it should be."""
    return {
        path: content
        for path, content in expected_files().items()
        if not path.exists() or path.read_text(encoding="utf-8") != content
    }


def expected_files() -> dict[Path, str]:
    """Return every generated or partly generated file with its content."""
    reference = ROOT / "docs" / "reference"
    pages = marked_pages()
    _run_ahead(pages)
    return {
        reference / "commands.md": _commands_page(),
        reference / "facts.md": _facts_page(),
        reference / "parameters.md": _parameters_page(),
        **{path: _filled(path) for path in pages},
        **_schemas(),
        **_neighbours(),
    }


def marked_pages() -> list[Path]:
    """Return README.md and the pages of the manual that hold a marked block."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return [
        page
        for page in pages
        if "_build" not in page.parts and _BLOCK.search(page.read_text(encoding="utf-8"))
    ]


def command_names() -> list[str]:
    """Return every command of the program, such as ``unknot facts check``, groups first."""
    return list(_names_below(typer.main.get_command(app), "unknot"))


def _names_below(command: Any, name: str) -> Iterator[str]:
    """Yield a command and everything below it."""
    yield name
    for own, below in getattr(command, "commands", {}).items():
        yield from _names_below(below, f"{name} {own}")


def help_text(command: str) -> str:
    """Return the help of a command as the program prints it."""
    return _run(f"{command} --help")[1].rstrip()


@cache
def _run(command: str) -> tuple[int, str]:
    """Run a shell command as a person would; return exit code and output, errors last."""
    beside = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        ["bash", "-c", command.replace(".venv/bin/unknot", "unknot")],
        cwd=ROOT,
        env={
            "PATH": beside,
            "HOME": os.environ.get("HOME", "/"),
            "COLUMNS": "80",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def _run_ahead(pages: Iterable[Path]) -> None:
    """Run every command that will be needed, several at a time."""
    wanted = [f"{name} --help" for name in command_names()]
    for page in pages:
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            if block["kind"] == "run":
                wanted.append(block["what"])
            elif block["kind"] == "answer":
                wanted.append(f"unknot find {block['what']} --json")
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(_run, wanted))


def _filled(page: Path) -> str:
    """Return a page with every marked block written anew."""

    def block(match: re.Match[str]) -> str:
        opening = match[0].split("\n", 1)[0]
        make: Mapping[str, Callable[[], str]] = {
            "run": lambda: _shown_run(match["what"], match["option"] or "", page.name),
            "answer": lambda: _shown_answer(match["what"]),
            "table": lambda: _table(match["what"]),
        }
        return f"{opening}\n{make[match['kind']]()}\n<!-- end -->"

    return _BLOCK.sub(block, page.read_text(encoding="utf-8"))


def _shown_run(command: str, option: str, page: str) -> str:
    """Return a command with its output; ``first 9`` cuts it, ``exit 3`` is the code expected."""
    word, _, number = option.partition(" ")
    code, output = _run(command)
    expected = int(number) if word == "exit" else 0
    if code != expected:
        raise StaleExampleError(
            f"{page}: '{command}' ended with {code}, the page says {expected}:\n{output}"
        )
    lines = output.rstrip().splitlines()
    if word == "first":
        lines = [*lines[: int(number)], "…"]
    return "\n".join(["```console", f"$ {command}", *lines, "```"])


def _shown_answer(case: str) -> str:
    """Return the answer to a case with long lists cut and numbers rounded."""
    code, output = _run(f"unknot find {case} --json")
    if code:
        raise StaleExampleError(f"'{case}' could not be answered:\n{output}")
    answer = json.loads(output)
    answer["facts_version"] = "…"
    return "```json\n" + json.dumps(_shortened(answer), indent=1, ensure_ascii=False) + "\n```"


def _shortened(value: Any) -> Any:
    """Round numbers and keep the first entries of lists."""
    if isinstance(value, dict):
        return {name: _shortened(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_shortened(inner) for inner in value[:_SHOWN]]
    return round(value, 2) if isinstance(value, float) else value


def _commands_page() -> str:
    """Return the page with one section a command, its help word for word."""
    parts = [
        _WRITTEN,
        "# Commands",
        "For whoever types: every command with its help, word for word as the program prints it.",
    ]
    for name in command_names():
        parts += [f"## {name}", f"```text\n{help_text(name)}\n```"]
    return "\n\n".join(parts) + "\n"


def _facts_page() -> str:
    """Return the page with the card of every fact file."""
    cards = sorted(
        (card for folder in CARD_FOLDERS for card in folder.glob("*.card.md")),
        key=lambda card: card.name,
    )
    parts = [
        _WRITTEN,
        "# Facts files",
        "For whoever checks, corrects or reuses a fact: what each file holds, how it was made, "
        "under which licence, and where it is weak. The files lie in `src/unknot/facts/files`, "
        "`src/unknot/muscles/files` and `src/unknot/exchange/choir/files`; each has a JSON Schema "
        "in `schemas` beside that folder. "
        "`unknot facts check` holds them against their rules, `unknot facts stats` counts them, "
        "`unknot facts sources` lists where they come from.",
    ]
    for card in cards:
        lines = card.read_text(encoding="utf-8").strip().splitlines()
        parts.append("\n".join(f"#{line}" if line.startswith("#") else line for line in lines))
    return "\n\n".join(parts) + "\n"


def _parameters_page() -> str:
    """Return the page with the numbers of the ranking."""
    rows = [
        (f"`{row['name']}`", row["value"], row["unit"], f"{row['low']} to {row['high']}",
         row["meaning"], row["source"])
        for row in _csv("find_parameters.csv")
    ]  # fmt: skip
    return "\n\n".join(
        [
            _WRITTEN,
            "# Numbers of the ranking",
            "For whoever wants to know which numbers decide, and how firm each one is. They stand "
            "in `src/unknot/facts/files/find_parameters.csv`; "
            "[how Unknot finds a muscle](../explanation/find.md) says what they do. *Range* is "
            "how far each could plausibly be moved.",
            _grid(("name", "value", "unit", "range", "meaning", "where it comes from"), rows),
        ]
    ) + "\n"  # fmt: skip


def _schemas() -> dict[Path, str]:
    """Return the JSON Schemas of the contract, where this version has them."""
    if importlib.util.find_spec("unknot.find.contract") is None:
        return {}
    from unknot.body import contract as drawing  # noqa: PLC0415
    from unknot.find import contract  # noqa: PLC0415
    from unknot.forecast import contract as forecasting  # noqa: PLC0415
    from unknot.forecast.evidence import contract as grouping  # noqa: PLC0415
    from unknot.measure import contract as measuring  # noqa: PLC0415
    from unknot.plan import contract as planning  # noqa: PLC0415
    from unknot.prevent import contract as preventing  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        strokes = drawing.write_schema(Path(folder))
        return {
            drawing.SCHEMA_FILES / strokes.name: strokes.read_text(encoding="utf-8"),
            **{
                contract.SCHEMA_FILES / path.name: path.read_text(encoding="utf-8")
                for path in contract.write_schemas(Path(folder))
            },
            **{
                measuring.SCHEMA_FILES / path.name: path.read_text(encoding="utf-8")
                for path in measuring.write_schemas(Path(folder))
            },
            **{
                planning.SCHEMA_FILES / path.name: path.read_text(encoding="utf-8")
                for path in planning.write_schemas(Path(folder))
            },
            **{
                forecasting.SCHEMA_FILES / path.name: path.read_text(encoding="utf-8")
                for path in forecasting.write_schemas(Path(folder))
            },
            **{
                preventing.SCHEMA_FILES / path.name: path.read_text(encoding="utf-8")
                for path in preventing.write_schemas(Path(folder))
            },
            **{
                grouping.SCHEMA_FILES / path.name: path.read_text(encoding="utf-8")
                for path in grouping.write_schemas(Path(folder))
            },
        }


def _neighbours() -> dict[Path, str]:
    """Return the table of touching regions as the surface has it, and its counts."""
    from unknot.body.skin import load_skin  # noqa: PLC0415
    from unknot.muscles.catalogue import MUSCLE_FILES  # noqa: PLC0415
    from unknot.muscles.touching import neighbours_table  # noqa: PLC0415

    path, card = MUSCLE_FILES / "neighbours.csv", MUSCLE_FILES / "neighbours.card.md"
    with path.open(encoding="utf-8", newline="") as stream:
        table = neighbours_table(load_skin(), csv.DictReader(stream))
    rows = list(csv.DictReader(table.splitlines()))
    n_across = sum(row["across_midline"] == "yes" for row in rows)
    n_by_hand = sum(bool(row["why"]) for row in rows)
    counts = (
        f"**Counts.** {len(rows)} pairs, {n_across} of them across the midline; {n_by_hand} "
        "added by hand."
    )
    text = re.sub(r"^\*\*Counts\.\*\* .*$", counts, card.read_text(encoding="utf-8"), flags=re.M)
    return {path: table, card: text}


def _table(what: str) -> str:
    """Return a table from the fact files; what follows the name chooses the rows."""
    name, _, chosen = what.partition(" ")
    tables: Mapping[str, Callable[[list[str]], str]] = {
        "rates": _rates,
        "effects": _effects,
        "measures": _measures,
        "methods": _methods,
        "signs": _signs,
        "urgencies": _urgencies,
        "banned": _banned,
    }
    return tables[name]([part.strip() for part in chosen.split(";") if part.strip()])


def _rates(starts: list[str]) -> str:
    """Return published rates whose name begins with one of the words, in that order."""
    rows = [
        (
            _rate_name(row),
            _plain(row.get("value")),
            _span(row.get("ci95") or row.get("range")),
            row.get("unit") or "",
            row.get("population") or "",
            _linked(row["source"]),
        )
        for start in starts
        for row in _json_lines("rates.jsonl")
        if row["what"].startswith(start)
    ]
    return _grid(("what", "value", "range", "unit", "in whom", "source"), rows)


def _rate_name(row: Mapping[str, Any]) -> str:
    """Return the name of a rate, with its week where it has one."""
    name: str = row["what"].replace("_", " ")
    return name if row.get("week") is None else f"{name}, week {row['week']:g}"


def _effects(comparisons: list[str]) -> str:
    """Return pooled effects of the comparisons named."""
    rows = [
        (
            row["comparison"],
            ", ".join(part for part in (row["outcome"], row.get("timing")) if part),
            row["effect"].replace("_", " "),
            _plain(row.get("value")),
            _span(row.get("ci95")),
            _linked(row["source"]),
        )
        for comparison in comparisons
        for row in _json_lines("meta_analyses.jsonl")
        if row["comparison"] == comparison
    ]
    return _grid(("compared", "outcome", "effect", "value", "95% interval", "source"), rows)


def _measures(chosen: list[str]) -> str:
    """Return error and worthwhile change of the measures named."""
    rows = [
        (
            row["measure"],
            row["property"],
            f"{_plain(row.get('value'))} {row['unit']}".strip(),
            row["population"],
            _linked(row["source"]),
        )
        for measure in chosen
        for row in _json_lines("measures.jsonl")
        if row["measure"] == measure and row["property"] in ("MDC95", "MCID")
    ]
    return _grid(("measure", "property", "value", "in whom", "source"), rows)


def _methods(chosen: list[str]) -> str:
    """Return the treatments with the grade of their evidence."""
    rows = [
        (row["label"], row["what_it_is"], row["evidence_grade"] or "not graded",
         f"[source]({row['source']})")
        for row in _csv("methods.csv")
        if row["kind"] == "treatment" and row["source"] and (not chosen or row["id"] in chosen)
    ]  # fmt: skip
    return _grid(("method", "what it is", "evidence", "from"), rows)


def _signs(_: list[str]) -> str:
    """Return the palpation signs with what the ranking takes for them."""
    rows = [
        (row["label"], row["sensitivity"], row["specificity"], row["kappa"] or "", row["note"])
        for row in _csv("signs.csv")
    ]
    return _grid(("sign", "sensitivity", "specificity", "kappa", "where it comes from"), rows)


def _urgencies(_: list[str]) -> str:
    """Return the three urgencies."""
    rows = [
        (f"`{row['id']}`", row["label"], row["do"], row["unsure_counts"], row["stops"])
        for row in reversed(_csv("urgencies.csv"))
    ]
    return _grid(
        ("urgency", "in words", "what to do", '"not sure" counts as yes', "hides the ranking"),
        rows,
    )


def _banned(_: list[str]) -> str:
    """Return the reasons for which words are banned, each with its patterns."""
    patterns: dict[str, list[str]] = {}
    for row in _csv("banned_words.csv"):
        escaped = row["pattern"].replace("|", "\\|")
        patterns.setdefault(row["why"], []).append(f"`{escaped}`")
    rows = [(why, "<br>".join(found)) for why, found in patterns.items()]
    return _grid(("because", "patterns never shown"), rows)


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head)]
    lines += ["| " + " | ".join(cell or " " for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _linked(source: Mapping[str, Any]) -> str:
    """Return a source as a link."""
    year = source.get("year")
    return f"[{year or 'source'}]({source['url']})"


def _plain(value: object) -> str:
    """Return a number without noise; nothing known is a dash."""
    return "–" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _span(ends: list[float] | None) -> str:
    """Return an interval in words."""
    return f"{ends[0]:g} to {ends[1]:g}" if ends else ""


def _csv(name: str) -> list[dict[str, str]]:
    """Return the rows of a fact file."""
    with (FACT_FILES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _json_lines(name: str) -> list[dict[str, Any]]:
    """Return the lines of a fact file."""
    lines = (FACT_FILES / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except StaleExampleError as error:
        sys.exit(f"generate.py: {error}")

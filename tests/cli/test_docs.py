"""The manual tells the truth: examples run, pages are fresh, links and words are sound."""

from __future__ import annotations

import ast
import doctest
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from unknot.facts.wording import banned_in

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
FOR_DEVELOPERS = ("SECURITY.md", "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = sorted(
    [
        ROOT / "README.md",
        *(ROOT / name for name in FOR_DEVELOPERS),
        *(page for page in DOCS.rglob("*.md") if "_build" not in page.parts),
        *(ROOT / "src").rglob("README.md"),
    ]
)
SPHINX = [sys.executable, "-m", "sphinx", "-W", "-q", "-b", "html"]
FENCE = re.compile(r"^```(?P<language>\S*)[^\n]*\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^<!-- (?:run|table|answer)\b.*?^<!-- end -->$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\((?P<target>[^)\s]+)\)")


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


def fenced(page: Path, language: str) -> Iterator[str]:
    for fence in FENCE.finditer(page.read_text(encoding="utf-8")):
        if fence["language"] == language:
            yield fence["body"]


@pytest.fixture(scope="module")
def generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", ROOT / "scripts" / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# Generated parts ---------------------------------------------------------------------------


@pytest.mark.slow
def test_every_generated_part_is_fresh(generate: ModuleType) -> None:
    stale = [name_of(path) for path in generate.stale_files()]
    assert stale == [], "run 'make fix'"


def test_a_stale_page_is_noticed(generate: ModuleType) -> None:
    page = DOCS / "how-to" / "set-the-country.md"
    changed = page.read_text(encoding="utf-8").replace("ar  Argentina", "ar  Atlantis")
    assert changed != page.read_text(encoding="utf-8")
    filled = generate._BLOCK.sub(
        lambda block: generate._shown_run(block["what"], block["option"] or "", page.name), changed
    )
    assert "Atlantis" not in filled


def test_a_command_that_ends_otherwise_than_the_page_says_stops_the_generator(
    generate: ModuleType,
) -> None:
    with pytest.raises(generate.StaleExampleError, match=r"x\.md: 'exit 4' ended with 4"):
        generate._shown_run("exit 4", "", "x.md")
    assert generate._shown_run("exit 4", "exit 4", "x.md") == "```console\n$ exit 4\n```"


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_output_is_shown_only_where_it_is_generated(page: Path) -> None:
    by_hand = BLOCK.sub("", page.read_text(encoding="utf-8"))
    shown = [
        line
        for fence in FENCE.finditer(by_hand)
        if fence["language"] == "console"
        for line in fence["body"].splitlines()
    ]
    assert [line for line in shown if not line.startswith("$ ")] == []


def test_every_command_has_a_section_equal_to_its_help(generate: ModuleType) -> None:
    page = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    sections = dict(
        re.findall(r"^## (unknot[^\n]*)\n\n```text\n(.*?)\n```$", page, re.MULTILINE | re.DOTALL)
    )
    assert list(sections) == generate.command_names()
    assert "unknot find" in sections
    assert sections["unknot find"] == generate.help_text("unknot find")


def test_every_help_page_has_an_example_or_lists_commands(generate: ModuleType) -> None:
    page = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    for section in page.split("\n## ")[1:]:
        assert "Example: unknot " in section or "Commands:" in section, section.splitlines()[0]


# Examples ----------------------------------------------------------------------------------


PYTHON_PAGES = [page for page in PAGES if any(">>>" in body for body in fenced(page, "python"))]


@pytest.mark.parametrize("page", PYTHON_PAGES, ids=name_of)
def test_python_examples_do_what_the_page_says(page: Path) -> None:
    examples = "\n".join(fenced(page, "python"))
    test = doctest.DocTestParser().get_doctest(examples, {}, name_of(page), str(page), 0)
    assert len(test.examples) > 0
    runner = doctest.DocTestRunner(optionflags=doctest.IGNORE_EXCEPTION_DETAIL)
    runner.run(test)
    assert runner.failures == 0


def test_there_are_python_examples() -> None:
    assert PYTHON_PAGES != []


SHOWN_COMMANDS = sorted(
    {
        (name_of(page), line.strip())
        for page in PAGES
        for body in (*fenced(page, "sh"), *fenced(page, "console"))
        for line in body.replace("$ ", "").splitlines()
        if line.strip().removeprefix(".venv/bin/").startswith("unknot ")
    }
)


@pytest.mark.parametrize(("page", "command"), SHOWN_COMMANDS)
def test_commands_shown_without_output_use_options_that_exist(
    page: str, command: str, generate: ModuleType
) -> None:
    words = command.removeprefix(".venv/bin/").split()
    known = [
        name for name in generate.command_names() if words[: len(name.split())] == name.split()
    ]
    name = max(known, key=len)
    page_text = (DOCS / "reference" / "commands.md").read_text(encoding="utf-8")
    section = page_text.split(f"\n## {name}\n", 1)[1].split("\n## ", 1)[0]
    for option in re.findall(r"(?<!\S)--[a-z-]+", command):
        assert option in section, f"{page}: {command}"


MAKE_TARGETS = re.compile(r"^([a-z-]+):.*##", re.MULTILINE)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_make_targets_named_exist(page: Path) -> None:
    targets = set(MAKE_TARGETS.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    named = re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
    assert {a or b for a, b in named} <= targets


def test_example_cases_keep_the_contract() -> None:
    schema = json.loads(
        (ROOT / "src/unknot/find/schemas/find_input.schema.json").read_text(encoding="utf-8")
    )
    jsonschema = pytest.importorskip("jsonschema")
    case = json.loads((DOCS / "examples" / "shoulder.json").read_text(encoding="utf-8"))
    jsonschema.validate(case, schema)


# The contract page -------------------------------------------------------------------------


def field_paths(schema: dict[str, Any], at: str = "") -> Iterator[str]:
    for option in schema.get("anyOf", [schema]):
        for name, inner in option.get("properties", {}).items():
            yield at + name
            items = inner.get("items")
            if items is not None:
                yield from field_paths(items, f"{at}{name}[].")


@pytest.mark.parametrize("schema", ["find_input", "find_output"])
def test_the_contract_page_names_every_field(schema: str) -> None:
    path = ROOT / "src/unknot/find/schemas" / f"{schema}.schema.json"
    page = (DOCS / "reference" / "json.md").read_text(encoding="utf-8")
    rows = " ".join(re.findall(r"^\| (`.*)$", page, re.MULTILINE))
    fields = json.loads(path.read_text(encoding="utf-8"))
    missing = [field for field in field_paths(fields) if f"`{field}`" not in rows]
    assert missing == []
    assert "`pain[].region`" in rows


def test_the_contract_page_names_no_field_that_is_not_there() -> None:
    page = (DOCS / "reference" / "json.md").read_text(encoding="utf-8")
    known = set()
    for name in ("find_input", "find_output"):
        path = ROOT / "src/unknot/find/schemas" / f"{name}.schema.json"
        known |= set(field_paths(json.loads(path.read_text(encoding="utf-8"))))
    first_cells = re.findall(r"^\| ([^|]*?) \|", page, re.MULTILINE)
    named = {name for cell in first_cells for name in re.findall(r"`([^`]+)`", cell)}
    assert named <= known


# Error messages ----------------------------------------------------------------------------


def text_in_source() -> str:
    pieces: list[str] = []
    for path in sorted((ROOT / "src" / "unknot").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                pieces.append(
                    "".join(
                        part.value
                        if isinstance(part, ast.Constant) and isinstance(part.value, str)
                        else "…"
                        for part in node.values
                    )
                )
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                pieces.append(node.value)
    return "\n".join(pieces)


def test_every_message_on_the_error_page_is_one_the_program_says() -> None:
    page = (DOCS / "how-to" / "read-an-error-message.md").read_text(encoding="utf-8")
    messages = [
        row.split(" | ")[0].removeprefix("| ")
        for row in BLOCK.sub("", page).splitlines()
        if row.startswith("| ") and not row.startswith(("| message", "| ---"))
    ]
    said = text_in_source()
    unsaid = [
        (message, piece.strip())
        for message in messages
        for piece in message.split("…")
        if len(piece.strip()) > 4 and piece.strip() not in said
    ]
    assert len(messages) > 10
    assert unsaid == []


# Links and words ---------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    lost = []
    for link in LINK.finditer(page.read_text(encoding="utf-8")):
        target = link["target"].split("#")[0]
        if target and "://" not in target and not (page.parent / target).exists():
            lost.append(link["target"])
    assert lost == []


FOR_PEOPLE = ("README.md", "docs/index", "docs/INTENDED", "docs/tutorial", "docs/how-to")
EXPLAINED_TO_PEOPLE = ("docs/explanation/find.md", "docs/explanation/evidence.md")


def for_people(page: Path) -> bool:
    return name_of(page).startswith((*FOR_PEOPLE, *EXPLAINED_TO_PEOPLE))


@pytest.mark.parametrize("page", [page for page in PAGES if for_people(page)], ids=name_of)
def test_pages_for_people_use_no_banned_word(page: Path) -> None:
    written = BLOCK.sub("", page.read_text(encoding="utf-8"))
    spoken = re.sub(r"\]\([^)]*\)", "]", re.sub(r"`[^`\n]*`", "", written))
    assert banned_in(spoken) == []


SCREENS = {
    "questions first": 'unknot find "left side of the neck"',
    "ranking": 'unknot find "left side of the neck" --none-of-these',
    "alert": 'unknot find "left side of the neck" --yes acs_now',
    "muscle": "unknot muscle infraspinatus",
    "help": "unknot find --help",
}


@pytest.mark.slow
@pytest.mark.parametrize("command", SCREENS.values(), ids=list(SCREENS))
def test_screens_use_no_banned_word(command: str, generate: ModuleType) -> None:
    _, output = generate._run(command)
    unwrapped = re.sub(r"\n +(?!- )", " ", output)
    assert len(unwrapped) > 200
    assert banned_in(unwrapped) == []


PLACES_OF_A_MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|tmp|Users)/|localhost:\d")
REGISTRIES = (
    "py" + "pi.org",
    "pythonhosted",
    "npm" + "js.com",
    "npm" + "js.org",
    "ana" + "conda.org",
)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_page_names_a_registry_or_a_place_of_one_machine(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    assert PLACES_OF_A_MACHINE.search(written) is None
    assert [host for host in REGISTRIES if host in written] == []


DECISIONS = sorted((DOCS / "decisions").glob("*.md"))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_every_decision_has_context_decision_and_consequences(page: Path) -> None:
    written = page.read_text(encoding="utf-8")
    assert written.startswith(f"# {page.name[:4]} ")
    assert "**Decision.**" in written
    assert "**Context.**" in written
    assert "**Consequences.**" in written
    assert len(written.split()) < 400


def test_decisions_are_numbered_without_gaps() -> None:
    assert [page.name[:4] for page in DECISIONS] == [
        f"{n:04d}" for n in range(1, len(DECISIONS) + 1)
    ]


@pytest.mark.slow
def test_the_manual_builds_without_a_warning_and_fetches_nothing(tmp_path: Path) -> None:
    pytest.importorskip("furo")
    done = subprocess.run(
        [*SPHINX, "-d", tmp_path / "trees", DOCS, tmp_path / "html"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    fetched = re.compile(
        r"<(?:script|img|iframe)[^>]*src=\"https?:|<link[^>]*stylesheet[^>]*https?:"
    )
    pages = list((tmp_path / "html").rglob("*.html"))
    assert len(pages) > 20
    assert [page.name for page in pages if fetched.search(page.read_text("utf-8"))] == []

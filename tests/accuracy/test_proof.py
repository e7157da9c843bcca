"""The page of proof holds every part that the program writes, and the program can write it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def proof(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("proof", ROOT / "scripts" / "proof.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "proof", module)  # its workers find it by name
    spec.loader.exec_module(module)
    return module


def test_every_part_stands_between_the_markers_in_order(proof: ModuleType) -> None:
    text = proof.PAGE.read_text(encoding="utf-8")
    generated = text.partition(proof.BEGIN)[2].partition(proof.END)[0]
    headings = [line[3:] for line in generated.splitlines() if line.startswith("## ")]
    assert headings == list(proof.PARTS)
    assert f"Made by `{proof.COMMAND}` from facts version" in generated


def test_a_page_is_rewritten_between_its_markers_only(
    proof: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{proof.BEGIN}\nold\n{proof.END}\nafter\n", encoding="utf-8")
    monkeypatch.setattr(proof, "PAGE", page)
    monkeypatch.setattr(proof, "PARTS", {"One": lambda: ["new"]})
    proof.main()
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{proof.BEGIN}\n\nMade by `make proof` from facts version `")
    assert text.endswith(f"`.\n\n## One\n\nnew\n\n{proof.END}\nafter\n")
    assert "old" not in text


def test_a_page_without_markers_is_refused(
    proof: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.md"
    page.write_text("no markers", encoding="utf-8")
    monkeypatch.setattr(proof, "PAGE", page)
    monkeypatch.setattr(proof, "PARTS", {})
    with pytest.raises(SystemExit, match=r"page\.md lacks the markers"):
        proof.main()


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["noise_on_cases", "noise_on_patients", "palpation", "cases", "words", "negatives"]
)
def test_each_part_runs_on_few_people(
    proof: ModuleType, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CASE_REPEATS", "PATIENTS", "EXAMINED"):
        monkeypatch.setattr(proof, name, 2)
    lines = getattr(proof, part)()
    assert any(line.startswith("| ") for line in lines)

"""The version of the facts follows their content and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from unknot.facts.version import facts_version, files_version


def folder_with(path: Path, content: bytes, *, name: str = "regions.csv") -> Path:
    path.mkdir(parents=True)
    (path / name).write_bytes(content)
    return path


def test_version_is_twelve_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", facts_version())


def test_version_is_the_same_on_every_call() -> None:
    assert facts_version() == facts_version()


def test_version_changes_with_one_letter(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "one" / "files", b"id\nneck\n")
    other = folder_with(tmp_path / "other" / "one" / "files", b"id\nnecks\n")
    assert files_version([one]) != files_version([other])


def test_version_does_not_depend_on_where_the_folder_lies(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "a" / "facts" / "files", b"id\nneck\n")
    other = folder_with(tmp_path / "b" / "facts" / "files", b"id\nneck\n")
    assert files_version([one]) == files_version([other])


def test_version_does_not_depend_on_line_endings(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "a" / "facts" / "files", b"id\nneck\n")
    other = folder_with(tmp_path / "b" / "facts" / "files", b"id\r\nneck\r\n")
    assert files_version([one]) == files_version([other])


def test_version_ignores_cards(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "facts" / "files", b"id\nneck\n")
    before = files_version([folder])
    (folder / "regions.card.md").write_text("# regions.csv\n", encoding="utf-8")
    assert files_version([folder]) == before


def test_version_sees_a_renamed_file(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "a" / "facts" / "files", b"id\nneck\n")
    other = folder_with(tmp_path / "b" / "facts" / "files", b"id\nneck\n", name="symptoms.csv")
    assert files_version([one]) != files_version([other])

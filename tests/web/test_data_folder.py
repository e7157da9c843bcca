"""The folder of the key and the database: made once, for its owner alone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import platformdirs
import pytest

from unknot.errors import InvalidInput
from unknot.web.data_folder import data_folder, prepare_data_folder, secret_key


def test_the_folder_is_the_systems_place_unless_another_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("UNKNOT_DATA", "/somewhere/else")
    assert data_folder() == Path("/somewhere/else")
    monkeypatch.setenv("UNKNOT_DATA", "")
    assert data_folder() == platformdirs.user_data_path("unknot", appauthor=False)


def test_the_key_is_made_once_for_the_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "unknot"
    prepare_data_folder(folder)
    key = secret_key(folder)
    prepare_data_folder(folder)
    assert secret_key(folder) == key
    assert len(key) >= 50
    assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_without_a_prepared_folder_each_process_has_its_own_key(tmp_path: Path) -> None:
    assert secret_key(tmp_path) != secret_key(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"short", b"\xff" * 80])
def test_a_damaged_key_is_refused_with_the_remedy(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(InvalidInput, match=r"cannot be used\. Delete the file; the next start"):
        secret_key(tmp_path)


def test_a_folder_that_cannot_be_made_is_refused_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InvalidInput, match=r"Not a directory\. Make it writable, or name another"):
        prepare_data_folder(tmp_path / "file" / "unknot")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(InvalidInput, match="Permission denied"):
        prepare_data_folder(tmp_path / "unknot")

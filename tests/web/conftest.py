"""A browser without pictures: requests to the pages, no server between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.test import Client

from unknot.web import body_files


@pytest.fixture
def browser() -> Client:
    """One that insists on CSRF marks, as a real one is made to, and shows server errors."""
    return Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})


@pytest.fixture
def small_body(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A body of five vertices with one chart and the zones of two sites."""
    meta = '{"atlas_version": "1", "landmarks": ["C7"]}'
    np.savez(
        tmp_path / "surface.npz",
        meta=np.frombuffer(meta.encode(), np.uint8),
        triangles=np.array([[0, 1, 2], [1, 3, 2]], ">u2"),
        occlusion=np.arange(5, dtype=np.uint8),
    )
    zones = '{"atlas_version": "1", "sites": ["infraspinatus_1", "infraspinatus_2"]}'
    (tmp_path / "files").mkdir()
    np.savez(
        tmp_path / "files" / "zones.npz",
        meta=np.frombuffer(zones.encode(), np.uint8),
        site_triangle=np.array([1, 0], np.uint16),
        site_barycentric=np.array([[0.25, 0.5], [0, 1]], np.float32),
        zone_start=np.array([0, 2, 3, 3, 4], np.uint32),
        zone_vertex=np.array([3, 4, 1, 0x0102], np.uint16),
        zone_strength=np.array([255, 128, 64, 9], np.uint8),
    )
    (tmp_path / "charts" / "female").mkdir(parents=True)
    (tmp_path / "charts" / "female" / "head_front.svg").write_text("<svg>body</svg>" * 20)
    (tmp_path / "charts" / "charts.json").write_text('{"views": {}}')
    monkeypatch.setattr(body_files, "_body_files", lambda: tmp_path)
    monkeypatch.setattr(body_files, "files", lambda _: tmp_path)
    body_files.forget()
    yield tmp_path
    body_files.forget()

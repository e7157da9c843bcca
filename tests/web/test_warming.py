"""What is loaded ahead: afterwards the first page compiles and reads nothing more."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.template import TemplateDoesNotExist, engines
from django.template.loader import get_template

from unknot.muscles.catalogue import load_muscles
from unknot.web.warming import _templates, warmed

pytestmark = pytest.mark.slow


def test_everything_is_loaded_without_a_database() -> None:
    warmed(now=datetime(2026, 11, 25, 8, tzinfo=UTC))
    assert load_muscles.cache_info().currsize == 1


def test_every_page_and_part_is_compiled() -> None:
    names = set(_templates())
    assert {"base.html", "diaries/today.html", "episodes/timeline.html"} <= names
    assert "outlook/_curve.html" in names
    for name in names:
        get_template(name)
    with pytest.raises(TemplateDoesNotExist):
        engines["django"].get_template("diaries/none.html")

"""Every model of records says what a test copy may keep, and holds its rules in the database."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

OURS = [
    model
    for label in ("audit", "people", "episodes", "treatments", "diaries", "reminders")
    for model in apps.get_app_config(label).get_models()
]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_each_field_is_kept_or_replaced_in_test_copies(model: type[models.Model]) -> None:
    listed = [*model.TEST_COPIES["keep"], *model.TEST_COPIES["replace"]]  # type: ignore[attr-defined]
    assert sorted(listed) == sorted(field.name for field in model._meta.concrete_fields)


@pytest.mark.django_db
def test_migrations_are_up_to_date() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

"""Accounts, and the people whose pain is recorded on them."""

from __future__ import annotations

from typing import Final

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from unknot.web.records import Identity, Recorded

__all__ = ["Account", "AccountManager", "Person", "PersonTold"]

SEXES: Final = ("female", "male", "other")


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their name."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """Return the account of a name."""
        return self.get(name=username)


class Account(AbstractBaseUser):
    """Somebody who uses this installation; in one-person mode there is one, without password."""

    name = models.SlugField(max_length=60, unique=True)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "name"
    objects = AccountManager()

    TEST_COPIES: Final = {
        "keep": ("id", "is_active", "last_login"),
        "replace": ("name", "password"),
    }


class Person(Identity):
    """Somebody whose pain is recorded; what is told of them stands in ``PersonTold``."""

    TEST_COPIES: Final = {"keep": Identity.FIELDS, "replace": ()}

    class Meta:
        """Listed in the order in which they were recorded."""

        indexes = (models.Index(fields=("owner", "recorded_at", "id"), name="person_in_order"),)


class PersonTold(Recorded):
    """What is told about a person; a correction stands beside what it corrects."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="told")
    called = models.CharField(max_length=80, blank=True)
    """By what name, as the owner wrote it."""
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    sex = models.CharField(max_length=10, blank=True)

    TEST_COPIES: Final = {
        "keep": (*Recorded.FIELDS, "person", "sex"),
        "replace": ("called", "birth_year"),
    }

    class Meta:
        """What may be told."""

        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(is_current=True),
                name="person_told_once",
            ),
            models.CheckConstraint(
                condition=models.Q(birth_year__isnull=True)
                | models.Q(birth_year__gte=1900, birth_year__lte=2100),
                name="person_birth_year_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(sex__in=("", *SEXES)), name="person_sex_known"
            ),
        )

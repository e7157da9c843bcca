"""The app of accounts and people."""

from django.apps import AppConfig

__all__ = ["PeopleConfig"]


class PeopleConfig(AppConfig):
    """Who is cared for here, and on whose account?"""

    name = "unknot.web.people"
    label = "people"

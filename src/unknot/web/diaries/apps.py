"""The app of diaries."""

from django.apps import AppConfig

__all__ = ["DiariesConfig"]


class DiariesConfig(AppConfig):
    """How it was, day by day?"""

    name = "unknot.web.diaries"
    label = "diaries"

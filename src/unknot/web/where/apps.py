"""The app of the journey's first half."""

from django.apps import AppConfig

__all__ = ["WhereConfig"]


class WhereConfig(AppConfig):
    """Where does it hurt, and which muscle is it?"""

    name = "unknot.web.where"
    label = "where"

"""The app of reminders."""

from django.apps import AppConfig

__all__ = ["RemindersConfig"]


class RemindersConfig(AppConfig):
    """When is something on, and where is that said?"""

    name = "unknot.web.reminders"
    label = "reminders"

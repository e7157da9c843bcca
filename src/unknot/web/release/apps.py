"""The app of the journey's second half."""

from django.apps import AppConfig

__all__ = ["ReleaseConfig"]


class ReleaseConfig(AppConfig):
    """What is to be done about the point, and did it change anything?"""

    name = "unknot.web.release"
    label = "release"

"""The app of the outlook."""

from django.apps import AppConfig

__all__ = ["OutlookConfig"]


class OutlookConfig(AppConfig):
    """What happens when a point is released, and how long does it last?"""

    name = "unknot.web.outlook"
    label = "outlook"

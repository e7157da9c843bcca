"""The project's own app: its templates, its static files, its translations."""

from django.apps import AppConfig

__all__ = ["WebConfig"]


class WebConfig(AppConfig):
    """What the pages share."""

    name = "unknot.web"
    label = "web"

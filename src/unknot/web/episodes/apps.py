"""The app of episodes."""

from django.apps import AppConfig

__all__ = ["EpisodesConfig"]


class EpisodesConfig(AppConfig):
    """One complaint from the first drawing to quiet months?"""

    name = "unknot.web.episodes"
    label = "episodes"

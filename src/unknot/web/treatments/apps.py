"""The app of treatments."""

from django.apps import AppConfig

__all__ = ["TreatmentsConfig"]


class TreatmentsConfig(AppConfig):
    """What was done at a point, and how it went?"""

    name = "unknot.web.treatments"
    label = "treatments"

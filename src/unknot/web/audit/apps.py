"""The app of audit."""

from django.apps import AppConfig

__all__ = ["AuditConfig"]


class AuditConfig(AppConfig):
    """What was done, when and by whom?"""

    name = "unknot.web.audit"
    label = "audit"

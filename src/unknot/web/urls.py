"""Every address of the pages."""

from django.urls import include, path

from unknot.web.health import healthy

__all__ = ["urlpatterns"]

urlpatterns = [
    path("healthz", healthy, name="healthy"),
    path("", include("unknot.web.where.urls")),
]

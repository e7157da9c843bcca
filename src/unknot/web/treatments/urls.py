"""Addresses of treatments."""

from django.urls import path

from unknot.web.treatments.views import afterwards

__all__ = ["app_name", "urlpatterns"]

app_name = "treatments"
urlpatterns = [path("treatments/<uuid:treatment_id>/after/", afterwards, name="after")]

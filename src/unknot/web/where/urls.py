"""Addresses of the journey."""

from django.urls import path

from unknot.web.where.views import where_does_it_hurt

__all__ = ["app_name", "urlpatterns"]

app_name = "where"
urlpatterns = [path("", where_does_it_hurt, name="where")]

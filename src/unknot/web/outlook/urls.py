"""The address of the outlook."""

from django.urls import path

from unknot.web.outlook.views import what_happens

__all__ = ["app_name", "urlpatterns"]

app_name = "outlook"
urlpatterns = [path("released/", what_happens, name="outlook")]

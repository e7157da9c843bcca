"""Addresses of the journey."""

from django.urls import path

from unknot.web.where import views

__all__ = ["app_name", "urlpatterns"]

app_name = "where"
urlpatterns = [
    path("", views.where_does_it_hurt, name="where"),
    path("check/", views.check, name="check"),
    path("muscles/", views.muscles, name="muscles"),
    path("muscles/<slug:muscle>/<slug:side>/", views.spot, name="spot"),
    path("print/", views.printed, name="print"),
]

"""Addresses of reminders."""

from django.urls import path

from unknot.web.reminders.views import calendar, reminders

__all__ = ["app_name", "urlpatterns"]

app_name = "reminders"
urlpatterns = [
    path("reminders/<uuid:episode_id>/", reminders, name="reminders"),
    path("calendar/<str:secret>.ics", calendar, name="calendar"),
]

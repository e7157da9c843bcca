"""Addresses of the diary."""

from django.urls import path

from unknot.web.diaries.door import take_entries
from unknot.web.diaries.views import correct, diary, today, today_of, withdraw

__all__ = ["app_name", "urlpatterns"]

app_name = "diaries"
urlpatterns = [
    path("today/", today, name="today"),
    path("today/<uuid:episode_id>/", today_of, name="today_of"),
    path("diary/<uuid:episode_id>/", diary, name="diary"),
    path("diary/entries/<uuid:entry_id>/", correct, name="correct"),
    path("diary/entries/<uuid:entry_id>/withdraw/", withdraw, name="withdraw"),
    path("api/diary/<uuid:episode_id>/entries", take_entries, name="take_entries"),
]

"""Addresses of the diary."""

from django.urls import path

from unknot.web.diaries.door import take_entries
from unknot.web.diaries.offline import shell, worker
from unknot.web.diaries.programme_paper import paper
from unknot.web.diaries.programme_views import (
    check_answered,
    close_page,
    mark,
    programme,
    returned,
)
from unknot.web.diaries.views import correct, diary, today, today_of, withdraw

__all__ = ["app_name", "urlpatterns"]

app_name = "diaries"
urlpatterns = [
    path("today/", today, name="today"),
    path("today/without-network/", shell, name="shell"),
    path("today-worker.js", worker, name="worker"),
    path("today/<uuid:episode_id>/", today_of, name="today_of"),
    path("today/<uuid:episode_id>/mark/", mark, name="mark"),
    path("today/<uuid:episode_id>/quiet/", close_page, name="close"),
    path("today/<uuid:episode_id>/back/", returned, name="returned"),
    path("today/<uuid:episode_id>/quiet/<uuid:check_id>/", check_answered, name="check_answered"),
    path("programme/<uuid:episode_id>/", programme, name="programme"),
    path("programme/<uuid:episode_id>/week.pdf", paper, name="programme_paper"),
    path("diary/<uuid:episode_id>/", diary, name="diary"),
    path("diary/entries/<uuid:entry_id>/", correct, name="correct"),
    path("diary/entries/<uuid:entry_id>/withdraw/", withdraw, name="withdraw"),
    path("api/diary/<uuid:episode_id>/entries", take_entries, name="take_entries"),
]

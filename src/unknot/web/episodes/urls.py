"""Addresses of episodes."""

from django.urls import path

from unknot.web.episodes.compare_page import compare
from unknot.web.episodes.paper_page import paper
from unknot.web.episodes.views import drawing, keep, outlook, resume, state, timeline

__all__ = ["app_name", "urlpatterns"]

app_name = "episodes"
urlpatterns = [
    path("keep/", keep, name="keep"),
    path("episodes/<uuid:episode_id>/", timeline, name="timeline"),
    path("episodes/<uuid:episode_id>/outlook/", outlook, name="outlook"),
    path("episodes/<uuid:episode_id>/case/", resume, name="resume"),
    path("episodes/<uuid:episode_id>/state/", state, name="state"),
    path("episodes/<uuid:episode_id>/summary.pdf", paper, name="paper"),
    path("episodes/<uuid:episode_id>/drawings/", compare, name="compare"),
    path("episodes/<uuid:episode_id>/drawings/<uuid:told_id>.svg", drawing, name="drawing"),
]

"""Every address of the pages."""

from django.urls import URLPattern, include, path

from unknot.web import api, body_files
from unknot.web.health import healthy
from unknot.web.openapi import described

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

handler400 = "unknot.web.failures.bad_request"
handler403 = "unknot.web.failures.not_allowed"
handler404 = "unknot.web.failures.not_found"
handler500 = "unknot.web.failures.broken"

_OF_THE_BODY: list[URLPattern] = [
    path("charts.json", body_files.chart_cameras, name="charts"),
    path("charts/<slug:body>/<slug:view>.svg", body_files.chart, name="chart"),
    path("sites.json", body_files.sites, name="sites"),
    path("zones/<slug:site>", body_files.zone, name="zone"),
    path("coded/<slug:name>", body_files.coded_array, name="coded"),
    path("<slug:name>", body_files.surface_array, name="surface"),
]
urlpatterns = [
    path("healthz", healthy, name="healthy"),
    path("api/find", api.find_muscles, name="api_find"),
    path("api/openapi.json", described, name="api_described"),
    path("api/strokes/read", api.read_strokes, name="api_strokes_read"),
    path("body/<slug:version>/", include(_OF_THE_BODY)),
    path("", include("unknot.web.outlook.urls")),
    path("", include("unknot.web.people.urls")),
    path("", include("unknot.web.episodes.urls")),
    path("", include("unknot.web.treatments.urls")),
    path("", include("unknot.web.diaries.urls")),
    path("", include("unknot.web.reminders.urls")),
    path("", include("unknot.web.release.urls")),
    path("", include("unknot.web.where.urls")),
]

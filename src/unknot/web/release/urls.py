"""Addresses of the second half of the journey."""

from django.urls import path

from unknot.web.release.offline import shell, worker
from unknot.web.release.views import (
    about_you,
    after,
    before,
    handout,
    handout_file,
    hypothesis,
    plan,
    plan_file,
    plan_on_paper,
    points,
    release,
    result,
    stopped,
)

__all__ = ["app_name", "urlpatterns"]

app_name = "release"
urlpatterns = [
    path("hypothesis/", hypothesis, name="hypothesis"),
    path("points/", points, name="points"),
    path("about-you/", about_you, name="about"),
    path("plan/", plan, name="plan"),
    path("plan/print/", plan_on_paper, name="plan_print"),
    path("plan/pdf/", plan_file, name="plan_file"),
    path("before/", before, name="before"),
    path("release/", shell, name="shell"),
    path("release-worker.js", worker, name="worker"),
    path("release/<int:number>/", release, name="release"),
    path("stopped/", stopped, name="stopped"),
    path("after/", after, name="after"),
    path("result/", result, name="result"),
    path("handout/", handout, name="handout"),
    path("handout/pdf/", handout_file, name="handout_file"),
]

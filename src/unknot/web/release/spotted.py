"""From the page of a spot to a point: the site that was shown there when it was found."""

from __future__ import annotations

from dataclasses import replace

from django.http import QueryDict

from unknot.muscles.catalogue import load_muscles
from unknot.sides import LEFT_RIGHT
from unknot.web.release.state import MOST_POINTS, Point, Release

__all__ = ["with_point_of"]


def with_point_of(post: QueryDict, release: Release) -> Release:
    """Return the release with the spot a form comes from; the oldest gives way to a sixth.

    A muscle and side without any site of its own on the skin brings no point.
    """
    kind, _colon, found = post.get("test", "").partition(":")
    muscle, _colon, side = found.partition(":")
    if kind != "palpate" or muscle not in load_muscles() or side not in LEFT_RIGHT:
        return release
    if post.get("reply", "yes") != "yes":
        return release
    site = post.get("site", "")
    if site not in [one.id for one in load_muscles()[muscle].sites]:
        return release
    point = Point(muscle, "left" if side == "left" else "right", site)
    if release.point(point.key):
        return release
    return replace(release, points=(*release.points, point)[-MOST_POINTS:])

"""Views of the second half: points, about you, plan, before, release, after, result, paper.

One gate stands before all of them, the same as before the muscles: while a first question is
open or a warning sign stops, every address leads to the cards. Then comes the plan's own
gate: without confirmed points and answered conditions there is no plan, and a plan that is
blocked has no treatment. Nothing is kept here; each request brings what it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, wraps
from typing import Any, Concatenate, Final, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from unknot.body.atlas import ATLAS_VERSION
from unknot.errors import InvalidInput, NotEnoughData
from unknot.web.episodes.age import age_kept
from unknot.web.episodes.keeping import kept_as_it_goes
from unknot.web.release.about import about_shown
from unknot.web.release.cards import card_of, with_reasons
from unknot.web.release.changes import result_shown
from unknot.web.release.forms import is_all_asked, unfound
from unknot.web.release.measures import after_shown, happenings, measures_shown
from unknot.web.release.paper import handout_paper, paper_of
from unknot.web.release.plan_door import case_of
from unknot.web.release.planned import Planned, plan_of
from unknot.web.release.points import hypothesis_shown, points_shown, treatment_shown
from unknot.web.release.state import Release, release_from
from unknot.web.release.visits import Visit, visit_of
from unknot.web.where.arrival import Unfinished
from unknot.web.where.cards import CardShown, card_shown
from unknot.web.where.countries import countries_shown
from unknot.web.where.journey import Journey, answer_of
from unknot.web.where.pictures import picture_of_pain

__all__ = [
    "about_you",
    "after",
    "before",
    "handout",
    "handout_file",
    "hypothesis",
    "plan",
    "plan_file",
    "plan_on_paper",
    "points",
    "release",
    "result",
    "stopped",
]

_P = ParamSpec("_P")
_UNUSABLE: Final = 422
_OWNERS: Final = {
    "points": "release:points",
    "about": "release:about",
    "before": "release:before",
    "after": "release:after",
}
"""The step to which a form goes back when something is to be mended."""
_STEP_OF: Final = {
    "release/hypothesis.html": 3,
    "release/hypothesis_kept.html": 3,
    "release/points.html": 4,
    "release/check.html": 4,
    "release/about.html": 5,
    "release/plan.html": 5,
    "release/before.html": 5,
    "release/release.html": 5,
    "release/stopped.html": 5,
    "release/after.html": 6,
    "release/result.html": 6,
}
"""The step of the journey each page stands in; the others stand outside."""

_Step = Callable[Concatenate[HttpRequest, Visit, _P], HttpResponse]
_PlannedStep = Callable[Concatenate[HttpRequest, Visit, Planned, _P], HttpResponse]
_View = Callable[Concatenate[HttpRequest, _P], HttpResponse]


def _step(step: _Step[_P]) -> _View[_P]:
    """Make a view of a step behind the gate; a bare visit leads back."""

    @wraps(step)
    @require_http_methods(["GET", "HEAD", "POST"])
    def view(request: HttpRequest, /, *args: _P.args, **kwargs: _P.kwargs) -> HttpResponse:
        if request.method != "POST":
            return _page(request, "where/way_back.html")
        try:
            try:
                visit = visit_of(request.POST)
            except Unfinished as unfinished:
                return _card_again(request, unfinished) or _sent_on("where:check")
            elsewhere = _elsewhere(request, visit)
            return elsewhere or step(request, visit, *args, **kwargs)
        except NotEnoughData:
            return _page(request, "where/way_back.html")
        except InvalidInput as error:
            return _unreadable(request, error)

    return view


def _elsewhere(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    """Return the way to the cards, or to the form with something to mend: the gate.

    Who has come so far answers new questions here and stays on the way to the plan.
    """
    answer = visit.answer
    if answer.open_first and visit.release.points and not answer.screening.stops:
        return _check(request, visit, answer.open_first)
    if not answer.may_show_ranking:
        return _sent_on("where:check")
    owner = _OWNERS.get(visit.form)
    if visit.problems and owner and request.path != reverse(owner):
        return _sent_on(owner)
    return None


def _check(request: HttpRequest, visit: Visit, open_first: Sequence[str]) -> HttpResponse:
    """Show the next card of open first questions, each with why it is asked."""
    card = _with_reasons(card_of(open_first), visit.release, visit.journey)
    return _page(request, "release/check.html", visit, card=card)


def _with_reasons(card: CardShown, release: Release, journey: Journey) -> CardShown:
    """Return a card with the reasons of its lines."""
    return with_reasons(card, case_of(release, journey), number=journey.emergency_number)


def _card_again(request: HttpRequest, unfinished: Unfinished) -> HttpResponse | None:
    """Show a card with what is missing, or asked line by line; None for the first page."""
    form, journey = unfinished.card, unfinished.journey
    release = release_from(journey)
    if form is None or not release.points:
        return None
    is_each = request.POST.get("go") == "each"
    card = card_shown(answer_of(journey), journey, form=form, one_by_one=is_each)
    card = _with_reasons(card, release, journey)
    status = _UNUSABLE if form.problems else 200
    context = {
        "step": 4,
        "journey": journey,
        "release": release,
        "card": card,
        "problems": form.problems,
    }
    return render(request, "release/check.html", context, status=status)


@_step
def hypothesis(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask a practitioner for an own guess before the ranking is shown."""
    options = hypothesis_shown(visit.answer)
    guess = visit.post.get("guess")
    if guess is not None:
        known = [*(option.key for option in options), "other", "not_muscle"]
        release = replace(visit.release, guess=guess if guess in known else "skipped")
        visit = visit.having(replace(release, setting="clinic"))
        ranked = sorted(options, key=lambda option: -option.chance.of_ten)
        return _page(request, "release/hypothesis_kept.html", visit, ranked=ranked)
    shown: dict[str, Any] = {"options": options, "drawn": picture_of_pain(visit.answer)}
    return _page(request, "release/hypothesis.html", visit, **shown)


@_step
def points(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Confirm the points by what the fingers find."""
    is_staying = visit.post.get("remove") or visit.post.get("go") == "stay"
    if visit.form == "points" and not visit.problems and not is_staying:
        return _sent_on("release:about")
    shown = points_shown(visit.release, visit.told)
    return _form_page(request, "release/points.html", visit, points=shown)


@_step
def about_you(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask what could forbid or soften a treatment."""
    if not visit.release.points:
        return _sent_on("release:points")
    if visit.form == "about" and not visit.problems:
        return _sent_on("release:plan")
    years = age_kept(request, visit.journey, today=timezone.localdate())
    shown = about_shown(visit.release, visit.told, visit.post, years=years)
    return _form_page(request, "release/about.html", visit, about=shown)


def _planned_step(step: _PlannedStep[_P]) -> _View[_P]:
    """Make a view of a step that needs a plan: the plan's own gate.

    Without points or without every condition asked the way leads back to the questions. A
    spot may lie where no pain was told, with first questions of its own; they come next. A
    plan that is blocked shows what blocks it, whatever was asked for.
    """

    @wraps(step)
    def gated(
        request: HttpRequest, visit: Visit, /, *args: _P.args, **kwargs: _P.kwargs
    ) -> HttpResponse:
        if unfound(visit.release, visit.told):
            return _sent_on("release:points")
        if not is_all_asked(visit.release, visit.told):
            return _sent_on("release:about")
        planned = plan_of(visit.release, visit.journey)
        if planned.open_first and not planned.is_urgent:
            return _check(request, visit, planned.open_first)
        if planned.is_emergency or not planned.steps:
            shown: dict[str, Any] = {"countries": countries_shown()}
            return _page(request, "release/blocked.html", visit, plan=planned, **shown)
        return step(request, visit, planned, *args, **kwargs)

    return _step(gated)


@_planned_step
def plan(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Show the plan."""
    shown = treatment_shown(planned)
    return _page(request, "release/plan.html", visit, plan=planned, treatment=shown)


@_planned_step
def plan_on_paper(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Show the plan for paper."""
    return _paper(request, "release/plan_print.html", visit, plan=planned)


@_planned_step
def plan_file(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Answer with the plan as PDF; nothing of it stays here."""
    day = timezone.localdate()
    large = request.GET.get("large") == "1"
    made = partial(paper_of, visit.release, visit.journey, made_on=day, large=large)
    return _file(request, visit, planned, make=made, name="unknot-plan.pdf")


@_planned_step
def before(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Take the quick measures before the treatment."""
    if visit.form == "before" and not visit.problems:
        return _sent_on("release:release", planned.steps[0].number)
    held = visit.release.before
    shown = measures_shown(visit.release, visit.told, visit.post, held=held)
    return _form_page(request, "release/before.html", visit, plan=planned, measures=shown)


@_planned_step
def release(
    request: HttpRequest, visit: Visit, planned: Planned, /, *, number: int
) -> HttpResponse:
    """Guide the treatment, beginning with one step; all that is left is on the page."""
    if visit.release.stopped is not None:
        return _sent_on("release:stopped")
    if not planned.step(number):
        return _sent_on("release:after")
    shown: dict[str, Any] = {"treatment": treatment_shown(planned, first=number)}
    shown["happenings"] = happenings()
    return _page(request, "release/release.html", visit, plan=planned, **shown)


@_planned_step
def stopped(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Ask what happened when a treatment was stopped, and end it."""
    is_answered = visit.form == "stop"
    if visit.release.stopped is None:
        visit = visit.having(replace(visit.release, stopped=()))
    shown: dict[str, Any] = {"is_answered": is_answered, "happenings": happenings()}
    return _page(request, "release/stopped.html", visit, plan=planned, **shown)


@_planned_step
def after(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Ask what felt wrong, then take the same measures again."""
    if visit.form == "after" and not visit.problems:
        return _sent_on("release:result")
    held = visit.release.after
    shown = after_shown(visit.release, visit.told, visit.post, held=held)
    return _form_page(request, "release/after.html", visit, plan=planned, measures=shown)


@_planned_step
def result(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Say what changed beyond measuring error, and what comes now."""
    if visit.release.harm is None:
        return _sent_on("release:after")
    shown = result_shown(visit.release, visit.told)
    return _page(request, "release/result.html", visit, plan=planned, result=shown)


@_planned_step
def handout(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Show what to take home, for paper."""
    shown = result_shown(visit.release, visit.told)
    return _paper(request, "release/handout.html", visit, plan=planned, result=shown)


@_planned_step
def handout_file(request: HttpRequest, visit: Visit, planned: Planned) -> HttpResponse:
    """Answer with the sheet to take along as PDF; nothing of it stays here."""
    day = timezone.localdate()
    large = request.GET.get("large") == "1"
    made = partial(handout_paper, visit.release, visit.journey, made_on=day, large=large)
    return _file(request, visit, planned, make=made, name="unknot-sheet.pdf")


def _file(
    request: HttpRequest,
    visit: Visit,
    planned: Planned,
    /,
    *,
    make: Callable[[], bytes],
    name: str,
) -> HttpResponse:
    """Send a paper to be saved; where PDF cannot be made, say so and offer the print view."""
    try:
        paper = make()
    except NotEnoughData:
        is_plan = request.path == reverse("release:plan_file")
        shown = {"instead": "release:plan_print" if is_plan else "release:handout"}
        return _page(request, "release/no_file.html", visit, plan=planned, status=501, **shown)
    sent = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(paper, content_type="application/pdf", headers=sent)


def _sent_on(name: str, *args: int) -> HttpResponse:
    """Send the form on to another step with everything it holds."""
    return HttpResponseRedirect(reverse(name, args=args), preserve_request=True)


def _unreadable(request: HttpRequest, error: InvalidInput) -> HttpResponse:
    """Say what cannot be read and what to do; what came is shown, so that nothing is lost."""
    return _page(
        request,
        "where/unreadable.html",
        status=_UNUSABLE,
        complaint=str(error),
        place=error.where,
        came=request.POST.get("told", ""),
    )


def _paper(
    request: HttpRequest, template: str, visit: Visit, /, *, plan: Planned, **shown: Any
) -> HttpResponse:
    """Render a page for paper."""
    shown |= {"treatment": treatment_shown(plan), "today": timezone.localdate()}
    return _page(request, template, visit, plan=plan, **shown)


def _form_page(request: HttpRequest, template: str, visit: Visit, /, **shown: Any) -> HttpResponse:
    """Render a page with a form, with what is to be mended in it."""
    status = _UNUSABLE if visit.problems else 200
    return _page(request, template, visit, status=status, problems=visit.problems, **shown)


def _page(
    request: HttpRequest,
    template: str,
    visit: Visit | None = None,
    /,
    *,
    status: int = 200,
    **shown: Any,
) -> HttpResponse:
    """Render a page; one that belongs to no step stands outside them."""
    context = {
        "step": _STEP_OF.get(template, 0),
        "journey": kept_as_it_goes(request, visit.journey) if visit else Journey(),
        "release": visit.release if visit else Release(),
        "atlas_version": ATLAS_VERSION,
        **shown,
    }
    return render(request, template, context, status=status)

"""The pages' door for programs: JSON in, JSON out, in the shapes of the command line.

A request that cannot be answered gets problem+json (RFC 9457) with the path of the field in
``where``, and beside it ``{"id", "error": {"message", "where", "nearest"}}``, the shape of
``unknot find --lines``. The status says why: 400 what came is no JSON, 405 not posted, 413
too large, 415 not said to be JSON, 422 JSON that cannot be used, 503 a file of this
installation that the answer needs is missing or broken. Nothing is stored, no cookie
is read and nobody is logged in, so a request forged by another site could neither change nor
learn anything: these views need no CSRF token. They insist on ``application/json``, which a
page of another site cannot send without asking first.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from unknot.errors import FactsError, InvalidInput, UnknotError
from unknot.find.answer import answer_as_json, find
from unknot.find.query import query_from
from unknot.json_text import value_of_json
from unknot.web.read_drawing import drawing_answer

__all__ = ["find_muscles", "read_strokes", "refused"]


class _Unread(InvalidInput):
    """What came was not read as JSON; carries the status that says why."""

    def __init__(self, message: str, *, status: int, where: str = "") -> None:
        super().__init__(message, where=where)
        self.status = status


def _answering(answer: Callable[[Any], dict[str, Any]]) -> Callable[[HttpRequest], JsonResponse]:
    """Return a view that reads posted JSON, answers it, and puts every refusal into words."""

    @csrf_exempt
    def view(request: HttpRequest) -> JsonResponse:
        case_id: str | int | None = None
        try:
            fields = _posted(request)
            case_id = _id_of(fields)
            return _json(answer(fields), status=200)
        except _Unread as error:
            return refused(error, status=error.status)
        except FactsError as error:
            return refused(error, status=503, case_id=case_id)
        except UnknotError as error:
            return refused(error, status=422, case_id=case_id)

    return view


def _find(fields: Any) -> dict[str, Any]:
    """Answer one case as ``unknot find --json`` does."""
    return answer_as_json(find(query_from(fields)))


find_muscles = _answering(_find)
"""``POST /api/find``: one case of ``unknot find --json``."""
read_strokes = _answering(drawing_answer)
"""``POST /api/strokes/read``: what a drawing covers, and how much skin that is."""


def refused(error: UnknotError, *, status: int, case_id: str | int | None = None) -> JsonResponse:
    """Return an error as problem+json, with the shape of the command line beside it."""
    where = getattr(error, "where", "")
    problem = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(error),
        "where": where,
        "id": case_id,
        "error": {
            "message": str(error),
            "where": where,
            "nearest": getattr(error, "nearest", None),
        },
    }
    response = _json(problem, status=status)
    response.headers["Content-Type"] = "application/problem+json"
    if status == 405:
        response.headers["Allow"] = "POST"
    return response


def _json(value: dict[str, Any], *, status: int) -> JsonResponse:
    """Return a JSON response; letters stay letters."""
    return JsonResponse(value, status=status, json_dumps_params={"ensure_ascii": False})


def _posted(request: HttpRequest) -> Any:
    """Return the JSON that was posted, or say why there is none."""
    if request.method != "POST":
        raise _Unread("Post one case as JSON here; nothing can be looked up.", status=405)
    if request.content_type != "application/json":
        raise _Unread(
            f"The request says it is '{(request.content_type or '')[:60]}'. "
            "Send JSON with the header 'Content-Type: application/json'.",
            status=415,
        )
    try:
        text = request.body.decode("utf-8-sig")
        return value_of_json(
            text, place="The request", remedy="Send one case as a JSON object, in UTF-8."
        )
    except RequestDataTooBig as error:
        raise _Unread(_too_large(), status=413) from error
    except UnreadablePostError as error:
        raise _Unread("The request broke off before its end. Send it again.", status=400) from error
    except UnicodeDecodeError as error:
        raise _Unread(
            f"The request is not UTF-8 text (byte {error.start}). Send JSON in UTF-8.", status=400
        ) from error
    except InvalidInput as error:
        raise _Unread(str(error), status=400, where=error.where) from error


def _too_large() -> str:
    """Say how much one request may hold."""
    most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return (
        f"The request is larger than {most // 2**20} MiB, too large for one case. "
        "Send one person's drawing at a time, with fewer strokes."
    )


def _id_of(fields: Any) -> str | int | None:
    """Return the id to echo beside an error."""
    case_id = fields.get("id") if isinstance(fields, dict) else None
    return case_id if isinstance(case_id, str | int) else None

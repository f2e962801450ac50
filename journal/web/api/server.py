"""The API as one object: its description, and how it refuses."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError
from ninja.errors import ValidationError as MalformedError
from ninja.operation import Operation

from journal.actions import diaries
from journal.web.api.routes import router
from journal.web.api.tokens import UNKNOWN_TOKEN

MOST_ERRORS = 20
"""Of a request: whoever sends more mistakes learns nothing from the rest."""
WAIT_SECONDS = 60
UNREADABLE = gettext_lazy("The body is no JSON that can be read.")


class PrivateAPI(NinjaAPI):
    """An API whose errors are `Refusal`s."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Name an operation as its function."""
        return operation.view_func.__name__

    def refuse(
        self, request: HttpRequest, status: int, sentence: str, errors: Sequence[dict[str, str]] = ()
    ) -> HttpResponse:
        """Answer with a sentence, and what is wrong with each field."""
        return self.create_response(request, {"detail": sentence, "errors": errors[:MOST_ERRORS]}, status=status)


api = PrivateAPI(
    title="Night Heron",
    version="1",
    description="Log a cramp, a clear night or a practice from a button, and read your diary back.",
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
)
api.add_router("/v1", router)


@api.exception_handler(AuthenticationError)
def without_token(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """Answer 401, and how to do better (RFC 6750)."""
    response = api.refuse(request, error.status_code, error.message)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(diaries.DiaryGone)
def without_diary(request: HttpRequest, error: diaries.DiaryGone) -> HttpResponse:
    """Answer 401 as for a token that was taken back: the diary was deleted while the request was under way."""
    return without_token(request, AuthenticationError(message=str(UNKNOWN_TOKEN)))


@api.exception_handler(HttpError)
def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    """Answer 403, 413 or 429 with its sentence, and 400 for a body that is no JSON."""
    sentence = UNREADABLE if error.status_code == HTTPStatus.BAD_REQUEST else error.message
    response = api.refuse(request, error.status_code, str(sentence))
    if error.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


@api.exception_handler(MalformedError)
def malformed(request: HttpRequest, error: MalformedError) -> HttpResponse:
    """Answer 422 with every field that is of the wrong kind."""
    errors = [{"field": _place(each["loc"]), "message": each["msg"]} for each in error.errors]
    return api.refuse(request, HTTPStatus.UNPROCESSABLE_ENTITY, _("Something in the request is wrong."), errors)


@api.exception_handler(ValidationError)
def impossible(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer 422 with what the diary says against it."""
    errors = [{"field": field, "message": message} for field, found in error.message_dict.items() for message in found]
    return api.refuse(request, HTTPStatus.UNPROCESSABLE_ENTITY, errors[0]["message"], errors)


def _place(location: tuple[str | int, ...]) -> str:
    """Name a field as in the JSON: ("body", "body", "muscles", 0) is "muscles.0"."""
    return ".".join(str(part) for part in location if part not in ("body", "query"))

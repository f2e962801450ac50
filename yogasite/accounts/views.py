"""Account pages that answer otherwise than allauth's."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from allauth.account.views import PasswordResetView
from allauth.mfa.webauthn.views import RemoveWebAuthnView
from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from yogasite.accounts import unsent, ways_in
from yogasite.accounts.forms import ResetPasswordForm

NO_LINK = _("The link could not be sent just now. Please try again in a few minutes.")


class ResetPassword(PasswordResetView):  # type: ignore[misc]
    """Where to send the link. It says when no mail goes out: the same for an address that nobody has."""

    def form_valid(self, form: ResetPasswordForm) -> HttpResponse:
        """Send the link, or keep the address in its box."""
        answer: HttpResponse = super().form_valid(form)
        if unsent.is_noted(self.request):
            form.add_error(None, NO_LINK)
            answer = self.render_to_response(self.get_context_data(form=form), status=HTTPStatus.SERVICE_UNAVAILABLE)
        return answer


class RemovePasskey(RemoveWebAuthnView):  # type: ignore[misc]
    """The question before a passkey goes. The last way into an account does not."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether it is the last one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"is_last_way": ways_in.is_last(self.request.user, self.object)}

    def form_valid(self, form: Form) -> HttpResponse:
        """Remove it, unless it has become the last one meanwhile."""
        with transaction.atomic():
            ways_in.lock(self.request.user)
            is_last = ways_in.is_last(self.request.user, self.object)
            answer: HttpResponse = self._stays(form) if is_last else super().form_valid(form)
        return answer

    def _stays(self, form: Form) -> HttpResponse:
        context = self.get_context_data(form=form)
        answer: HttpResponse = self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        return answer

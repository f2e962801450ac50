"""Account pages that answer otherwise than allauth's."""

from __future__ import annotations

from http import HTTPStatus

from allauth.account.views import PasswordResetView
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from yogasite.accounts import unsent
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

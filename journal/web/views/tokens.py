"""Buttons and shortcuts: the tokens that let them in, and how to set one up."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions import tokens as token_actions
from journal.domain.choices import TokenScope
from journal.models.tokens import AccessToken
from journal.web.access import client_identifier, diary_of, token_or_404
from journal.web.api.handbook import example
from journal.web.forms.shared import add_errors
from journal.web.forms.tokens import TokenForm
from yogasite.flash import say
from yogasite.http import form_status

ADDRESS = "/api/v1/cramps"
HERE = ("127.0.0.1", "localhost")
"""Names by which only the computer itself is reached."""
MADE_ALREADY = gettext_lazy(
    "This token was made already, and is shown only once. If you did not keep it, take it back and make another."
)
UNKNOWN = "nh_..."
"""Stands for a token that cannot be shown any more."""


@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """The person's tokens. A new one is shown in the answer that made it, and never again."""
    diary = diary_of(request)
    form, made, text = TokenForm(request.POST or None), None, ""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made, text = token_actions.make(
                diary,
                identifier=client_identifier(request),
                name=data["name"],
                scope=TokenScope(data["scope"]),
                now=timezone.now(),
            )
        except ValidationError as error:
            add_errors(form, error)
        else:
            if not text:
                say(request, str(MADE_ALREADY))
                return redirect("journal:tokens")
            form = TokenForm()
    address = settings.SITE_URL + ADDRESS
    context = {
        "form": form,
        "identifier": uuid.uuid4(),
        "made": made,
        "text": text,
        "address": address,
        "is_here_only": settings.SITE_HOST in HERE,
        "header": ("Authorization", f"Bearer {text or UNKNOWN}"),
        "line": example(address, method="POST", bearer=text or UNKNOWN),
        "tokens": AccessToken.objects.of(diary).newest_first(),
    }
    return render(request, "journal/tokens/page.html", context, status=form_status(form))


@require_POST
def take_back(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Make a token useless."""
    token = token_or_404(request, identifier)
    token_actions.take_back(token)
    say(request, _("Taken back: %(name)s") % {"name": token.name})
    return redirect("journal:tokens")

"""The experiment: started, shown, stopped."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from journal.actions import experiments
from journal.domain.choices import ExperimentLength
from journal.pages.experiment import experiment_page
from journal.web.access import diary_of
from journal.web.forms.settings import ExperimentForm
from journal.web.forms.shared import add_errors
from yogasite.flash import say
from yogasite.http import form_status


@require_http_methods(["GET", "HEAD", "POST"])
def experiment(request: HttpRequest) -> HttpResponse:
    """Where the experiment stands; a post draws a new one."""
    diary = diary_of(request)
    today = diary.today(timezone.now())
    form = ExperimentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            experiments.start(diary, ExperimentLength(form.cleaned_data["weeks"]), today=today)
        except ValidationError as error:
            add_errors(form, error)
        else:
            say(request, _("The order is drawn. Your experiment begins tomorrow."))
            return redirect("journal:experiment")
    context = {"page": experiment_page(diary, today=today), "form": form}
    return render(request, "journal/experiment/page.html", context, status=form_status(form))


@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Stop the running experiment. There is no result then."""
    diary = diary_of(request)
    today = diary.today(timezone.now())
    page = experiment_page(diary, today=today)
    if page.experiment is not None and page.status in ("waiting", "running"):
        experiments.stop(page.experiment, today=today)
        say(request, _("The experiment is stopped. Your nights stay in the log."))
    return redirect("journal:experiment")

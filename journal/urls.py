"""The journal's addresses. Which of them need no login stands in tests/test_access.py."""

from __future__ import annotations

from django.urls import path, register_converter

from journal.converters import DateConverter
from journal.views import (
    circumstances,
    cramps,
    experiment,
    fortnight,
    manifest,
    nights,
    offline,
    outbox,
    player,
    practices,
    reminders,
    report,
    routines,
    shared,
    timeline,
    tokens,
    trend,
    undo,
)

app_name = "journal"
register_converter(DateConverter, "date")

urlpatterns = [
    path("cramp/", cramps.one_tap, name="cramp"),
    path("cramp/<uuid:identifier>/", cramps.saved, name="cramp-saved"),
    path("cramp/<uuid:identifier>/same/", cramps.same, name="cramp-same"),
    path("offline/", offline.shell, name="offline"),
    path("manifest.webmanifest", manifest.manifest, name="manifest"),
    path("sw.js", offline.service_worker, name="service-worker"),
    path("outbox/", outbox.outbox, name="outbox"),
    path("journal/", timeline.journal, name="journal"),
    path("journal/cramps/new/", cramps.new, name="cramp-new"),
    path("journal/cramps/<uuid:identifier>/edit/", cramps.edit, name="cramp-edit"),
    path("journal/cramps/<uuid:identifier>/delete/", cramps.delete, name="cramp-delete"),
    path("journal/nights/", nights.add, name="night-add"),
    path("journal/nights/<date:night>/", nights.night, name="night"),
    path("journal/fortnight/", fortnight.grid, name="fortnight"),
    path("journal/fortnight/blank/", fortnight.blank, name="fortnight-blank"),
    path("journal/practice/new/", practices.new, name="practice-new"),
    path("journal/practice/<uuid:identifier>/edit/", practices.edit, name="practice-edit"),
    path("journal/practice/<uuid:identifier>/delete/", practices.delete, name="practice-delete"),
    path("journal/circumstances/", circumstances.listing, name="circumstances"),
    path("journal/circumstances/new/", circumstances.new, name="circumstance-new"),
    path("journal/circumstances/<uuid:identifier>/edit/", circumstances.edit, name="circumstance-edit"),
    path("journal/circumstances/<uuid:identifier>/delete/", circumstances.delete, name="circumstance-delete"),
    path("journal/pause/", circumstances.pause, name="pause"),
    path("journal/pause/end/", circumstances.end_pause, name="pause-end"),
    path("practice/", player.routines, name="routines"),
    path("practice/not-for-me/", player.not_for_me, name="not-for-me"),
    path("practice/new/", routines.new, name="routine-new"),
    path("practice/<uuid:identifier>/edit/", routines.edit, name="routine-edit"),
    path("practice/<uuid:identifier>/delete/", routines.delete, name="routine-delete"),
    path("practice/<slug:address>/", player.player, name="player"),
    path("practice/<slug:address>/done/", player.done, name="player-done"),
    path("calendar/<slug:token>.ics", reminders.calendar, name="calendar"),
    path("reminders/stop/<str:token>/", reminders.stop_mails, name="mails-stop"),
    path("journal/trend/", trend.trend, name="trend"),
    path("journal/report/", report.report, name="report"),
    path("journal/report/report.pdf", report.report_file, name="report-file"),
    path("journal/report/links/<uuid:identifier>/stop/", report.stop, name="report-stop"),
    path("s/<str:token>/", shared.shared, name="shared"),
    path("s/<str:token>/report.pdf", shared.shared_file, name="shared-file"),
    path("journal/experiment/", experiment.experiment, name="experiment"),
    path("journal/experiment/stop/", experiment.stop, name="experiment-stop"),
    path("journal/buttons/", tokens.tokens, name="tokens"),
    path("journal/buttons/<uuid:identifier>/delete/", tokens.take_back, name="token-delete"),
    path("journal/undo/", undo.undo, name="undo"),
]

"""A person with a row in every table, and where a table mentions somebody."""

import datetime as dt
import uuid

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import CharField, JSONField, Q, TextField
from django.db.models.functions import Cast
from django.utils.http import int_to_base36

from journal.actions import experiments, reminders, shares, uploads
from journal.domain.choices import ExperimentLength, LinkLife, ReminderKind, Span, TokenScope
from journal.models.evidence import Evaluation
from poses.models.pose import Pose
from tests import factories
from yogasite.accounts.models import User

MODELS = apps.get_models(include_auto_created=True)


NOW = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)


def paths_to_user(model, seen=()):
    """Yield each lookup by which a row of `model` points at a user, however far: "practice__diary__owner"."""
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is None or target in seen or target is model:
            continue
        if target is User:
            yield field.name
        else:
            yield from (f"{field.name}__{path}" for path in paths_to_user(target, (*seen, model)))


def words_of(user):
    return [user.username, user.email]


def mentions(model, user):
    """Return the rows of `model` that point at `user`, name it, or keep it in a session or the log of the admin."""
    if model is Session:
        return [row for row in Session.objects.all() if is_in_session(row.get_decoded(), user)]
    found = Q(pk__in=[])
    for path in paths_to_user(model):
        found |= Q(**{path: user.pk})
    if model is User:
        found |= Q(pk=user.pk)
    if model is LogEntry:
        found |= Q(content_type__model="user", object_id=str(user.pk))
    rows = model._default_manager.all()
    for field in model._meta.concrete_fields:
        if isinstance(field, (CharField, TextField, JSONField)):
            rows = rows.annotate(**{f"text_{field.name}": Cast(field.name, TextField())})
            for word in words_of(user):
                found |= Q(**{f"text_{field.name}__icontains": word})
    return list(rows.filter(found).distinct())


def is_in_session(data, user):
    owner = data.get("_auth_user_id"), data.get("account_authentication_methods_user")
    half = data.get("account_login", {}).get("user_pk")
    return str(user.pk) in owner or half == int_to_base36(user.pk) or any(word in str(data) for word in words_of(user))


def fill_diary(user):
    diary, pose = user.diary, Pose.objects.first()
    factories.make_cramp_on(diary=diary, night=dt.date(2026, 11, 2), note="garden")
    factories.make_night(diary=diary, date=dt.date(2026, 11, 3))
    factories.make_practice(diary=diary, day=dt.date(2026, 11, 3), poses=[pose])
    factories.make_routine(diary=diary, poses=[pose])
    factories.make_circumstance(diary=diary, first_day=dt.date(2026, 11, 4))
    experiment = experiments.start(diary, ExperimentLength.SHORT, today=NOW.date())
    experiment.plan = [True] * len(experiment.plan)  # what Today shows is not left to the draw
    experiment.save()
    reminders.choose(diary, {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)})
    reminders.open_feed(diary)
    reminders.open_device(diary, endpoint=f"https://push.example.com/{user.pk}", p256dh="x", auth="x", site_key="x")
    Evaluation.objects.create(diary=diary, look=1, fingerprint="f", answer={})
    factories.make_token(diary=diary, scope=TokenScope.LOG)
    shared = {"identifier": uuid.uuid4(), "span": Span.YEAR, "has_entries": True, "life": LinkLife.WEEK, "now": NOW}
    shares.make(diary, **shared)
    uploads.keep(diary, name="mine.csv", content=b"day\n1.11.2026\n", now=NOW)


def fill_account(user, editor):
    address = EmailAddress.objects.create(user=user, email=f"other-{user.email}")
    EmailConfirmation.objects.create(email_address=address, key=user.username)
    key = Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "phone"})
    user.groups.add(Group.objects.get_or_create(name="editors")[0])
    user.user_permissions.add(Permission.objects.first())
    user.logged = [log(editor, about) for about in (user, address, key)]
    user.logged.append(LogEntry.objects.create(user=user, object_repr="a pose", action_flag=CHANGE))


def log(editor, about):
    """What the admin writes down when somebody changes `about`."""
    return LogEntry.objects.create(
        user=editor,
        content_type=ContentType.objects.get_for_model(about),
        object_id=about.pk,
        object_repr=str(about)[:200],
        action_flag=CHANGE,
    )

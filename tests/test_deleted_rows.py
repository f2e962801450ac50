"""After a deletion no table of any app mentions the person, and nothing of anybody else's has changed."""

import datetime as dt
import uuid

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core import serializers
from django.core.cache import cache
from django.db import connection
from django.db.models import CharField, JSONField, Q, TextField
from django.db.models.functions import Cast
from django.test import Client
from django.utils import timezone
from django.utils.http import int_to_base36

from journal.actions import deletion, experiments, reminders, shares, uploads
from journal.domain.choices import ExperimentLength, LinkLife, ReminderKind, Span, TokenScope
from journal.models.evidence import Evaluation
from poses.models.pose import Pose
from tests import factories
from yogasite.accounts.models import User

pytestmark = pytest.mark.django_db

MODELS = apps.get_models(include_auto_created=True)
NOW = dt.datetime(2026, 11, 18, 9, 0, tzinfo=dt.UTC)
NAMES = ("wren-of-the-reeds", "kite-of-the-hills")


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
    experiment = experiments.start_experiment(diary, ExperimentLength.SHORT, today=NOW.date())
    experiment.plan = [True] * len(experiment.plan)  # what Today shows is not left to the draw
    experiment.save()
    reminders.set_reminders(diary, {ReminderKind.EVENING: dt.time(21), ReminderKind.MORNING: dt.time(8)})
    reminders.open_feed(diary)
    reminders.open_device(diary, endpoint=f"https://push.example.com/{user.pk}", p256dh="x", auth="x", site_key="x")
    Evaluation.objects.create(diary=diary, look=1, fingerprint="f", answer={})
    factories.make_token(diary=diary, scope=TokenScope.LOG)
    shared = {"identifier": uuid.uuid4(), "span": Span.YEAR, "has_entries": True, "life": LinkLife.WEEK, "now": NOW}
    shares.share_report(diary, **shared)
    uploads.keep_upload(diary, name="mine.csv", content=b"day\n1.11.2026\n", now=NOW)


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


def fill_sessions(user):
    """One that is logged in, one that waits for a second step, one that is not listed, some that only know a name."""
    password = {"login": user.username, "password": factories.PASSWORD}
    Client().post("/accounts/login/", password)
    totp = Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    Client().post("/accounts/login/", password)
    totp.delete()
    Client().force_login(user)
    for known in (
        {"account_authentication_methods": [{"method": "password", "username": user.username}]},
        {"account_authentication_methods_user": str(user.pk)},
        {"account_login": {"user_pk": int_to_base36(user.pk)}},
    ):
        session = Client().session
        session.update(known)
        session.save()


def fill_cache(user):
    for host in ("testserver", "localhost:8000"):
        Client(HTTP_HOST=host).post("/accounts/login/", {"login": user.username, "password": "not this one"})
    client = Client()
    client.force_login(user)
    client.post("/accounts/delete/", {"proof": "not this one"})
    cache.set(f"allauth.mfa.totp.used?user={user.pk}&code=123456", "y")
    cache.set(f"run-out-{user.username}", "y", timeout=-1)


def cached_keys():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache ORDER BY cache_key")
        return {key for (key,) in cursor.fetchall()}


@pytest.fixture
def people(library, settings):
    """Two persons with a row in every table that can hold one, and limits that were counted for them.

    The command that deletes may know nothing of the hosts at which people log in.
    """
    settings.SITE_URL = "https://nightheron.example"
    editor = factories.make_user(username="editor")
    made = []
    for number, name in enumerate(NAMES, start=4000):  # far enough for a number and its base 36 to differ
        user = factories.make_user(username=name, email=f"{name}@example.org", pk=number)
        before = cached_keys()
        fill_diary(user)
        fill_sessions(user)
        fill_cache(user)
        fill_account(user, editor)
        user.cached = cached_keys() - before
        made.append(user)
    return made


def remove(user):
    asked = timezone.now() - deletion.GRACE
    deletion.ask_to_delete(user, password=factories.PASSWORD, now=asked)
    # What may still come about in the seven days, when the person logs in and out again.
    fill_sessions(user)
    fill_cache(user)
    assert deletion.remove_deleted(now=timezone.now()) == 1  # Limits run out by this clock.


def rows_of(user):
    return {model._meta.label: mentions(model, user) for model in MODELS}


def frozen(rows):
    return {label: sorted(serializers.serialize("json", [row]) for row in some) for label, some in rows.items()}


def test_every_table_that_can_point_at_a_person_is_filled_first(people):
    can = {model._meta.label for model in MODELS if model in (User, Session) or any(paths_to_user(model))}
    assert {label for label, rows in rows_of(people[0]).items() if rows} == can
    assert len(can) > 15


def test_no_row_of_any_table_mentions_the_person_afterwards(people):
    gone, _other = people
    pk = gone.pk
    remove(gone)
    gone.pk = pk
    assert {label: rows for label, rows in rows_of(gone).items() if rows} == {}


def test_every_kind_of_session_that_was_planted_is_gone_and_those_of_others_stay(people):
    gone, other = people
    assert [len(mentions(Session, user)) for user in people] == [7, 7]
    remove(gone)
    assert [len(mentions(Session, user)) for user in people] == [0, 7]
    assert other.pk


def test_the_editors_log_keeps_only_what_is_about_others(people):
    gone, other = people
    assert LogEntry.objects.count() == 8
    remove(gone)
    assert set(LogEntry.objects.all()) == set(other.logged)


def test_nothing_of_anybody_else_has_changed(people):
    gone, other = people
    before = frozen(rows_of(other))
    remove(gone)
    assert frozen(rows_of(other)) == before


def test_no_limit_that_was_counted_for_the_person_is_kept(people):
    gone, other = people
    named = {key for key in gone.cached if "run-out" not in key and ":ip:" not in key}
    others = {key for key in other.cached if "run-out" not in key and ":ip:" not in key}
    assert (len(named), len(others)) == (3, 3)
    remove(gone)
    left = cached_keys()
    assert (left & named, left & others, {key for key in left if "run-out" in key}) == (set(), others, set())


def test_a_session_of_somebody_else_that_holds_the_name_stays(people):
    gone, other = people
    client = Client()
    client.force_login(other)
    session = client.session
    session["note"] = gone.username
    session.save()
    remove(gone)
    assert client.get("/journal/").status_code == 200


def test_without_anybody_to_remove_nothing_is_read_but_the_days(db, django_assert_num_queries):
    with django_assert_num_queries(3):
        assert deletion.remove_deleted(now=timezone.now()) == 0


def test_limits_that_have_run_out_go_though_nobody_is_to_be_removed(db):
    cache.set("counts-still", "y", timeout=60)
    cache.set("run-out", "y", timeout=-1)
    deletion.remove_deleted(now=timezone.now())
    assert cached_keys() == {":1:counts-still"}

"""A text in every field of every table that can hold one of a person's."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import CharField, TextField
from django.test import Client

from tests import factories
from tests.belongings import MODELS, fill_account, fill_diary, mentions, paths_to_user
from yogasite.accounts.models import User

NOT_WRITTEN = {
    "time_zone", "password", "guest_key", "session_key", "digest", "token", "site_key", "key", "fingerprint",
    "object_id",
}  # fmt: skip
"""What the site makes itself, or takes only from a list."""


def owners():
    """Return the models whose rows belong to a person, and the person's own."""
    return [model for model in MODELS if model is User or any(paths_to_user(model))]


def text_fields(model):
    """Return the fields of a model in which a person's words can stand."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, (CharField, TextField))]
    return [field.name for field in fields if not field.choices and field.name not in NOT_WRITTEN]


def rows_of_person(model, user):
    """Return the rows of a model that belong to somebody."""
    return model._default_manager.filter(pk__in=[row.pk for row in mentions(model, user)])


def plant(user, editor, text):
    """Make a row of every table that belongs to `user`, and put `text`, cut to what has room, into each of its fields.

    Past the forms, straight into the database: what stands there has to be harmless, however it came.
    """
    Client().post("/accounts/login/", {"login": user.username, "password": factories.PASSWORD})
    fill_diary(user)
    fill_account(user, editor)
    mine = {model: list(rows_of_person(model, user).values_list("pk", flat=True)) for model in owners()}
    for model, keys in mine.items():
        for field in map(model._meta.get_field, text_fields(model)):
            cut = text[: getattr(field, "max_length", None) or len(text)]
            model._default_manager.filter(pk__in=keys).update(**{field.name: cut})
    Authenticator.objects.filter(user=user).update(data={"name": text})
    user.refresh_from_db()
    return {model: model._default_manager.filter(pk__in=keys) for model, keys in mine.items()}


def unplanted(planted, start):
    """Return each field that holds no text that begins with `start`: a model without a row, or a field left out."""
    fields = [(model, name) for model in planted for name in text_fields(model)]
    return [
        f"{model.__name__}.{name}"
        for model, name in fields
        if not planted[model].filter(**{f"{name}__startswith": start}).exists()
    ]

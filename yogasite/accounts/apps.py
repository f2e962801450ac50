"""The accounts app: the user model and nothing else; sign-up and log-in are django-allauth's."""

from __future__ import annotations

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Names the app "accounts" although it lives inside the project package."""

    name = "yogasite.accounts"
    label = "accounts"

"""The user: Django's own, kept as our own model so that it can change later without pain."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """Somebody who can log in. Everything private hangs on the user's diary, not on the user."""

    is_guest = models.BooleanField(default=False)
    """Known by one browser's cookie alone: neither a password nor a passkey yet (journal/web/guest_session.py)."""
    guest_key = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 - unique when set
    """Digest of the secret that the guest's device made: an entry sent again finds the diary that it began."""
    deletes_at = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    """Set when the person asked to delete everything: until then it can be kept (journal/actions/deletion.py)."""

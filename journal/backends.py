"""How a session becomes a user: the diary comes along in the same query."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from yogasite.accounts.models import User


class DiaryBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's log-in by name or e-mail; every page then needs the diary, so both are fetched at once."""

    def get_user(self, user_id: int) -> User | None:
        """Return the active user with its diary, or None."""
        try:
            user = User.objects.select_related("diary").get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None

"""How somebody logs in, and how a session becomes a user: the diary comes along in the same query."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from yogasite.accounts.models import User


class DiaryBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's log-in by name or e-mail; every page then needs the diary, so both are fetched at once."""

    def __init__(self) -> None:
        self.tried: set[int] = set()

    def _check_password(self, user: User | None, password: str) -> User | None:
        """Try each person once. allauth tries whoever has an address twice, and the time it takes tells of them."""
        if user is None or user.pk in self.tried:
            return None
        self.tried.add(user.pk)
        checked: User | None = super()._check_password(user, password)
        return checked

    def get_user(self, user_id: int) -> User | None:
        """Return the active user with its diary, or None."""
        try:
            user = User.objects.select_related("diary").get(pk=user_id)
        except User.DoesNotExist:
            return None
        return user if self.user_can_authenticate(user) else None

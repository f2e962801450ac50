"""What the environment says, read as it stands. What cannot be read is kept as a mistake, which a check tells."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, NamedTuple

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
CODED = "Write # / ? @ : % and spaces of the password as %23 %2F %3F %40 %3A %25 %20"


class Mistake(NamedTuple):
    """One setting that cannot be taken: the id of its check, what is wrong, and what to change. It shows no secret."""

    id: str
    says: str
    hint: str


class Environment(environ.Env):  # type: ignore[misc]  # django-environ has no types
    """django-environ, but for three things that would break a site in silence.

    A value that begins with `$` is no name of another variable: passwords and keys begin so. An empty value counts as
    left out. And what cannot be read ends no program with a traceback, which could show a password.
    """

    EMAIL_SCHEMES: ClassVar = {
        scheme: "yogasite.smtp.EmailBackend" if backend.endswith("smtp.EmailBackend") else backend
        for scheme, backend in environ.Env.EMAIL_SCHEMES.items()
    }

    def __init__(self) -> None:
        super().__init__()
        self.mistakes: list[Mistake] = []

    def get_value(self, var: str, cast: Any = None, default: Any = environ.Env.NOTSET, **_others: Any) -> Any:
        """Return the value in its type, or the default where it is empty or cannot be read."""
        given = self.ENVIRON.get(var, "")
        if given == "":
            return default
        try:
            return self.parse_value(given, cast)
        except ValueError:
            self._note("yogasite.E010", f"{var} is no number.", f"Write a whole number, or leave {var} out.")
            return default

    def database(self, var: str, default: str) -> dict[str, Any]:
        """Return a database's address in Django's form, or the default's."""
        found = self._address(var, self.db_url_config, user="USER", password="DATABASE_PASSWORD")  # noqa: S106
        if found and found.get("ENGINE") not in (SQLITE, POSTGRESQL):
            hint = f"Begin it with postgres://, or leave {var} out: then it is SQLite in the data directory."
            self._note("yogasite.E009", f"{var} names a database that the site does not know.", hint)
            found = {}
        return found or dict(self.db_url_config(default))

    def mail(self, var: str, default: str) -> dict[str, Any]:
        """Return how mail leaves in Django's form, or as the default says."""
        found = self._address(var, self.email_url_config, user="EMAIL_HOST_USER", password="EMAIL_PASSWORD")  # noqa: S106
        return found or dict(self.email_url_config(default))

    def _address(self, var: str, read: Callable[[str], dict[str, Any]], *, user: str, password: str) -> dict[str, Any]:
        given = self.ENVIRON.get(var, "")
        if not given:
            return {}
        try:
            found = read(given)
        except (ValueError, ImproperlyConfigured):
            found = {}
        if found and not _is_cut(given, found.get(user)):
            return found
        self._note("yogasite.E009", f"{var} cannot be read.", f"{CODED}, or leave it out and set {password} as it is.")
        return {}

    def _note(self, number: str, says: str, hint: str) -> None:
        self.mistakes.append(Mistake(number, says, hint))


def _is_cut(given: str, user: Any) -> bool:
    """Whether a letter of the password ended it: what follows was taken for a port, a path or a question."""
    return not given.startswith(("sqlite:", "filemail:")) and "@" in given and not user


def with_password(address: Mapping[str, Any], name: str, password: str) -> dict[str, Any]:
    """Return an address with the password that was told beside it, unless it has one."""
    return dict(address) if address.get(name) or not password else {**address, name: password}

"""The secret key of a home installation: made once, kept in the data directory."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(data_directory: Path) -> str:
    """Return the key in `data_directory/secret_key`, making the file (mode 0600) on the first start.

    Two processes may start at once: the file is linked into place complete, so both read the same key.
    """
    path = data_directory / "secret_key"
    if not path.exists():
        data_directory.mkdir(parents=True, exist_ok=True)
        draft = data_directory / f".secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(60), encoding="ascii")
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()

"""What the site writes is read by its own user alone, whatever the umask of whoever started it."""

import json
import os
import subprocess
import sys

from tests.paths import ROOT

WRITES = """
import json, django
django.setup()
from pathlib import Path
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection
connection.cursor().execute("CREATE TABLE entries (id integer)")
default_storage.save("poses/heron.png", ContentFile(b"x"))
send_mail("Hello", "a link", None, ["ruth@example.org"])
call_command("backup", settings.DATA_DIR / "all.backup", stdout=open("/dev/null", "w"))
root = settings.DATA_DIR.parent
print(json.dumps({str(each.relative_to(root).with_name(each.suffix or each.name)): oct(each.stat().st_mode & 0o777)
    for each in root.rglob("*")}))
"""


def modes(folder):
    """Return the mode of all that a program of the site leaves in a new data directory, by its place and suffix."""
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "yogasite.settings", "DATA_DIR": str(folder)}
    env |= {"SECRET_KEY": "", "DATABASE_URL": "", "EMAIL_URL": ""}
    run = [sys.executable, "-W", "ignore", "-c", WRITES]
    said = subprocess.run(run, cwd=ROOT, env=env, umask=0o022, capture_output=True, text=True, check=False)
    assert said.stderr == ""
    return json.loads(said.stdout)


def test_the_data_directory_and_all_in_it_is_closed_to_other_users(tmp_path):
    assert modes(tmp_path / "data") == {
        "data": "0o700",
        "data/.sqlite3": "0o600",
        "data/.sqlite3-wal": "0o600",
        "data/.sqlite3-shm": "0o600",
        "data/secret_key": "0o600",
        "data/media": "0o700",
        "data/media/poses": "0o700",
        "data/media/poses/.png": "0o600",
        "data/mail": "0o700",
        "data/mail/.log": "0o600",
        "data/.backup": "0o600",
    }

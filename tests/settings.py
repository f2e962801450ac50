"""The real settings, with the few changes that tests need."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "tests-only-" + "k" * 50)
# A folder of our own for each process: the DATA_DIR of somebody's real site is never touched.
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="nightheron-tests-")
if os.environ.get("TEST_DATABASE") == "postgresql":
    os.environ["DATABASE_URL"] = os.environ["TEST_POSTGRES_URL"]
else:
    os.environ.pop("DATABASE_URL", None)

from yogasite.settings import *  # noqa: F403
from yogasite.settings import DATABASES, MIDDLEWARE

# Whatever a test asks for, no request may ask a database that is parted by diary for what it refuses.
MIDDLEWARE = ["tests.parts.EachRequest", *MIDDLEWARE]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SENDS_MAIL = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "pool" in DATABASES["default"].get("OPTIONS", {}):
    # The test databases are made and dropped; a pool would hold them open.
    del DATABASES["default"]["OPTIONS"]["pool"]
# WhiteNoise warns of a folder that only `collectstatic` makes.
STATIC_ROOT = DATA_DIR / "static"  # noqa: F405
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in real use: a database in memory locks differently when threads share it.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # noqa: F405
    # No test cuts the power, and waiting for the disk at every commit takes a browser test more time than its page.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
# The same database under a second name, for the tests of what a replica answers: nothing else is routed there.
DATABASES["replica"] = DATABASES["default"] | {"TEST": {"MIRROR": "default"}}
atexit.register(shutil.rmtree, DATA_DIR, ignore_errors=True)  # noqa: F405

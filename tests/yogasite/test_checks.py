"""Unsafe ways to start are named, and `deploy/serve` refuses them."""

import os
import re
import subprocess
import sys

import pytest
from django.core.checks import Error, run_checks

from tests.paths import ROOT
from yogasite import checks
from yogasite.environment import Mistake
from yogasite.secret_key import secret_key

GIVEN = re.compile(r"""SECRET_KEY["']?\s*[=:,]\s*["']?([^\s"'#]*)["']?""")
MEMORY = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


def ids(found):
    """Return the ids; each has to be an error with a hint."""
    assert all(isinstance(each, Error) and each.hint for each in found)
    return [each.id for each in found]


@pytest.mark.parametrize("key", ["heron", "django-insecure-" + "abcdefghijklm" * 5, "k" * 80, "ab" * 40])
def test_a_key_that_can_be_guessed_is_a_mistake(settings, key):
    settings.SECRET_KEY = key
    assert ids(checks.secret_key_is_secret(None)) == ["yogasite.E003"]


def test_whoever_reads_the_number_of_a_check_finds_it_in_the_documentation():
    code = [*(ROOT / "yogasite").rglob("*.py"), *(ROOT / "journal").rglob("*.py")]
    numbers = {number for file in code for number in re.findall(r"\b(?:yogasite|journal)\.[EW]\d{3}", file.read_text())}
    told = (ROOT / "docs" / "deployment.md").read_text()
    assert ({number for number in numbers if f"`{number}`" not in told}, len(numbers)) == (set(), 16)


def test_no_key_that_stands_in_the_repository_is_taken(settings):
    files = [ROOT / ".env.example", *ROOT.glob("compose*.yaml"), *sorted((ROOT / "deploy").rglob("*"))]
    files += [
        *(ROOT / "docs").glob("deployment*/*"),
        ROOT / "docs" / "deployment.md",
        ROOT / "README.md",
        ROOT / "Dockerfile",
        ROOT / ".ci" / "deployment",
    ]
    found = {key for file in files if file.is_file() for key in GIVEN.findall(file.read_text(encoding="utf-8"))}
    found = (found - {""}) | {"tests-only-" + "k" * 50}
    for settings.SECRET_KEY in sorted(found):
        assert ids(checks.secret_key_is_secret(None)) == ["yogasite.E003"]
    assert len(found) > 1


def test_the_key_that_is_made_on_the_first_start_is_taken(settings, tmp_path):
    settings.SECRET_KEY = secret_key(tmp_path)
    assert checks.secret_key_is_secret(None) == []


@pytest.mark.parametrize(
    ("host", "allowed", "found"),
    [
        ("127.0.0.1", ["127.0.0.1", "localhost", "[::1]"], []),
        ("heron.localhost", ["192.168.1.4"], []),
        ("heron.example", ["heron.example"], ["yogasite.E004"]),
        ("localhost", ["localhost", "heron.example"], ["yogasite.E004"]),
        ("localhost", ["*"], ["yogasite.E004"]),
        ("localhost", ["203.0.113.9"], []),
        ("localhost", ["8.8.8.8"], ["yogasite.E004"]),
    ],
)
def test_debug_is_a_mistake_where_others_reach_it(settings, host, allowed, found):
    settings.SITE_HOST, settings.ALLOWED_HOSTS = host, allowed
    settings.DEBUG = True
    assert ids(checks.debug_stays_at_home(None)) == found
    settings.DEBUG = False
    assert checks.debug_stays_at_home(None) == []


@pytest.mark.parametrize("backend", ["locmem.LocMemCache", "dummy.DummyCache"])
def test_a_cache_of_one_process_is_a_mistake_where_there_are_several(settings, backend):
    settings.CACHES = {"default": {"BACKEND": f"django.core.cache.backends.{backend}"}}
    found = []
    for settings.WORKERS in (1, 2):
        found.append(ids(checks.limits_hold_for_all_processes(None)))
    assert found == [[], ["yogasite.E005"]]


def test_the_cache_of_the_site_is_one_for_all_processes(settings):
    settings.WORKERS = 8
    assert checks.limits_hold_for_all_processes(None) == []


def serve(folder, **changes):
    """Try to serve at a port that is none, so that even a start that is not refused ends at once; return its words."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    given = {"DATA_DIR": str(folder), "PORT": "none", "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3"}
    command = [str(ROOT / "deploy" / "serve"), sys.executable]
    done = subprocess.run(command, env=kept | given | changes, capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "mistake"),
    [
        ({"SECRET_KEY": "heron"}, "yogasite.E003"),
        ({"DEBUG": "true", "SITE_URL": "https://heron.example"}, "yogasite.E004"),
        ({"ALLOWED_HOSTS": "heron.example"}, "yogasite.E001"),
        ({"SITE_URL": "https://heron.example"}, "yogasite.E006"),
        ({"SITE_URL": "heron.example:8000"}, "yogasite.E007"),
        ({"SITE_URL": "https://example.org/heron", "TRUSTED_PROXY_COUNT": "1"}, "yogasite.E008"),
        ({"DATABASE_URL": "postgres://ann:12/34@db/heron"}, "yogasite.E009"),
        ({"WORKERS": "two"}, "yogasite.E010"),
    ],
)
def test_an_unsafe_site_is_not_served(tmp_path, changes, mistake):
    code, said = serve(tmp_path, **changes)
    assert (code, mistake in said, "HINT" in said, "not a valid port" in said) == (1, True, True, False)


@pytest.mark.slow
def test_a_sound_site_is_served_as_far_as_it_can_be(tmp_path):
    code, said = serve(tmp_path)
    assert (code, "'none' is not a valid port number" in said) == (1, True)


@pytest.mark.slow
def test_what_is_only_doubtful_is_told_at_the_start_with_what_to_do(tmp_path):
    tmp_path.chmod(0o755)
    _code, said = serve(tmp_path)
    found = ["yogasite.W002" in said, f"HINT: chmod -R go= {tmp_path}" in said, "security.W" in said]
    assert [*found, "'none' is not a valid port number" in said] == [True, True, False, True]


def test_an_address_that_the_site_would_refuse_is_a_mistake(settings):
    settings.SITE_HOST, settings.ALLOWED_HOSTS = "heron.example", ["other.example"]
    assert [error.id for error in checks.site_url_matches_hosts(None)] == ["yogasite.E001"]


@pytest.mark.parametrize("allowed", [".example", "heron.example", "*"])
def test_an_address_that_a_pattern_takes_in_is_none(settings, allowed):
    settings.SITE_HOST, settings.ALLOWED_HOSTS = "heron.example", [allowed]
    assert checks.site_url_matches_hosts(None) == []


def test_a_folder_that_cannot_be_written_is_a_mistake(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "not-there"
    assert [error.id for error in checks.data_directory_is_writable(None)] == ["yogasite.E002"]


def test_photos_among_static_files_are_a_mistake(settings, tmp_path):
    settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    assert [warning.id for warning in checks.media_is_not_static(None)] == ["yogasite.W001"]


def test_a_sound_installation_has_no_mistakes(settings, tmp_path):
    settings.DATA_DIR, settings.STATIC_ROOT, settings.MEDIA_ROOT = tmp_path, tmp_path / "s", tmp_path / "m"
    settings.ALLOWED_HOSTS = ["*"]
    found = [checks.site_url_matches_hosts(None), checks.data_directory_is_writable(None)]
    assert [*found, checks.media_is_not_static(None)] == [[], [], []]


@pytest.mark.parametrize(
    ("is_https", "proxies", "found"), [(True, 0, ["yogasite.E006"]), (True, 1, []), (False, 0, []), (False, 1, [])]
)
def test_https_without_a_proxy_that_counts_is_a_mistake(settings, is_https, proxies, found):
    settings.HTTPS, settings.TRUSTED_PROXY_COUNT = is_https, proxies
    assert ids(checks.proxy_is_counted(None)) == found


@pytest.mark.parametrize(
    ("host", "proxies", "found"),
    [("heron.example", 1, ["yogasite.W003"]), ("heron.example", 0, []), ("192.168.1.4", 1, []), ("[fd00::5]", 1, [])],
)
def test_plain_http_behind_a_proxy_is_doubted_where_the_name_is_public(settings, host, proxies, found):
    settings.HTTPS, settings.SITE_HOST, settings.TRUSTED_PROXY_COUNT = False, host, proxies
    assert [warning.id for warning in checks.a_proxy_probably_encrypts(None)] == found


@pytest.mark.parametrize(("mode", "found"), [(0o700, []), (0o755, ["yogasite.W002"]), (0o740, ["yogasite.W002"])])
def test_a_data_directory_that_others_read_is_doubted(settings, tmp_path, mode, found):
    settings.DATA_DIR = tmp_path
    tmp_path.chmod(mode)
    assert [warning.id for warning in checks.data_is_private(None)] == found


def test_what_could_not_be_read_is_told_by_every_command(settings):
    settings.MISTAKES = [Mistake("yogasite.E007", "SITE_URL is no address.", "Write one.")]
    assert ids(run_checks(tags=["security"])) == ["yogasite.E007"]

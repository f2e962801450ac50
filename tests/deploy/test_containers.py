"""The image holds what the site runs on, and the composed sites watch it alike whoever built it."""

import json
import re

import pytest
import yaml

from tests.paths import ROOT

COMPOSED = ["compose.yaml", "compose.small.yaml"]


def services(name):
    return yaml.safe_load((ROOT / name).read_text())["services"]


def test_the_image_is_given_only_what_the_site_runs_on():
    patterns = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    given = {pattern[1:] for pattern in patterns if pattern.startswith("!")}
    run_on = {"CHANGELOG.md", "LICENSE", "manage.py", "requirements/base.txt", "deploy", "static", "templates"}
    assert (patterns[0], given) == ("*", run_on | {"journal", "poses", "yogasite"})


@pytest.mark.parametrize("name", COMPOSED)
def test_health_is_asked_as_in_the_image_which_podman_makes_without(name):
    asked = re.search(r"^HEALTHCHECK .*CMD (\[.*\])$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[1]
    assert services(name)["site"]["healthcheck"]["test"] == ["CMD", *json.loads(asked)]


@pytest.mark.parametrize("name", COMPOSED)
def test_a_container_of_the_site_has_no_rights_and_writes_only_where_it_keeps_something(name):
    for service in (services(name)[which] for which in ("site", "clockwork")):
        closed = [service["read_only"], service["cap_drop"], service["security_opt"]]
        assert (closed, service["volumes"]) == (
            [True, ["ALL"], ["no-new-privileges:true"]],
            ["data:/data", "backups:/backups", "/var/tmp"],
        )


def test_the_password_of_the_database_stands_in_no_address_where_a_sign_of_it_would_break_it():
    for service in (services("compose.yaml")[which] for which in ("site", "clockwork")):
        assert service["environment"]["DATABASE_URL"] == "postgres://nightheron@database/nightheron"


@pytest.mark.parametrize("name", COMPOSED)
def test_every_image_is_named_in_full_for_podman_knows_no_other(name):
    named = {service["image"] for service in services(name).values()} - {"nightheron"}
    named |= set(re.findall(r"^FROM (\S+)", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    assert {image for image in named if not image.startswith("docker.io/library/")} == set()

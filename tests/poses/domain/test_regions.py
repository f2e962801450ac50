"""Which number is shown to whom."""

import zoneinfo

import pytest

from poses.domain.regions import AUSTRALIA, EUROPE, ISLANDS, NEW_ZEALAND, NORTH_AMERICA, REGIONS, UK, region_of


@pytest.mark.parametrize(
    ("zone", "region"),
    [
        ("Europe/London", UK),
        ("Europe/Belfast", UK),
        ("GB", UK),
        ("Europe/Jersey", ISLANDS),
        ("Europe/Berlin", EUROPE),
        ("Eire", EUROPE),
        ("Atlantic/Canary", EUROPE),
        ("America/New_York", NORTH_AMERICA),
        ("US/Pacific", NORTH_AMERICA),
        ("America/Montreal", NORTH_AMERICA),
        ("Australia/NSW", AUSTRALIA),
        ("Pacific/Auckland", NEW_ZEALAND),
        ("America/Mexico_City", None),
        ("Asia/Tokyo", None),
        ("UTC", None),
        ("Mars/Olympus", None),
    ],
)
def test_a_zone_lies_in_its_region(zone, region):
    assert region_of(zone) == region


def test_no_zone_breaks_the_look():
    assert {region_of(zone) for zone in zoneinfo.available_timezones()} == {*REGIONS, None}


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", 'Call <a class="nowrap" href="tel:999">999</a> at once if:'),
        ("Europe/Paris", 'Call <a class="nowrap" href="tel:112">112</a> at once if:'),
        ("America/Toronto", 'Call <a class="nowrap" href="tel:911">911</a> at once if:'),
        ("Australia/Perth", 'Call <a class="nowrap" href="tel:000">000</a> at once if:'),
        ("Pacific/Auckland", 'Call <a class="nowrap" href="tel:111">111</a> at once if:'),
        ("Asia/Tokyo", "Call the emergency number at once if:"),
    ],
)
@pytest.mark.parametrize("address", ["/relief/", "/night-cramps/"])
def test_help_names_the_number_of_the_zone(library, client, zone, said, address):
    client.cookies["tz"] = zone
    assert said in " ".join(client.get(address).text.split())


def test_help_in_britain_names_the_line_for_what_is_no_emergency(library, client):
    client.cookies["tz"] = "Europe/London"
    assert 'Call a doctor today, or <a class="nowrap" href="tel:111">' in " ".join(client.get("/relief/").text.split())


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Tokyo"])
def test_everybody_can_choose_another_number(library, client, zone):
    client.cookies["tz"] = zone
    page = client.get("/relief/").text
    assert [region.name for region in REGIONS if f'href="tel:{region.emergency.dialled}"' not in page] == []


def test_a_diary_in_another_zone_than_the_server_has_its_own_number(library, client_of_ruth, diary):
    diary.time_zone = "Australia/Sydney"
    diary.save()
    assert 'href="tel:000">000</a> at once if:' in " ".join(client_of_ruth.get("/relief/").text.split())


@pytest.mark.parametrize(("zone", "number"), [("Europe/London", "999"), ("Europe/Lisbon", "112")])
def test_two_countries_of_one_hour_have_their_own_numbers(library, client, zone, number):
    client.get("/relief/")
    client.cookies["tz"] = zone
    assert f'href="tel:{number}">{number}</a> at once if:' in " ".join(client.get("/relief/").text.split())


@pytest.mark.parametrize("cookie", ["", "Nonsense/Zone", "../../etc/passwd", "Europe%252FLondon"])
def test_a_visitor_whose_clock_nobody_knows_is_given_no_country(library, client, settings, cookie):
    assert settings.TIME_ZONE == "Europe/London"
    client.cookies["tz"] = cookie
    page = client.get("/relief/").text
    assert ("Call the emergency number at once if:" in page, '<details class="numbers" open>' in page) == (True, True)


def test_a_visitor_without_a_clock_is_not_shown_the_page_of_one_with(library, client):
    client.cookies["tz"] = "Europe/London"
    client.get("/relief/")
    del client.cookies["tz"]
    assert "Call the emergency number at once if:" in client.get("/relief/").text

"""The list of time zones in the settings: the same values, by part of the world, in words."""

import re
from collections import Counter

from journal.domain.nights import ZONE_NAMES
from journal.domain.time_zones import zone_choices, zone_label
from journal.web.forms.settings import PreferencesForm


def test_every_zone_is_offered_once():
    offered = [name for _region, zones in zone_choices() for name, _label in zones]
    assert Counter(offered) == Counter(ZONE_NAMES)


def test_cities_stand_under_their_part_of_the_world():
    regions = {str(region): dict(zones) for region, zones in zone_choices()}
    assert (regions["Europe"]["Europe/London"], regions["Pacific Ocean"]["Pacific/Auckland"]) == ("London", "Auckland")


def test_the_names_that_are_no_city_come_last():
    region, zones = zone_choices()[-1]
    assert (str(region), dict(zones)["GB"]) == ("Other clocks", "GB")


def test_no_part_of_the_world_shows_a_name_twice():
    twice = [
        (str(region), label)
        for region, zones in zone_choices()[:-1]
        for label, number in Counter(label for _name, label in zones).items()
        if number > 1
    ]
    assert twice == []


def test_a_city_comes_before_the_land_that_it_lies_in():
    assert zone_label("America/Argentina/Buenos_Aires") == "Buenos Aires, Argentina"


def test_hours_from_greenwich_have_the_sign_that_people_use():
    assert zone_label("Etc/GMT+5") == "GMT−5"


def test_every_zone_that_is_offered_is_accepted():
    field = PreferencesForm().fields["time_zone"]
    assert [field.clean(name) for name in ZONE_NAMES] == list(ZONE_NAMES)


def test_the_settings_show_the_zone_of_the_diary_in_its_group(client_of_ruth):
    page = client_of_ruth.get("/accounts/settings/").text
    groups = dict(re.findall(r'<optgroup label="([^"]+)">(.*?)</optgroup>', page, re.S))
    assert re.search(r'<option value="Europe/London" selected>\s*London</option>', groups["Europe"])

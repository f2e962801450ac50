"""The settings: their parts, and where somebody logs out."""

import re

import pytest


def test_each_link_at_the_top_of_the_settings_leads_to_a_part_of_them(client_of_ruth):
    page = client_of_ruth.get("/accounts/settings/").text
    links = re.search(r'<nav class="bar" aria-label="On this page">(.*?)</nav>', page, re.S)
    assert re.findall(r'href="#([\w-]+)"', links[1]) == re.findall(
        r'<section class="set" aria-labelledby="([\w-]+)">', page
    )


@pytest.mark.parametrize(
    ("address", "is_asked"), [("/accounts/settings/", True), ("/accounts/logout/", True), ("/poses/", False)]
)
def test_a_page_asks_about_unsent_entries_where_it_lets_somebody_log_out(client_of_ruth, library, address, is_asked):
    page = client_of_ruth.get(address).text
    assert ('method="post" action="/accounts/logout/"' in page, '<dialog id="leave"' in page) == (is_asked, is_asked)

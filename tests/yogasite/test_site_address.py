"""SITE_URL is read as browsers write it, and refused where no page could be opened."""

import pytest

from yogasite.site_address import AT_HOME, host_name, site_address


@pytest.mark.parametrize(
    ("given", "url", "host"),
    [
        ("http://192.168.1.20:8000", "http://192.168.1.20:8000", "192.168.1.20"),
        ("https://Heron.Lan/", "https://heron.lan", "heron.lan"),
        ("https://heron.lan:443", "https://heron.lan", "heron.lan"),
        ("http://heron.lan:80", "http://heron.lan", "heron.lan"),
        ("https://heron.lan:8443", "https://heron.lan:8443", "heron.lan"),
        ("http://[FD00:0::5]:8000", "http://[fd00::5]:8000", "[fd00::5]"),
        ("https://nachtreiher-müller.example", "https://xn--nachtreiher-mller-f3b.example", None),
        ("https://straße.example", "https://xn--strae-oqa.example", None),
    ],
)
def test_an_address_is_read_as_browsers_send_it(given, url, host):
    found = site_address(given)
    assert (found.url, found.host, found.mistakes) == (url, host or url.removeprefix("https://"), [])


@pytest.mark.parametrize(
    "given",
    [
        "",
        "heron.lan",
        "heron.lan:8000",
        "ftp://heron.lan",
        "https://",
        "http://heron.lan:abc",
        "http://[fd00",
        "http://0.0.0.0:8000",
        "http://[::]:8000",
        "https://ann:s3cret@heron.lan",
        "https://a b.example",
        "https://müller-.example",
    ],
)
def test_what_no_browser_opens_is_a_mistake_and_the_address_is_this_computers(given):
    found = site_address(given)
    (mistake,) = found.mistakes
    assert (found.url, mistake.id, "s3cret" in mistake.says) == (AT_HOME, "yogasite.E007", False)


@pytest.mark.parametrize("rest", ["/heron", "/heron/", "/?a=1", "#top"])
def test_an_address_below_another_is_a_mistake(rest):
    assert [each.id for each in site_address(f"https://example.org{rest}").mistakes] == ["yogasite.E008"]


@pytest.mark.parametrize(
    ("given", "host"),
    [
        ("*", "*"),
        (".example.org", ".example.org"),
        ("fd00::5", "[fd00::5]"),
        ("[::1]", "[::1]"),
        ("Müller.example", "xn--mller-kva.example"),
        (" nas.local", "nas.local"),
        ("", ""),
    ],
)
def test_other_hosts_are_written_alike(given, host):
    assert host_name(given) == host

"""Which zones there are, in pages of a region and by older names."""

from zoneinfo import available_timezones

import pytest
from whenever import Instant

from bot.chat.actions import action, encode
from bot.domain.places import zones

NOW = Instant.from_utc(2026, 7, 15, 12)


def test_every_zone_has_a_clock() -> None:
    assert len(zones.names()) > 400
    assert [NOW.to_tz(zone).tz_id for zone in zones.names()] == [*zones.names()]


@pytest.mark.parametrize("region", zones.REGIONS)
def test_the_pages_of_a_region_hold_each_of_its_zones_once(region: str) -> None:
    _, pages = zones.page(region, 0)
    shown = [zone for number in range(pages) for zone in zones.page(region, number)[0]]
    assert sorted(shown) == [zone for zone in zones.names() if zone.startswith(f"{region}/")]


@pytest.mark.parametrize("number", [-1, 99])
def test_a_page_beyond_the_ends_is_the_nearest(number: int) -> None:
    first, pages = zones.page("Europe", 0)
    last, _ = zones.page("Europe", pages - 1)
    assert zones.page("Europe", number)[0] == (first if number < 0 else last)


def test_where_most_people_live_comes_first() -> None:
    shown = [zones.label(zone) for zone in zones.page("America", 0)[0]]
    assert {"New York", "Sao Paulo", "Chicago", "Los Angeles", "Toronto"} <= set(shown)
    assert "Buenos Aires" in shown


def test_a_button_carries_every_zone() -> None:
    assert all(encode(action("account", "set", "zone", zone)) for zone in zones.names())


@pytest.mark.parametrize(
    ("older", "today"),
    [
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("US/Pacific", "America/Los_Angeles"),
        ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("America/Montreal", "America/Toronto"),
        ("Europe/Oslo", "Europe/Oslo"),
        ("Etc/UTC", "UTC"),
        ("UTC", "UTC"),
    ],
)
def test_an_older_name_has_a_name_of_today(older: str, today: str) -> None:
    assert zones.canonical(older) == today


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "Etc/GMT+3", "GMT", "europe/berlin"])
def test_other_names_and_bare_offsets_have_none(name: str) -> None:
    assert zones.canonical(name) is None


def test_todays_name_has_the_same_clock() -> None:
    pairs = [(name, zones.canonical(name)) for name in available_timezones()]
    known = [(name, today) for name, today in pairs if today]
    assert len(known) > 500
    assert all(NOW.to_tz(name).offset == NOW.to_tz(today).offset for name, today in known)


def test_the_zones_of_a_country() -> None:
    assert zones.of_country("JP") == ("Asia/Tokyo",)
    assert "America/Chicago" in zones.of_country("US")
    assert zones.of_country("ZZ") == ()

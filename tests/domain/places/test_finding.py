"""Which zone typed words mean, however they are spelt."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whenever import Instant

from bot.domain.places import cities, zones
from bot.domain.places.finding import find

SUMMER = Instant.from_utc(2026, 7, 15, 12)
WINTER = Instant.from_utc(2026, 1, 15, 12)

PLACES = {
    # cities, by their names at home and abroad
    "Munich": "Europe/Berlin", "München": "Europe/Berlin", "Munchen": "Europe/Berlin",
    "Muenchen": "Europe/Berlin", "Köln": "Europe/Berlin", "Koln": "Europe/Berlin",
    "cologne": "Europe/Berlin", "Wien": "Europe/Vienna", "Zürich": "Europe/Zurich",
    "Zuerich": "Europe/Zurich", "Genève": "Europe/Zurich", "Lucerne": "Europe/Zurich",
    "Kraków": "Europe/Warsaw", "Lodz": "Europe/Warsaw", "København": "Europe/Copenhagen",
    "Kobenhavn": "Europe/Copenhagen", "Tromsø": "Europe/Oslo", "Reykjavik": "Atlantic/Reykjavik",
    "Minneapolis": "America/Chicago", "Bengaluru": "Asia/Kolkata", "Bangalore": "Asia/Kolkata",
    "Bombay": "Asia/Kolkata", "Saigon": "Asia/Ho_Chi_Minh", "Iten": "Africa/Nairobi",
    "İstanbul": "Europe/Istanbul", "Jo'burg": "Africa/Johannesburg", "honolulu": "Pacific/Honolulu",
    "NYC": "America/New_York", "LA": "America/Los_Angeles", "DC": "America/New_York",
    "SF": "America/Los_Angeles", "st. louis": "America/Chicago", "Glasgow": "Europe/London",
    "Flagstaff": "America/Phoenix", "McMurdo": "Antarctica/McMurdo",
    # in other scripts
    "Москва": "Europe/Moscow", "Київ": "Europe/Kyiv", "Αθήνα": "Europe/Athens",
    "תל אביב": "Asia/Jerusalem", "القاهرة": "Africa/Cairo", "दिल्ली": "Asia/Kolkata",
    "กรุงเทพ": "Asia/Bangkok", "北京": "Asia/Shanghai", "東京": "Asia/Tokyo", "서울": "Asia/Seoul",
    # misspelt
    "Sidney": "Australia/Sydney", "new yorck": "America/New_York", "nwe york": "America/New_York",
    "sao paolo": "America/Sao_Paulo", "Berlinn": "Europe/Berlin", "Melborne": "Australia/Melbourne",
    "San Fransisco": "America/Los_Angeles", "Philadephia": "America/New_York",
    "Johanesburg": "Africa/Johannesburg", "Gothenborg": "Europe/Stockholm",
    "Buenos Ares": "America/Argentina/Buenos_Aires", "Warsow": "Europe/Warsaw",
    "Aukland": "Pacific/Auckland", "Minneapolisi": "America/Chicago",
    # where the country or state says which
    "London Ontario": "America/Toronto", "London, Canada": "America/Toronto",
    "portland, OR": "America/Los_Angeles", "Portland Maine": "America/New_York",
    "Paris Texas": "America/Chicago", "birmingham uk": "Europe/London",
    "San Jose, Costa Rica": "America/Costa_Rica", "germany berlin": "Europe/Berlin",
    "newcastle nsw": "Australia/Sydney",
    # countries and states
    "UK": "Europe/London", "Scotland": "Europe/London", "Germany": "Europe/Berlin",
    "Deutschland": "Europe/Berlin", "Japan": "Asia/Tokyo", "Iceland": "Atlantic/Reykjavik",
    "Spain": "Europe/Madrid", "Argentina": "America/Argentina/Buenos_Aires",
    "California": "America/Los_Angeles", "TX": "America/Chicago", "Quebec": "America/Toronto",
    # IANA names, older ones too
    "Europe/Berlin": "Europe/Berlin", "europe berlin": "Europe/Berlin",
    "EUROPE/BERLIN": "Europe/Berlin", "Asia/Calcutta": "Asia/Kolkata",
    "US/Eastern": "America/New_York", "Europe/Kiev": "Europe/Kyiv",
    "america argentina buenos aires": "America/Argentina/Buenos_Aires",
    # islands, and zones that are no city's
    "Chatham Islands": "Pacific/Chatham", "Lord Howe Island": "Australia/Lord_Howe",
    "Easter Island": "Pacific/Easter", "Canary Islands": "Atlantic/Canary",
    "Svalbard": "Arctic/Longyearbyen", "Norfolk Island": "Pacific/Norfolk",
    "Rhode Island": "America/New_York", "EST5EDT": "America/New_York",
    "cst6cdt": "America/Chicago", "MST7MDT": "America/Denver", "PST8PDT": "America/Los_Angeles",
    "NZ-CHAT": "Pacific/Chatham", "Zulu": "UTC",
    "Mallorca": "Europe/Madrid", "Falklands": "Atlantic/Stanley", "Nunavut": "America/Iqaluit",
    # in a sentence
    "set my timezone to berlin please": "Europe/Berlin", "I live in NYC": "America/New_York",
    "I am currently in Tokyo": "Asia/Tokyo",
    "I'm in Paris": "Europe/Paris", "Berlin time": "Europe/Berlin", "near Munich": "Europe/Berlin",
    "it is 21:40 in Berlin": "Europe/Berlin",
}  # fmt: skip

UNCLEAR = {
    "Birmingham": ("Birmingham, United Kingdom", "Birmingham, Alabama", "Birmingham, Michigan"),
    "Portland": ("Portland, Oregon", "Portland, Maine", "Portland, Texas"),
    "San Jose": ("San Jose, California", "San José, Costa Rica", "San Jose, Philippines"),
    "St Petersburg": ("Saint Petersburg, Russia", "St. Petersburg, Florida"),
    "Georgia": ("Tbilisi, Georgia", "New York time, Georgia"),
    "Tennessee": ("Chicago time, Tennessee", "New York time, Tennessee"),
    "Bangcock": ("Bangkok, Thailand",),
    "pacific time": ("Los Angeles", "Vancouver", "Tijuana", "Manila"),
    "Europe": (),
}


@pytest.mark.parametrize(("words", "zone"), PLACES.items())
def test_a_place_is_found(words: str, zone: str) -> None:
    assert find(words, SUMMER).zone == zone
    assert find(f"  {words} ", WINTER).zone == zone


@pytest.mark.parametrize(("words", "labels"), UNCLEAR.items())
def test_what_may_be_several_places_is_asked_with_the_likeliest_first(
    words: str, labels: tuple[str, ...]
) -> None:
    found = find(words, SUMMER)
    assert found.zone is None
    assert tuple(other.label for other in found.others) == labels


def test_a_much_larger_place_is_meant_and_its_namesakes_are_told() -> None:
    found = find("London", SUMMER)
    assert found.zone == "Europe/London"
    assert [other.label for other in found.others] == ["London, Canada"]


def test_a_large_country_is_asked_for_its_parts() -> None:
    found = find("USA", SUMMER)
    first = ["New York, United States", "Chicago, United States", "Los Angeles, United States"]
    assert found.zone is None
    assert [other.label for other in found.others][:3] == first


@pytest.mark.parametrize("words", ["", "   ", "-", "asdfgh", "qqqq", "<b>Atlantis</b>", "2140"])
def test_what_is_no_place_has_no_zone(words: str) -> None:
    found = find(words, SUMMER)
    assert (found.zone, found.others) == (None, ())


@pytest.mark.parametrize(
    ("letters", "first", "among"),
    [
        ("CET", "Europe/Berlin", "Africa/Algiers"),
        ("CEST", "Europe/Berlin", "Europe/Paris"),
        ("est", "America/New_York", "America/Panama"),
        ("EDT", "America/New_York", "America/Toronto"),
        ("eastern time", "America/New_York", "America/Toronto"),
        ("CST", "Asia/Shanghai", "America/Chicago"),
        ("IST", "Asia/Kolkata", "Asia/Jerusalem"),
        ("GMT", "Europe/London", "Africa/Accra"),
        ("BST", "Europe/London", "Europe/Jersey"),
    ],
)
def test_an_abbreviation_that_several_use_is_asked(letters: str, first: str, among: str) -> None:
    for now in (SUMMER, WINTER):
        found = find(letters, now)
        offered = [other.zone for other in found.others]
        assert found.zone is None
        assert offered[0] == first
        assert among in offered


def test_an_abbreviation_that_one_zone_uses_is_clear() -> None:
    assert find("JST", SUMMER).zone == "Asia/Tokyo"


def test_an_offset_is_asked_for_a_zone_whose_clock_has_it_today() -> None:
    for words in ("UTC+2", "gmt +02:00", "+0200", "UTC +2"):
        for now, includes in ((SUMMER, "Europe/Berlin"), (WINTER, "Europe/Kyiv")):
            found = find(words, now)
            offered = [other.zone for other in found.others]
            assert found.zone is None
            assert includes in offered
            assert {now.to_tz(zone).offset.total("hours") for zone in offered} == {2}
    assert find("UTC\u22123:30", WINTER).zone == "America/St_Johns"
    assert find("UTC+5:45", SUMMER).zone == "Asia/Kathmandu"
    assert find("UTC+25", SUMMER).others == ()


def test_utc_itself_can_be_had() -> None:
    found = find("utc", SUMMER)
    assert found.zone is None
    assert found.others[-1].zone == "UTC"
    assert found.others[0].zone == "Africa/Abidjan"


NAMES = st.sampled_from([*PLACES, *UNCLEAR, "UTC+2", "cet"])


@st.composite
def misspellings(draw: st.DrawFn) -> str:
    """Draw a known name with a part of it replaced."""
    name = draw(NAMES)
    start, end = sorted(draw(st.tuples(st.integers(0, len(name)), st.integers(0, len(name)))))
    return name[:start] + draw(st.text(max_size=3)) + name[end:]


@settings(deadline=None, max_examples=80)
@given(words=st.text(max_size=120) | misspellings())
def test_whatever_is_typed_gives_zones_that_exist(words: str) -> None:
    found = find(words, SUMMER)
    offered = [other.zone for other in found.others]
    for zone in (*offered, *([found.zone] if found.zone else [])):
        assert zone in zones.names()
        assert SUMMER.to_tz(zone).tz_id == zone
    assert len(offered) <= 6
    assert len(set(offered)) == len(offered)
    assert found.zone not in offered


def test_the_cities_are_there() -> None:
    known = cities.gazetteer()
    names = list(known.names())
    assert len(names) > 150_000
    assert max(city.population for city in known.called("london")) > 5_000_000
    assert all(any(known.called(name)) for name in (names[0], names[-1]))
    nowhere = ("", "a\tb", "no such place", "\U0010ffff")
    assert not [city for name in nowhere for city in known.called(name)]
    assert {zone for _, _, zone in known.people} <= {*zones.names()}

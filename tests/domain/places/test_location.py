"""The zone of a place on the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.places import zones
from bot.domain.places.location import at

CITIES = [
    ("London", 51.51, -0.13, "Europe/London"),
    ("Dublin", 53.35, -6.26, "Europe/Dublin"),
    ("Lisbon", 38.72, -9.14, "Europe/Lisbon"),
    ("Madrid", 40.42, -3.70, "Europe/Madrid"),
    ("Las Palmas", 28.12, -15.43, "Atlantic/Canary"),
    ("Paris", 48.86, 2.35, "Europe/Paris"),
    ("Berlin", 52.52, 13.40, "Europe/Berlin"),
    ("Constance", 47.66, 9.18, "Europe/Berlin"),
    ("Kreuzlingen", 47.64, 9.17, "Europe/Zurich"),
    ("Innsbruck", 47.27, 11.40, "Europe/Vienna"),
    ("Oslo", 59.91, 10.75, "Europe/Oslo"),
    ("Longyearbyen", 78.22, 15.65, "Arctic/Longyearbyen"),
    ("Reykjavik", 64.15, -21.94, "Atlantic/Reykjavik"),
    ("Helsinki", 60.17, 24.94, "Europe/Helsinki"),
    ("Kyiv", 50.45, 30.52, "Europe/Kyiv"),
    ("Athens", 37.98, 23.73, "Europe/Athens"),
    ("Istanbul", 41.01, 28.98, "Europe/Istanbul"),
    ("Moscow", 55.76, 37.62, "Europe/Moscow"),
    ("Cairo", 30.04, 31.24, "Africa/Cairo"),
    ("Lagos", 6.52, 3.38, "Africa/Lagos"),
    ("Iten", 0.67, 35.51, "Africa/Nairobi"),
    ("Cape Town", -33.92, 18.42, "Africa/Johannesburg"),
    ("Jerusalem", 31.78, 35.22, "Asia/Jerusalem"),
    ("Dubai", 25.20, 55.27, "Asia/Dubai"),
    ("Tehran", 35.69, 51.39, "Asia/Tehran"),
    ("Mumbai", 19.08, 72.88, "Asia/Kolkata"),
    ("Kathmandu", 27.72, 85.32, "Asia/Kathmandu"),
    ("Bangkok", 13.76, 100.50, "Asia/Bangkok"),
    ("Singapore", 1.35, 103.82, "Asia/Singapore"),
    ("Hong Kong", 22.32, 114.17, "Asia/Hong_Kong"),
    ("Beijing", 39.90, 116.41, "Asia/Shanghai"),
    ("Tokyo", 35.68, 139.69, "Asia/Tokyo"),
    ("Perth", -31.95, 115.86, "Australia/Perth"),
    ("Adelaide", -34.93, 138.60, "Australia/Adelaide"),
    ("Sydney", -33.87, 151.21, "Australia/Sydney"),
    ("Auckland", -36.85, 174.76, "Pacific/Auckland"),
    ("Honolulu", 21.31, -157.86, "Pacific/Honolulu"),
    ("Anchorage", 61.22, -149.90, "America/Anchorage"),
    ("Portland", 45.52, -122.68, "America/Los_Angeles"),
    ("Phoenix", 33.45, -112.07, "America/Phoenix"),
    ("Boulder", 40.01, -105.27, "America/Denver"),
    ("Minneapolis", 44.98, -93.27, "America/Chicago"),
    ("Boston", 42.36, -71.06, "America/New_York"),
    ("Toronto", 43.65, -79.38, "America/Toronto"),
    ("St. John's", 47.56, -52.71, "America/St_Johns"),
    ("Mexico City", 19.43, -99.13, "America/Mexico_City"),
    ("Lima", -12.05, -77.04, "America/Lima"),
    ("Buenos Aires", -34.60, -58.38, "America/Argentina/Buenos_Aires"),
    ("Sao Paulo", -23.55, -46.63, "America/Sao_Paulo"),
]  # fmt: skip


@pytest.mark.parametrize(("latitude", "longitude", "zone"), [row[1:] for row in CITIES],
                         ids=[row[0] for row in CITIES])  # fmt: skip
def test_a_city_on_the_map_has_its_zone(latitude: float, longitude: float, zone: str) -> None:
    assert at(latitude, longitude) == zone


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(0, -30), (-40, -60), (45, -30), (90, 0), (91, 0), (0, 181), (float("nan"), 0)],
)
def test_out_at_sea_and_off_the_map_there_is_none(latitude: float, longitude: float) -> None:
    assert at(latitude, longitude) is None


@given(latitude=st.floats(), longitude=st.floats())
def test_anywhere_gives_a_zone_that_exists_or_none(latitude: float, longitude: float) -> None:
    assert at(latitude, longitude) in {*zones.names(), None}


@given(latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
def test_anywhere_on_the_map_gives_a_zone_that_exists_or_none(
    latitude: float, longitude: float
) -> None:
    assert at(latitude, longitude) in {*zones.names(), None}

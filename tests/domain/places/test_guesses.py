"""Likely zones by language and country."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whenever import Instant

from bot.domain.places import guesses as tables
from bot.domain.places import zones
from bot.domain.places.guesses import guesses

NOON = Instant.from_utc(2026, 7, 15, 12)


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("de", None, ("Europe/Berlin", "Europe/Vienna", "Europe/Zurich")),
        ("de-AT", None, ("Europe/Vienna", "Europe/Berlin", "Europe/Zurich")),
        ("DE_ch", None, ("Europe/Zurich", "Europe/Berlin", "Europe/Vienna")),
        ("nb", None, ("Europe/Oslo",)),
        ("en", "gb", ("Europe/London",)),
        ("de", "gb", ("Europe/London",)),
        ("en", "eu", ("Europe/Berlin", "Europe/Paris", "Europe/Athens", "Europe/Lisbon")),
        ("pt-br", "eu", ("Europe/Lisbon", "Europe/Berlin", "Europe/Paris", "Europe/Athens")),
        ("", "nz", ("Pacific/Auckland",)),
        ("", None, ()),
        ("xx", None, ()),
        ("", "all", ()),
    ],
)
def test_the_likeliest_come_first(
    language: str, country: str | None, expected: tuple[str, ...]
) -> None:
    assert guesses(language, country, NOON) == expected


@pytest.mark.parametrize(
    ("language", "country", "first"),
    [
        ("en", None, "Europe/London"),
        ("en-GB", None, "Europe/London"),
        ("en-US", None, "America/New_York"),
        ("en-IN", None, "Asia/Kolkata"),
        ("pt-br", None, "America/Sao_Paulo"),
        ("pt-PT", None, "Europe/Lisbon"),
        ("zh-Hant-TW", None, "Asia/Taipei"),
        ("es-419", None, "Europe/Madrid"),
        ("uk", None, "Europe/Kyiv"),
        ("ru-RU", None, "Europe/Moscow"),
        ("en-AU", "all", "Australia/Sydney"),
        ("fr", "us", "America/Toronto"),
        ("en-CA", "us", "America/Toronto"),
    ],
)
def test_a_region_and_a_country_say_more_than_a_language(
    language: str, country: str | None, first: str
) -> None:
    assert guesses(language, country, NOON)[0] == first


def test_where_it_is_night_comes_last() -> None:
    night_in_london = Instant.from_utc(2026, 1, 15, 3)
    assert guesses("en", None, night_in_london)[0] == "America/New_York"
    assert guesses("en", None, night_in_london)[-1] == "Europe/London"
    assert guesses("en-GB", None, night_in_london)[0] == "Europe/London"


def test_every_zone_in_the_tables_exists() -> None:
    for table in (tables._LANGUAGES, tables._REGIONS, tables._COUNTRIES):  # noqa: SLF001
        assert set(" ".join(table.values()).split()) <= {*zones.names()}


@given(
    language=st.text(max_size=12) | st.from_regex(r"[a-z]{2}(-[A-Z]{2})?", fullmatch=True),
    country=st.none() | st.sampled_from(["gb", "ie", "eu", "us", "au", "nz", "in", "all", "zz"]),
)
def test_any_language_gives_at_most_four_zones_that_exist(
    language: str, country: str | None
) -> None:
    found = guesses(language, country, NOON)
    assert len(found) <= 4
    assert len(set(found)) == len(found)
    assert {*found} <= {*zones.names()}

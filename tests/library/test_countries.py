"""Whom to call: real numbers, in every country that is listed, and the country of a clock."""

import re

import pytest
from phonenumbers import shortnumberinfo

from bot.domain.places import zones
from bot.library import loading
from bot.library.content import Content
from bot.library.topics import Country

GROUPS = {"eu", "all"}
LEAST = 60


@pytest.fixture(scope="module")
def content() -> Content:
    return loading.load()


def own(content: Content) -> list[Country]:
    return [country for country in content.countries.values() if country.id not in GROUPS]


def numbers(country: Country) -> list[str]:
    return re.findall(r"\d+", country.emergency)


def test_many_countries_have_their_own_numbers(content: Content) -> None:
    assert len(own(content)) >= LEAST
    assert content.countries.keys() >= GROUPS


def test_each_number_is_an_emergency_number_there(content: Content) -> None:
    for country in own(content):
        assert numbers(country), country.id
        for number in numbers(country):
            known = shortnumberinfo.is_emergency_number(number, country.id.upper())
            assert known != (number in country.exceptions), f"{country.id}: {number}"


def test_an_exception_is_of_a_number_that_is_said_and_has_a_reason(content: Content) -> None:
    for country in content.countries.values():
        assert set(country.exceptions) <= set(numbers(country)), country.id
        assert all(len(reason) > 20 for reason in country.exceptions.values())


def test_whoever_has_not_said_is_told_of_their_own_number_first(content: Content) -> None:
    assert content.country(None).emergency == "your local emergency number (112, 911 or 999)"
    assert content.country("zz") is content.country("all")


@pytest.mark.parametrize(
    ("zone", "country"),
    [
        ("Europe/London", "gb"),
        ("Asia/Calcutta", "in"),
        ("Asia/Tokyo", "jp"),
        ("America/New_York", "us"),
        ("UTC", None),
        (None, None),
        ("Mars/Olympus", None),
    ],
)
def test_a_clock_tells_the_country(zone: str | None, country: str | None) -> None:
    assert zones.country_of_zone(zone) == country


def test_every_sentence_names_the_numbers_of_the_country(content: Content) -> None:
    assert "call 119" in content.at("jp").topics["strain"].answer
    assert "call your local emergency number" in content.topics["strain"].answer
    assert "NHS 111" in (content.at("gb").topics["red_flag"].care or "")
    assert "NHS" not in (content.at("us").topics["red_flag"].care or "")
    assert content.at("gb") is content.at("gb")

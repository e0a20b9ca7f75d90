"""Whom to call: real numbers, in every country that is listed, and the country of a clock."""

import ast
import re
import tomllib
from collections.abc import Iterator

import pytest
from phonenumbers import shortnumberinfo

from bot.domain.places import zones
from bot.library import loading
from bot.library.content import Content
from bot.library.loading import CONTENT
from bot.library.topics import Country
from tests.source import modules

GROUPS = {"eu", "all"}
LEAST = 60
_NO_SENTENCES = {"countries", "search", "red_flags", "sources", "vignettes"}


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


_OWN_NUMBER = re.compile(r"\b(?:999|112|911|116 ?117|NHS 111)\b|\b(?:call|ring|dial|phone) \+?\d")


def _said(value: object) -> Iterator[str]:
    """Yield every sentence of a file, but how people write, which is no sentence of ours."""
    match value:
        case str():
            yield value
        case dict():
            for name, held in value.items():
                if name != "search":
                    yield from _said(held)
        case list():
            for held in value:
                yield from _said(held)


def test_no_sentence_but_the_countries_own_holds_a_number_to_call() -> None:
    files = [path for path in CONTENT.rglob("*.toml") if path.stem not in _NO_SENTENCES]
    assert len(files) > 20
    found = {
        f"{path.name}: {sentence}"
        for path in files
        for sentence in _said(tomllib.loads(path.read_text("utf-8")))
        if _OWN_NUMBER.search(sentence)
    }
    assert found == set()


def test_no_code_says_a_number_to_call() -> None:
    found = {
        f"{module.name}: {node.value}"
        for module in modules("bot")
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if _OWN_NUMBER.search(node.value) and "(?:999|112|911)" not in node.value
    }
    assert found == set()

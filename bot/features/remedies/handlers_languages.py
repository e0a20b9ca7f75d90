"""Answers those who write in another language: English alone is read, an emergency comes first."""

import re

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check.work_holds import AskedSign
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.places.zones import country_of_zone
from bot.features.remedies import screens_languages as screens
from bot.features.remedies.screens_languages import Numbers
from bot.library.content import Content
from bot.library.spoken import SpokenRecord
from bot.search.red_flags import Sighting
from bot.search.spoken import OTHER
from bot.services import Services

_NUMBER = re.compile(r"\d{2,}")


async def only_english(language: str, incoming: Incoming, services: Services) -> Screen:
    """Say in a language that it is not read."""
    numbers = await _numbers(incoming, services)
    return screens.only_english(spoken(language, services.content), numbers)


async def despair(language: str, incoming: Incoming, services: Services) -> Screen:
    """Say in a language who listens."""
    numbers = await _numbers(incoming, services)
    return screens.despair(spoken(language, services.content), numbers)


def emergency(language: str, asked: AskedSign, sign: Sighting, services: Services) -> Screen:
    """Ask in a language whether what may be an emergency is so now."""
    said = spoken(language, services.content)
    return screens.emergency(asked, sign, said, _of(asked.person, services.content))


async def above(page: Screen, language: str, incoming: Incoming, services: Services) -> Screen:
    """Say in a language whom to call, above a page in English."""
    numbers = await _numbers(incoming, services)
    return screens.above(page, spoken(language, services.content), numbers)


def spoken(language: str, content: Content) -> SpokenRecord:
    """Return the sentences of a language, those in English where there are none."""
    return (content.spoken.get(language) or content.spoken[OTHER]).said


async def _numbers(incoming: Incoming, services: Services) -> Numbers:
    person = await services.db.read(people.get, incoming.person_id)
    return _of(person, services.content)


def _of(person: Person, content: Content) -> Numbers:
    """Return the numbers of the person's country, of that of their clock, or several."""
    country = content.country(person.country or country_of_zone(person.zone))
    found = dict.fromkeys(_NUMBER.findall(country.emergency))
    return Numbers(" / ".join(found), country.crisis)

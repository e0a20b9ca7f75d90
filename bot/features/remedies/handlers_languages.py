"""Answers those who write in another language: English alone is read, an emergency comes first."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check.work_holds import AskedSign
from bot.domain.people import store as people
from bot.features.remedies import screens_languages as screens
from bot.library.calling import numbers, said
from bot.library.spoken import SpokenRecord
from bot.search.red_flags import Sighting
from bot.services import Services


async def only_english(language: str, incoming: Incoming, services: Services) -> Screen:
    """Say in a language that it is not read."""
    return screens.only_english(await _said(language, incoming, services))


async def despair(language: str, incoming: Incoming, services: Services) -> Screen:
    """Say in a language who listens."""
    return screens.despair(await _said(language, incoming, services))


def emergency(language: str, asked: AskedSign, sign: Sighting, services: Services) -> Screen:
    """Ask in a language whether what may be an emergency is so now."""
    at = numbers(asked.person, services.content)
    return screens.emergency(asked, said(language, at, services.content, sign.quote))


async def _said(language: str, incoming: Incoming, services: Services) -> SpokenRecord:
    person = await services.db.read(people.get, incoming.person_id)
    return said(language, numbers(person, services.content), services.content)

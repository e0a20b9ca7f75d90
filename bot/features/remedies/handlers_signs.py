"""Asks about a warning sign that typed words may report, and takes the answer."""

import asyncio

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check.model import Urgency
from bot.domain.check.work_holds import AskedSign, TypedSign, affirm, ask_sign, deny
from bot.domain.people import store as people
from bot.domain.standing import of_person
from bot.features.remedies import handlers_languages as languages
from bot.features.remedies import screens_signs as screens
from bot.features.remedies.screens import home
from bot.library.held import held
from bot.search.ranking import Found
from bot.search.red_flags import Sighting
from bot.services import Services


async def question(
    found: Found, page: Screen | None, incoming: Incoming, services: Services
) -> Screen:
    """Return what is asked about the gravest sign, above the page that the words asked for.

    In another language than English that is said, in that language.
    """
    if not found.asks and found.language:
        return await languages.only_english(found.language, incoming, services)
    sign, content = found.asks[0], services.content
    record = content.sign(sign.id)
    if record is not None and record.answer == "despair":
        return await _despair(found.language, incoming, services)
    asked = await _asked(sign, found.language or "", incoming, services)
    if not asked.is_open:  # it holds already
        return await _what_holds(incoming, services)
    if found.language:
        return languages.emergency(found.language, asked, sign, services)
    country = content.country(asked.person.country)
    phrase = content.at(country.id).phrases[f"typed_{sign.urgency}"]
    if sign.urgency == "emergency":
        return screens.emergency(asked, sign, phrase, country, found.page)
    return screens.above(asked, sign, phrase, page, found.page)


async def _despair(language: str | None, incoming: Incoming, services: Services) -> Screen:
    if language:
        return await languages.despair(language, incoming, services)
    person = await services.db.read(people.get, incoming.person_id)
    country = services.content.country(person.country)
    return screens.despair(services.content.phrases["typed_self_harm"], country)


async def heeds(incoming: Incoming, services: Services) -> Screen | None:
    """Ask about a grave sign in words that were meant for something else, such as a note."""
    found = (await asyncio.shield(services.search)).find(incoming.words)
    return await question(found, None, incoming, services) if found.red_flag else None


async def yes(incoming: Incoming, services: Services) -> Screen:
    """Take that it is so: say whom to call, and hold exercises."""
    await services.db.run(affirm, incoming.person_id, incoming.number(), incoming.now)
    return await _what_holds(incoming, services)


async def took_back(incoming: Incoming, services: Services) -> Screen | None:
    """Take that the words meant something else; where they were not English, say so again."""
    await services.db.run(deny, incoming.person_id, incoming.number(), incoming.now)
    language = _language(incoming, services)
    return await languages.only_english(language, incoming, services) if language else None


async def _asked(
    sign: Sighting, language: str, incoming: Incoming, services: Services
) -> AskedSign:
    urgency, words = Urgency[sign.urgency.upper()], incoming.words.strip()
    typed = TypedSign(sign.id, urgency, words, sign.ticks, language)
    return await services.db.run(ask_sign, incoming.person_id, typed, incoming.now)


def _language(incoming: Incoming, services: Services) -> str | None:
    """Return the language that a button carries behind the number of a sign."""
    language = "".join(incoming.args[1:2])
    return language if language in services.content.spoken else None


async def _what_holds(incoming: Incoming, services: Services) -> Screen:
    standing = await services.db.read(of_person, incoming.person_id, incoming.now)
    found = held(services.content, standing) if standing.holds else None
    return found.screen if found else home()

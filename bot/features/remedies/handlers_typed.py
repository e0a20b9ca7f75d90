"""Answers what people type: with a page, a question about a sign, or what they asked for."""

import asyncio
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check import store as checks
from bot.domain.standing import Standing, of_person
from bot.features.remedies import handlers_pages as pages
from bot.features.remedies import handlers_signs as signs
from bot.features.remedies import screens
from bot.features.remedies.handlers_wishes import answer
from bot.library.stories import packed, said
from bot.search.ranking import Found
from bot.services import Services
from bot.storage.transaction import Transaction
from bot.typed import wishes

_ALSO = 2  # other hits under the best one


async def typed(incoming: Incoming, services: Services) -> Screen:
    """Answer with the closest topic, below a question where the words may report a sign."""
    found = await _search(incoming.words, services)
    wish = None if found.language else wishes.read(incoming.words)
    if wish is not None and not found.asks:
        return await answer(wish, incoming, services)
    standing, checking = await services.db.read(_visit, incoming)
    if wish is not None and wish.room == "ran":
        page: Screen | None = await answer(wish, incoming, services)
    else:
        page = _answer(found, incoming, standing, services, alone=checking)
    is_story = bool(found.told) and not standing.must_call  # then nothing comes before whom to call
    if is_story:
        page = screens.told(page, said(services.content, found.told), packed(found.told))
    if found.asks or found.language:
        page = await signs.question(found, page, incoming, services)
    elif page is None:
        page = screens.nothing_found(services.content.phrases["out_of_scope"], found.elsewhere)
    return screens.with_check(page) if checking and not is_story else page


async def no(incoming: Incoming, services: Services) -> Screen:
    """Take that words report no sign, and show the page that they asked for."""
    answered = await signs.took_back(incoming, services)
    return answered or await pages.open_topic(replace(incoming, args=incoming.args[1:]), services)


async def _search(words: str, services: Services) -> Found:
    return (await asyncio.shield(services.search)).find(words)


def _answer(
    found: Found, incoming: Incoming, standing: Standing, services: Services, *, alone: bool
) -> Screen | None:
    """Return the page that words ask for, with the next best unless alone; None without any."""
    topics = services.content.topics
    if found.page is None:
        return None
    also = [topics[hit.topic] for hit in found.hits if hit.topic != found.page]
    shown = () if found.red_flag or alone else also[:_ALSO]
    return pages.page(incoming, standing, services, topics[found.page], shown)


def _visit(tx: Transaction, incoming: Incoming) -> tuple[Standing, bool]:
    """Return what holds for a person, and whether they are in the middle of a check."""
    standing = of_person(tx, incoming.person_id, incoming.now)
    return standing, checks.under_way(tx, incoming.person_id) is not None

"""Browses the library, and answers what people type."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check import store as checks
from bot.domain.people import store as people
from bot.domain.people.model import SIDES
from bot.domain.standing import Standing, of_person
from bot.features.remedies import handlers_signs as signs
from bot.features.remedies import jobs, screens
from bot.features.remedies import screens_pages as pages
from bot.features.remedies.handlers_sharing import inline
from bot.features.remedies.handlers_wishes import answer
from bot.library import signoff
from bot.library.held import held
from bot.library.topics import GROUPS, Group, Topic
from bot.routes import Command, Feature
from bot.search.ranking import Found
from bot.services import Services
from bot.storage.transaction import Transaction
from bot.typed import wishes

_ALSO, _RELATED = 2, 3  # other hits under the best one; related topics


async def home(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups."""
    return await _listed(screens.home(), incoming, services)


async def exercises(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups that hold exercises."""
    return await _listed(screens.exercises(), incoming, services)


async def remedies(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups, or search where words follow the command."""
    return await (typed if incoming.words else home)(incoming, services)


async def group(incoming: Incoming, services: Services) -> Screen:
    """List a group's topics."""
    match incoming.args:
        case (name, page) if name in GROUPS and page.isdecimal() and len(page) < 4:  # noqa: PLR2004
            wanted: Group = name  # type: ignore[assignment]  # checked against GROUPS
            found = [t for t in services.content.topics.values() if t.group == wanted]
            listing = screens.listing(wanted, found, int(page))
            may_wait = any(topic.is_remedy for topic in found)
            return await _listed(listing, incoming, services) if may_wait else listing
        case _:
            return await home(incoming, services)


async def open_topic(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's first page for the side asked for, or sore; "new" leaves the tapped."""
    topic = _topic(incoming, services)
    if topic is None:
        return await home(incoming, services)
    page = _page(incoming, await _standing(incoming, services), services, topic)
    return replace(page, fresh=True) if incoming.args[1:] == ("new",) else page


async def steps(incoming: Incoming, services: Services) -> Screen:
    """Show an exercise step by step."""
    return await _exercise(incoming, services, pages.steps)


async def moves(incoming: Incoming, services: Services) -> Screen:
    """Show an exercise's movement."""
    return await _exercise(incoming, services, pages.moving, moving=True)


async def card(incoming: Incoming, services: Services) -> Screen:
    """Show what a topic says as a picture."""
    topic = _topic(incoming, services)
    if topic is None or topic.card is None:
        return await home(incoming, services)
    standing = await _standing(incoming, services)
    picture = services.content.picture(topic.card, standing.person.side)
    return _held(topic, standing, services) or pages.card(topic, picture)


async def more(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's second page."""
    person = await services.db.read(people.get, incoming.person_id)
    content = services.content.at(person.country)
    topic = content.topics.get(incoming.args[0]) if incoming.args else None
    if topic is None:
        return await home(incoming, services)
    related = [content.topics[other] for other in topic.related[:_RELATED]]
    reviewed = signoff.said(content, [f"topic {topic.id}"])
    return pages.more(topic, content.cite(topic.cited()), reviewed, related)


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
    if found.asks or found.language:
        page = await signs.question(found, page, incoming, services)
    elif page is None:
        page = screens.nothing_found(services.content.phrases["out_of_scope"], found.elsewhere)
    return screens.with_check(page) if checking else page


async def no(incoming: Incoming, services: Services) -> Screen:
    """Take that words report no sign, and show the page that they asked for."""
    said = await signs.took_back(incoming, services)
    return said or await open_topic(replace(incoming, args=incoming.args[1:]), services)


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
    return _page(incoming, standing, services, topics[found.page], shown)


def _page(
    incoming: Incoming,
    standing: Standing,
    services: Services,
    topic: Topic,
    also: Iterable[Topic] = (),
) -> Screen:
    if held := _held(topic, standing, services):
        return held
    topic = services.content.at(standing.person.country).topics[topic.id]
    shown = _shown(incoming, standing, services, topic)
    caution = screens.caution(services.content, standing) if topic.is_remedy else None
    others = () if caution else tuple(also)
    if shown is None:
        page = pages.page(topic, others)
    else:
        page = pages.exercise(shown, services.content.phrases["stop_rule"], others)
    return screens.below(caution, page)


async def _exercise(
    incoming: Incoming,
    services: Services,
    show: Callable[[pages.Exercise], Screen],
    *,
    moving: bool = False,
) -> Screen:
    topic = _topic(incoming, services)
    if topic is None:
        return await home(incoming, services)
    standing = await _standing(incoming, services)
    shown = _shown(incoming, standing, services, topic, moving=moving)
    if shown is None:
        return await home(incoming, services)
    return _held(topic, standing, services) or show(shown)


def _shown(
    incoming: Incoming,
    standing: Standing,
    services: Services,
    topic: Topic,
    *,
    moving: bool = False,
) -> pages.Exercise | None:
    """Return an exercise for the side that was asked for or the sore one; None for a topic."""
    if topic.movement is None:
        return None
    asked = SIDES.get(incoming.args[1]) if len(incoming.args) > 1 else None
    side = asked or standing.person.side or "right"
    picture = services.content.picture(topic.id, side, moving=moving)
    return pages.Exercise(topic, topic.movement, side, picture)


def _held(topic: Topic, standing: Standing, services: Services) -> Screen | None:
    """Return why a remedy waits, or None where it need not."""
    waits = topic.is_remedy and not standing.may_exercise
    found = held(services.content, standing) if waits else None
    return found.screen if found else None


async def _listed(page: Screen, incoming: Incoming, services: Services) -> Screen:
    """Say above a list of remedies why they wait, or are not for this pain."""
    standing = await _standing(incoming, services)
    why = None if standing.may_exercise else held(services.content, standing)
    said = why.text if why else screens.elsewhere(services.content, standing)
    return screens.below(said, page)


async def _standing(incoming: Incoming, services: Services) -> Standing:
    return await services.db.read(of_person, incoming.person_id, incoming.now)


def _visit(tx: Transaction, incoming: Incoming) -> tuple[Standing, bool]:
    """Return what holds for a person, and whether they are in the middle of a check."""
    standing = of_person(tx, incoming.person_id, incoming.now)
    return standing, checks.under_way(tx, incoming.person_id) is not None


def _topic(incoming: Incoming, services: Services) -> Topic | None:
    return services.content.topics.get(incoming.args[0]) if incoming.args else None


FEATURE = Feature(
    "remedies",
    commands=(
        Command(
            "remedies",
            "what helps; add words to search, such as /remedies ice",
            remedies,
            heeds_words=True,
        ),
        Command("exercises", "stretches, strength, warm-up", exercises),
    ),
    taps={
        "home": home,
        "group": group,
        "open": open_topic,
        "side": open_topic,
        "steps": steps,
        "moves": moves,
        "card": card,
        "more": more,
        "yes": signs.yes,
        "no": no,
    },
    links=frozenset({"open"}),
    inline=inline,
    typed=typed,
    heeds=signs.heeds,
    jobs=jobs.JOBS,
)

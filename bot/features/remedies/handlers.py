"""Browses the library, and answers what people type."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.check import store as checks
from bot.domain.check.model import QuestionSet, Urgency
from bot.domain.check.rules import assess
from bot.domain.people import store as people
from bot.domain.people.model import SIDES
from bot.features.remedies import screens
from bot.features.remedies import screens_pages as pages
from bot.features.remedies.handlers_sharing import inline
from bot.library.topics import GROUPS, Group, Topic
from bot.routes import Command, Feature
from bot.services import Services

_ALSO = 2  # other hits under the best one
_RELATED = 3
TYPED_SIGN = "typed_sign"  # why a check waits: somebody wrote a warning sign


async def home(_: Incoming, __: Services) -> Screen:
    """Offer the groups."""
    return screens.home()


async def exercises(_: Incoming, __: Services) -> Screen:
    """Offer the groups that hold exercises."""
    return screens.exercises()


async def remedies(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups, or search where words follow the command."""
    return await typed(incoming, services) if incoming.words else screens.home()


async def group(incoming: Incoming, services: Services) -> Screen:
    """List a group's topics."""
    match incoming.args:
        case (name, page) if name in GROUPS and page.isdecimal() and len(page) < 4:  # noqa: PLR2004
            wanted: Group = name  # type: ignore[assignment]  # checked against GROUPS
            found = [t for t in services.content.topics.values() if t.group == wanted]
            return screens.listing(wanted, found, int(page))
        case _:
            return screens.home()


async def open_topic(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's first page, for the side that was asked for or the sore one.

    Below what was tapped where the button says "new": there it must not go.
    """
    topic = _topic(incoming, services)
    page = await _page(incoming, services, topic) if topic else screens.home()
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
        return screens.home()
    person = await services.db.run(people.get, incoming.person_id)
    picture = services.content.picture(topic.card, person.side)
    return await _held(incoming, services, topic) or pages.card(topic, picture)


async def more(incoming: Incoming, services: Services) -> Screen:
    """Show a topic's second page."""
    content = services.content
    topic = _topic(incoming, services)
    if topic is None:
        return screens.home()
    related = [content.topics[other] for other in topic.related[:_RELATED]]
    return pages.more(topic, content.cite(topic.cited()), content.phrases["not_reviewed"], related)


async def typed(incoming: Incoming, services: Services) -> Screen:
    """Answer typed words, and lead back to a check that they interrupt."""
    check = await services.db.run(checks.latest, incoming.person_id)
    screen = await _found(incoming, services)
    return screens.with_check(screen) if check and check.is_open and screen.rows else screen


async def heeds(incoming: Incoming, services: Services) -> Screen | None:
    """Answer a warning sign in words that were meant for something else, such as a note."""
    sign = (await asyncio.shield(services.search)).find(incoming.words).red_flag
    return await _warning(sign, incoming, services) if sign else None


async def _found(incoming: Incoming, services: Services) -> Screen:
    """Answer a warning sign before anything else, then with the closest topic."""
    content = services.content
    found = (await asyncio.shield(services.search)).find(incoming.words)
    if found.red_flag:
        return await _warning(found.red_flag, incoming, services)
    if not found.hits:
        return screens.nothing_found(content.phrases["out_of_scope"])
    best = found.page or found.hits[0].topic
    also = [content.topics[hit.topic] for hit in found.hits if hit.topic != best]
    page = await _page(incoming, services, content.topics[best], also[:_ALSO])
    return screens.doubtful(content.topics[best]) if found.doubt else page


async def _warning(sign: str, incoming: Incoming, services: Services) -> Screen:
    """Say what a warning sign asks for, with whom to call."""
    content = services.content
    person = await services.db.run(people.get, incoming.person_id)
    country = content.country(person.country)
    if sign == "self_harm":
        return screens.despair(content.phrases["typed_self_harm"], country)
    await services.db.run(checks.hold, incoming.person_id, incoming.now, TYPED_SIGN)
    urgency = content.sign_urgency(sign)
    at_once = urgency == "emergency"
    return screens.warning(content.phrases[f"typed_{urgency}"], country, at_once=at_once)


async def _page(
    incoming: Incoming, services: Services, topic: Topic, also: Iterable[Topic] = ()
) -> Screen:
    if held := await _held(incoming, services, topic):
        return held
    shown = await _shown(incoming, services, topic)
    if shown is None:
        page = pages.page(topic, tuple(also))
    else:
        page = pages.exercise(shown, services.content.phrases["stop_rule"], tuple(also))
    if not topic.is_remedy:
        return page
    check = await services.db.run(checks.last_assessed, incoming.person_id)
    waits = check is not None and check.urgency is Urgency.CLINICIAN_SOON and not check.cleared_at
    return screens.be_seen_first(page) if waits else page


async def _exercise(
    incoming: Incoming,
    services: Services,
    show: Callable[[pages.Exercise], Screen],
    *,
    moving: bool = False,
) -> Screen:
    topic = _topic(incoming, services)
    shown = await _shown(incoming, services, topic, moving=moving) if topic else None
    if topic is None or shown is None:
        return screens.home()
    return await _held(incoming, services, topic) or show(shown)


async def _shown(
    incoming: Incoming, services: Services, topic: Topic, *, moving: bool = False
) -> pages.Exercise | None:
    """Return an exercise for the side that was asked for or the sore one; None for a topic."""
    if topic.movement is None:
        return None
    person = await services.db.run(people.get, incoming.person_id)
    asked = SIDES.get(incoming.args[1]) if len(incoming.args) > 1 else None
    side = asked or person.side or "right"
    picture = services.content.picture(topic.id, side, moving=moving)
    return pages.Exercise(topic, topic.movement, side, picture)


async def _held(incoming: Incoming, services: Services, topic: Topic) -> Screen | None:
    """Return why a remedy waits, or None where it need not."""
    if not (topic.is_remedy and await services.db.run(checks.holds_exercise, incoming.person_id)):
        return None
    check = await services.db.run(checks.last_assessed, incoming.person_id)
    if check is None or not check.holds_exercise:
        return screens.on_hold(None)
    person = await services.db.run(people.get, incoming.person_id)
    numbers = services.content.country(person.country).emergency
    call = numbers if check.urgency is Urgency.EMERGENCY else None
    return screens.on_hold(_reason(check, services.content.triage), call)


def _topic(incoming: Incoming, services: Services) -> Topic | None:
    return services.content.topics.get(incoming.args[0]) if incoming.args else None


def _reason(check: checks.Session, triage: QuestionSet) -> str:
    """Return the gravest thing that a check found, in a sentence."""
    rules = assess(triage, check.answers).rules
    return rules[0].sentence if rules else triage.outcomes[check.urgency or Urgency.SELF_CARE].lead


FEATURE = Feature(
    "remedies",
    commands=(
        Command("remedies", "what helps; add words to search, such as /remedies ice", remedies),
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
    },
    links=frozenset({"open"}),
    inline=inline,
    typed=typed,
    heeds=heeds,
)

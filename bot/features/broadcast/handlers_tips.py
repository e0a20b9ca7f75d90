"""What readers say under a message that they did not ask for, and their page of tips."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain import standing
from bot.domain.broadcast import store_tips as store
from bot.domain.broadcast.rules_tips import PAUSE_DAYS, Often, Pace
from bot.domain.people import store as people
from bot.features.broadcast import screens_tips as screens
from bot.features.broadcast.screens import SUBJECTS
from bot.routes import Handler
from bot.services import Services


async def settings(incoming: Incoming, services: Services) -> Screen:
    """Show the page of tips."""
    return screens.settings(await _settings(incoming, services))


async def settings_below(incoming: Incoming, services: Services) -> Screen:
    """Show the page of tips below an urgent message, which stays."""
    return screens.settings(await _settings(incoming, services), fresh=True)


async def often(incoming: Incoming, services: Services) -> Screen:
    """Take how often tips of the week come."""
    known = {choice.value: choice for choice in Often}
    wanted = known.get(incoming.args[0]) if incoming.args else None
    if wanted:
        person = await services.db.run(people.get, incoming.person_id)
        zone = person.zone or "UTC"
        await services.db.run(store.set_often, incoming.person_id, wanted, incoming.now, zone)
    return await settings(incoming, services)


async def topics(incoming: Incoming, services: Services) -> Screen:
    """Show what tips are to be about."""
    return screens.topics(await services.db.run(store.wishes, incoming.person_id))


async def subject(incoming: Incoming, services: Services) -> Screen:
    """Tick or untick a group of topics."""
    name = incoming.args[0] if incoming.args else ""
    if name in SUBJECTS:
        chosen = (await services.db.run(store.wishes, incoming.person_id)).subjects
        await services.db.run(store.choose, incoming.person_id, name, wanted=name not in chosen)
    return await topics(incoming, services)


async def news(incoming: Incoming, services: Services) -> Screen:
    """Ask how many messages of admins are welcome, or take the answer."""
    known = {choice.value: choice for choice in Pace}
    wanted = known.get(incoming.args[0]) if incoming.args else None
    if wanted is None:
        return screens.news(await services.db.run(store.wishes, incoming.person_id))
    await services.db.run(store.set_pace, incoming.person_id, wanted)
    return await settings(incoming, services)


async def wake(incoming: Incoming, services: Services) -> Screen:
    """End the pause."""
    await services.db.run(store.pause, incoming.person_id, None)
    return await settings(incoming, services)


async def more(incoming: Incoming, services: Services) -> Reply:
    """Take a yes to more tips like the one above."""
    name = incoming.args[0] if incoming.args else ""
    if name not in SUBJECTS:
        return await settings(incoming, services)
    await services.db.run(store.choose, incoming.person_id, name, wanted=True)
    return screens.more(name)


async def fewer(incoming: Incoming, services: Services) -> Reply:
    """Send at most one message a week from now on."""
    db, person_id = services.db, incoming.person_id
    await db.run(store.set_pace, person_id, Pace.WEEKLY)
    if await db.run(store.often, person_id) is Often.OTHER_DAY:
        person = await services.db.run(people.get, person_id)
        await db.run(store.set_often, person_id, Often.WEEKLY, incoming.now, person.zone or "UTC")
    return screens.FEWER


async def none(incoming: Incoming, services: Services) -> Reply:
    """Send nothing any more but what is urgent."""
    await services.db.run(store.set_pace, incoming.person_id, Pace.NONE)
    await services.db.run(store.set_often, incoming.person_id, Often.OFF, incoming.now, "UTC")
    return screens.NONE


async def rest(incoming: Incoming, services: Services) -> Reply:
    """Send nothing for 30 days but what is urgent."""
    until = incoming.now.add(hours=24 * PAUSE_DAYS)
    await services.db.run(store.pause, incoming.person_id, until)
    person = await services.db.run(people.get, incoming.person_id)
    return screens.paused(until, person.zone or "UTC")


async def read(incoming: Incoming, services: Services) -> Screen:
    """Show the topic to which a message led."""
    topic = services.content.topics.get(incoming.args[0]) if incoming.args else None
    if topic is None:
        return await settings_below(incoming, services)
    found = await services.db.read(standing.of_person, incoming.person_id, incoming.now)
    return screens.topic_in_short(topic, held=topic.is_remedy and not found.may_exercise)


async def _settings(incoming: Incoming, services: Services) -> screens.Settings:
    person = await services.db.run(people.get, incoming.person_id)
    return screens.Settings(
        await services.db.run(store.wishes, incoming.person_id),
        await services.db.run(store.often, incoming.person_id),
        incoming.now,
        person.zone or "UTC",
        has_zone=person.zone is not None,
    )


TAPS: dict[str, Handler] = {
    "tips": settings,
    "tips_fresh": settings_below,
    "often": often,
    "topics": topics,
    "subject": subject,
    "news": news,
    "wake": wake,
    "more": more,
    "fewer": fewer,
    "none": none,
    "rest": rest,
    "read": read,
}

"""What readers say under a message that they did not ask for, and their page of tips."""

from functools import partial

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.broadcast import store_tips as store
from bot.domain.broadcast import work_tips as work
from bot.domain.broadcast.rules_tips import Often, Pace
from bot.domain.standing import of_person
from bot.features.broadcast import screens_tips as screens
from bot.features.broadcast.screens import SUBJECTS
from bot.routes import Handler
from bot.services import Services


async def settings(incoming: Incoming, services: Services) -> Screen:
    """Show the page of tips."""
    found = await services.db.read(work.settings, incoming.person_id)
    return screens.settings(found, incoming.now)


async def settings_below(incoming: Incoming, services: Services) -> Screen:
    """Show the page of tips below an urgent message, which stays."""
    found = await services.db.read(work.settings, incoming.person_id)
    return screens.settings(found, incoming.now, fresh=True)


async def often(incoming: Incoming, services: Services) -> Screen:
    """Take how often tips of the week come."""
    known = {choice.value: choice for choice in Often}
    wanted = known.get(incoming.args[0]) if incoming.args else None
    if wanted is None:
        return await settings(incoming, services)
    found = await services.db.run(work.set_often, incoming.person_id, wanted, incoming.now)
    return screens.settings(found, incoming.now)


async def topics(incoming: Incoming, services: Services) -> Screen:
    """Show what tips are to be about."""
    return screens.topics(await services.db.read(store.wishes, incoming.person_id))


async def subject(incoming: Incoming, services: Services) -> Screen:
    """Tick or untick a group of topics."""
    name = incoming.args[0] if incoming.args else ""
    if name not in SUBJECTS:
        return await topics(incoming, services)
    wanted = incoming.args[1:] != ("off",)
    choose = partial(work.choose, wanted=wanted)
    return screens.topics(await services.db.run(choose, incoming.person_id, name))


async def news(incoming: Incoming, services: Services) -> Screen:
    """Ask how many messages of admins are welcome, or take the answer."""
    known = {choice.value: choice for choice in Pace}
    wanted = known.get(incoming.args[0]) if incoming.args else None
    if wanted is None:
        return screens.news(await services.db.read(store.wishes, incoming.person_id))
    found = await services.db.run(work.set_pace, incoming.person_id, wanted)
    return screens.settings(found, incoming.now)


async def wake(incoming: Incoming, services: Services) -> Screen:
    """End the pause."""
    found = await services.db.run(work.wake, incoming.person_id)
    return screens.settings(found, incoming.now)


async def more(incoming: Incoming, services: Services) -> Reply:
    """Take a yes to more tips like the one above."""
    name = incoming.args[0] if incoming.args else ""
    if name not in SUBJECTS:
        return await settings(incoming, services)
    await services.db.run(store.choose, incoming.person_id, name, wanted=True)
    return screens.more(name)


async def fewer(incoming: Incoming, services: Services) -> Reply:
    """Send at most one message a week from now on."""
    await services.db.run(work.fewer, incoming.person_id, incoming.now)
    return screens.FEWER


async def none(incoming: Incoming, services: Services) -> Reply:
    """Send nothing any more but what is urgent."""
    await services.db.run(work.none, incoming.person_id, incoming.now)
    return screens.NONE


async def rest(incoming: Incoming, services: Services) -> Reply:
    """Send nothing for 30 days but what is urgent."""
    return screens.paused(await services.db.run(work.rest, incoming.person_id, incoming.now))


async def read(incoming: Incoming, services: Services) -> Screen:
    """Show the topic to which a message led."""
    topic = services.content.topics.get(incoming.args[0]) if incoming.args else None
    if topic is None:
        return await settings_below(incoming, services)
    at = await services.db.read(of_person, incoming.person_id, incoming.now)
    spoken = services.content.at(at.person.country).topics[topic.id]
    return screens.topic_in_short(spoken, held=topic.is_remedy and not at.may_exercise)


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

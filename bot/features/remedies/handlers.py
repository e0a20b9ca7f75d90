"""Browses the library."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.features.remedies import handlers_pages as pages
from bot.features.remedies import handlers_signs as signs
from bot.features.remedies import handlers_typed as words
from bot.features.remedies import jobs, screens
from bot.features.remedies.handlers_pages import home, listed
from bot.features.remedies.handlers_sharing import inline
from bot.library.topics import GROUPS, Group
from bot.routes import Command, Feature
from bot.services import Services


async def exercises(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups that hold exercises."""
    return await listed(screens.exercises(), incoming, services)


async def remedies(incoming: Incoming, services: Services) -> Screen:
    """Offer the groups, or search where words follow the command."""
    return await (words.typed if incoming.words else home)(incoming, services)


async def group(incoming: Incoming, services: Services) -> Screen:
    """List a group's topics."""
    match incoming.args:
        case (name, page) if name in GROUPS and page.isdecimal() and len(page) < 4:  # noqa: PLR2004
            wanted: Group = name  # type: ignore[assignment]  # checked against GROUPS
            found = [t for t in services.content.topics.values() if t.group == wanted]
            listing = screens.listing(wanted, found, int(page))
            may_wait = any(topic.is_remedy for topic in found)
            return await listed(listing, incoming, services) if may_wait else listing
        case _:
            return await home(incoming, services)


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
        "open": pages.open_topic,
        "side": pages.open_topic,
        "steps": pages.steps,
        "moves": pages.moves,
        "card": pages.card,
        "more": pages.more,
        "yes": signs.yes,
        "no": words.no,
    },
    links=frozenset({"open"}),
    inline=inline,
    typed=words.typed,
    heeds=signs.heeds,
    jobs=jobs.JOBS,
)

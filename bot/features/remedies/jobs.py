"""Lets Telegram have every exercise's picture before somebody shares it in another chat."""

from bot.chat.sending import Outbox
from bot.domain.people import store as people
from bot.routes import Job
from bot.services import Services

_EVERY_S = 60.0


async def deposit(services: Services, outbox: Outbox) -> None:
    """Deposit what Telegram has no copy of with an admin, until one is refused.

    A card for another chat can only bring a picture that was sent before; without an admin who
    has started the bot, whoever looks for a card has the first one's deposited.
    """
    admins = sorted(services.settings.admin_ids)
    admin = await services.db.read(people.first_reached, admins)
    if admin is None:
        return
    content = services.content
    for topic in content.topics.values():
        if topic.movement and not await outbox.deposit(admin, content.picture(topic.id), "bulk"):
            return


JOBS = (Job("deposits", _EVERY_S, deposit),)

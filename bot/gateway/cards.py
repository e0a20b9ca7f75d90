"""What features offer for the words of an inline query."""

from bot.chat.incoming import Incoming
from bot.chat.screen import Card
from bot.gateway.errors import Apology, guarded
from bot.routes import Routes
from bot.services import Services

_MOST = 50  # Bot API, answerInlineQuery


async def cards(incoming: Incoming, routes: Routes, services: Services) -> list[Card]:
    """Return every feature's cards; one that fails leaves the others."""
    every: list[Card] = []
    for inline in routes.inline:
        found = await guarded(inline(incoming, services), "inline")
        every += [] if isinstance(found, Apology) else found
    return every[:_MOST]

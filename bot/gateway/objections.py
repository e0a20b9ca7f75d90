"""Why a tap is not taken where it was made."""

from bot.chat.screen import Toast
from bot.gateway import notices
from bot.gateway.outbox import Outbox
from bot.gateway.reading import Tapped
from bot.routes import Route, Routes


async def to_tap(
    route: Route, tapped: Tapped, person_id: int, routes: Routes, outbox: Outbox
) -> Toast | None:
    """Return what speaks against a tap; Telegram is asked who the admins of a group are."""
    if route in routes.group_admin_taps:
        if tapped.chat_id >= 0:  # groups have ids below: it is forged
            return notices.OLD_BUTTON
        is_admin = person_id in await outbox.admins(tapped.chat_id)
        return None if is_admin else notices.GROUP_ADMINS
    elsewhere = not tapped.private and route not in routes.public_taps
    return notices.ELSEWHERE if elsewhere else None

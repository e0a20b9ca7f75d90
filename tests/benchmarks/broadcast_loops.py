"""Loops that send one message to many with other libraries, to compare with, each a process."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable

from telegram import InlineKeyboardMarkup
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

AT_ONCE = 100  # calls of a loop that does not wait for each
TEXT = "Long run on Sunday at 9:00, from the old bridge. Easy pace, 8 km, everybody is welcome."
KEYBOARD = {
    "inline_keyboard": [
        [
            {"text": "Fewer", "callback_data": "broadcast:fewer"},
            {"text": "None", "callback_data": "broadcast:none"},
            {"text": "30 days off", "callback_data": "broadcast:rest"},
        ]
    ]
}

Send = Callable[[int], Awaitable[object]]


async def ptb(run: Callable[[Send], Awaitable[None]]) -> None:
    """Send with python-telegram-bot and its rate limiter, whose limits are lifted."""
    api = os.environ["BOT_API_URL"]
    bot = ExtBot(
        os.environ["BOT_TOKEN"],
        base_url=f"{api}/bot",
        request=HTTPXRequest(connection_pool_size=AT_ONCE),
        rate_limiter=AIORateLimiter(overall_max_rate=0, group_max_rate=0),
    )
    markup = InlineKeyboardMarkup.de_json(KEYBOARD, bot)
    async with bot:
        await run(lambda chat: bot.send_message(chat, TEXT, reply_markup=markup))


async def aiogram(run: Callable[[Send], Awaitable[None]]) -> None:
    """Send with aiogram's own session."""
    import aiogram as library  # noqa: PLC0415  # it takes seconds that the other loop need not wait
    from aiogram.client.session.aiohttp import AiohttpSession  # noqa: PLC0415
    from aiogram.client.telegram import TelegramAPIServer  # noqa: PLC0415
    from aiogram.types import InlineKeyboardMarkup as Markup  # noqa: PLC0415

    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    markup = Markup.model_validate(KEYBOARD)
    async with library.Bot(os.environ["BOT_TOKEN"], session=session) as bot:
        await run(lambda chat: bot.send_message(chat, TEXT, reply_markup=markup))


async def one_by_one(send: Send, chats: range) -> None:
    """Wait for each message before the next."""
    for chat in chats:
        await send(chat)


async def many_at_once(send: Send, chats: range) -> None:
    """Keep so many calls under way."""
    free = asyncio.Semaphore(AT_ONCE)

    async def sent(chat: int) -> None:
        async with free:
            await send(chat)

    await asyncio.gather(*(sent(chat) for chat in chats))


def main(library: str, way: str, first: str, count: str) -> None:
    """Send to so many chats with a library, in a way."""
    loop = {"ptb": ptb, "aiogram": aiogram}[library]
    how = {"plain": one_by_one, "concurrent": many_at_once}[way]
    chats = range(int(first), int(first) + int(count))
    asyncio.run(loop(lambda send: how(send, chats)))


if __name__ == "__main__":
    main(*sys.argv[1:])

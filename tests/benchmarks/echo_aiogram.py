"""A bare aiogram 3 echo with the library's own session, to compare with."""

import logging
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message


async def _echo(message: Message) -> None:
    if message.text:
        await message.answer(message.text)


def main() -> None:
    """Run until SIGTERM."""
    logging.basicConfig(level=logging.ERROR)
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    dispatcher = Dispatcher()
    dispatcher.message.register(_echo)
    dispatcher.run_polling(Bot(os.environ["BOT_TOKEN"], session=session))


if __name__ == "__main__":
    main()

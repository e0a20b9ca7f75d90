"""A bare aiogram 3 echo with the library's own session, to compare with; a tap turns its page."""

import logging
import os

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
)

_KEYS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Turn", callback_data="turn")]]
)


async def _echo(message: Message) -> None:
    if message.text:
        await message.answer(message.text, reply_markup=_KEYS)


async def _turn(query: CallbackQuery) -> None:
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.edit_text(f"{query.message.text}.", reply_markup=_KEYS)


def main() -> None:
    """Run until SIGTERM."""
    logging.basicConfig(level=logging.ERROR)
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["BOT_API_URL"]))
    dispatcher = Dispatcher()
    dispatcher.message.register(_echo)
    dispatcher.callback_query.register(_turn)
    dispatcher.run_polling(Bot(os.environ["BOT_TOKEN"], session=session))


if __name__ == "__main__":
    main()

"""A bare python-telegram-bot echo with the library's own client and updater, to compare with.

A tap turns its page.
"""

import os
import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

_KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("Turn", callback_data="turn")]])


async def _echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    if update.message and update.message.text:
        await update.message.reply_text(update.message.text, reply_markup=_KEYS)


async def _turn(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    query = update.callback_query
    if query and isinstance(query.message, Message):
        await query.answer()
        await query.edit_message_text(f"{query.message.text}.", reply_markup=_KEYS)


def main(arguments: list[str]) -> None:
    """Run until SIGTERM; `concurrent` sets concurrent_updates."""
    api = os.environ["BOT_API_URL"]
    application = (
        Application.builder()
        .token(os.environ["BOT_TOKEN"])
        .base_url(f"{api}/bot")
        .base_file_url(f"{api}/file/bot")
        .concurrent_updates("concurrent" in arguments)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, _echo))
    application.add_handler(CallbackQueryHandler(_turn))
    application.run_polling()


if __name__ == "__main__":
    main(sys.argv[1:])

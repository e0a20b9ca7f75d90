"""What Telegram itself shows of the bot: commands, descriptions and the menu button."""

from collections.abc import Collection, Iterable, Sequence

import structlog
from telegram import BotCommand, BotCommandScopeChat, MenuButtonCommands
from telegram.error import BadRequest, TelegramError

from bot.gateway.bot import Bot
from bot.routes import Feature

_log = structlog.get_logger()

SHORT_DESCRIPTION = (
    "Sore hip flexors from running? A safe check first, then remedies and exercises."
)
DESCRIPTION = (
    "For runners whose hip flexors hurt.\n\n"
    "I ask what is wrong and say how urgent it is, then help you to find remedies and exercises."
    "\n\nI am a program, not a clinician: I never give a diagnosis, and nobody clinical has "
    "reviewed me yet. In an emergency call your emergency number."
)


def commands(
    features: Iterable[Feature], *, for_admins: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return name and description of every command, in the menu's order."""
    every = (command for feature in features for command in feature.commands)
    return tuple((c.name, c.description) for c in every if for_admins or not c.admins_only)


async def publish(bot: Bot, features: Sequence[Feature], admins: Collection[int]) -> None:
    """Set commands, descriptions and menu button; a refusal is logged, the bot works without."""
    public = [BotCommand(*command) for command in commands(features)]
    everything = [BotCommand(*command) for command in commands(features, for_admins=True)]
    try:
        await bot.set_my_commands(public)
        await bot.set_my_short_description(SHORT_DESCRIPTION)
        await bot.set_my_description(DESCRIPTION)
        await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    except TelegramError as error:
        _log.warning("menu_not_set", error=type(error).__name__)
    if len(everything) > len(public):
        for admin in admins:
            await _for_admin(bot, admin, everything)


async def _for_admin(bot: Bot, admin: int, commands: list[BotCommand]) -> None:
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(admin))
    except BadRequest:  # an admin who has not yet opened the chat: the next start sets it
        _log.debug("admin_menu_waits", person=admin)
    except TelegramError as error:
        _log.warning("admin_menu_not_set", person=admin, error=type(error).__name__)

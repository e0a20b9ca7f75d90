"""What becomes of a call to Telegram, as a value."""

from collections.abc import Awaitable
from typing import Any

import structlog
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.chat.sending import Outcome
from bot.gateway.transport import NotSentError

_log = structlog.get_logger()


Answer = tuple[Outcome, Any]
"""What became of a call, and its result as parsed JSON; of a group that moved its new id."""


async def outcome_of(call: Awaitable[Any]) -> Answer:  # noqa: PLR0911  # a case a line
    """Make a call; what it raises becomes a value."""
    try:
        answer = await call
    except Forbidden:
        return Outcome.BLOCKED, None
    except BadRequest as error:
        return _refusal(error), None
    except ChatMigrated as error:
        return Outcome.MOVED, error.new_chat_id
    except (RetryAfter, NotSentError, Conflict):
        return Outcome.RETRY, None
    except TimedOut:
        return Outcome.UNKNOWN, None
    except InvalidToken:  # 401, or 404: it is about the bot, and not about this call
        _log.error("bot_refused", advice="Telegram refuses this BOT_TOKEN: look at BotFather")
        return Outcome.TURNED_AWAY, None
    except NetworkError as error:
        _log.warning("call_failed", error=type(error).__name__)
        return Outcome.RETRY, None
    except TelegramError as error:
        _log.warning("call_failed", error=type(error).__name__)
        return Outcome.REJECTED, None
    return Outcome.SENT, answer


def _refusal(error: BadRequest) -> Outcome:
    words = error.message.lower()
    if "not modified" in words:
        return Outcome.UNCHANGED
    if "message to edit not found" in words or "message can't be edited" in words:
        return Outcome.GONE
    if "query is too old" in words:
        return Outcome.UNCHANGED
    if "chat not found" in words or "user is deactivated" in words:
        return Outcome.BLOCKED
    if "message to copy not found" in words:  # whoever wrote it has deleted it
        return Outcome.REJECTED
    # Telegram's sentence quotes at most a tag name or an offset, never the text.
    _log.error("call_refused", description=error.message[:120])
    return Outcome.REJECTED

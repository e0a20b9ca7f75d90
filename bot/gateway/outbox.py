"""Sends screens; what became of them is a value, not an exception."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

import structlog
from telegram import InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.chat.screen import Screen, Toast
from bot.gateway.bot import Bot
from bot.gateway.pacing import Lane
from bot.gateway.render import TOAST_LIMIT, caption_arguments, text_arguments, units
from bot.gateway.transport import NotSentError

_log = structlog.get_logger()


class Outcome(Enum):
    """What became of a call."""

    SENT = auto()
    UNCHANGED = auto()  # an edit to what already stands there
    GONE = auto()  # the message to edit cannot be edited any more
    BLOCKED = auto()  # the person does not want to hear from the bot
    REJECTED = auto()  # Telegram refuses it; the same again would be refused again
    RETRY = auto()  # it did not arrive; later it may
    UNKNOWN = auto()  # it may have arrived; sending again might double it


OnBlocked = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Tapped:
    """The callback query that brought a tap, and the message it stands under."""

    query_id: str
    message_id: int | None
    has_text: bool = True


class Outbox:
    """Everything that the bot says goes through here."""

    def __init__(self, bot: Bot, on_blocked: OnBlocked) -> None:
        self._bot = bot
        self._on_blocked = on_blocked

    async def send(self, chat_id: int, screen: Screen, lane: Lane = "people") -> Outcome:
        """Send a screen as a new message."""
        outcome = await _outcome(self._call(chat_id, screen, lane))
        if outcome is Outcome.BLOCKED:
            await self._on_blocked(chat_id)
        return outcome

    async def show(self, chat_id: int, screen: Screen, tapped: Tapped | None) -> Outcome:
        """Show a screen in place of the message that was tapped, or as a new one."""
        in_place = (
            tapped is not None
            and tapped.message_id is not None
            and tapped.has_text
            and not (screen.fresh or screen.picture or screen.document)
        )
        if not in_place or tapped is None:
            return await self.send(chat_id, screen)
        place = {"chat_id": chat_id, "message_id": tapped.message_id}
        edit = self._bot.call("editMessageText", place | text_arguments(screen))
        outcome = await _outcome(edit)
        return await self.send(chat_id, screen) if outcome is Outcome.GONE else outcome

    async def answer(self, query_id: str, toast: Toast | None = None) -> Outcome:
        """Answer a callback query, so that the button stops waiting."""
        data: dict[str, Any] = {"callback_query_id": query_id}
        if toast is not None:
            fits = units(toast.text) <= TOAST_LIMIT
            text = toast.text if fits else toast.text[: TOAST_LIMIT // 2] + "…"
            data |= {"text": text, "show_alert": toast.alert}
        return await _outcome(self._bot.call("answerCallbackQuery", data))

    def _call(self, chat_id: int, screen: Screen, lane: Lane) -> Awaitable[Any]:
        to: dict[str, Any] = {"chat_id": chat_id}
        if screen.document:
            file = InputFile(screen.document.content, filename=screen.document.name)
            data = to | {"document": file} | caption_arguments(screen)
            return self._bot.call("sendDocument", data, lane)
        if screen.picture:
            path = screen.picture.path
            file = InputFile(path.read_bytes(), filename=path.name)
            data = to | {"photo": file} | caption_arguments(screen)
            return self._bot.call("sendPhoto", data, lane)
        return self._bot.call("sendMessage", to | text_arguments(screen), lane)


async def _outcome(call: Awaitable[Any]) -> Outcome:  # noqa: PLR0911  # a case a line
    try:
        await call
    except Forbidden:
        return Outcome.BLOCKED
    except BadRequest as error:
        return _refusal(error)
    except (RetryAfter, NotSentError):
        return Outcome.RETRY
    except TimedOut:
        return Outcome.UNKNOWN
    except NetworkError as error:
        _log.warning("call_failed", error=type(error).__name__)
        return Outcome.RETRY
    except TelegramError as error:
        _log.warning("call_failed", error=type(error).__name__)
        return Outcome.REJECTED
    return Outcome.SENT


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
    # Telegram's sentence quotes at most a tag name or an offset, never the text.
    _log.error("call_refused", description=error.message[:120])
    return Outcome.REJECTED

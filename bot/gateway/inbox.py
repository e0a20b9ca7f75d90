"""Updates become incoming events, events go to handlers, and their replies to the outbox."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import structlog
from telegram import CallbackQuery, ChatMemberUpdated, Message, Update, User
from telegram.constants import ChatType

from bot.chat.actions import decode
from bot.chat.routes import Handler, Incoming, Routes
from bot.chat.screen import Reply, Screen, Toast
from bot.gateway import notices
from bot.gateway.errors import guarded
from bot.gateway.outbox import Outbox, Tapped

if TYPE_CHECKING:
    from bot.services import Services

_log = structlog.get_logger()

ALLOWED_UPDATES = ("message", "callback_query", "my_chat_member")
_KEPT_IDS = 4096  # update ids remembered, against one that comes twice


class Inbox:
    """Takes updates: those of one person in order, those of different people at the same time."""

    def __init__(self, routes: Routes, services: "Services", outbox: Outbox) -> None:
        self._routes = routes
        self._services = services
        self._outbox = outbox
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def take(self, update: Update) -> None:
        """Deal with one update to its end; a repeated one is dropped."""
        if update.update_id in self._seen:
            return
        self._seen[update.update_id] = None
        if len(self._seen) > _KEPT_IDS:
            self._seen.popitem(last=False)
        user = update.effective_user
        if user is None or user.is_bot:
            return
        turn = self._turns.setdefault(user.id, asyncio.Lock())
        async with turn:
            fault = await guarded(self._sort(update, user), "inbox")
            chat = update.effective_chat
            if fault is not None and chat is not None and chat.type == ChatType.PRIVATE:
                await guarded(self._outbox.send(user.id, fault), "apology")

    async def _sort(self, update: Update, user: User) -> None:
        if update.callback_query:
            await self._tap(update.callback_query, user)
        elif update.message:
            await self._message(update.message, user)
        elif update.my_chat_member and _blocks(update.my_chat_member):
            await self._services.people.block(user.id, self._services.clock())

    async def _message(self, message: Message, user: User) -> None:
        text = message.text or message.caption or ""
        if message.chat.type != ChatType.PRIVATE:
            if text.startswith("/") and _is_for(message.get_bot().username, text):
                await self._outbox.send(
                    message.chat_id, notices.in_group(message.get_bot().username)
                )
            return
        await self._services.people.note(user.id, user.language_code or "", self._services.clock())
        name, words = _command(text)
        if name:
            command = self._routes.commands.get(name)
            hidden = (
                command and command.admins_only and user.id not in self._services.settings.admin_ids
            )
            if command is None or hidden:
                await self._outbox.send(message.chat_id, notices.unknown_command())
                return
            await self._reply(user, command.handler, f"/{command.name}", words=words)
        elif text.strip():
            await self._reply(user, self._routes.typed, "typed", words=text)
        elif _from_a_person(message):
            await self._outbox.send(message.chat_id, notices.words_and_buttons())

    async def _tap(self, query: CallbackQuery, user: User) -> None:
        message = query.message
        if message is None or message.chat.type != ChatType.PRIVATE:
            await self._outbox.answer(query.id, notices.ELSEWHERE)
            return
        await self._services.people.note(user.id, user.language_code or "", self._services.clock())
        has_text = isinstance(message, Message) and message.text is not None
        tapped = Tapped(query.id, message.message_id, has_text)
        action = decode(query.data)
        handler = self._routes.taps.get((action.feature, action.verb)) if action else None
        if action is None or handler is None:
            await self._outbox.answer(query.id, notices.OLD_BUTTON)
            return
        route = f"{action.feature}:{action.verb}"
        await self._reply(user, handler, route, args=action.args, tapped=tapped)

    async def _reply(  # noqa: PLR0913
        self,
        user: User,
        handler: Handler,
        route: str,
        *,
        words: str = "",
        args: tuple[str, ...] = (),
        tapped: Tapped | None = None,
    ) -> None:
        services = self._services
        incoming = Incoming(
            user.id, user.first_name, user.language_code or "", services.clock(), words, args
        )
        reply = await guarded(handler(incoming, services), route)
        _log.debug("handled", person=user.id, route=route)
        await asyncio.gather(*self._deliver(user.id, reply, tapped))

    def _deliver(
        self, chat_id: int, reply: Reply | None, tapped: Tapped | None
    ) -> list[Awaitable[object]]:
        toast = reply if isinstance(reply, Toast) else None
        calls: list[Awaitable[object]] = []
        if tapped:
            calls.append(self._outbox.answer(tapped.query_id, toast))
        if isinstance(reply, Screen):
            calls.append(self._outbox.show(chat_id, reply, tapped))
        return calls


def _command(text: str) -> tuple[str, str]:
    """Split `/name@bot words`; the name is '' where the text is no command."""
    if not text.startswith("/"):
        return "", text
    head, _, words = text[1:].partition(" ")
    name, _, rest = head.partition("\n")
    return name.partition("@")[0].lower() or "/", f"{rest} {words}".strip()


def _is_for(username: str, command: str) -> bool:
    """Tell a command for this bot from one for another bot in the same group."""
    name, at, bot = command.split(maxsplit=1)[0].partition("@")
    return len(name) > 1 and (not at or bot.lower() == username.lower())


def _blocks(change: ChatMemberUpdated) -> bool:
    return change.chat.type == ChatType.PRIVATE and change.new_chat_member.status == "kicked"


def _from_a_person(message: Message) -> bool:
    """Tell what somebody sent from what Telegram notes in the chat, such as a pinned message."""
    return any(getattr(message, kind) for kind in _SENT_KINDS)


_SENT_KINDS = (
    "text", "sticker", "voice", "audio", "video", "video_note", "animation", "photo", "document",
    "location", "contact", "poll", "dice", "venue", "story",
)  # fmt: skip

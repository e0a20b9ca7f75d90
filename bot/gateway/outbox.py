"""Sends screens; what became of them is a value, not an exception."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.chat.actions import encode
from bot.chat.markup import Markup
from bot.chat.screen import Card, Picture, Screen, Toast
from bot.chat.sending import Delivery, Lane, Outcome
from bot.gateway.bot import Bot
from bot.gateway.edits import Edits
from bot.gateway.outcomes import Answer
from bot.gateway.reading import Tapped
from bot.gateway.render import (
    caption_arguments,
    keyboard,
    poll_arguments,
    result,
    text_arguments,
    toast_arguments,
)
from bot.gateway.showing import Showing, is_text, outlives, replaces
from bot.gateway.tally import Tally
from bot.gateway.transport import Upload
from bot.gateway.uploads import Uploads
from bot.storage.sent import Sent, SentPoll

# For an hour: what Telegram does not take until then is not worth showing any more.
_LATER = frozenset({Outcome.RETRY, Outcome.TURNED_AWAY})
_PAUSES_S = (1.0, 2.0, 4.0, 8.0, 15.0, *[30.0] * 119)

OnBlocked = Callable[[int], Awaitable[None]]
OnMoved = Callable[[int, int], Awaitable[None]]  # a group's chat ids before and after


class Outbox:
    """Everything that the bot says goes through here."""

    def __init__(self, bot: Bot, sent: Sent, on_blocked: OnBlocked, on_moved: OnMoved) -> None:
        self._bot = bot
        self.fetch = bot.download  # files that people sent
        self._sent = sent
        self._on_blocked = on_blocked
        self.on_moved = on_moved
        self._edits = Edits(bot)
        self._uploads = Uploads(sent)

    @property
    def tally(self) -> Tally:
        """What became of everything so far, in numbers."""
        return self._bot.tally

    @property
    def username(self) -> str:
        """The bot's name in links and in commands of groups."""
        return self._bot.username

    async def send(self, chat_id: int, screen: Screen, lane: Lane = "people") -> Delivery:
        """Send a screen as a new message."""
        outcome, message = await self._new(chat_id, screen, lane)
        if outcome is Outcome.BLOCKED:
            await self._on_blocked(chat_id)
        if outcome is Outcome.MOVED:
            await self.on_moved(chat_id, message)
            return await self.send(message, replace(screen, topic=None), lane)
        if outcome is not Outcome.SENT:
            return Delivery(outcome)
        if screen.poll:
            data = encode(screen.poll.means)
            await self._sent.keep_poll(
                SentPoll(message["poll"]["id"], chat_id, data, message["message_id"])
            )
        elif shows := self._shows(screen):
            self._edits.note((chat_id, message["message_id"]), shows)
        return Delivery(outcome, message["message_id"])

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        """Show a screen of text in place of an earlier message of text."""
        return await self._edits.edit((chat_id, message_id), self._text(screen))

    async def present(self, showing: Showing) -> None:
        """Answer a tap, and show a screen however long that takes."""
        answered, reply, tapped = None, showing.reply, showing.tapped
        if tapped:
            toast = reply if isinstance(reply, Toast) else None
            answered = asyncio.create_task(self.answer(tapped.query_id, toast))
        try:
            if isinstance(reply, Screen) and showing.chat_id:
                await self.show(showing.chat_id, reply, tapped)
                if showing.spent and showing.chat_id > 0:  # in a group it is not over for all
                    await self._edits.strip((showing.chat_id, showing.spent))
        finally:
            if answered:
                await answered

    async def show(self, chat_id: int, screen: Screen, tapped: Tapped | None) -> Outcome:
        """Show a screen in place of the message that was tapped, or as a new one; then its next."""
        outcome = await self._until_shown(chat_id, screen, tapped)
        following = screen.refused if outcome is Outcome.REJECTED else screen.then
        if following:
            await self.show(chat_id, replace(following, topic=screen.topic), None)
        return outcome

    async def _until_shown(self, chat_id: int, screen: Screen, tapped: Tapped | None) -> Outcome:
        """Show a screen, again where it did not arrive, and once more where that is not known.

        Somebody waits for it: said twice is better than not at all.
        """
        doubtful, pauses = False, iter(_PAUSES_S)
        while True:
            outcome = await self._shown(chat_id, screen, tapped)
            again = outcome in _LATER or (outcome is Outcome.UNKNOWN and not doubtful)
            pause = next(pauses, None)
            if not again or pause is None:
                return outcome
            doubtful = doubtful or outcome is Outcome.UNKNOWN
            await asyncio.sleep(pause)

    async def _shown(self, chat_id: int, screen: Screen, tapped: Tapped | None) -> Outcome:
        outcome, spent = Outcome.GONE, outlives(screen, tapped)
        if tapped is not None and tapped.message_id is not None and not screen.fresh:
            if screen.picture and tapped.has_picture:
                spent = None
                outcome = await self._exchange(chat_id, tapped.message_id, screen, screen.picture)
            elif replaces(screen, tapped):
                spent = None
                outcome = await self.edit(chat_id, tapped.message_id, screen)
        if outcome in {Outcome.GONE, Outcome.MOVED}:
            outcome = (await self.send(chat_id, screen)).outcome
            if spent is not None and outcome is Outcome.SENT:
                await self._edits.strip((chat_id, spent))
        return outcome

    async def answer(self, query_id: str, toast: Toast | None = None) -> Outcome:
        """Answer a callback query, so that the button stops waiting."""
        data = {"callback_query_id": query_id, **(toast_arguments(toast) if toast else {})}
        return (await self._bot.attempt("answerCallbackQuery", data))[0]

    async def admins(self, chat_id: int) -> frozenset[int]:
        """Return who is an admin of a group; nobody where Telegram does not tell."""
        outcome, found = await self._bot.attempt("getChatAdministrators", {"chat_id": chat_id})
        listed = found if outcome is Outcome.SENT else ()
        return frozenset(member["user"]["id"] for member in listed)

    async def offer(self, query_id: str, person_id: int, cards: Sequence[Card]) -> Outcome:
        """Answer a person's inline query; Telegram keeps the answer for five minutes."""
        if cards and (first := cards[0].screen.picture):  # others come where there is a copy
            await self.deposit(person_id, first)
        results = [
            result(card, self._bot.username, await self._uploads.copy_of(card.screen.picture))
            for card in cards
        ]
        data = {"inline_query_id": query_id, "results": results}
        return (await self._bot.attempt("answerInlineQuery", data))[0]

    async def deposit(self, chat_id: int, picture: Picture, lane: Lane = "people") -> bool:
        """Let Telegram have a copy, silently and deleted at once; True where it has one now."""
        if await self._uploads.copy_of(picture) is not None:
            return True
        to = {"chat_id": chat_id, "disable_notification": True}
        outcome, message = await self._picture(to, Screen(Markup("")), picture, lane)
        if outcome is Outcome.BLOCKED:
            await self._on_blocked(chat_id)
        if outcome is not Outcome.SENT:
            return False
        gone = {"chat_id": chat_id, "message_id": message["message_id"]}
        await self._bot.attempt("deleteMessage", gone, lane)
        return True

    def note_late(self, kind: str, seconds: float) -> None:
        """Count something that arrived by how long after its time that was."""
        self.tally.note_late(kind, seconds)

    def close(self) -> None:
        """Let go of the thread that draws."""
        self._uploads.close()

    async def _new(self, chat_id: int, screen: Screen, lane: Lane) -> Answer:
        to: dict[str, Any] = {"chat_id": chat_id, "message_thread_id": screen.topic}
        username = self._bot.username
        if screen.poll:
            data = to | poll_arguments(screen, screen.poll, username)
            return await self._bot.attempt("sendPoll", data, lane)
        if screen.picture:
            return await self._picture(to, screen, screen.picture, lane)
        if screen.document:
            made = await self._uploads.made(screen.document.make)
            file = screen.document.name, made, "application/octet-stream"
            data = to | caption_arguments(screen, username)
            return await self._bot.attempt("sendDocument", data, lane, {"document": file})
        if screen.copy:
            place = {"from_chat_id": screen.copy.chat_id, "message_id": screen.copy.message_id}
            data = to | place | {"reply_markup": keyboard(screen.rows, username)}
            return await self._bot.attempt("copyMessage", data, lane)
        return await self._bot.attempt("sendMessage", to | self._text(screen), lane)

    async def _picture(
        self, to: dict[str, Any], screen: Screen, picture: Picture, lane: Lane
    ) -> Answer:
        method, name = ("sendAnimation", "animation") if picture.moving else ("sendPhoto", "photo")
        data = to | caption_arguments(screen, self._bot.username)

        def call(copy: str | None, file: Upload | None) -> Awaitable[Answer]:
            files = {name: file} if file else None
            return self._bot.attempt(method, data | {name: copy}, lane, files)

        return await self._uploads.show(picture, call)

    async def _exchange(
        self, chat_id: int, message_id: int, screen: Screen, picture: Picture
    ) -> Outcome:
        """Show another picture in place of one."""
        words = caption_arguments(screen, self._bot.username)
        to = {"chat_id": chat_id, "message_id": message_id, "reply_markup": words["reply_markup"]}
        media = {
            "type": "animation" if picture.moving else "photo",
            "caption": words["caption"],
            "parse_mode": words["parse_mode"],
        }

        def call(copy: str | None, file: Upload | None) -> Awaitable[Answer]:
            data = to | {"media": media | {"media": copy or "attach://picture"}}
            files = {"picture": file} if file else None
            return self._bot.attempt("editMessageMedia", data, files=files)

        outcome = await self._edits.exchange(
            (chat_id, message_id), self._shows(screen), lambda: self._uploads.show(picture, call)
        )
        # Where it cannot stand there, a new message takes the long way.
        return Outcome.GONE if outcome is Outcome.REJECTED else outcome

    def _shows(self, screen: Screen) -> dict[str, Any] | None:
        """Return what tells a screen from another; None where that cannot be told."""
        if screen.picture and screen.picture.key:
            words = caption_arguments(screen, self._bot.username)
            return words | {"picture": screen.picture.key}
        return self._text(screen) if is_text(screen) else None

    def _text(self, screen: Screen) -> dict[str, Any]:
        return text_arguments(screen, self._bot.username)

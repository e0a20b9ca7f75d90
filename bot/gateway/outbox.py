"""Sends screens; what became of them is a value, not an exception."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from bot.chat.actions import encode
from bot.chat.markup import Markup
from bot.chat.screen import Card, Picture, Screen, Toast
from bot.chat.sending import Delivery, Lane, Outcome
from bot.gateway.bot import Bot
from bot.gateway.outcomes import Answer, outcome_of
from bot.gateway.render import (
    TOAST_LIMIT,
    caption_arguments,
    keyboard,
    poll_arguments,
    result,
    text_arguments,
    units,
)
from bot.gateway.transport import Upload
from bot.storage.sent import Sent, SentPoll

OnBlocked = Callable[[int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Tapped:
    """The callback query that brought a tap, and the message it stands under.

    `message_id` is None under a message that was shared inline, which stays as it is.
    """

    query_id: str
    message_id: int | None
    has_text: bool = True
    has_picture: bool = False


class Outbox:
    """Everything that the bot says goes through here."""

    def __init__(self, bot: Bot, sent: Sent, on_blocked: OnBlocked) -> None:
        self._bot = bot
        self._sent = sent
        self._on_blocked = on_blocked
        # One thread: nothing waits for a second picture, and drawing libraries share state.
        self._easel = ThreadPoolExecutor(1, "easel")

    async def send(self, chat_id: int, screen: Screen, lane: Lane = "people") -> Delivery:
        """Send a screen as a new message."""
        outcome, message = await self._new(chat_id, screen, lane)
        if outcome is Outcome.BLOCKED:
            await self._on_blocked(chat_id)
        if outcome is not Outcome.SENT:
            return Delivery(outcome)
        if screen.poll:
            data = encode(screen.poll.means)
            await self._sent.keep_poll(SentPoll(message["poll"]["id"], chat_id, data))
        return Delivery(outcome, message["message_id"])

    async def edit(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        """Show a screen of text in place of an earlier message of text."""
        data = {"chat_id": chat_id, "message_id": message_id} | self._text(screen)
        return (await outcome_of(self._bot.call("editMessageText", data)))[0]

    async def show(self, chat_id: int, screen: Screen, tapped: Tapped | None) -> Outcome:
        """Show a screen in place of the message that was tapped, or as a new one; then its next."""
        outcome = await self._shown(chat_id, screen, tapped)
        following = screen.refused if outcome is Outcome.REJECTED else screen.then
        if following:
            await self.show(chat_id, following, None)
        return outcome

    async def _shown(self, chat_id: int, screen: Screen, tapped: Tapped | None) -> Outcome:
        outcome = Outcome.GONE
        if tapped is not None and tapped.message_id is not None and not screen.fresh:
            if screen.picture and tapped.has_picture:
                outcome = await self._exchange(chat_id, tapped.message_id, screen)
            elif tapped.has_text and _is_text(screen):
                outcome = await self.edit(chat_id, tapped.message_id, screen)
        if outcome is Outcome.GONE:
            return (await self.send(chat_id, screen)).outcome
        return outcome

    async def answer(self, query_id: str, toast: Toast | None = None) -> Outcome:
        """Answer a callback query, so that the button stops waiting."""
        data: dict[str, Any] = {"callback_query_id": query_id}
        if toast is not None:
            fits = units(toast.text) <= TOAST_LIMIT
            text = toast.text if fits else toast.text[: TOAST_LIMIT // 2] + "…"
            data |= {"text": text, "show_alert": toast.alert}
        return (await outcome_of(self._bot.call("answerCallbackQuery", data)))[0]

    async def offer(self, query_id: str, person_id: int, cards: Sequence[Card]) -> Outcome:
        """Answer a person's inline query; Telegram keeps the answer for five minutes."""
        first = cards[0].screen.picture if cards else None
        if first and await self._copy_of(first) is None:
            await self._deposit(person_id, first)
        results = [
            result(card, self._bot.username, await self._copy_of(card.screen.picture))
            for card in cards
        ]
        data = {"inline_query_id": query_id, "results": results}
        return (await outcome_of(self._bot.call("answerInlineQuery", data)))[0]

    def close(self) -> None:
        """Let go of the thread that draws."""
        self._easel.shutdown(wait=False, cancel_futures=True)

    async def _new(self, chat_id: int, screen: Screen, lane: Lane) -> Answer:
        to: dict[str, Any] = {"chat_id": chat_id}
        username = self._bot.username
        if screen.poll:
            data = to | poll_arguments(screen, screen.poll, username)
            return await outcome_of(self._bot.call("sendPoll", data, lane))
        if screen.picture:
            return await self._picture(to, screen, screen.picture, lane)
        if screen.document:
            file = screen.document.name, screen.document.content, "application/octet-stream"
            data = to | caption_arguments(screen, username)
            return await outcome_of(self._bot.call("sendDocument", data, lane, {"document": file}))
        if screen.copy:
            place = {"from_chat_id": screen.copy.chat_id, "message_id": screen.copy.message_id}
            data = to | place | {"reply_markup": keyboard(screen.rows, username)}
            return await outcome_of(self._bot.call("copyMessage", data, lane))
        return await outcome_of(self._bot.call("sendMessage", to | self._text(screen), lane))

    async def _picture(
        self, to: dict[str, Any], screen: Screen, picture: Picture, lane: Lane
    ) -> Answer:
        method, name = ("sendAnimation", "animation") if picture.moving else ("sendPhoto", "photo")
        data = to | caption_arguments(screen, self._bot.username)
        copy = await self._copy_of(picture)
        if copy is not None:
            answer = await outcome_of(self._bot.call(method, data | {name: copy}, lane))
            if answer[0] is not Outcome.REJECTED:  # a copy that Telegram has let go of is one
                return answer
        file = {name: await self._drawn(picture)}
        outcome, message = await outcome_of(self._bot.call(method, data, lane, file))
        await self._keep(picture, message)
        return outcome, message

    async def _deposit(self, person_id: int, picture: Picture) -> None:
        """Let Telegram have a copy: a card cannot bring a picture that was never sent."""
        to = {"chat_id": person_id, "disable_notification": True}
        outcome, message = await self._picture(to, Screen(Markup("")), picture, "people")
        if outcome is Outcome.SENT:
            gone = {"chat_id": person_id, "message_id": message["message_id"]}
            await outcome_of(self._bot.call("deleteMessage", gone))

    async def _exchange(self, chat_id: int, message_id: int, screen: Screen) -> Outcome:
        """Show another picture in place of one."""
        assert screen.picture is not None  # noqa: S101  # `show` has looked
        copy = await self._copy_of(screen.picture)
        files = {} if copy else {"picture": await self._drawn(screen.picture)}
        words = caption_arguments(screen, self._bot.username)
        data = {
            "chat_id": chat_id,
            "message_id": message_id,
            "media": {
                "type": "animation" if screen.picture.moving else "photo",
                "media": copy or "attach://picture",
                "caption": words["caption"],
                "parse_mode": words["parse_mode"],
            },
            "reply_markup": words["reply_markup"],
        }
        call = self._bot.call("editMessageMedia", data, files=files)
        outcome, message = await outcome_of(call)
        await self._keep(screen.picture, message)
        # An old copy may be gone: then a new message takes the long way.
        return Outcome.GONE if outcome is Outcome.REJECTED else outcome

    async def _copy_of(self, picture: Picture | None) -> str | None:
        return await self._sent.file_id(picture.key) if picture and picture.key else None

    async def _drawn(self, picture: Picture) -> Upload:
        drawn = await asyncio.get_running_loop().run_in_executor(self._easel, picture.draw)
        kind = "gif" if picture.moving else "png"
        return f"picture.{kind}", drawn, f"image/{kind}"

    async def _keep(self, picture: Picture, message: Any) -> None:
        """Remember Telegram's copy, if this message has one that is new."""
        kept = message.get("animation" if picture.moving else "photo") if message else None
        if picture.key and kept:
            file = kept if picture.moving else kept[-1]
            await self._sent.keep_file(picture.key, file["file_id"])

    def _text(self, screen: Screen) -> dict[str, Any]:
        return text_arguments(screen, self._bot.username)


def _is_text(screen: Screen) -> bool:
    return not (screen.picture or screen.document or screen.poll or screen.copy)

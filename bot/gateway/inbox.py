"""Updates become incoming events, events go to handlers, and their replies to the outbox."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, replace
from weakref import WeakValueDictionary

import structlog
from telegram import CallbackQuery, InlineQuery, Message, PollAnswer, Update, User
from telegram.constants import ChatType

from bot.chat.actions import Action, decode, encode, from_payload
from bot.chat.incoming import Incoming
from bot.chat.screen import Card, Reply, Screen, Toast
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.people.work import arrived
from bot.gateway import notices, reading
from bot.gateway.errors import Apology, guarded
from bot.gateway.outbox import Outbox, Tapped
from bot.routes import Handler, Route, Routes
from bot.services import Services
from bot.storage.sent import Sent

_log = structlog.get_logger()

ALLOWED_UPDATES = ("message", "callback_query", "poll_answer", "inline_query", "my_chat_member")
_KEPT_IDS = 4096  # update ids remembered, against one that comes twice
_MOST_CARDS = 50  # Bot API, answerInlineQuery


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is to be answered: from whom, under which tap, and what must be said of its words.

    `person` is None in groups, where nothing is expected of anybody.
    """

    incoming: Incoming
    person: Person | None = None
    tapped: Tapped | None = None
    alarm: Screen | None = None


class Inbox:
    """Takes updates: those of one person in order, those of different people at the same time."""

    def __init__(self, routes: Routes, services: Services, outbox: Outbox, sent: Sent) -> None:
        self._routes = routes
        self._services = services
        self._outbox = outbox
        self._sent = sent
        self._seen: OrderedDict[int, None] = OrderedDict()
        self._turns: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @property
    def busy(self) -> bool:
        """Say whether an update is under way."""
        return bool(self._turns)

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
        elif update.message and update.message.chat.type == ChatType.PRIVATE:
            await self._message(update.message, user)
        elif update.message:
            await self._in_group(update.message, user)
        elif update.poll_answer:
            await self._vote(update.poll_answer, user)
        elif update.inline_query:
            await self._query(update.inline_query, user)
        elif update.my_chat_member and reading.blocks(update.my_chat_member):
            await self._services.db.run(people.block, user.id, self._services.clock())

    async def _message(self, message: Message, user: User) -> None:
        text = message.text or message.caption or ""
        person = await self._arrived(user)
        name, words = reading.command(text)
        incoming = self._incoming(user, words=words if name else text)
        linked = self._linked(words) if name == "start" else None
        if linked:
            handler = self._routes.taps[linked.feature, linked.verb]
            incoming = replace(incoming, words="", args=linked.args)
            await self._reply(
                _Turn(incoming, person), handler, f"link:{linked.feature}:{linked.verb}"
            )
        elif name:
            await self._command(name, replace(incoming, message=reading.written(message)), person)
        elif (place := reading.place(message)) and self._routes.placed:
            turn = _Turn(replace(incoming, place=place), person)
            await self._reply(turn, self._routes.placed, "place")
        elif text.strip():
            await self._typed(replace(incoming, message=reading.written(message)), person)
        elif reading.from_a_person(message):
            await self._outbox.send(message.chat_id, notices.words_and_buttons())

    async def _command(self, name: str, incoming: Incoming, person: Person) -> None:
        command = self._routes.commands.get(name)
        if command is None or (command.admins_only and not self._is_admin(incoming.person_id)):
            await self._outbox.send(incoming.chat_id, notices.unknown_command())
            return
        alarm = await self._heeded(incoming) if command.free_words and incoming.words else None
        turn = _Turn(incoming, person, alarm=alarm)
        await self._reply(turn, command.handler, f"/{command.name}")

    async def _typed(self, incoming: Incoming, person: Person) -> None:
        expected = decode(person.expects)
        handler = self._handler(expected, incoming.person_id)
        if expected and handler:
            incoming = replace(incoming, args=expected.args)
            admins = (expected.feature, expected.verb) in self._routes.admin_taps
            alarm = None if admins else await self._heeded(incoming)  # what an admin drafts
            route = f"typed:{expected.feature}:{expected.verb}"
            await self._reply(_Turn(incoming, person, alarm=alarm), handler, route)
        else:
            await self._reply(_Turn(incoming, person), self._routes.typed, "typed")

    async def _heeded(self, incoming: Incoming) -> Screen | None:
        """Return what must be said of a person's words, whatever they were for."""
        for heeds in self._routes.heeds:
            answer = await guarded(heeds(incoming, self._services), "heeds")
            if isinstance(answer, Screen):
                return answer
        return None

    async def _in_group(self, message: Message, user: User) -> None:
        text = message.text or message.caption or ""
        username = message.get_bot().username
        if not text.startswith("/") or not reading.is_for(username, text):
            return
        name, words = reading.command(text)
        command = self._routes.commands.get(name)
        if command is None or command.in_groups is None:
            await self._outbox.send(message.chat_id, notices.in_group(username))
            return
        incoming = replace(self._incoming(user, words=words), chat_id=message.chat_id)
        await self._reply(_Turn(incoming), command.in_groups, f"group:/{command.name}")

    async def _tap(self, query: CallbackQuery, user: User) -> None:
        chat = query.message.chat if query.message else None
        private = chat is not None and chat.type == ChatType.PRIVATE
        action = decode(query.data)
        route: Route = (action.feature, action.verb) if action else ("", "")
        if not private and route not in self._routes.public_taps:
            await self._outbox.answer(query.id, notices.ELSEWHERE)
            return
        person = await self._arrived(user) if private else None
        handler = self._handler(action, user.id)
        if action is None or handler is None:
            await self._outbox.answer(query.id, notices.OLD_BUTTON)
            return
        incoming = replace(
            self._incoming(user), args=action.args, chat_id=chat.id if chat is not None else 0
        )
        turn = _Turn(incoming, person, reading.tapped(query))
        await self._reply(turn, handler, ":".join(route))

    async def _vote(self, vote: PollAnswer, user: User) -> None:
        poll = await self._sent.poll(vote.poll_id)
        means = decode(poll.data) if poll else None
        handler = self._routes.votes.get((means.feature, means.verb)) if means else None
        known = await self._services.db.read(people.is_known, user.id)
        if poll is None or means is None or handler is None or not known:
            return  # a poll of another time, or somebody who never spoke to the bot
        incoming = replace(
            self._incoming(user),
            args=means.args,
            chosen=tuple(vote.option_ids),
            chat_id=poll.chat_id,
        )
        reply = await guarded(handler(incoming, self._services), f"vote:{means.feature}")
        _log.debug("handled", person=user.id, route=f"vote:{means.feature}:{means.verb}")
        private = poll.chat_id == user.id
        if isinstance(reply, Screen) and (private or not isinstance(reply, Apology)):
            await self._outbox.send(poll.chat_id, reply)

    async def _query(self, query: InlineQuery, user: User) -> None:
        incoming = self._incoming(user, words=query.query)
        cards: list[Card] = []
        for inline in self._routes.inline:
            found = await guarded(inline(incoming, self._services), "inline")
            cards += [] if isinstance(found, Apology) else found
        await self._outbox.offer(query.id, user.id, cards[:_MOST_CARDS])

    async def _reply(self, turn: _Turn, handler: Handler, route: str) -> None:
        """Show what a handler returns, or the alarm in its place: its words are taken as well."""
        incoming, person = turn.incoming, turn.person
        reply = await guarded(handler(incoming, self._services), route)
        reply = turn.alarm or reply
        _log.debug("handled", person=incoming.person_id, route=route)
        if incoming.chat_id != incoming.person_id and isinstance(reply, Apology):
            reply = notices.FAULT
        await self._deliver(incoming.chat_id, reply, turn.tapped)
        if person is not None and isinstance(reply, Screen):
            expects = encode(reply.expects) if reply.expects else None
            if expects != person.expects:
                await self._services.db.run(people.expect, person.person_id, expects)

    async def _deliver(self, chat_id: int, reply: Reply | None, tapped: Tapped | None) -> None:
        answered = None
        if tapped:
            toast = reply if isinstance(reply, Toast) else None
            answered = asyncio.create_task(self._outbox.answer(tapped.query_id, toast))
        try:
            if isinstance(reply, Screen) and chat_id:
                await self._outbox.show(chat_id, reply, tapped)
        finally:
            if answered:
                await answered

    async def _arrived(self, user: User) -> Person:
        services = self._services
        return await services.db.run(arrived, user.id, user.language_code or "", services.clock())

    def _incoming(self, user: User, words: str = "") -> Incoming:
        now = self._services.clock()
        return Incoming(
            user.id, user.first_name, user.language_code or "", now, words, chat_id=user.id
        )

    def _handler(self, action: Action | None, person_id: int) -> Handler | None:
        """Return whom a tap goes to; nobody where it is an admin's and the person is none."""
        route = (action.feature, action.verb) if action else ("", "")
        hidden = route in self._routes.admin_taps and not self._is_admin(person_id)
        return None if hidden else self._routes.taps.get(route)

    def _linked(self, payload: str) -> Action | None:
        action = from_payload(payload)
        known = action is not None and (action.feature, action.verb) in self._routes.links
        return action if known else None

    def _is_admin(self, person_id: int) -> bool:
        return person_id in self._services.settings.admin_ids

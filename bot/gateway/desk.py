"""Finds the handler that answers an update, and says what is to be shown for it."""

from dataclasses import dataclass, replace

import structlog

from bot.chat.actions import Action, decode, encode, from_payload
from bot.chat.incoming import Incoming
from bot.chat.screen import Screen
from bot.domain.people import store as people
from bot.domain.people.model import Person
from bot.domain.people.work import arrived
from bot.gateway import files, notices, objections, reading
from bot.gateway.cards import cards
from bot.gateway.errors import Apology, guarded
from bot.gateway.in_groups import Moved
from bot.gateway.outbox import Outbox
from bot.gateway.reading import Blocked, Sender, Sought, Tapped, Update, Voted, Written
from bot.gateway.showing import Showing
from bot.routes import Handler, Route, Routes
from bot.services import Services
from bot.storage import updates
from bot.storage.sent import Sent
from bot.storage.transaction import Transaction
from bot.storage.updates import Once

_log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is to be answered: from whom, under which tap, and what must be said of its words.

    `person` is None in groups, where nothing is expected of anybody. `once` is the update whose
    words may change something, and must not twice.
    """

    incoming: Incoming
    person: Person | None = None
    tapped: Tapped | None = None
    alarm: Screen | None = None
    once: int | None = None


class Desk:
    """Answers one update after the other, whoever brings them."""

    def __init__(self, routes: Routes, services: Services, outbox: Outbox, sent: Sent) -> None:
        self._routes = routes
        self._services = services
        self._outbox = outbox
        self._sent = sent
        self._albums = files.Albums()

    async def answer(self, update: Update) -> Showing | None:
        """Do what an update asks for, and return what is to be shown, if anything."""
        match update.what:
            case Tapped() as tapped:
                return await self._tap(tapped, update.sender)
            case Written(is_edit=True) as message:
                return await self._edited(update, message) if message.private else None
            case Written(private=True) as message:
                return await self._message(update, message)
            case Written() as message:
                return await self._in_group(message, update.sender)
            case Voted() as vote:
                return await self._vote(vote, update.sender)
            case Sought() as query:
                await self._query(query, update.sender)
            case Blocked():
                person_id, now = update.sender.person_id, self._services.clock()
                await self._services.db.run(people.block, person_id, now)
            case Moved(before, after):
                await self._outbox.on_moved(before, after)
        return None

    async def _message(self, update: Update, message: Written) -> Showing | None:  # noqa: PLR0911  # one for each kind
        person, done = await self._arrived(update.sender, update.update_id)
        name, words = reading.command(message.text)
        incoming = self._incoming(update.sender, words=words if name else message.text)
        if done:  # it took effect before a crash: only the answer is missing
            return Showing(message.chat_id, await self._heeded(incoming) or notices.noted())
        linked = self._linked(words) if name == "start" else None
        if linked:
            handler = self._routes.taps[linked.feature, linked.verb]
            incoming = replace(incoming, words="", args=linked.args)
            turn = _Turn(incoming, person)
            return await self._reply(turn, handler, f"link:{linked.feature}:{linked.verb}")
        if message.place and self._routes.placed:
            turn = _Turn(replace(incoming, place=message.place), person)
            return await self._reply(turn, self._routes.placed, "place")
        file, takes = message.file, files.taker(self._routes, message.file, person)
        if file and takes and not name:
            return await self._filed(file, takes, _Turn(incoming, person))
        if message.media and not name and self._routes.media and self._is_admin(person.person_id):
            turn = _Turn(replace(incoming, message=message.as_message()), person)
            first = self._albums.take(message.media.album)
            return await self._reply(turn, self._routes.media, "media") if first else None
        if not message.text.strip():
            screen = notices.words_and_buttons()
            return Showing(message.chat_id, screen) if message.by_a_person else None
        turn = _Turn(replace(incoming, message=message.as_message()), person)
        turn = replace(turn, once=update.update_id if words or not name else None)
        return await (self._command(name, turn) if name else self._typed(turn, person))

    async def _edited(self, update: Update, message: Written) -> Showing | None:
        """Correct what the message did, where it can be; a sign in the new words is heeded."""
        person, done = await self._arrived(update.sender, update.update_id)
        name, words = reading.command(message.text)
        command = self._routes.commands.get(name)
        incoming = self._incoming(update.sender, words=words if name else message.text)
        if done or command is None or not command.takes_edits or not words:
            alarm = await self._heeded(incoming)
            return Showing(message.chat_id, alarm) if alarm else None
        incoming = replace(incoming, message=message.as_message())
        return await self._command(name, _Turn(incoming, person, once=update.update_id))

    async def _filed(self, file: files.Attached, takes: Handler, turn: _Turn) -> Showing:
        """Hand a file on; what its caption says is heeded first."""
        alarm, sent = await self._heeded(turn.incoming), file.as_sent(self._outbox.fetch)
        turn = replace(turn, incoming=replace(turn.incoming, file=sent))
        showing = await self._reply(turn, takes, "file")
        return replace(showing, reply=files.below(alarm, showing.reply))

    async def _command(self, name: str, turn: _Turn) -> Showing:
        incoming = turn.incoming
        command = self._routes.commands.get(name)
        if command is None or (command.admins_only and not self._is_admin(incoming.person_id)):
            alarm = await self._heeded(incoming)
            return Showing(incoming.chat_id, alarm or notices.unknown_command())
        itself = command.heeds_words or command.admins_only  # what an admin drafts is no complaint
        alarm = None if itself else await self._heeded(incoming)
        return await self._reply(replace(turn, alarm=alarm), command.handler, f"/{command.name}")

    async def _typed(self, turn: _Turn, person: Person) -> Showing:
        expected = decode(person.expects)
        handler = self._handler(expected, person.person_id)
        admins = expected and (expected.feature, expected.verb) in self._routes.admin_taps
        command = self._routes.in_plain_words(turn.incoming.words.strip(), expected)
        if command is not None and not admins:  # whatever else was asked
            return await self._command(command.name, turn)
        if expected is None or handler is None:
            # Looked up again where it comes again: a warning must not be lost for a note.
            return await self._reply(replace(turn, once=None), self._routes.typed, "typed")
        incoming = replace(turn.incoming, args=expected.args)
        alarm = None if admins else await self._heeded(incoming)  # what an admin drafts
        turn = replace(turn, incoming=incoming, alarm=alarm)
        return await self._reply(turn, handler, f"typed:{expected.feature}:{expected.verb}")

    async def _heeded(self, incoming: Incoming) -> Screen | None:
        """Return what must be said of a person's words, whatever they were for."""
        for heeds in self._routes.heeds if incoming.words else ():
            answer = await guarded(heeds(incoming, self._services), "heeds")
            if isinstance(answer, Screen):
                return answer
        return None

    async def _in_group(self, message: Written, sender: Sender) -> Showing | None:
        username = self._outbox.username
        if not message.text.startswith("/") or not reading.is_for(username, message.text):
            return None
        name, words = reading.command(message.text)
        command = self._routes.commands.get(name)
        if command is None or command.in_groups is None:
            private = replace(notices.in_group(username), topic=message.topic)
            return Showing(message.chat_id, private)
        incoming = self._incoming(sender, words=words)
        incoming = replace(incoming, chat_id=message.chat_id, topic=message.topic)
        return await self._reply(_Turn(incoming), command.in_groups, f"group:/{command.name}")

    async def _tap(self, tapped: Tapped, sender: Sender) -> Showing:
        action = decode(tapped.data)
        route: Route = (action.feature, action.verb) if action else ("", "")
        who = sender.person_id
        if said := await objections.to_tap(route, tapped, who, self._routes, self._outbox):
            return Showing(0, said, tapped)
        person = (await self._arrived(sender))[0] if tapped.private else None
        handler = self._handler(action, sender.person_id)
        if action is None or handler is None:
            return Showing(0, notices.OLD_BUTTON, tapped)
        incoming = replace(self._incoming(sender), args=action.args, chat_id=tapped.chat_id)
        incoming = replace(incoming, topic=tapped.topic)
        return await self._reply(_Turn(incoming, person, tapped), handler, ":".join(route))

    async def _vote(self, vote: Voted, sender: Sender) -> Showing | None:
        poll = await self._sent.poll(vote.poll_id)
        means = decode(poll.data) if poll else None
        handler = self._routes.votes.get((means.feature, means.verb)) if means else None
        known = await self._services.db.read(people.is_known, sender.person_id)
        if poll is None or means is None or handler is None or not known:
            return None  # a poll of another time, or somebody who never spoke to the bot
        incoming = replace(self._incoming(sender), args=means.args, chosen=vote.chosen)
        turn = _Turn(replace(incoming, chat_id=poll.chat_id))
        said = await self._reply(turn, handler, f"vote:{means.feature}:{means.verb}")
        return replace(said, spent=poll.message_id)

    async def _query(self, query: Sought, sender: Sender) -> None:
        incoming = self._incoming(sender, words=query.words)
        offered = await cards(incoming, self._routes, self._services)
        await self._outbox.offer(query.query_id, sender.person_id, offered)

    async def _reply(self, turn: _Turn, handler: Handler, route: str) -> Showing:
        """Show what a handler returns, or the alarm in its place: its words are taken as well."""
        incoming, person, services = turn.incoming, turn.person, self._services
        if turn.once is not None:
            services = replace(services, db=Once(services.db, turn.once))
        reply = await guarded(handler(incoming, services), route)
        reply = notices.above(turn.alarm, reply)
        _log.debug("handled", person=incoming.person_id, route=route)
        if isinstance(reply, Apology) and not (incoming.chat_id == incoming.person_id > 0):
            reply = notices.FAULT
        if isinstance(reply, Screen) and incoming.topic:
            reply = replace(reply, topic=incoming.topic)
        if person is not None and isinstance(reply, Screen):
            expects = encode(reply.expects) if reply.expects else None
            if expects != person.expects:
                await self._services.db.run(people.expect, person.person_id, expects)
        return Showing(incoming.chat_id, reply, turn.tapped)

    async def _arrived(self, sender: Sender, update_id: int = 0) -> tuple[Person, bool]:
        now = self._services.clock()

        def work(tx: Transaction) -> tuple[Person, bool]:
            person = arrived(tx, sender.person_id, sender.language, now)
            return person, bool(update_id) and updates.is_done(tx, update_id)

        return await self._services.db.run(work)

    def _incoming(self, sender: Sender, words: str = "") -> Incoming:
        person_id, now = sender.person_id, self._services.clock()
        return Incoming(person_id, sender.name, sender.language, now, words, chat_id=person_id)

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

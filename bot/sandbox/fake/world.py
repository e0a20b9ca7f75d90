"""All that the fake knows: people, chats, updates, files, and what the bot did."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.fake.calls import Call, Json, Query, RefusalError, flooded, moved
from bot.sandbox.fake.entities import settle
from bot.sandbox.fake.files import Files
from bot.sandbox.fake.formatting import parse_html
from bot.sandbox.fake.limits import Limits
from bot.sandbox.fake.people import Chat, Person, private_chat
from bot.sandbox.fake.placed import placed_entities
from bot.sandbox.fake.polls import Polls
from bot.sandbox.fake.profile import Profile
from bot.sandbox.fake.queries import Queries
from bot.sandbox.fake.updates import Updates
from bot.sandbox.fake.watching import Watch
from bot.sandbox.fake.webhook import Webhook

_MOST_RECORDED = 5_000


@dataclass(slots=True)
class World:
    """The state, and the few questions that all methods ask of it."""

    clock: Clock
    bot: Person
    limits: Limits
    edit_limits: Limits
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    updates: Updates = field(default_factory=Updates)
    webhook: Webhook = field(default_factory=Webhook)
    files: Files = field(default_factory=Files)
    polls: Polls = field(default_factory=Polls)
    profile: Profile = field(default_factory=Profile)
    queries: Queries = field(default_factory=Queries)
    answers: list[Json] = field(default_factory=list)
    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=_MOST_RECORDED))
    violations: list[str] = field(default_factory=list)
    watches: set[Watch] = field(default_factory=set)
    last_id: int = 0
    logged_out: bool = False

    def now(self) -> float:
        """Return the present time in seconds since 1970."""
        return self.clock().timestamp(unit="millisecond") / 1000

    def violate(self, complaint: str) -> None:
        """Note what the bot did outside the documentation."""
        if len(self.violations) < _MOST_RECORDED:
            self.violations.append(complaint)

    def answered(self, answer: Json) -> None:
        """Note an answer to a tap; the oldest go when there are very many."""
        self.answers.append(answer)
        if len(self.answers) > 2 * _MOST_RECORDED:
            del self.answers[:_MOST_RECORDED]

    def emit(self, kind: str, chat_id: int, **more: object) -> None:
        """Tell the onlookers, if there are any."""
        for watch in self.watches:
            watch.put({"kind": kind, "chat_id": chat_id, **more})

    def update(self, kind: str, payload: Json) -> None:
        """Queue an update for the bot."""
        self.updates.add(kind, payload, self.now())

    def next_message_id(self, chat: Chat) -> int:
        """Return the next number: supergroups count for themselves, other chats together."""
        if chat.is_supergroup:
            chat.own_ids += 1
            return chat.own_ids
        self.last_id += 1
        return self.last_id

    def chat(self, chat_id: int | str) -> Chat:
        """Return a chat that the bot knows; RefusalError where there is none.

        Only channels and public groups have names, and there are none here.
        """
        chat = self.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise RefusalError("chat not found")
        return chat

    def writable(self, chat_id: int | str) -> Chat:
        """Return a chat in which the bot may write; RefusalError where it may not."""
        person = self.people.get(chat_id) if isinstance(chat_id, int) else None
        if person is not None and not person.started:
            if any(person.id in chat.members for chat in self.chats.values() if chat.id < 0):
                raise RefusalError("bot can't initiate conversation with a user", 403)
            raise RefusalError("chat not found")
        if person is not None and person.blocked:
            raise RefusalError("bot was blocked by the user", 403)
        chat = self.chat(chat_id)
        if chat.moved_to is not None:
            raise moved(chat.moved_to)
        if chat.bot_status in {"kicked", "left"}:
            kind = "supergroup" if chat.is_supergroup else "group"
            gone = "was kicked from" if chat.bot_status == "kicked" else "is not a member of"
            raise RefusalError(f"bot {gone} the {kind} chat", 403)
        return chat

    def admit(self, chat: Chat, query: Query, count: int = 1) -> None:
        """Count messages, or an edit, against the limits; RefusalError with 429 at too many."""
        paid = bool(query.args.get("allow_paid_broadcast"))
        limits = self.edit_limits if query.method.startswith("edit") else self.limits
        wait = limits.admit(self.now(), chat.id, count, paid=paid)
        if wait:
            raise flooded(wait)

    def meet(self, person: Person) -> Chat:
        """Let a person be known to the bot, and return the chat with them."""
        if not person.started:
            self.people[person.id] = replace(person, started=True)
        if person.id not in self.chats:
            self.chats[person.id] = private_chat(person)
        return self.chats[person.id]

    def text(
        self, args: Mapping[str, Any], name: str = "text", prefix: str = ""
    ) -> tuple[str, list[Json]]:
        """Read formatted text from parameters; it is empty where only blanks are left.

        The text is called `name`; `prefix` stands before its parse mode and its entities.
        """
        listed = args.get("caption_entities" if name == "caption" else f"{prefix}entities", ())
        text: str = args.get(name, "")
        mode: str = args.get(f"{prefix}parse_mode", "")
        if mode.lower() == "html":
            text, entities = parse_html(text)
        elif mode:
            self.violate(f"parse_mode {mode}: the sandbox reads HTML only")
            raise RefusalError("unsupported parse_mode")
        else:
            entities = placed_entities(text, listed)
        return settle(text, [entity for entity in entities if self._resolve(entity)])

    def _resolve(self, entity: Json) -> bool:
        """Put the person into a mention; a mention of somebody unknown is dropped."""
        if entity["type"] != "text_mention":
            return True
        person = self.people.get(entity["user"]["id"])
        if person is not None:
            entity["user"] = person.user
        return person is not None

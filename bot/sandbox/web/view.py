"""What the page is shown: the people, their chats, and the messages of the chat that is open."""

from collections.abc import Iterator

from bot.sandbox.clock import MovableClock
from bot.sandbox.fake.calls import Json
from bot.sandbox.fake.people import Chat, Person
from bot.sandbox.telegram import Telegram


class View:
    """Reads the fake for the page; it changes nothing."""

    def __init__(self, telegram: Telegram, clock: MovableClock) -> None:
        self._telegram = telegram
        self._clock = clock

    def state(self, person_id: int | None, chat_id: int | None) -> Json:
        """Return all that the page shows, with one chat's messages if a person is named.

        Without a chat it is the person's own with the bot. KeyError for a person who is not there
        or a chat they are not in.
        """
        people = [person for person in self._telegram.people.values() if not person.is_bot]
        return {
            "now_ms": self._clock().timestamp(unit="millisecond"),
            "bot": self._bot(self._telegram.people[person_id] if person_id is not None else None),
            "people": [_person(person) for person in people],
            "chats": [entry for person in people for entry in self._chats(person)],
            "open": None if person_id is None else self._open(person_id, chat_id),
        }

    def _bot(self, reader: Person | None) -> Json:
        bot = self._telegram.bot
        language = reader.language_code if reader is not None else None
        return {
            "id": bot.id,
            "first_name": bot.first_name,
            "username": bot.username,
            "description": self._telegram.description(language or ""),
        }

    def _chats(self, person: Person) -> Iterator[Json]:
        """Yield a person's chat with the bot, begun or not, and their groups."""
        yield self._entry(person, person.id)
        for chat in self._groups(person.id):
            yield self._entry(person, chat.id)

    def _groups(self, person_id: int) -> list[Chat]:
        chats = self._telegram.chats.values()
        return [chat for chat in chats if not chat.is_private and person_id in chat.members]

    def _entry(self, person: Person, chat_id: int) -> Json:
        chat = self._telegram.chats.get(chat_id)
        group = chat is not None and not chat.is_private
        messages = self._telegram.history(chat_id) if chat is not None else []
        return {
            "person": person.id,
            "chat": chat_id,
            "kind": "group" if group else "private",
            "title": chat.chat["title"] if chat is not None and group else person.first_name,
            "members": len(chat.members) + 1 if chat is not None else 2,
            "last": messages[-1] if messages else None,
        }

    def _open(self, person_id: int, chat_id: int | None) -> Json:
        person = self._telegram.people[person_id]
        number = person_id if chat_id is None else chat_id
        entry = {each["chat"]: each for each in self._chats(person)}[number]
        known = number in self._telegram.chats
        del entry["last"]
        return {
            **entry,
            "messages": self._telegram.history(number) if known else [],
            "commands": self._telegram.commands(number),
            "menu_button": self._telegram.menu_button(number),
            "keyboard": self._telegram.reply_keyboard(number) if known else None,
            "votes": self._telegram.votes(person_id),
        }


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "first_name": person.first_name,
        "username": person.username,
        "language_code": person.language_code,
        "blocked": person.blocked,
        "started": person.started,
    }

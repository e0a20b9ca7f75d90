"""What must be remembered of what was sent: the meaning of polls, Telegram's copies of pictures."""

from dataclasses import dataclass

from bot.storage.database import Database
from bot.storage.transaction import Transaction

_MOST_POLLS = 200  # of one chat: nobody answers an older one
_MOST_PICTURES = 4096  # many times what there is; what is drawn anew leaves old ones behind


@dataclass(frozen=True, slots=True)
class SentPoll:
    """A poll in a chat; `data` says what its answers mean, as a button's data.

    `message_id` is None for one that was sent before that was kept.
    """

    poll_id: str
    chat_id: int
    data: str
    message_id: int | None = None


class Sent:
    """Remembers polls and pictures; `bot_id` because a file id is of use to one bot alone."""

    def __init__(self, db: Database, bot_id: int) -> None:
        self._db = db
        self._bot_id = bot_id
        self._files: dict[str, str] = {}  # a few hundred at most: what everybody sees

    async def keep_poll(self, poll: SentPoll) -> None:
        """Remember what a poll means; in a private chat it goes when the person does."""
        await self._db.run(_keep_poll, poll)

    async def poll(self, poll_id: str) -> SentPoll | None:
        """Return a poll of this bot's, or None."""
        return await self._db.read(_poll, poll_id)

    async def file_id(self, key: str) -> str | None:
        """Return Telegram's id of a picture that was sent before."""
        if key not in self._files:
            found = await self._db.read(_file_id, self._bot_id, key)
            if found is None:
                return None
            self._files[key] = found
        return self._files[key]

    async def keep_file(self, key: str, file_id: str) -> None:
        """Remember Telegram's id of a picture."""
        self._files[key] = file_id
        await self._db.run(_keep_file, self._bot_id, key, file_id)

    async def drop_file(self, key: str, file_id: str) -> None:
        """Forget an id that Telegram does not take, unless there is another by now."""
        if self._files.get(key) == file_id:
            del self._files[key]
            await self._db.run(_drop_file, self._bot_id, key)


def _keep_poll(tx: Transaction, poll: SentPoll) -> None:
    tx.run(
        """
        INSERT INTO polls (poll_id, person_id, chat_id, data, message_id)
        VALUES (:poll_id, (SELECT person_id FROM people WHERE person_id = :chat_id),
                :chat_id, :data, :message_id)
        ON CONFLICT (poll_id) DO NOTHING
        """,
        poll_id=poll.poll_id,
        chat_id=poll.chat_id,
        data=poll.data,
        message_id=poll.message_id,
    )
    tx.run(
        """
        DELETE FROM polls WHERE chat_id = :chat_id AND rowid <= (
            SELECT rowid FROM polls WHERE chat_id = :chat_id
            ORDER BY rowid DESC LIMIT 1 OFFSET :most)
        """,
        chat_id=poll.chat_id,
        most=_MOST_POLLS,
    )


def move_polls(tx: Transaction, before: int, after: int) -> None:
    """Take a group's polls along to the chat that it has become."""
    tx.run("UPDATE polls SET chat_id = :after WHERE chat_id = :before", before=before, after=after)


def _poll(tx: Transaction, poll_id: str) -> SentPoll | None:
    row = tx.one(
        "SELECT poll_id, chat_id, data, message_id FROM polls WHERE poll_id = :id", id=poll_id
    )
    return SentPoll(**row) if row else None


def _file_id(tx: Transaction, bot_id: int, key: str) -> str | None:
    row = tx.one(
        "SELECT file_id FROM pictures WHERE bot_id = :bot_id AND key = :key", bot_id=bot_id, key=key
    )
    return row["file_id"] if row else None


def _keep_file(tx: Transaction, bot_id: int, key: str, file_id: str) -> None:
    tx.run(
        """
        INSERT INTO pictures (bot_id, key, file_id) VALUES (:bot_id, :key, :file_id)
        ON CONFLICT (bot_id, key) DO UPDATE SET file_id = excluded.file_id
        """,
        bot_id=bot_id,
        key=key,
        file_id=file_id,
    )
    tx.run(
        """
        DELETE FROM pictures
        WHERE bot_id = :bot_id AND rowid <= (SELECT MAX(rowid) FROM pictures) - :most
        """,
        bot_id=bot_id,
        most=_MOST_PICTURES,
    )


def _drop_file(tx: Transaction, bot_id: int, key: str) -> None:
    tx.run("DELETE FROM pictures WHERE bot_id = :bot_id AND key = :key", bot_id=bot_id, key=key)

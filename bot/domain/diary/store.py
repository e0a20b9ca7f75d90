"""The diary as rows."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from whenever import Date, Instant

from bot.domain.diary.model import SIGNS, Compared, Entry, Move, Reopening
from bot.domain.plan.model import Effort, Zone
from bot.storage.instants import restored, stored
from bot.storage.transaction import Row, Transaction

_move = TypeAdapter(Move)


def add(tx: Transaction, entry: Entry, token: str) -> Entry:
    """Store a new entry and return it with its id; of one token, the entry that was first.

    `token` names the message or screen that it comes from, which may come twice.
    """
    rows = tx.run(
        """
        INSERT INTO diary_entries
            (person_id, day, written_at, evident_at, token, effort, pain, worst, morning,
             limp, night, landing, minutes, metres, note, sign, compared, settled, move)
        VALUES
            (:person_id, :day, :written_at, :evident_at, :token, :effort, :pain, :worst, :morning,
             :limp, :night, :landing, :minutes, :metres, :note, :sign, :compared, :settled, :move)
        ON CONFLICT (person_id, token) DO UPDATE SET token = excluded.token
        RETURNING *
        """,
        token=token,
        **_columns(entry),
    )
    return _entry(rows[0])


def save(tx: Transaction, entry: Entry) -> None:
    """Store an entry that has changed."""
    tx.run(
        """
        UPDATE diary_entries
        SET day = :day, written_at = :written_at, evident_at = :evident_at, effort = :effort,
            pain = :pain, worst = :worst, morning = :morning, limp = :limp, night = :night,
            landing = :landing, minutes = :minutes, metres = :metres, note = :note, sign = :sign,
            compared = :compared, settled = :settled, move = :move
        WHERE entry_id = :entry_id AND person_id = :person_id
        """,
        entry_id=entry.entry_id,
        **_columns(entry),
    )


def written(tx: Transaction, person_id: int, since: Instant, *, but: str) -> int:
    """Return how many entries were written after an instant, one of that token not counted."""
    row = tx.one(
        """
        SELECT count(*) AS number FROM diary_entries
        WHERE person_id = :person_id AND written_at > :since AND token != :but
        """,
        person_id=person_id,
        since=stored(since),
        but=but,
    )
    return int(row["number"]) if row else 0


def delete(tx: Transaction, entry: Entry) -> None:
    """Remove an entry."""
    tx.run(
        "DELETE FROM diary_entries WHERE entry_id = :entry_id AND person_id = :person_id",
        entry_id=entry.entry_id,
        person_id=entry.person_id,
    )


def one(tx: Transaction, person_id: int, entry_id: int) -> Entry | None:
    """Return one entry, if it is this person's."""
    row = tx.one(
        "SELECT * FROM diary_entries WHERE entry_id = :entry_id AND person_id = :person_id",
        entry_id=entry_id,
        person_id=person_id,
    )
    return _entry(row) if row else None


def of_token(tx: Transaction, person_id: int, token: str) -> Entry | None:
    """Return the entry that comes from a message, screen or file."""
    row = tx.one(
        "SELECT * FROM diary_entries WHERE person_id = :person_id AND token = :token",
        person_id=person_id,
        token=token,
    )
    return _entry(row) if row else None


def entries(tx: Transaction, person_id: int, since: Date, until: Date) -> Sequence[Entry]:
    """Return what was noted from one day to another, both included, the oldest first."""
    rows = tx.all(
        """
        SELECT * FROM diary_entries
        WHERE person_id = :person_id AND day BETWEEN :since AND :until
        ORDER BY day, written_at, entry_id
        """,
        person_id=person_id,
        since=since.format_iso(),
        until=until.format_iso(),
    )
    return [_entry(row) for row in rows]


def efforts(tx: Transaction, person_id: int, since: Date, until: Date) -> Sequence[Entry]:
    """Return the sessions and runs from one day to another, both included, the oldest first."""
    return [entry for entry in entries(tx, person_id, since, until) if entry.effort]


def latest(tx: Transaction, person_id: int, skip: int, most: int) -> tuple[list[Entry], int]:
    """Return some entries, the newest first, and how many there are in all."""
    rows = tx.all(
        """
        SELECT *, count(*) OVER () AS total FROM diary_entries WHERE person_id = :person_id
        ORDER BY day DESC, written_at DESC, entry_id DESC LIMIT :most OFFSET :skip
        """,
        person_id=person_id,
        most=most,
        skip=skip,
    )
    return [_entry(row) for row in rows], rows[0]["total"] if rows else 0


def open_effort(tx: Transaction, person_id: int, on: Date) -> Entry | None:
    """Return an effort of the day before whose morning after is not known, the newest of several.

    One that was red at once is not asked about any more.
    """
    row = tx.one(
        """
        SELECT * FROM diary_entries
        WHERE person_id = :person_id AND day = :before
          AND effort IS NOT NULL AND compared IS NULL AND settled IS NULL
        ORDER BY written_at DESC, entry_id DESC LIMIT 1
        """,
        person_id=person_id,
        before=on.subtract(days=1).format_iso(),
    )
    return _entry(row) if row else None


def unsettled(tx: Transaction, person_id: int, before: Date) -> Sequence[Entry]:
    """Return the efforts of earlier days that have not been judged to their end."""
    rows = tx.all(
        """
        SELECT * FROM diary_entries
        WHERE person_id = :person_id AND day < :before AND effort IS NOT NULL AND settled IS NULL
        ORDER BY day, entry_id
        """,
        person_id=person_id,
        before=before.format_iso(),
    )
    return [_entry(row) for row in rows]


def evidence(tx: Transaction, person_id: int, since: Date, after: Instant) -> Sequence[Entry]:
    """Return the entries from a day on that became new or worse after an instant."""
    rows = tx.all(
        """
        SELECT * FROM diary_entries
        WHERE person_id = :person_id AND day >= :since AND evident_at > :after
        ORDER BY day, written_at, entry_id
        """,
        person_id=person_id,
        since=since.format_iso(),
        after=stored(after),
    )
    return [_entry(row) for row in rows]


def logged_on(tx: Transaction, person_id: int, on: Date) -> bool:
    """Say whether anything was noted for a day."""
    row = tx.one(
        "SELECT 1 FROM diary_entries WHERE person_id = :person_id AND day = :day LIMIT 1",
        person_id=person_id,
        day=on.format_iso(),
    )
    return row is not None


def last_reopening(tx: Transaction, person_id: int) -> Reopening | None:
    """Return the check that the diary opened last, and for what."""
    row = tx.one("SELECT * FROM diary_reopenings WHERE person_id = :person_id", person_id=person_id)
    if row is None:
        return None
    return Reopening(row["session_id"], restored(row["since"]), restored(row["reopened_at"]))


def keep_reopening(tx: Transaction, person_id: int, reopening: Reopening) -> None:
    """Store the check that the diary opened last."""
    tx.run(
        """
        INSERT INTO diary_reopenings (person_id, session_id, since, reopened_at)
        VALUES (:person_id, :check_id, :since, :reopened_at)
        ON CONFLICT (person_id) DO UPDATE
        SET session_id = excluded.session_id, since = excluded.since,
            reopened_at = excluded.reopened_at
        """,
        person_id=person_id,
        check_id=reopening.check_id,
        since=stored(reopening.since),
        reopened_at=stored(reopening.reopened_at),
    )


def _columns(entry: Entry) -> dict[str, object]:
    return {
        "person_id": entry.person_id,
        "day": entry.on.format_iso(),
        "written_at": stored(entry.written_at),
        "evident_at": stored(entry.evident_at),
        "effort": entry.effort.value if entry.effort else None,
        "compared": entry.compared.value if entry.compared else None,
        "settled": None if entry.settled is None else entry.settled.name.lower(),
        "move": _move.dump_json(entry.move).decode() if entry.move else None,
        **{name: getattr(entry, name) for name in _PLAIN},
        **{name: int(getattr(entry, name)) for name in SIGNS},
    }


_PLAIN = ("pain", "worst", "morning", "minutes", "metres", "note", "sign")


def _entry(row: Row) -> Entry:
    return Entry(
        entry_id=row["entry_id"],
        person_id=row["person_id"],
        on=Date.parse_iso(row["day"]),
        written_at=restored(row["written_at"]),
        evident_at=restored(row["evident_at"]),
        effort=Effort(row["effort"]) if row["effort"] else None,
        compared=Compared(row["compared"]) if row["compared"] else None,
        settled=Zone[row["settled"].upper()] if row["settled"] else None,
        move=_move.validate_json(row["move"]) if row["move"] else None,
        limp=bool(row["limp"]),
        night=bool(row["night"]),
        landing=bool(row["landing"]),
        **{name: row[name] for name in _PLAIN},
    )

"""Holds as rows: what is grave about a person until it is settled."""

import json
from collections.abc import Iterable, Mapping
from typing import Literal

from whenever import Instant

from bot.domain.check.answers import answers_of, answers_text
from bot.domain.check.model import Hold, Origin, Urgency, gravest_first
from bot.storage.instants import restored, restored_or_none, stored
from bot.storage.transaction import Row, Transaction

EndedBy = Literal["clinician", "over", "corrected", "check"]


def of_person(tx: Transaction, person_id: int) -> tuple[Hold, ...]:
    """Return what holds for a person now, the gravest first."""
    rows = tx.all(
        """
        SELECT * FROM holds WHERE person_id = :person_id AND ended_at IS NULL
            AND (is_asked = 0 OR urgency = 'emergency')
        """,
        person_id=person_id,
    )
    return gravest_first(map(_hold, rows))


def asked(tx: Transaction, person_id: int) -> tuple[Hold, ...]:
    """Return the signs that a person was asked about and has not answered, the gravest first.

    Those of an emergency hold all the same.
    """
    rows = tx.all(
        """
        SELECT * FROM holds WHERE person_id = :person_id AND ended_at IS NULL AND is_asked = 1
        """,
        person_id=person_id,
    )
    return gravest_first(map(_hold, rows))


def place(tx: Transaction, hold: Hold) -> int:
    """Store a hold; of the same sign, check or diary the newer words and the graver urgency stand.

    Returns its id; the one in `hold` is not looked at. What holds already is not asked about again.
    """
    same = _standing(tx, hold)
    values = {
        "urgency": max(hold.urgency, same.urgency if same else hold.urgency).name.lower(),
        "reasons": json.dumps(hold.reasons),
        "words": hold.words,
        "language": hold.language,
        "ticks": answers_text(hold.ticks),
        "check_id": hold.check_id,
        "asks_check": hold.asks_check,
        "examine_first": hold.examine_first,
        "is_asked": hold.is_asked and (same is None or same.is_asked or not same.urgency),
        # Typed once more, it is new; of a check, it was so from the first.
        "since": stored(hold.since if same is None or hold.origin is Origin.TYPED else same.since),
    }
    if same is not None:
        _change(tx, same.hold_id, values)
        return same.hold_id
    (row,) = tx.run(
        """
        INSERT INTO holds (person_id, origin, urgency, reasons, words, language, ticks, check_id,
                           asks_check, examine_first, is_asked, since)
        VALUES (:person_id, :origin, :urgency, :reasons, :words, :language, :ticks, :check_id,
                :asks_check, :examine_first, :is_asked, :since)
        RETURNING hold_id
        """,
        person_id=hold.person_id,
        origin=hold.origin.value,
        **values,
    )
    return int(row["hold_id"])


def _change(tx: Transaction, hold_id: int, values: Mapping[str, object]) -> None:
    tx.run(
        """
        UPDATE holds SET urgency = :urgency, reasons = :reasons, words = :words,
            language = :language, ticks = :ticks, check_id = :check_id, asks_check = :asks_check,
            examine_first = :examine_first, is_asked = :is_asked, since = :since, seen_at = NULL
        WHERE hold_id = :hold_id
        """,
        hold_id=hold_id,
        **values,
    )


def _standing(tx: Transaction, hold: Hold) -> Hold | None:
    """Return what stands of the same sign, check or diary."""
    stand = (*of_person(tx, hold.person_id), *asked(tx, hold.person_id))
    return next((h for h in stand if _is_same(h, hold)), None)


def believe(tx: Transaction, hold_ids: Iterable[int]) -> None:
    """Note that signs are so, as a person says, or leaves open in a check: they hold now."""
    tx.each(
        "UPDATE holds SET is_asked = 0 WHERE hold_id = :hold_id",
        [{"hold_id": hold_id} for hold_id in hold_ids],
    )


def checked(tx: Transaction, hold_ids: Iterable[int]) -> None:
    """Note that the check which was to settle some holds has been done, and did not end them."""
    tx.each(
        "UPDATE holds SET asks_check = 0 WHERE hold_id = :hold_id",
        [{"hold_id": hold_id} for hold_id in hold_ids],
    )


def leave_to_check(tx: Transaction, hold_id: int, check_id: int) -> None:
    """Let what is said to be over hold for the check alone in which it is noted."""
    tx.run(
        """
        UPDATE holds SET urgency = 'self_care', asks_check = 1, is_asked = 0, check_id = :check_id
        WHERE hold_id = :hold_id AND ended_at IS NULL
        """,
        hold_id=hold_id,
        check_id=check_id,
    )


def end(tx: Transaction, hold_ids: Iterable[int], by: EndedBy, now: Instant) -> None:
    """End holds; the person's words go with them."""
    tx.each(
        """
        UPDATE holds SET ended_at = :now, ended_by = :by, words = ''
        WHERE hold_id = :hold_id AND ended_at IS NULL
        """,
        [{"hold_id": hold_id, "by": by, "now": stored(now)} for hold_id in hold_ids],
    )


def _is_same(one: Hold, other: Hold) -> bool:
    if one.origin is not other.origin:
        return False
    match one.origin:
        case Origin.TYPED:
            return one.reasons == other.reasons
        case Origin.CHECK | Origin.DIARY:
            return one.check_id == other.check_id


def _hold(row: Row) -> Hold:
    return Hold(
        hold_id=row["hold_id"],
        person_id=row["person_id"],
        origin=Origin(row["origin"]),
        urgency=Urgency[row["urgency"].upper()],
        reasons=tuple(json.loads(row["reasons"])),
        since=restored(row["since"]),
        words=row["words"],
        ticks=answers_of(row["ticks"]),
        check_id=row["check_id"],
        asks_check=bool(row["asks_check"]),
        examine_first=bool(row["examine_first"]),
        is_asked=bool(row["is_asked"]),
        seen_at=restored_or_none(row["seen_at"]),
        language=row["language"],
    )

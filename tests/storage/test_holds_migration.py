"""What stood before there were holds stands after the migration."""

import json
from pathlib import Path

import pytest

from bot.domain.check import store_holds as holds
from bot.domain.check.model import Origin, Urgency
from bot.storage import sqlite
from bot.storage.transaction import Transaction
from tests.storage.conftest import KEY, opened

ANA = 1001


def _before(path: Path, monkeypatch: pytest.MonkeyPatch, *sessions: tuple[object, ...]) -> None:
    """Make a database of the schema before, with checks of Ana's."""
    older = [migration for migration in sqlite.migrations() if migration[0] < 8]
    with monkeypatch.context() as patched:
        patched.setattr(sqlite, "migrations", lambda: older)
        connection = sqlite.opened(str(path), KEY)
    connection.execute(
        "INSERT INTO people (person_id, language, joined_at, seen_on) VALUES (?, 'en', 0, '')",
        (ANA,),
    )
    for session in sessions:
        connection.execute(
            """
            INSERT INTO triage_sessions
                (person_id, started_at, updated_at, state, answers, urgency, cleared_at, reopened)
            VALUES (1001, 5, 7, ?, ?, ?, ?, ?)
            """,
            session,
        )
    connection.close()


CASES = [
    (("done", {}, "emergency", None, None), [(Origin.CHECK, Urgency.EMERGENCY, False)]),
    (("done", {}, "clinician_soon", None, None), [(Origin.CHECK, Urgency.CLINICIAN_SOON, False)]),
    (("done", {}, "self_care", None, None), []),
    (("done", {"age": ["under_16"]}, "self_care", None, None), [(Origin.CHECK, 0, False)]),
    (("done", {}, "emergency", 9, None), []),
    (("open", {}, None, None, "typed_sign"), [(Origin.TYPED, 0, True)]),
    (("open", {}, None, None, "diary_limp"), [(Origin.DIARY, 0, True)]),
]


@pytest.mark.parametrize(("session", "held"), CASES)
async def test_what_held_still_holds(
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    session: tuple[str, dict[str, object], object, object, object],
    held: list[tuple[Origin, int, bool]],
) -> None:
    state, answers, *rest = session
    _before(path, monkeypatch, (state, json.dumps(answers), *rest))
    async with opened(path) as db:
        found = await db.read(holds.of_person, ANA)
    assert [(h.origin, h.urgency, h.asks_check) for h in found] == held


async def test_facts_are_read_from_the_answers(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"duration": ["days_3"], "walking": ["normal"], "pain": ["10"], "impact": ["yes"]}
    _before(path, monkeypatch, ("done", json.dumps(answers), "self_care", None, None))
    async with opened(path) as db:
        (row,) = await db.run(Transaction.all, "SELECT facts FROM triage_sessions")
    assert json.loads(row["facts"]) == ["fresh", "walks_normally", "sore", "bone"]

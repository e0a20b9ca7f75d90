"""Plans as rows."""

import json
from collections.abc import Iterable

from whenever import Date

from bot.domain.plan.model import DayKind, Plan, Zone
from bot.storage.instants import date_or_none, restored, restored_or_none, stored, stored_or_none
from bot.storage.transaction import Row, Transaction


def current(tx: Transaction, person_id: int) -> Plan | None:
    """Return the person's plan, if they have one that has not ended."""
    row = tx.one(
        "SELECT * FROM plans WHERE person_id = :person_id AND ended_at IS NULL",
        person_id=person_id,
    )
    return _plan(row) if row else None


def race(tx: Transaction, person_id: int) -> Date | None:
    """Return the date of the person's race."""
    row = tx.one("SELECT on_date FROM races WHERE person_id = :person_id", person_id=person_id)
    return date_or_none(row["on_date"]) if row else None


def keep_race(tx: Transaction, person_id: int, on: Date | None) -> None:
    """Store the date of a race in place of an earlier one; None forgets it."""
    tx.run("DELETE FROM races WHERE person_id = :person_id", person_id=person_id)
    if on is not None:
        tx.run(
            "INSERT INTO races (person_id, on_date) VALUES (:person_id, :on_date)",
            person_id=person_id,
            on_date=on.format_iso(),
        )


def save(tx: Transaction, plan: Plan) -> None:
    """Store a plan, in place of the person's earlier one."""
    tx.run(
        """
        INSERT INTO plans
            (person_id, made_at, begun_on, check_id, stage, level, run_days, session_days, greens,
             green_runs, zone, last_session, last_run, last_red, stopped_on, rest_until,
             paused_until, running_from, gate, shifts, ended_at, worse_on, pulled_on, stage_on,
             level_on)
        VALUES
            (:person_id, :made_at, :begun_on, :check_id, :stage, :level, :run_days, :session_days,
             :greens, :green_runs, :zone, :last_session, :last_run, :last_red, :stopped_on,
             :rest_until, :paused_until, :running_from, :gate, :shifts, :ended_at, :worse_on,
             :pulled_on, :stage_on, :level_on)
        ON CONFLICT (person_id) DO UPDATE SET
            made_at = excluded.made_at, begun_on = excluded.begun_on,
            check_id = excluded.check_id, stage = excluded.stage, level = excluded.level,
            run_days = excluded.run_days, session_days = excluded.session_days,
            greens = excluded.greens, green_runs = excluded.green_runs, zone = excluded.zone,
            last_session = excluded.last_session, last_run = excluded.last_run,
            last_red = excluded.last_red, stopped_on = excluded.stopped_on,
            rest_until = excluded.rest_until, paused_until = excluded.paused_until,
            running_from = excluded.running_from, gate = excluded.gate, shifts = excluded.shifts,
            ended_at = excluded.ended_at, worse_on = excluded.worse_on,
            pulled_on = excluded.pulled_on, stage_on = excluded.stage_on,
            level_on = excluded.level_on
        """,
        **_values(plan),
    )


_DATES = (
    "begun_on", "last_session", "last_run", "last_red", "stopped_on", "rest_until",
    "paused_until", "running_from", "worse_on", "pulled_on", "stage_on", "level_on",
)  # fmt: skip


def _values(plan: Plan) -> dict[str, object]:
    return {
        "person_id": plan.person_id,
        "made_at": stored(plan.made_at),
        "check_id": plan.check_id,
        "stage": plan.stage,
        "level": plan.level,
        "run_days": json.dumps(sorted(plan.run_days)),
        "session_days": json.dumps(sorted(plan.session_days)),
        "greens": _dates(plan.greens),
        "green_runs": _dates(plan.green_runs),
        "zone": None if plan.zone is None else plan.zone.name.lower(),
        "gate": json.dumps(sorted(plan.gate)),
        "shifts": json.dumps({on.format_iso(): kind.value for on, kind in plan.shifts.items()}),
        "ended_at": stored_or_none(plan.ended_at),
        **{name: _text(getattr(plan, name)) for name in _DATES},
    }


def _text(on: Date | None) -> str | None:
    return None if on is None else on.format_iso()


def _dates(dates: Iterable[Date]) -> str:
    return json.dumps([on.format_iso() for on in sorted(dates)])


def _plan(row: Row) -> Plan:
    return Plan(
        person_id=row["person_id"],
        made_at=restored(row["made_at"]),
        begun_on=Date.parse_iso(row["begun_on"]),
        check_id=row["check_id"],
        stage=row["stage"],
        level=row["level"],
        run_days=frozenset(json.loads(row["run_days"])),
        session_days=frozenset(json.loads(row["session_days"])),
        greens=frozenset(map(Date.parse_iso, json.loads(row["greens"]))),
        green_runs=frozenset(map(Date.parse_iso, json.loads(row["green_runs"]))),
        zone=Zone[row["zone"].upper()] if row["zone"] else None,
        last_session=date_or_none(row["last_session"]),
        last_run=date_or_none(row["last_run"]),
        last_red=date_or_none(row["last_red"]),
        stopped_on=date_or_none(row["stopped_on"]),
        rest_until=date_or_none(row["rest_until"]),
        paused_until=date_or_none(row["paused_until"]),
        running_from=date_or_none(row["running_from"]),
        worse_on=date_or_none(row["worse_on"]),
        pulled_on=date_or_none(row["pulled_on"]),
        stage_on=date_or_none(row["stage_on"]),
        level_on=date_or_none(row["level_on"]),
        gate=frozenset(json.loads(row["gate"])),
        shifts={Date.parse_iso(d): DayKind(kind) for d, kind in json.loads(row["shifts"]).items()},
        ended_at=restored_or_none(row["ended_at"]),
    )

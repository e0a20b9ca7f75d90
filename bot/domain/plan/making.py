"""How a plan begins, where a check sends it, and which weekdays may stand in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from whenever import Date

from bot.domain.check.model import Check, Fact
from bot.domain.plan.days import spaced
from bot.domain.plan.model import Plan
from bot.domain.plan.rules import DAILY_FROM, WEEK

SESSION_DAYS, RUN_DAYS = frozenset({1, 3, 5}), frozenset({2, 4, 7})
STARTS = frozenset(
    {
        "start_cleared", "start_fresh", "start_strong", "start_unsure", "start_walking", "start_1",
    }
)  # fmt: skip
"""The ids of the sentences that say why a plan begins where it does."""


Facts = frozenset[Fact]


@dataclass(frozen=True, slots=True)
class Weekdays:
    """The days that are chosen, ISO weekdays; none is in both."""

    sessions: frozenset[int] = SESSION_DAYS
    runs: frozenset[int] = RUN_DAYS

    def with_session(self, weekday: int) -> tuple["Weekdays", frozenset[int]]:
        """Switch a session day on or off; also returns the session days that made way for it.

        The last one stays: without any, the plan would never move.
        """
        if weekday in self.sessions:
            rest = self.sessions - {weekday}
            return replace(self, sessions=rest or self.sessions), frozenset()
        removed = self.sessions & _beside(weekday)
        sessions = (self.sessions - removed) | {weekday}
        return Weekdays(sessions, self.runs - {weekday}), removed

    def with_run(self, weekday: int, level: int) -> tuple["Weekdays", frozenset[int]]:
        """Switch a running day on or off; also returns the running days that made way for it.

        The last session day cannot become one.
        """
        if weekday in self.runs:
            return replace(self, runs=self.runs - {weekday}), frozenset()
        if self.sessions == {weekday}:
            return self, frozenset()
        removed = self.runs & _beside(weekday) if level < DAILY_FROM else frozenset()
        return Weekdays(self.sessions - {weekday}, (self.runs - removed) | {weekday}), removed


def weekdays(sessions: Iterable[int], runs: Iterable[int], level: int) -> Weekdays:
    """Return weekdays that came with a button, such as may stand in a plan at that level."""
    found = spaced(d for d in sessions if 1 <= d <= WEEK) or SESSION_DAYS
    wanted = frozenset(d for d in runs if 1 <= d <= WEEK) - found
    return Weekdays(found, wanted if level >= DAILY_FROM else spaced(wanted))


def first_stage(facts: Facts) -> int:
    """Return where a check's answers put a new plan: 0, or 1 where the first days are over.

    Stage 1 asks for 2 out of 10 or less in daily life.
    """
    sore = facts & {"fresh", "sore", "sore_unsure"}
    return 1 if "walks_normally" in facts and not sore else 0


def first_why(facts: Facts, *, cleared: bool) -> str:
    """Return why a new plan begins where it does, as a sentence's id in plan.toml.

    `cleared` says that somebody had to examine the person first.
    """
    if first_stage(facts) > 0:
        return "start_1"
    if cleared:
        return "start_cleared"
    if "fresh" in facts:
        return "start_fresh"
    if "sore_unsure" in facts:
        return "start_unsure"
    return "start_strong" if "sore" in facts else "start_walking"


def rechecked(plan: Plan, check: Check, on: Date) -> Plan:
    """Return the plan under a newer check: fresh pain sends it back to the first days."""
    if plan.check_id == check.check_id:
        return plan
    plan = replace(plan, check_id=check.check_id)
    if first_stage(check.facts) > 0:
        return plan
    return restarted(plan, 0, on)


def restarted(plan: Plan, stage: int, on: Date) -> Plan:
    """Return the plan from its beginning: that stage, or the one it is at where that is lower."""
    return replace(
        plan,
        stage=min(stage, plan.stage),
        level=0,
        gate=frozenset(),
        greens=frozenset(),
        green_runs=frozenset(),
        shifts={},
        begun_on=on,
    )


def _beside(weekday: int) -> frozenset[int]:
    return frozenset({weekday % WEEK + 1, (weekday - 2) % WEEK + 1})

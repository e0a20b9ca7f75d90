"""How a plan begins, where a check sends it, and which weekdays may stand in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from whenever import Date

from bot.domain.check.model import Check, Fact
from bot.domain.plan.days import beside, spaced
from bot.domain.plan.model import Plan
from bot.domain.plan.rules import DAILY_FROM, PULL_RUN, PULL_STRETCH, WEEK, is_pulled

SESSION_DAYS, RUN_DAYS = frozenset({1, 3, 5}), frozenset({2, 4, 7})
STARTS = frozenset(
    {
        "start_cleared", "start_fresh", "start_pull", "start_strong", "start_unsure",
        "start_walking", "start_1",
    }
)  # fmt: skip
"""The ids of the sentences that say why a plan begins where it does."""


Facts = frozenset[Fact]

_AGES: Mapping[Fact, int] = {"four_days": 4, "eight_days": 8, "two_weeks": PULL_RUN}
"""How many days old the pain is at least, by the answers."""


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
        removed = self.sessions & beside(weekday)
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
        removed = self.runs & beside(weekday) if level < DAILY_FROM else frozenset()
        return Weekdays(self.sessions - {weekday}, (self.runs - removed) | {weekday}), removed


def weekdays(sessions: Iterable[int], runs: Iterable[int], level: int) -> Weekdays:
    """Return weekdays that came with a button, such as may stand in a plan at that level."""
    found = spaced(d for d in sessions if 1 <= d <= WEEK) or SESSION_DAYS
    wanted = frozenset(d for d in runs if 1 <= d <= WEEK) - found
    return Weekdays(found, wanted if level >= DAILY_FROM else spaced(wanted))


def first_stage(facts: Facts, *, cleared: bool = False) -> int:
    """Return where a check's answers put a new plan: 0, or 1 where the first days are over.

    Stage 1 asks for 2 out of 10 or less in daily life. Who was `cleared`, for somebody had to
    examine them first, begins with the first days, and so does a fresh pull.
    """
    sore = facts & {"fresh", "sore", "sore_unsure"}
    if cleared or sore or _pull_age(facts) < PULL_STRETCH:
        return 0
    return 1 if "walks_normally" in facts else 0


def first_why(facts: Facts, *, cleared: bool) -> str:
    """Return why a new plan begins where it does, as a sentence's id in plan.toml."""
    if cleared:
        return "start_cleared"
    if first_stage(facts) > 0:
        return "start_1"
    if _pull_age(facts) < PULL_STRETCH:
        return "start_pull"
    if "fresh" in facts:
        return "start_fresh"
    if "sore_unsure" in facts:
        return "start_unsure"
    return "start_strong" if "sore" in facts else "start_walking"


def pulled(facts: Facts, on: Date) -> Date | None:
    """Return the day from which a sudden pull is counted, the latest that the answers leave."""
    return on.subtract(days=_pull_age(facts)) if "pull" in facts else None


def rechecked(plan: Plan, check: Check, on: Date) -> Plan:
    """Return the plan under a newer check: fresh pain sends it back, and so does an examination."""
    if plan.check_id == check.check_id:
        return plan
    pull = pulled(check.facts, on)
    plan = replace(plan, check_id=check.check_id, pulled_on=pull or plan.pulled_on)
    stage = first_stage(check.facts, cleared=check.cleared_at is not None)
    if stage > 0 and not (pull and is_pulled(plan, on)):
        return plan
    return restarted(plan, stage, on)


def _pull_age(facts: Facts) -> int:
    """Return the days since a pull, the least that the answers leave; many where there was none."""
    if "pull" not in facts:
        return PULL_RUN
    return max((days for fact, days in _AGES.items() if fact in facts), default=0)


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
        stage_on=None,
        level_on=None,
    )

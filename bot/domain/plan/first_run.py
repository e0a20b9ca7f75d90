"""The earliest day of a run: what the plan's own rules come to where every session goes well."""

from whenever import Date

from bot.domain.plan.days import day
from bot.domain.plan.model import DayKind, Effort, Plan, Zone
from bot.domain.plan.rules import asks_gate, done, moved, opened, resumed

_MOST_DAYS = 120


def first_run(plan: Plan, on: Date) -> Date | None:
    """Return the earliest day of a run from a day on, None where there is none in four months.

    Sessions are done on their days and calm, and each question before running is answered yes.
    """
    plan = resumed(plan, on)
    for ahead in range(_MOST_DAYS):
        date = on.add(days=ahead)
        plan = _after_calm_morning(plan, date)
        if asks_gate(plan, date):
            plan = opened(plan, plan.gate, date)
        today = day(plan, date, ())
        if today.kind is DayKind.RUN and not today.done:
            return date
        if today.kind is DayKind.SESSION and not today.done:
            plan = done(plan, Effort.SESSION, date)
    return None


def _after_calm_morning(plan: Plan, date: Date) -> Plan:
    """Return the plan once the morning after its latest effort has told that all was calm."""
    last = plan.last_effort
    if last is None or plan.zone is not None or last >= date:
        return plan
    effort = Effort.RUN if plan.last_run == last else Effort.SESSION
    return moved(plan, effort, Zone.GREEN, last)

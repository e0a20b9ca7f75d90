"""Whether there may be a plan now, and if not, why."""

from enum import Enum

from whenever import Instant

from bot.domain.check.model import Urgency
from bot.domain.check.store import Session

_FRESH_HOURS = 14 * 24


class Access(Enum):
    """What the latest check allows; all but FREE hold a plan."""

    FIRST_CHECK = "first_check"  # there was none
    OLD_CHECK = "old_check"  # too old to make a plan from
    REOPENED = "reopened"  # the bot opened it again, and it is not done
    EXAMINE = "examine"  # urgent, or under 16: somebody must look first
    SOON = "soon"  # a clinician within two weeks, and not yet
    FREE = "free"


def access_of(check: Session | None, *, held: bool, has_plan: bool, now: Instant) -> Access:
    """Return what the newest check with an outcome allows; `held` is whether exercises wait."""
    if check is not None and check.holds_exercise:
        return Access.EXAMINE
    if held:
        return Access.REOPENED
    if check is None:
        return Access.FIRST_CHECK
    if check.cleared_at is None and check.urgency is not Urgency.SELF_CARE:
        return Access.SOON
    latest = max(check.updated_at, check.cleared_at or check.updated_at)
    if not has_plan and (now - latest).total("hours") > _FRESH_HOURS:
        return Access.OLD_CHECK
    return Access.FREE

"""When somebody is asked whether they were seen."""

from collections.abc import Iterable, Mapping

from whenever import Instant

from bot.domain.check import store_seen
from bot.domain.check.model import Hold, Urgency
from bot.storage.transaction import Transaction

ASK_DAYS: Mapping[Urgency, int] = {
    Urgency.EMERGENCY: 1,
    Urgency.URGENT_SAME_DAY: 1,
    Urgency.CLINICIAN_SOON: 10,
}
"""How many days later the bot asks: the time of day is that at which the person was there."""


def aim(tx: Transaction, holds: Iterable[Hold], now: Instant) -> None:
    """Ask, counted from now, whether somebody has looked at what holds."""
    store_seen.aim(tx, ((hold.hold_id, _asked_at(hold, now)) for hold in holds))


def _asked_at(hold: Hold, now: Instant) -> Instant | None:
    days = ASK_DAYS.get(hold.urgency)
    return now.add(hours=24 * days) if days else None

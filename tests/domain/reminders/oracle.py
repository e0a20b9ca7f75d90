"""A slow second opinion: walks through time minute by minute and looks at the clock on the wall."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

TIMES = tuple(
    time.fromisoformat(at)
    for at in ("00:00", "00:30", "01:00", "01:45", "02:00", "02:15", "02:30", "03:00", "07:30",
               "23:00", "23:30", "23:59")
)  # fmt: skip
_MINUTE = timedelta(minutes=1)

Fire = tuple[datetime, date]
"""An instant, and the local date that it stands for."""


@cache
def year(zone: str) -> dict[time, list[Fire]]:
    """Return a year of TIMES; for Apia the one in which a date was skipped."""
    found = fires(zone, TIMES, *span(zone))
    # At its first minute a time that is over for that day is found as well.
    return {at: [fire for fire in each if fire[0] > span(zone)[0]] for at, each in found.items()}


def span(zone: str) -> tuple[datetime, datetime]:
    """Return where the year of a zone begins and ends."""
    first = 2011 if zone == "Pacific/Apia" else 2026
    return datetime(first, 2, 1, tzinfo=UTC), datetime(first + 1, 2, 1, tzinfo=UTC)


def fires(
    zone: str, times: Iterable[time], since: datetime, until: datetime
) -> dict[time, list[Fire]]:
    """Return when each local time comes round, every day.

    A time that clocks skip comes with the first minute after it, and none on a date that they skip.
    Of a time that comes twice only the first counts. `since` and `until` are UTC.
    """
    here = ZoneInfo(zone)
    order = sorted(times)
    found: dict[time, list[Fire]] = {at: [] for at in order}
    waiting: list[datetime] = []
    tomorrow = datetime.min.replace(tzinfo=here)
    instant = since.replace(tzinfo=here)  # read as UTC, which is what `fromutc` asks for
    while instant < until.replace(tzinfo=here):
        local = here.fromutc(instant)
        if local >= tomorrow:
            today = local.date()
            waiting += [datetime.combine(today, at, here) for at in order]
            tomorrow = datetime.combine(today + timedelta(days=1), time(), here)
        while waiting and waiting[0] <= local:
            due = waiting.pop(0)
            found[due.time()].append((instant.replace(tzinfo=UTC), due.date()))
        instant += _MINUTE
    return found

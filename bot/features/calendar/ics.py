"""Writes events as an iCalendar file (RFC 5545), with the clock that they go by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event
from whenever import Instant

from bot import memory
from bot.features.calendar.events import CalendarEvent

_LENGTH = timedelta(minutes=15)
_YEARS = 5  # so far ahead the clock's changes are told
_COUNTED_FROM = 1_700_000_000  # numbers of versions must fit 31 bits
_AGAIN = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Of which calendar a file is, by which clock, and when it was made."""

    tag: str
    zone: str
    made_at: Instant


def written(events: Iterable[CalendarEvent], stamp: Stamp) -> bytes:
    """Return the file; the same event has the same id each time, and a higher version."""
    calendar = Calendar()
    calendar.add("prodid", "-//Flexor//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", "Training")
    calendar.add("x-wr-timezone", stamp.zone)
    calendar.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_component(event, stamp))
    today = stamp.made_at.to_tz(stamp.zone).date()
    first, last = today.subtract(days=1), today.add(years=_YEARS)
    calendar.add_missing_timezones(first_date=first.to_stdlib(), last_date=last.to_stdlib())
    try:
        return bytes(calendar.to_ical())
    finally:
        memory.give_back()


def _component(event: CalendarEvent, stamp: Stamp) -> Event:
    made = Event()
    made.add("uid", f"{event.name}.{stamp.tag}@flexor")
    made.add("sequence", max(0, stamp.made_at.timestamp() - _COUNTED_FROM))
    made.add("dtstamp", stamp.made_at.to_stdlib())
    made.add("summary", event.title)
    if event.text:
        made.add("description", event.text)
    if event.repeats:
        made.add("rrule", dict(event.repeats))
    if event.at is None:
        made.add("dtstart", event.on.to_stdlib())
        made.add("transp", "TRANSPARENT")
        return made
    starts = datetime.combine(event.on.to_stdlib(), event.at.to_stdlib(), ZoneInfo(stamp.zone))
    made.add("dtstart", starts)
    made.add("duration", _LENGTH)
    made.add_component(_alarm(event.title))
    return made


def _alarm(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", timedelta(0))
    return alarm

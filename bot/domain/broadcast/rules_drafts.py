"""What admins type when they compose: commands to strip, buttons, times, numbers of days."""

import html
import re
from collections.abc import Mapping
from difflib import get_close_matches
from enum import Enum

from whenever import Date, Instant, PlainDateTime, Time

from bot.domain.broadcast.model import Choice

TEXT_LIMIT = 4096  # UTF-16 units after parsing: Bot API, sendMessage
LABEL_LIMIT = 40
MOST_CHOICES = 6
MOST_DAYS = 365

# Twice, where the library that reads messages writes a formatted command twice.
_COMMAND = re.compile(r"((?:<[^<>]+>)*)(/\w+(?:@\w+)?)((?:<[^<>]+>)+\2)?\s*")
_EMPTY = re.compile(r"<(\w[\w-]*)[^<>]*></\1>")
_TAG = re.compile(r"<[^<>]+>")
_ADDRESS = re.compile(r"https?://[^\s/?#.]+(\.[^\s/?#.]+)+([/?#]\S*)?|tg://\S+", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:([ap])\.?m?\.?)?")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOON = 12


class Wrong(Enum):
    """What is the matter with something that was typed."""

    FORM = "form"
    LABEL = "label"
    ADDRESS = "address"
    TOPIC = "topic"
    PAST = "past"
    FAR = "far"


def without_command(markup: str) -> str:
    """Return the text after a command, with its formatting; tags may begin before the command."""
    found = _COMMAND.match(markup)
    tags = found[1] + (found[3] or "").removesuffix(found[2]) if found else ""
    stripped = tags + markup[found.end() :] if found else markup
    while (smaller := _EMPTY.sub("", stripped)) != stripped:
        stripped = smaller
    return stripped.strip()


def visible(markup: str) -> str:
    """Return what is seen of a text."""
    return html.unescape(_TAG.sub("", markup))


def is_blank(markup: str) -> bool:
    """Say whether nothing of it is seen."""
    return not visible(markup).strip()


def excess(markup: str) -> int:
    """Return by how many characters, as Telegram counts them, a text is too long; 0 if it fits."""
    return max(0, len(visible(markup).encode("utf-16-le", "surrogatepass")) // 2 - TEXT_LIMIT)


def read_choice(words: str, topics: Mapping[str, str]) -> Choice | Wrong:
    """Read `Label | https://...` or `Label | topic`; `topics` are titles by id."""
    label, bar, to = (part.strip() for part in words.partition("|"))
    if not bar or not to:
        return Wrong.FORM
    if not 1 <= len(label) <= LABEL_LIMIT:
        return Wrong.LABEL
    if ":" in to or "/" in to:
        return Choice(label, to) if _ADDRESS.fullmatch(to) else Wrong.ADDRESS
    topic = to.lower().replace(" ", "_")
    if topic in topics:
        return Choice(label, topic)
    titled = [id_ for id_, title in topics.items() if title.lower() == to.lower()]
    return Choice(label, titled[0]) if titled else Wrong.TOPIC


def similar_topics(words: str, topics: Mapping[str, str]) -> tuple[str, ...]:
    """Return ids of topics that are spelled much like what follows the bar."""
    wanted = words.partition("|")[2].strip().lower().replace(" ", "_")
    return tuple(get_close_matches(wanted, topics, n=3, cutoff=0.5))


def read_days(words: str) -> int | None:
    """Read a number of days from 1 to 365."""
    word = words.strip()
    days = int(word) if word.isdecimal() and len(word) <= 3 else 0  # noqa: PLR2004
    return days if 1 <= days <= MOST_DAYS else None


def read_time(words: str, now: Instant, zone: str) -> PlainDateTime | Wrong:
    """Read `18:00`, `tomorrow 9:00`, `fri 6pm` or `2026-03-05 18:00` on a zone's clock."""
    *before, last = words.strip().lower().replace(",", " ").split() or [""]
    if last in {"am", "pm"} and before:
        last = before.pop() + last
    at, day = _time(last), " ".join(before)
    if at is None:
        return Wrong.FORM
    local = now.to_tz(zone).to_plain()
    date = _date(day, local, at)
    if date is None:
        return Wrong.FORM
    wanted = date.at(at)
    if wanted <= local:
        return Wrong.PAST
    return Wrong.FAR if date > local.date().add(days=MOST_DAYS) else wanted


def _time(word: str) -> Time | None:
    found = _TIME.fullmatch(word)
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + (_NOON if found[3] == "p" else 0)
    return Time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004


def _date(day: str, local: PlainDateTime, at: Time) -> Date | None:
    """Return the date that is meant; without a day the next on which the time is yet to come."""
    today = local.date()
    passed = today.at(at) <= local
    if not day:
        return today.add(days=1) if passed else today
    if day in {"today", "tomorrow"}:
        return today.add(days=1 if day == "tomorrow" else 0)
    meant = [n for n, name in enumerate(_WEEKDAYS, 1) if len(day) > 2 and name.startswith(day)]  # noqa: PLR2004
    if meant:
        ahead = (meant[0] - today.day_of_week().value) % 7
        return today.add(days=7 if not ahead and passed else ahead)
    try:
        return Date.parse_iso(day)
    except ValueError:
        return None

"""A broadcast: what it says, of which kind, to whom and when."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from whenever import Instant, PlainDateTime

from bot.domain.reminders.model import USUAL_QUIET
from bot.domain.reminders.rules import undisturbed

EXERCISE_SUBJECTS = frozenset({"remedies", "stretching", "strength", "warm_up"})
"""Groups of topics that tell people to do something, which a warning sign forbids."""


class Kind(Enum):
    """What is sent: urgent ones are exempt from the limit of one unasked message a day."""

    ANNOUNCEMENT = "announcement"
    TIP = "tip"
    URGENT = "urgent"


class State(Enum):
    """Where a broadcast is. One that is confirmed waits for its time or its turn, or is sent."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    DONE = "done"


class Who(Enum):
    """How an audience is chosen."""

    EVERYBODY = "everybody"
    LANGUAGE = "language"
    STAGE = "stage"
    ACTIVE = "active"
    SUBJECT = "subject"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a broadcast is for; `value` is a language, a stage, days, or a group of topics."""

    who: Who = Who.EVERYBODY
    value: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """When it goes: now without either, at an instant, or at a time on each recipient's clock."""

    at: Instant | None = None
    local: PlainDateTime | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a broadcast: its label, and a web address or a topic's id."""

    label: str
    to: str

    @property
    def is_address(self) -> bool:
        """Tell an address from a topic."""
        return ":" in self.to


@dataclass(frozen=True, slots=True)
class Source:
    """The message that is sent on, in the chat of the admin who has it."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One broadcast; it has either `markup` (Telegram's HTML) or a `source`.

    `home_zone` is the admin's, for recipients who have set none. `revision` counts the changes.
    """

    broadcast_id: int
    state: State
    revision: int
    home_zone: str
    made_at: Instant
    kind: Kind = Kind.ANNOUNCEMENT
    subject: str = ""
    markup: str = ""
    source: Source | None = None
    choices: tuple[Choice, ...] = ()
    audience: Audience = field(default_factory=Audience)
    timing: Timing = field(default_factory=Timing)
    started_at: Instant | None = None
    ended_at: Instant | None = None
    total: int = 0
    report: "Counts | None" = None

    @property
    def is_open(self) -> bool:
        """Say whether it was confirmed and may still reach somebody."""
        return self.state in {State.CONFIRMED, State.PAUSED}

    @property
    def is_empty(self) -> bool:
        """Say whether its message is gone, with the admin who deleted everything of theirs."""
        return not self.markup and self.source is None

    @property
    def is_exercise(self) -> bool:
        """Say whether it is a tip that people on hold must not get."""
        return self.kind is Kind.TIP and self.subject in EXERCISE_SUBJECTS


@dataclass(frozen=True, slots=True)
class Counts:
    """How many recipients are in which state; `left` are those not yet sent to."""

    sent: int = 0
    failed: int = 0
    blocked: int = 0
    unknown: int = 0
    declined: int = 0
    left: int = 0

    @classmethod
    def of(cls, by_state: Mapping[str, int]) -> "Counts":
        """Count rows by state."""
        left = by_state.get("queued", 0) + by_state.get("sending", 0)
        names = ("sent", "failed", "blocked", "unknown", "declined")
        return cls(**{name: by_state.get(name, 0) for name in names}, left=left)

    @property
    def tried(self) -> int:
        """Return how many have been dealt with."""
        return self.sent + self.failed + self.blocked + self.unknown + self.declined


def due(timing: Timing, zone: str, now: Instant) -> Instant:
    """Return when somebody in a zone gets it; only what goes by their clock heeds quiet hours."""
    if timing.local is None:
        return max(timing.at or now, now)
    wanted = timing.local.assume_tz(zone, disambiguation="compatible").to_instant()
    return undisturbed(max(wanted, now), USUAL_QUIET, zone)


RATE_SHARE = 0.965  # of the limit: the rest is for people, and for what admins see of the progress
UNLIMITED_PER_S = 500  # reckoned with where no limit is set, on a small machine


def duration_s(people: int, per_second: int) -> float:
    """Return about how long sending takes, in seconds; `per_second` 0 means no limit."""
    return people / (per_second * RATE_SHARE if per_second else UNLIMITED_PER_S)


_MOST_DIGITS = 18  # SQLite's integers end there


def number(text: str) -> int:
    """Return the number of a broadcast that a button carries, or -1 for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else -1

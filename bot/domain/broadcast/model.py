"""A broadcast's records: what it says, of which kind, to whom, when, and how far it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from whenever import Instant, PlainDateTime

EXERCISE_SUBJECTS = frozenset({"remedies", "stretching", "strength", "warm_up"})
"""Groups of topics that tell people to do something, which a warning sign forbids."""


class BroadcastKind(Enum):
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


class Fate(Enum):
    """What became of one recipient so far."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNKNOWN = "unknown"  # it may have arrived; sending again might double it
    DECLINED = "declined"  # did not want it any more when their turn came
    HELD = "held"  # told not to exercise, where it advises exercise


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

    @property
    def at_once(self) -> bool:
        """Say whether it goes as soon as it is confirmed."""
        return self.at is None and self.local is None


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
class CopiedMessage:
    """The message that is sent on, in the chat of the admin who has it."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How many recipients are in which state; `left` are those not yet sent to."""

    sent: int = 0
    failed: int = 0
    blocked: int = 0
    unknown: int = 0
    declined: int = 0
    held: int = 0
    left: int = 0

    @classmethod
    def of(cls, by_state: Mapping[str, int]) -> "Counts":
        """Count rows by state."""
        left = by_state.get("queued", 0) + by_state.get("sending", 0)
        names = ("sent", "failed", "blocked", "unknown", "declined", "held")
        return cls(**{name: by_state.get(name, 0) for name in names}, left=left)

    @property
    def tried(self) -> int:
        """Return how many have been dealt with."""
        reached = self.sent + self.unknown
        return reached + self.failed + self.blocked + self.declined + self.held


@dataclass(frozen=True, slots=True)
class Broadcast:
    """One broadcast; it has either `markup` (Telegram's HTML) or a `source`.

    `home_zone` is the admin's, for recipients who have set none. `revision` counts the changes.
    `advises_exercise` counts for an announcement; of a tip its subject says it. While the audience
    is frozen, `frozen_to` is the last person who was looked at; then None.
    """

    broadcast_id: int
    state: State
    revision: int
    home_zone: str
    made_at: Instant
    kind: BroadcastKind = BroadcastKind.ANNOUNCEMENT
    subject: str = ""
    markup: str = ""
    source: CopiedMessage | None = None
    choices: tuple[Choice, ...] = ()
    audience: Audience = field(default_factory=Audience)
    timing: Timing = field(default_factory=Timing)
    advises_exercise: bool = False
    confirmed_at: Instant | None = None
    frozen_to: int | None = None
    started_at: Instant | None = None
    ended_at: Instant | None = None
    total: int = 0
    report: Counts | None = None

    @property
    def is_open(self) -> bool:
        """Say whether it was confirmed and may still reach somebody."""
        return self.state in {State.CONFIRMED, State.PAUSED}

    @property
    def is_empty(self) -> bool:
        """Say whether its message is gone, with the admin who deleted everything of theirs."""
        return not self.markup and self.source is None

    @property
    def spares_held(self) -> bool:
        """Say whether people who have been told not to exercise must not get it."""
        match self.kind:
            case BroadcastKind.TIP:
                return self.subject in EXERCISE_SUBJECTS
            case BroadcastKind.ANNOUNCEMENT:
                return self.advises_exercise
            case BroadcastKind.URGENT:
                return False


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people a draft reaches now, and how many of them had a message today already.

    `on_hold` are not among them: they have been told not to exercise, and it advises exercise.
    `at_night` are those whose clock shows an hour of night when it goes.
    """

    people: int
    had_one_today: int
    on_hold: int = 0
    at_night: int = 0


@dataclass(frozen=True, slots=True)
class AudienceMember:
    """Somebody in an audience, and whether they have been told not to exercise."""

    person_id: int
    zone: str
    is_held: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a broadcast is; `next_at` is when somebody is due, `before` what is sent first.

    `per_second` 0 means no limit.
    """

    broadcast: Broadcast
    counts: Counts
    now: Instant
    per_second: int
    next_at: Instant | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody to send to now, and how often that was tried before."""

    person_id: int
    attempts: int


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one attempt."""

    broadcast: Broadcast
    person_id: int
    fate: Fate
    attempts: int = 0
    due_at: Instant | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """An admin's chat, and the message that shows the progress there; None before the first."""

    chat_id: int
    message_id: int | None

"""What becomes of a reminder that is due: by the plan, the check and the diary of that moment."""

from collections.abc import Callable, Collection, Mapping, Sequence

from whenever import Date, Instant

from bot.domain.plan.days import day
from bot.domain.plan.model import DayKind, Workout, days_between
from bot.domain.reminders.model import Reminder, ReminderKind
from bot.domain.reminders.model_due import DueReminder, LifeSigns, Moment, Situation, Step, Word
from bot.domain.reminders.rules import falls_on, is_late, nudge_at, occurrence, undisturbed

FOLLOW_UP_DAYS = 7
REST_DAYS = 7  # between two messages about a day of rest, unless they are wished for
STOP_DAYS = 14  # unanswered, until the bot asks whether to stop
PHRASES = frozenset({"stretch", "walk", "rest", "pain", "follow_up", "medicine", "sore", "ill"})
"""The ids of what reminders say about health."""

_ALMOST_AN_HOUR = 1  # a week's follow-up may come a little earlier than to the minute
LONGEST_DAYS = 31  # of an outage that are looked through


NO_ANSWER = frozenset({Word.REST, Word.PAUSE, Word.PAIN})
"""What nobody is nudged about: it asks for nothing, or may have been answered in the diary."""

_OF_PART = {DayKind.SESSION: Word.SESSION, DayKind.RUN: Word.RUN, DayKind.REST: Word.REST}

_WITHOUT_PLAN = {
    ReminderKind.SESSION: Word.STRETCH,
    ReminderKind.RUN: Word.WALK,
    ReminderKind.REST: Word.PAUSE,
}


def word(kind: ReminderKind, now: Situation, *, follows_plan: bool) -> Word | None:
    """Return what a reminder says today, None where it is silent."""
    match kind:
        case ReminderKind.SESSION | ReminderKind.RUN | ReminderKind.REST:
            return _exercise(kind, now, follows_plan=follows_plan)
        case ReminderKind.MORNING:
            if now.waits_for_morning:
                return Word.MORNING
            return None if follows_plan else Word.PAIN
        case ReminderKind.WEEKLY:
            return None if now.scored else Word.WEEKLY
        case ReminderKind.FOLLOW_UP:
            return _follow_up(now)
        case _:
            return (
                Word.OWN if kind is ReminderKind.OWN else None
            )  # the others are sent by other rooms


def _exercise(kind: ReminderKind, now: Situation, *, follows_plan: bool) -> Word | None:
    """Return what the plan says of today, whatever the reminder's own kind.

    One that follows the plan comes on the days of its kind alone.
    """
    if now.held or now.reopened:
        return None if kind is ReminderKind.REST else _follow_up(now)
    if not now.has_plan:
        return None if follows_plan else _WITHOUT_PLAN[kind]
    if kind is ReminderKind.RUN and now.waits_for_answers:
        return Word.GATE
    if now.part is None or now.done or (follows_plan and _PARTS[kind] is not now.part):
        return None
    return _OF_PART[now.part]


def _follow_up(now: Situation) -> Word | None:
    if now.followed or not (now.held or now.reopened):
        return None
    return Word.FOLLOW_UP if now.held else Word.CHECK


def is_told_late(kind: ReminderKind, now: Situation, *, follows_plan: bool, today: bool) -> bool:
    """Say whether it is worth telling that a reminder could not come in time.

    Of an earlier day, neither its rest nor its morning matters any more.
    """
    if kind in {ReminderKind.QUIZ, ReminderKind.TIP}:
        return today and kind is ReminderKind.QUIZ
    if kind in {ReminderKind.SESSION, ReminderKind.RUN} and (now.held or now.reopened):
        return False
    if today or kind in {ReminderKind.WEEKLY, ReminderKind.FOLLOW_UP}:
        return word(kind, now, follows_plan=follows_plan) is not None
    return kind not in {ReminderKind.REST, ReminderKind.MORNING}


def said_by(reminder: Reminder, at: Moment) -> Word | None:
    """Return what a reminder says at a moment, None where it is silent."""
    if reminder.is_exercise and (at.situation.held or at.situation.reopened):
        return _follow_up(at.situation)
    said = word(reminder.kind, at.situation, follows_plan=reminder.schedule.follows_plan)
    return None if said is Word.REST and _rest_is_known(reminder, at, at.on) else said


def _rest_is_known(reminder: Reminder, at: Moment, on: Date) -> bool:
    """Say whether a day of rest needs no message: one came within a week, and none was wished."""
    told, wished = at.habits.rest_said_on, reminder.kind is ReminderKind.REST and reminder.chosen
    return not wished and told is not None and 0 < days_between(on, told) < REST_DAYS


def waits(reminder: Reminder, at: Moment) -> bool:
    """Say whether a reminder that is on waits for a check, or for somebody who looks first."""
    held = at.situation.held or at.situation.reopened
    return reminder.is_on and held and (reminder.kind in _PARTS or reminder.is_exercise)


def comes(reminder: Reminder, at: Moment, workouts: Sequence[Workout]) -> Callable[[Date], bool]:
    """Return whether a reminder comes on a date of its weekdays, as far as that is known now."""

    def on(date: Date) -> bool:
        paused = at.habits.paused_until
        if paused is not None and at.on <= date < paused:
            return False
        if not reminder.schedule.follows_plan:
            return True
        if reminder.kind not in _PARTS:  # the morning after an effort
            return at.effort is not None and date == at.on
        if at.plan is None or at.plan.pauses(date):
            return False
        if reminder.kind is ReminderKind.REST and _rest_is_known(reminder, at, date):
            return False
        return day(at.plan, date, workouts).kind is _PARTS[reminder.kind]

    return on


def last_date(
    due: DueReminder, at: Moment, workouts: Sequence[Workout], taken: Collection[Date]
) -> Date | None:
    """Return the last date for which a reminder is late, None where the plan had none.

    Dates that are `taken` have had theirs, by whatever clock.
    """
    if due.again is not None:
        return due.on
    return _last_missed(due, at, workouts, taken) or due.put_off


def is_told(due: DueReminder, last: Date | None, at: Moment) -> bool:
    """Say whether it is worth telling that a reminder is late, of that last date."""
    if last is None:
        return False
    if due.reminder.is_exercise and (at.situation.held or at.situation.reopened):
        return False
    follows_plan, today = due.reminder.schedule.follows_plan, last == at.on
    return is_told_late(due.reminder.kind, at.situation, follows_plan=follows_plan, today=today)


def word_of_late(
    told: Sequence[DueReminder], last: Mapping[DueReminder, Date | None], at: Moment
) -> Word | None:
    """Return what a single one of today says as it is; several are listed, and one of before."""
    if len(told) != 1 or last[told[0]] != at.on:
        return None
    return said_by(told[0].reminder, at)


def nudge_time(due: DueReminder, at: Moment, word: Word | None) -> Instant | None:
    """Return when a reminder that says this comes once more, if it does."""
    if not due.reminder.nudges or word in NO_ANSWER:
        return None
    return nudge_at(at.now, due.on, at.habits.quiet, at.zone)


def _last_missed(
    due: DueReminder, at: Moment, workouts: Sequence[Workout], taken: Collection[Date]
) -> Date | None:
    """Return the latest date, from the first one that was missed, that is over by now."""
    reminder, first = due.reminder, due.on
    wanted = comes(reminder, at, workouts)
    for back in range(LONGEST_DAYS):
        date = at.on.subtract(days=back)
        if date < first or date in taken:
            return None
        instant = occurrence(date, reminder.schedule.at, at.zone)
        over = instant is not None and instant <= at.now
        if over and falls_on(reminder.schedule, date) and wanted(date):
            return date
    return first


def is_late_now(due: DueReminder, at: Moment) -> bool:
    """Say whether something is late, though nothing held it; a nudge never is: it comes or not."""
    if due.again == "late":
        return True
    return due.again != "nudge" and is_late(wanted_at(due, at), at.now)


def wanted_at(due: DueReminder, at: Moment) -> Instant:
    """Return when something was to come: quiet hours hold a time that the bot chose."""
    if due.again is not None or due.reminder.chosen:
        return due.planned_at
    return undisturbed(due.planned_at, at.habits.quiet, at.zone)


def held_until(due: DueReminder, at: Moment) -> Instant:
    """Return when what is due may be sent: quiet hours hold a time that the bot chose."""
    if due.again is not None or due.reminder.chosen:
        return at.now
    return undisturbed(at.now, at.habits.quiet, at.zone)


def is_heard(at: Moment, signs: LifeSigns) -> bool:
    """Say whether the diary shows that somebody who answers no reminder is there all the same."""
    if at.habits.asked_at is None and signs.unanswered_days < STOP_DAYS:
        return False  # nobody wonders
    since = at.habits.asked_at or at.habits.heard_at or at.now.subtract(hours=STOP_DAYS * 24)
    return signs.wrote_at is not None and signs.wrote_at > since


def step(due: DueReminder, at: Moment, signs: LifeSigns) -> Step:
    """Return what becomes of what is due; `signs` are those that are left to wonder about."""
    said = said_by(due.reminder, at)
    if due.again == "nudge":
        return _nudge(due, at, said, signs)
    asked_at = at.habits.asked_at
    if not due.again and asked_at and asked_at.to_tz(at.zone).date() < at.on:
        return Step.END
    if said is None:
        return Step.SILENCE
    asks = not due.again and not asked_at and signs.unanswered_days >= STOP_DAYS
    return Step.ASK if asks else Step.SAY


def _nudge(due: DueReminder, at: Moment, said: Word | None, signs: LifeSigns) -> Step:
    """Return whether a nudge makes sense; a diary entry of the day is an answer."""
    quiet = at.habits.quiet.holds(at.now.to_tz(at.zone).time())
    if at.on != due.on or quiet or not due.reminder.nudges:
        return Step.SILENCE
    if said is None or signs.logged:
        return Step.ANSWERED
    return Step.SILENCE if said in NO_ANSWER else Step.SAY


_PARTS = {
    ReminderKind.SESSION: DayKind.SESSION,
    ReminderKind.RUN: DayKind.RUN,
    ReminderKind.REST: DayKind.REST,
}


def is_recent(followed_at: Instant | None, now: Instant) -> bool:
    """Say whether it was asked lately whether somebody has seen them."""
    hours = FOLLOW_UP_DAYS * 24 - _ALMOST_AN_HOUR
    return followed_at is not None and now < followed_at.add(hours=hours)

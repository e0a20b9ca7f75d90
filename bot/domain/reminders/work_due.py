"""What is due, from when it is claimed until it is settled, each step a unit of work."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from whenever import Date, Instant

from bot.domain.diary import store as diary
from bot.domain.plan.model import Workout
from bot.domain.reminders import rules, work
from bot.domain.reminders import rules_due as due_rules
from bot.domain.reminders import store as reminders
from bot.domain.reminders import store_due as store
from bot.domain.reminders import store_settings as settings
from bot.domain.reminders.model import SENT_HERE, ReminderKind
from bot.domain.reminders.model_due import (
    DueMessage,
    DueReminder,
    LifeSigns,
    Missed,
    Moment,
    Occurrence,
    SentState,
    Settlement,
    Step,
    Word,
)
from bot.storage.transaction import Transaction

_KEPT_DAYS = 90  # what was sent longer ago is forgotten
_FAR_HOURS = 15 * 24  # nothing is planned further ahead: where it is, the clock was wrong


def claim(
    tx: Transaction, kinds: Collection[ReminderKind], now: Instant, limit: int
) -> list[DueReminder] | None:
    """Lease what is due and not late of some kinds; None where nothing was.

    What is paused or answered goes on without a word, so that nothing may be left of it.
    """
    since = now.subtract(minutes=rules.LATE_MINUTES)
    ids = store.claim(tx, kinds, (since, now), now, limit)
    return _due(tx, ids, now) if ids else None


def claim_late(tx: Transaction, now: Instant, limit: int) -> list[DueReminder] | None:
    """Lease late reminders of any kind, and all else that is due to those people.

    A person gets one message about all that is late. None where nothing was.
    """
    late = now.subtract(minutes=rules.LATE_MINUTES)
    span = (Instant.MIN, late.subtract(milliseconds=1))
    ids = store.claim(tx, tuple(ReminderKind), span, now, limit)
    if not ids:
        return None
    found = _due(tx, ids, now)
    people = {due.reminder.person_id for due in found}
    return found + _due(tx, store.claim_others(tx, people, now, late), now)


def claim_sent_here(tx: Transaction, now: Instant, limit: int) -> list[DueReminder] | None:
    """Lease what is late of all kinds, then what is due of those that are sent here."""
    late = claim_late(tx, now, limit)
    room = limit - len(late or ())
    in_time = claim(tx, SENT_HERE, now, room) if room > 0 else None
    return None if late is None and in_time is None else [*(late or ()), *(in_time or ())]


def next_message(
    tx: Transaction, dues: Sequence[DueReminder], now: Instant, workouts: Sequence[Workout]
) -> tuple[DueMessage | None, Sequence[DueReminder]]:
    """Return what is to be said first of what is due to one person, and what is left then.

    What has nothing to say is settled on the way, what has to wait is put off.
    """
    person_id = dues[0].reminder.person_id
    at = work.moment(tx, person_id, now, workouts)
    late = [due for due in dues if due_rules.is_late_now(due, at)]
    left = [due for due in dues if due not in late]
    message = _late(tx, late, at, workouts) if late else None
    while message is None and left:
        message = _in_time(tx, left.pop(0), at)
        at = replace(at, habits=settings.habits(tx, person_id))
    return message, left


def settle_message(tx: Transaction, message: DueMessage, now: Instant) -> None:
    """Note a message that has arrived, or may have."""
    person_id = message.due.reminder.person_id
    habits = settings.habits(tx, person_id)
    if message.word is None and not message.missed:
        settings.save_habits(tx, person_id, replace(habits, asked_at=now))
    elif message.word in {Word.FOLLOW_UP, Word.CHECK} and not message.missed:
        settings.save_habits(tx, person_id, replace(habits, followed_at=now))
    elif message.word is Word.REST:
        settings.save_habits(tx, person_id, replace(habits, rest_said_on=message.at.on))
    for each in message.settlements:
        settle(tx, each.due, now, each.state, each.nudge_at)


def settle_refused(tx: Transaction, message: DueMessage, now: Instant) -> None:
    """Note a message that will never arrive: nothing was said, and the series go on."""
    for each in message.settlements:
        settle(tx, each.due, now, None)


def settle(
    tx: Transaction,
    due: DueReminder,
    now: Instant,
    state: SentState | None = "sent",
    nudge_at: Instant | None = None,
) -> None:
    """Note what was sent and compute the next instant; without a state nothing was sent."""
    reminder_id = due.reminder.reminder_id
    if due.again == "late":
        store.end_late(tx, due)
    else:
        store.end_again(tx, due)
    if due.again == "snooze" and state == "sent":
        store.note_resent(tx, due)
    elif due.again is None and state:
        store.forget(tx, reminder_id, due.on.subtract(days=_KEPT_DAYS))
        # Where it was noted before, the person has answered meanwhile and needs no nudge.
        if store.note_sent(tx, due, now, state) and nudge_at:
            store.put_again(tx, reminder_id, due.on, "nudge", nudge_at)
    work.reschedule(tx, reminder_id, now, anew=due.again is None)


def postpone(tx: Transaction, dues: Collection[DueReminder], until: Instant) -> None:
    """Look at reminders again later, without sending them; their dates stay the same."""
    for due in dues:
        store.postpone(tx, due, until)


def reaim(tx: Transaction, now: Instant, limit: int) -> None:
    """Plan anew what is planned for a time so far away that a clock must have been wrong.

    Which clock, nobody knows: what was sent by either stays noted, so that no date comes twice.
    """
    span = (now.add(hours=_FAR_HOURS), Instant.MAX)
    for reminder_id in store.claim(tx, tuple(ReminderKind), span, now, limit):
        work.reschedule(tx, reminder_id, now, anew=True)


def _due(tx: Transaction, ids: Collection[int], now: Instant) -> list[DueReminder]:
    """Return what of it is to be sent; what is paused or answered goes on without a word."""
    found = []
    for planned in reminders.planned(tx, ids):
        if planned.blocked:
            continue  # it waits until they return
        due = rules.due_now(planned, now)
        if due is not None:
            found.append(due)
            continue
        store.end_again_before(tx, planned.reminder.reminder_id, now)
        work.reschedule(tx, planned.reminder.reminder_id, now, anew=True)
    return found


def _late(
    tx: Transaction, dues: Sequence[DueReminder], at: Moment, workouts: Sequence[Workout]
) -> DueMessage | None:
    """Return what could not come in time, after quiet hours; the series go on from now."""
    since = at.on.subtract(days=due_rules.LONGEST_DAYS)
    last = {}
    for due in dues:
        taken = reminders.taken(tx, due.reminder.reminder_id, since)
        last[due] = due_rules.last_date(due, at, workouts, taken)
    told = [due for due in dues if due_rules.is_told(due, last[due], at)]
    until = rules.undisturbed(at.now, at.habits.quiet, at.zone)
    if told and until > at.now:
        for due in dues:
            held = last[due] if due in told and due.reminder.kind in SENT_HERE else None
            _hold(tx, due, held, until, at.now)
        return None
    # Noted for the last date of all, so that its button can still be answered today.
    settlements = tuple(
        Settlement(
            replace(due, on=max(due.on, last[due] or due.on)), "late" if due in told else None
        )
        for due in dues
    )
    message = DueMessage(
        at,
        tuple(sorted(settlements, key=lambda each: each.state is None)),
        due_rules.word_of_late(told, last, at),
        tuple(Missed(due.reminder, due.put_off or due.on, last[due] or due.on) for due in told),
    )
    if told:
        return message
    settle_refused(tx, message, at.now)
    return None


def _hold(
    tx: Transaction, due: DueReminder, last: Date | None, until: Instant, now: Instant
) -> None:
    """Let the series go on; what is late up to a last date is told later, if there is one."""
    if last is None:
        settle(tx, due, now, None)
        return
    settle(tx, replace(due, on=max(due.on, last)), now, "late")
    store.hold_late(tx, due, last, until)
    work.reschedule(tx, due.reminder.reminder_id, now)


def _in_time(tx: Transaction, due: DueReminder, at: Moment) -> DueMessage | None:
    """Return what is said of something that is due in time, unless there is nothing any more."""
    until, person_id = due_rules.held_until(due, at), due.reminder.person_id
    if until > at.now:
        store.postpone(tx, due, until)
        return None
    signs = _signs(tx, due, at)
    if due_rules.is_heard(at, signs):
        at = replace(at, habits=work.note_heard(tx, person_id, at.now))
        signs = replace(signs, unanswered_days=0)
    word = due_rules.said_by(due.reminder, at)
    match due_rules.step(due, at, signs):
        case Step.SAY:
            nudge_at = due_rules.nudge_time(due, at, word)
            return DueMessage(at, (Settlement(due, nudge_at=nudge_at),), word)
        case Step.ASK:
            return DueMessage(at, (Settlement(due),))
        case Step.ANSWERED:
            which = Occurrence(person_id, due.reminder.reminder_id, due.on)
            store.note_answer(tx, which, at.now, "done")
            work.note_heard(tx, person_id, at.now)
        case Step.END:
            work.switch(tx, person_id, SENT_HERE, at.now, on=False)
    settle(tx, due, at.now, None)
    return None


def _signs(tx: Transaction, due: DueReminder, at: Moment) -> LifeSigns:
    """Load the signs of life that somebody may ask for."""
    person_id = due.reminder.person_id
    unanswered = store.unanswered_days(tx, person_id)
    wonders = at.habits.asked_at is not None or unanswered >= due_rules.STOP_DAYS
    newest = diary.latest(tx, person_id, 0, 1)[0] if wonders else []
    logged = due.again == "nudge" and diary.logged_on(tx, person_id, due.on)
    return LifeSigns(unanswered, newest[0].written_at if newest else None, logged)

"""What is asked about an entry, and the list of earlier ones."""

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen, grid
from bot.chat.ways import HOME, LOG, scale
from bot.domain.diary.model import Entry, Score
from bot.domain.diary.work import Followed, Undone
from bot.domain.diary.work_asking import EntryPage
from bot.domain.plan.model import Effort
from bot.features.diary.screens import EARLIER, amount, named
from bot.typed.lengths import METRES, Units

PAGE = 8
_MINUTES = (5, 10, 15, 20, 25, 30, 40, 50, 60, 75, 90, 120)
_MOST_NOTE = 60  # characters of a note in a button


def score(entry: Entry, asked: Score) -> Screen:
    """Ask for one of an entry's pains."""
    number = entry.entry_id
    what = "session" if entry.effort is Effort.SESSION else "run"
    questions = {
        "pain": "How much does it hurt now?",
        "worst": f"What was the worst pain in the {what}?",
        "morning": "How much did it hurt in the morning?",
    }
    rows = scale(lambda pain: action("diary", "set", number, asked, pain))
    clear = Button("Leave it empty", action("diary", "set", number, asked, "none"))
    return Screen(bold(questions[asked]), (*rows, (clear, _back(entry))))


def length(entry: Entry, units: Units, first: str | None = None) -> Screen:
    """Ask how long a run was, by button or in words."""
    minutes = [Button(f"{n} min", action("diary", "minutes", entry.entry_id, n)) for n in _MINUTES]
    far = [
        Button(f"{n} {units}", action("diary", "metres", entry.entry_id, round(n * METRES[units])))
        for n in (1, 2, 3, 5, 8, 10)
    ]
    text = paragraphs(
        plain(first) if first else None,
        Markup("<b>How long was the run?</b>"),
        fill("Tap, or type it, such as <i>35 min</i> or <i>5.2 {units}</i>.", units=units),
    )
    clear = Button("Leave it empty", action("diary", "minutes", entry.entry_id, 0))
    return Screen(
        text,
        (*grid(minutes, 4), *grid(far, 3), (clear, _back(entry))),
        expects=action("diary", "typed_length", entry.entry_id),
    )


def note(entry: Entry) -> Screen:
    """Ask for a note."""
    rows: list[Row] = [(_back(entry),)]
    if entry.note:
        clear = Button("Remove the note", action("diary", "no_note", entry.entry_id))
        rows.insert(0, (clear,))
    return Screen(
        Markup("<b>Type your note.</b>\n\nWhat you did, what it felt like: up to 1000 characters."),
        tuple(rows),
        expects=action("diary", "typed_note", entry.entry_id),
    )


def earlier(page: EntryPage) -> Screen:
    """List one page of entries, the newest first."""
    if not page.entries:
        return Screen(bold("Nothing is noted yet."), ((LOG, HOME),))
    rows: list[Row] = [
        (Button(_line(entry, page.on, page.person.units), action("diary", "open", entry.entry_id)),)
        for entry in page.entries
    ]
    turn = tuple(
        Button(label, action("diary", "earlier", to))
        for label, to in (("‹ Newer", page.number - 1), ("Older ›", page.number + 1))
        if to >= 0 and to * PAGE < page.total
    )
    rows += [turn] if turn else []
    text = Markup("<b>Earlier entries</b>\n\nTap one to change or delete it.")
    return Screen(text, (*rows, (LOG, HOME)))


def ask_delete(view: Followed) -> Screen:
    """Ask before an entry is deleted."""
    entry = view.entry
    line = _line(entry, view.today, view.units)
    text = fill("<b>Delete this entry?</b>\n\n{line}", line=line)
    yes = Button("Yes, delete it", action("diary", "undo", entry.entry_id))
    return Screen(text, ((yes,), (_back(entry),)))


def deleted(undone: Undone) -> Screen:
    """Confirm that an entry is gone, and say what of its consequences is not."""
    stays = "Your plan stays where it is: something else has moved it since. /plan changes it."
    waits = "The check that your diary opened stays open. It takes about two minutes."
    return Screen(
        paragraphs(
            bold("Deleted."),
            None if undone.plan_is_back else plain(stays),
            plain(waits) if undone.check_waits else None,
        ),
        ((LOG, EARLIER), (HOME,)),
    )


def gone() -> Screen:
    """Answer a button of an entry that is not there any more."""
    return Screen(bold("That entry is not there any more."), ((LOG, HOME),))


def _line(entry: Entry, today: Date, units: Units) -> str:
    """Return an entry in one line of plain text."""
    day = "today" if entry.on == today else entry.on.format("EEE D MMM")
    parts = [day[0].upper() + day[1:]]
    parts += [f"{entry.peak} of 10"] if entry.peak is not None else []
    if entry.effort:
        far = amount("metres", entry.metres, units) if entry.metres else ""
        long = amount("minutes", entry.minutes, units) if entry.minutes else ""
        parts.append(" ".join(part for part in (named(entry.effort), far, long) if part))
    if len(parts) == 1:
        parts.append(entry.note[:_MOST_NOTE])
    return " · ".join(parts)


def _back(entry: Entry) -> Button:
    return Button("‹ Back", action("diary", "open", entry.entry_id))

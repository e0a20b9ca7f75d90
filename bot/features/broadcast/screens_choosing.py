"""What an admin chooses for a draft: kind, audience, time and buttons."""

from collections.abc import Mapping, Sequence

from whenever import Date, Instant

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, paragraphs, plain
from bot.chat.screen import Button, Screen, grid
from bot.domain.broadcast.model import Broadcast
from bot.domain.broadcast.rules_drafts import LABEL_LIMIT, MOST_CHOICES, Wrong
from bot.features.broadcast.screens import SUBJECTS, audience, moment
from bot.features.broadcast.screens_drafts import do

_DAYS = (7, 30, 90)
_STAGES = (0, 1, 2, 3)
_EVENING = 18


def kinds(draft: Broadcast) -> Screen:
    """Ask what kind of message it is."""
    return Screen(
        paragraphs(
            Markup("<b>What is it?</b>"),
            Markup(
                "An announcement goes to everybody who did not say no; a tip only to people who "
                "want its topic, and once to those who were never asked. Each person gets one of "
                "these a day at most."
            ),
            Markup(
                "Urgent ones go to all, at any time, and say in their first line that they are."
            ),
        ),
        (
            (do("Announcement", "kind", draft, "announcement"),),
            (do("Tip about…", "subjects", draft), do("Urgent", "kind", draft, "urgent")),
            (do("‹ Back", "edit", draft),),
        ),
    )


def only_text_is_urgent(draft: Broadcast) -> Screen:
    """Say why a message that is sent on cannot be urgent."""
    return Screen(
        Markup(
            "<b>Only text can be urgent.</b>\n\nUrgent messages say so in their first line, and I "
            "cannot write into a message that I send on."
        ),
        ((do("‹ Kinds", "kinds", draft), do("‹ Back", "edit", draft)),),
    )


def subjects(draft: Broadcast, verb: str) -> Screen:
    """Ask for a group of topics: of a tip, or of those who want such tips."""
    args = ("tip",) if verb == "kind" else ("subject",)
    buttons = [do(label, verb, draft, *args, id_) for id_, label in SUBJECTS.items()]
    return Screen(Markup("<b>About what?</b>"), (*grid(buttons, 2), (do("‹ Back", "edit", draft),)))


def whos(draft: Broadcast) -> Screen:
    """Ask for the audience."""
    return Screen(
        fill("<b>To whom?</b> Now: {audience}.", audience=audience(draft.audience)),
        (
            (do("Everybody", "who", draft, "everybody"),),
            (do("By language", "whos", draft, "language"), do("Plan", "whos", draft, "stage")),
            (do("Active lately", "whos", draft, "active"), do("Topic", "whos", draft, "subject")),
            (do("‹ Back", "edit", draft),),
        ),
    )


def languages(draft: Broadcast, found: Sequence[tuple[str, int]]) -> Screen:
    """Ask for a language; `found` are tags with the number of people."""
    buttons = [do(f"{tag} · {count:,}", "who", draft, "language", tag) for tag, count in found[:12]]
    return Screen(
        Markup("<b>Whose Telegram speaks which language?</b>"),
        (*grid(buttons, 3), (do("‹ Back", "whos", draft),)),
    )


def stages(draft: Broadcast) -> Screen:
    """Ask for a stage of the plan."""
    buttons = [do(f"Stage {stage}", "who", draft, "stage", str(stage)) for stage in _STAGES]
    return Screen(
        Markup(
            "<b>At which stage of their plan?</b>\n\n0 relative rest, 1 gentle, 2 strength and "
            "walk-run, 3 heavier strength and running."
        ),
        (*grid(buttons, 2), (do("‹ Back", "whos", draft),)),
    )


def days(draft: Broadcast, *, wrong: bool = False) -> Screen:
    """Ask in how many days somebody must have been active."""
    buttons = [do(f"{count} days", "who", draft, "active", str(count)) for count in _DAYS]
    asked = "<b>That is no number from 1 to 365.</b>" if wrong else "<b>Active within how long?</b>"
    return Screen(
        Markup(f"{asked}\n\nOr type the number of days."),
        (*grid(buttons, 3), (do("‹ Back", "whos", draft),)),
        expects=action("broadcast", "days", draft.broadcast_id),
    )


_WRONG_TIME = {
    Wrong.PAST: "That time has gone by.",
    Wrong.FAR: "That is more than a year ahead.",
    Wrong.FORM: "I cannot read that as a time.",
}


def whens(draft: Broadcast, now: Instant, clock: str, wrong: Wrong | None = None) -> Screen:
    """Ask for the time; `clock` says by which: "home" (the admin's) or "own" (each person's)."""
    local = now.to_tz(draft.home_zone).to_plain()
    evening = local.date() if local.hour < _EVENING else local.date().add(days=1)
    dated = f"{local.date().add(days=3).format_iso()} 18:00"
    here = "your clock" if draft.home_zone != "UTC" else "UTC (/timezone sets your clock)"
    by = {
        "home": f"By {here}, now {moment(now, draft.home_zone)}.",
        "own": "By each person's own clock, not between 22:00 and 7:00.",
    }
    other = ("own", "On their clocks") if clock == "home" else ("home", "On my clock")
    return Screen(
        paragraphs(
            bold(_WRONG_TIME[wrong] if wrong else "When?"),
            plain(by[clock]),
            fill("Type it: 18:00, tomorrow 9:00, fri 18:00, {dated}. Or:", dated=dated),
        ),
        (
            (do("Now", "at", draft, clock, "now"), do("In an hour", "at", draft, clock, "hour")),
            (
                _at("Today" if evening == local.date() else "Tomorrow", draft, clock, evening, 18),
                _at("Tomorrow", draft, clock, local.date().add(days=1), 9),
            ),
            (do(other[1], "whens", draft, other[0]), do("‹ Back", "edit", draft, clock)),
        ),
        expects=action("broadcast", "time", draft.broadcast_id, clock),
    )


def _at(day: str, draft: Broadcast, clock: str, date: Date, hour: int) -> Button:
    return do(f"{day} {hour}:00", "at", draft, clock, f"{date.format('YYYYMMDD')}{hour:02}00")


_WRONG_CHOICE: Mapping[Wrong, str] = {
    Wrong.FORM: "Please write it as label, bar, link.",
    Wrong.LABEL: f"A label has 1 to {LABEL_LIMIT} characters.",
    Wrong.ADDRESS: "That is no web address.",
    Wrong.TOPIC: "I have no such topic.",
}


def labels(draft: Broadcast, wrong: Wrong | None = None, similar: Sequence[str] = ()) -> Screen:
    """Show a draft's buttons, and ask for another one."""
    remove = [
        do(f"Remove “{choice.label[:24]}”", "unlabel", draft, str(number))
        for number, choice in enumerate(draft.choices)
    ]
    full = len(draft.choices) >= MOST_CHOICES
    asked = _WRONG_CHOICE[wrong] if wrong else ("Enough buttons." if full else "Add a button?")
    return Screen(
        paragraphs(
            bold(asked),
            fill("Perhaps: {similar}", similar=", ".join(similar)) if similar else None,
            None
            if full
            else Markup(
                "Type its label and where it leads, a link or one of my topics:\n"
                "<code>Read more | https://example.org</code>\n"
                "<code>How to stretch | kneeling_stretch</code>"
            ),
        ),
        (*grid(remove, 1), (do("‹ Back", "edit", draft),)),
        expects=None if full else action("broadcast", "label", draft.broadcast_id),
    )

"""What an admin sees while composing: the preview and the control message under it."""

from dataclasses import dataclass, replace

from bot.chat.actions import action
from bot.chat.markup import Markup, fill, lines, paragraphs
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import HOME
from bot.domain.broadcast.model import Broadcast, BroadcastKind, Reach
from bot.domain.broadcast.rules import duration_s
from bot.domain.broadcast.rules_drafts import excess
from bot.features.broadcast.screens import (
    SUBJECTS,
    audience,
    kind,
    lasting,
    message,
    people,
    text,
    timing,
)

LIST = Button("‹ All broadcasts", action("broadcast", "list", 0))


@dataclass(frozen=True, slots=True)
class DraftDesk:
    """A draft with what an admin must know before it is sent; `per_second` 0 means no limit.

    `clock` is the one by which a time was being chosen: "home" or "own".
    """

    draft: Broadcast
    reach: Reach
    per_second: int
    note: str = ""
    clock: str = ""


def do(label: str, verb: str, draft: Broadcast, *args: str) -> Button:
    """Return a button that does something with a draft."""
    return Button(label, action("broadcast", verb, draft.broadcast_id, *args))


def preview(desk: DraftDesk) -> Screen:
    """Send the very message to the admin, then the control message."""
    if too_long := excess(text(desk.draft)):
        return _too_long(desk.draft, too_long)
    return replace(message(desk.draft), then=control(desk), refused=_refused(desk.draft))


def below(shown: Screen) -> Screen:
    """Leave no buttons under the message that was tapped: what is shown has them."""
    return Screen(Markup("As it is now:"), then=shown)


def control(desk: DraftDesk) -> Screen:
    """Say what would happen, and offer to change it or to let it happen."""
    draft, reach = desk.draft, desk.reach
    takes = lasting(duration_s(reach.people, desk.per_second))
    rate = f"at {desk.per_second} a second" if desk.per_second else "without a limit"
    return Screen(
        paragraphs(
            fill("{note}", note=desk.note),
            fill("<b>Ready for {people}, above as they get it.</b>", people=people(reach.people)),
            lines(
                (
                    fill("Kind: {kind}", kind=kind(draft)),
                    fill("To: {audience}", audience=audience(draft.audience)),
                    fill("When: {timing}", timing=timing(draft.timing, draft.home_zone)),
                    fill("Takes about {takes} {rate}.", takes=takes, rate=rate),
                )
            ),
            _about_exercise(draft),
            left_out(reach),
            _later(desk),
            _at_night(reach),
            fill("<i>Draft {number}</i>", number=draft.broadcast_id),
        ),
        (
            (_send(draft, reach.people, "send"),),
            (do("To whom", "whos", draft), do("When", "whens", draft, _clock(desk))),
            (do("Kind", "kinds", draft), do("Buttons", "labels", draft)),
            *_whether_exercise(draft),
            (do("Test: send to me", "show", draft), do("New text", "rewrite", draft)),
            (do("Delete draft", "discard", draft), LIST),
        ),
    )


def left_out(reach: Reach) -> Markup | None:
    """Say how many do not get it because they have been told not to exercise."""
    if not reach.on_hold:
        return None
    return fill(
        "On hold, so left out: {people}. They have been told not to exercise.",
        people=people(reach.on_hold),
    )


def _at_night(reach: Reach) -> Markup | None:
    """Warn where it would wake people."""
    if not reach.at_night:
        return None
    return fill(
        "<b>Night then (22:00 to 7:00) for {people}.</b> Under When, “On their clocks” waits for "
        "their morning.",
        people=people(reach.at_night),
    )


def _clock(desk: DraftDesk) -> str:
    return desk.clock or ("own" if desk.draft.timing.local else "home")


def _about_exercise(draft: Broadcast) -> Markup | None:
    """Say what follows where an announcement is about exercise."""
    if draft.kind is not BroadcastKind.ANNOUNCEMENT or not draft.advises_exercise:
        return None
    if draft.source:
        return Markup("I cannot read what is sent on. If it is not about exercise, say so below.")
    return Markup("It reads like advice to exercise. If it is not, say so below.")


def _whether_exercise(draft: Broadcast) -> tuple[Row, ...]:
    if draft.kind is not BroadcastKind.ANNOUNCEMENT:
        return ()
    is_so, other = ("yes", "no") if draft.advises_exercise else ("no", "yes")
    return ((do(f"About exercise: {is_so}", "advises", draft, other),),)


def _later(desk: DraftDesk) -> Markup | None:
    """Say who gets it later than the others, or not at all."""
    if desk.draft.kind is BroadcastKind.TIP:
        return fill(
            "Only people who want tips about {subject}, and those who never had a tip.",
            subject=SUBJECTS[desk.draft.subject],
        )
    if desk.reach.had_one_today and not (desk.draft.timing.at or desk.draft.timing.local):
        return fill(
            "{people} had a message today already: they get this tomorrow at 9:00.",
            people=people(desk.reach.had_one_today),
        )
    return None


def really(desk: DraftDesk) -> Screen:
    """Ask a second time, where there are many people."""
    return Screen(
        fill(
            "<b>Really to {people}?</b>\n\nWhat has been sent cannot be taken back.",
            people=people(desk.reach.people),
        ),
        (
            (_send(desk.draft, desk.reach.people, "really"),),
            (do("‹ No, back", "edit", desk.draft),),
        ),
    )


def nobody(desk: DraftDesk) -> Screen:
    """Say that nobody is in the audience."""
    return Screen(
        paragraphs(
            Markup("<b>Nobody to send to.</b>"),
            left_out(desk.reach),
            Markup("Choose another audience."),
        ),
        ((do("To whom", "whos", desk.draft), do("‹ Back", "edit", desk.draft)),),
    )


def write(number: int | None = None) -> Screen:
    """Ask for the text of a draft; a new one without a number."""
    back = LIST if number is None else Button("‹ Back", action("broadcast", "edit", number))
    return Screen(
        Markup(
            "<b>Type the message, formatted as you like.</b>\n\n"
            "For a picture, an animation, a file or a poll: send it here first, then reply to it "
            "with /broadcast."
        ),
        ((back,),),
        expects=action("broadcast", "write", *(() if number is None else (number,))),
    )


def discarded(number: int) -> Screen:
    """Confirm that a draft is deleted."""
    return Screen(fill("Draft {number} is deleted.", number=number), ((LIST,),))


def broadcast_this(message_id: int) -> Screen:
    """Ask whether a picture or a file is to go to everybody."""
    return Screen(
        Markup("<b>Broadcast this?</b>\n\nNothing goes out before you have seen it and confirmed."),
        ((Button("Yes, make a draft", action("broadcast", "copy", message_id)),), (LIST, HOME)),
    )


def no_album() -> Screen:
    """Say why an album is not sent on."""
    return Screen(
        Markup(
            "<b>I cannot send an album on whole, so I send none of it.</b>\n\nSend one picture, "
            "with a caption if you like."
        ),
        ((LIST, HOME),),
    )


def send_it_first() -> Screen:
    """Say how a picture or a file is sent, when the command stands under it."""
    return Screen(
        Markup(
            "<b>Reply to it instead.</b>\n\nSend the picture or file with the caption that people "
            "are to see, then reply to it with /broadcast."
        ),
        ((LIST,),),
    )


def _too_long(draft: Broadcast, by: int) -> Screen:
    return Screen(
        fill(
            "<b>Too long by {by}: not ready to send.</b>\n\nTelegram takes 4,096 characters, with "
            "the line that I add for its kind.",
            by="1 character" if by == 1 else f"{by:,} characters",
        ),
        ((do("New text", "rewrite", draft), do("Kind", "kinds", draft)), (LIST,)),
    )


def _refused(draft: Broadcast) -> Screen:
    return Screen(
        Markup(
            "<b>Telegram refuses this message: nobody gets it.</b>\n\nPerhaps a link of a button "
            "does not work, or the message that was to be sent on is gone or protected."
        ),
        (
            (do("Buttons", "labels", draft), do("New text", "rewrite", draft)),
            (do("Delete draft", "discard", draft), LIST),
        ),
    )


def _send(draft: Broadcast, count: int, verb: str) -> Button:
    chosen = draft.timing
    when = f", {timing(chosen, draft.home_zone, short=True)}" if chosen.at or chosen.local else ""
    return do(f"Send to {people(count)}{when}", verb, draft, str(draft.revision))

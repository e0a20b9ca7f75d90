"""The tip of the week, and where readers say what they want."""

from collections.abc import Mapping

from whenever import Date, Instant

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, fill, lines, paragraphs, plain
from bot.chat.screen import Button, Screen, Toast, grid
from bot.chat.ways import HOME
from bot.domain.broadcast.rules_tips import Often, Pace, Tip, Wishes
from bot.domain.broadcast.work_tips import TipSettings
from bot.features.broadcast.screens import FOOTER, SUBJECTS
from bot.library.topics import Topic

_OFTEN: Mapping[Often, str] = {
    Often.OFF: "Off",
    Often.WEEKLY: "Weekly",
    Often.OTHER_DAY: "Every other day",
}
_PACES: Mapping[Pace, str] = {
    Pace.DAILY: "One a day at most",
    Pace.WEEKLY: "One a week",
    Pace.NONE: "None",
}
_BACK = Button("‹ Back", action("broadcast", "tips"))


def settings(at: TipSettings, now: Instant, *, fresh: bool = False) -> Screen:
    """Show what comes, and let the reader change it."""
    tips = [
        _ticked(label, at.often is often, action("broadcast", "often", often.value))
        for often, label in _OFTEN.items()
    ]
    wake = Button("End the pause", action("broadcast", "wake"))
    return Screen(
        paragraphs(
            fill("<b>Tips: {often}</b>", often=_OFTEN[at.often].lower()),
            _needs_zone(at),
            _pause(at, now),
            Markup("A short tip that fits your plan, never the same until you have had them all."),
            plain(_about(at.wishes)),
            fill(
                "News from whoever runs me: {pace}. Urgent messages always come.",
                pace=_PACES[at.wishes.pace].lower(),
            ),
        ),
        (
            (tips[0], tips[1]),
            (tips[2],),
            (
                Button("Topics", action("broadcast", "topics")),
                Button("News", action("broadcast", "news")),
            ),
            *(((wake,),) if at.wishes.is_paused(now) else ()),
            (HOME,),
        ),
        fresh=fresh,
    )


def topics(wishes: Wishes) -> Screen:
    """Let the reader tick what tips are to be about."""
    buttons = [
        _ticked(
            label.capitalize(),
            id_ in wishes.subjects,
            action("broadcast", "subject", id_, *(("off",) if id_ in wishes.subjects else ())),
        )
        for id_, label in SUBJECTS.items()
    ]
    return Screen(
        Markup("<b>Tips about what?</b>\n\nWith nothing ticked: about everything."),
        (*grid(buttons, 2), (_BACK,)),
    )


def news(wishes: Wishes) -> Screen:
    """Ask how many messages of admins are welcome."""
    buttons = [
        _ticked(label, wishes.pace is pace, action("broadcast", "news", pace.value))
        for pace, label in _PACES.items()
    ]
    return Screen(
        Markup(
            "<b>How much news?</b>\n\nFrom whoever runs me. Urgent messages always come, and say "
            "that they are urgent."
        ),
        (*grid(buttons, 1), (_BACK,)),
    )


def tip(chosen: Tip, topic: Topic) -> Screen:
    """Show the tip of the week."""
    return Screen(
        paragraphs(fill("<b>Tip · {title}</b>", title=topic.title), plain(chosen.text)),
        ((Button("Read more", action("broadcast", "read", topic.id)),), *FOOTER),
    )


def topic_in_short(topic: Topic, *, held: bool) -> Screen:
    """Show a topic's answer below the message that led there, which stays as it is."""
    return Screen(
        lines(
            (
                fill("<b>{title}</b>", title=topic.title),
                *(() if held else (plain(topic.answer),)),
            )
        ),
        ((Button("Open the page", action("remedies", "open", topic.id)),),),
        fresh=True,
    )


def more(subject: str) -> Toast:
    """Confirm that tips about a subject are welcome."""
    return Toast(f"Good: tips about {SUBJECTS[subject]} will come. /tips changes it.")


FEWER = Toast("From now on one message a week at most. /tips changes it.")
NONE = Toast("No more of these. Urgent ones still come. /tips brings them back.")


def paused(until: Date) -> Toast:
    """Confirm the pause."""
    day = until.format("D MMM")
    return Toast(f"Nothing until {day}, except what is urgent. /tips ends the pause.")


def _needs_zone(at: TipSettings) -> Markup | None:
    if at.person.zone or at.often is Often.OFF:
        return None
    return Markup("They come in the morning once I know your clock: /timezone sets it.")


def _pause(at: TipSettings, now: Instant) -> Markup | None:
    if not at.wishes.is_paused(now) or at.wishes.paused_until is None:
        return None
    day = at.person.date(at.wishes.paused_until).format("D MMM")
    return fill("Paused until {day}.", day=day)


def _about(wishes: Wishes) -> str:
    if not wishes.subjects:
        return "About everything."
    chosen = [label for id_, label in SUBJECTS.items() if id_ in wishes.subjects]
    return f"About {', '.join(chosen)}, and warning signs."


def _ticked(label: str, is_on: bool, does: Action) -> Button:  # noqa: FBT001
    return Button(f"✓ {label}" if is_on else label, does)

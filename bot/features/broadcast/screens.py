"""A broadcast as readers get it, and its parts in words."""

from collections.abc import Mapping

from whenever import Instant

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, fill, paragraphs
from bot.chat.screen import Button, Copy, Row, Screen, packed
from bot.domain.broadcast.model import Audience, Broadcast, BroadcastKind, Timing, Who
from bot.domain.broadcast.rules_drafts import visible

SUBJECTS: Mapping[str, str] = {
    "remedies": "what helps",
    "stretching": "stretching",
    "strength": "strength",
    "warm_up": "warming up",
    "causes": "why it hurts",
    "prevention": "preventing it",
    "anatomy": "the muscles",
    "medical": "getting help",
    "safety": "warning signs",
}
FOOTER: tuple[Row, ...] = (
    (
        Button("Fewer tips, news", action("broadcast", "fewer")),
        Button("No tips, news", action("broadcast", "none")),
    ),
    (Button("No tips and news for 30 days", action("broadcast", "rest")),),
)
_URGENT = Markup("<b>Urgent message</b>")
_SNIPPET = 28  # characters of a text that stand for it in a list


def message(broadcast: Broadcast) -> Screen:
    """Return what every recipient gets."""
    choices = [
        Button(choice.label, choice.to if choice.is_address else _topic(choice.to))
        for choice in broadcast.choices
    ]
    source = broadcast.source
    return Screen(
        text(broadcast),
        (*packed(choices), *_footer(broadcast)),
        copy=Copy(source.chat_id, source.message_id) if source else None,
        fresh=True,
    )


def text(broadcast: Broadcast) -> Markup:
    """Return the text as it is sent, with the line that its kind adds; a copy has none."""
    if broadcast.source:
        return Markup("")
    written = Markup(broadcast.markup)
    match broadcast.kind:
        case BroadcastKind.URGENT:
            return paragraphs(_URGENT, written)
        case BroadcastKind.TIP:
            words = "<i>More tips about {subject}? I send them only if you say yes.</i>"
            return paragraphs(written, fill(words, subject=SUBJECTS[broadcast.subject]))
        case _:
            return written


def _footer(broadcast: Broadcast) -> tuple[Row, ...]:
    match broadcast.kind:
        case BroadcastKind.URGENT:
            return ((Button("Message settings", action("broadcast", "tips_fresh")),),)
        case BroadcastKind.TIP:
            label = f"Yes, more about {SUBJECTS[broadcast.subject]}"
            yes = Button(label, action("broadcast", "more", broadcast.subject))
            return ((yes,), *FOOTER)
        case _:
            return FOOTER


def _topic(topic_id: str) -> Action:
    return action("broadcast", "read", topic_id)


def snippet(broadcast: Broadcast) -> str:
    """Return a few plain words by which an admin knows a broadcast again."""
    if broadcast.source:
        return "a message sent on"
    seen = " ".join(visible(broadcast.markup).split())
    return seen if len(seen) <= _SNIPPET else seen[: _SNIPPET - 1].rstrip() + "…"


def named(broadcast: Broadcast) -> Markup:
    """Return a broadcast's number and first words."""
    return fill("{number} · “{words}”", number=broadcast.broadcast_id, words=snippet(broadcast))


def kind(broadcast: Broadcast) -> str:
    """Return what kind of broadcast it is, in words."""
    match broadcast.kind:
        case BroadcastKind.TIP:
            return f"tip about {SUBJECTS[broadcast.subject]}"
        case BroadcastKind.URGENT:
            return "urgent: to all, also to those who had a message today or want none"
        case _:
            return "announcement"


def audience(chosen: Audience) -> str:
    """Return an audience in words."""
    match chosen.who:
        case Who.LANGUAGE:
            return f"people whose Telegram speaks “{chosen.value}”"
        case Who.STAGE:
            return f"people at stage {chosen.value} of their plan"
        case Who.ACTIVE:
            return f"people active in the last {chosen.value} days"
        case Who.SUBJECT:
            return f"people who want tips about {SUBJECTS[chosen.value]}"
        case _:
            return "everybody"


def timing(chosen: Timing, zone: str, *, short: bool = False) -> str:
    """Return a time in words, `short` enough for a button."""
    if chosen.local:
        whose = "their clocks" if short else "on each person's own clock"
        return f"{chosen.local.format('EEE D MMM HH:mm')} {whose}"
    if short and chosen.at:
        return moment(chosen.at, zone)
    return f"{moment(chosen.at, zone)} ({zone})" if chosen.at else "now"


def moment(at: Instant, zone: str) -> str:
    """Return an instant on a zone's clock."""
    return at.to_tz(zone).to_plain().format("EEE D MMM HH:mm")


def people(count: int) -> str:
    """Return a number of people, with commas."""
    return "1 person" if count == 1 else f"{count:,} people"


def lasting(seconds: float) -> str:
    """Return a duration in words, no finer than is useful."""
    if seconds < 90:  # noqa: PLR2004
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"  # noqa: PLR2004

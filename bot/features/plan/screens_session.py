"""A session and a run as screens: one exercise each, and the question of pain at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    bullets,
    fill,
    italic,
    numbered,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Picture, Row, Screen, packed
from bot.domain.people.model import Side
from bot.domain.plan.model import GuidedSession
from bot.domain.plan.rules import QUIET_MOST, fewer_sets, week_of_stage
from bot.domain.plan.work import Outlook
from bot.features.plan import screens_closing as closing
from bot.library import doses
from bot.library.content import Content
from bot.library.plan import Stop
from bot.library.topics import Topic

COUNTDOWN_S = 30
_OTHER: Mapping[Side, str] = {"left": "right", "right": "left"}
_BOUGHT = frozenset({"band", "weight", "roller"})
_PLAN = Button("My plan", action("plan", "today"))
_EXERCISE = Button("‹ Exercise", action("plan", "start"))


@dataclass(frozen=True, slots=True)
class ShownExercise:
    """An exercise of a session with all that its screen needs; `stop` is the rule in one line.

    `ring` is the countdown, `stops` are signs that end the session.
    """

    session: GuidedSession
    topic: Topic
    side: Side | None
    dose: str
    stop: str
    picture: Picture
    ring: Picture
    stops: tuple[Stop, ...]

    @property
    def worked(self) -> Side:
        """Return the side that is worked first: the right one where both or none is sore."""
        return "left" if self.side == "left" else "right"

    @property
    def is_sided(self) -> bool:
        """Say whether one side is worked after the other."""
        return self.topic.movement is not None and self.topic.movement.sides

    @property
    def held_s(self) -> int:
        """Return the seconds of a hold, 0 where it is none."""
        return self.topic.movement.hold_s if self.topic.movement else 0

    @property
    def is_held(self) -> bool:
        """Say whether a countdown is of use; for a walk it is not."""
        return 0 < self.held_s <= COUNTDOWN_S


def at(content: Content, found: Outlook, session: GuidedSession) -> Screen:
    """Return the screen that a session is at."""
    match session.state:
        case "done":
            return closing.finished(session)
        case "stopped":
            return closing.stopped(content.plan.text("too_sore"))
        case "left":
            return closing.nothing_done()
    form = content.easier_form(session.exercise)
    if session.offers_easier and form is not None:
        picture = content.picture(form, found.standing.person.side)
        topics = content.topics
        return easier(session, topics[session.exercise], topics[form], picture)
    return exercise(shown(content, found, session))


def shown(content: Content, found: Outlook, session: GuidedSession) -> ShownExercise:
    """Return the exercise that a session is at, with all that its screen needs."""
    topic, side = content.topics[session.exercise], found.standing.person.side
    movement = topic.movement
    assert movement is not None  # noqa: S101  # the content was checked
    most = min(movement.stop_at, QUIET_MOST) if found.is_quiet else movement.stop_at
    fewer = found.free is None or fewer_sets(found.free, session.day)
    week = week_of_stage(found.free, session.day) if found.free else 0
    return ShownExercise(
        session,
        topic,
        side,
        doses.in_words(movement, fewer=fewer, week=week),
        content.plan.text("stop_line").replace("{stop_at}", str(most)),
        content.picture(topic.id, side, moving=True),
        content.picture("countdown_30", moving=True),
        content.plan.stops,
    )


def exercise(view: ShownExercise) -> Screen:
    """Show the exercise that a session is at."""
    topic = view.topic
    text = paragraphs(
        fill("<i>{n} of {all}</i>", n=view.session.position + 1, all=len(view.session.exercises)),
        fill("<b>{title}</b>\n{dose}", title=topic.title, dose=_dose(view)),
        plain(topic.answer),
        _needed(topic),
        italic(view.stop),
    )
    rows: list[Row] = [
        *_ways(view.session),
        (_tap("Steps", "steps", view.session), _tap("Pause", "rest", view.session)),
    ]
    if view.is_held:
        rows[-1] = (_tap("Timer", "timer", view.session), *rows[-1])
    if _bought(topic) and topic.easier and topic.easier.topic:
        rows.insert(2, (_tap(f"I have no {_bought(topic)[0]}", "easier", view.session),))
    return Screen(text, tuple(rows), picture=view.picture)


def steps(view: ShownExercise) -> Screen:
    """Show how an exercise is done, step by step, with the way back."""
    topic = view.topic
    swap = view.is_sided and not any("swap" in step for step in topic.steps)
    return Screen(
        paragraphs(
            bold(topic.title),
            numbered(_sided(step, view.worked) for step in topic.steps),
            plain("Then swap sides.") if swap else None,
            fill("<b>Take care:</b> {care}", care=topic.care) if topic.care else None,
            _listed("Not with", topic.not_for),
        ),
        (
            *_ways(view.session),
            (_EXERCISE, Button("All about it", action("remedies", "open", topic.id))),
        ),
        picture=view.picture,
    )


def timer(view: ShownExercise) -> Screen:
    """Show a countdown in the exercise's place."""
    if not view.is_held:
        return exercise(view)
    early = f" Let go after {view.held_s}: the ring runs for {COUNTDOWN_S}."
    return Screen(
        paragraphs(
            fill("<b>{title}</b>\n{dose}", title=view.topic.title, dose=_dose(view)),
            plain(f"Hold while the ring empties.{early * (view.held_s < COUNTDOWN_S)}"),
            italic(view.stop),
        ),
        (*_ways(view.session), (_EXERCISE, _tap("Pause", "rest", view.session))),
        picture=view.ring,
    )


def how_sore(view: ShownExercise) -> Screen:
    """Ask whether it is soreness, or a sign that ends the session."""
    session = view.session
    signs = [
        Button(
            stop.button,
            action("plan", "sharp", session.session_id, len(session.results), stop.id),
        )
        for stop in view.stops
    ]
    return Screen(
        paragraphs(bold("What is it like?"), plain(view.topic.title)),
        ((_tap("Just sore", "just_sore", session),), *packed(signs), (_EXERCISE,)),
        picture=view.picture,
    )


def easier(session: GuidedSession, topic: Topic, form: Topic, picture: Picture) -> Screen:
    """Offer the easier form of an exercise that was too sore."""
    return Screen(
        paragraphs(
            bold("Too sore: then not like that."),
            fill("An easier form of {title}:", title=topic.title),
            fill("<b>{title}</b>\n{answer}", title=form.title, answer=form.answer),
        ),
        (
            (_tap("Try the easier form", "easier", session),),
            (_tap("Leave it out", "skip", session), _tap("Pause", "rest", session)),
        ),
        picture=picture,
    )


def paused() -> Screen:
    """Leave a session for a while."""
    return Screen(
        Markup("<b>Paused.</b> Go on when you like, today."),
        ((Button("Go on", action("plan", "start")),), (_PLAN,)),
    )


def _ways(session: GuidedSession) -> tuple[Row, ...]:
    return (
        (_tap("Done", "done", session),),
        (_tap("Too sore", "sore", session), _tap("Skip", "skip", session)),
    )


def _tap(label: str, verb: str, session: GuidedSession) -> Button:
    return Button(label, action("plan", verb, session.session_id, len(session.results)))


def _dose(view: ShownExercise) -> str:
    return f"{view.dose}, {view.worked} first" if view.is_sided else view.dose


def _needed(topic: Topic) -> Markup | None:
    things = topic.movement.equipment if topic.movement else ()
    return plain(f"You need: {', '.join(things)}.") if things else None


def _listed(label: str, texts: Sequence[str]) -> Markup | None:
    if not texts:
        return None
    return fill("<b>{label}:</b>\n{texts}", label=label, texts=bullets(texts))


def _bought(topic: Topic) -> Sequence[str]:
    things = topic.movement.equipment if topic.movement else ()
    return [thing for thing in things if thing in _BOUGHT]


def _sided(step: str, side: Side) -> str:
    return step.replace("{side}", side).replace("{other}", _OTHER[side])

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
from bot.chat.screen import Button, Picture, Row, Screen
from bot.domain.people.model import Side
from bot.domain.plan.model import GuidedSession
from bot.library.plan import Level
from bot.library.topics import Topic

COUNTDOWN_S = 30
_WALK_MINUTES = 5  # before and after a run
_OTHER: Mapping[Side, str] = {"left": "right", "right": "left"}
_TIMES = {1: "", 2: ", twice", 4: ", four times"}
_BOUGHT = frozenset({"band", "weight", "roller"})
_PLAN = Button("My plan", action("plan", "today"))
_EXERCISE = Button("‹ Exercise", action("plan", "start"))


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise with all that its screen needs; `stop` is the rule in one line."""

    topic: Topic
    side: Side | None
    dose: str
    stop: str
    picture: Picture

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


def exercise(session: GuidedSession, shown: Shown) -> Screen:
    """Show the exercise that a session is at."""
    topic = shown.topic
    text = paragraphs(
        fill("<i>{n} of {all}</i>", n=session.position + 1, all=len(session.exercises)),
        fill("<b>{title}</b>\n{dose}", title=topic.title, dose=_dose(shown)),
        plain(topic.answer),
        _needed(topic),
        italic(shown.stop),
    )
    rows: list[Row] = [
        *_ways(session),
        (_tap("Steps", "steps", session), _tap("Pause", "rest", session)),
    ]
    if shown.is_held:
        rows[-1] = (_tap("Timer", "timer", session), *rows[-1])
    if _bought(topic) and topic.easier and topic.easier.topic:
        rows.insert(2, (_tap(f"I have no {_bought(topic)[0]}", "easier", session),))
    return Screen(text, tuple(rows), picture=shown.picture)


def steps(session: GuidedSession, shown: Shown) -> Screen:
    """Show how an exercise is done, step by step, with the way back."""
    topic = shown.topic
    swap = shown.is_sided and not any("swap" in step for step in topic.steps)
    return Screen(
        paragraphs(
            bold(topic.title),
            numbered(_sided(step, shown.worked) for step in topic.steps),
            plain("Then swap sides.") if swap else None,
            fill("<b>Take care:</b> {care}", care=topic.care) if topic.care else None,
            _listed("Not with", topic.not_for),
        ),
        (
            *_ways(session),
            (_EXERCISE, Button("All about it", action("remedies", "open", topic.id))),
        ),
        picture=shown.picture,
    )


def timer(session: GuidedSession, shown: Shown) -> Screen:
    """Show a countdown in the exercise's place."""
    early = f" Let go after {shown.held_s}: the ring runs for {COUNTDOWN_S}."
    return Screen(
        paragraphs(
            fill("<b>{title}</b>\n{dose}", title=shown.topic.title, dose=_dose(shown)),
            plain(f"Hold while the ring empties.{early * (shown.held_s < COUNTDOWN_S)}"),
            italic(shown.stop),
        ),
        (*_ways(session), (_EXERCISE, _tap("Pause", "rest", session))),
        picture=shown.picture,
    )


def how_sore(session: GuidedSession, shown: Shown) -> Screen:
    """Ask whether it is soreness, or pain that ends the session."""
    return Screen(
        paragraphs(bold("What is it like?"), plain(shown.topic.title)),
        (
            (_tap("Just sore", "just_sore", session),),
            (_tap("Sharp, pinching, numb or limping", "sharp", session),),
            (_EXERCISE,),
        ),
        picture=shown.picture,
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


def run(number: int, level: Level, why: str, stop: str) -> Screen:
    """Show what a run is made of."""
    walk = f"Walk {_WALK_MINUTES} minutes."
    middle = f"Run {level.run} min, walk {level.walk}" if level.walk else f"Run {level.run} min"
    whole = 2 * _WALK_MINUTES + (level.run + level.walk) * level.times
    return Screen(
        paragraphs(
            fill("<b>Run, level {number}</b>\nAbout {whole} minutes", number=number, whole=whole),
            numbered((walk, f"{middle}{_TIMES.get(level.times, f', {level.times} times')}.", walk)),
            plain(level.more) if level.more else None,
            plain(why),
            italic(stop),
        ),
        (
            (Button("I ran it", action("plan", "ran")),),
            (Button("Warm-up", action("remedies", "open", "warm_up")), _PLAN),
        ),
    )


def _ways(session: GuidedSession) -> tuple[Row, ...]:
    return (
        (_tap("Done", "done", session),),
        (_tap("Too sore", "sore", session), _tap("Skip", "skip", session)),
    )


def _tap(label: str, verb: str, session: GuidedSession) -> Button:
    return Button(label, action("plan", verb, session.session_id, len(session.results)))


def _dose(shown: Shown) -> str:
    return f"{shown.dose}, {shown.worked} first" if shown.is_sided else shown.dose


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

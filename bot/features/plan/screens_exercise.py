"""One exercise of a session as a screen: how much, step by step, the rest between sets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    bullets,
    fill,
    italic,
    lines,
    numbered,
    opening,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Picture, Row, Screen
from bot.domain.people.model import Side
from bot.domain.plan.model import GuidedSession
from bot.library.plan import Stop
from bot.library.topics import Topic

COUNTDOWN_S = 30
_REST = "Rest while the ring empties, longer if you like."
_OTHER: Mapping[Side, str] = {"left": "right", "right": "left"}
_AT_A_LOOK = 130  # characters of steps under the picture; the others are folded
_BOUGHT = frozenset({"band", "weight", "roller"})
EXERCISE = Button("‹ Exercise", action("plan", "start"))


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
    sets: int = 1

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


def exercise(view: ShownExercise, number: int = 1) -> Screen:
    """Show the exercise that a session is at, in the set of that number."""
    topic = view.topic
    text = paragraphs(
        lines(
            (_placed(view, number), fill("{dose}{needed}", dose=_dose(view), needed=_needed(topic)))
        ),
        plain(topic.answer),
        italic(view.stop),
    )
    rows: list[Row] = [*ways(view.session)]
    if number < view.sets:
        rows[0] = (_set(f"Set {number} done: rest", "set", view, number + 1), *rows[0])
    rows += [
        (tap("Steps", "steps", view.session), tap("Pause", "rest", view.session)),
    ]
    if view.is_held:
        rows[-1] = (tap("Timer", "timer", view.session), *rows[-1])
    if _bought(topic) and topic.easier and topic.easier.topic:
        rows.insert(2, (tap(f"I have no {_bought(topic)[0]}", "easier", view.session),))
    return Screen(text, tuple(rows), picture=view.picture)


def between(view: ShownExercise, number: int) -> Screen:
    """Show a countdown for the rest before the set of a number."""
    if not 1 < number <= view.sets:
        return exercise(view)
    return Screen(
        paragraphs(
            lines((_placed(view, number), plain(_REST))),
            italic(view.stop),
        ),
        ((_set(f"Set {number} ›", "go", view, number),), *ways(view.session)),
        picture=view.ring,
    )


def steps(view: ShownExercise) -> Screen:
    """Show how an exercise is done, step by step, with the way back."""
    topic = view.topic
    how = [_sided(step, view.worked) for step in topic.steps]
    if view.is_sided and not any("swap" in step for step in how):
        how.append("Then swap sides.")
    return Screen(
        paragraphs(
            lines((bold(topic.title), plain(view.dose))),
            *opening([*numbered(how), *_cautions(topic)], _AT_A_LOOK),
        ),
        (
            tuple(button for row in ways(view.session) for button in row),
            (EXERCISE, Button("All about it", action("remedies", "open", topic.id))),
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
        (*ways(view.session), (EXERCISE, tap("Pause", "rest", view.session))),
        picture=view.ring,
    )


def ways(session: GuidedSession) -> tuple[Row, ...]:
    """Return the answers to an exercise."""
    return (
        (tap("Done", "done", session),),
        (tap("Too sore", "sore", session), tap("Skip", "skip", session)),
    )


def tap(label: str, verb: str, session: GuidedSession) -> Button:
    """Return a button of a session, which knows how far that is."""
    return Button(label, action("plan", verb, session.session_id, len(session.results)))


def _dose(view: ShownExercise) -> str:
    return f"{view.dose}, {view.worked} first" if view.is_sided else view.dose


def _placed(view: ShownExercise, number: int) -> Markup:
    """Return where a session is: the exercise's place, its title and the set."""
    at, every = view.session.position + 1, len(view.session.exercises)
    of_sets = f" · set {number} of {view.sets}" if view.sets > 1 else ""
    return fill(
        "{at} of {every} · <b>{title}</b>{of_sets}",
        at=at,
        every=every,
        title=view.topic.title,
        of_sets=of_sets,
    )


def _set(label: str, verb: str, view: ShownExercise, number: int) -> Button:
    session = view.session
    does = action("plan", verb, session.session_id, len(session.results), number)
    return Button(label, does)


def _needed(topic: Topic) -> str:
    things = topic.movement.equipment if topic.movement else ()
    return f". You need: {', '.join(things)}." if things else ""


def _cautions(topic: Topic) -> Sequence[Markup]:
    """Return what to take care of and who should not."""
    care = fill("<b>Take care:</b> {care}", care=topic.care) if topic.care else None
    return [part for part in (care, _listed("Not with", topic.not_for)) if part]


def _listed(label: str, texts: Sequence[str]) -> Markup | None:
    if not texts:
        return None
    return fill("<b>{label}:</b>\n{texts}", label=label, texts=bullets(texts))


def _bought(topic: Topic) -> Sequence[str]:
    things = topic.movement.equipment if topic.movement else ()
    return [thing for thing in things if thing in _BOUGHT]


def _sided(step: str, side: Side) -> str:
    return step.replace("{side}", side).replace("{other}", _OTHER[side])

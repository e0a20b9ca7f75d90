"""A session and a run as screens: one exercise each, and the question of pain at the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.chat.actions import action
from bot.chat.markup import (
    Fragment,
    Markup,
    bold,
    bullets,
    fill,
    italic,
    numbered,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Picture, Row, Screen, grid
from bot.features.plan.guided.rules import Session
from bot.features.plan.records import Level
from bot.features.plan.rules import Effort
from bot.records import Topic
from bot.storage.people import Side

_SCALE = 11
_SCALE_COLUMNS = 6
_WALK_MINUTES = 5  # before and after a run
_OTHER: Mapping[Side, str] = {"left": "right", "right": "left"}
_TIMES = {1: "", 2: ", twice", 4: ", four times"}
_BOUGHT = frozenset({"band", "weight", "roller"})
_PLAN = Button("My plan", action("plan", "today"))


@dataclass(frozen=True, slots=True)
class Shown:
    """An exercise with all that its screen needs; `stop` is the rule in one line."""

    topic: Topic
    side: Side | None
    dose: str
    stop: str
    picture: Picture


def exercise(session: Session, shown: Shown) -> Screen:
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
        (_tap("Done", "done", session),),
        (_tap("Too sore", "sore", session), _tap("Skip", "skip", session)),
        (_tap("Steps", "steps", session), _tap("Pause", "rest", session)),
    ]
    if _bought(topic) and topic.easier and topic.easier.topic:
        rows.insert(2, (_tap(f"I have no {_bought(topic)[0]}", "easier", session),))
    return Screen(text, tuple(rows), picture=shown.picture)


def steps(shown: Shown) -> Screen:
    """Show how an exercise is done, step by step, with the way back."""
    topic = shown.topic
    worked: Side = "right" if shown.side is None else shown.side
    return Screen(
        paragraphs(
            bold(topic.title),
            numbered(_sided(step, worked) for step in topic.steps),
            fill("<b>Take care:</b> {care}", care=topic.care) if topic.care else None,
            _listed("Not with", topic.not_for),
        ),
        (
            (Button("‹ Back to the session", action("plan", "start")),),
            (Button("All about it", action("remedies", "open", topic.id)),),
        ),
        picture=shown.picture,
    )


def easier(session: Session, topic: Topic, form: Topic, picture: Picture) -> Screen:
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


def nothing_done() -> Screen:
    """Close a session in which every exercise was left out."""
    return Screen(
        Markup(
            "<b>Nothing today: that is fine.</b>\n\n"
            "It counts as rest, and the session comes again. Worse than before? Check it."
        ),
        ((_PLAN, Button("Check my pain", action("triage", "begin"))),),
    )


def finished() -> Screen:
    """Ask for the pain after a session."""
    return Screen(
        Markup(
            "<b>Session done. How much does it hurt now?</b>\n\n"
            "0 is no pain, 10 is the worst that you can imagine."
        ),
        _scale(Effort.SESSION),
    )


def stopped(kindly: str) -> Screen:
    """End a session that was too sore, and ask for the pain."""
    return Screen(
        paragraphs(
            bold("That is enough: rest now."),
            plain(kindly),
            bold("How much does it hurt now, from 0 to 10?"),
        ),
        _scale(Effort.SESSION),
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


def ran() -> Screen:
    """Ask for the worst pain in a run."""
    return Screen(
        Markup(
            "<b>Run done. What was the worst pain in it?</b>\n\n"
            "0 is no pain, 10 is the worst that you can imagine."
        ),
        _scale(Effort.RUN),
    )


def _scale(effort: Effort) -> tuple[Row, ...]:
    buttons = [
        Button(str(pain), action("diary", "effort", effort.value, pain)) for pain in range(_SCALE)
    ]
    return (*grid(buttons, _SCALE_COLUMNS), (Button("Not now", _PLAN.does),))


def _tap(label: str, verb: str, session: Session) -> Button:
    return Button(label, action("plan", verb, session.session_id, len(session.results)))


def _dose(shown: Shown) -> str:
    movement = shown.topic.movement
    first = f", {shown.side} first" if shown.side in _OTHER and movement and movement.sides else ""
    return f"{shown.dose}{first}"


def _needed(topic: Topic) -> Markup | None:
    things = topic.movement.equipment if topic.movement else ()
    return plain(f"You need: {', '.join(things)}.") if things else None


def _listed(label: str, texts: Sequence[str]) -> Markup | None:
    if not texts:
        return None
    return fill("<b>{label}:</b>\n{texts}", label=label, texts=Fragment(bullets(texts)))


def _bought(topic: Topic) -> Sequence[str]:
    things = topic.movement.equipment if topic.movement else ()
    return [thing for thing in things if thing in _BOUGHT]


def _sided(step: str, side: Side) -> str:
    named = "first" if side == "both" else side
    return step.replace("{side}", named).replace("{other}", _OTHER.get(side, "other"))

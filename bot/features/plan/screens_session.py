"""A session as screens: where it is, what kind of sore it was, and its pause."""

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    fill,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Picture, Screen, packed
from bot.chat.ways import PLAN
from bot.domain.plan.model import GuidedSession
from bot.domain.plan.rules import QUIET_MOST, fewer_sets, week_of_stage
from bot.domain.plan.work import Outlook
from bot.features.plan import screens_closing as closing
from bot.features.plan.screens_exercise import EXERCISE, ShownExercise, exercise, tap
from bot.library import doses
from bot.library.content import Content
from bot.library.topics import Topic


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
        doses.sets_of(movement, fewer=fewer) if movement.reps else 1,
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
        ((tap("Just sore", "just_sore", session),), *packed(signs), (EXERCISE,)),
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
            (tap("Try the easier form", "easier", session),),
            (tap("Leave it out", "skip", session), tap("Pause", "rest", session)),
        ),
        picture=picture,
    )


def paused() -> Screen:
    """Leave a session for a while."""
    return Screen(
        Markup("<b>Paused.</b> Go on when you like, today."),
        ((Button("Go on", action("plan", "start")),), (PLAN,)),
    )

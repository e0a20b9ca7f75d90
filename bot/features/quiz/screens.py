"""The start of a round, its questions, and what the bot says to an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from whenever import Instant

from bot.chat.actions import Action, action
from bot.chat.markup import Markup, bullets, fill, paragraphs, plain
from bot.chat.screen import Button, Poll, Reply, Row, Screen, Toast
from bot.chat.ways import HOME
from bot.domain.quiz.model import (
    Asked,
    AskedQuestion,
    Feedback,
    Item,
    Marked,
    Refusal,
    Round,
    RoundSummary,
    Start,
)
from bot.domain.quiz.rules import SIZES, shuffled
from bot.domain.quiz.work import Step
from bot.domain.standing import Standing
from bot.features.quiz.screens_learning import questions, read, result
from bot.library.content import Content
from bot.library.held import held

GO_ON = Button("Go on with the quiz", action("quiz", "begin"))


def step(found: Step, content: Content, now: Instant) -> Reply:
    """Show what follows a tap."""
    match found:
        case AskedQuestion():
            seed = f"{found.asked.asked_id} {now}"
            order = shuffled(found.item, seed)
            return question(found.item, order, found.asked, found.within)
        case RoundSummary():
            return result(found, content.topics)
        case Standing():
            return emergency(found, content)
        case Refusal():
            return REFUSALS[found]


def start(found: Start) -> Screen:
    """Offer a round; some questions may wait for a review today."""
    waiting = f"{questions(found.due)} to go over again today." if found.due else ""
    text = fill(
        "<b>Quiz: what do you know about hip flexors?</b>\n\n"
        "One question at a time, and why. What you miss comes back on another day.\n\n{waiting}",
        waiting=waiting or "Nothing to go over today.",
    )
    sizes = [found.usual, *(size for size in SIZES if size != found.usual)]
    buttons = [Button(questions(size), action("quiz", "start", size)) for size in sizes]
    rows = ((GO_ON,),) if found.is_open else ((buttons[0],), tuple(buttons[1:]))
    return Screen(text, (*rows, (HOME,)))


def question(item: Item, order: str, asked: Asked, within: Round | None) -> Screen:
    """Ask a question as a poll, its options in this order; without a round, that of the day."""
    means = action("quiz", "vote", item.id, asked.asked_id, order)
    return Screen(
        plain(_heading(asked, within)),
        _under(asked, within),
        poll=replace(poll(item, order, means), explanation=None),  # the answer says why
        fresh=True,
    )


def poll(item: Item, order: str, means: Action) -> Poll:
    """Return a question as Telegram's quiz poll."""
    right = tuple(place for place, letter in enumerate(order) if letter in item.key)
    return Poll(item.question, item.texts(order), right, item.explanation, means)


def feedback(found: Feedback, content: Content) -> Screen:
    """Say whether it was right, what is right, why, and what follows."""
    said, asked, within = found.said, found.asked, found.within
    topic = content.topics[said.item.topic]
    returns = within is not None and asked is not None and not (said.is_right or asked.again)
    text = paragraphs(
        verdict(said),
        plain(said.item.explanation),
        Markup("<i>It comes once more at the end of this round.</i>") if returns else None,
        None if found.is_first else Markup("<i>Your first answer counts.</i>"),
    )
    learn = read(topic, f"Read: {topic.title}")
    onward = _onward(within) if within else (GO_ON, HOME)
    picture = content.illustration(topic)
    return Screen(text, ((learn,), onward), picture=picture, fresh=True)


def verdict(said: Marked) -> Markup:
    """Return the first lines: right or not, and what is right."""
    item = said.item
    right = _listed(item.texts(sorted(item.key)))
    if said.is_right:
        return fill("✅ <b>Right.</b>\n{right}", right=right)
    if len(item.key) == 1:
        return fill("❌ <b>Not right.</b> The answer is:\n{right}", right=right)
    parts = [
        fill("<b>{label}:</b>\n{options}", label=label, options=bullets(options))
        for label, options in (
            ("You missed", item.texts(sorted(said.missing))),
            ("Not among them", item.texts(sorted(said.surplus))),
            ("You had", item.texts(sorted(item.key - said.missing))),
        )
        if options
    ]
    return paragraphs(Markup("❌ <b>Not quite.</b>"), *parts)


def resized(size: int) -> Toast:
    """Confirm the length of the round."""
    return Toast(f"This round has {size} questions now, and the next ones will.")


def emergency(found: Standing, content: Content) -> Screen:
    """Say what holds, and nothing about a quiz."""
    what = held(content, found)
    assert what is not None  # noqa: S101  # an emergency holds
    return what.screen


_LEFT_BANK = Screen(
    Markup("<b>That question has left the quiz.</b>\n\nYour answer was not counted."),
    ((GO_ON, HOME),),
    fresh=True,
)
_DONE_TODAY = Screen(
    Markup("<b>Today’s question is done.</b>\n\nThe next one comes tomorrow."),
    ((Button("A whole round", action("quiz", "begin")), HOME),),
    fresh=True,
)
REFUSALS: Mapping[Refusal, Reply] = {
    Refusal.OVER: Toast("That round is over. /quiz starts a new one."),
    Refusal.BELOW: Toast("The next question is there already. /quiz shows it once more."),
    Refusal.ANSWERED: Toast("That question is done. /quiz goes on."),
    Refusal.BEGUN: Toast(
        "The length is chosen at the first question of a round. /quiz goes on with this one."
    ),
    Refusal.LEFT_BANK: _LEFT_BANK,
    Refusal.DONE_TODAY: _DONE_TODAY,
}


def _heading(asked: Asked, within: Round | None) -> str:
    if within is None:
        return "Question of the day"
    if asked.again:
        return "Once more: a question that you missed"
    number = [each.asked_id for each in within.first_tries].index(asked.asked_id) + 1
    return f"Question {number} of {within.size}"


def _under(asked: Asked, within: Round | None) -> tuple[Row, ...]:
    if within is None:
        return ((Button("A whole round", action("quiz", "begin")),),)
    skip = Button("Skip", action("quiz", "skip", asked.asked_id))
    steps = (skip, Button("Stop", action("quiz", "stop", within.round_id)))
    if len(within.asked) > 1:
        return (steps,)
    sizes = tuple(
        Button(f"Ask me {size}", action("quiz", "size", within.round_id, size))
        for size in SIZES
        if size != within.size
    )
    return (steps, sizes)


def _onward(within: Round) -> Row:
    onward = action("quiz", "next", within.round_id, len(within.asked))
    if len(within.first_tries) >= within.size and not within.coming_back:
        return (Button("See the result", onward),)
    stop = Button("Stop", action("quiz", "stop", within.round_id))
    return (Button("Next question", onward), stop)


def _listed(options: Sequence[str]) -> Markup:
    return bullets(options) if len(options) > 1 else fill("<b>{option}</b>", option=options[0])

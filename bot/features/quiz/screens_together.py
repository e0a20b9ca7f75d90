"""Questions for a group, its scoreboard, and cards that can be shared anywhere."""

from collections.abc import Sequence

from bot.chat.actions import action
from bot.chat.markup import Markup, bold, fill, isolated, lines, paragraphs
from bot.chat.screen import Button, Card, Link, Screen, Toast
from bot.domain.quiz.model import GroupScore, Item, Marked
from bot.features.quiz.screens import poll

NEWER = Toast("There is a newer question below: tap there.")
GONE = Toast("That question has left the quiz. /quiz has others.")
ONLY_IN_GROUPS = Toast("That works only in a group. Here /quiz asks you alone.")
_NO_POLLS = Screen(
    Markup(
        "I could not ask here: my questions are polls, and this group does not let me send them. "
        "An admin can allow polls in the group's permissions."
    ),
    ((Button("Quiz in private", Link(action("quiz", "home"))),),),
)
_SHOWN = 10  # lines of a scoreboard
_NAME = 24  # characters of a name
_TOAST = 200  # UTF-16 units; Bot API, answerCallbackQuery
_LINE = 60  # characters of a card's second line


def question(item: Item, order: str, question_id: int) -> Screen:
    """Ask a group; whoever is known to the bot scores."""
    means = action("quiz", "group", item.id, question_id, order)
    return Screen(
        Markup("A question for everybody. Answers score for those who have started me."),
        (
            (
                Button("Scoreboard", action("quiz", "board")),
                Button("Another one", action("quiz", "another", question_id)),
            ),
            (
                Button("Count me in", Link(action("quiz", "home"))),
                Button("Every day", action("quiz", "day", "below")),
            ),
        ),
        poll=poll(item, order, means),
        fresh=True,
        refused=_NO_POLLS,
    )


def scoreboard(scores: Sequence[tuple[int, GroupScore]]) -> Screen:
    """Show who has how many right answers in this group."""
    if not scores:
        return Screen(Markup("<b>No answers yet.</b> They score for those who have started me."))
    rows = [
        fill(
            "{rank}. {name}: {right} of {answered}",
            rank=rank,
            name=isolated(score.name if len(score.name) <= _NAME else score.name[:_NAME] + "…"),
            right=score.right,
            answered=score.answered,
        )
        for rank, score in scores[:_SHOWN]
    ]
    return Screen(paragraphs(bold("Right answers in this group"), lines(rows)))


def card(item: Item, order: str, shared: int) -> Card:
    """Offer one question to any chat; `shared` tells this sharing from others."""
    labels = "ABCDE"[: len(order)]
    options = lines(
        fill("<b>{label}</b>  {option}", label=label, option=option)
        for label, option in zip(labels, item.texts(order), strict=True)
    )
    taps = tuple(
        Button(label, action("quiz", "share", item.id, order, place, shared))
        for place, label in enumerate(labels)
    )
    more = Button("Try more with Flexor", Link(action("quiz", "home")))
    return Card(
        f"quiz-{item.id}",
        "Share a quiz question",
        item.question if len(item.question) <= _LINE else item.question[: _LINE - 1] + "…",
        Screen(paragraphs(bold(item.question), options), (taps, (more,))),
    )


def told(said: Marked, order: str) -> Toast:
    """Tell somebody who tapped an option whether it is right, and why."""
    right = " and ".join("ABCDE"[order.index(letter)] for letter in sorted(said.item.key))
    first = "Right." if said.is_right else f"Not right: it is {right}."
    return Toast(_within(f"{first} {said.item.explanation}", _TOAST), alert=True)


def _within(text: str, limit: int) -> str:
    """Cut at the end of a sentence, else of a word."""
    if _units(text) <= limit:
        return text
    while _units(text) > limit - 1:
        text = text[:-1]
    sentence = text.rpartition(". ")[0]
    return sentence + "." if _units(sentence) > limit // 2 else text.rpartition(" ")[0] + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2

"""A topic as a page, an exercise with its picture, and what stands behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    bullets,
    fill,
    folded,
    italic,
    lines,
    numbered,
    opening,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Picture, Row, Screen, grid, packed
from bot.chat.ways import HOME
from bot.domain.people.model import Side
from bot.library.topics import GROUPS, Movement, Phrase, Topic, Variant

_EVIDENCE = {
    "A": "tested directly in trials",
    "B": "trials of something close to it",
    "C": "observed, not put to a trial",
    "D": "expert opinion and custom",
}
_HOW = bold("How, and when not to:")
_READ_AT_ONCE = 430  # characters of a page; what else there is is folded
_AT_A_LOOK = 200  # characters under the picture of the steps
_THIRD = 9  # characters of a label that fits three times in a row
_OTHER: Mapping[Side, Side] = {"left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Exercise:
    """An exercise for one side of a person, or for both where `side` is that, and its picture."""

    topic: Topic
    movement: Movement
    side: Side
    picture: Picture


def page(topic: Topic, also: Sequence[Topic] = ()) -> Screen:
    """Show a topic: the answer, and how. `also` are other hits of a search."""
    how = numbered(topic.steps) or [plain(text) for text in topic.body]
    return Screen(
        paragraphs(
            bold(topic.title),
            plain(topic.answer),
            _dose(topic),
            *opening(
                [*how, *_cautions(topic)], _READ_AT_ONCE - len(topic.answer + (topic.dose or ""))
            ),
        ),
        (*packed([*_card(topic), *_variants(topic)]), *_ways(topic, also)),
    )


def exercise(shown: Exercise, stop_rule: Phrase, also: Sequence[Topic] = ()) -> Screen:
    """Show an exercise: its picture, how in short, how much, and who should not."""
    topic, side = shown.topic, shown.side
    moves = Button("Watch it move", action("remedies", "moves", topic.id, side))
    others = [*_card(topic), *_variants(topic)]
    if shown.movement.sides and side != "both":
        swap = _OTHER[side]
        others.insert(
            0, Button(f"{swap.capitalize()} side", action("remedies", "side", topic.id, swap))
        )
    folds = [_HOW, plain(topic.answer), *_cautions(topic)]
    folds.append(plain(stop_rule.text.replace("{stop_at}", str(shown.movement.stop_at))))
    return Screen(
        paragraphs(_titled(shown), _dose(topic), folded(lines(folds))),
        ((_steps(shown), moves), *grid(others, 3), *_ways(topic, also)),
        picture=shown.picture,
    )


def steps(shown: Exercise) -> Screen:
    """Show an exercise step by step, under the same picture."""
    side: Side = "right" if shown.side == "both" else shown.side
    how = [
        step.replace("{side}", side).replace("{other}", _OTHER[side]) for step in shown.topic.steps
    ]
    moves = Button("Watch it move", action("remedies", "moves", shown.topic.id, shown.side))
    room = _AT_A_LOOK - len(shown.topic.dose or "")
    return Screen(
        paragraphs(_titled(shown), _dose(shown.topic), *opening(numbered(how), room)),
        ((_whole(shown), moves), (_back(shown.topic), HOME)),
        picture=shown.picture,
    )


def moving(shown: Exercise) -> Screen:
    """Show an exercise's movement."""
    return Screen(
        paragraphs(_titled(shown), italic(shown.picture.alt)),
        ((_whole(shown), _steps(shown)), (_back(shown.topic), HOME)),
        picture=shown.picture,
    )


def card(topic: Topic, picture: Picture) -> Screen:
    """Show what a topic says as a picture."""
    back = Button("‹ Back to the page", action("remedies", "open", topic.id))
    return Screen(plain(picture.alt), ((back,), (_back(topic), HOME)), picture=picture)


def more(topic: Topic, cited: Markup, reviewed: str, related: Sequence[Topic]) -> Screen:
    """Show a topic's second page: why, what is known, sources."""
    body = topic.body if topic.steps else ()
    return Screen(
        paragraphs(
            bold(topic.title),
            _evidence(topic),
            folded(paragraphs(*_background(topic, body), bold("Sources"), cited)),
            italic(reviewed),
        ),
        (
            (_open("‹ Back to the page", topic.id),),
            *grid([_open(other.title, other.id) for other in related], 1),
            (_back(topic), HOME),
        ),
    )


def _background(topic: Topic, body: Sequence[str]) -> Iterator[Markup]:
    """Yield how it works and what is often said of it."""
    yield from (plain(text) for text in body)
    for myth in topic.myths:
        said, fact = myth.said, myth.fact
        yield fill("<b>Often said:</b> {said}\n<b>In fact:</b> {fact}", said=said, fact=fact)


def _cautions(topic: Topic) -> list[Markup]:
    """Return for whom it is not, and what to take care of."""
    care = fill("<b>Take care:</b> {care}", care=topic.care) if topic.care else None
    return [part for part in (_listed("When not to do it", topic.not_for), care) if part]


def _dose(topic: Topic) -> Markup | None:
    return fill("<b>How much:</b> {dose}", dose=topic.dose) if topic.dose else None


def _card(topic: Topic) -> Row:
    label = "Where not" if topic.movement else "See it as a picture"
    return (Button(label, action("remedies", "card", topic.id)),) if topic.card else ()


def _ways(topic: Topic, also: Sequence[Topic]) -> tuple[Row, ...]:
    """Return the ways on from a page."""
    label = "Evidence" if topic.works else "More about this"
    more = Button(label, action("remedies", "more", topic.id))
    offered = {variant.topic for variant in (topic.easier, topic.harder) if variant}
    others = [_open(f"Or: {one.title}", one.id) for one in also if one.id not in offered]
    short = len(GROUPS[topic.group]) <= _THIRD and bool(topic.works)
    return (
        *packed(others)[:1],
        *(((more, _back(topic), HOME),) if short else ((more,), (_back(topic), HOME))),
    )


def _steps(shown: Exercise) -> Button:
    return Button("Step by step", action("remedies", "steps", shown.topic.id, shown.side))


def _whole(shown: Exercise) -> Button:
    return Button("‹ Back", action("remedies", "side", shown.topic.id, shown.side))


def _open(label: str, topic_id: str) -> Button:
    return Button(label, action("remedies", "open", topic_id))


def _titled(shown: Exercise) -> Markup:
    if not shown.movement.sides:
        return bold(shown.topic.title)
    words = "right first, then left" if shown.side == "both" else f"{shown.side} side"
    return fill("<b>{title}</b> · {words}", title=shown.topic.title, words=words)


def _back(topic: Topic) -> Button:
    return Button(f"‹ {GROUPS[topic.group]}", action("remedies", "group", topic.group, 0))


def _variants(topic: Topic) -> Row:
    found: list[tuple[str, Variant | None]] = [("Easier", topic.easier), ("Harder", topic.harder)]
    return tuple(
        _open(label, variant.topic) for label, variant in found if variant and variant.topic
    )


def _listed(label: str, texts: Sequence[str]) -> Markup | None:
    if not texts:
        return None
    return fill("<b>{label}:</b>\n{texts}", label=label, texts=bullets(texts))


def _evidence(topic: Topic) -> Markup | None:
    if not topic.works:
        return None
    grade = _EVIDENCE[topic.evidence] if topic.evidence else "nobody has graded it"
    return fill(
        "<b>Does it work?</b> {works}\n<i>How sure: {grade}.</i>", works=topic.works, grade=grade
    )

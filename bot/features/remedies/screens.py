"""The library as screens: groups, lists, pages, search results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.chat.actions import action
from bot.chat.markup import (
    Fragment,
    Markup,
    bold,
    bullets,
    fill,
    folded,
    italic,
    numbered,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Row, Screen, grid
from bot.records import Country, Group, Movement, Phrase, Topic, Variant
from bot.storage.people import Side

GROUPS: Mapping[Group, str] = {
    "remedies": "What helps",
    "stretching": "Stretches",
    "strength": "Strength",
    "warm_up": "Warm-up, cool-down",
    "causes": "Why it hurts",
    "prevention": "Prevent it",
    "anatomy": "The muscles",
    "medical": "Getting help",
    "safety": "Warning signs",
}
EXERCISE_GROUPS: tuple[Group, ...] = ("stretching", "strength", "warm_up")
_PAGE = 8
_EVIDENCE = {
    "A": "tested directly in trials",
    "B": "trials of something close to it",
    "C": "observed, not put to a trial",
    "D": "expert opinion and custom",
}
_OTHER: Mapping[Side, str] = {"left": "right", "right": "left", "both": "other"}
CHECK = Button("Check my pain", action("triage", "begin"))
HOME = Button("Home", action("start", "home"))


def home() -> Screen:
    """Offer the groups of the library."""
    return _groups("<b>What are you looking for?</b>\n\nTap, or type it in your own words.", GROUPS)


def exercises() -> Screen:
    """Offer the groups that hold exercises."""
    return _groups(
        "<b>Exercises</b>\n\nNew or worse pain? Check it before you exercise.", EXERCISE_GROUPS
    )


def listing(group: Group, topics: Sequence[Topic], page: int) -> Screen:
    """List one page of a group; `page` counts from 0."""
    pages = max(1, -(-len(topics) // _PAGE))
    page = min(max(page, 0), pages - 1)
    shown = topics[page * _PAGE : (page + 1) * _PAGE]
    rows: list[Row] = [(_open(topic.title, topic.id),) for topic in shown]
    turn = [
        Button(label, action("remedies", "group", group, to))
        for label, to in (("‹ Earlier", page - 1), ("More ›", page + 1))
        if 0 <= to < pages
    ]
    if turn:
        rows.append(tuple(turn))
    rows.append((Button("‹ All groups", action("remedies", "home")), HOME))
    return Screen(bold(GROUPS[group]), tuple(rows))


def page(topic: Topic, side: Side | None, stop_rule: Phrase, also: Sequence[Topic] = ()) -> Screen:
    """Show a topic's first page: the answer, and how. `also` are other hits of a search."""
    worked: Side = side or "right"
    how = numbered(_sided(step, worked) for step in topic.steps)
    rows: list[Row] = []
    if topic.movement and topic.movement.sides and side != "both":
        swap = "left" if worked == "right" else "right"
        rows.append(
            (Button(f"Show for the {swap} side", action("remedies", "side", topic.id, swap)),)
        )
    label = "Why, and does it work?" if topic.works else "More about this"
    rows += [_variants(topic), (Button(label, action("remedies", "more", topic.id)),)]
    rows += [(_open(f"Or: {other.title}", other.id),) for other in also]
    rows.append((_back(topic), HOME))
    return Screen(
        paragraphs(
            _titled(topic, worked if topic.movement and topic.movement.sides else None),
            plain(topic.answer),
            how or paragraphs(*(plain(text) for text in topic.body)),
            fill("<b>How much:</b> {dose}", dose=topic.dose) if topic.dose else None,
            _listed("When not to do it", topic.not_for),
            fill("<b>Take care:</b> {care}", care=topic.care) if topic.care else None,
            _stop(topic.movement, stop_rule) if topic.movement else None,
        ),
        tuple(row for row in rows if row),
    )


def more(topic: Topic, cited: Markup, not_reviewed: Phrase, related: Sequence[Topic]) -> Screen:
    """Show a topic's second page: why, what is known, sources."""
    body = topic.body if topic.steps else ()
    return Screen(
        paragraphs(
            _titled(topic, None),
            _evidence(topic),
            *(plain(text) for text in body),
            *(
                fill("<b>Often said:</b> {said}\n<b>In fact:</b> {fact}", said=m.said, fact=m.fact)
                for m in topic.myths
            ),
            folded(paragraphs(bold("Sources"), cited)),
            italic(not_reviewed.text),
        ),
        (
            (_open("‹ Back to the page", topic.id),),
            *grid([_open(other.title, other.id) for other in related], 1),
            (_back(topic), HOME),
        ),
    )


def nothing_found(out_of_scope: Phrase) -> Screen:
    """Answer words that have nothing to do with the bot."""
    return Screen(
        plain(out_of_scope.text),
        ((CHECK,), (Button("Look around", action("remedies", "home")), HOME)),
    )


def warning(first: Phrase, country: Country, *, at_once: bool) -> Screen:
    """Answer typed words that may be a warning sign: safety first, and nothing else."""
    call = fill("<b>Is this happening now? Call {numbers}.</b>", numbers=country.emergency)
    ask = fill("<b>Whom to call:</b> {advice}", advice=country.advice)
    worse = fill(
        "If you cannot put weight on the leg or feel very ill: {numbers}", numbers=country.emergency
    )
    return Screen(
        paragraphs(
            *((call,) if at_once else ()),
            plain(first.text),
            *(() if at_once else (ask, worse)),
        ),
        ((CHECK,), (_open("Warning signs", "red_flag"),)),
    )


def with_check(page: Screen) -> Screen:
    """Offer the way back to the check that is under way."""
    return replace(
        page, rows=((Button("Go on with my check", action("triage", "begin")),), *page.rows)
    )


def doubtful(page: Screen) -> Screen:
    """Put the check before a page where what was typed sounds a little like a warning sign."""
    caution = Markup("<b>New, strong or getting worse? Check it before you try anything.</b>")
    return replace(page, text=paragraphs(caution, page.text), rows=((CHECK,), *page.rows))


def despair(first: Phrase, country: Country) -> Screen:
    """Answer somebody who speaks of ending their life: only people to call."""
    return Screen(
        paragraphs(
            fill("<b>You can call now, at any hour: {crisis}</b>", crisis=country.crisis),
            plain(first.text),
            fill("In danger right now: {numbers}", numbers=country.emergency),
        )
    )


def on_hold(lead: str | None) -> Screen:
    """Say why exercises and remedies wait; `lead` is the latest check's advice, if it is that."""
    if lead is None:
        return Screen(
            Markup(
                "<b>Not now: first the check that your diary opened again.</b>\n\n"
                "What you noted there makes me ask anew. Exercises wait until it is done."
            ),
            ((Button("Go on with the check", action("triage", "begin")),), (HOME,)),
        )
    return Screen(
        fill(
            "<b>Not now: on hold since your last check.</b>\n\n{lead}\n\n"
            "Come back to them when somebody who examined you agrees.",
            lead=lead,
        ),
        (
            (Button("What did the check say?", action("triage", "last")),),
            (Button("I have been seen", action("triage", "seen")),),
            (Button("Check again", action("triage", "begin")), HOME),
        ),
    )


def _groups(text: str, groups: Iterable[Group]) -> Screen:
    buttons = [Button(GROUPS[group], action("remedies", "group", group, 0)) for group in groups]
    return Screen(Markup(text), (*grid(buttons, 2), (CHECK, HOME)))


def _open(label: str, topic_id: str) -> Button:
    return Button(label, action("remedies", "open", topic_id))


def _back(topic: Topic) -> Button:
    return Button(f"‹ {GROUPS[topic.group]}", action("remedies", "group", topic.group, 0))


def _variants(topic: Topic) -> Row:
    found: list[tuple[str, Variant | None]] = [("Easier", topic.easier), ("Harder", topic.harder)]
    return tuple(
        _open(label, variant.topic) for label, variant in found if variant and variant.topic
    )


def _titled(topic: Topic, side: Side | None) -> Markup:
    if side is None:
        return bold(topic.title)
    words = "each side" if side == "both" else f"{side} side"
    return fill("<b>{title}</b> · {words}", title=topic.title, words=words)


def _sided(step: str, side: Side) -> str:
    named = "first" if side == "both" else side
    return step.replace("{side}", named).replace("{other}", _OTHER[side])


def _stop(movement: Movement, rule: Phrase) -> Markup:
    return plain(rule.text.replace("{stop_at}", str(movement.stop_at)))


def _listed(label: str, texts: Sequence[str]) -> Markup | None:
    if not texts:
        return None
    return fill("<b>{label}:</b>\n{texts}", label=label, texts=Fragment(bullets(texts)))


def _evidence(topic: Topic) -> Markup | None:
    if not topic.works:
        return None
    grade = f"{topic.evidence}: {_EVIDENCE[topic.evidence]}" if topic.evidence else "not graded"
    return fill(
        "<b>Does it work?</b> {works}\n<i>Evidence {grade}.</i>", works=topic.works, grade=grade
    )

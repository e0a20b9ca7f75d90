"""An exercise as a card for another chat."""

from bot.chat.actions import action
from bot.chat.markup import bold, fill, italic, paragraphs, plain
from bot.chat.screen import Button, Card, Link, Picture, Screen
from bot.library.topics import Phrase, Topic


def card(topic: Topic, picture: Picture, stop_rule: Phrase, *, doses: bool = True) -> Card:
    """Return an exercise to share: its picture, how in short, how much, and when to stop.

    Without `doses` it does not say how much.
    """
    stop_at = topic.movement.stop_at if topic.movement else 5
    text = paragraphs(
        bold(topic.title),
        plain(topic.answer),
        fill("<b>How much:</b> {dose}", dose=topic.dose) if topic.dose and doses else None,
        italic(stop_rule.text.replace("{stop_at}", str(stop_at))),
    )
    way_in = Button("Open in Flexor", Link(action("remedies", "open", topic.id)))
    screen = Screen(text, ((way_in,),), picture=picture)
    return Card(topic.id, topic.title, topic.answer, screen)

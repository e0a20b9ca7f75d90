"""What somebody knows, as a picture: a bar a group of topics, the strongest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.pictures import paper
from bot.pictures.palette import BLUE, DESK, LIGHT_BLUE
from bot.pictures.paper import Box, PaperCard, Words

_KEY, _TOP, _ROW, _BAR = 192, 276, 116, 34  # pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """A group: shares known and answered, 0 to 1, and what is written at its right."""

    title: str
    known: float
    answered: float
    note: str


def mastery(bars: Sequence[Bar], headline: str, line: str) -> PaperCard:
    """Draw a card of 1080 pixels in width, with the answer on top."""
    card = paper.card(_TOP + _ROW * len(bars) + 10, headline, line)
    _key(card)
    for row, bar in enumerate(bars):
        top = _TOP + row * _ROW
        card.words.append(Words((paper.MARGIN, top), bar.title, is_bold=True))
        card.words.append(Words((paper.WIDTH - paper.MARGIN, top), bar.note, anchor="ra"))
        for share, colour in ((1.0, DESK), (bar.answered, LIGHT_BLUE), (bar.known, BLUE)):
            wide = share * (paper.WIDTH - 2 * paper.MARGIN)
            card.shapes.append(Box((paper.MARGIN, top + 54), (wide, _BAR), colour))
    return card


def _key(card: PaperCard) -> None:
    """Say what the two shades mean."""
    for left, colour, name in ((0, BLUE, "well known"), (480, LIGHT_BLUE, "answered")):
        card.shapes.append(Box((paper.MARGIN + left, _KEY + 4), (_BAR, _BAR), colour))
        card.words.append(Words((paper.MARGIN + left + 52, _KEY), name))

"""What somebody knows, as a picture: a bar a group of topics, the strongest first."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bot.features.progress import paper
from bot.pictures.palette import BLUE, DESK, LIGHT_BLUE

_KEY, _TOP, _ROW, _BAR = 192, 276, 116, 34  # pixels


@dataclass(frozen=True, slots=True)
class Bar:
    """A group: shares known and answered, 0 to 1, and what is written at its right."""

    title: str
    known: float
    answered: float
    note: str


def mastery(bars: Sequence[Bar], headline: str, line: str) -> Figure:
    """Draw a card of 1080 pixels in width, with the answer on top."""
    figure = paper.card(_TOP + _ROW * len(bars) + 10, headline, line)
    _key(figure)
    for row, bar in enumerate(bars):
        top = _TOP + row * _ROW
        paper.words(figure, (paper.MARGIN, top), bar.title, weight="bold")
        paper.words(figure, (paper.WIDTH - paper.MARGIN, top), bar.note, ha="right")
        for share, colour in ((1.0, DESK), (bar.answered, LIGHT_BLUE), (bar.known, BLUE)):
            wide = share * (paper.WIDTH - 2 * paper.MARGIN)
            _box(figure, (paper.MARGIN, top + 54), (wide, _BAR), colour)
    return figure


def _key(figure: Figure) -> None:
    """Say what the two shades mean."""
    for left, colour, name in ((0, BLUE, "known for good"), (480, LIGHT_BLUE, "answered")):
        _box(figure, (paper.MARGIN + left, _KEY + 4), (_BAR, _BAR), colour)
        paper.words(figure, (paper.MARGIN + left + 52, _KEY), name)


def _box(
    figure: Figure, corner: tuple[float, float], size: tuple[float, float], colour: str
) -> None:
    """Fill a box; pixels from the card's top left."""
    left, bottom = paper.share(figure, (corner[0], corner[1] + size[1]))
    right, top = paper.share(figure, (corner[0] + size[0], corner[1]))
    box = Rectangle((left, bottom), right - left, top - bottom, color=colour, linewidth=0)
    figure.add_artist(box)

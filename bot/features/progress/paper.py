"""The light card that plots are drawn on: pixels, colours and type that read on a phone.

Imported only where something is drawn: matplotlib takes a second to load. Drawn with its objects
alone, without pyplot, whose figures and settings all threads would share.
"""

import io
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.pictures.palette import INK, PAPER, QUIET

WIDTH = 1080
MARGIN = 48
HEADLINE, TEXT = 56, 40  # pixels; a phone shows a third of that
_DPI = 72  # a point is a pixel, so that sizes of type are pixels too


def card(height: int, headline: str, line: str, colour: str = QUIET) -> Figure:
    """Return an empty card with its answer on top; the second line has a colour of its own."""
    figure = Figure(figsize=(WIDTH / _DPI, height / _DPI), dpi=_DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    words(figure, (MARGIN, MARGIN), headline, size=HEADLINE, weight="bold")
    words(figure, (MARGIN, MARGIN + 80), line, color=colour)
    return figure


def panel(figure: Figure, corner: tuple[float, float], width: float, height: float) -> Axes:
    """Return bare axes; pixels from the card's top left."""
    left, top = share(figure, (corner[0], corner[1] + height))
    high = figure.get_figheight() * _DPI
    axes = figure.add_axes((left, top, width / WIDTH, height / high))
    axes.set_facecolor("none")
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, pad=14, labelsize=TEXT, labelcolor=QUIET)
    return axes


def words(figure: Figure, at: tuple[float, float], text: str, **style: Any) -> None:
    """Write text whose top left stands at so many pixels from the card's, or as `ha` says."""
    x, y = share(figure, at)
    usual: dict[str, Any] = {"color": INK, "size": TEXT, "va": "top", "parse_math": False}
    figure.text(x, y, text, **usual | style)


def share(figure: Figure, at: tuple[float, float]) -> tuple[float, float]:
    """Return matplotlib's place, in shares from the bottom left, of pixels from the top left."""
    return at[0] / WIDTH, 1 - at[1] / (figure.get_figheight() * _DPI)


def png(figure: Figure) -> bytes:
    """Return the card as a PNG."""
    content = io.BytesIO()
    figure.savefig(content, format="png", pil_kwargs={"compress_level": 6})
    return content.getvalue()

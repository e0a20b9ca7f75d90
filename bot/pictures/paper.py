"""The light card that charts are drawn on: pixels, colours and type that read on a phone.

A card is a list of shapes and words until it is painted, so that what is on it can be asked.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from bot.pictures.palette import INK, PAPER, QUIET

if TYPE_CHECKING:  # loaded with the first chart
    from PIL import ImageDraw, ImageFont

WIDTH = 1080
MARGIN = 48
HEADLINE, TEXT = 56, 40  # pixels; a phone shows a third of that
FONTS = Path(__file__).with_name("fonts")
_FINE = 2  # shapes are drawn so many times larger than shown
_DASH, _PERIOD = 18, 24  # pixels

Place = tuple[float, float]
"""Pixels from the card's left and top."""


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    corner: Place
    size: Place
    colour: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through places; a dashed one is level."""

    places: Sequence[Place]
    width: float
    colour: str
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A filled circle."""

    centre: Place
    radius: float
    colour: str


@dataclass(frozen=True, slots=True)
class Words:
    """Words in one line; `anchor` says which part of them stands at the place, as Pillow has it."""

    at: Place
    text: str
    size: int = TEXT
    colour: str = INK
    anchor: str = "la"
    is_bold: bool = False

    @property
    def extent(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of what is seen."""
        box = font(self.size, is_bold=self.is_bold).getbbox(self.text, anchor=self.anchor)
        (x, y), (left, top, right, bottom) = self.at, box
        return x + left, y + top, x + right, y + bottom


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A card of 1080 pixels in width; shapes in the order of painting, words above them all."""

    height: int
    shapes: list[Box | Stroke | Dot] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def png(self) -> bytes:
        """Return the painted card as a PNG."""
        from PIL import Image, ImageDraw  # noqa: PLC0415  # every start would take longer

        large = Image.new("RGB", (WIDTH * _FINE, self.height * _FINE), PAPER)
        draw = ImageDraw.Draw(large)
        for shape in self.shapes:
            _paint(draw, shape)
        image = large.reduce(_FINE)
        draw = ImageDraw.Draw(image)
        for words in self.words:
            of = font(words.size, is_bold=words.is_bold)
            draw.text(words.at, words.text, fill=words.colour, font=of, anchor=words.anchor)
        file = io.BytesIO()
        # Flat colours need no more than a palette.
        flat = image.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        flat.save(file, "PNG", compress_level=4)
        return file.getvalue()


def card(height: int, headline: str, line: str, colour: str = QUIET) -> PaperCard:
    """Return a card with its answer on top; the second line has a colour of its own."""
    made = PaperCard(height)
    made.words.append(Words((MARGIN, MARGIN), headline, HEADLINE, is_bold=True))
    made.words.append(Words((MARGIN, MARGIN + 80), line, colour=colour))
    return made


@cache
def font(size: int, *, is_bold: bool = False) -> "ImageFont.FreeTypeFont":
    """Return the type of charts, so many pixels high; systems differ, this does not."""
    from PIL import ImageFont  # noqa: PLC0415  # as above

    return ImageFont.truetype(FONTS / f"DejaVuSans{'-Bold' if is_bold else ''}.ttf", size)


def _paint(draw: "ImageDraw.ImageDraw", shape: Box | Stroke | Dot) -> None:
    match shape:
        case Box((left, top), (wide, high), colour):
            corners = tuple(round(part * _FINE) for part in (left, top, left + wide, top + high))
            if wide > 0 and high > 0:  # Pillow's corners lie within the box
                right, bottom = max(corners[2] - 1, corners[0]), max(corners[3] - 1, corners[1])
                draw.rectangle((corners[0], corners[1], right, bottom), fill=colour)
        case Stroke(places, width, colour, dashed):
            for stretch in _dashes(places) if dashed else [places]:
                fine = [(x * _FINE, y * _FINE) for x, y in stretch]
                draw.line(fine, colour, round(width * _FINE), joint="curve")
        case Dot((x, y), radius, colour):
            draw.circle((x * _FINE, y * _FINE), radius * _FINE, fill=colour)


def _dashes(places: Sequence[Place]) -> list[list[Place]]:
    """Cut a level line into dashes."""
    return [
        [(left, y), (min(left + _DASH, end), y)]
        for (start, y), (end, _) in pairwise(places)
        for left in range(round(start), round(end), _PERIOD)
    ]

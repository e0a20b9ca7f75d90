"""A sheet of paper: smooth shapes in colours, drawn large and made small, with text on top."""

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from bot.pictures.skeleton import Point

Colour = str
LINE = 1.22  # from line to line, in sizes of the letters
FINE = 4  # drawn so many times larger than shown


@cache
def font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Return the font that comes with Pillow, in pixels; systems differ, this does not."""
    return ImageFont.load_default(size)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a drawing stands: its origin in pixels, pixels a unit, and whether it is flipped."""

    left: float = 0
    top: float = 0
    scale: float = 1
    flipped: bool = False

    def put(self, point: Point) -> tuple[float, float]:
        """Return the pixel of a point whose second part counts up."""
        x = -point.real if self.flipped else point.real
        return self.left + x * self.scale, self.top - point.imag * self.scale

    def moved(self, step: Point) -> "Placement":
        """Return the place that draws everything a step further."""
        left, top = self.put(step)
        return Placement(left, top, self.scale, self.flipped)


SHEET = (
    Placement()
)  # pixels from the top left; the second part of a point counts up, so it is negative


class Canvas:
    """A sheet so many pixels wide and high; every shape goes through a place."""

    def __init__(self, width: int, height: int, colour: Colour, fine: int = FINE) -> None:
        self.size = (width, height)
        self._fine = fine
        self._image = Image.new("RGB", (width * fine, height * fine), colour)
        self._draw = ImageDraw.Draw(self._image)
        self._texts: list[tuple[tuple[float, float], str, int, Colour, str]] = []

    def copy(self) -> "Canvas":
        """Return another sheet with the same on it."""
        twin = Canvas(1, 1, "#000000", 1)
        twin.size, twin._fine, twin._texts = self.size, self._fine, list(self._texts)
        twin._image = self._image.copy()
        twin._draw = ImageDraw.Draw(twin._image)
        return twin

    def polygon(self, place: Placement, points: Iterable[Point], colour: Colour) -> None:
        """Fill a shape."""
        self._draw.polygon(self._pixels(place, points), fill=colour)

    def disc(self, place: Placement, centre: Point, radius: float, colour: Colour) -> None:
        """Fill a circle; its radius is in the place's units."""
        self.ellipse(place, centre, radius, radius, colour)

    def ellipse(
        self, place: Placement, centre: Point, width: float, height: float, colour: Colour
    ) -> None:
        """Fill an ellipse by its half width and half height in the place's units."""
        x, y = (part * self._fine for part in place.put(centre))
        a, b = width * place.scale * self._fine, height * place.scale * self._fine
        self._draw.ellipse((x - a, y - b, x + a, y + b), fill=colour)

    def box(
        self, corners: tuple[float, float, float, float], radius: float, colour: Colour
    ) -> None:
        """Fill a rectangle with round corners: left, top, right, bottom in pixels."""
        scaled = tuple(value * self._fine for value in corners)
        self._draw.rounded_rectangle(
            (scaled[0], scaled[1], scaled[2], scaled[3]), radius * self._fine, fill=colour
        )

    def line(self, place: Placement, points: Sequence[Point], width: float, colour: Colour) -> None:
        """Draw a line with round ends and corners; its width is in the place's units."""
        pixels = self._pixels(place, points)
        thick = width * place.scale * self._fine
        self._draw.line(pixels, fill=colour, width=max(1, round(thick)), joint="curve")
        for x, y in (pixels[0], pixels[-1]):
            r = thick / 2
            self._draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def text(
        self, at: tuple[float, float], words: str, size: int, colour: Colour, anchor: str = "lm"
    ) -> None:
        """Write words at a pixel of the sheet; `anchor` as Pillow has it."""
        self._texts.append((at, words, size, colour, anchor))

    def finish(self) -> Image.Image:
        """Return the sheet in its true size."""
        small = self._image.reduce(
            self._fine
        )  # as good as Lanczos for flat shapes, ten times as quick
        draw = ImageDraw.Draw(small)
        for at, words, size, colour, anchor in self._texts:
            draw.text(at, words, font=font(size), fill=colour, anchor=anchor)
        return small

    def _pixels(self, place: Placement, points: Iterable[Point]) -> list[tuple[float, float]]:
        fine = self._fine
        return [(x * fine, y * fine) for x, y in map(place.put, points)]


def width_of(words: str, size: int) -> float:
    """Return how many pixels wide words are."""
    return font(size).getlength(words)


def png(image: Image.Image) -> bytes:
    """Return the picture as PNG; flat colours need no more than a palette."""
    file = io.BytesIO()
    image.quantize(128, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(file, "PNG")
    return file.getvalue()


@cache
def _weights(parts: int) -> tuple[tuple[float, float, float, float], ...]:
    """Return how much each of four points counts at every part between the middle two."""
    steps = (part / parts for part in range(parts))
    return tuple(
        (
            0.5 * (-t + 2 * t * t - t**3),
            0.5 * (2 - 5 * t * t + 3 * t**3),
            0.5 * (t + 4 * t * t - 3 * t**3),
            0.5 * (t**3 - t * t),
        )
        for t in steps
    )


def smooth(points: Sequence[Point], *, closed: bool = True, parts: int = 5) -> list[Point]:
    """Return a Catmull-Rom curve through points."""
    if closed:
        run = [points[-1], *points, points[0], points[1]]
    else:
        run = [points[0], *points, points[-1]]
    curve = [
        a * w + b * x + c * y + d * z
        for a, b, c, d in zip(run, run[1:], run[2:], run[3:], strict=False)
        for w, x, y, z in _weights(parts)
    ]
    return curve if closed else [*curve, points[-1]]


def ribbon(points: Sequence[Point], widths: Sequence[float]) -> list[Point]:
    """Return the outline of a smooth band along points, each with its half width."""
    line = smooth(points, closed=False)
    across = smooth([complex(w) for w in widths], closed=False)
    left, right = [], []
    for i, point in enumerate(line):
        step = line[min(i + 1, len(line) - 1)] - line[max(i - 1, 0)]
        normal = step * 1j / (abs(step) or 1)
        left.append(point + normal * across[i].real)
        right.append(point - normal * across[i].real)
    return [*left, *reversed(right)]


def arc(centre: Point, radius: float, start: float, end: float) -> list[Point]:
    """Return points on a circle between two directions in degrees (0 up, 90 ahead)."""
    steps = max(2, int(abs(end - start) / 4))
    angles = (math.radians(start + (end - start) * i / steps) for i in range(steps + 1))
    return [centre + radius * complex(math.sin(a), math.cos(a)) for a in angles]


def wrapped(words: str, size: int, wide: float) -> list[str]:
    """Return words in lines of at most so many pixels."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= wide:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def paragraph(
    canvas: Canvas, corners: tuple[float, float, float], words: str, size: int, colour: Colour
) -> None:
    """Write words from the left and top over so many pixels of width."""
    left, top, wide = corners
    for number, line in enumerate(wrapped(words, size, wide)):
        canvas.text((left, top + number * LINE * size), line, size, colour, "la")

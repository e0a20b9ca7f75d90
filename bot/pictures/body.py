"""A body from the front or the back between waist and knees, and the places on it that can hurt."""

from collections.abc import Mapping, Sequence

from bot.pictures.canvas import (
    LINE,
    Canvas,
    Placement,
    arc,
    paragraph,
    png,
    ribbon,
    smooth,
    wrapped,
)
from bot.pictures.palette import (
    AMBER,
    DESK,
    GREEN,
    INK,
    MUSCLE,
    NEAR,
    PAPER,
    PINK,
    PURPLE,
    QUIET,
    SKY,
    WHITE,
    YELLOW,
)
from bot.pictures.skeleton import Point
from bot.pictures.zones import NUMBERED

SIZE = (720, 540)
LETTERS = 23
HALF = (
    (0, 0.73), (0.080, 0.73), (0.078, 0.69), (0.074, 0.645), (0.082, 0.60), (0.097, 0.56),
    (0.106, 0.52), (0.106, 0.47), (0.100, 0.41), (0.089, 0.35), (0.078, 0.305), (0.075, 0.275),
    (0.073, 0.25), (0.079, 0.21), (0.080, 0.16), (0.026, 0.16), (0.026, 0.21), (0.031, 0.255),
    (0.027, 0.285), (0.024, 0.32), (0.012, 0.40), (0.004, 0.462),
)  # fmt: skip
FRONT = (
    "lower_belly",
    "thigh",
    "inner_thigh",
    "knee",
    "outside",
    "outer_thigh",
    "groin",
    "pubic",
    "bony_point",
)
BACK = ("outside", "outer_thigh", "buttock")
COLOURS = {
    "groin": MUSCLE, "thigh": SKY, "bony_point": YELLOW, "pubic": PINK,
    "lower_belly": GREEN, "outside": PURPLE, "buttock": AMBER, "knee": "#8fb7d9",
    "inner_thigh": "#e8a0c8", "outer_thigh": "#a8d5a2",
}  # fmt: skip


def oval(centre: Point, wide: float, high: float) -> list[Point]:
    """Return an ellipse's outline."""
    return [centre + complex(p.real * wide, p.imag * high) for p in arc(0j, 1, 0, 360)]


def zone(name: str) -> list[list[Point]]:
    """Return the outlines of a zone on a body whose middle is at 0."""
    right: dict[str, list[Point]] = {
        "groin": ribbon([0.079 + 0.545j, 0.05 + 0.52j, 0.024 + 0.489j], [0.012, 0.019, 0.012]),
        "thigh": oval(0.062 + 0.405j, 0.024, 0.066),
        "inner_thigh": oval(0.026 + 0.40j, 0.010, 0.050),
        "outer_thigh": ribbon([0.101 + 0.42j, 0.093 + 0.37j, 0.083 + 0.32j], [0.006, 0.009, 0.006]),
        "bony_point": oval(0.077 + 0.574j, 0.020, 0.021),
        "outside": ribbon([0.098 + 0.555j, 0.106 + 0.505j, 0.102 + 0.44j], [0.006, 0.012, 0.006]),
        "buttock": oval(0.050 + 0.492j, 0.043, 0.045),
        "knee": oval(0.051 + 0.283j, 0.021, 0.023),
    }
    middle: dict[str, list[Point]] = {
        "pubic": smooth(
            [
                -0.016 + 0.497j,
                0.016 + 0.497j,
                0.022 + 0.468j,
                0.012 + 0.446j,
                -0.012 + 0.446j,
                -0.022 + 0.468j,
            ]
        ),
        "lower_belly": oval(0.58j, 0.05, 0.038),
    }
    if name in middle:
        return [middle[name]]
    return [right[name], mirrored(right[name])]


def mirrored(points: Sequence[Point]) -> list[Point]:
    """Return a shape of the other half of the body."""
    return [complex(-p.real, p.imag) for p in points]


def paint_body(canvas: Canvas, place: Placement, *, back: bool = False) -> None:
    """Paint the skin and shorts, from the front or the back."""
    half = [complex(x, y) for x, y in HALF]
    outline = [*smooth(half[1:], closed=False)]
    whole = [*outline, *reversed(mirrored(outline))]
    canvas.line(place, [*whole, whole[0]], 0.006, NEAR.edge)
    canvas.polygon(place, whole, NEAR.skin)
    if back:
        for x in (-1, 1):
            crease = [complex(x * 0.012, 0.455), complex(x * 0.05, 0.442), complex(x * 0.09, 0.455)]
            canvas.line(place, smooth(crease, closed=False), 0.004, NEAR.edge)
        canvas.line(place, smooth([0.545j, 0.50j, 0.455j], closed=False), 0.004, NEAR.edge)
        canvas.line(place, [0.68j, 0.56j], 0.003, NEAR.edge)
        return
    canvas.ellipse(place, 0.628j, 0.004, 0.006, NEAR.edge)
    for x in (-1, 1):
        crease = [complex(x * 0.086, 0.55), complex(x * 0.045, 0.512), complex(x * 0.010, 0.467)]
        canvas.line(place, smooth(crease, closed=False), 0.004, NEAR.edge)
        canvas.line(place, arc(complex(x * 0.051, 0.285), 0.024, -70, 70), 0.004, NEAR.edge)
        canvas.line(place, arc(complex(x * 0.051, 0.285), 0.024, 120, 240), 0.004, NEAR.edge)


def edge_off(canvas: Canvas, corners: tuple[float, float, float, float]) -> None:
    """Paint the desk above and below a sheet, so that a body runs on over its edges."""
    left, top, right, bottom = corners
    canvas.box((left, 0, right, top), 0, DESK)
    canvas.box((left, bottom, right, canvas.size[1]), 0, DESK)


def body_map(places: Mapping[str, str], *, back: bool = False) -> bytes:
    """Return where it can hurt; `places` are the answers' ids and words, in order."""
    canvas = Canvas(*SIZE, DESK)
    canvas.box((10, 10, 300, SIZE[1] - 10), 16, PAPER)
    place = Placement(155, 10 + 0.707 * 1035, 1035)
    paint_body(canvas, place, back=back)
    edge_off(canvas, (10, 10, 300, SIZE[1] - 10))
    numbers = {name: number for number, name in enumerate(places, start=1) if name in NUMBERED}
    shown = [name for name in (BACK if back else FRONT) if name in numbers]
    for name in shown:
        for outline in zone(name):
            canvas.line(place, [*outline, outline[0]], 0.004, INK)
            canvas.polygon(place, outline, COLOURS[name])
    for name in shown:
        badge(canvas, place.put(NUMBERED[name]), str(numbers[name]))
    canvas.text((18, 32), "left" if back else "right", 23, QUIET, "lm")
    canvas.text((292, 32), "right" if back else "left", 23, QUIET, "rm")
    canvas.text((326, 36), "Seen from behind" if back else "Seen from the front", 27, INK)
    _list(canvas, places, numbers, shown)
    return png(canvas.finish())


def _list(
    canvas: Canvas, places: Mapping[str, str], numbers: Mapping[str, int], shown: Sequence[str]
) -> None:
    top = 66.0
    step = (SIZE[1] - 20 - top) / max(1, len(numbers))
    for name, number in numbers.items():
        here = name in shown
        if here:
            canvas.box((320, top + 3, SIZE[0] - 10, top + step - 3), 10, PAPER)
            canvas.box((326, top + step / 2 - 17, 336, top + step / 2 + 17), 4, COLOURS[name])
        badge(canvas, (362, top + step / 2), str(number), INK if here else "#5d6d7d")
        wide = SIZE[0] - 420
        high = len(wrapped(places[name], LETTERS, wide)) * LINE * LETTERS
        corners = (390, top + (step - high) / 2, wide)
        paragraph(canvas, corners, places[name], LETTERS, INK if here else QUIET)
        top += step


def badge(
    canvas: Canvas, at: tuple[float, float], words: str, colour: str = INK, radius: float = 16
) -> None:
    """Write a number into a dark disc."""
    spot = Placement(at[0], at[1], 1)
    canvas.disc(spot, 0j, radius + 2, WHITE)
    canvas.disc(spot, 0j, radius, colour)
    canvas.text(at, words, round(radius * 1.4), WHITE, "mm")

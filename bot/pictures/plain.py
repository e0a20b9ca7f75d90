"""Pictures of the plain remedies: ice in a cloth with its time, and where a roller must not go."""

from bot.pictures.body import edge_off, mirrored, oval, paint_body, zone
from bot.pictures.canvas import Canvas, Placement, arc, paragraph, png, ribbon, smooth
from bot.pictures.figure import PaintedFigure, paint_figure
from bot.pictures.footing import stand
from bot.pictures.palette import (
    AMBER,
    DESK,
    FLOOR,
    GREEN,
    INK,
    MAT,
    MAT_EDGE,
    PAPER,
    QUIET,
    RED,
    SKY,
    WHITE,
    WOOD,
    WOOD_EDGE,
)
from bot.pictures.poses import Arm, Leg, Posture, Side
from bot.pictures.skeleton import Point, Stance, toward

SIZE = (720, 480)
RESTING = Posture(
    step=1, trunk=-52, neck=22, side_leg=Leg(26, 0, 0), other_leg=Leg(52, 52, 0), side_arm=Arm(6,
    34),
    other_arm=Arm(-6, 20), rests=("seat",),
)  # fmt: skip
CLOTH, CLOTH_EDGE, CLOTH_LINE = "#f4f1ea", "#8b8170", "#c9bfab"


def ice(side: Side = "right") -> bytes:
    """Return the picture of ice in a cloth on the front of the hip, beside a clock."""
    canvas = Canvas(*SIZE, DESK)
    canvas.box((10, 10, 430, 470), 16, FLOOR)
    canvas.box((10, 10, 430, 420), 16, PAPER)
    stance = stand(RESTING)
    place = Placement(262 if side == "right" else 178, 392, 600, flipped=side == "left")
    _bed(canvas, place, stance)
    paint_figure(canvas, place, PaintedFigure(stance))
    _pack(canvas, place, stance)
    canvas.box((0, 0, 10, 480), 0, DESK)
    canvas.box((430, 0, 720, 480), 0, DESK)
    canvas.box((10, 418, 430, 470), 16, PAPER)
    canvas.text((28, 48), "ice in a damp cloth,", 29, INK)
    canvas.text((28, 84), "no skin on ice", 29, INK)
    canvas.text((28, 444), f"on the sore front of the {side} hip", 25, INK)
    canvas.box((440, 10, 710, 470), 16, PAPER)
    _clock(canvas, Placement(560, 165, 104))
    canvas.text((575, 325), "10 to 15 min", 36, INK, "mm")
    canvas.text((575, 368), "at most 20", 30, INK, "mm")
    paragraph(canvas, (460, 400, 240), "Look at the skin after 5 minutes", 24, QUIET)
    return png(canvas.finish())


def _bed(canvas: Canvas, place: Placement, stance: Stance) -> None:
    """Paint a mattress, and a wedge of cushions behind the back."""
    canvas.line(place, [-0.5 - 0.028j, 0.6 - 0.028j], 0.07, MAT_EDGE)
    canvas.line(place, [-0.5 - 0.028j, 0.6 - 0.028j], 0.058, MAT)
    back = [
        stance.on_trunk(0.02, -0.07),
        stance.on_trunk(0.42, -0.065),
        stance.on_trunk(0.42, -0.13),
    ]
    wedge = [
        *back,
        complex(stance.on_trunk(0.42, -0.13).real + 0.02, 0.0),
        complex(back[0].real, 0.0),
    ]
    canvas.line(place, [*wedge, wedge[0]], 0.022, WOOD_EDGE)
    canvas.polygon(place, wedge, WOOD)


def _pack(canvas: Canvas, place: Placement, stance: Stance) -> None:
    """Paint a bag of ice in a folded cloth on the front of the hip."""
    leg = stance.leg("side")
    bone = (leg.knee - leg.hip) / abs(leg.knee - leg.hip)
    middle = leg.hip + 0.02 * bone + 0.078j * bone
    across = 0.5 * (bone - toward(stance.trunk))
    across /= abs(across)
    normal = across * 1j
    corner = [
        middle - 0.095 * across - 0.012 * normal, middle - 0.05 * across + 0.04 * normal,
        middle + 0.0 * across + 0.052 * normal,
        middle + 0.05 * across + 0.04 * normal, middle + 0.095 * across - 0.012 * normal,
        middle - 0.026 * normal,
    ]  # fmt: skip
    shape = smooth(corner)
    canvas.line(place, [*shape, shape[0]], 0.01, CLOTH_EDGE)
    canvas.polygon(place, shape, CLOTH)
    bag = [
        middle + 0.055 * across * c + normal * (0.048 + h)
        for c, h in ((-0.8, -0.006), (-0.4, 0.03), (0.3, 0.032), (0.8, -0.006))
    ]
    top = smooth(bag, closed=False)
    canvas.polygon(place, top, SKY)
    canvas.line(place, top, 0.006, "#2a6f97")
    for shift in (-0.045, 0.0, 0.045):
        fold = [
            middle + shift * across + 0.028 * normal,
            middle + shift * 1.1 * across - 0.008 * normal,
        ]
        canvas.line(place, fold, 0.005, CLOTH_LINE)


def _clock(canvas: Canvas, place: Placement) -> None:
    """Paint a clock with the good minutes in green and the rest barred."""
    canvas.disc(place, 0j, 1, INK)
    canvas.disc(place, 0j, 0.94, WHITE)
    for start, end, colour in (
        (0, 60, "#cfe8f7"),
        (60, 90, GREEN),
        (90, 120, AMBER),
        (120, 360, "#e8e3e0"),
    ):
        canvas.polygon(place, [0j, *arc(0j, 0.9, start, end)], colour)
    for minute in range(0, 60, 5):
        tick = toward(minute * 6)
        canvas.line(place, [0.8 * tick, 0.9 * tick], 0.035, INK)
    for minute in (10, 15, 20):
        x, y = place.put(1.21 * toward(minute * 6))
        canvas.text((x, y), str(minute), 25, INK, "mm")
    canvas.line(place, [0j, 0.72 * toward(0)], 0.05, INK)
    canvas.disc(place, 0j, 0.07, INK)
    canvas.line(place, arc(0j, 0.97, 120, 358), 0.06, RED)


def roller_not_here() -> bytes:
    """Return the picture of where a roller may go, and where never."""
    canvas = Canvas(*SIZE, DESK)
    canvas.box((10, 10, 330, 470), 16, PAPER)
    place = Placement(170, 10 + 0.70 * 930, 930)
    paint_body(canvas, place)
    for outline in _thighs():
        canvas.line(place, [*outline, outline[0]], 0.005, INK)
        canvas.polygon(place, outline, GREEN)
    for outline in (
        *zone("groin"),
        *zone("bony_point"),
        oval(0.585j, 0.055, 0.045),
        *zone("pubic"),
    ):
        canvas.line(place, [*outline, outline[0]], 0.005, INK)
        canvas.polygon(place, outline, RED)
    for spot in (0.585j, 0.05 + 0.52j, -0.05 + 0.52j):
        _cross(canvas, place.moved(spot), 0.011)
    for spot in (0.066 + 0.405j, -0.066 + 0.405j):
        _tick(canvas, place.moved(spot), 0.019)
    edge_off(canvas, (10, 10, 330, 470))
    _word(canvas, 20, (RED, "Not here", "groin crease, belly, front hip bone"))
    _word(
        canvas,
        252,
        (
            GREEN,
            "Here",
            "front and outer edge of the thigh, a hand below the hip bone to above the knee",
        ),
    )
    return png(canvas.finish())


def _word(canvas: Canvas, top: float, words: tuple[str, str, str]) -> None:
    colour, what, where = words
    canvas.box((344, top - 10, 710, top + 218), 16, PAPER)
    canvas.box((360, top + 10, 412, top + 62), 12, colour)
    sign = Placement(386, top + 36, 1)
    (_cross if colour == RED else _tick)(canvas, sign, 15)
    canvas.text((428, top + 36), what, 38, INK)
    paragraph(canvas, (362, top + 80, 330), where, 26, INK)


def _thighs() -> list[list[Point]]:
    shape = ribbon(
        [0.066 + 0.475j, 0.064 + 0.42j, 0.058 + 0.36j, 0.052 + 0.325j], [0.016, 0.033, 0.028, 0.014]
    )
    return [shape, mirrored(shape)]


def _cross(canvas: Canvas, place: Placement, size: float) -> None:
    for stroke in ([-1 - 1j, 1 + 1j], [-1 + 1j, 1 - 1j]):
        canvas.line(place, [size * p for p in stroke], size * 0.55, WHITE)


def _tick(canvas: Canvas, place: Placement, size: float) -> None:
    canvas.line(place, [size * p for p in (-1 + 0j, -0.3 - 0.75j, 1 + 0.8j)], size * 0.55, WHITE)

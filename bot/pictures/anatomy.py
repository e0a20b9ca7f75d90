"""The hip flexors on a simple skeleton from the front: deep ones left, the others right."""

from collections.abc import Sequence

from bot.pictures.body import mirrored, oval
from bot.pictures.canvas import SHEET, Canvas, Placement, png, ribbon, smooth, width_of
from bot.pictures.palette import (
    AMBER,
    BONE,
    BONE_EDGE,
    DESK,
    GREEN,
    INK,
    MUSCLE,
    PAPER,
    PURPLE,
    QUIET,
    SKY,
    WHITE,
)
from bot.pictures.skeleton import Point

SIZE = (720, 790)
PLACE = Placement(
    360, 318, 0.88
)  # a unit is about a millimetre; 0 is the middle between the hip joints
WING = (
    38 + 48j, 62 + 92j, 100 + 128j, 140 + 134j, 172 + 108j, 182 + 62j, 166 + 30j, 156 + 12j,
    158 - 14j, 132 - 40j,
    100 - 34j, 62 - 8j, 44 + 18j,
)  # fmt: skip
PUBIS = (
    118 - 26j,
    66 - 46j,
    8 - 62j,
    6 - 100j,
    40 - 118j,
    84 - 140j,
    112 - 126j,
    122 - 92j,
    136 - 56j,
)
FEMUR = (
    168 - 52j, 188 - 34j, 210 - 40j, 216 - 70j, 208 - 110j, 196 - 190j, 182 - 290j, 178 - 360j,
    184 - 396j, 178 - 424j, 146 - 418j,
    140 - 424j, 110 - 426j, 100 - 404j, 120 - 366j, 140 - 290j, 160 - 190j, 172 - 132j,
    160 - 116j, 166 - 96j, 172 - 84j, 150 - 62j,
)  # fmt: skip
TIBIA = (
    102 - 442j,
    140 - 438j,
    180 - 440j,
    176 - 468j,
    162 - 500j,
    158 - 520j,
    124 - 520j,
    122 - 500j,
    108 - 468j,
)
LESSER_TROCHANTER = 164 - 112j

Band = Sequence[tuple[Point, float]]
ILIACUS = (
    -76 + 100j, -104 + 120j, -140 + 124j, -166 + 102j, -172 + 62j, -158 + 22j, -152 - 20j,
    -158 - 70j,
    -166 - 116j, -156 - 112j, -140 - 60j, -112 - 4j, -84 + 40j, -62 + 70j,
)  # fmt: skip
PSOAS: Band = (
    (-28 + 312j, 7), (-44 + 250j, 18), (-56 + 170j, 27), (-76 + 80j, 27), (-112 - 6j, 19),
    (-142 - 62j, 12), (-163 - 112j, 5),
)  # fmt: skip
RECTUS: Band = (
    (157 + 16j, 5), (166 - 50j, 15), (178 - 170j, 25), (166 - 280j, 19), (148 - 362j, 9),
    (142 - 394j, 8),
)  # fmt: skip
SARTORIUS: Band = (
    (180 + 58j, 5), (160 - 40j, 10), (126 - 170j, 11), (100 - 310j, 10), (92 - 412j, 8),
    (116 - 476j, 5),
)  # fmt: skip
TENSOR: Band = ((186 + 66j, 6), (208 + 10j, 16), (220 - 60j, 15), (220 - 126j, 5))
TRACT: Band = ((220 - 120j, 5), (210 - 250j, 5), (190 - 400j, 5), (176 - 452j, 4))


def anatomy() -> bytes:
    """Return the anatomy card as PNG, 720 by 780 pixels."""
    canvas = Canvas(*SIZE, DESK)
    canvas.box((10, 10, SIZE[0] - 10, SIZE[1] - 10), 16, PAPER)
    _bones(canvas)
    _shape(canvas, smooth(ILIACUS), AMBER)
    _band(canvas, PSOAS, MUSCLE)
    _band(canvas, TRACT, WHITE)
    _band(canvas, RECTUS, SKY)
    _band(canvas, ((142 - 426j, 7), (140 - 470j, 6)), WHITE)
    _shape(canvas, oval(141 - 408j, 22, 24), BONE, BONE_EDGE)
    _band(canvas, TENSOR, PURPLE)
    _band(canvas, SARTORIUS, GREEN)
    _labels(canvas)
    return png(canvas.finish())


def _bones(canvas: Canvas) -> None:
    for outline in (FEMUR, TIBIA, PUBIS, WING):
        for half in (list(outline), mirrored(outline)):
            _shape(canvas, smooth(half), BONE, BONE_EDGE)
    for x in (-1, 1):
        _shape(canvas, oval(complex(68 * x, -88), 26, 22), PAPER, BONE_EDGE)
        _shape(canvas, oval(complex(142 * x, -36), 25, 25), BONE, BONE_EDGE)
        knob = complex(LESSER_TROCHANTER.real * x, LESSER_TROCHANTER.imag)
        _shape(canvas, oval(knob, 11, 13), BONE, BONE_EDGE)
    _shape(
        canvas,
        smooth([-48 + 56j, 48 + 56j, 40 + 10j, 16 - 36j, -16 - 36j, -40 + 10j]),
        BONE,
        BONE_EDGE,
    )
    for number in range(6):
        height, wide = 300 - 46 * number, 25 + 2.4 * number
        canvas.line(
            PLACE, [complex(-wide - 24, height + 4), complex(wide + 24, height + 4)], 13, BONE_EDGE
        )
        canvas.line(
            PLACE, [complex(-wide - 24, height + 4), complex(wide + 24, height + 4)], 9, BONE
        )
        body = [
            complex(x * wide, height + y)
            for x, y in ((-1, 17), (-0.8, 0), (-1, -17), (1, -17), (0.8, 0), (1, 17))
        ]
        _shape(canvas, smooth(body), BONE, BONE_EDGE)


def _shape(canvas: Canvas, outline: Sequence[Point], colour: str, edge: str = INK) -> None:
    canvas.line(PLACE, [*outline, outline[0]], 4, edge)
    canvas.polygon(PLACE, outline, colour)


def _band(canvas: Canvas, band: Band, colour: str) -> None:
    _shape(canvas, ribbon([point for point, _ in band], [width for _, width in band]), colour)


def _labels(canvas: Canvas) -> None:
    """Write the names, each with a line to what it names."""
    _label(canvas, (24, 150), ("Psoas major",), ("from T12 to L5",), -72 + 170j)
    _label(canvas, (24, 226), ("Iliacus",), ("inside the pelvis",), -150 + 96j)
    _label(canvas, (696, 150), ("Sartorius",), ("hip to", "inner shin"), 176 + 44j)
    _label(canvas, (696, 372), ("TFL",), ("side-front",), 226 - 30j)
    _label(canvas, (696, 470), ("Rectus", "femoris"), ("to the", "kneecap"), 190 - 190j)
    _label(
        canvas, (412, 510), ("Lesser", "trochanter"), ("where the", "deep ones end"), -160 - 116j
    )
    canvas.text((360, 54), "T12", 22, INK, "mm")
    canvas.text((360, 256), "L5", 22, INK, "mm")
    canvas.text((104, 760), "deep muscles", 25, QUIET, "mm")
    canvas.text((612, 760), "nearer the skin", 25, QUIET, "mm")


def _label(
    canvas: Canvas,
    at: tuple[float, float],
    name: Sequence[str],
    note: Sequence[str],
    point: Point,
) -> None:
    x, y = at
    left = x < SIZE[0] / 2
    wide = max(width_of(line, 26) for line in name) + 8
    start = complex(x + wide if left else x - wide, -y)
    end = complex(PLACE.put(point)[0], -PLACE.put(point)[1])
    canvas.line(SHEET, [start, end], 2.5, INK)
    canvas.disc(SHEET, end, 5, INK)
    anchor = "lm" if left else "rm"
    for number, line in enumerate((*name, *note)):
        size, colour = (26, INK) if number < len(name) else (23, QUIET)
        canvas.text((x, y + 26 * number), line, size, colour, anchor)

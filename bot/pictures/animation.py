"""The movement of an exercise as a GIF at the tempo of its dose; a long hold is a pause."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image

from bot.pictures.arrows import paint_arrows
from bot.pictures.canvas import Canvas, width_of
from bot.pictures.layout import panels
from bot.pictures.motion import KeyFrame, between, ease, keys, round_trip
from bot.pictures.palette import DESK, INK, WHITE
from bot.pictures.poses import Pose, Posture, Side
from bot.pictures.scene import around, paint_legend, paint_person, paint_room
from bot.pictures.skeleton import Stance

SIZE = (480, 360)
STRIP_HEIGHT = 34
FINE = 3
FRAME_S = 0.06  # a frame's time where the movement is quick
FEWEST_FRAMES, MOST_FRAMES = 6, 14  # between two positions; slower movements show them longer
PAUSE_S = 2.5  # a hold longer than this is shown as a pause with its seconds written on it
SHORTEST_HOLD = 2  # seconds of a hold worth naming
COLOURS = 96
TELLING = 3  # so many pictures, those shown longest, have every colour; and the last


@dataclass(frozen=True, slots=True)
class Frame:
    """A moment: the figure, where on its thigh a roller is, and how long it is shown."""

    stance: Stance
    roll: float
    seconds: float
    held: int | None = None  # the position that is being held, with its arrows


def animate(pose: Pose, side: Side = "right") -> bytes:
    """Return the movement as a GIF that goes round for ever and ends where it began."""
    frames = list(timeline(pose))
    painter = _Painter(pose, side, frames)
    drawn: dict[tuple[Stance, int | None], Image.Image] = {}
    for frame in frames:
        if (frame.stance, frame.held) not in drawn:
            drawn[frame.stance, frame.held] = painter.paint(frame)
    shown = [drawn[frame.stance, frame.held] for frame in frames]
    return gif(shown, [frame.seconds for frame in frames], loops=True)


def timeline(pose: Pose) -> Iterator[Frame]:
    """Give every moment of one whole movement, once."""
    trip = round_trip(pose)
    for number, start in enumerate(trip):
        held = number if number < len(pose.positions) and start.position.hold_s else None
        pause = max(FRAME_S, min(start.position.hold_s, PAUSE_S))
        yield Frame(start.stance, start.position.roll, pause, held)
        yield from _way(trip, number, pose)


def _way(trip: Sequence[KeyFrame], number: int, pose: Pose) -> Iterator[Frame]:
    """Give the moments between two positions; there and back are equal, so drawn once."""
    start, end = trip[number], trip[(number + 1) % len(trip)]
    seconds = end.position.move_s
    count = max(
        FEWEST_FRAMES, min(MOST_FRAMES, round(min(start.position.move_s, seconds) / FRAME_S))
    )
    walking = pose.alternate and not start.position.hold_s and not end.position.hold_s
    forward = pose.alternate or trip.index(start) < trip.index(end)
    first, last = (start, end) if forward else (end, start)
    for i in range(1, count):
        part = i / count if forward else 1 - i / count
        if not walking:
            part = ease(part)
        roll = first.position.roll + (last.position.roll - first.position.roll) * part
        yield Frame(between(first, last, round(part, 6), pose.chair_x), roll, seconds / count)


class _Painter:
    """Paints moments of one exercise into the same room."""

    def __init__(self, pose: Pose, side: Side, frames: Sequence[Frame]) -> None:
        self._pose = pose
        self._keys = keys(pose)
        self._stances = [key.stance for key in self._keys]
        box = around(pose, self._keys, [frame.stance for frame in frames])
        room = (SIZE[0], SIZE[1] - STRIP_HEIGHT)
        self._panel = panels([box], room, flipped=side == "left")[0]
        self._room = Canvas(*SIZE, DESK, FINE)
        paint_room(self._room, self._panel, pose)
        paint_legend(self._room, pose, side, SIZE)

    def paint(self, frame: Frame) -> Image.Image:
        """Return one moment, with the arrows of the position that is being held."""
        canvas = self._room.copy()
        paint_person(
            canvas, self._panel.place, self._pose, self._stances, (frame.stance, frame.roll)
        )
        if frame.held is not None:
            paint_arrows(canvas, self._panel.place, self._pose, self._keys, frame.held)
            self._write(canvas, self._pose.positions[frame.held])
        return canvas.finish()

    def _write(self, canvas: Canvas, position: Posture) -> None:
        words = f"Step {position.step}"
        if position.hold_s >= SHORTEST_HOLD:
            words += f": hold {position.hold_s:g} s"
        wide = width_of(words, 19) + 24
        canvas.box((18, 18, 18 + wide, 46), 14, INK)
        canvas.text((18 + wide / 2, 32), words, 19, WHITE, "mm")


def gif(images: Sequence[Image.Image], seconds: Sequence[float], *, loops: bool) -> bytes:
    """Return pictures as one GIF with one palette, each shown for so long."""
    longest = sorted(zip(seconds, range(len(images)), strict=True), reverse=True)
    palette = _palette([images[-1], *(images[number] for _, number in longest[:TELLING])])
    flat = {
        id(image): image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images
    }
    frames = [flat[id(image)] for image in images]
    file = io.BytesIO()
    frames[0].save(
        file,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[round(second * 100) * 10 for second in seconds],
        optimize=False,
        **({"loop": 0} if loops else {}),
    )
    return file.getvalue()


def _palette(telling: Sequence[Image.Image]) -> Image.Image:
    """Return the colours of some pictures of one size."""
    width, height = telling[0].size
    together = Image.new("RGB", (width, len(telling) * height))
    for number, image in enumerate(telling):
        together.paste(image, (0, number * height))
    return together.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)

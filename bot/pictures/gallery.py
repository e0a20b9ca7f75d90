"""Every picture by its name: drawn when asked for; those drawn last are kept, and no more."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from bot.pictures.poses import Pose, Side

STYLE = 4  # counts up when pictures change that were sent before, so that no old copy is sent again
KEPT = 8  # about 100 kB each: once Telegram has its copy, that is sent
CARDS = {
    "ice": "Ice in a damp cloth on the front of the {side} hip, 10 to 15 minutes, at most 20.",
    "roller_not_here": "No roller on groin, belly and hip bones; the front of the thighs is fine.",
    "body_front": "A body from the front; places where it can hurt, numbered as the answers.",
    "body_back": "A body from behind; the outside of the hip and the buttock, numbered.",
    "anatomy": "Hip flexors on a skeleton: psoas, iliacus, rectus femoris, sartorius, TFL.",
    "pain_zones": "Pain out of 10: 0 to 2 go on, 3 to 5 do less, over 5 stop and check.",
    "ladder": "Nine levels from 1 minute of running and 4 of walking to 30 minutes of running.",
    "countdown_30": "A ring that empties in 30 seconds and ends on a tick.",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture in words and as PNG, and its movement as GIF where it has one.

    `png` and `gif` take up to a second when first called: call them in a thread. `key` is
    the same for the same picture for ever, and no other's; the GIF is another file with that key.
    """

    key: str
    alt: str
    png: Callable[[], bytes]
    gif: Callable[[], bytes] | None = None


class Gallery:
    """The pictures of exercises, by id, and cards."""

    def __init__(self, poses: Mapping[str, Pose], places: Mapping[str, str]) -> None:
        """Take the exercises' poses, and the ids and words of the answers to where it hurts."""
        self._poses = dict(poses)
        self._places = dict(places)
        self._kept = lru_cache(KEPT)(self._draw)
        self._mark = cache(self._told_apart)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name of every picture."""
        return (*self._poses, *CARDS)

    def picture(self, name: str, side: Side = "right") -> Drawing:
        """Return a picture for one side of the body; KeyError if there is none of that name."""
        pose = self._poses.get(name)
        words = pose.told if pose else CARDS[name]
        sided = "{side}" in words
        side = side if sided else "right"
        other = "left" if side == "right" else "right"
        moves = pose is not None or name.startswith("countdown")
        return Drawing(
            key=":".join((name, *((side,) if sided else ()), self._mark(name))),
            alt=words.replace("{side}", side).replace("{other}", other),
            png=partial(self._kept, name, side, moving=False),
            gif=partial(self._kept, name, side, moving=True) if moves else None,
        )

    def _told_apart(self, name: str) -> str:
        """Return what changes when the picture does."""
        pose = self._poses.get(name)
        of = (
            pose.model_dump_json() if pose else str(self._places) if name.startswith("body") else ""
        )
        return hashlib.sha256(f"{STYLE} {of}".encode()).hexdigest()[:10]

    def _draw(self, name: str, side: Side, *, moving: bool) -> bytes:
        # What draws is loaded with the first picture: every start would take longer, and more.
        from bot.pictures import (  # noqa: PLC0415
            anatomy,
            animation,
            body,
            cards,
            plain,
            scene,
            timer,
        )

        if pose := self._poses.get(name):
            return animation.animate(pose, side) if moving else scene.draw(pose, side)
        if name == "countdown_30":
            return timer.countdown(30) if moving else timer.countdown_still(30)
        drawn: dict[str, Callable[[], bytes]] = {
            "ice": partial(plain.ice, side),
            "roller_not_here": plain.roller_not_here,
            "body_front": partial(body.body_map, self._places),
            "body_back": partial(body.body_map, self._places, back=True),
            "anatomy": anatomy.anatomy,
            "pain_zones": cards.pain_zones,
            "ladder": cards.ladder,
        }
        return drawn[name]()

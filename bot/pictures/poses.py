"""How the picture of an exercise is written down: joint angles in degrees, and what rests on what.

Angles are those that a physiotherapist reads: 0 is standing with arms hanging, flexion counts up.
`side` is the leg or arm that the words call {side} (the one nearer to whoever looks), `other` the
opposite one.
"""

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, Field, model_validator

Side = Literal["left", "right"]
Reach = Literal[
    "hip", "chest", "shoulder", "support", "wall",
    "side_thigh", "other_thigh", "side_shin", "side_ankle",
]  # fmt: skip
Muscle = Literal["hip_flexors", "quadriceps", "hamstrings", "gluteals", "calves"]
Prop = Literal["mat", "pad", "chair", "support", "wall", "roller", "band", "weight"]
Joint = Literal[
    "pelvis",
    "side_knee", "side_ankle", "side_heel", "side_ball", "side_hand", "side_thigh",
    "other_knee", "other_ankle", "other_heel", "other_ball", "other_hand", "other_thigh",
]  # fmt: skip
Rest = Literal[
    "side_foot", "side_heel", "side_ball", "side_knee", "side_elbow", "side_thigh",
    "other_foot", "other_heel", "other_ball", "other_knee", "other_elbow",
    "seat", "shoulders",
]  # fmt: skip


class Limit(NamedTuple):
    """How far a joint goes, in degrees."""

    joint: str
    least: float
    most: float

    def check(self, degrees: float) -> float:
        """Return the angle; ValueError in words if no joint goes there."""
        if not self.least <= degrees <= self.most:
            words = f"{self.joint} goes from {self.least:g} to {self.most:g} degrees"
            raise ValueError(f"the {words}, not to {degrees:g}")
        return degrees


HIP = Limit("hip", -30, 130)
KNEE = Limit("knee", 0, 150)
ANKLE = Limit("ankle", -60, 35)  # up counts up
SHOULDER = Limit("shoulder", -70, 180)
ELBOW = Limit("elbow", 0, 150)
NECK = Limit("neck", -50, 60)
TRUNK = Limit("trunk", -125, 90)  # in the room: 90 face down, -90 face up, beyond it hips higher


class Leg(NamedTuple):
    """A leg's joint angles."""

    hip: Annotated[float, AfterValidator(HIP.check)] = 0
    knee: Annotated[float, AfterValidator(KNEE.check)] = 0
    ankle: Annotated[float, AfterValidator(ANKLE.check)] = 0


class Arm(NamedTuple):
    """An arm's joint angles."""

    shoulder: Annotated[float, AfterValidator(SHOULDER.check)] = 0
    elbow: Annotated[float, AfterValidator(ELBOW.check)] = 0


class Arrow(BaseModel, frozen=True, extra="forbid"):
    """A movement: the way of a joint since the position before, or a short arrow beside a joint.

    `toward` is 0 up, 90 ahead, 180 down; `bend` turns the arrow on its way, all in degrees. Lengths
    are parts of the figure's height.
    """

    of: Joint
    toward: float | None = None
    length: Annotated[float, Field(gt=0, le=0.6)] = 0.1
    bend: Annotated[float, Field(ge=-270, le=270)] = 0
    shift: tuple[float, float] = (0, 0)


class Posture(BaseModel, frozen=True, extra="forbid"):
    """A figure at rest; the first of `rests` carries it, further ones are brought to the ground.

    `x` is where the carrying part stands, in parts of the figure's height.
    """

    step: Annotated[int, Field(ge=1, le=8)]
    trunk: Annotated[float, AfterValidator(TRUNK.check)] = 0
    neck: Annotated[float, AfterValidator(NECK.check)] = 0
    side_leg: Leg = Leg()
    other_leg: Leg = Leg()
    side_arm: Arm | Reach = Arm(4, 10)
    other_arm: Arm | Reach = Arm(4, 10)
    rests: Annotated[tuple[Rest, ...], Field(min_length=1)]
    x: float = 0
    roll: Annotated[float, Field(ge=0.1, le=0.95)] = 0.5  # where on the thigh the roller is
    arrows: Annotated[tuple[Arrow, ...], Field(max_length=3)] = ()
    move_s: Annotated[float, Field(gt=0, le=5)] = 1.5  # seconds on the way here
    hold_s: Annotated[float, Field(ge=0, le=60)] = 0.5


class Mistake(BaseModel, frozen=True, extra="forbid"):
    """A common mistake, painted crossed out beside the right form.

    Seen from the `side` it is a position; from the `front` it is the last position with a
    knee fallen in, and of the `pelvis` one tipped forward, each close up below the right form.
    """

    words: Annotated[str, Field(min_length=1, max_length=16)]
    right: Annotated[str, Field(min_length=1, max_length=16)] | None = None
    seen: Literal["side", "front", "pelvis"] = "side"
    position: Posture | None = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Mistake":
        """Check that it can be painted; ValueError in words."""
        if (self.position is None) is (self.seen == "side") or (self.right is None) is not (
            self.seen == "side"
        ):
            raise ValueError("seen from the side it has a position, else words for what is right")
        return self


def _names_a_side_or_not(text: str) -> str:
    stray = set(re.findall(r"\{(\w*)\}", text)) - {"side", "other"}
    if stray:
        raise ValueError(f"{{{stray.pop()}}} is neither {{side}} nor {{other}}")
    return text


Words = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_names_a_side_or_not)]


class Pose(BaseModel, frozen=True, extra="forbid"):
    """The positions of one exercise, what stands around, and the picture in words."""

    alt: Words
    legend: Annotated[Words, Field(max_length=44)]
    muscles: Annotated[tuple[Muscle, ...], Field(min_length=1)]
    props: tuple[Prop, ...] = ()
    from_above: bool = False  # lying on the side
    alternate: bool = False  # the movement goes on with the other leg
    chair_x: float = 0
    positions: Annotated[tuple[Posture, ...], Field(min_length=1, max_length=3)]
    mistake: Mistake | None = None

    @property
    def told(self) -> str:
        """Return the picture in words, with the mistake where one is beside it."""
        return f"{self.alt} Crossed out: {self.mistake.words}." if self.mistake else self.alt

    @property
    def sided(self) -> bool:
        """Say whether the picture is of one side of the body."""
        return "{side}" in self.alt

"""The colours of every picture: blue-grey people on light paper.

Accents are Okabe and Ito's, which colour-blind people tell apart: vermilion for muscle, blue for
movement.
"""

from dataclasses import dataclass

DESK = "#dfe6ed"  # round the sheets
PAPER = "#fbfcfd"
FLOOR = "#e3e9ef"
FLOOR_EDGE = "#b9c6d2"
EMPTY = "#cbd5de"
WALL, WALL_LINE = "#efe7da", "#dccfb9"
WOOD, WOOD_EDGE, WOOD_FAR = "#d9c3a0", "#a88d62", "#c4ab85"
MAT, MAT_EDGE = "#a9cfc4", "#79aa9c"
TOOL, TOOL_EDGE, TOOL_LIGHT = "#6d5a8c", "#4a3c63", "#9b8bb5"
INK = "#1f2d3b"
QUIET = "#4a5b6c"
MUSCLE, MUSCLE_EDGE = "#d55e00", "#8f3f00"
MUSCLE_FAR = "#bb6a2c"
MOVE = "#0072b2"
WHITE = "#ffffff"
BONE, BONE_EDGE = "#efe6d2", "#b3a383"
RIGHT = "#006b4e"  # a green on which white can be read
GREEN, AMBER, RED = "#009e73", "#e69f00", "#d55e00"
LINE, BLUE, LIGHT_BLUE = "#b9c6d2", "#005f9e", "#8fc1e3"  # of charts
# The better the lighter, so that a grey print tells them apart too.
GREEN_TINT, AMBER_TINT, RED_TINT = "#e3f3ec", "#f9d78f", "#eca88c"
PURPLE, SKY, YELLOW, PINK = "#7b4ea3", "#56b4e9", "#f0e442", "#cc79a7"


@dataclass(frozen=True, slots=True)
class Tone:
    """What a person's near or far limbs are painted with."""

    skin: str
    edge: str
    shirt: str
    shirt_edge: str
    shorts: str
    shorts_edge: str
    shoe: str
    muscle: str


NEAR = Tone("#b9c7d4", "#64788c", "#5f7f9e", "#3e5a75", "#34475c", "#1f2e3d", "#27384a", MUSCLE)
FAR = Tone("#8c9eb0", "#5c7084", "#48637e", "#34495e", "#26374a", "#1a2836", "#1d2b3a", MUSCLE_FAR)
HAIR = "#2b3a4a"

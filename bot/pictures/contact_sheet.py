"""Draws every picture on one sheet: `python -m bot.pictures.contact_sheet docs/pictures.png`."""

import io
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from bot.pictures.canvas import font
from bot.pictures.gallery import Gallery
from bot.pictures.palette import INK, WHITE
from bot.pictures.poses import Pose

CONTENT = Path(__file__).resolve().parent.parent.parent / "content" / "en"
COLUMNS, WIDTH, HEIGHT, LABEL, GAP = 5, 360, 270, 26, 10


def open_gallery(content: Path = CONTENT) -> Gallery:
    """Return the gallery of one language's content."""
    poses: dict[str, Pose] = {}
    for path in sorted((content / "exercises").glob("*.toml")):
        for topic in _read(path)["topic"]:
            poses[topic["id"]] = Pose.model_validate(topic["movement"]["pose"])
    questions = {
        question["id"]: question for question in _read(content / "triage.toml")["question"]
    }
    places = {option["id"]: option["text"] for option in questions["where"]["option"]}
    return Gallery(poses, places)


def sheet(gallery: Gallery) -> Image.Image:
    """Return every picture, small, with its name."""
    names = gallery.names
    rows = -(-len(names) // COLUMNS)
    size = (COLUMNS * (WIDTH + GAP) + GAP, rows * (HEIGHT + LABEL + GAP) + GAP)
    paper = Image.new("RGB", size, WHITE)
    draw = ImageDraw.Draw(paper)
    for number, name in enumerate(names):
        left = GAP + number % COLUMNS * (WIDTH + GAP)
        top = GAP + number // COLUMNS * (HEIGHT + LABEL + GAP)
        draw.text((left, top + LABEL / 2), name, INK, font(18), anchor="lm")
        image = Image.open(io.BytesIO(gallery.picture(name).png())).convert("RGB")
        image.thumbnail((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        paper.paste(image, (left, top + LABEL))
    return paper


def _read(path: Path) -> Mapping[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def main() -> None:
    """Write the sheet to the file that the command line names."""
    if len(sys.argv) != 2:  # noqa: PLR2004
        sys.exit("Name the file to write: python -m bot.pictures.contact_sheet docs/pictures.png")
    paper = sheet(open_gallery()).quantize(192, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    paper.save(sys.argv[1], "PNG", optimize=True)


if __name__ == "__main__":
    main()

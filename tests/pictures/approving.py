"""Keeps the approved pictures: look at each, then `python -m tests.pictures.approving`."""

import io
from pathlib import Path

from PIL import Image

from tests.pictures.conftest import GALLERY

FOLDER = Path(__file__).parent / "approved"
WIDTH = 180


def small(png: bytes) -> Image.Image:
    """Return a picture in the size in which it is compared."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    return image.resize((WIDTH, round(WIDTH * image.height / image.width)), Image.Resampling.BOX)


def main() -> None:
    """Write every picture as it is drawn now."""
    FOLDER.mkdir(exist_ok=True)
    for name in GALLERY.names:
        image = small(GALLERY.picture(name).png())
        image.quantize(128, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()

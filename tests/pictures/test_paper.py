"""A chart's card is painted as it is described."""

import io

from PIL import Image

from bot.pictures.palette import INK, PAPER
from bot.pictures.paper import Box, PaperCard, Stroke


def test_shapes_are_painted_where_they_stand() -> None:
    card = PaperCard(
        100, [Box((10, 20), (30, 40), INK), Stroke([(60, 50), (100, 50)], 6, INK, dashed=True)]
    )
    image = Image.open(io.BytesIO(card.png())).convert("RGB")
    ink, blank = (tuple(bytes.fromhex(colour[1:])) for colour in (INK, PAPER))
    inside, outside = (
        [(10, 20), (39, 59), (60, 50), (77, 50), (84, 50)],
        [(9, 20), (40, 59), (80, 50)],
    )
    assert {image.getpixel(place) for place in inside} == {ink}
    assert {image.getpixel(place) for place in outside} == {blank}

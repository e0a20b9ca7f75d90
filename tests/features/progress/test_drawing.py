"""The pictures can be read on a phone, whatever was noted."""

import io
import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from PIL import Image
from whenever import Date

from bot.domain.diary.model import Entry
from bot.domain.diary.summary import SPANS, Summary, summary
from bot.features.progress import bars, chart, words
from bot.pictures import paper
from bot.pictures.palette import AMBER_TINT, GREEN_TINT, INK, RED_TINT
from bot.pictures.paper import Box, Dot, PaperCard, Stroke
from tests.features.progress.diaries import TODAY, entries, entry, run, scores, week

PHONE = 360  # pixels
LEAST_TYPE = 13  # pixels on a phone

FULL = summary(
    [
        *week(13, 10, 9, 8, 7, 6, 5, 4),
        *week(6, 0, 10, 0, 10, 0, 1, 2),
        run(2, 100),
        entry(0, limp=True),
    ],
    TODAY,
    14,
    {TODAY: 100},
)


def drawn(found: Summary) -> PaperCard:
    return chart.diary(found, words.headline(found), words.averages(found), "km")


def lines(card: PaperCard) -> list[Stroke]:
    return [shape for shape in card.shapes if isinstance(shape, Stroke)]


@pytest.mark.parametrize(
    "card",
    [
        drawn(FULL),
        drawn(summary([entry(0, 4)], TODAY, 14)),
        drawn(summary(week(89, *([3] * 90)), TODAY, 90, {TODAY: 0})),
        bars.mastery(
            [bars.Bar("Warm-up, cool-down", 0.5, 1.0, "100%, 22 due")] * 9,
            "100 of 100 answered",
            "100% well known so far, 100 due",
        ),
    ],
    ids=["full", "one entry", "90 days", "quiz"],
)
def test_type_is_large_inside_the_card_and_not_on_top_of_other_type(card: PaperCard) -> None:
    boxes = [text.extent for text in card.words]
    for text, (left, top, right, bottom) in zip(card.words, boxes, strict=True):
        assert text.size * PHONE / paper.WIDTH >= LEAST_TYPE, text.text
        assert 0 <= left < right <= paper.WIDTH, text.text
        assert 0 <= top < bottom <= card.height, text.text
    for one, other in combinations(card.words, 2):
        a, b = one.extent, other.extent
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)


def test_only_neighbouring_days_are_joined() -> None:
    card = drawn(summary([*week(13, 4, 4), *week(9, 5, 5), entry(3, 2)], TODAY, 14))
    dots = [shape for shape in card.shapes if isinstance(shape, Dot) and shape.colour == INK]
    joined = [line for line in lines(card) if line.colour == INK]
    assert len(dots) == 5
    assert [[*line.places] for line in joined] == [
        [dot.centre for dot in dots[:2]],
        [dot.centre for dot in dots[2:4]],
    ]


def test_zones_are_told_apart_without_colour() -> None:
    card = drawn(FULL)
    assert {"0–2", "green", "3–5", "amber", "over 5", "red"} <= {text.text for text in card.words}
    image = Image.open(io.BytesIO(card.png())).convert("L")
    corners = {
        shape.colour: shape.corner for shape in reversed(card.shapes) if isinstance(shape, Box)
    }
    grey: list[float] = []
    for tint in (GREEN_TINT, AMBER_TINT, RED_TINT):
        left, top = corners[tint]
        shade = image.getpixel((round(left) + 4, round(top) + 4))
        assert isinstance(shade, int)
        grey.append(shade)
    green, amber, red = grey
    assert green - amber >= 12
    assert amber - red >= 12


def test_averages_are_drawn_only_where_a_trend_is_told() -> None:
    dashed = [line for line in lines(drawn(FULL)) if line.dashed]
    assert FULL.earlier is not None
    assert FULL.later is not None
    (earlier, later) = (line.places[0][1] for line in dashed)
    assert (earlier < later) == (FULL.earlier > FULL.later)  # a stronger pain stands higher
    unclear = drawn(summary([entry(13, 9), entry(0, 1)], TODAY, 14))
    assert not any(line.dashed for line in lines(unclear))


@settings(max_examples=15, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(entries, st.sampled_from(SPANS), scores, st.sampled_from(["km", "mi"]))
def test_any_diary_can_be_drawn(
    found: list[Entry], days: int, noted: dict[Date, int], units: str
) -> None:
    summed = summary(found, TODAY, days, noted)
    said = words.headline(summed), words.averages(summed)
    content = chart.diary(summed, *said, units).png()  # type: ignore[arg-type]
    image = Image.open(io.BytesIO(content))
    assert image.width == paper.WIDTH
    assert 900 < image.height <= 1500


def test_a_run_of_a_few_steps_is_drawn() -> None:
    card = drawn(summary([run(0, metres=30)], TODAY, 14))
    assert {"Kilometres run", "0"} <= {text.text for text in card.words}


def test_the_start_does_not_wait_for_the_library_of_pages() -> None:
    code = "import sys, bot.app; print({'fpdf', 'fontTools', 'PIL'} & {*sys.modules})"
    ran = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"

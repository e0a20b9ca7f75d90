"""The pictures can be read on a phone, whatever was noted."""

import io
import subprocess
import sys
from itertools import combinations
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image
from whenever import Date

from bot.domain.diary.model import Entry
from bot.domain.diary.summary import SPANS, Summary, summary
from bot.features.progress import bars, chart, paper, words
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


def drawn(found: Summary) -> Figure:
    return chart.diary(found, words.headline(found), words.averages(found), "km")


def texts(figure: Figure) -> list[Any]:
    figure.canvas.draw()
    every = figure.findobj(Text)
    return [text for text in every if text.get_visible() and text.get_text().strip()]


def lines(figure: Figure) -> list[Any]:
    return list(figure.axes[0].lines)


@pytest.mark.parametrize(
    "figure",
    [
        drawn(FULL),
        drawn(summary([entry(0, 4)], TODAY, 14)),
        drawn(summary(week(89, *([3] * 90)), TODAY, 90, {TODAY: 0})),
        bars.mastery(
            [bars.Bar("Warm-up, cool-down", 0.5, 1.0, "100%, 22 due")] * 9,
            "100 of 100 answered",
            "100% known for good so far, 100 due",
        ),
    ],
    ids=["full", "one entry", "90 days", "quiz"],
)
def test_type_is_large_inside_the_card_and_not_on_top_of_other_type(figure: Figure) -> None:
    written = texts(figure)
    card = figure.bbox
    boxes = [text.get_window_extent() for text in written]
    for text, box in zip(written, boxes, strict=True):
        assert text.get_fontsize() * PHONE / paper.WIDTH >= LEAST_TYPE, text.get_text()
        assert card.x0 <= box.x0 < box.x1 <= card.x1, text.get_text()
        assert card.y0 <= box.y0 < box.y1 <= card.y1, text.get_text()
    for one, other in combinations(range(len(boxes)), 2):
        assert not boxes[one].overlaps(boxes[other]), (written[one], written[other])


def test_only_neighbouring_days_are_joined() -> None:
    figure = drawn(summary([*week(13, 4, 4), *week(9, 5, 5)], TODAY, 14))
    line = max(lines(figure), key=lambda line: len(line.get_ydata()))
    noted = [day for day, pain in enumerate(line.get_ydata()) if pain == pain]  # noqa: PLR0124  # no number is not itself
    assert noted == [0, 1, 4, 5]
    assert len(line.get_ydata()) == 14


def test_zones_are_told_apart_without_colour() -> None:
    figure = drawn(FULL)
    names = {text.get_text().replace("\n", " ") for text in texts(figure)}
    assert {"0–2 green", "3–5 amber", "over 5 red"} <= names
    image = Image.open(io.BytesIO(paper.png(figure))).convert("L")
    x = int(figure.axes[0].bbox.x0) + 4
    edges = [figure.axes[0].transData.transform((0, pain))[1] for pain in (1, 4, 9)]
    grey: list[Any] = [image.getpixel((x, image.height - round(y))) for y in edges]
    green, amber, red = grey
    assert green - amber >= 12
    assert amber - red >= 12


def test_averages_are_drawn_only_where_a_trend_is_told() -> None:
    dashed = [line for line in lines(drawn(FULL)) if line.get_linestyle() != "-"]
    assert [line.get_ydata()[0] for line in dashed] == [FULL.earlier, FULL.later]
    unclear = drawn(summary([entry(13, 9), entry(0, 1)], TODAY, 14))
    assert all(line.get_linestyle() == "-" for line in lines(unclear))


@settings(max_examples=15, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(entries, st.sampled_from(SPANS), scores, st.sampled_from(["km", "mi"]))
def test_any_diary_can_be_drawn(
    found: list[Entry], days: int, noted: dict[Date, int], units: str
) -> None:
    summed = summary(found, TODAY, days, noted)
    said = words.headline(summed), words.averages(summed)
    content = paper.png(chart.diary(summed, *said, units))  # type: ignore[arg-type]
    image = Image.open(io.BytesIO(content))
    assert image.width == paper.WIDTH
    assert 900 < image.height <= 1500


def test_a_run_of_a_few_steps_is_drawn() -> None:
    figure = drawn(summary([run(0, metres=30)], TODAY, 14))
    assert {"Kilometres run", "0"} <= {text.get_text() for text in texts(figure)}


def test_the_start_does_not_wait_for_the_drawing_libraries() -> None:
    """Loading them takes a second."""
    code = "import sys, bot.app; print({'matplotlib', 'fpdf'} & {*sys.modules})"
    ran = subprocess.run(  # noqa: S603  # ourselves
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "set()"

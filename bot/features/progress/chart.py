"""The diary as a picture: pain in its zones, and below it runs and weekly scores.

Days without an entry stay empty: only neighbouring days are joined by a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from whenever import Date

from bot.domain.diary.summary import Summary, Trend
from bot.domain.plan.model import days_between
from bot.features.progress import paper
from bot.pictures.palette import (
    AMBER_TINT,
    BLUE,
    GREEN_TINT,
    INK,
    LINE,
    PAPER,
    QUIET,
    RED_TINT,
)
from bot.typed.lengths import METRES, Units

_ZONES = (
    (-0.7, 2.5, GREEN_TINT, "0–2\ngreen"),
    (2.5, 5.5, AMBER_TINT, "3–5\namber"),
    (5.5, 10.7, RED_TINT, "over 5\nred"),
)
_LANE = 1.4  # of pain's scale, above 10: where warning signs are marked
_LEFT, _RIGHT = 128, 180  # pixels beside the panels, for numbers and for the zones' names
_TOP, _TITLE, _DATES = 200, 68, 90  # pixels: of the answer, above a panel and below it
_PAIN, _BARS, _GAP = 560, 150, 44
_TICKS = 4
_MANY = 45  # days from which dots are small


@dataclass(frozen=True, slots=True)
class _Bars:
    """A panel of bars below pain; each is `width` days wide and ends on its day."""

    title: str
    values: Mapping[Date, float]
    most: float
    width: float


def diary(found: Summary, headline: str, line: str, units: Units) -> Figure:
    """Draw a card of 1080 pixels in width, with the answer on top."""
    below = [bars for bars in (_runs(found, units), _scores(found)) if bars.values]
    pain = _PAIN if below else _PAIN + _BARS
    height = _TOP + _TITLE + pain + _DATES + len(below) * (_TITLE + _BARS + _GAP)
    is_clear = found.trend is not Trend.UNCLEAR
    # As the averages are drawn: in blue and dashed.
    figure = paper.card(
        height,
        headline,
        f"╌╌ {line}" if is_clear else line,
        BLUE if is_clear else QUIET,
    )
    _pain(figure, found, pain)
    top = _TOP + _TITLE + pain + _DATES
    for bars in below:
        _draw(_panel(figure, found, (top, _BARS), bars.title), found, bars)
        top += _TITLE + _BARS + _GAP
    return figure


def _pain(figure: Figure, found: Summary, height: int) -> None:
    axes = _panel(figure, found, (_TOP, height), "Worst pain of each day")
    lane = _LANE if found.signs else 0
    axes.set_ylim(-0.7, 10.7 + lane)
    axes.set_yticks([0, 5, 10])
    for low, high, colour, name in _ZONES:
        axes.axhspan(low, high, facecolor=colour, edgecolor=PAPER, linewidth=4, zorder=0)
        axes.text(
            1.025, (low + high) / 2, name, transform=axes.get_yaxis_transform(),
            size=paper.TEXT, color=INK, va="center", linespacing=1.1,
        )  # fmt: skip
    places = axes.get_xticks()
    axes.set_xticks(places, [found.since.add(days=int(place)).format("D MMM") for place in places])
    _averages(axes, found)
    _dots(axes, found)
    if lane:
        paper.words(figure, (paper.WIDTH - paper.MARGIN, _TOP), "✕ warning sign", ha="right")
        days = [days_between(day, found.since) for day in found.signs]
        axes.scatter(
            days, [10.7 + lane / 2] * len(days), s=24**2, marker="X", color=INK,
            linewidths=0, clip_on=False,
        )  # fmt: skip


def _dots(axes: Axes, found: Summary) -> None:
    last = days_between(found.until, found.since)
    # A day that was not noted is no number, where matplotlib ends a line.
    values = [found.pain.get(found.since.add(days=day), nan) for day in range(last + 1)]
    many = last > _MANY
    axes.plot(values, color=INK, linewidth=2.5 if many else 4)
    axes.scatter(
        range(last + 1), values, s=(14 if many else 32) ** 2, color=INK, edgecolor=PAPER,
        linewidth=0 if many else 4, zorder=3, clip_on=False,
    )  # fmt: skip


def _averages(axes: Axes, found: Summary) -> None:
    """Draw the averages that the trend was found by, each over its half."""
    if found.trend is Trend.UNCLEAR or found.earlier is None or found.later is None:
        return
    start, end = axes.get_xlim()
    middle = (days_between(found.until, found.since) + 1) // 2 - 0.5
    for left, right, value in ((start, middle, found.earlier), (middle, end, found.later)):
        axes.plot([left, right], [value] * 2, color=BLUE, linewidth=6, linestyle=(0, (3, 1)))


def _runs(found: Summary, units: Units) -> _Bars:
    """Return minutes, or distances where no run has minutes."""
    running = found.running
    if running.minutes:
        return _Bars("Minutes run", running.minutes, max(running.minutes.values()), 0.7)
    far = {day: metres / METRES[units] for day, metres in running.metres.items()}
    title = {"km": "Kilometres run", "mi": "Miles run"}[units]
    return _Bars(title, far, max(far.values(), default=0), 0.7)


def _scores(found: Summary) -> _Bars:
    """Return each score as wide as the week that it is about."""
    return _Bars("Weekly impact score, 0 is best", found.scores, 100, 6.4)


def _panel(figure: Figure, found: Summary, place: tuple[int, int], title: str) -> Axes:
    """Return axes over the summary's days below their title; `place` is top and height."""
    top, height = place
    paper.words(figure, (paper.MARGIN, top), title, weight="bold")
    axes = paper.panel(figure, (_LEFT, top + _TITLE), paper.WIDTH - _LEFT - _RIGHT, height)
    last = days_between(found.until, found.since)
    axes.set_xlim(-0.5 - last / 60, last + 0.5 + last / 60)
    axes.set_xticks([round(last * tick / (_TICKS - 1)) for tick in range(_TICKS)], [""] * _TICKS)
    axes.grid(axis="x", color=LINE, linewidth=2)
    axes.set_axisbelow(True)
    return axes


def _draw(axes: Axes, found: Summary, bars: _Bars) -> None:
    ends = [days_between(day, found.since) + 0.35 for day in bars.values]
    axes.bar(ends, list(bars.values.values()), width=-bars.width, align="edge", color=BLUE)
    axes.set_ylim(0, bars.most * 1.02)
    axes.set_yticks([0, bars.most], ["0", f"{bars.most:.1f}".removesuffix(".0")])
    axes.axhline(0, color=QUIET, linewidth=3)

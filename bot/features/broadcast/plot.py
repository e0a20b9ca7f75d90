"""Active people as bars, by day and by week, legible on a phone."""

import io
from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from whenever import Date

from bot.domain.broadcast.rules_stats import DAYS, FEWEST, WEEKS, drawn

_INK, _QUIET, _BAR, _FEW, _PAPER = "#1c2430", "#5b6675", "#2b6cb0", "#c3d5e8", "#ffffff"
_INCHES = (7.2, 6.6)
_DPI = 150  # 1,080 pixels wide: a phone shows them on about 390
_TITLE, _TEXT = 25, 21  # points


def activity(by_day: Mapping[Date, int], by_week: Mapping[Date, int], today: Date) -> bytes:
    """Draw a PNG; days and weeks without a count stay empty."""
    figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor=_PAPER, layout="constrained")
    FigureCanvasAgg(figure)
    above, below = figure.subplots(2, 1)
    monday = today.subtract(days=today.day_of_week().value - 1)
    _bars(above, "Active people by day", [today.subtract(days=n) for n in _back(DAYS)], by_day)
    weeks = [monday.subtract(days=7 * n) for n in _back(WEEKS)]
    _bars(below, "Active people by week", weeks, by_week)
    figure.supxlabel(f"Rounded down to fives; pale: fewer than {FEWEST}", size=_TEXT, color=_QUIET)
    sheet = io.BytesIO()
    figure.savefig(sheet, format="png")
    return sheet.getvalue()


def _back(count: int) -> Sequence[int]:
    return range(count - 1, -1, -1)


def _bars(axes: Axes, title: str, dates: Sequence[Date], counts: Mapping[Date, int]) -> None:
    most = max((drawn(counts.get(date, 0)) for date in dates), default=0)
    top = max(most, 2 * FEWEST)
    for place, date in enumerate(dates):
        count = counts.get(date)
        if count is not None:
            few = count < FEWEST
            height = top * 0.03 if few else drawn(count)
            axes.bar(place, height, width=0.8, color=_FEW if few else _BAR)
    axes.set_title(title, loc="left", size=_TITLE, color=_INK, weight="bold")
    axes.set_xlim(-0.6, len(dates) - 0.4)
    axes.set_ylim(0, top * 1.05)
    axes.set_yticks([top], [f"{top:,}"])
    shown = [round(part * (len(dates) - 1) / 3) for part in range(4)]
    axes.set_xticks(shown, [dates[place].format("D MMM") for place in shown])
    axes.tick_params(labelsize=_TEXT, colors=_QUIET, length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)

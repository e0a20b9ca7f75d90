"""The diary as a picture: pain in its zones, and below it runs and weekly scores.

Days without an entry stay empty: only neighbouring days are joined by a line.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from whenever import Date

from bot.domain.diary.summary import Summary, Trend
from bot.domain.plan.model import days_between
from bot.features.progress.panel import PlotPanel
from bot.pictures import paper
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
from bot.pictures.paper import Box, Dot, PaperCard, Place, Stroke, Words
from bot.typed.lengths import METRES, Units

_ZONES = (
    (-0.7, 2.5, GREEN_TINT, ("0–2", "green")),
    (2.5, 5.5, AMBER_TINT, ("3–5", "amber")),
    (5.5, 10.7, RED_TINT, ("over 5", "red")),
)
_LANE = 1.4  # of pain's scale, above 10: where warning signs are marked
_LEFT, _RIGHT = 128, 180  # pixels beside the panels, for numbers and for the zones' names
_TOP, _TITLE, _DATES = 200, 68, 90  # pixels: of the answer, above a panel and below it
_PAIN, _BARS, _GAP = 560, 150, 44
_TICKS = 4
_MANY = 45  # days from which dots are small
_EDGE = 4  # pixels between zones, and round a dot
_BESIDE = 14  # pixels from a panel to what is written beside it
_CROSS, _STROKE = 11, 9  # pixels: half its size, and its thickness


@dataclass(frozen=True, slots=True)
class _Bars:
    """A panel of bars below pain; each is `width` days wide and ends on its day."""

    title: str
    values: Mapping[Date, float]
    most: float
    width: float


def diary(found: Summary, headline: str, line: str, units: Units) -> PaperCard:
    """Draw a card of 1080 pixels in width, with the answer on top."""
    below = [bars for bars in (_runs(found, units), _scores(found)) if bars.values]
    pain = _PAIN if below else _PAIN + _BARS
    height = _TOP + _TITLE + pain + _DATES + len(below) * (_TITLE + _BARS + _GAP)
    is_clear = found.trend is not Trend.UNCLEAR
    # As the averages are drawn: in blue and dashed.
    answer = f"╌╌ {line}" if is_clear else line
    card = paper.card(height, headline, answer, BLUE if is_clear else QUIET)
    _pain(card, found, pain)
    top = _TOP + _TITLE + pain + _DATES
    for bars in below:
        _draw(card, _panel(found, (top, _BARS), (0, bars.most * 1.02)), found, bars)
        top += _TITLE + _BARS + _GAP
    return card


def _pain(card: PaperCard, found: Summary, height: int) -> None:
    lane = _LANE if found.signs else 0
    panel = _panel(found, (_TOP, height), (-0.7, 10.7 + lane))
    _title(card, panel, "Worst pain of each day")
    for low, high, colour, names in _ZONES:
        top, wide = panel.y(high) + _EDGE / 2, panel.right - panel.left
        card.shapes.append(Box((panel.left, top), (wide, panel.y(low) - top - _EDGE / 2), colour))
        for place, name in enumerate(names):
            y = panel.y((low + high) / 2) + (place - 0.5) * paper.TEXT * 1.1
            card.words.append(Words((panel.right + 20, y), name, anchor="lm"))
    _days(card, panel, found, is_named=True)
    _numbers(card, panel, {0: "0", 5: "5", 10: "10"})
    _averages(card, panel, found)
    _dots(card, panel, found)
    if lane:
        corner = (paper.WIDTH - paper.MARGIN, _TOP)
        card.words.append(Words(corner, "✕ warning sign", anchor="ra"))
        for day in found.signs:
            _cross(card, (panel.x(days_between(day, found.since)), panel.y(10.7 + lane / 2)))


def _dots(card: PaperCard, panel: PlotPanel, found: Summary) -> None:
    last = days_between(found.until, found.since)
    many = last > _MANY
    run: list[Place] = []
    dots: list[Place] = []
    for day in range(last + 2):  # the day after the last ends a line too
        pain = found.pain.get(found.since.add(days=day)) if day <= last else None
        if pain is not None:
            run.append((panel.x(day), panel.y(pain)))
            continue
        dots += run
        if len(run) > 1:
            card.shapes.append(Stroke(run, 2.5 if many else 4, INK))
        run = []
    for place in dots:
        if not many:
            card.shapes.append(Dot(place, 16 + _EDGE / 2, PAPER))
        card.shapes.append(Dot(place, 7 if many else 16 - _EDGE / 2, INK))


def _averages(card: PaperCard, panel: PlotPanel, found: Summary) -> None:
    """Draw the averages that the trend was found by, each over its half."""
    if found.trend is Trend.UNCLEAR or found.earlier is None or found.later is None:
        return
    middle = panel.x((days_between(found.until, found.since) + 1) // 2 - 0.5)
    for left, right, value in (
        (panel.left, middle, found.earlier),
        (middle, panel.right, found.later),
    ):
        y = panel.y(value)
        card.shapes.append(Stroke([(left, y), (right, y)], 6, BLUE, dashed=True))


def _cross(card: PaperCard, at: Place) -> None:
    x, y = at
    for rise in (_CROSS, -_CROSS):
        places = [(x - _CROSS, y - rise), (x + _CROSS, y + rise)]
        card.shapes.append(Stroke(places, _STROKE, INK))


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


def _panel(found: Summary, place: tuple[int, int], values: tuple[float, float]) -> PlotPanel:
    """Return a panel over the summary's days below its title; `place` is top and height."""
    top, height = place[0] + _TITLE, place[1]
    last = days_between(found.until, found.since)
    days = (-0.5 - last / 60, last + 0.5 + last / 60)
    return PlotPanel(_LEFT, top, paper.WIDTH - _RIGHT, top + height, days, values)


def _title(card: PaperCard, panel: PlotPanel, title: str) -> None:
    card.words.append(Words((paper.MARGIN, panel.top - _TITLE), title, is_bold=True))


def _days(card: PaperCard, panel: PlotPanel, found: Summary, *, is_named: bool) -> None:
    """Draw a line down at some days, with their dates below it."""
    last = days_between(found.until, found.since)
    for day in dict.fromkeys(round(last * tick / (_TICKS - 1)) for tick in range(_TICKS)):
        x = panel.x(day)
        card.shapes.append(Stroke([(x, panel.top), (x, panel.bottom)], 2, LINE))
        if is_named:
            date = found.since.add(days=day).format("D MMM")
            at = (x, panel.bottom + _BESIDE)
            card.words.append(Words(at, date, colour=QUIET, anchor="ma"))


def _numbers(card: PaperCard, panel: PlotPanel, names: Mapping[float, str]) -> None:
    for value, name in names.items():
        at = (panel.left - _BESIDE, panel.y(value))
        card.words.append(Words(at, name, colour=QUIET, anchor="rm"))


def _draw(card: PaperCard, panel: PlotPanel, found: Summary, bars: _Bars) -> None:
    _title(card, panel, bars.title)
    _days(card, panel, found, is_named=False)
    for day, value in bars.values.items():
        end = days_between(day, found.since) + 0.35
        left, right = max(panel.x(end - bars.width), panel.left), panel.x(end)
        high = panel.bottom - panel.y(value)
        card.shapes.append(Box((left, panel.y(value)), (right - left, high), BLUE))
    _numbers(card, panel, {0: "0", bars.most: f"{bars.most:.1f}".removesuffix(".0")})
    card.shapes.append(Stroke([(panel.left, panel.bottom), (panel.right, panel.bottom)], 3, QUIET))

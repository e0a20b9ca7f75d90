"""Today as a screen, and what stands there where exercises wait."""

from collections.abc import Sequence
from dataclasses import dataclass

from whenever import Date

from bot.chat.actions import action
from bot.chat.markup import (
    Markup,
    bold,
    bullets,
    fill,
    folded,
    italic,
    lines,
    paragraphs,
    plain,
)
from bot.chat.screen import Button, Row, Screen, packed
from bot.chat.ways import CHECK, HOME, LOG, PLAN
from bot.domain.plan.ahead import first_run
from bot.domain.plan.days import may_begin, postponed, week
from bot.domain.plan.model import TOP_LEVEL, TOP_STAGE, Day, DayKind, Plan
from bot.domain.plan.rules import (
    GREEN_RUNS,
    GREEN_SESSIONS,
    awaits_morning,
    is_light,
)
from bot.domain.plan.work import Outlook
from bot.features.plan.screens_days import weekday
from bot.library.ahead import race_line
from bot.library.content import Content
from bot.library.plan import Programme
from bot.library.today import FIRST, GATE, coming, headline, ready

_MARKS = {DayKind.SESSION: "●", DayKind.RUN: "▲", DayKind.REST: "○"}
_AHEAD = Button("The whole plan", action("plan", "ahead"))
_CHANGE = Button("Change plan", action("plan", "change"))
_FIRST = "First: is the hip better, the same or worse than before?"


@dataclass(frozen=True, slots=True)
class Today:
    """Today and the week ahead, with all that is said of them.

    `line` is what today is, `exercises` are titles, `goes_to` is where moving leads, `goes_on`
    says that a session is under way, `ready` offers the questions before running.
    """

    plan: Plan
    week: tuple[Day, ...]
    programme: Programme
    line: str
    exercises: tuple[str, ...] = ()
    goes_to: Date | None = None
    goes_on: bool = False
    ready: str = ""
    earliest: str = ""
    notes: tuple[str, ...] = ()
    race: str = ""

    @property
    def asks_morning(self) -> bool:
        """Say whether an earlier day's effort is to be answered for before the next one."""
        return awaits_morning(self.plan, self.day.on)

    @property
    def day(self) -> Day:
        """Return today."""
        return self.week[0]


def view(content: Content, found: Outlook, plan: Plan, notes: Sequence[str]) -> Today:
    """Return today's view of a plan that nothing holds."""
    days = week(plan, found.on, content.plan.workouts)
    topics = [content.topics[name] for name in days[0].exercises]
    light = topics and is_light(plan, found.on) and not days[0].done
    lowered = [content.plan.text(found.lowered)] if found.lowered else []
    goes_on = bool(topics) and found.session is not None and found.session.day == found.on
    movable = days[0].kind is not DayKind.REST and not (days[0].done or goes_on)
    first = first_run(plan, found.on)
    return Today(
        plan,
        days,
        content.plan,
        headline(content, found, days[0]),
        exercises=tuple(topic.title for topic in topics),
        goes_to=postponed(plan, found.on)[1] if movable else None,
        goes_on=goes_on,
        ready=ready(content.plan, plan, found.standing),
        earliest=first.format("EEEE D MMMM") if first else "",
        notes=(*notes, *lowered, *([content.plan.text("light_week")] if light else [])),
        race=race_line(found),
    )


def today(view: Today) -> Screen:
    """Say first what today is, then why, and show the week."""
    return Screen(
        paragraphs(
            bold(f"Today: {view.line}"),
            plain(_FIRST) if view.asks_morning else None,
            plain(view.ready),
            lines(plain(note) for note in view.notes),
            plain(_why(view)),
            bullets(view.exercises) if not view.day.done else None,
            _strip(view.week),
            _where(view),
            plain(view.race),
        ),
        _buttons(view),
    )


def about(programme: Programme, cited: Markup, reviewed: str) -> Screen:
    """Say how the plan works, and what it rests on."""
    stages = (f"{number}. {s.title}: {s.text}" for number, s in enumerate(programme.stages))
    levels = (f"Level {number}: {one.text}" for number, one in enumerate(programme.levels, start=1))
    return Screen(
        paragraphs(
            bold("How the plan works"),
            plain(programme.text("how_it_works")),
            lines((bold("Stages"), *(plain(stage) for stage in stages))),
            lines((bold("Running"), *(plain(level) for level in levels))),
            folded(paragraphs(bold("Sources"), cited)),
            italic(reviewed),
        ),
        ((_CHANGE, PLAN),),
    )


def _why(view: Today) -> str:
    if not view.day.done and view.day.kind is not DayKind.REST:
        level = view.programme.level(view.day.level).text if view.day.level else ""
        made_of = f"{level[0].upper()}{level[1:]}. " if level else ""
        return f"{made_of}{view.programme.text(view.day.why)}"
    then = coming(view.week)
    return then if view.day.done else f"{view.programme.text(view.day.why)} {then}".strip()


def _strip(week: Sequence[Day]) -> Markup:
    """Return the week in one line, with what its marks mean."""
    marks = [f"{weekday(day.on)[:2]}\u00a0{_MARKS[day.kind]}" for day in week]
    first, *others = marks
    strip = fill("<b>{first}</b> {others}", first=first, others=" ".join(others))
    legend = "  ".join(f"{mark} {kind.value}" for kind, mark in _MARKS.items())
    return lines((strip, italic(legend)))


def _where(view: Today) -> Markup:
    """Return where the plan is, and how far it is to the next step."""
    plan, stage = view.plan, view.programme.stages[view.plan.stage]
    at = f"Stage {plan.stage}: {stage.title}." if plan.stage else f"{stage.title}."
    if plan.stage < TOP_STAGE:
        at += f" {_to_go(GREEN_SESSIONS[plan.stage] - plan.green, 'session')}"
    running = "Running: not yet." + (f" Earliest: {view.earliest}." if view.earliest else "")
    if plan.level:
        running = f"Running: level {plan.level} of {TOP_LEVEL}."
        if plan.level < TOP_LEVEL:
            running += f" {_to_go(GREEN_RUNS - len(plan.green_runs), 'run')}"
    return lines((plain(at), plain(running)))


def _to_go(left: int, effort: str) -> str:
    if left <= 0:  # stage and level never go up in the same week
        return "The next one waits a week after the last step."
    return f"{left} more {effort}{'s' * (left != 1)} with little pain to the next."


def _buttons(view: Today) -> tuple[Row, ...]:
    rows: list[Row] = []
    if view.asks_morning:
        rows.append((Button("How is it this morning?", action("diary", "morning")),))
    if view.goes_on:
        rows.append((Button("Go on with the session", action("plan", "start")),))
    elif not (view.asks_morning or view.day.done or view.day.kind is DayKind.REST):
        rows.append((Button("Start", action("plan", "start")),))
    if may_begin(view.plan, view.day):
        rows.append((FIRST,))
    if view.ready:
        rows.append((GATE,))
    more: list[Button] = []
    if view.goes_to is not None:
        # The date is in it, so that an old button moves nothing else.
        label = f"Move to {weekday(view.goes_to)}"
        more.append(Button(label, action("plan", "move", view.day.on.format_iso())))
    elif view.day.kind is DayKind.REST and view.plan.pauses(view.day.on):
        more.append(Button("Go on now", action("plan", "pause", 0)))
    if view.plan.rests(view.day.on):  # any red may be more than soreness
        more.append(CHECK)
    more += [LOG, _CHANGE, Button("Remind me", action("reminders", "suggest"))]
    return (*rows, *packed(more), (_AHEAD, HOME))

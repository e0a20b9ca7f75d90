"""The diary's command, what is typed after it, and its buttons."""

import re
from dataclasses import replace

from whenever import Date

from bot.chat.incoming import Incoming
from bot.chat.markup import bold, paragraphs
from bot.chat.screen import Screen
from bot.domain.diary import work, work_asking
from bot.domain.diary.model import WORST, Compared, Entry
from bot.domain.diary.work import Writing
from bot.domain.people import store as people
from bot.domain.plan.model import TOP_LEVEL, Effort, Plan, Zone
from bot.domain.plan.work import Outlook
from bot.features.diary import handlers_entries as entries
from bot.features.diary import handlers_files as files
from bot.features.diary import handlers_weekly as weekly
from bot.features.diary import screens
from bot.features.diary.handlers_entries import key, said, shown, sign_in, watch
from bot.features.diary.screens_asking import gone
from bot.features.diary.screens_entry import verdict
from bot.features.diary.screens_meaning import Said
from bot.library.diary import because
from bot.library.held import held, told_without_plan
from bot.routes import Command, Feature
from bot.services import Services
from bot.storage.instants import stored
from bot.typed import diary_line as typed
from bot.typed.diary_line import Typed
from bot.typed.lengths import MOST_METRES, MOST_MINUTES

_PAINS = {str(pain): pain for pain in range(WORST + 1)}
_EFFORTS = {effort.value: effort for effort in Effort}
_COMPARED = {compared.value: compared for compared in Compared}
_TOKEN = re.compile(r"s[0-9]{1,18}")


async def log(incoming: Incoming, services: Services) -> Screen:
    """Ask for the pain of the moment, or take the line that was typed."""
    if incoming.words.strip():
        return await take(incoming, services)
    return await _opening(incoming, services)


async def take(incoming: Incoming, services: Services) -> Screen:
    """Note what was typed, as far as it can be understood."""
    person = await services.db.read(people.get, incoming.person_id)
    line = typed.read(incoming.words, person.date(incoming.now), person.units)
    if not line.has_day:
        return screens.other_day(line, person.units)
    if line.is_empty:
        return await _opening(incoming, services, " ".join(screens.unclear(line)))
    entry = replace(
        _blank(incoming, line.on),
        effort=line.effort,
        pain=line.pain,
        worst=line.worst,
        morning=line.morning,
        minutes=line.minutes,
        metres=line.metres,
        note=line.note,
        sign=await sign_in(line.note, services),
    )
    token = f"m{incoming.message.message_id}" if incoming.message else _stamp(incoming)
    return await _noted(lambda _: (entry, token), incoming, services, line)


async def pain(incoming: Incoming, services: Services) -> Screen:
    """Note the pain of the moment by one tap; one screen makes one entry."""
    match incoming.args:
        case (number, token) if number in _PAINS and _TOKEN.fullmatch(token):
            return await _noted(
                lambda found: (replace(_blank(incoming, found.on), pain=_PAINS[number]), token),
                incoming,
                services,
            )
        case _:
            return await _opening(incoming, services)


async def ran(incoming: Incoming, services: Services) -> Screen:
    """Note a run that was told in plain words, by one tap; a second tap changes nothing."""
    match incoming.args:
        case (day, _, _, number, token) if number in _PAINS and _TOKEN.fullmatch(token):
            metres = incoming.number(1) if incoming.number(1) <= MOST_METRES else 0
            minutes = incoming.number(2) if incoming.number(2) <= MOST_MINUTES else 0
        case _:
            return await _opening(incoming, services)

    def write(found: Outlook) -> tuple[Entry, str]:
        entry = replace(_blank(incoming, files.day_told(day, found.on)), effort=Effort.RUN)
        return replace(
            entry, worst=_PAINS[number], metres=metres or None, minutes=minutes or None
        ), token

    return await _noted(write, incoming, services)


async def effort(incoming: Incoming, services: Services) -> Screen:
    """Note today's session or run of the plan with its pain; a second tap corrects the first."""
    match incoming.args:
        case (name, number) if name in _EFFORTS and number in _PAINS:

            def write(found: Outlook) -> tuple[Entry, str]:
                entry = replace(_blank(incoming, found.on), effort=_EFFORTS[name])
                token = f"{name}{found.on.format_iso()}"
                if entry.effort is Effort.SESSION:
                    return replace(entry, pain=_PAINS[number]), token
                minutes = _minutes(found.plan, services)
                return replace(entry, worst=_PAINS[number], minutes=minutes), token

            now, person_id = incoming.now, incoming.person_id
            followed = await services.db.run(work.note, watch(services), person_id, write, now)
            return said(followed, services, just_done=True) if followed else screens.full()
        case _:
            return await _opening(incoming, services)


async def morning(incoming: Incoming, services: Services) -> Screen:
    """Ask how the morning after the latest effort was, where nobody has told."""
    asked = await services.db.run(work_asking.ask_morning, incoming.person_id, incoming.now)
    if asked.effort is not None:
        return screens.morning(asked.effort, asked.on)
    return screens.no_morning(
        services.content.diary.text("unanswered") if asked.passed_over else ""
    )


async def compare(incoming: Incoming, services: Services) -> Screen:
    """Take how the morning after was, for every effort of that day, and judge them."""
    answer = _COMPARED.get(incoming.args[1]) if len(incoming.args) > 1 else None
    if answer is None:
        return await entries.show(incoming, services)
    which, now = key(incoming), incoming.now
    followed = await services.db.run(work.compare, watch(services), which, answer, now)
    if followed is None:
        return gone()
    if followed.entry.compared is None:
        return shown(followed, services)
    return verdict(Said(services.content, followed))


async def how_long(incoming: Incoming, services: Services) -> Screen:
    """Say how long the next run may be, unless it is not the time for one."""
    content = services.content
    wording = content.diary
    run = await services.db.read(work_asking.next_run, incoming.person_id, incoming.now)
    plan = run.found.plan
    if waits := held(content, run.found.standing):
        return screens.no_run_now(wording, waits.line, waits.rows[:1])
    if run.red is not None:
        why = f"{because(run.red, run.found.on)} {wording.zone(Zone.RED).today}"
        return screens.no_run_now(wording, why, ((screens.AGAIN,),))
    if plan is not None and not plan.may_run:
        return screens.no_run_now(wording, wording.text("run_later"))
    if plan is not None and plan.level < TOP_LEVEL:
        return screens.how_long_by_plan(plan.level, _minutes(plan, services) or 0, wording)
    cited = content.cite(wording.phrases["how_long"].sources)
    told = told_without_plan(content, run.found.standing)
    screen = screens.how_long(run.longest, wording, cited, run.found.standing.person.units)
    return replace(screen, text=paragraphs(bold(told.run), screen.text)) if told else screen


async def _noted(
    write: Writing, incoming: Incoming, services: Services, line: Typed | None = None
) -> Screen:
    """Note an entry and say what follows; `line` is what it was read from, where it was typed."""
    person_id, now = incoming.person_id, incoming.now
    followed = await services.db.run(work.note, watch(services), person_id, write, now)
    if followed is None:
        return screens.full()
    screen = said(followed, services, screens.unclear(line) if line else ())
    if incoming.message and incoming.message.is_edit:
        screen = replace(screen, text=paragraphs(bold("Corrected."), screen.text))
    if line is None or line.loose is None:
        return screen
    return screens.which(followed.entry, line.loose, followed.units, screen)


async def _opening(incoming: Incoming, services: Services, first: str = "") -> Screen:
    found = await services.db.read(work_asking.opening, incoming.person_id, incoming.now)
    waits = held(services.content, found.found.standing)
    return screens.log(found, _stamp(incoming), waits.rows[:1] if waits else (), first)


def _minutes(plan: Plan | None, services: Services) -> int | None:
    """Return how long the plan's run of today is."""
    return services.content.plan.level(plan.level).run_minutes if plan and plan.level else None


def _stamp(incoming: Incoming) -> str:
    return f"s{stored(incoming.now)}"


def _blank(incoming: Incoming, on: Date) -> Entry:
    return Entry(0, incoming.person_id, on, incoming.now, incoming.now)


FEATURE = Feature(
    "diary",
    commands=(
        Command(
            "log",
            "note your pain, such as /log 4",
            log,
            aliases=("diary",),
            takes_edits=True,
        ),
    ),
    taps={
        "log": log,
        "typed": take,
        "pain": pain,
        "ran": ran,
        "effort": effort,
        "morning": morning,
        "compare": compare,
        "how_long": how_long,
        "earlier": entries.earlier,
        "open": entries.show,
        "ask": entries.ask,
        "set": entries.set_score,
        "sign": entries.set_sign,
        "keep": files.keep,
        "length": entries.length,
        "length_of": entries.set_length,
        "minutes": entries.set_minutes,
        "metres": entries.set_metres,
        "typed_length": entries.type_length,
        "note": entries.note,
        "typed_note": entries.type_note,
        "no_note": entries.remove_note,
        "ask_delete": entries.ask_delete,
        "undo": entries.delete,
        "weekly": weekly.weekly,
        "impact": weekly.answer,
        "impact_back": weekly.back,
    },
    filed=(files.NAMES, files.take),
)

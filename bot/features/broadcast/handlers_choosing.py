"""Kind, audience, time and buttons of a draft, chosen by tapping or typing."""

from dataclasses import replace

from whenever import PlainDateTime

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.broadcast import rules_drafts as rules
from bot.domain.broadcast import store_drafts as store
from bot.domain.broadcast.rules import Audience, Broadcast, Kind, Timing, Who
from bot.domain.people import store as people
from bot.features.broadcast import screens_choosing as screens
from bot.features.broadcast.handlers_drafts import adjusted, changed, of_draft
from bot.features.broadcast.screens import SUBJECTS
from bot.services import Services

_STAMP = "YYYYMMDDHHmm"  # a local time as a button carries it
_STAGES = ("0", "1", "2", "3")


@of_draft
async def kinds(draft: Broadcast, _: Incoming, __: Services) -> Screen:
    """Ask for the kind."""
    return screens.kinds(draft)


@of_draft
async def subjects(draft: Broadcast, _: Incoming, __: Services) -> Screen:
    """Ask what a tip is about."""
    return screens.subjects(draft, "kind")


@of_draft
async def kind(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Take the kind."""
    match incoming.args[1:]:
        case ("urgent",) if draft.source:
            return screens.only_text_is_urgent(draft)
        case ("announcement" | "urgent" as name,):
            return await changed(replace(draft, kind=Kind(name), subject=""), incoming, services)
        case ("tip", subject) if subject in SUBJECTS:
            return await changed(replace(draft, kind=Kind.TIP, subject=subject), incoming, services)
        case _:
            return screens.kinds(draft)


@of_draft
async def whos(draft: Broadcast, incoming: Incoming, services: Services) -> Screen:
    """Ask for the audience, or for one of a kind."""
    match incoming.args[1:]:
        case ("language",):
            return screens.languages(draft, await services.db.run(store.languages))
        case ("stage",):
            return screens.stages(draft)
        case ("active",):
            return screens.days(draft)
        case ("subject",):
            return screens.subjects(draft, "who")
        case _:
            return screens.whos(draft)


@of_draft
async def who(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Take the audience."""
    match incoming.args[1:]:
        case ("everybody",):
            chosen = Audience()
        case ("language", tag) if tag.isalpha():
            chosen = Audience(Who.LANGUAGE, tag)
        case ("stage", stage) if stage in _STAGES:
            chosen = Audience(Who.STAGE, stage)
        case ("active", days) if rules.read_days(days):
            chosen = Audience(Who.ACTIVE, days)
        case ("subject", subject) if subject in SUBJECTS:
            chosen = Audience(Who.SUBJECT, subject)
        case _:
            return screens.whos(draft)
    return await adjusted(replace(draft, audience=chosen), incoming, services)


@of_draft
async def days(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Take a typed number of days."""
    count = rules.read_days(incoming.words)
    if count is None:
        return screens.days(draft, wrong=bool(incoming.words))
    chosen = Audience(Who.ACTIVE, str(count))
    return await adjusted(replace(draft, audience=chosen), incoming, services)


@of_draft
async def whens(draft: Broadcast, incoming: Incoming, services: Services) -> Screen:
    """Ask for the time."""
    draft = await _at_home(draft, incoming, services)
    return screens.whens(draft, incoming.now, _clock(incoming))


@of_draft
async def at(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Take a time from a button."""
    draft = await _at_home(draft, incoming, services)
    stamp = incoming.args[2] if len(incoming.args) > 2 else ""  # noqa: PLR2004
    if stamp == "now":
        return await adjusted(replace(draft, timing=Timing()), incoming, services)
    if stamp == "hour":
        local = incoming.now.add(hours=1).to_tz(draft.home_zone).to_plain().round("minute")
    else:
        try:
            local = PlainDateTime.parse(stamp, pattern=_STAMP)
        except ValueError:
            return screens.whens(draft, incoming.now, _clock(incoming))
    return await _timed(draft, local, incoming, services)


@of_draft
async def time(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Take a typed time."""
    draft = await _at_home(draft, incoming, services)
    found = rules.read_time(incoming.words, incoming.now, draft.home_zone)
    if isinstance(found, rules.Wrong):
        return screens.whens(draft, incoming.now, _clock(incoming), found)
    return await _timed(draft, found, incoming, services)


@of_draft
async def labels(draft: Broadcast, _: Incoming, __: Services) -> Screen:
    """Show the buttons, and ask for another one."""
    return screens.labels(draft)


@of_draft
async def label(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Take a typed button."""
    if len(draft.choices) >= rules.MOST_CHOICES:
        return screens.labels(draft)
    titles = {topic.id: topic.title for topic in services.content.topics.values()}
    found = rules.read_choice(incoming.words, titles)
    if isinstance(found, rules.Wrong):
        similar = rules.similar_topics(incoming.words, titles) if found is rules.Wrong.TOPIC else ()
        return screens.labels(draft, found, similar)
    return await changed(replace(draft, choices=(*draft.choices, found)), incoming, services)


@of_draft
async def unlabel(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Remove a button."""
    position = incoming.args[1] if len(incoming.args) > 1 else ""
    kept = tuple(c for n, c in enumerate(draft.choices) if str(n) != position)
    if kept == draft.choices:
        return screens.labels(draft)
    return await changed(replace(draft, choices=kept), incoming, services)


async def _timed(
    draft: Broadcast, local: PlainDateTime, incoming: Incoming, services: Services
) -> Reply:
    home = local.assume_tz(draft.home_zone, disambiguation="compatible").to_instant()
    if home <= incoming.now:
        return screens.whens(draft, incoming.now, _clock(incoming), rules.Wrong.PAST)
    timing = Timing(local=local) if _clock(incoming) == "own" else Timing(at=home)
    return await adjusted(replace(draft, timing=timing), incoming, services)


async def _at_home(draft: Broadcast, incoming: Incoming, services: Services) -> Broadcast:
    """Return the draft with the zone of the admin who chooses the time."""
    person = await services.db.run(people.get, incoming.person_id)
    return replace(draft, home_zone=person.zone or draft.home_zone)


def _clock(incoming: Incoming) -> str:
    return "own" if incoming.args[1:2] == ("own",) else "home"


TAPS = {
    "kinds": kinds,
    "subjects": subjects,
    "kind": kind,
    "whos": whos,
    "who": who,
    "days": days,
    "whens": whens,
    "at": at,
    "time": time,
    "labels": labels,
    "label": label,
    "unlabel": unlabel,
}

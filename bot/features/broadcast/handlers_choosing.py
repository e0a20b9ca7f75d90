"""Kind, audience, time and buttons of a draft, chosen by tapping or typing."""

from collections.abc import Callable
from dataclasses import replace

from whenever import Instant, PlainDateTime

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen
from bot.domain.broadcast import rules_drafts as rules
from bot.domain.broadcast import store_audience, work_drafts
from bot.domain.broadcast.model import (
    EXERCISE_SUBJECTS,
    Audience,
    Broadcast,
    BroadcastKind,
    Timing,
    Who,
)
from bot.domain.broadcast.rules_drafts import Wrong
from bot.domain.broadcast.work_drafts import Edit
from bot.features.broadcast import screens_choosing as screens
from bot.features.broadcast import screens_drafts
from bot.features.broadcast.handlers_drafts import (
    GONE,
    adjusted,
    draft_id,
    edited,
    of_draft,
    seen_on_desk,
    shown_again,
)
from bot.features.broadcast.screens import SUBJECTS
from bot.services import Services

_STAMP = "YYYYMMDDHHmm"  # a local time as a button carries it
_STAGES = ("0", "1", "2", "3")
_WHOS: dict[tuple[str, ...], Callable[[Broadcast], Screen]] = {
    ("stage",): screens.stages,
    ("active",): screens.days,
    ("subject",): lambda draft: screens.subjects(draft, "who"),
}


async def kind(incoming: Incoming, services: Services) -> Reply:
    """Take the kind."""

    def of_kind(draft: Broadcast) -> Broadcast | None:
        match incoming.args[1:]:
            case ("urgent",) if draft.source:
                return None
            case ("announcement" | "urgent" as name,):
                return replace(draft, kind=BroadcastKind(name), subject="")
            case ("tip", subject) if subject in SUBJECTS:
                return replace(draft, kind=BroadcastKind.TIP, subject=subject)
            case _:
                return None

    found = await edited(of_kind, incoming, services)
    if found is None:
        return GONE
    if found.is_taken:
        return await shown_again(found.draft, incoming, services)
    is_urgent = incoming.args[1:] == ("urgent",)
    return screens.only_text_is_urgent(found.draft) if is_urgent else screens.kinds(found.draft)


async def whos(incoming: Incoming, services: Services) -> Reply:
    """Ask for the audience, or for one of a kind."""
    if incoming.args[1:] == ("language",):
        found = await services.db.survey(store_audience.languages)
        return await of_draft(lambda draft: screens.languages(draft, found))(incoming, services)
    return await of_draft(_WHOS.get(incoming.args[1:], screens.whos))(incoming, services)


async def who(incoming: Incoming, services: Services) -> Reply:
    """Take the audience."""
    chosen = _audience(*incoming.args[1:])
    if chosen is None:
        return await of_draft(screens.whos)(incoming, services)
    return await adjusted(lambda it: replace(it, audience=chosen), incoming, services)


async def days(incoming: Incoming, services: Services) -> Reply:
    """Take a typed number of days."""
    count = rules.read_days(incoming.words)
    if count is None:
        again = of_draft(lambda draft: screens.days(draft, wrong=bool(incoming.words)))
        return await again(incoming, services)
    chosen = Audience(Who.ACTIVE, str(count))
    return await adjusted(lambda it: replace(it, audience=chosen), incoming, services)


async def whens(incoming: Incoming, services: Services) -> Reply:
    """Ask for the time."""
    at_home = work_drafts.at_home
    draft = await services.db.read(at_home, draft_id(incoming), incoming.person_id)
    return screens.whens(draft, incoming.now, _clock(incoming)) if draft else GONE


async def at(incoming: Incoming, services: Services) -> Reply:
    """Take a time from a button."""
    stamp = incoming.args[2] if len(incoming.args) > 2 else ""  # noqa: PLR2004

    def tapped(draft: Broadcast) -> Broadcast | Wrong | None:
        if stamp == "now":
            return replace(draft, timing=Timing())
        local = _tapped(stamp, incoming.now, draft.home_zone)
        return _timed(draft, local, incoming) if local else None

    return await _taken(tapped, incoming, services)


async def time(incoming: Incoming, services: Services) -> Reply:
    """Take a typed time."""

    def typed(draft: Broadcast) -> Broadcast | Wrong:
        found = rules.read_time(incoming.words, incoming.now, draft.home_zone)
        return found if isinstance(found, Wrong) else _timed(draft, found, incoming)

    return await _taken(typed, incoming, services)


async def label(incoming: Incoming, services: Services) -> Reply:
    """Take a typed button."""
    topics = services.content.topics
    titles = {topic.id: topic.title for topic in topics.values()}
    found = rules.read_choice(incoming.words, titles)
    if isinstance(found, Wrong):
        similar = rules.similar_topics(incoming.words, titles) if found is Wrong.TOPIC else ()
        again = of_draft(lambda draft: screens.labels(draft, found, similar))
        return await again(incoming, services)
    advises = not found.is_address and topics[found.to].group in EXERCISE_SUBJECTS

    def labelled(draft: Broadcast) -> Broadcast | None:
        if found in draft.choices:
            return draft
        if len(draft.choices) >= rules.MOST_CHOICES:
            return None
        both = advises or draft.advises_exercise
        return replace(draft, choices=(*draft.choices, found), advises_exercise=both)

    return await _relabelled(labelled, incoming, services)


async def unlabel(incoming: Incoming, services: Services) -> Reply:
    """Remove a button."""
    position = incoming.args[1] if len(incoming.args) > 1 else ""

    def without(draft: Broadcast) -> Broadcast | None:
        kept = tuple(c for n, c in enumerate(draft.choices) if str(n) != position)
        return None if kept == draft.choices else replace(draft, choices=kept)

    return await _relabelled(without, incoming, services)


async def _relabelled(change: Edit, incoming: Incoming, services: Services) -> Reply:
    found = await edited(change, incoming, services)
    if found is None:
        return GONE
    if not found.is_taken:
        return screens.labels(found.draft)
    return await shown_again(found.draft, incoming, services)


async def _taken(change: Edit, incoming: Incoming, services: Services) -> Reply:
    """Take a time, or ask for it again."""
    found = await edited(change, incoming, services)
    if found is None:
        return GONE
    if not found.is_taken:
        return screens.whens(found.draft, incoming.now, _clock(incoming), found.wrong)
    return screens_drafts.control(await seen_on_desk(found.draft, incoming, services))


def _audience(who: str = "", value: str = "", *_: str) -> Audience | None:
    match (who, value):
        case ("everybody", _):
            return Audience()
        case ("language", tag) if tag.isalpha():
            return Audience(Who.LANGUAGE, tag)
        case ("stage", stage) if stage in _STAGES:
            return Audience(Who.STAGE, stage)
        case ("active", days) if rules.read_days(days):
            return Audience(Who.ACTIVE, days)
        case ("subject", subject) if subject in SUBJECTS:
            return Audience(Who.SUBJECT, subject)
        case _:
            return None


def _tapped(stamp: str, now: Instant, zone: str) -> PlainDateTime | None:
    if stamp == "hour":
        return now.add(hours=1).to_tz(zone).to_plain().round("minute")
    try:
        return PlainDateTime.parse(stamp, pattern=_STAMP)
    except ValueError:
        return None


def _timed(draft: Broadcast, local: PlainDateTime, incoming: Incoming) -> Broadcast | Wrong:
    home = local.assume_tz(draft.home_zone, disambiguation="compatible").to_instant()
    if home <= incoming.now:
        return Wrong.PAST
    timing = Timing(local=local) if _clock(incoming) == "own" else Timing(at=home)
    return replace(draft, timing=timing)


def _clock(incoming: Incoming) -> str:
    return "own" if incoming.args[1:2] == ("own",) else "home"


TAPS = {
    "kinds": of_draft(screens.kinds),
    "subjects": of_draft(lambda draft: screens.subjects(draft, "kind")),
    "kind": kind,
    "whos": whos,
    "who": who,
    "days": days,
    "whens": whens,
    "at": at,
    "time": time,
    "labels": of_draft(screens.labels),
    "label": label,
    "unlabel": unlabel,
}

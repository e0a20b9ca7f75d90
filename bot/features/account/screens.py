"""Settings, privacy, export and deletion, as screens."""

from collections.abc import Callable, Iterable, Sequence

from whenever import Instant

from bot.chat.actions import action
from bot.chat.markup import Markup, bullets, fill, opening, paragraphs, plain
from bot.chat.screen import Button, Document, Row, Screen, grid
from bot.chat.ways import HOME
from bot.domain.people.model import Person
from bot.domain.people.rules import ANSWER_DAYS, SILENT_MONTHS
from bot.domain.places.zones import Candidate, label
from bot.library.topics import Country, Phrase

_SIDES = {"left": "left", "right": "right", "both": "both sides", None: "not set"}
_UNITS = {"km": "kilometres", "mi": "miles"}
_PAGE = 20  # countries
_AT_A_LOOK = 300  # characters of the policy; the rest is folded
_GROUPS = frozenset({"eu", "all"})  # for whoever does not find their own
_BACK: Row = (Button("‹ Settings", action("account", "settings")),)


def settings(person: Person, country: Country, local_time: str | None) -> Screen:
    """Show what is set; each line can be changed."""
    text = fill(
        "<b>Settings</b>\n\n"
        "Sore side: {side}\nEmergency number: {number}\nDistances: {units}\nTime zone: {zone}",
        side=_SIDES[person.side],
        number=country.emergency,
        units=_UNITS[person.units],
        zone=f"{person.zone} (now {local_time})" if person.zone else "not set",
    )
    return Screen(
        text,
        (
            (_choose("Sore side", "side"), _choose("Country", "country")),
            (_choose("Distances", "units"), _choose("Time zone", "zone")),
            (HOME,),
        ),
    )


def choice(question: str, field: str, options: Iterable[tuple[str, str]]) -> Screen:
    """Ask for one setting by buttons; options are (label, value)."""
    buttons = [Button(label, action("account", "set", field, value)) for label, value in options]
    return Screen(fill("<b>{question}</b>", question=question), (*grid(buttons, 2), _BACK))


def sides() -> Screen:
    """Ask which side hurts."""
    options = (("Left", "left"), ("Right", "right"), ("Both", "both"), ("Not set", "none"))
    return choice("Which side hurts?", "side", options)


def units() -> Screen:
    """Ask how distances are given."""
    return choice("How do you count distances?", "units", (("Kilometres", "km"), ("Miles", "mi")))


def countries(known: Sequence[Country], likely: Country | None, page: int) -> Screen:
    """Ask where the person lives, for the numbers to call: the likely country, then a page."""
    ordered = sorted(
        (country for country in known if country != likely and country.id not in _GROUPS),
        key=lambda country: country.name,
    )
    shown, pages = ordered[page * _PAGE : (page + 1) * _PAGE], -(-len(ordered) // _PAGE)
    first = [likely] if likely and not page else []
    others = [country for country in known if country.id in _GROUPS]
    buttons = [_set_country(country) for country in (*first, *shown, *others)]
    turn = tuple(
        Button(label, action("account", "choose", "country", to))
        for label, to in (("‹ Earlier", page - 1), ("More ›", page + 1))
        if 0 <= to < pages
    )
    return Screen(Markup("<b>Where do you live?</b>"), (*grid(buttons, 2), turn, _BACK))


def _set_country(country: Country) -> Button:
    return Button(country.name, action("account", "set", "country", country.id))


def zone(likely: Iterable[str], now: Instant) -> Screen:
    """Ask what time it is where the person is; `likely` are the zones of the first buttons."""
    options = [Candidate(name, label(name)) for name in likely]
    by_region = Button("Choose by region", action("account", "choose", "region"))
    text = Markup(
        "<b>What time is it where you are?</b>\n\n"
        "Tap it, or type your city or the time, such as <i>Leeds</i> or <i>21:40</i>. You can also "
        "share a location with the paperclip: I keep only the time zone."
    )
    rows = (*grid(_clock_buttons(options, now), 2), (by_region,), _BACK)
    return Screen(text, rows, expects=action("account", "typed_zone"))


def clock_set(zone: str, local_time: str) -> Screen:
    """Answer with the clock that was set."""
    text = fill(
        "<b>Time zone: {zone} (now {time})</b>\n\nYour day and your reminders go by this clock.",
        zone=zone,
        time=local_time,
    )
    reminders = Button("Reminders", action("reminders", "list"))
    other = Button("Not my clock", action("account", "choose", "zone"))
    return Screen(text, ((reminders, HOME), (other, *_BACK)))


def clocks(candidates: Sequence[Candidate], now: Instant) -> Screen:
    """Offer the zones whose clocks show the time that was typed."""
    if not candidates:
        text = Markup("No place has that time now. Type your city, or try the time once more.")
        return Screen(text, (_BACK,), expects=action("account", "typed_zone"))
    buttons = _clock_buttons(candidates, now)
    text = Markup(
        "<b>Which clock is yours?</b>\n\nThese have the same time now, but some of them change "
        "their clocks on other days, or never. Tap a place whose clocks change with yours, or type "
        "your city."
    )
    by_region = Button("Choose by region", action("account", "choose", "region"))
    return Screen(text, (*grid(buttons, 1), (by_region,)), expects=action("account", "typed_zone"))


def regions(names: Sequence[str]) -> Screen:
    """Ask for the part of the world, the first step to a time zone."""
    buttons = [Button(name, action("account", "cities", name, 0)) for name in names]
    text = Markup("<b>Where are you?</b>\n\nOr type your city.")
    return Screen(text, (*grid(buttons, 2), _BACK), expects=action("account", "typed_zone"))


def no_zone_there() -> Screen:
    """Answer a place that has no clock of its own, out at sea."""
    return Screen(
        Markup("I know no clock for that place. Type a city nearby."),
        (_BACK,),
        expects=action("account", "typed_zone"),
    )


def cities(region: str, zones: Sequence[str], page: int, pages: int) -> Screen:
    """Offer one page of a region's zones by city; `page` counts from 0."""
    buttons = [_set_zone(label(zone), zone) for zone in zones]
    turn = [
        Button(label, action("account", "cities", region, to))
        for label, to in (("‹ Earlier", page - 1), ("More ›", page + 1))
        if 0 <= to < pages
    ]
    rows = (*grid(buttons, 2), *([tuple(turn)] if turn else []))
    text = fill("<b>{region}</b>: which city's clock is yours?", region=region)
    return Screen(text, (*rows, (Button("‹ Regions", action("account", "choose", "region")),)))


def unknown_zone(words: str, close: Sequence[Candidate]) -> Screen:
    """Answer a place that is not clear, with those that may be meant."""
    known = (
        "Which of these?" if close else "Try a large city nearby, or type what your clock shows."
    )
    text = fill("I know no place “{words}” for sure. {known}", words=words[:40], known=known)
    buttons = [_set_zone(one.label, one.zone) for one in close]
    by_region = Button("Choose by region", action("account", "choose", "region"))
    return Screen(
        text, (*grid(buttons, 1), (by_region,), _BACK), expects=action("account", "typed_zone")
    )


def privacy(policy: Phrase) -> Screen:
    """Say what is kept, in plain words."""
    return Screen(
        paragraphs(
            Markup("<b>Your privacy</b>"),
            plain(policy.text),
            *opening([bullets([line]) for line in policy.lines], _AT_A_LOOK),
        ),
        (
            (Button("Send me my data", action("account", "export")),),
            (Button("Delete everything", action("account", "ask_delete")),),
            (HOME,),
        ),
    )


def export(make: Callable[[], bytes]) -> Screen:
    """Hand over everything that is kept about a person."""
    return Screen(
        Markup("Everything that I keep about you."),
        ((HOME,),),
        document=Document("flexor-my-data.json", make),
        fresh=True,
    )


def may_it_stay() -> Screen:
    """Ask somebody who was long silent whether their data may stay."""
    text = fill(
        "<b>Shall I keep your data?</b>\n\nYou have not written to me for {months} months. Tap one "
        "of these, or write anything, and all stays as it is. Otherwise I delete everything about "
        "you in {days} days. I ask only this once.",
        months=SILENT_MONTHS,
        days=ANSWER_DAYS,
    )
    return Screen(
        text,
        (
            (Button("Yes, keep it", action("account", "stay")),),
            (Button("Delete everything", action("account", "ask_delete")),),
        ),
    )


def stays() -> Screen:
    """Confirm that everything stays."""
    text = Markup("Everything is kept. /delete removes it whenever you want.")
    return Screen(text, ((HOME,),))


def ask_delete() -> Screen:
    """Ask once before everything is removed."""
    return Screen(
        Markup(
            "<b>Delete everything I keep about you?</b>\n\n"
            "Settings, checks and answers are removed at once, and cannot be brought back. "
            "The messages in this chat you can delete in Telegram."
        ),
        (
            (Button("Yes, delete everything", action("account", "delete")),),
            (Button("No, keep it", action("account", "settings")),),
        ),
    )


def deleted() -> Screen:
    """Confirm the deletion."""
    return Screen(
        Markup("Done: I keep nothing about you any more. /start begins again."),
        ((Button("Start again", action("start", "home")),),),
    )


def _choose(label: str, field: str) -> Button:
    return Button(label, action("account", "choose", field))


def _set_zone(words: str, zone: str) -> Button:
    return Button(words, action("account", "set", "zone", zone))


def _clock_buttons(candidates: Iterable[Candidate], now: Instant) -> list[Button]:
    return [
        _set_zone(f"{now.to_tz(one.zone).time().format('HH:mm')} {one.label}", one.zone)
        for one in candidates
    ]
